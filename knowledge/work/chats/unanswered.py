"""Questions that got no answer, or one that was no good: they show an administrator what to add. Nobody's name is kept.

Personal data in a question is masked before it is stored; equal questions are counted, not repeated.
"""

import sqlite3
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from knowledge.clock import stamp
from knowledge.language.folding import key, normalise, squeeze
from knowledge.work.reporting.drafts.masking import MASK
from knowledge.work.reporting.drafts.personal_data import find_personal_data

LONGEST = 300
KEPT = timedelta(days=365)
"""How long a question that nobody asks again waits to be looked at."""


class Lack(StrEnum):
    """What was wrong: nothing was found, or what was found did not help."""

    NOT_FOUND = "not_found"
    DISLIKED = "disliked"


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A question that waits to be looked at, with how often it was asked.

    `reason` is why nothing was found (an Answer's), or what was wrong with what was, '' if nobody said; `plan` is the
    plan that was answered from or asked, None if all were.
    """

    id: int
    question: str
    lack: Lack
    count: int
    last_at: datetime
    reason: str = ""
    plan: str | None = None


def note(
    connection: sqlite3.Connection,
    question: str,
    lack: Lack,
    *,
    reason: str = "",
    plan: str | None = None,
    now: datetime,
) -> None:
    """Keep a question, without whoever asked it; one that is there already is counted."""
    question = _masked(squeeze(normalise(question)))[:LONGEST]
    folded = key(question)
    if not folded:
        return
    connection.execute(
        "insert into unanswered (folded, question, lack, reason, plan, count, last_at) values (?, ?, ?, ?, ?, 1, ?)"
        " on conflict (folded, lack) do update set count = count + 1, last_at = excluded.last_at,"
        " reason = coalesce(nullif(excluded.reason, ''), reason), plan = coalesce(excluded.plan, plan)",
        (folded, question, lack, reason, plan, stamp(now)),
    )


def explain(connection: sqlite3.Connection, question: str, reason: str) -> None:
    """Keep what was wrong with the answer to a question that was disliked."""
    folded = key(_masked(squeeze(normalise(question)))[:LONGEST])
    connection.execute(
        "update unanswered set reason = ? where folded = ? and lack = ?", (reason, folded, Lack.DISLIKED)
    )


def find(connection: sqlite3.Connection, question: int) -> Unanswered | None:
    """Return one of the questions, None once it was dropped."""
    row = connection.execute("select * from unanswered where id = ?", (question,)).fetchone()
    return _unanswered(row) if row else None


def waiting(connection: sqlite3.Connection, *, limit: int, offset: int = 0) -> list[Unanswered]:
    """Return the questions to look at, those asked most often first."""
    rows = connection.execute(
        "select * from unanswered order by count desc, last_at desc, id limit ? offset ?", (limit, offset)
    )
    return [_unanswered(row) for row in rows]


def dismiss(connection: sqlite3.Connection, question: int) -> None:
    """Drop a question that was looked at."""
    connection.execute("delete from unanswered where id = ?", (question,))


def forget_old(connection: sqlite3.Connection, *, now: datetime, most: int) -> int:
    """Delete some of the questions that nobody asked for a year; return how many."""
    return connection.execute(
        "delete from unanswered where id in (select id from unanswered where last_at < ? limit ?)",
        (stamp(now - KEPT), most),
    ).rowcount


def _unanswered(row: sqlite3.Row) -> Unanswered:
    last_at = datetime.fromisoformat(row["last_at"])
    lack = Lack(row["lack"])
    return Unanswered(row["id"], row["question"], lack, row["count"], last_at, row["reason"], row["plan"])


def _masked(text: str) -> str:
    for datum in sorted(find_personal_data(text), key=lambda one: -one.start):
        text = text[: datum.start] + MASK + text[datum.end :]
    return text
