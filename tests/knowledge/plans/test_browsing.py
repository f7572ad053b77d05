"""A plan leafed through, and the published ones only."""

import dataclasses

import pytest

from knowledge.documents.document import Span
from knowledge.plans import browsing, store
from knowledge.plans.loading import PlanUnknown
from knowledge.plans.model import Passage, PassageKind, Section
from knowledge.plans.store import PlanStatus
from tests.talking import commune_plan, database

PLAN = "xa-an-phu-2026"


def test_the_outline_hangs_together() -> None:
    connection = database()
    assert [one.path for one in browsing.outline(connection, PLAN)] == ["I", "II", "III"]
    page = browsing.section(connection, PLAN, 2)
    assert page is not None
    assert page.heading.path == "II.1"
    assert page.parent is not None
    assert page.parent.path == "II"
    assert page.following is not None
    assert page.following.path == "II.2"
    assert len(page.texts) == 3
    assert browsing.section(connection, PLAN, 5) is None
    assert browsing.position_of(connection, PLAN, "II.2") == 3
    assert browsing.position_of(connection, PLAN, "V") is None


def test_two_sections_of_one_number_are_told_apart() -> None:
    plan = commune_plan()
    twice = (
        *plan.sections,
        Section("II", "II.", "Lần hai", None, Span(2, 3)),
        Section("II.1", "1.", "Dưới lần hai", "II", Span(3, 4)),
    )
    connection = database(dataclasses.replace(plan, sections=twice))
    page = browsing.section(connection, PLAN, 6)
    assert page is not None
    assert page.parent is not None
    assert page.parent.title == "Lần hai"


def test_rows_keep_their_columns() -> None:
    plan = commune_plan()
    columns = (("TT", "1"), ("Nội dung", "Khám"))
    row = Passage(len(plan.passages), "III", PassageKind.ROW, "1 Khám", Span(0, 1), columns=columns)
    connection = database(dataclasses.replace(plan, passages=(*plan.passages, row)))
    page = browsing.section(connection, PLAN, 4)
    assert page is not None
    assert page.texts[-1].columns == columns


def test_units_with_their_tasks() -> None:
    found = browsing.units(database(), PLAN)
    assert [(one.position, one.name, one.tasks) for one in found] == [(0, "Công an xã", 3), (1, "Trạm Y tế", 1)]


def test_deadlines_of_published_plans_only() -> None:
    connection = database(commune_plan("a"), commune_plan("b"))
    store.set_status(connection, "b", PlanStatus.DRAFT)
    found = browsing.deadlines(connection, dict(browsing.heads(connection)))
    assert {one.plan for one in found} == {"a"}
    assert found[0].deadline == commune_plan("a").deadlines[0]
    with pytest.raises(PlanUnknown):
        browsing.head(connection, "b")
    assert browsing.head(connection, "a").number == "12/KH-UBND"
