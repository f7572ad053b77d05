"""Which days an office works: the law's public holidays, and the days that a yearly notice swaps.

Source: Bộ luật Lao động 2019, Điều 112, as the `holidays` library computes it; swapped days from a file that an office
can edit, since the library learns of a notice only with its next release.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import holidays

from knowledge.errors import UserError

OVERRIDES = Path(__file__).with_name("holidays.txt")


class OverridesError(UserError):
    """A line of the file of swapped days that cannot be read; its message says which."""


def read_overrides(text: str) -> dict[date, bool]:
    """Return whether each day named in an override file is worked; lines are `2026-01-02 off reason`.

    Raises OverridesError for a line that is not of that form.
    """
    found = {}
    for number, line in enumerate(text.splitlines(), 1):
        words = line.split()
        if not words or words[0].startswith("#"):
            continue
        try:
            found[date.fromisoformat(words[0])] = {"work": True, "off": False}[words[1]]
        except (ValueError, KeyError, IndexError):
            raise OverridesError(
                f"Dòng {number} của tệp ngày nghỉ không đúng mẫu `2026-01-02 off lý do`: {line.strip()[:60]}"
            ) from None
    return found


def calendar(file: Path | None) -> "WorkingDays":
    """Return the calendar with an office's own file of swapped days, if it is there. Raises OverridesError."""
    own = read_overrides(file.read_text("utf-8-sig")) if file is not None and file.exists() else {}
    return WorkingDays(read_overrides(OVERRIDES.read_text("utf-8")) | own)


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """The calendar of an office: Monday to Friday, less the public holidays; `overrides` win over both."""

    overrides: Mapping[date, bool] = field(default_factory=lambda: read_overrides(OVERRIDES.read_text("utf-8")))
    library: holidays.HolidayBase = field(default_factory=lambda: holidays.country_holidays("VN"))
    _known: dict[date, bool] = field(default_factory=dict, init=False, repr=False, compare=False)

    def is_worked(self, day: date) -> bool:
        """Tell whether an office works on a day."""
        worked = self._known.get(day)
        if worked is None:
            worked = self._known[day] = self.overrides.get(day, self.library.is_working_day(day))
        return worked

    def on_or_before(self, day: date) -> date:
        """Return the last working day that is no later than a day."""
        while not self.is_worked(day):
            day -= timedelta(days=1)
        return day

    def on_or_after(self, day: date) -> date:
        """Return the first working day that is no earlier than a day."""
        while not self.is_worked(day):
            day += timedelta(days=1)
        return day
