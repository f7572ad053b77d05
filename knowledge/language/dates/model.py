"""What a date expression is once it is found, and how a year that was left out is filled in."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class DateKind(StrEnum):
    """What sort of time an expression names."""

    DAY = "day"
    DAY_OF_MONTH = "day_of_month"
    WEEKDAY = "weekday"
    RANGE = "range"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    FESTIVAL = "festival"


class Lean(StrEnum):
    """Which way a date without a year, or a weekday, is understood: reports look back, plans and reminders ahead."""

    PAST = "past"
    FUTURE = "future"
    NEAREST = "nearest"


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date expression: characters [start, end) of the text, and the days that it names, both included.

    `certain` is False where the year or the month was filled in from today; `relative` marks what has no meaning
    without today ('hôm qua', 'thứ năm', 'tuần sau').
    """

    start: int
    end: int
    text: str
    first: date
    last: date
    kind: DateKind
    certain: bool = True
    relative: bool = False

    @property
    def is_one_day(self) -> bool:
        """Tell whether it names one day."""
        return self.first == self.last


@dataclass(frozen=True, slots=True)
class Asked:
    """The day from which a text is understood, and which way; without a day only complete dates are found."""

    today: date | None
    lean: Lean = Lean.PAST


@dataclass(frozen=True, slots=True)
class Days:
    """What a rule makes of its match."""

    first: date
    last: date
    kind: DateKind = DateKind.DAY
    certain: bool = True
    relative: bool = False


Maker = Callable[[re.Match[str], Asked], Days | None]


@dataclass(frozen=True, slots=True)
class DateRule:
    """One form of date expression: what it looks like and what it means; None refuses the match."""

    pattern: re.Pattern[str]
    make: Maker


_NEAR_AHEAD = timedelta(days=60)


def day_of(year: int, month: int, day: int) -> date | None:
    """Return the date, None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def full_year(written: str | None) -> int | None:
    """Return a year as written in full or with two digits."""
    if not written:
        return None
    year = int(written)
    return year + 2000 if year < 100 else year


def likely_year(month: int, day: int, asked: Asked) -> int | None:
    """Return the year in which a day and month without one most likely fall; None without a today.

    Looking back, it is the last such day, or the next one where that is less than two months off.
    """
    today = asked.today
    if today is None:
        return None
    around = [found for year in (-1, 0, 1) if (found := day_of(today.year + year, month, min(day, 28)))]
    past = max(found for found in around if found <= today)
    ahead = min((found for found in around if found > today), default=past)
    if asked.lean is Lean.NEAREST:
        return min(past, ahead, key=lambda found: abs(found - today)).year
    if asked.lean is Lean.PAST:
        return ahead.year if ahead - today <= _NEAR_AHEAD and today - past > _NEAR_AHEAD else past.year
    return past.year if today - past <= _NEAR_AHEAD and ahead - today > _NEAR_AHEAD else ahead.year


def day_month(day: int, month: int, year: int | None, asked: Asked) -> date | None:
    """Return a day of a month, its year filled in where it was left out."""
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return day_of(found, month, day) if (found := year or likely_year(month, day, asked)) else None


def one_day(day: date | None, *, certain: bool = True, relative: bool = False) -> Days | None:
    """Return a single day as a rule's result."""
    return Days(day, day, certain=certain, relative=relative) if day else None
