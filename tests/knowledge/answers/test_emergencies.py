"""A child in danger comes before everything else."""

import sqlite3

import pytest

from knowledge.answers import emergencies
from knowledge.answers.answering import answer
from knowledge.answers.model import Kind, Status
from knowledge.answers.question import Question
from knowledge.language.folding import folded_words
from tests.knowledge.answers.conftest import Ask


@pytest.mark.parametrize(
    "said",
    [
        "có cháu bé bị đánh đập ở xóm tôi giờ phải báo ai",
        "tre duoi nuoc o ao goi ai gap lam",
        "hàng xóm đánh con dã man quá gọi ai đây",
        "phát hiện một bé gái bị xâm hại",
    ],
)
def test_danger_is_heard(said: str) -> None:
    assert emergencies.tells_of_danger(folded_words(said))


@pytest.mark.parametrize(
    "said",
    [
        "kế hoạch nói gì về trẻ em bị xâm hại",
        "phòng chống đuối nước thế nào",
        "mức phạt đánh trẻ em gọi ai",
        "xin chào",
    ],
)
def test_a_question_about_the_plan_is_no_alarm(said: str) -> None:
    assert not emergencies.tells_of_danger(folded_words(said))


def test_the_hotline_and_the_procedure_come_first(ask: Ask) -> None:
    found = ask("có cháu bị bố đánh đập, giờ báo ai?")
    assert (found.status, found.kind) == (Status.ANSWERED, Kind.EMERGENCY)
    assert [(fact.name, fact.value) for fact in found.facts] == [("in_plan", "111")]
    assert any("Ủy ban nhân dân cấp xã" in one.quote for one in found.statements)


def test_a_plan_without_the_number_marks_it_as_national(ask: Ask) -> None:
    found = ask("có cháu bị bố đánh đập, giờ báo ai?", plan="van-son")
    assert (found.status, found.facts[0].name) == (Status.NOT_FOUND, "national")


def test_drowning_needs_the_ambulance_too(ask: Ask) -> None:
    assert "115" in [fact.value for fact in ask("trẻ đuối nước ở ao, gọi ai gấp").facts]


def test_no_plan_is_needed(empty: sqlite3.Connection) -> None:
    found = answer(empty, Question("có cháu bị bố đánh đập, giờ báo ai?"))
    assert found.kind is Kind.EMERGENCY
    assert emergencies.heard(empty, "có cháu bị bố đánh đập, giờ báo ai?")


def test_a_misspelled_alarm_is_heard(plans: sqlite3.Connection) -> None:
    assert emergencies.heard(plans, "cos chaus bij bố đánh đập, giowf báo ai")


def test_several_plans_get_the_national_line(ask: Ask) -> None:
    assert ask("có cháu bị bố đánh đập, giờ báo ai?", plan=None).kind is Kind.EMERGENCY
