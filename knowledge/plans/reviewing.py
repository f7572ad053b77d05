"""Reviewing a draft: what is in doubt, which units were looked at, a correction stored with its entry in the log."""

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from zlib import crc32

from knowledge.clock import stamp
from knowledge.database import transaction
from knowledge.language.folding import key
from knowledge.plans import store
from knowledge.plans.loading import load
from knowledge.plans.model import Passage, Plan

SURE = 1.0


@dataclass(frozen=True, slots=True)
class Doubt:
    """A place that the reader was not sure of: what it took it for, and the lines that it read it from."""

    what: str
    lines: str
    section: str
    page: int | None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """A correction that waits for typed words: what of which plan. `mark` tells whether it still is what it was."""

    plan: str
    field: str
    unit: int
    item: int
    mark: str


def doubts(plan: Plan) -> tuple[Doubt, ...]:
    """Return the places in doubt: tasks and deadlines of low confidence, then passages that were hard to read."""
    found = {(doubt.lines, doubt.what): doubt for doubt in _doubts(plan)}
    return tuple(found.values())


def mark(text: str) -> str:
    """Return four characters that tell a text from another: a button made for one does nothing to the other."""
    return f"{crc32(text.encode()) & 0xFFFF:04x}"


def looked_at(connection: sqlite3.Connection, plan: Plan) -> frozenset[int]:
    """Return the positions of a draft's units that somebody said were right."""
    rows = connection.execute("select unit from plan_looked_at where plan = ?", (plan.id,))
    known = {row["unit"] for row in rows}
    return frozenset(at for at, unit in enumerate(plan.units) if key(unit.name or "") in known)


def look_at(connection: sqlite3.Connection, plan: Plan, unit: int, *, by: int, now: datetime) -> None:
    """Note that somebody said that a unit is right."""
    connection.execute(
        "insert into plan_looked_at (plan, unit, by, at) values (?, ?, ?, ?) on conflict do nothing",
        (plan.id, key(plan.units[unit].name or ""), by, stamp(now)),
    )


def hand_over(connection: sqlite3.Connection, person: int, to: int) -> None:
    """Let what a person said was right be said by another one: by nobody, where the person is forgotten."""
    connection.execute("update plan_looked_at set by = ? where by = ?", (to, person))


def change(connection: sqlite3.Connection, plan_id: str, correct: Callable[[Plan], Plan]) -> Plan:
    """Store a plan as a correction makes it and return it. Raises PlanUnknown, and what the correction raises."""
    with transaction(connection):
        plan = load(connection, plan_id)
        corrected = correct(plan)
        if corrected != plan:
            store.update(connection, corrected)
        return corrected


def ask(connection: sqlite3.Connection, asked: Asked) -> int:
    """Keep what the next typed words correct; return the number under which it is found."""
    row = connection.execute(
        "insert into plan_correction (plan, field, unit, item, mark) values (?, ?, ?, ?, ?) returning id",
        (asked.plan, asked.field, asked.unit, asked.item, asked.mark),
    ).fetchone()
    return int(row["id"])


def asked(connection: sqlite3.Connection, number: int) -> Asked | None:
    """Return what was to be corrected, None if its plan is gone."""
    row = connection.execute("select * from plan_correction where id = ?", (number,)).fetchone()
    return Asked(row["plan"], row["field"], row["unit"], row["item"], row["mark"]) if row else None


def _doubts(plan: Plan) -> Iterator[Doubt]:
    for unit in plan.units:
        for task in unit.tasks:
            if task.confidence < SURE:
                yield _doubt(task.text, plan.passages[task.passage], unit.name)
    for deadline in plan.deadlines:
        if deadline.confidence < SURE:
            yield _doubt(deadline.quote, plan.passages[deadline.passage], None)
    told = {task.passage for unit in plan.units for task in unit.tasks}
    for passage in plan.passages:
        if passage.doubtful and passage.position not in told:
            yield _doubt(passage.text, passage, None)


def _doubt(what: str, passage: Passage, unit: str | None) -> Doubt:
    return Doubt(what, passage.text, passage.section, passage.span.page, unit)
