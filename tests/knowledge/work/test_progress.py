"""Progress by task and unit, the periods' names, and the outlines' words."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.database import connect
from knowledge.documents.document import Document
from knowledge.plans import store
from knowledge.plans.model import Plan, Unit
from knowledge.work.members import people, registered_units
from knowledge.work.members.officials import OfficialRole
from knowledge.work.reporting import activities
from knowledge.work.reporting.activity import Details, TaskPlace
from knowledge.work.reporting.figures import merged
from knowledge.work.summarising.outlines import LEAST_LIKENESS, About, headings, place
from knowledge.work.summarising.periods import Period
from knowledge.work.summarising.progress import progress, silent_units, total_figures, unit_progress
from knowledge.work.summarising.summaries import summarise
from tests.knowledge.work.office import NOW
from tests.knowledge.work.sample_year import FIRST, ISSUER, LAST, PLAN_ID, sample_plan, sample_year
from tests.knowledge.work.test_summaries import PERIOD, SUMS, _fields


def test_tasks_without_any_activity_come_first(year):
    tasks = progress(year, PLAN_ID, PERIOD)

    assert len(tasks) == 14
    empty = [task.figures.activities == 0 for task in tasks]
    assert empty == sorted(empty, reverse=True)
    assert sum(empty) == 3
    counted = year.execute(SUMS.replace("count(*)", "sum(task_text is not null)")).fetchone()[0]
    assert sum(task.figures.activities for task in tasks) == counted
    swimming = next(task for task in tasks if task.task.text.startswith("Mở lớp dạy bơi"))
    assert [(doer.name, doer.role) for doer in swimming.doers] == [
        ("Phòng Giáo dục và Đào tạo", "chủ trì"),
        ("Huyện đoàn", "phối hợp"),
    ]


def test_who_has_not_reported(year):
    assert [unit.name for unit in silent_units(year, sample_plan(), PERIOD)] == [
        "Phòng Tư pháp",
        "Ủy ban nhân dân xã Bản Hạ",
    ]
    everybody = silent_units(year, sample_plan(), Period(date(2020, 1, 1), date(2020, 12, 31)))
    assert len(everybody) == 12


def test_units_meet_their_registered_selves_by_alias_and_others_are_added():
    connection = connect(":memory:")
    plan = sample_plan()
    units = (
        Unit("Phòng Nội vụ", ("P. Nội vụ",), "IV", plan.units[0].tasks),
        Unit("các xã", (), "IV", (), is_group=True),
    )
    plan = Plan(**_fields(plan) | {"units": (*units, Unit("Chưa ai đăng ký", (), "IV", ()))})
    store.save(connection, plan, Document("", "", (), ""), now=NOW)
    registered = [registered_units.register(connection, name, issuer=ISSUER) for name in ("P. Nội vụ", "UBND xã Xa")]
    registered_units.register(connection, "Phòng của huyện khác", issuer="UBND huyện khác")
    people.join(connection, 5, "A", unit=registered[1].id, role=OfficialRole.OFFICER, by=None, now=NOW)

    rows = unit_progress(connection, plan, PERIOD)

    assert [(row.name, row.unit) for row in rows] == [
        ("P. Nội vụ", registered[0].id),
        ("Chưa ai đăng ký", None),
        ("UBND xã Xa", registered[1].id),
    ]


def test_an_activity_counts_in_the_period_in_which_it_ended(office, now):
    details = Details("Tập huấn", date(2026, 3, 30), end_date=date(2026, 4, 2), children=5)
    opened = activities.open_draft(
        office.connection, author=office.officer, unit=office.justice.id, details=details, plan=None, now=now
    )
    activities.submit(office.connection, opened.id, by=office.officer, now=now)
    office.connection.execute("update activity set plan = 'p'")

    def counted(first, last):
        return total_figures(office.connection, ("p",), Period(first, last)).children

    assert counted(date(2026, 1, 1), date(2026, 3, 31)) == 0
    assert counted(date(2026, 4, 1), date(2026, 6, 30)) == 5
    activities.send_back(office.connection, opened.id, "Sai số liệu", by=office.coordinator, now=now)
    assert counted(date(2026, 4, 1), date(2026, 6, 30)) == 0


def test_a_task_that_a_new_version_of_the_plan_dropped_is_still_told_of():
    connection = connect(":memory:")
    sample_year(connection, count=10)
    connection.execute("update activity set task_text = 'Việc đã bỏ', task_section = 'IX' where id = 1")

    summary = summarise(connection, PLAN_ID, FIRST, LAST)

    tasks = {done.task for part in summary.parts for group in part.groups for done in group.done}
    assert TaskPlace("Việc đã bỏ", "IX") in tasks


def test_a_task_that_moved_to_another_section_keeps_its_activities():
    connection = connect(":memory:")
    sample_year(connection, count=20)
    before = progress(connection, PLAN_ID, PERIOD), summarise(connection, PLAN_ID, FIRST, LAST).untouched
    connection.execute("update activity set task_section = 'VIII.9', task_text = task_text || '.' where id % 2 = 0")

    assert (progress(connection, PLAN_ID, PERIOD), summarise(connection, PLAN_ID, FIRST, LAST).untouched) == before


@pytest.mark.parametrize(
    ("first", "last", "name"),
    [
        ((2026, 1, 1), (2026, 6, 30), "6 tháng đầu năm 2026"),
        ((2026, 1, 1), (2026, 9, 30), "9 tháng đầu năm 2026"),
        ((2026, 7, 1), (2026, 12, 31), "6 tháng cuối năm 2026"),
        ((2026, 4, 1), (2026, 6, 30), "quý II năm 2026"),
        ((2026, 1, 1), (2026, 12, 31), "năm 2026"),
        ((2024, 2, 1), (2024, 2, 29), "tháng 2 năm 2024"),
        ((2026, 2, 1), (2026, 5, 31), "từ tháng 2 đến tháng 5 năm 2026"),
        ((2025, 12, 15), (2026, 6, 14), "từ ngày 15/12/2025 đến ngày 14/06/2026"),
    ],
)
def test_periods_have_the_names_that_people_use(first, last, name):
    assert Period(date(*first), date(*last)).name == name


@given(st.dates(date(2001, 1, 1), date(2090, 1, 1)), st.integers(0, 800))
def test_the_year_before_is_as_long_but_for_a_leap_day(first, length):
    period = Period(first, first + timedelta(days=length))
    before = period.year_before()
    assert before.first.year == first.year - 1
    assert abs((before.last - before.first).days - length) <= 1


def test_an_outline_is_understood_by_its_words():
    outline = (
        "1. Đánh giá tình hình",
        "2. Kết quả thực hiện",
        "2.1. Công tác tuyên truyền",
        "2.2. Kinh phí",
        "3. Đánh giá kết quả đạt được",
        "a) So sánh cùng kỳ",
        "b) Tồn tại, hạn chế",
        "4. Kế hoạch 6 tháng cuối năm",
        "a) Mục tiêu chung",
        "5. Kiến nghị",
        "",
    )
    assert [(heading.depth, heading.about, heading.is_leaf) for heading in headings(outline)] == [
        (1, About.OVERVIEW, True),
        (1, About.RESULTS, False),
        (2, About.TOPIC, True),
        (2, About.FUNDING, True),
        (1, About.OVERVIEW, False),
        (2, About.COMPARISON, True),
        (2, About.DIFFICULTIES, True),
        (1, About.NEXT, False),
        (2, About.NEXT, True),
        (1, About.PROPOSALS, True),
    ]


def test_least_likeness_keeps_strangers_out_and_lets_relatives_in():
    found = headings(("I. Kết quả", "1. Công tác phòng, chống đuối nước", "2. Công tác giáo dục trẻ em"))
    tasks = ("Mở lớp dạy bơi phòng đuối nước", "Vận động trẻ em bỏ học trở lại trường để giáo dục", "Cắm mốc ranh giới")

    assert place(tasks, found) == [1, 2, None]
    assert 0 < LEAST_LIKENESS < 1


def test_spellings_of_a_thing_are_one_thing():
    assert merged([("to roi", 5), ("tờ rơi", 10), ("Áo phao", 20), ("áo phao", 1), ("áo phao", 1)]) == (
        ("áo phao", 22),
        ("tờ rơi", 15),
    )
