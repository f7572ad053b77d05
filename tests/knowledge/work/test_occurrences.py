"""Each period of a deadline has one last day; a plan's years bound those that recur."""

from datetime import date

import pytest

from knowledge.plans.model import Deadline, Head
from knowledge.work.reminding.occurrences import covers, in_force, last_day_of, occurrences
from knowledge.work.reminding.owers import is_collective, owers
from knowledge.work.reminding.working_days import WorkingDays, read_overrides


def deadline(written, recurs=None, last_day=None):
    return Deadline("báo cáo", ("Công an xã",), None, written, last_day, recurs, "…", "V", 0)


def head(title, issued, year=None, year_to=None):
    return Head(None, title, None, None, None, issued, year, year_to, None, None)


FOR_2026 = in_force(head("KẾ HOẠCH Công tác trẻ em năm 2026", "2026-01-05", 2026))


def falls(written, first, last, *, recurs=None, last_day=None, force=None):
    return [
        (o.period, o.last_day) for o in occurrences(deadline(written, recurs, last_day), force or FOR_2026, first, last)
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
    force = in_force(head("KẾ HOẠCH Phòng, chống đuối nước giai đoạn 2025 - 2027", "2025-03-01", 2025, 2027))

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


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("KẾ HOẠCH Truyền thông về quyền trẻ em", 2026),
        ("KẾ HOẠCH Thực hiện Chỉ thị số 7/CT-TTg ngày 3/2/2026 của Thủ tướng Chính phủ", 2026),
        ("KẾ HOẠCH Thực hiện Chỉ thị số 7/CT-TTg ngày 3 tháng 02 năm 2026", 2026),
        ("KẾ HOẠCH Thực hiện Nghị định số 56/2026/NĐ-CP về trẻ em", 2026),
        ("KẾ HOẠCH Truyền thông", None),
    ],
)
def test_a_plan_whose_title_names_no_year_is_in_force_until_it_is_replaced(title, year):
    plan = head(title, "2026-03-01", year)
    force = in_force(plan)

    assert (force.first, force.last) == (date(2026, 3, 1), date.max)
    assert len(falls("--05-10", date(2026, 1, 1), date(2030, 12, 31), recurs="yearly", force=force)) == 5
    assert covers(plan, date(2029, 5, 5))


@pytest.mark.parametrize(
    ("plan", "last", "covered"),
    [
        (head("KẾ HOẠCH Công tác trẻ em năm 2026", "2025-12-20", 2026), date(2027, 1, 31), {2026}),
        (head("KẾ HOẠCH giai đoạn 2024-2026", "2024-02-01", 2024, 2026), date(2027, 1, 31), {2024, 2025, 2026}),
        (head("KẾ HOẠCH đến năm 2027", "2025-02-01", 2025, 2027), date(2028, 1, 31), {2025, 2026, 2027}),
        (head("KẾ HOẠCH năm 2026", None, 2026), date(2027, 1, 31), {2026}),
    ],
)
def test_a_year_in_the_title_bounds_the_plan(plan, last, covered):
    assert in_force(plan).last == last
    assert {year for year in range(2020, 2032) if covers(plan, date(year, 6, 1))} == covered


UNITS = ["Phòng Tư pháp", "Công an huyện", "Hội Nông dân huyện", "UBND xã Mây", "Ủy ban MTTQ Việt Nam huyện"]


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        (["Phòng TP"], {"Phòng Tư pháp"}),
        (["Các cơ quan, ban, ngành, đoàn thể"], set(UNITS) - {"UBND xã Mây"}),
        (["UBND các xã, thị trấn"], {"UBND xã Mây"}),
        (["UBND cấp xã"], {"UBND xã Mây"}),
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
    for body in ("Phòng Tư pháp", "Sở Nông nghiệp và Môi trường", "Ban Quản lý các khu công nghiệp"):
        assert not is_collective(body)


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
