"""Commands about the units' work: draft, reminders, obligations, outbox, summary, people, activities."""

from datetime import datetime
from pathlib import Path

import click

from bot.commands.base import database, guarded, json_lines, print_json
from bot.office import office_of
from bot.settings import Settings
from handlers.rendering import plain, render
from knowledge.clock import VIET_NAM, local_date, wall_clock
from knowledge.work.chats import outbox as queue
from knowledge.work.members import people as everybody
from knowledge.work.reminding import obligations as owed
from knowledge.work.reminding import recording
from knowledge.work.reminding.reminders import Sent, forecast
from knowledge.work.reminding.stand_ins import rehearsal
from knowledge.work.reporting.reports import Sought, reports
from knowledge.work.summarising.summaries import summarise

FILE = click.Path(path_type=Path, dir_okay=False)
DAY = click.DateTime(["%Y-%m-%d"])


@click.command()
@click.option("--json", "as_json", is_flag=True, required=True, help="JSON lines in, JSON lines out.")
@guarded
def draft(*, as_json: bool) -> None:
    """Read activity messages into drafts."""
    from knowledge.work.reporting.contract import draft_json

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
    office = office_of(Settings())
    for sent in forecast(rehearsal(database()), first.date(), last.date(), office=office):
        line = _reminder(sent)
        print_json(line) if as_json else click.echo("\t".join(str(value) for value in line.values()))


@click.command()
@click.option("--all", "everything", is_flag=True, help="Those that are done or waived too.")
@guarded
def obligations(*, everything: bool) -> None:
    """List what the registered units owe."""
    connection = database()
    recording.bring_up_to_date(connection, local_date(wall_clock()))
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


@click.command()
@click.option("--plan", "plan_id", required=True, help="The plan's id.")
@click.option("--from", "first", type=DAY, required=True, help="The first day.")
@click.option("--to", "last", type=DAY, required=True, help="The last day.")
@click.option("--docx", type=FILE, help="Write the report as Word.")
@click.option("--xlsx", type=FILE, help="Write the figures and all activities as Excel.")
@click.option("--png", type=FILE, help="Draw the units' progress as a picture.")
@guarded
def summary(
    plan_id: str, first: datetime, last: datetime, docx: Path | None, xlsx: Path | None, png: Path | None
) -> None:
    """Write the consolidated report of a plan for a period."""
    from knowledge.work.summarising.chart import write_chart
    from knowledge.work.summarising.report_docx import write_docx
    from knowledge.work.summarising.report_xlsx import write_xlsx

    written = summarise(database(), plan_id, first.date(), last.date())
    for path, write in ((docx, write_docx), (xlsx, write_xlsx), (png, write_chart)):
        if path is not None:
            write(written, path)
    click.echo(plain(render("summaries/summary", summary=written)))


@click.command()
@guarded
def people() -> None:
    """List the registered people with their units and roles."""
    for person in everybody.people(database()):
        units = "; ".join(f"{each.unit.name} ({each.role})" for each in person.memberships)
        click.echo("\t".join((str(person.telegram_id), person.name, "admin" if person.is_admin else "-", units or "-")))


@click.command()
@click.option("--xlsx", type=FILE, help="Write them as Excel, all details in.")
@guarded
def activities(xlsx: Path | None) -> None:
    """List the reported activities, the newest first."""
    from knowledge.work.summarising.report_xlsx import write_activities_xlsx

    found = reports(database(), Sought(), limit=None)
    if xlsx is not None:
        write_activities_xlsx(found, xlsx)
        return
    for report in found:
        fields = (report.id, report.details.date or "-", report.state, report.unit.name, report.details.what)
        click.echo("\t".join(map(str, fields)))


def _reminder(sent: Sent) -> dict[str, object]:
    return {
        "at": sent.at.astimezone(VIET_NAM).isoformat(),
        "official": sent.official.name,
        "unit": sent.unit,
        "plan": sent.about.plan,
        "what": sent.about.what,
        "last_day": sent.about.last_day.isoformat(),
        "days_left": sent.days_left,
        "level": sent.level,
    }


COMMANDS = (draft, reminders, obligations, outbox, summary, people, activities)
