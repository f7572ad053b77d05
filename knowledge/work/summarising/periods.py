"""Periods of reports: what people call them, and the same one a year before."""

from dataclasses import dataclass
from datetime import date, timedelta

from knowledge.errors import UserError
from knowledge.language.months import QUARTERS, month_end

PERIODS = ("this_month", "last_month", "this_quarter", "last_quarter", "first_half", "this_year", "last_year")


class PeriodError(UserError):
    """A period that ends before it begins."""

    def __init__(self) -> None:
        super().__init__("Ngày cuối kỳ phải từ ngày đầu kỳ trở đi: hãy kiểm tra lại hai ngày.")


@dataclass(frozen=True, slots=True)
class Period:
    """The days from `first` to `last`, both included. Raises PeriodError if there are none."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise PeriodError

    @property
    def name(self) -> str:
        """What the period is called: "6 tháng đầu năm 2026", "quý II năm 2026", or by its days."""
        year = self.first.year
        months = self._whole_months()
        if months is None:
            return f"từ ngày {self.first:%d/%m/%Y} đến ngày {self.last:%d/%m/%Y}"
        if months == 1:
            return f"tháng {self.first.month} năm {year}"
        if months == 3 and self.first.month % 3 == 1:
            return f"quý {QUARTERS[self.first.month // 3]} năm {year}"
        if self.first.month == 1:
            return f"năm {year}" if months == 12 else f"{months} tháng đầu năm {year}"
        if self.last.month == 12:
            return f"{months} tháng cuối năm {year}"
        return f"từ tháng {self.first.month} đến tháng {self.last.month} năm {year}"

    def year_before(self) -> "Period":
        """Return the same period of the year before."""
        return Period(_year_before(self.first), _year_before(self.last))

    def _whole_months(self) -> int | None:
        """Return how many whole months of one year it covers, None if it covers parts of months or of several years."""
        ends = self.last == month_end(self.last)
        if self.first.day != 1 or not ends or self.first.year != self.last.year:
            return None
        return self.last.month - self.first.month + 1


def period_of(name: str, today: date) -> Period:
    """Return a period by its name, seen from a day: whole months, quarters, half years and years."""
    month = today.replace(day=1)
    quarter = month.replace(month=(month.month - 1) // 3 * 3 + 1)
    before_month, before_quarter = month - timedelta(days=1), quarter - timedelta(days=1)
    year = today.replace(month=1, day=1)
    periods = {
        "this_month": (month, month_end(today)),
        "last_month": (before_month.replace(day=1), before_month),
        "this_quarter": (quarter, month_end(quarter.replace(month=quarter.month + 2))),
        "last_quarter": (before_quarter.replace(day=1, month=before_quarter.month - 2), before_quarter),
        "first_half": (year, year.replace(month=6, day=30)),
        "this_year": (year, year.replace(month=12, day=31)),
        "last_year": (year.replace(year=year.year - 1), year - timedelta(days=1)),
    }
    return Period(*periods[name])


def _year_before(day: date) -> date:
    """Return the same day a year before; the last day of February stays the last."""
    if day.month == 2 and day == month_end(day):
        return month_end(date(day.year - 1, 2, 1))
    return day.replace(year=day.year - 1)
