"""Periods of reports, seen from a day."""

from datetime import date

import pytest

from knowledge.work.summarising.periods import PERIODS, period_of


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("this_month", date(2026, 5, 1), date(2026, 5, 31)),
        ("last_month", date(2026, 4, 1), date(2026, 4, 30)),
        ("this_quarter", date(2026, 4, 1), date(2026, 6, 30)),
        ("last_quarter", date(2026, 1, 1), date(2026, 3, 31)),
        ("first_half", date(2026, 1, 1), date(2026, 6, 30)),
        ("this_year", date(2026, 1, 1), date(2026, 12, 31)),
        ("last_year", date(2025, 1, 1), date(2025, 12, 31)),
    ],
)
def test_periods_are_whole(name, first, last):
    period = period_of(name, date(2026, 5, 17))
    assert (period.first, period.last) == (first, last)


@pytest.mark.parametrize("name", PERIODS)
@pytest.mark.parametrize("today", [date(2026, 1, 31), date(2024, 2, 29), date(2026, 12, 31), date(2026, 3, 1)])
def test_periods_exist_on_every_day(name, today):
    assert period_of(name, today).first.day == 1
