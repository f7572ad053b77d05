"""Reviewing a draft: what is in doubt, which units were looked at, and the corrections that can be asked for.

A correction is data: what kind, of which unit, task or deadline (by their positions), to what, with a mark of the words
that it was made for. Buttons, typed words and the desk all ask for it in this form.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from zlib import crc32

from knowledge.clock import stamp
from knowledge.database import transaction
from knowledge.errors import UserError
from knowledge.language.folding import key
from knowledge.plans import corrections, store
from knowledge.plans.loading import load
from knowledge.plans.model import Deadline, Passage, Plan, Role, Task, Unit

SURE = 1.0
RIGHT = "right"
"""The kind of the correction that leaves a unit as it is."""


class Outdated(UserError):
    """A correction of words that have changed since it was asked for, or are gone."""

    def __init__(self) -> None:
        super().__init__("Chỗ này vừa được sửa ở nơi khác: hãy xem lại bản nháp rồi sửa tiếp.")


@dataclass(frozen=True, slots=True)
class Doubt:
    """A place that the reader was not sure of: what it took it for, and the lines that it read it from."""

    what: str
    lines: str
    section: str
    page: int | None
    passage: int
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """A correction that waits for typed words: what of which plan. `mark` tells whether it still is what it was."""

    plan: str
    field: str
    unit: int
    item: int
    mark: str


@dataclass(frozen=True, slots=True)
class Correction:
    """A correction that is asked for: of the `item` (task or deadline) of a `unit`, to what was `said`.

    `kind` is one of `KINDS`, `mark` the mark of the words that it was made for.
    """

    kind: str
    unit: int
    item: int
    said: str
    mark: str


def unit_at(plan: Plan, at: int) -> Unit:
    """Return a unit by its position. Raises Outdated beyond the last."""
    if not 0 <= at < len(plan.units):
        raise Outdated
    return plan.units[at]


def task_at(plan: Plan, unit: int, at: int) -> Task:
    """Return a unit's task by its position. Raises Outdated beyond the last."""
    tasks = unit_at(plan, unit).tasks
    if not 0 <= at < len(tasks):
        raise Outdated
    return tasks[at]


def deadline_at(plan: Plan, at: int) -> Deadline:
    """Return a deadline by its position. Raises Outdated beyond the last."""
    if not 0 <= at < len(plan.deadlines):
        raise Outdated
    return plan.deadlines[at]


def subject(plan: Plan, kind: str, unit: int, item: int) -> str:
    """Return the words that a correction would change, as they are now. Raises Outdated where they are gone."""
    if kind not in KINDS:
        raise Outdated
    if kind in corrections.HEAD_FIELDS:
        return str(getattr(plan.head, kind) or "")
    if kind in ("date", "drop", "sure"):
        return deadline_at(plan, item).quote
    if kind == "name":
        return unit_at(plan, unit).name or ""
    if kind == RIGHT:
        whole = unit_at(plan, unit)
        return "\n".join((whole.name or "", *(task.text for task in whole.tasks)))
    return task_at(plan, unit, item).text


def corrected(plan: Plan, asked: Correction) -> Plan:
    """Return the plan as a correction makes it. Raises Outdated, CorrectionError."""
    if mark(subject(plan, asked.kind, asked.unit, asked.item)) != asked.mark:
        raise Outdated
    return KINDS[asked.kind](plan, asked)


def _with_role(plan: Plan, asked: Correction) -> Plan:
    with suppress(ValueError):
        return corrections.set_role(plan, asked.unit, asked.item, Role(asked.said))
    raise Outdated


def _cut(plan: Plan, asked: Correction) -> Plan:
    at = int(asked.said) if asked.said.isdecimal() and len(asked.said) < 4 else -1
    return corrections.split(plan, asked.unit, asked.item, at)


def _head_field(field: str) -> Callable[[Plan, Correction], Plan]:
    return lambda plan, asked: corrections.set_head(plan, field, asked.said)


KINDS: dict[str, Callable[[Plan, Correction], Plan]] = {
    RIGHT: lambda plan, asked: corrections.confirm(plan, asked.unit),
    "name": lambda plan, asked: corrections.rename(plan, asked.unit, asked.said),
    "role": _with_role,
    "owner": lambda plan, asked: corrections.give(plan, asked.unit, asked.item, asked.said),
    "cut": _cut,
    "join": lambda plan, asked: corrections.join(plan, asked.unit, asked.item),
    "delete": lambda plan, asked: corrections.delete(plan, asked.unit, asked.item),
    "date": lambda plan, asked: corrections.set_date(plan, asked.item, asked.said),
    "sure": lambda plan, asked: corrections.confirm_deadline(plan, asked.item),
    "drop": lambda plan, asked: corrections.drop_deadline(plan, asked.item),
    **{field: _head_field(field) for field in corrections.HEAD_FIELDS},
}
"""The kinds of corrections: a unit is right or gets a name; a task gets a role or an owner, is cut, joined or deleted;
a deadline gets a date, is sure or is none; a field of the head is set."""


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


def change(connection: sqlite3.Connection, plan_id: str, asked: Correction) -> Plan:
    """Store a plan as a correction makes it and return it. Raises PlanUnknown, Outdated, CorrectionError."""
    with transaction(connection):
        plan = load(connection, plan_id)
        new = corrected(plan, asked)
        if new != plan:
            store.update(connection, new)
        return new


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
    return Doubt(what, passage.text, passage.section, passage.span.page, passage.position, unit)
