"""When a deadline falls due next, seen from a day."""

from datetime import date

import pytest

from knowledge.plans.model import Deadline, Head
from knowledge.work.reminding.upcoming import next_day, upcoming
from tests.talking import commune_plan, database

TODAY = date(2026, 3, 2)


def due(
    written: str | None, recurs: str | None = None, *, last_day: str | None = None, year: int | None = None,
    year_to: int | None = None, today: date = TODAY,
) -> str | None:  # fmt: skip
    """Return the next last day as ISO."""
    deadline = Deadline("Báo cáo", (), None, written, last_day, recurs, "", "I", 0)
    head = Head(None, f"KẾ HOẠCH giai đoạn {year} - {year_to}", None, None, None, None, year, year_to, None, None)
    found = next_day(deadline, head, today)
    return found.isoformat() if found else None


@pytest.mark.parametrize(
    ("written", "recurs", "expected"),
    [
        ("2026-05-10", None, "2026-05-10"),
        ("2026-03-02", None, "2026-03-02"),
        ("2026-03-01", None, None),
        ("2026-02/2026-04", None, "2026-04-30"),
        ("2026-06-01/2026-06-30", None, "2026-06-30"),
        ("2026-09", None, "2026-09-30"),
        ("2026-Q2", None, "2026-06-30"),
        ("2026", None, "2026-12-31"),
        ("--05-10", "yearly", "2026-05-10"),
        ("--02-10", "yearly", "2027-02-10"),
        ("--12", "yearly", "2026-12-31"),
        ("--02-29", "yearly", "2027-02-28"),
        ("---20", "monthly", "2026-03-20"),
        ("---01", "monthly", "2026-04-01"),
        ("---31", "monthly", "2026-03-31"),
        ("T09:00", "daily", None),
        (None, None, None),
        ("thường xuyên", None, None),
    ],
)
def test_the_next_last_day(written: str | None, recurs: str | None, expected: str | None) -> None:
    assert due(written, recurs) == expected


def test_the_last_day_counts_not_the_day_written() -> None:
    assert due("--05-10", "yearly", last_day="--05-09") == "2026-05-09"


def test_recurring_deadlines_end_with_their_plan() -> None:
    assert due("--12-15", "yearly", year=2025) is None
    assert due("--12-15", "yearly", year=2025, year_to=2027) == "2026-12-15"
    assert due("--01-10", "yearly", year=2025, today=date(2025, 12, 30)) == "2026-01-10"


def test_the_nearest_comes_first() -> None:
    connection = database(commune_plan("a"), commune_plan("b"))
    found = upcoming(connection, TODAY)
    assert [(one.last_day.isoformat(), one.days_left, one.of.plan) for one in found] == [
        ("2026-05-09", 68, "a"),
        ("2026-05-09", 68, "b"),
    ]
