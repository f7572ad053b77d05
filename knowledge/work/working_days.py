"""Which days an office works: the law's public holidays, and the days that a yearly notice swaps.

Source: Bộ luật Lao động 2019, Điều 112, as the `holidays` library computes it; swapped days from a file that an office
can edit, since the library learns of a notice only with its next release.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import holidays

OVERRIDES = Path(__file__).with_name("holidays.txt")


def read_overrides(text: str) -> dict[date, bool]:
    """Return whether each day named in an override file is worked; lines are `2026-01-02 off reason`."""
    lines = (line.split() for line in text.splitlines() if line.strip() and not line.startswith("#"))
    return {date.fromisoformat(words[0]): words[1] == "work" for words in lines}


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """The calendar of an office: Monday to Friday, less the public holidays; `overrides` win over both."""

    overrides: Mapping[date, bool] = field(default_factory=lambda: read_overrides(OVERRIDES.read_text("utf-8")))
    library: holidays.HolidayBase = field(default_factory=lambda: holidays.country_holidays("VN"))

    def is_worked(self, day: date) -> bool:
        """Tell whether an office works on a day."""
        worked = self.overrides.get(day)
        return self.library.is_working_day(day) if worked is None else worked

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
