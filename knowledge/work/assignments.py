"""Which tasks a unit may report on: its own in its issuer's plans, and those that a plan gives to nobody by name."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from knowledge.language.folding import key
from knowledge.plans.loading import head_of
from knowledge.work.activity import TaskPlace
from knowledge.work.occurrences import covers
from knowledge.work.registered_units import RegisteredUnit

_TASKS = """
select unit.id as unit, unit.name, unit.is_group, plan.id as plan, task.text, task.section, task.role
from task join unit on unit.id = task.unit join plan on plan.id = unit.plan
where unit.plan = ? order by unit.position, task.position
"""
_NAMED = "select unit.id as unit from unit join unit_alias on unit_alias.unit = unit.id where plan = ? and folded = ?"


@dataclass(frozen=True, slots=True)
class Assignment:
    """A task of a unit: the plan's id, the plan's own words and their section, the unit's role."""

    plan: str
    text: str
    section: str
    role: str

    @property
    def place(self) -> TaskPlace:
        """The task as a report names it."""
        return TaskPlace(self.text, self.section)


def in_plan(connection: sqlite3.Connection, plan: str, unit: str) -> list[Assignment]:
    """Return what a unit may report on in a plan, its own tasks first.

    Its own are those under its name or an alias, else those of a unit whose name it contains or is contained in, else
    those of collectives; after them come the tasks without an owner. All of the plan's where there are none of these.
    """
    rows = connection.execute(_TASKS, (plan,)).fetchall()
    name = key(unit)
    ids = {row["unit"] for row in connection.execute(_NAMED, (plan, name))}
    choices = (
        [row for row in rows if row["unit"] in ids],
        [row for row in rows if name and row["name"] and _overlaps(name, key(row["name"]))],
        [row for row in rows if row["is_group"]],
    )
    own = next((choice for choice in choices if choice), [])
    chosen = [*own, *(row for row in rows if row["name"] is None)] or rows
    return [Assignment(row["plan"], row["text"], row["section"], row["role"]) for row in chosen]


def assignments(connection: sqlite3.Connection, unit: RegisteredUnit, today: date) -> list[Assignment]:
    """Return what a unit may report on: in the plans that cover today, or else in the newest that names it."""
    return [task for plan in _plans(connection, unit, today) for task in in_plan(connection, plan, unit.name)]


def _plans(connection: sqlite3.Connection, unit: RegisteredUnit, today: date) -> Sequence[str]:
    rows = connection.execute(
        "select distinct plan.* from unit_alias"
        " join unit on unit.id = unit_alias.unit join plan on plan.id = unit.plan where unit_alias.folded = ?"
        " and plan.status = 'published' order by plan.year desc, plan.issue_date desc, plan.id",
        (key(unit.name),),
    ).fetchall()
    own = [row for row in rows if not unit.issuer or unit.under(row["issuer"] or "")]
    return [row["id"] for row in own if covers(head_of(row), today)] or [row["id"] for row in own[:1]]


def _overlaps(one: str, other: str) -> bool:
    return f" {one} " in f" {other} " or f" {other} " in f" {one} "
