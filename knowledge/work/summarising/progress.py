"""Progress: what was reported for each task of a plan, by which units, and who has not reported in a period."""

import sqlite3
from collections.abc import Collection
from dataclasses import dataclass

from knowledge.language.folding import key
from knowledge.plans.loading import load
from knowledge.plans.model import Plan
from knowledge.work.members.registered_units import units
from knowledge.work.reporting.activity import COUNTED, TaskPlace
from knowledge.work.reporting.figures import Figures, merged
from knowledge.work.reporting.reports import WHEN, tidy
from knowledge.work.summarising.periods import Period

_COUNTED = ", ".join(f"'{state}'" for state in COUNTED)
_IN_PLAN = f"a.plan = ? and a.state in ({_COUNTED}) and {WHEN} between ? and ?"
_TASK = "a.task_section || char(10) || a.task_text"
_SUMS = (
    "count(*) as activities, coalesce(sum(a.children), 0) as children, coalesce(sum(a.adults), 0) as adults,"
    " coalesce(sum(coalesce(a.total, coalesce(a.children, 0) + coalesce(a.adults, 0))), 0) as total,"
    " coalesce(sum(a.cost), 0) as cost"
)


@dataclass(frozen=True, slots=True)
class Doer:
    """A unit that a plan gives a task to, with its role in the plan's own word."""

    name: str
    role: str


@dataclass(frozen=True, slots=True)
class TaskProgress:
    """A task of a plan, who is to do it, and what was reported for it so far."""

    task: TaskPlace
    doers: tuple[Doer, ...]
    figures: Figures


@dataclass(frozen=True, slots=True)
class UnitProgress:
    """A unit of a plan and what it reported. `unit` is None while nobody of it is registered."""

    name: str
    unit: int | None
    figures: Figures

    @property
    def is_silent(self) -> bool:
        """Whether it reported nothing."""
        return self.figures.activities == 0


def progress(connection: sqlite3.Connection, plan_id: str, period: Period) -> list[TaskProgress]:
    """Return every task of a plan once, those without any activity first, then as the plan has them."""
    plan = load(connection, plan_id)
    tasks = tasks_of(plan)
    reported: dict[TaskPlace, Figures] = {}
    for written, figures in _grouped(connection, _TASK, plan_id, period).items():
        section, text = str(written).split("\n", 1)
        task = present_task(TaskPlace(text, section), tasks)
        reported[task] = reported.get(task, Figures()) + figures
    found = [TaskProgress(task, doers, reported.get(task, Figures())) for task, doers in tasks.items()]
    return sorted(found, key=lambda each: each.figures.activities > 0)


def present_task(task: TaskPlace, tasks: Collection[TaskPlace]) -> TaskPlace:
    """Return the task of the plan as it is now that a report's task is: the same, or the only one of the same words.

    A new version of a plan may have moved a task to another section. A task that is gone is returned as it was.
    """
    if task in tasks:
        return task
    same = [each for each in tasks if key(each.text) == key(task.text)]
    return same[0] if len(same) == 1 else task


def tasks_of(plan: Plan) -> dict[TaskPlace, tuple[Doer, ...]]:
    """Return the tasks of a plan in reading order, each once, with those who are to do it."""
    found: dict[TaskPlace, dict[Doer, None]] = {}
    given = [(task, unit) for unit in plan.units for task in unit.tasks]
    for task, unit in sorted(given, key=lambda pair: pair[0].passage):
        doers = found.setdefault(TaskPlace(task.text, task.section), {})
        if unit.name is not None:
            doers[Doer(unit.name, task.role.value)] = None
    return {task: tuple(doers) for task, doers in found.items()}


def unit_progress(connection: sqlite3.Connection, plan: Plan, period: Period) -> list[UnitProgress]:
    """Return every unit that a plan names, every registered unit under its issuer and whoever else reported.

    In the plan's order, then by name. A plan's unit is the registered one of the same name or alias.
    """
    reported = _grouped(connection, "a.unit", plan.id, period)
    known = {
        key(unit.name): UnitProgress(unit.name, unit.id, reported.get(unit.id, Figures()))
        for unit in units(connection, closed=True)
        if unit.id in reported or (unit.is_open and (not unit.issuer or unit.under(plan.head.issuer or "")))
    }
    rows: dict[str, UnitProgress] = {}
    for unit in plan.units:
        if unit.name is not None and not unit.is_group:
            names = [key(name) for name in (unit.name, *unit.aliases)]
            found = next((name for name in names if name in known), names[0])
            rows.setdefault(found, known.get(found, UnitProgress(unit.name, None, Figures())))
    rows.update({name: known[name] for name in sorted(known) if name not in rows})
    return list(rows.values())


def silent_units(connection: sqlite3.Connection, plan: Plan, period: Period) -> list[UnitProgress]:
    """Return the units of a plan that reported nothing in a period."""
    return [unit for unit in unit_progress(connection, plan, period) if unit.is_silent]


def total_figures(connection: sqlite3.Connection, plans: tuple[str, ...], period: Period) -> Figures:
    """Return the sums over all that was reported for some plans in a period."""
    marks = ", ".join("?" * len(plans))
    where = f"a.plan in ({marks}) and a.state in ({_COUNTED}) and {WHEN} between ? and ?"
    values = (*plans, *_days(period))
    row = connection.execute(f"select {_SUMS} from activity a where {where}", values).fetchone()
    things = connection.execute(
        f"select q.word, q.number from activity a join activity_quantity q on q.activity = a.id where {where}", values
    )
    return _figures(row, [(each["word"], each["number"]) for each in things])


def _grouped(connection: sqlite3.Connection, column: str, plan_id: str, period: Period) -> dict[object, Figures]:
    """Return the figures of a plan's reports by the value of a column; reports without one are left out."""
    where = f"{_IN_PLAN} and {column} is not null"
    values = (plan_id, *_days(period))
    things: dict[object, list[tuple[str, float]]] = {}
    for row in connection.execute(
        f"select {column} as it, q.word, q.number from activity a join activity_quantity q on q.activity = a.id"
        f" where {where}",
        values,
    ):
        things.setdefault(row["it"], []).append((row["word"], row["number"]))
    rows = connection.execute(f"select {column} as it, {_SUMS} from activity a where {where} group by it", values)
    return {row["it"]: _figures(row, things.get(row["it"], [])) for row in rows}


def _figures(row: sqlite3.Row, things: list[tuple[str, float]]) -> Figures:
    quantities = merged((word, tidy(number)) for word, number in things)
    return Figures(row["activities"], row["children"], row["adults"], row["total"], row["cost"], quantities)


def _days(period: Period) -> tuple[str, str]:
    return period.first.isoformat(), period.last.isoformat()
