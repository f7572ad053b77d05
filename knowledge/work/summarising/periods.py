"""Periods of reports: what people call them, and the same one a year before."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from knowledge.errors import UserError

_QUARTERS = {1: "I", 4: "II", 7: "III", 10: "IV"}


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
        if months == 3 and self.first.month in _QUARTERS:
            return f"quý {_QUARTERS[self.first.month]} năm {year}"
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
        ends = self.last.day == monthrange(self.last.year, self.last.month)[1]
        if self.first.day != 1 or not ends or self.first.year != self.last.year:
            return None
        return self.last.month - self.first.month + 1


def _year_before(day: date) -> date:
    """Return the same day a year before; the last day of February stays the last."""
    if day.month == 2 and day.day == monthrange(day.year, 2)[1]:
        return date(day.year - 1, 2, monthrange(day.year - 1, 2)[1])
    return day.replace(year=day.year - 1)
