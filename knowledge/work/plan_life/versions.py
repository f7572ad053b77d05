"""A new version of a plan in the place of the old one: reports and duties stay with the tasks that are the same.

The statements about reports and obligations stand here together, because all of it is one change.
"""

import sqlite3
from collections.abc import Iterator
from datetime import date, datetime

from knowledge.database import transaction
from knowledge.language.folding import key
from knowledge.plans import links, store
from knowledge.plans.comparison import Changes, compare
from knowledge.plans.links import LinkKind
from knowledge.plans.model import Plan
from knowledge.plans.store import PlanStatus
from knowledge.work import audit
from knowledge.work.audit import Change
from knowledge.work.reminding.obligations import ADDED
from knowledge.work.reminding.occurrences import in_force, occurrences

Place = tuple[str, str]
"""A task as a report names it: its section and its words."""


def take_over(connection: sqlite3.Connection, old: Plan, new: Plan, *, by: int | None, now: datetime) -> Changes:
    """Withdraw a plan for its new version; reports and obligations go to the tasks and deadlines that are the same.

    A report of a task that is gone keeps the task's old words.
    """
    changes = compare(old, new)
    with transaction(connection):
        _move_reports(connection, old.id, new, changes)
        _move_obligations(connection, old, new, changes)
        links.link(connection, new.id, LinkKind.VERSION, old.id)
        store.set_status(connection, old.id, PlanStatus.WITHDRAWN)
        after = {"status": PlanStatus.WITHDRAWN, "version": new.id}
        audit.log(connection, Change("plan.version", by, plan=old.id, after=after), now=now)
    return changes


def _move_reports(connection: sqlite3.Connection, old: str, new: Plan, changes: Changes) -> None:
    places = _places(changes)
    passages = {key(passage.text): (passage.section, passage.text) for passage in reversed(new.passages)}
    rows = connection.execute("select id, task_section, task_text from activity where plan = ?", (old,)).fetchall()
    for row in rows:
        written: Place = (row["task_section"], row["task_text"])
        section, text = places.get(written) or passages.get(key(row["task_text"] or "")) or written
        connection.execute(
            "update activity set plan = ?, task_section = ?, task_text = ? where id = ?",
            (new.id, section, text, row["id"]),
        )


def _places(changes: Changes) -> dict[Place, Place]:
    """Return where each old task is now; one that several units have goes where the same words are, if anywhere."""
    found: dict[Place, Place] = {}
    for pair in sorted(changes.tasks, key=lambda pair: pair.is_reworded):
        old, new = pair.old.task, pair.new.task
        found.setdefault((old.section, old.text), (new.section, new.text))
    return found


def _move_obligations(connection: sqlite3.Connection, old: Plan, new: Plan, changes: Changes) -> None:
    """Give obligations the new plan and its words; their days follow when they are brought up to date."""
    connection.execute(
        "update obligation set plan = ? where plan = ? and deadline like ? || '%'", (new.id, old.id, ADDED)
    )
    for pair in changes.deadlines:
        name = f"{pair.old.section}|{key(pair.old.quote)}|{pair.old.date}"
        periods = dict(_periods(old, new, pair.old.date, pair.new.date))
        rows = connection.execute(
            "select id, period from obligation where plan = ? and deadline = ?", (old.id, name)
        ).fetchall()
        for row in rows:
            connection.execute(
                "update or ignore obligation set plan = ?, what = ?, period = ? where id = ?",
                (new.id, pair.new.what, periods.get(row["period"], row["period"]), row["id"]),
            )


def _periods(old: Plan, new: Plan, was: str | None, now: str | None) -> Iterator[tuple[str, str]]:
    """Yield the period of a deadline that falls once with the one that it has in the new version."""
    before, after = _only(old, was), _only(new, now)
    if before is not None and after is not None:
        yield before, after


def _only(plan: Plan, iso: str | None) -> str | None:
    """Return the period of a deadline's date if it falls once in the years of a plan, None if it recurs."""
    force = in_force(plan.head)
    last = min(force.last, date(force.first.year + 5, 12, 31))
    same = (deadline for deadline in plan.deadlines if deadline.date == iso)
    found = [one.period for deadline in same for one in occurrences(deadline, force, force.first, last)]
    distinct = set(found)
    return distinct.pop() if len(distinct) == 1 else None
