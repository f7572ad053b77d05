"""What a registered unit may report on, over all plans that concern it at present."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from knowledge.language.folding import key
from knowledge.plans.loading import head_of
from knowledge.work.members.registered_units import RegisteredUnit
from knowledge.work.reminding.occurrences import covers
from knowledge.work.reporting.activity import TaskPlace
from knowledge.work.reporting.drafts.matching import Candidates, TaskLike
from knowledge.work.reporting.unit_tasks import unit_tasks


@dataclass(frozen=True, slots=True)
class Assignment:
    """A task, or another passage that says what is to be done: the plan's id, the plan's own words, their section."""

    plan: str
    text: str
    section: str

    @property
    def place(self) -> TaskPlace:
        """The task as a report names it."""
        return TaskPlace(self.text, self.section)


@dataclass(frozen=True, slots=True)
class Assignments:
    """What a unit may report on: its own tasks, those of groups and of nobody by name, and all else in its plans."""

    own: tuple[Assignment, ...]
    general: tuple[Assignment, ...]
    others: tuple[Assignment, ...]

    @property
    def offered(self) -> tuple[Assignment, ...]:
        """The tasks that a person chooses from, the unit's own first."""
        return self.own + self.general

    @property
    def all(self) -> tuple[Assignment, ...]:
        """Everything that a report can belong to, in an order that holds while the plans are the same."""
        return self.offered + self.others

    @property
    def candidates(self) -> Candidates:
        """The same for the matching of a message."""
        return Candidates(self.own, self.general, self.others)

    def plan_of(self, place: TaskPlace | None) -> str | None:
        """Return the plan that a task stands in."""
        return next((one.plan for one in self.all if one.place == place), None)


def assignments(connection: sqlite3.Connection, unit: RegisteredUnit, today: date) -> Assignments:
    """Return what a unit may report on: in the plans that cover a day, or else in the newest that names it."""
    plans = _plans(connection, unit, today)
    found = [(plan, unit_tasks(connection, plan=plan, unit=unit.name)) for plan in plans]
    return Assignments(
        own=tuple(_of(plan, task) for plan, tasks in found for task in tasks.own),
        general=tuple(_of(plan, task) for plan, tasks in found for task in tasks.general),
        others=tuple(_of(plan, task) for plan, tasks in found for task in tasks.others),
    )


def _of(plan: str, task: TaskLike) -> Assignment:
    return Assignment(plan, task.text, task.section)


def _plans(connection: sqlite3.Connection, unit: RegisteredUnit, today: date) -> Sequence[str]:
    rows = connection.execute(
        "select distinct plan.* from unit_alias"
        " join unit on unit.id = unit_alias.unit join plan on plan.id = unit.plan where unit_alias.folded = ?"
        " and plan.status = 'published' order by plan.year desc, plan.issue_date desc, plan.id",
        (key(unit.name),),
    ).fetchall()
    own = [row for row in rows if not unit.issuer or unit.under(row["issuer"] or "")]
    return [row["id"] for row in own if covers(head_of(row), today)] or [row["id"] for row in own[:1]]
