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
    """A question as it was asked: `context` are those before it, `choices` its buttons as (label, question, plan)."""

    id: int
    question: str
    plan: str | None
    context: tuple[str, ...]
    choices: tuple[tuple[str, str, str | None], ...]


def context(connection: sqlite3.Connection, chat: int, *, now: datetime) -> tuple[str, ...]:
    """Return the chat's last questions, oldest first, that are not too old to be meant by a follow-up."""
    rows = connection.execute(
        "select question from chat_question where chat = ? and asked_at >= ? order by id desc limit ?",
        (chat, (now - CONTEXT_LASTS).isoformat(), CONTEXT_LENGTH),
    ).fetchall()
    return tuple(row["question"] for row in reversed(rows))


def last_plan(connection: sqlite3.Connection, chat: int, *, now: datetime) -> str | None:
    """Return the plan of the chat's last question, None where it had none or is too old to be meant."""
    row = connection.execute(
        "select plan from chat_question where chat = ? and asked_at >= ? order by id desc limit 1",
        (chat, (now - CONTEXT_LASTS).isoformat()),
    ).fetchone()
    return row["plan"] if row else None


def keep(
    connection: sqlite3.Connection,
    chat: int,
    question: str,
    *,
    plan: str | None,
    context: tuple[str, ...],
    choices: tuple[tuple[str, str, str | None], ...],
    now: datetime,
) -> int:
    """Store a question with what its buttons stand for and return its id; the chat's old ones are forgotten."""
    connection.execute("delete from chat_question where chat = ? and asked_at < ?", (chat, (now - KEPT).isoformat()))
    row = connection.execute(
        "insert into chat_question (chat, question, plan, context, choices, asked_at) values (?, ?, ?, ?, ?, ?)"
        " returning id",
        (chat, question, plan, as_json(context), as_json(choices), now.isoformat()),
    ).fetchone()
    return int(row["id"])


def find(connection: sqlite3.Connection, chat: int, question_id: int) -> Asked | None:
    """Return one of the chat's own questions, None if it is forgotten or another chat's."""
    row = connection.execute("select * from chat_question where id = ? and chat = ?", (question_id, chat)).fetchone()
    if row is None:
        return None
    choices = tuple((label, question, plan) for label, question, plan in json.loads(row["choices"]))
    return Asked(row["id"], row["question"], row["plan"], tuple(json.loads(row["context"])), choices)


def forget(connection: sqlite3.Connection, chat: int) -> None:
    """Delete all that a chat asked."""
    connection.execute("delete from chat_question where chat = ?", (chat,))
