"""The outbox: every message that the assistant owes of its own accord is a row, written with what causes it.

A crash between sending and marking leaves a row in `sending`; it is sent again, because a reminder twice is better
than a reminder lost. Who must not be told twice gives the message a key: the table refuses a second one.
"""

import json
import sqlite3
from dataclasses import dataclass
from datetime import datetime, timedelta

from knowledge.database import as_json

KEPT = timedelta(days=90)

Buttons = tuple[tuple[tuple[str, str], ...], ...]
"""Rows of (label, callback data)."""


@dataclass(frozen=True, slots=True)
class Owed:
    """A message to be sent: Telegram HTML and its buttons. `attempts` counts this try, from 1."""

    id: int
    chat: int
    text: str
    buttons: Buttons
    attempts: int


def owe(
    connection: sqlite3.Connection,
    chat: int,
    text: str,
    *,
    now: datetime,
    key: str | None = None,
    buttons: Buttons = (),
    due: datetime | None = None,
) -> bool:
    """Write a message down to be sent (at `due`, else at once); False if one of that key is there already."""
    cursor = connection.execute(
        "insert into outbox (key, chat, text, buttons, owed_at, due_at) values (?, ?, ?, ?, ?, ?)"
        " on conflict (key) do nothing",
        (key, chat, text, as_json(buttons), now.isoformat(), (due or now).isoformat()),
    )
    return cursor.rowcount == 1


def claim(connection: sqlite3.Connection, *, now: datetime, limit: int = 30) -> list[Owed]:
    """Take the messages that are due, at most one for each chat, the oldest first."""
    rows = connection.execute(
        "update outbox set state = 'sending', attempts = attempts + 1 where id in ("
        "  select min(id) from outbox where state = 'waiting' and due_at <= ?"
        "  and chat not in (select chat from outbox where state = 'sending') group by chat order by 1 limit ?"
        ") returning id, chat, text, buttons, attempts",
        (now.isoformat(), limit),
    ).fetchall()
    owed = [Owed(row["id"], row["chat"], row["text"], _buttons(row["buttons"]), row["attempts"]) for row in rows]
    return sorted(owed, key=lambda message: message.id)


def sent(connection: sqlite3.Connection, message_id: int, *, now: datetime) -> None:
    """Mark a message as sent."""
    _finish(connection, message_id, "sent", None, now)


def give_up(connection: sqlite3.Connection, message_id: int, reason: str, *, now: datetime) -> None:
    """Mark a message as never to be sent, with the reason."""
    _finish(connection, message_id, "given_up", reason, now)


def postpone(connection: sqlite3.Connection, message_id: int, reason: str, *, until: datetime) -> None:
    """Put a message back, and with it all that wait for the same chat, to be tried again at a time."""
    connection.execute(
        "update outbox set state = 'waiting', reason = ?, due_at = ? where id = ?",
        (reason, until.isoformat(), message_id),
    )
    connection.execute(
        "update outbox set due_at = max(due_at, ?) where state = 'waiting'"
        " and chat = (select chat from outbox where id = ?)",
        (until.isoformat(), message_id),
    )


def recover(connection: sqlite3.Connection) -> None:
    """Put back what was being sent when the process stopped."""
    connection.execute("update outbox set state = 'waiting' where state = 'sending'")


def forget_old(connection: sqlite3.Connection, *, now: datetime, most: int) -> int:
    """Delete some of what was sent, or given up, so long ago that nobody asks about it any more; return how many.

    Keys only tell days and months apart.
    """
    before = (now - KEPT).isoformat()
    return connection.execute(
        "delete from outbox where id in (select id from outbox"
        " where (state = 'sent' and done_at < ?) or (state = 'given_up' and done_at < ?) limit ?)",
        (before, before, most),
    ).rowcount


def next_due(connection: sqlite3.Connection) -> datetime | None:
    """Return when the next message is due, None if nothing waits."""
    due = connection.execute("select min(due_at) from outbox where state = 'waiting'").fetchone()[0]
    return datetime.fromisoformat(due) if due else None


@dataclass(frozen=True, slots=True)
class GivenUp:
    """A message that could not be sent: to whom, why and when. `name` is the official's, None for a stranger."""

    chat: int
    name: str | None
    reason: str
    at: datetime


def given_up(connection: sqlite3.Connection, *, limit: int) -> list[GivenUp]:
    """Return the latest messages that could not be sent."""
    rows = connection.execute(
        "select chat, name, reason, done_at from outbox left join official on telegram_id = chat"
        " where state = 'given_up' order by done_at desc limit ?",
        (limit,),
    )
    return [GivenUp(row["chat"], row["name"], row["reason"], datetime.fromisoformat(row["done_at"])) for row in rows]


def counts(connection: sqlite3.Connection) -> dict[str, int]:
    """Return how many messages are in each state."""
    rows = connection.execute("select state, count(*) as number from outbox group by state order by state")
    return {row["state"]: row["number"] for row in rows}


def _finish(connection: sqlite3.Connection, message_id: int, state: str, reason: str | None, now: datetime) -> None:
    """Note what became of a message; its words, which may name people, are forgotten."""
    connection.execute(
        "update outbox set state = ?, reason = ?, done_at = ?, text = '', buttons = '[]' where id = ?",
        (state, reason, now.isoformat(), message_id),
    )


def _buttons(text: str) -> Buttons:
    return tuple(tuple((label, data) for label, data in row) for row in json.loads(text))


def forget(connection: sqlite3.Connection, chat: int) -> None:
    """Delete every message to a chat, sent or not; one that is being sent at the moment is sent for the last time."""
    connection.execute("delete from outbox where chat = ?", (chat,))
