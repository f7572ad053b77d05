"""Each period of a deadline has one last day; a plan's years bound those that recur."""

from datetime import date

import pytest

from knowledge.plans.model import Deadline
from knowledge.work.occurrences import in_force, last_day_of, occurrences
from knowledge.work.owers import is_collective, owers
from knowledge.work.working_days import WorkingDays, read_overrides


def deadline(written, recurs=None, last_day=None):
    return Deadline("báo cáo", ("Công an xã",), None, written, last_day, recurs, "…", "V", 0)


def falls(written, first, last, *, recurs=None, last_day=None, force=None):
    return [
        (o.period, o.last_day)
        for o in occurrences(
            deadline(written, recurs, last_day), force or in_force("2026-01-05", 2026, None), first, last
        )
    ]


YEAR = (date(2026, 1, 1), date(2027, 12, 31))


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2026-05-10", date(2026, 5, 10)),
        ("2026-02", date(2026, 2, 28)),
        ("2026-Q2", date(2026, 6, 30)),
        ("2026", date(2026, 12, 31)),
        ("2026-06-01/2026-06-30", date(2026, 6, 30)),
        ("2026-02-30", None),
        ("thường xuyên", None),
    ],
)
def test_single_dates(written, expected):
    assert last_day_of(written) == expected


def test_before_a_day_ends_on_the_day_before():
    assert falls("--05-10", *YEAR, recurs="yearly", last_day="--05-09") == [("2026", date(2026, 5, 9))]


def test_yearly_dates_come_in_each_year_of_the_plan():
    force = in_force("2025-03-01", 2025, 2027)

    found = falls("--11-03", date(2020, 1, 1), date(2040, 1, 1), recurs="yearly", force=force)

    assert [day.year for _, day in found] == [2025, 2026, 2027]


def test_the_last_years_report_still_counts_in_january():
    assert falls("--01-15", *YEAR, recurs="yearly")[-1] == ("2027", date(2027, 1, 15))


def test_a_month_of_each_year_ends_with_it_and_leap_days_fall_back():
    assert falls("--12", *YEAR, recurs="yearly") == [("2026", date(2026, 12, 31))]
    assert falls("--02-29", *YEAR, recurs="yearly") == [("2026", date(2026, 2, 28))]


def test_monthly_dates_are_clamped_to_short_months():
    found = falls("---31", date(2026, 1, 10), date(2026, 4, 30), recurs="monthly")

    assert found == [
        ("2026-01", date(2026, 1, 31)),
        ("2026-02", date(2026, 2, 28)),
        ("2026-03", date(2026, 3, 31)),
        ("2026-04", date(2026, 4, 30)),
    ]


def test_daily_duties_have_a_period_each_day():
    assert len(falls("T09:00", date(2026, 3, 1), date(2026, 3, 7), recurs="daily")) == 7


def test_what_has_no_date_never_falls_due():
    assert falls(None, *YEAR) == []
    assert falls("2026-13-45", *YEAR) == []


def test_a_plan_without_a_year_is_in_force_from_its_issue_on():
    force = in_force("2026-03-01", None, None)

    assert (force.first, force.last) == (date(2026, 3, 1), date.max)
    assert len(falls("--05-10", date(2026, 1, 1), date(2030, 12, 31), recurs="yearly", force=force)) == 5


UNITS = ["Phòng Tư pháp", "Công an huyện", "Hội Nông dân huyện", "UBND xã Mây", "Ủy ban MTTQ Việt Nam huyện"]


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        (["Phòng TP"], {"Phòng Tư pháp"}),
        (["Các cơ quan, ban, ngành, đoàn thể"], set(UNITS) - {"UBND xã Mây"}),
        (["UBND các xã, thị trấn"], {"UBND xã Mây"}),
        (["các phòng, ban", "UBND các xã"], {"Phòng Tư pháp", "Công an huyện", "UBND xã Mây"}),
        (["các đơn vị, địa phương"], set(UNITS)),
        (["Sở Y tế"], set()),
    ],
)
def test_a_collective_is_each_registered_unit_of_its_kind(who, expected):
    aliases = {"phong tp": "Phòng Tư pháp", "phong tu phap": "Phòng Tư pháp"}

    assert owers(who, UNITS, aliases) == expected


def test_collectives_are_told_by_their_words():
    assert is_collective("các sở, ban, ngành")
    assert is_collective("Sở, ban, ngành, tổ chức chính trị - xã hội")
    assert not is_collective("Phòng Tư pháp")


def test_public_holidays_and_swapped_days():
    calendar = WorkingDays()

    assert not calendar.is_worked(date(2026, 4, 30))
    assert not calendar.is_worked(date(2026, 2, 17))  # Tết Bính Ngọ
    assert not calendar.is_worked(date(2026, 1, 2))
    assert calendar.is_worked(date(2026, 1, 10))
    assert calendar.on_or_before(date(2026, 5, 3)) == date(2026, 4, 29)


def test_an_office_swaps_days_of_its_own():
    calendar = WorkingDays(overrides=read_overrides("# lời dẫn\n2026-08-20 off nghỉ\n2026-08-23 work làm bù\n"))

    assert not calendar.is_worked(date(2026, 8, 20))
    assert calendar.is_worked(date(2026, 8, 23))
