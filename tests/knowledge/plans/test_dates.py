"""The dates that plans write, with the word that limits them, their recurrence and their last day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.plans.dating.dates import written
from knowledge.plans.dating.moments import Point, Written
from tests.knowledge.plans.markup import Case, cases, columns


@pytest.mark.parametrize("case", cases("dates.txt"), ids=lambda case: case.name)
def test_written(case: Case) -> None:
    found = written(" ".join(case.lines))
    assert [[str(x) for x in (w.iso, w.limit, w.recurs, w.last_day)] for w in found] == list(columns(case.expected))


@pytest.mark.parametrize(
    ("text", "iso", "recurs"),
    [
        ("ngày 25/11", "--11-25", "yearly"),
        ("từ ngày 15/11 đến ngày 15/12", "2026-11-15/2026-12-15", None),
        ("tháng 9", "2026-09", None),
        ("quý III", "2026-Q3", None),
        ("ngày 20 hằng tháng", "---20", "monthly"),
        ("16 giờ mỗi ngày", "T16:00", "daily"),
        ("năm 2027", "2027", None),
    ],
)
def test_what_has_no_year_takes_the_plans_or_recurs(text: str, iso: str, recurs: str | None) -> None:
    (found,) = written(text)
    assert (found.of_year(2026).iso, found.of_year(2026).recurs) == (iso, recurs)


def test_without_a_plans_year_a_month_keeps_none() -> None:
    (found,) = written("tháng 9")
    assert found.of_year(None).iso == "--09"


def test_the_first_and_last_days_of_a_point() -> None:
    assert (Point(2024, quarter=1).start.iso, Point(2024, quarter=1).end.iso) == ("2024-01-01", "2024-03-31")
    assert (Point(2024).start.iso, Point(2024, 2).end.iso) == ("2024-01-01", "2024-02-29")
    assert Point(hour="09:00").end.iso == "T09:00"
    assert Written(0, 1, Point(2026), limit="trước").last_day == "2025-12-31"


@given(st.dates(date(2000, 1, 2), date(2099, 12, 31)))
def test_before_a_day_ends_the_day_before(day: date) -> None:
    (found,) = written(f"trước ngày {day.day}/{day.month}/{day.year}")
    assert found.iso == day.isoformat()
    assert found.last_day == (day - timedelta(days=1)).isoformat()


@given(st.text(max_size=80))
def test_any_text_is_read_within_its_bounds(text: str) -> None:
    for found in written(text):
        assert 0 <= found.start < found.end <= len(text)
