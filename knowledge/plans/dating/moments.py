"""Days, months, quarters, years and hours as a plan writes them, in the ISO forms of `knowledge.plans.model`.

A date without a year keeps none: a single day recurs yearly, a range belongs to the plan's year (`Written.of_year`).
"""

import calendar
from dataclasses import dataclass, replace
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Point:
    """A day, month, quarter or year; what is not written is None. `hour` is "HH:MM" of a daily hour."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    quarter: int | None = None
    hour: str | None = None

    @property
    def iso(self) -> str:
        """The point as written: `2024-05-10`, `2021-09`, `2024-Q2`, `2025`, `--05-10`, `--12`, `---20`, `T09:00`."""
        if self.hour:
            return f"T{self.hour}"
        year = f"{self.year:04}" if self.year else "-"
        if self.quarter:
            return f"{year}-Q{self.quarter}"
        if self.month is None:
            return year if self.day is None else f"---{self.day:02}"
        return f"{year}-{self.month:02}" + (f"-{self.day:02}" if self.day else "")

    @property
    def end(self) -> "Point":
        """The last day of the point; itself where it is a day or an hour."""
        if self.hour or self.day:
            return self
        month = self.quarter * 3 if self.quarter else self.month or 12
        days = calendar.monthrange(self.year or 2023, month)[1]
        return Point(self.year, month, days)

    @property
    def start(self) -> "Point":
        """The first day of the point."""
        if self.hour or self.day:
            return self
        month = self.quarter * 3 - 2 if self.quarter else self.month or 1
        return Point(self.year, month, 1)


@dataclass(frozen=True, slots=True)
class Written:
    """A date at characters [start, end): `first` is the start of a range, None for a single point.

    `limit` is the word before it that says how it binds: "trước", "chậm nhất", "từ", "sau", "trong" or None; `recurs`
    is "yearly", "quarterly", "monthly", "weekly", "daily" or None.
    """

    start: int
    end: int
    point: Point
    first: Point | None = None
    limit: str | None = None
    recurs: str | None = None

    @property
    def iso(self) -> str:
        return f"{self.first.iso}/{self.point.iso}" if self.first else self.point.iso

    @property
    def last_day(self) -> str | None:
        """The last day that counts: the day before "trước ngày ..."; None where the date only opens a time."""
        if self.point.hour or self.limit == "sau" or (self.limit == "từ" and not self.first):
            return None
        if self.limit == "trước":
            return _day_before(self.point.start)
        return self.point.end.iso

    def of_year(self, year: int | None) -> "Written":
        """Return it with the plan's year where a range, a month or a quarter has none; a single day recurs yearly."""
        if self.recurs or self.point.year or self.point.hour:
            return self
        if self.first is None and self.point.day and self.point.month:
            return replace(self, recurs="yearly")
        if year is None or not (self.point.month or self.point.quarter):
            return self
        if self.first is None:
            return replace(self, point=replace(self.point, year=year))
        turns = (self.first.month or 0) > (self.point.month or 12)
        first = replace(self.first, year=self.first.year or year)
        return replace(self, point=replace(self.point, year=year + turns), first=first)


def _day_before(point: Point) -> str | None:
    if point.month is None or point.day is None:
        return f"---{point.day - 1 or 31:02}" if point.day else None
    before = date(point.year or 2023, point.month, point.day) - timedelta(days=1)
    return Point(point.year and before.year, before.month, before.day).iso
