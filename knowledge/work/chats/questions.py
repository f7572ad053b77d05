"""A chat's last questions: what a short follow-up leaves out, and what the buttons under an answer stand for."""

import json
import sqlite3
from dataclasses import dataclass
from datetime import datetime, timedelta

from knowledge.database import as_json

CONTEXT_LASTS = timedelta(minutes=30)
CONTEXT_LENGTH = 5
KEPT = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it was asked: `context` are those before it, `choices` its buttons as (label, question, plan).

    Its id is that of the update that asked it.
    """

    id: int
    question: str
    plan: str | None
    context: tuple[str, ...]
    choices: tuple[tuple[str, str, str | None], ...]


def context(
    connection: sqlite3.Connection, chat: int, *, update_id: int, now: datetime
) -> tuple[tuple[str, ...], str | None]:
    """Return the chat's last questions, oldest first, that are not too old to be meant, and the plan of the last.

    What the update itself asked when it was tried before is not among them.
    """
    rows = connection.execute(
        "select question, plan from chat_question where chat = ? and asked_at >= ? and id <> ?"
        " order by asked_at desc, id desc limit ?",
        (chat, (now - CONTEXT_LASTS).isoformat(), update_id, CONTEXT_LENGTH),
    ).fetchall()
    return tuple(row["question"] for row in reversed(rows)), rows[0]["plan"] if rows else None


def keep(
    connection: sqlite3.Connection,
    update_id: int,
    chat: int,
    question: str,
    *,
    plan: str | None,
    context: tuple[str, ...],
    choices: tuple[tuple[str, str, str | None], ...],
    now: datetime,
) -> None:
    """Store what an update asked, with what its buttons stand for; handled again, it asks the same question."""
    connection.execute(
        "insert or replace into chat_question (id, chat, question, plan, context, choices, asked_at)"
        " values (?, ?, ?, ?, ?, ?, ?)",
        (update_id, chat, question, plan, as_json(context), as_json(choices), now.isoformat()),
    )


def find(connection: sqlite3.Connection, chat: int, question_id: int) -> Asked | None:
    """Return one of the chat's own questions, None if it is forgotten or another chat's."""
    row = connection.execute("select * from chat_question where id = ? and chat = ?", (question_id, chat)).fetchone()
    if row is None:
        return None
    choices = tuple((label, question, plan) for label, question, plan in json.loads(row["choices"]))
    return Asked(row["id"], row["question"], row["plan"], tuple(json.loads(row["context"])), choices)


def forget_old(connection: sqlite3.Connection, *, now: datetime, most: int) -> int:
    """Delete some of the questions that no button leads to any more, of chats that fell silent too; return how many."""
    return connection.execute(
        "delete from chat_question where id in (select id from chat_question where asked_at < ? limit ?)",
        ((now - KEPT).isoformat(), most),
    ).rowcount


def forget(connection: sqlite3.Connection, chat: int) -> None:
    """Delete all that a chat asked."""
    connection.execute("delete from chat_question where chat = ?", (chat,))
