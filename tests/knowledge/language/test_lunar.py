"""The lunar calendar of Viet Nam, on years in which China's differs."""

from datetime import date

import pytest

from knowledge.language import lunar


@pytest.mark.parametrize("day", [date(1985, 1, 21), date(2007, 2, 17), date(2026, 2, 17), date(2030, 2, 2)])
def test_new_year(day: date) -> None:
    assert lunar.solar(1, 1, day.year) == day
    assert lunar.lunar(day) == (1, 1, day.year)
    assert (day - lunar.new_year_eve(day.year)).days == 1


def test_mid_autumn() -> None:
    assert [lunar.mid_autumn(year) for year in (2024, 2025, 2026, 2027)] == [
        date(2024, 9, 17), date(2025, 10, 6), date(2026, 9, 25), date(2027, 9, 15),
    ]  # fmt: skip


@pytest.mark.parametrize("wrong", [(31, 1, 2026), (1, 13, 2026), (0, 1, 2026), (1, 1, 1850), (30, 12, 2024)])
def test_days_that_do_not_exist(wrong: tuple[int, int, int]) -> None:
    assert lunar.solar(*wrong) is None
