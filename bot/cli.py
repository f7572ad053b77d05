"""The command line: one group, its commands taken from bot/commands/."""

import click

from bot.commands import plans, upkeep, work


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def cli() -> None:
    """Trợ lý Kế hoạch: reads plans, answers, takes reports, reminds."""


for _command in (*plans.COMMANDS, *work.COMMANDS, *upkeep.COMMANDS):
    cli.add_command(_command)
