"""An office's own words: what they find, at once, in every plan or in one, and nothing else."""

import sqlite3
from dataclasses import replace

import pytest

from knowledge.answers.answering import answer
from knowledge.answers.model import Answer, Status
from knowledge.answers.own_words import WordKind, narrow, remove
from knowledge.answers.question import Question
from knowledge.answers.teaching import teach
from tests.knowledge.answers.conftest import NOW
from tests.talking import commune_plan, database

HEALTH = "Khám sức khỏe cho trẻ em dưới 6 tuổi."


def ask(connection: sqlite3.Connection, text: str, plan: str | None = None) -> Answer:
    """Return the answer to a question."""
    return answer(connection, Question(text, plan, now=NOW))


def said_to(connection: sqlite3.Connection, text: str, plan: str | None = None) -> set[tuple[str, str]]:
    """Return the quotes of an answer with their plans."""
    return {(one.quote, one.plan) for one in ask(connection, text, plan).statements}


def learn(connection: sqlite3.Connection, kind: WordKind, text: str) -> int:
    """Add a word and return its id."""
    return teach(connection, kind, text, by=None, now=NOW).word.id


@pytest.mark.parametrize("question", ["{} làm gì", "bao giờ {} nộp báo cáo", "ai phối hợp với {}", "{} với công an xã"])
def test_an_added_name_is_answered_as_the_units_own(question: str) -> None:
    connection = database()
    learn(connection, WordKind.ALIAS, "nhà thương = Trạm Y tế")
    own = ask(connection, question.format("trạm y tế"))
    added = ask(connection, question.format("nhà thương"))
    assert (added.status, added.kind, added.statements) == (own.status, own.kind, own.statements)


def test_a_name_with_a_levels_word_in_it_is_the_unit_and_not_the_level() -> None:
    connection = database()
    learn(connection, WordKind.ALIAS, "bác xã = Trạm Y tế")
    assert said_to(connection, "bac xa phai lam gi") == {(HEALTH, "xa-an-phu-2026")}
    assert said_to(connection, "phòng bác xã phải làm gì") == {(HEALTH, "xa-an-phu-2026")}
    assert said_to(connection, "xã phải làm gì") != {(HEALTH, "xa-an-phu-2026")}


def test_a_longer_name_that_holds_it_stays_itself() -> None:
    connection = database()
    learn(connection, WordKind.ALIAS, "lao động = Trạm Y tế")
    assert ask(connection, "sở lao động thương binh và xã hội làm gì").reason == "unit_without_tasks"


def test_a_name_is_known_in_plans_that_do_not_have_the_unit() -> None:
    other = commune_plan("xa-khac", number="13/KH-UBND")
    connection = database(commune_plan(), replace(other, units=other.units[:1]))
    learn(connection, WordKind.ALIAS, "nhà thương = Trạm Y tế")
    found = ask(connection, "nhà thương làm gì", "xa-khac")
    assert (found.reason, found.subject) == ("unit_without_tasks", "Trạm Y tế")


def test_among_many_plans_the_index_knows_the_words_too() -> None:
    plain = [commune_plan(f"xa-{at}", number=f"{at}/KH-UBND") for at in range(20, 34)]
    others = [replace(plan, units=plan.units[:1], passages=plan.passages[:-3]) for plan in plain]
    others = [replace(plan, deadlines=()) for plan in others]
    connection = database(*others[:7], commune_plan(), *others[7:])
    learn(connection, WordKind.ALIAS, "nhà thương = Trạm Y tế")
    learn(connection, WordKind.SYNONYM, "kiểm tra thể trạng = khám sức khỏe")
    assert said_to(connection, "nhà thương làm gì") == {(HEALTH, "xa-an-phu-2026")}
    assert said_to(connection, "ai kiểm tra thể trạng") == {(HEALTH, "xa-an-phu-2026")}


def test_another_database_with_the_same_plan_knows_nothing_of_it() -> None:
    first, second = database(), database()
    word = learn(first, WordKind.SYNONYM, "kiểm tra thể trạng = khám sức khỏe")
    assert ask(first, "ai kiểm tra thể trạng").status is Status.ANSWERED
    assert ask(second, "ai kiểm tra thể trạng").status is Status.NOT_FOUND
    remove(first, word, by=None, now=NOW)
    assert ask(first, "ai kiểm tra thể trạng").status is Status.NOT_FOUND


def test_a_narrowed_name_counts_in_its_plan_only() -> None:
    connection = database(commune_plan(), commune_plan("xa-khac", number="13/KH-UBND"))
    word = learn(connection, WordKind.ALIAS, "nhà thương = Trạm Y tế")
    narrow(connection, word, "xa-khac", by=None, now=NOW)
    assert said_to(connection, "nhà thương làm gì", "xa-khac") == {(HEALTH, "xa-khac")}
    assert not said_to(connection, "nhà thương làm gì", "xa-an-phu-2026")


def test_the_units_name_may_be_typed_as_in_a_question() -> None:
    connection = database()
    assert teach(connection, WordKind.ALIAS, "nhà thương = tram yte", by=None, now=NOW).word.meant == "Trạm Y tế"


def test_it_tells_how_often_a_new_name_stands_in_the_plans_already() -> None:
    connection = database()
    assert teach(connection, WordKind.ALIAS, "đuối nước = công an xã", by=None, now=NOW).passages == 3
