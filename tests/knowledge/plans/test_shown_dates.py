"""Dates as officials write them."""

import pytest

from knowledge.plans.dating.shown_dates import shown


@pytest.mark.parametrize(
    ("iso", "text"),
    [
        ("2026-05-10", "10/05/2026"),
        ("--05-10", "10/05 hằng năm"),
        ("--12", "tháng 12 hằng năm"),
        ("---20", "ngày 20 hằng tháng"),
        ("2026-Q2", "quý II/2026"),
        ("2026-09", "tháng 9/2026"),
        ("2026", "năm 2026"),
        ("T09:00", "09:00 hằng ngày"),
        ("2026-06-01/2026-06-30", "từ 01/06/2026 đến 30/06/2026"),
        ("?", "?"),
    ],
)
def test_dates_are_written_as_officials_write_them(iso, text):
    assert shown(iso) == text
