"""Who asked to be forgotten: remembered by a mark, so that an older backup does not bring them back.

A mark is made of the account's number alone and slowly, so that numbers cannot be tried by the thousand million; no
name and no unit stands at it. Whoever registers anew afterwards is known again: only what is older is forgotten.
"""

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from datetime import datetime
from hashlib import scrypt
from pathlib import Path

from knowledge.clock import stamp

Marks = dict[str, str]
"""When those were forgotten whom the marks stand for, UTC in ISO."""


def note(connection: sqlite3.Connection, telegram_id: int, *, now: datetime) -> None:
    """Remember that an account was forgotten."""
    remember(connection, {_mark(telegram_id): stamp(now)})


def remember(connection: sqlite3.Connection, marks: Marks) -> None:
    """Remember what another database remembers, the latest moment of each."""
    connection.executemany(
        "insert into forgotten (mark, at) values (?, ?) on conflict do update set at = max(at, excluded.at)",
        marks.items(),
    )


def marks_of(databases: Iterable[Path]) -> tuple[Marks, bool]:
    """Return whom any of the databases remembers as forgotten, and whether all of them could be read."""
    found: Marks = {}
    whole = True
    for path in databases:
        try:
            for mark, at in _marks_in(path):
                found[mark] = max(at, found.get(mark, ""))
        except sqlite3.Error:
            whole = False
    return found, whole


def _marks_in(path: Path) -> list[tuple[str, str]]:
    """Return the marks of a database's file, none of one from before there were any."""
    with closing(sqlite3.connect(path)) as connection:
        if connection.execute("select 1 from sqlite_master where name = 'forgotten'").fetchone() is None:
            return []
        return connection.execute("select mark, at from forgotten").fetchall()


def returned(connection: sqlite3.Connection) -> list[int]:
    """Return the accounts that are registered here since before they were forgotten."""
    marks = dict(connection.execute("select mark, at from forgotten").fetchall())
    officials = connection.execute(
        "select telegram_id, joined_at from official where telegram_id > 0 and joined_at <= ?",
        (max(marks.values(), default=""),),
    )
    return [account for account, joined_at in officials if joined_at <= marks.get(_mark(account), "")]


def _mark(telegram_id: int) -> str:
    return scrypt(str(telegram_id).encode(), salt=b"kehoach", n=2**12, r=8, p=1, dklen=16).hex()
