"""Commands that keep the assistant running: run, backup, restore."""

import sqlite3
import sys
from pathlib import Path

import click

from bot.commands.base import database, guarded
from bot.doctor import examine
from bot.lock import held
from bot.settings import Settings
from handlers.rendering import plain, render
from knowledge import backup as backups
from knowledge.clock import wall_clock
from knowledge.database import compact
from knowledge.work.members import forgotten, own_data

FILE = click.Path(path_type=Path, dir_okay=False)


@click.command()
@click.option("--samples", type=click.Path(path_type=Path, exists=True), help="Plans to load into an empty database.")
@guarded
def run(samples: Path | None) -> None:
    """Run the bot: polling with a token, a webhook with WEBHOOK_URL too, the local page without."""
    from bot.running import run as run_bot

    run_bot(Settings(), samples=samples)


@click.command()
@click.argument("file", type=FILE)
@guarded
def backup(file: Path) -> None:
    """Save the database to FILE while it is in use."""
    backups.save(database(), file)
    click.echo(plain(render("commands/saved", file=file)))


@click.command()
@click.argument("file", type=FILE)
@guarded
def restore(file: Path) -> None:
    """Put the backup FILE in the place of the database; the one that stood there is kept beside it."""
    settings = Settings()
    with held(settings.database):
        left = (settings.database, backups.latest(settings.backups))
        marks, whole = forgotten.marks_of(path for path in left if path is not None and path.is_file())
        again: list[int] = []

        def settle(connection: sqlite3.Connection) -> None:
            again.append(own_data.forget_again(connection, marks, now=wall_clock()))

        kept = backups.restore(file, settings.database, settle=settle)
        backups.keep(file, settings.backups)
    click.echo(plain(render("commands/restored", file=file, kept=kept, again=sum(again), unread=not whole)))


@click.command()
@click.option("--vacuum", is_flag=True, help="Write the database's file anew, smaller; the program must not run.")
@guarded
def doctor(vacuum: bool) -> None:
    """Check the token, the clock, the disk, the queues, the backups and the database; exit 1 if something is wrong."""
    settings, connection = Settings(), database()
    checks = list(examine(connection, settings, now=wall_clock()))
    click.echo(plain(render("commands/examined", checks=checks)))
    if vacuum and all(check.is_well for check in checks if check.name in ("disk", "integrity")):
        with held(settings.database):
            before, after = compact(connection)
        click.echo(plain(render("commands/compacted", before=before, after=after)))
    if not all(check.is_well for check in checks):
        sys.exit(1)


COMMANDS = (run, backup, restore, doctor)
