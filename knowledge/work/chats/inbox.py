"""The inbox: every update is a row before Telegram is told that it arrived, and is handled once.

An update that was received is handled after any crash; it is counted before each try, so that one which takes the
process down is set aside after three tries like one that raises.
"""

import sqlite3
from dataclasses import dataclass
from datetime import datetime, timedelta

TRIES = 3
KEPT = timedelta(days=3)
"""Telegram repeats an update for a day at most; after that its id is forgotten."""
KEPT_ASIDE = timedelta(days=30)
"""How long the words of an update that met a bug are kept for whoever mends it."""


@dataclass(frozen=True, slots=True)
class Received:
    """An update that still has to be handled; `body` is its JSON."""

    update_id: int
    body: str


def store(connection: sqlite3.Connection, update_id: int, body: str, *, now: datetime) -> bool:
    """Store an update; False if it came before."""
    cursor = connection.execute(
        "insert into inbox (update_id, body, received_at) values (?, ?, ?) on conflict do nothing",
        (update_id, body, now.isoformat()),
    )
    return cursor.rowcount == 1


def waiting(connection: sqlite3.Connection) -> list[Received]:
    """Return the updates that still have to be handled, in the order of their ids."""
    rows = connection.execute("select update_id, body from inbox where state = 'received' order by update_id")
    return [Received(row["update_id"], row["body"]) for row in rows]


def begin(connection: sqlite3.Connection, update_id: int) -> int | None:
    """Count a try at an update and return its number from 1; None if it is not to be handled (any more)."""
    row = connection.execute(
        "update inbox set attempts = attempts + 1 where update_id = ? and state = 'received' returning attempts",
        (update_id,),
    ).fetchone()
    return int(row["attempts"]) if row else None


def uncount(connection: sqlite3.Connection, update_id: int) -> None:
    """Take back that a try was counted: it failed through no fault of the update."""
    connection.execute("update inbox set attempts = attempts - 1 where update_id = ?", (update_id,))


def done(connection: sqlite3.Connection, update_id: int, *, now: datetime) -> None:
    """Mark an update as handled; its text is forgotten."""
    connection.execute(
        "update inbox set state = 'handled', body = '', done_at = ? where update_id = ?", (now.isoformat(), update_id)
    )


def set_aside(connection: sqlite3.Connection, update_id: int, error: str, *, now: datetime) -> None:
    """Give an update up, with the error that it caused."""
    connection.execute(
        "update inbox set state = 'set_aside', error = ?, done_at = ? where update_id = ?",
        (error, now.isoformat(), update_id),
    )


def counts(connection: sqlite3.Connection) -> dict[str, int]:
    """Return how many updates are in each state."""
    rows = connection.execute("select state, count(*) as number from inbox group by state order by state")
    return {row["state"]: row["number"] for row in rows}


def forget_old(connection: sqlite3.Connection, *, now: datetime, most: int) -> int:
    """Delete some of what was handled, or set aside, too long ago to come again or to matter; return how many."""
    return connection.execute(
        "delete from inbox where update_id in (select update_id from inbox"
        " where (state = 'handled' and done_at < ?) or (state = 'set_aside' and done_at < ?) limit ?)",
        ((now - KEPT).isoformat(), (now - KEPT_ASIDE).isoformat(), most),
    ).rowcount


def forget_person(connection: sqlite3.Connection, telegram_id: int) -> None:
    """Delete the updates that were set aside and name an account."""
    connection.execute(
        "delete from inbox where state = 'set_aside' and json_valid(body)"
        " and exists (select 1 from json_tree(body) where key = 'id' and value = ?)",
        (telegram_id,),
    )


def highest(connection: sqlite3.Connection) -> int:
    """Return the highest id of an update that was stored, 0 without any."""
    return int(connection.execute("select coalesce(max(update_id), 0) from inbox").fetchone()[0])
