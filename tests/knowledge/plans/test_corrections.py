"""Corrections of what was read: names, roles, owners, dates; cutting, joining and deleting tasks."""

from dataclasses import replace

import pytest

from knowledge.plans import corrections
from knowledge.plans.corrections import CorrectionError
from knowledge.plans.model import Role
from tests.samples import plan_file
from tests.talking import commune_plan

POLICE, HEALTH = 0, 1


@pytest.fixture
def plan():
    return commune_plan()


def names(plan):
    return [unit.name for unit in plan.units]


@pytest.mark.parametrize(
    ("field", "said", "value"),
    [
        ("number", " 15/KH-UBND ", "15/KH-UBND"),
        ("issue_date", "05/02/2026", "2026-02-05"),
        ("issue_date", "ngày 5 tháng 2 năm 2026", "2026-02-05"),
        ("signer", "-", None),
        ("year", "2027", 2027),
    ],
)
def test_the_head_is_as_typed(plan, field, said, value):
    assert getattr(corrections.set_head(plan, field, said).head, field) == value


@pytest.mark.parametrize(
    ("field", "said"),
    [("title", "-"), ("title", "x" * 400), ("issue_date", "tháng 5"), ("year", "26"), ("id", "x"), ("number", " ")],
)
def test_what_no_head_has_is_refused(plan, field, said):
    with pytest.raises(CorrectionError):
        corrections.set_head(plan, field, said)


def test_a_unit_gets_another_name_and_keeps_its_tasks(plan):
    renamed = corrections.rename(plan, HEALTH, "Trạm Y tế xã An Phú")

    assert names(renamed) == ["Công an xã", "Trạm Y tế xã An Phú"]
    assert renamed.units[HEALTH].tasks == plan.units[HEALTH].tasks


def test_a_name_that_another_unit_has_joins_the_two(plan):
    joined = corrections.rename(plan, HEALTH, "cax")

    assert names(joined) == ["Công an xã"]
    assert len(joined.units[0].tasks) == 4
    assert "Trạm Y tế" in joined.units[0].aliases


def test_deadlines_and_partners_follow_a_name(plan):
    renamed = corrections.rename(corrections.give(plan, HEALTH, 0, "các đơn vị"), HEALTH, "các thôn")

    assert renamed.deadlines[0].who == ("các thôn",)


@pytest.mark.parametrize("said", ["", " .", "x" * 301])
def test_a_name_has_letters(plan, said):
    with pytest.raises(CorrectionError):
        corrections.rename(plan, HEALTH, said)


def test_a_role_is_another(plan):
    assert corrections.set_role(plan, POLICE, 1, Role.ADVISE).units[POLICE].tasks[1].role is Role.ADVISE


def test_a_task_is_given_to_another_unit_in_the_order_of_the_plan(plan):
    given = corrections.give(plan, POLICE, 1, "tram y te")

    assert [task.passage for task in given.units[HEALTH].tasks] == [5, 8]
    assert len(given.units[POLICE].tasks) == 2
    assert corrections.give(plan, POLICE, 1, "CAX") == plan


def test_a_task_is_given_to_a_unit_that_is_new_and_an_empty_one_goes(plan):
    given = corrections.give(plan, HEALTH, 0, "Trường Tiểu học An Phú")

    assert names(given) == ["Công an xã", "Trường Tiểu học An Phú"]
    assert given.units[1].section == "II.2"


def test_a_task_is_cut_and_joined_again(plan):
    whole = "Lập danh sách trẻ em; tổ chức khám sức khỏe, cấp thuốc miễn phí. Báo cáo Ủy ban nhân dân xã."
    passages = list(plan.passages)
    passages[8] = replace(passages[8], text=whole)
    task = replace(plan.units[HEALTH].tasks[0], text=whole)
    units = (plan.units[POLICE], replace(plan.units[HEALTH], tasks=(task,)))
    plan = replace(plan, passages=tuple(passages), units=units)

    possible = corrections.cuts(whole)
    cut = corrections.split(plan, HEALTH, 0, 0)

    assert len(possible) == 3
    assert [task.text for task in cut.units[HEALTH].tasks] == list(possible[0])
    assert all(task.text in whole for task in cut.units[HEALTH].tasks)
    assert corrections.join(cut, HEALTH, 0).units[HEALTH].tasks[0].text == whole
    with pytest.raises(CorrectionError):
        corrections.split(plan, HEALTH, 0, 9)


def test_tasks_of_two_passages_are_joined_one_after_the_other(plan):
    joined = corrections.join(plan, POLICE, 0)

    assert len(joined.units[POLICE].tasks) == 2
    assert joined.units[POLICE].tasks[0].text.count("Truyền thông") == 2
    with pytest.raises(CorrectionError):
        corrections.join(plan, HEALTH, 0)


def test_a_task_is_deleted_and_with_the_last_one_its_unit(plan):
    assert len(corrections.delete(plan, POLICE, 0).units[POLICE].tasks) == 2
    assert names(corrections.delete(plan, HEALTH, 0)) == ["Công an xã"]


@pytest.mark.parametrize(
    ("said", "date", "last_day", "recurs"),
    [
        ("trước ngày 10/5/2026", "2026-05-10", "2026-05-09", None),
        ("chậm nhất ngày 20/11", "--11-20", "--11-20", "yearly"),
        ("quý II", "2026-Q2", "2026-06-30", None),
        ("ngày 20 hằng tháng", "---20", "---20", "monthly"),
    ],
)
def test_a_deadline_gets_another_date(plan, said, date, last_day, recurs):
    deadline = corrections.set_date(plan, 0, said).deadlines[0]

    assert (deadline.date, deadline.last_day, deadline.recurs) == (date, last_day, recurs)


def test_what_is_no_date_is_refused_and_a_deadline_can_go(plan):
    with pytest.raises(CorrectionError, match="ví dụ"):
        corrections.set_date(plan, 0, "sớm nhé")
    assert len(corrections.drop_deadline(plan, 0).deadlines) == 1


def test_what_was_looked_at_is_in_doubt_no_more(plan):
    doubtful = replace(
        plan,
        units=tuple(
            replace(unit, tasks=tuple(replace(task, confidence=0.5) for task in unit.tasks)) for unit in plan.units
        ),
        deadlines=tuple(replace(deadline, confidence=0.5) for deadline in plan.deadlines),
    )

    sure = corrections.confirm_deadline(corrections.confirm(doubtful, POLICE), 0)

    assert {task.confidence for task in sure.units[POLICE].tasks} == {1.0}
    assert {task.confidence for task in sure.units[HEALTH].tasks} == {0.5}
    assert [deadline.confidence for deadline in sure.deadlines] == [1.0, 0.5]


def test_the_plan_is_examined_anew():
    from knowledge.documents.reading import read
    from knowledge.plans.reading import read_plan

    plan = read_plan(read(plan_file("tinh-phong-thu-dan-su-2027")))
    two = next(
        (at, place) for at, unit in enumerate(plan.units) for place, task in enumerate(unit.tasks)
        if task.role is Role.COORDINATE
    )  # fmt: skip

    assert corrections.set_role(plan, *two, Role.LEAD).findings != ()
