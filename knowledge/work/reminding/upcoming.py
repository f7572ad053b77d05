"""Deadlines to come: when each one falls due next, seen from a day."""

import sqlite3
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from knowledge.plans.browsing import PlanDeadline, dated_from, deadlines, heads
from knowledge.plans.model import Deadline, Head
from knowledge.work.reminding.occurrences import in_force, occurrences

_SEEN_AHEAD = timedelta(days=3 * 366)
"""How far ahead a deadline is looked for; a yearly one falls within."""


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline with the last day on which it can still be met."""

    last_day: date
    days_left: int
    of: PlanDeadline


def current(
    connection: sqlite3.Connection, since: date, *, plans: Collection[str] | None = None, also: Collection[str] = ()
) -> tuple[PlanDeadline, ...]:
    """Return the deadlines of the published plans of which any may fall due from a day on, and of those named `also`.

    These are the plans in force then, and those that set a date of their own so late. Only some `plans` if given.
    """
    late = dated_from(connection, since.year)
    heads_ = {
        plan: head
        for plan, head in heads(connection)
        if (plans is None or plan in plans) and (in_force(head).last >= since or plan in late or plan in also)
    }
    return deadlines(connection, heads_)


def upcoming(connection: sqlite3.Connection, today: date, *, plans: Collection[str] | None = None) -> tuple[Due, ...]:
    """Return what falls due from today on, in all published plans or in some, the nearest first."""
    found = ((next_day(item.deadline, item.head, today), item) for item in current(connection, today, plans=plans))
    due = [Due(day, (day - today).days, item) for day, item in found if day]
    return tuple(sorted(due, key=lambda one: (one.last_day, one.of.id)))


def next_day(deadline: Deadline, head: Head, today: date) -> date | None:
    """Return the deadline's next last day from today on; None if it is over, was never named, or is each day's."""
    if deadline.recurs == "daily":
        return None
    coming = occurrences(deadline, in_force(head), today, today + _SEEN_AHEAD)
    return min((one.last_day for one in coming), default=None)
