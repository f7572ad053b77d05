"""A plan carried into the next year: tasks and standing deadlines, what was left open, units that have changed."""

from dataclasses import replace
from datetime import date

import pytest

from knowledge.documents.reading import read
from knowledge.plans import store
from knowledge.plans.loading import load
from knowledge.plans.model import Level
from knowledge.plans.reading import read_plan
from knowledge.plans.store import PlanStatus
from knowledge.work.members import people, registered_units
from knowledge.work.members.officials import OfficialRole
from knowledge.work.plan_life import new_year
from knowledge.work.reminding import recording
from knowledge.work.reporting import activities
from knowledge.work.reporting.activity import Details, TaskPlace
from tests.samples import IDS, plan_file
from tests.talking import START, commune_plan, database

TODAY = date(2026, 11, 20)


def province():
    """Return a province's plan of 2024 with two offices that are no more, and one that is."""
    plan = commune_plan()
    names = ("Sở Kế hoạch và Đầu tư", "Sở Thông tin và Truyền thông")
    units = tuple(replace(unit, name=name, aliases=()) for unit, name in zip(plan.units, names, strict=True))
    head = replace(plan.head, issuer="UBND tỉnh", level=Level.PROVINCE, issue_date="2024-01-15", year=2024)
    return replace(plan, head=head, units=units)


@pytest.mark.parametrize("plan_id", IDS)
def test_every_sample_can_be_carried_stored_and_loaded(plan_id):
    old = read_plan(read(plan_file(plan_id)))
    connection = database(old)

    carried = new_year.carried(old, new_year.next_year(old.head, TODAY))
    draft = new_year.begin(connection, old.id, by=None, now=START, today=TODAY)

    assert [len(unit.tasks) for unit in carried.units] == [len(unit.tasks) for unit in old.units]
    for before, after in zip(old.units, carried.units, strict=True):
        for one, other in zip(before.tasks, after.tasks, strict=True):
            assert one.text == other.text
            assert carried.passages[other.passage].text == old.passages[one.passage].text
    assert all(deadline.recurs for deadline in carried.deadlines)
    assert load(connection, draft).head.year == carried.head.year


def test_the_head_is_the_new_years_and_has_no_number_yet():
    carried = new_year.carried(commune_plan(), 2027)

    assert carried.id == "xa-an-phu-2027"
    assert carried.head.title == "KẾ HOẠCH Công tác trẻ em năm 2027"
    assert (carried.head.number, carried.head.issue_date, carried.head.signer) == (None, None, None)
    assert [deadline.date for deadline in carried.deadlines] == ["--05-10"]


def test_a_plan_of_several_years_is_followed_by_one_of_a_year():
    plan = commune_plan("nhieu-nam")
    plan = replace(plan, head=replace(plan.head, title="KẾ HOẠCH Trẻ em 2024-2027", year=2024, year_to=2027))

    carried = new_year.carried(plan, new_year.next_year(plan.head, TODAY))

    assert (carried.id, carried.head.title, carried.head.year) == ("nhieu-nam-2028", "KẾ HOẠCH Trẻ em 2028", 2028)


def test_a_task_that_names_the_old_year_is_in_doubt():
    plan = commune_plan()
    task = replace(plan.units[1].tasks[0], text="Khám sức khỏe trong tháng 9/2026.")
    plan = replace(plan, units=(plan.units[0], replace(plan.units[1], tasks=(task,))))

    carried = new_year.carried(plan, 2027)

    assert [task.confidence for unit in carried.units for task in unit.tasks] == [1.0, 1.0, 1.0, new_year.DOUBTFUL]


def test_what_the_old_year_leaves_open():
    plan = commune_plan()
    connection = database(plan)
    unit = registered_units.register(connection, "Trạm Y tế", issuer="UBND xã An Phú")
    people.join(connection, 1, "Mai", unit=unit.id, role=OfficialRole.OFFICER, by=None, now=START)
    task = plan.units[1].tasks[0]
    details = Details(what="Khám", date=date(2026, 3, 1), task=TaskPlace(task.text, task.section))
    report = activities.open_draft(connection, author=1, unit=unit.id, now=START, details=details, plan=plan.id)
    activities.submit(connection, report.id, by=1, now=START)
    recording.record(connection, START.date(), TODAY)

    left = new_year.open_points(connection, plan)

    assert [one.task.text for one in left.tasks] == [task.text for task in plan.units[0].tasks]
    assert [one.owing.last_day for one in left.obligations] == [date(2026, 5, 9)]


def test_units_that_changed_are_renamed_or_asked_about():
    old = province()
    connection = database(old)

    found = new_year.successions(connection, old, issued=date(2024, 1, 15), today=TODAY)
    draft = load(connection, new_year.begin(connection, old.id, by=None, now=START, today=TODAY))

    assert [(one.name, one.is_sure) for one in found] == [
        ("Sở Kế hoạch và Đầu tư", True),
        ("Sở Thông tin và Truyền thông", False),
    ]
    assert [unit.name for unit in draft.units] == ["Sở Tài chính", "Sở Thông tin và Truyền thông"]
    assert new_year.successions(connection, old, issued=date(2026, 1, 1), today=TODAY) == ()


def test_begun_twice_it_is_one_draft():
    connection = database()
    first = new_year.begin(connection, "xa-an-phu-2026", by=None, now=START, today=TODAY)

    assert new_year.begin(connection, "xa-an-phu-2026", by=None, now=START, today=TODAY) == first
    assert new_year.plan_before(connection, first) == "xa-an-phu-2026"
    store.set_status(connection, first, PlanStatus.PUBLISHED)
    assert new_year.draft_after(connection, "xa-an-phu-2026") is None
