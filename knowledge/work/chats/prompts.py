"""What the next typed message of a chat answers, where a button has asked for words: a row, not a state in memory."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime, timedelta

from knowledge.clock import stamp

LASTS = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Prompt:
    """A question that waits for a typed answer: what it is for, and the id of what it is about."""

    purpose: str
    subject: int


def ask(connection: sqlite3.Connection, chat: int, prompt: Prompt, *, now: datetime) -> None:
    """Wait for the chat's next typed message; an earlier question is dropped."""
    connection.execute(
        "insert into prompt (chat, purpose, subject, asked_at) values (?, ?, ?, ?) on conflict do update set"
        " purpose = excluded.purpose, subject = excluded.subject, asked_at = excluded.asked_at",
        (chat, prompt.purpose, prompt.subject, stamp(now)),
    )


def waiting(connection: sqlite3.Connection, chat: int, *, now: datetime) -> Prompt | None:
    """Return what the chat's next message would answer, without answering it."""
    row = connection.execute("select * from prompt where chat = ?", (chat,)).fetchone()
    if row is None or row["asked_at"] < stamp(now - LASTS):
        return None
    return Prompt(row["purpose"], row["subject"])


def take(connection: sqlite3.Connection, chat: int, *, now: datetime) -> Prompt | None:
    """Return what the chat's message answers, which is then answered; None if nothing waits, or has waited too long."""
    row = connection.execute("delete from prompt where chat = ? returning *", (chat,)).fetchone()
    if row is None or row["asked_at"] < stamp(now - LASTS):
        return None
    return Prompt(row["purpose"], row["subject"])


def forget(connection: sqlite3.Connection, chat: int) -> None:
    """Delete what a chat's next message would answer."""
    connection.execute("delete from prompt where chat = ?", (chat,))
