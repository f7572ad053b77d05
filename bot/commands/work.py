"""Commands about the units' work: draft, reminders, obligations, outbox."""

from datetime import datetime

import click

from bot.commands.base import database, guarded, json_lines, print_json
from knowledge.clock import VIET_NAM, local_date, wall_clock
from knowledge.work import obligations as owed
from knowledge.work import outbox as queue
from knowledge.work.reminders import Sent, forecast
from knowledge.work.schedule import Office
from knowledge.work.stand_ins import rehearsal

DAY = click.DateTime(["%Y-%m-%d"])


@click.command()
@click.option("--json", "as_json", is_flag=True, required=True, help="JSON lines in, JSON lines out.")
@guarded
def draft(*, as_json: bool) -> None:
    """Read activity messages into drafts."""
    from knowledge.work.contract import draft_json

    connection = database()
    for request in json_lines():
        print_json(draft_json(connection, request))


@click.command()
@click.option("--from", "first", type=DAY, required=True, help="The first day.")
@click.option("--to", "last", type=DAY, required=True, help="The last day.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@guarded
def reminders(first: datetime, last: datetime, *, as_json: bool) -> None:
    """Print what would be sent from one day to another, to whom and when."""
    for sent in forecast(rehearsal(database()), first.date(), last.date(), office=Office()):
        line = _reminder(sent)
        print_json(line) if as_json else click.echo("\t".join(str(value) for value in line.values()))


@click.command()
@click.option("--all", "everything", is_flag=True, help="Those that are done or waived too.")
@guarded
def obligations(*, everything: bool) -> None:
    """List what the registered units owe."""
    connection = database()
    owed.bring_up_to_date(connection, local_date(wall_clock()))
    for each in owed.obligations(connection, state=None if everything else "open"):
        owing = each.owing
        fields = (owing.id, owing.last_day, each.state, owing.unit, owing.what, owing.addressee or "-", owing.plan)
        click.echo("\t".join(map(str, fields)))


@click.command()
@guarded
def outbox() -> None:
    """Print how many messages wait, were sent and were given up."""
    for state, count in queue.counts(database()).items():
        click.echo(f"{state}\t{count}")


def _reminder(sent: Sent) -> dict[str, object]:
    return {
        "at": sent.at.astimezone(VIET_NAM).isoformat(),
        "official": sent.official.name,
        "unit": sent.owing.unit,
        "plan": sent.owing.plan,
        "what": sent.owing.what,
        "last_day": sent.owing.last_day.isoformat(),
        "days_left": sent.days_left,
        "level": sent.level,
    }


COMMANDS = (draft, reminders, obligations, outbox)
