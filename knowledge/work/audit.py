"""The audit log: who changed what and when, with the state before and after; written with the change itself.

It holds ids, roles and states, never names or texts: those stand in the rows that it points to.
"""

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from knowledge.clock import stamp
from knowledge.database import as_json


@dataclass(frozen=True, slots=True)
class Change:
    """One change. `actor` is None for the program itself; the other ids name what was changed."""

    action: str
    actor: int | None
    official: int | None = None
    unit: int | None = None
    plan: str | None = None
    activity: int | None = None
    before: Mapping[str, Any] = field(default_factory=dict)
    after: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Entry:
    """A change as it was logged."""

    at: datetime
    change: Change


def log(connection: sqlite3.Connection, change: Change, *, now: datetime) -> None:
    """Write a change into the log; call it inside the transaction that makes the change."""
    connection.execute(
        "insert into audit (at, actor, action, official, unit, plan, activity, before, after)"
        " values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            stamp(now),
            change.actor,
            change.action,
            change.official,
            change.unit,
            change.plan,
            change.activity,
            as_json(change.before),
            as_json(change.after),
        ),
    )


def entries(
    connection: sqlite3.Connection, *, official: int | None = None, activity: int | None = None, limit: int = 50
) -> list[Entry]:
    """Return the latest changes, newest first; only those by or about an official, or of a report, if one is given."""
    rows = connection.execute(
        "select * from audit where (?1 is null or actor = ?1 or official = ?1) and (?2 is null or activity = ?2)"
        " order by id desc limit ?3",
        (official, activity, limit),
    )
    return [_entry(row) for row in rows]


@dataclass(frozen=True, slots=True)
class Told:
    """A change as a list tells it: the names of whom and what it is about, None where there is none any more."""

    at: datetime
    action: str
    actor: str | None
    official: str | None
    unit: str | None
    plan: str | None


def told(connection: sqlite3.Connection, *, limit: int, offset: int = 0) -> list[Told]:
    """Return changes by everybody, newest first, with names."""
    rows = connection.execute(
        "select a.at, a.action, by.name as actor, o.name as official, u.name as unit,"
        " coalesce(p.number, p.title, a.plan) as plan from audit a"
        " left join official by on by.telegram_id = a.actor left join official o on o.telegram_id = a.official"
        " left join registered_unit u on u.id = a.unit left join plan p on p.id = a.plan"
        " order by a.id desc limit ? offset ?",
        (limit, offset),
    )
    return [Told(datetime.fromisoformat(row["at"]), *tuple(row)[1:]) for row in rows]


def count(connection: sqlite3.Connection) -> int:
    """Return how many changes were logged."""
    return int(connection.execute("select count(*) from audit").fetchone()[0])


def _entry(row: sqlite3.Row) -> Entry:
    change = Change(
        action=row["action"],
        actor=row["actor"],
        official=row["official"],
        unit=row["unit"],
        plan=row["plan"],
        activity=row["activity"],
        before=json.loads(row["before"]),
        after=json.loads(row["after"]),
    )
    return Entry(datetime.fromisoformat(row["at"]), change)
