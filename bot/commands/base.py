"""What every command shares: its errors become a sentence, it opens the database, it speaks JSON lines."""

import io
import json
import sqlite3
import sys
from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any

import click
from pydantic import ValidationError

from bot.settings import Settings
from knowledge.database import connect
from knowledge.errors import UserError


def guarded(function: Callable[..., None]) -> Callable[..., None]:
    """Make a user's error one sentence on standard error and exit status 2."""

    @wraps(function)
    def call(*arguments: Any, **options: Any) -> None:
        try:
            function(*arguments, **options)
        except UserError as error:
            click.echo(str(error), err=True)
            sys.exit(2)
        except ValidationError as error:
            for fault in error.errors():
                click.echo(f"{'.'.join(map(str, fault['loc'])).upper()}: {fault['msg']}", err=True)
            sys.exit(2)

    return call


def database() -> sqlite3.Connection:
    """Open the database that the settings name."""
    return connect(Settings().database)


def json_lines() -> Iterator[dict[str, Any]]:
    """Yield the JSON object of each line of standard input."""
    for line in io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8"):
        if line.strip():
            yield json.loads(line)


def print_json(value: object) -> None:
    """Print a value as one line of JSON."""
    click.echo(json.dumps(value, ensure_ascii=False))
