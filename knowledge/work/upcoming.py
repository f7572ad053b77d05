"""Deadlines to come: when each one falls due next, seen from a day."""

import re
import sqlite3
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from knowledge.plans.browsing import PlanDeadline, deadlines
from knowledge.plans.model import Deadline, Head

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_MONTH = re.compile(r"(\d{4})-(\d\d)")
_QUARTER = re.compile(r"(\d{4})-Q([1-4])")
_YEAR = re.compile(r"(\d{4})")
_YEARLY = re.compile(r"--(\d\d)(?:-(\d\d))?")
_MONTHLY = re.compile(r"---(\d\d)")


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline with the last day on which it can still be met."""

    last_day: date
    days_left: int
    of: PlanDeadline


def upcoming(connection: sqlite3.Connection, today: date) -> tuple[Due, ...]:
    """Return what falls due from today on, in all published plans, the nearest first."""
    found = ((next_day(item.deadline, item.head, today), item) for item in deadlines(connection))
    due = [Due(day, (day - today).days, item) for day, item in found if day]
    return tuple(sorted(due, key=lambda one: (one.last_day, one.of.id)))


def next_day(deadline: Deadline, head: Head, today: date) -> date | None:
    """Return the deadline's next last day from today on; None if it is over, or never named.

    A recurring one ends with its plan: the last that counts falls in January after the plan's last year.
    """
    written = deadline.last_day or deadline.date
    if not written:
        return None
    for day in _days(written, recurs=deadline.recurs, today=today):
        if day >= today:
            return None if deadline.recurs and _over(head, day) else day
    return None


def _over(head: Head, day: date) -> bool:
    end = head.year_to or head.year
    return end is not None and day > date(end + 1, 1, 31)


def _days(written: str, *, recurs: str | None, today: date) -> list[date]:
    """Return the candidates for the next occurrence of an ISO date as the plans' model writes it, in order."""
    written = written.rsplit("/", 1)[-1]
    if found := _MONTHLY.fullmatch(written):
        return _monthly(int(found[1]), today)
    if found := _YEARLY.fullmatch(written):
        return [_clamped(year, int(found[1]), int(found[2] or 31)) for year in (today.year, today.year + 1)]
    day = _last_day(written)
    if day and recurs == "yearly":
        return [_clamped(year, day.month, day.day) for year in (today.year, today.year + 1)]
    if day and recurs == "monthly":
        return _monthly(day.day, today)
    return [day] if day else []


def _monthly(day: int, today: date) -> list[date]:
    following = today.replace(day=1) + timedelta(days=32)
    return [_clamped(month.year, month.month, day) for month in (today, following)]


def _last_day(written: str) -> date | None:
    """Return the last day of a day, month, quarter or year; None for what is none of them."""
    if found := _DAY.fullmatch(written):
        return date(int(found[1]), int(found[2]), int(found[3]))
    if found := _MONTH.fullmatch(written):
        return _clamped(int(found[1]), int(found[2]), 31)
    if found := _QUARTER.fullmatch(written):
        return _clamped(int(found[1]), 3 * int(found[2]), 31)
    if found := _YEAR.fullmatch(written):
        return date(int(found[1]), 12, 31)
    return None


def _clamped(year: int, month: int, day: int) -> date:
    """Return the day, or the month's last one where the month is shorter."""
    return date(year, month, min(day, monthrange(year, month)[1]))
