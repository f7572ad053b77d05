"""When a deadline falls: each period of it, with the last day that still counts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from knowledge.language.months import month_end
from knowledge.plans.model import Deadline, Head

_QUARTER = re.compile(r"(\d{4})-Q([1-4])")
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_YEARLY = re.compile(r"--(\d{2})(?:-(\d{2}))?")
_MONTHLY = re.compile(r"---(\d{2})")
_CITED_DATE = re.compile(
    r"\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}|ngày\s+\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4}|\d+\s*/\s*\d{4}(?=\s*/)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class InForce:
    """The days on which a plan asks for something, both ends included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One period of a deadline: its name (`2026`, `2026-05`, `2026-05-10`) and its last day."""

    period: str
    last_day: date


@lru_cache(maxsize=4096)
def in_force(head: Head) -> InForce:
    """Return a plan's days in force: from its issue to the end of the last year that its title names, if it names one.

    A plan whose title names no year stays in force until it is replaced: `Head.year` may come from its day of issue
    alone. A month is added at the end: the yearly report of the last year falls due in the January after it.
    """
    issued = date.fromisoformat(head.issue_date) if head.issue_date else None
    first = issued or date(head.year or 1, 1, 1)
    last_year = head.year_to or head.year
    if last_year is None or not _names(head.title, last_year):
        return InForce(first, date.max)
    return InForce(first, date(max(last_year, first.year) + 1, 1, 31))


def covers(head: Head, day: date) -> bool:
    """Tell whether a plan is for the year of a day: one of the years that its title names, or any where it names none.

    Coarser than `in_force`: a plan for 2026 covers all of 2026, whenever it was issued, and not the January after.
    """
    last_year = head.year_to or head.year
    if head.year is None or last_year is None or not _names(head.title, last_year):
        return True
    return head.year <= day.year <= last_year


def _names(title: str, year: int) -> bool:
    """Tell whether a title names a year, other than in the date or the number of a document that it cites."""
    return re.search(rf"(?<!\d){year}(?!\d)", _CITED_DATE.sub(" ", title)) is not None


def occurrences(deadline: Deadline, force: InForce, first: date, last: date) -> Iterator[Occurrence]:
    """Yield the periods of a deadline whose last day lies within [first, last] while its plan is in force.

    A single date counts whatever the plan's years are: it was set by the plan itself.
    """
    written = deadline.last_day or deadline.date
    if written is None:
        return
    if not written.startswith(("-", "T")):
        single = last_day_of(written)
        if single and first <= single <= last:
            yield Occurrence(written, single)
        return
    begin, end = max(first, force.first), min(last, force.last)
    for period, day in _recurring(written, begin, end):
        if begin <= day <= end:
            yield Occurrence(period, day)


def last_day_of(written: str) -> date | None:
    """Return the last day of an ISO day, month, quarter, year or range; None for one that is not on the calendar."""
    written = written.rsplit("/", 1)[-1]
    try:
        if quarter := _QUARTER.fullmatch(written):
            return month_end(date(int(quarter[1]), int(quarter[2]) * 3, 1))
        if month := _MONTH.fullmatch(written):
            return month_end(date(int(month[1]), int(month[2]), 1))
        if written.isdecimal():
            return date(int(written), 12, 31)
        return date.fromisoformat(written)
    except ValueError:
        return None


def first_day_of(written: str) -> date | None:
    """Return the first day of an ISO range; None for anything else."""
    try:
        return date.fromisoformat(written.split("/", 1)[0]) if "/" in written else None
    except ValueError:
        return None


def _recurring(written: str, begin: date, end: date) -> Iterator[tuple[str, date]]:
    if monthly := _MONTHLY.fullmatch(written):
        for year, month in _months(begin, end):
            yield f"{year}-{month:02}", _in_month(year, month, monthly[1])
    elif yearly := _YEARLY.fullmatch(written):
        for year in range(begin.year, end.year + 1):
            yield str(year), _in_month(year, int(yearly[1]), yearly[2])
    elif written.startswith("T"):
        for offset in range((end - begin).days + 1):
            day_of_it = begin + timedelta(days=offset)
            yield day_of_it.isoformat(), day_of_it


def _in_month(year: int, month: int, day: str | None) -> date:
    """Return the day of a recurring date; a month without a day ends with it, and one too short falls back."""
    end = month_end(date(year, month, 1))
    return end if day is None else end.replace(day=min(int(day), end.day))


def _months(begin: date, end: date) -> Iterator[tuple[int, int]]:
    for number in range(begin.year * 12 + begin.month - 1, end.year * 12 + end.month):
        yield number // 12, number % 12 + 1
