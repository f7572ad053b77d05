"""Which tasks a registered unit has: those of the published plans of its issuer, the plans in force first."""

import sqlite3
from dataclasses import dataclass
from datetime import date

from knowledge.language.folding import key
from knowledge.work.activity import TaskPlace
from knowledge.work.registered_units import RegisteredUnit


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


def assignments(connection: sqlite3.Connection, unit: RegisteredUnit, today: date) -> list[Assignment]:
    """Return the tasks of a unit; those of plans that cover today, or else those of its newest plan."""
    rows = connection.execute(
        "select plan.id as plan, plan.issuer, plan.year, plan.year_to, plan.issue_date, task.text, task.section,"
        " task.role from unit_alias join unit on unit.id = unit_alias.unit join plan on plan.id = unit.plan"
        " join task on task.unit = unit.id where unit_alias.folded = ? and plan.status = 'published'"
        " order by plan.year desc, plan.issue_date desc, plan.id, task.passage, task.position",
        (key(unit.name),),
    ).fetchall()
    own = [row for row in rows if not unit.issuer or unit.under(row["issuer"] or "")]
    current = [row for row in own if _covers(row, today)] or [row for row in own if row["plan"] == own[0]["plan"]]
    return [Assignment(row["plan"], row["text"], row["section"], row["role"]) for row in current]


def _covers(row: sqlite3.Row, today: date) -> bool:
    return row["year"] is None or row["year"] <= today.year <= (row["year_to"] or row["year"])
