"""The week seen from above: which units have met what is due about now, which have not; a unit's tasks left alone."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from knowledge.language.folding import key
from knowledge.work.members.registered_units import RegisteredUnit
from knowledge.work.reminding.obligations import Obligation, obligations
from knowledge.work.reporting.activity import COUNTED
from knowledge.work.reporting.assignments import Assignment, assignments

PAST, AHEAD = timedelta(days=30), timedelta(days=14)
"""How far around a day an overview looks: what is overdue for longer is in it as long as it is open."""


@dataclass(frozen=True, slots=True)
class Duty:
    """One thing that several units owe by one day, with those that have met it, have not, or need not."""

    what: str
    last_day: date
    done: tuple[Obligation, ...]
    open: tuple[Obligation, ...]
    waived: tuple[Obligation, ...]


def about_now(connection: sqlite3.Connection, today: date) -> dict[int, list[Obligation]]:
    """Return what an overview looks at, by unit: what is open or fell due lately, the daily duties left out."""
    late = obligations(connection, until=today - PAST - timedelta(days=1))
    found: dict[int, list[Obligation]] = {}
    for each in (*late, *obligations(connection, state=None, since=today - PAST, until=today + AHEAD)):
        if not each.owing.daily:
            found.setdefault(each.unit_id, []).append(each)
    return found


def overview(owed: Iterable[Obligation], today: date) -> list[Duty]:
    """Return what some units owe about now, by its last day; what nobody owes any more is left out after a week."""
    groups: dict[tuple[str, str, date], list[Obligation]] = {}
    for each in owed:
        owing = each.owing
        groups.setdefault((owing.plan, key(owing.what), owing.last_day), []).append(each)
    found = [_duty(group) for group in groups.values()]
    current = [duty for duty in found if duty.open or duty.last_day >= today - timedelta(days=7)]
    return sorted(current, key=lambda duty: (duty.last_day, duty.what))


def idle_tasks(connection: sqlite3.Connection, unit: RegisteredUnit, today: date) -> list[Assignment]:
    """Return the tasks that a unit is named with and has reported nothing for this year, in the plans' order."""
    states = ", ".join(f"'{state}'" for state in COUNTED)
    rows = connection.execute(
        f"select distinct plan, task_section, task_text from activity where unit = ? and state in ({states})"
        " and coalesce(end_date, date) >= ? and task_text is not null",
        (unit.id, f"{today.year}-01-01"),
    )
    reported = {(row["plan"], key(row["task_text"])) for row in rows}
    tasks = {(task.plan, key(task.text)): task for task in reversed(assignments(connection, unit, today).own)}
    return [task for name, task in reversed(tasks.items()) if name not in reported]


def _duty(group: list[Obligation]) -> Duty:
    def of(state: str) -> tuple[Obligation, ...]:
        return tuple(each for each in group if each.state == state)

    first = group[0].owing
    return Duty(first.what, first.last_day, of("done"), of("open"), of("waived"))
