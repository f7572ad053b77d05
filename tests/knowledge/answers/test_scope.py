"""Choosing among many plans: through the indexes, a few are read."""

import sqlite3
from dataclasses import replace

import pytest

from knowledge.answers import scope
from knowledge.answers.answering import answer
from knowledge.answers.catalogue import Entry, catalogue, places
from knowledge.answers.model import Status
from knowledge.answers.question import Question
from knowledge.answers.shortlist import shortlist
from knowledge.database import connect
from knowledge.documents.text import text_document
from knowledge.language.folding import folded_words
from knowledge.plans.reading import read_plan
from knowledge.plans.store import PlanStatus, save, set_status
from tests.knowledge.answers.conftest import DISTRICT, NOW, PROVINCE

MANY = 14


@pytest.fixture(scope="module")
def many() -> sqlite3.Connection:
    """Return a database with the province's plan and many districts'."""
    connection = connect(":memory:")
    texts = {"tinh": PROVINCE} | {
        f"huyen-{n}": DISTRICT.replace("SƠN HẠ", f"BẢN {n}").replace("Sơn Hạ", f"Bản {n}").replace("61/KH", f"{n}/KH")
        for n in range(20, 20 + MANY)
    }
    for plan_id, text in texts.items():
        document = text_document(text.replace("\n", "\n\n"), f"{plan_id}.txt", sha256=plan_id)
        save(connection, read_plan(document, id=plan_id), document, now=NOW)
    return connection


def test_a_unit_finds_its_plans_through_the_names(many: sqlite3.Connection) -> None:
    assert answer(many, Question("sở giáo dục làm gì")).plan == "tinh"
    assert shortlist(many, folded_words("sở giáo dục"), catalogue(many)) == ["tinh"]
    assert shortlist(many, folded_words("xin chào"), catalogue(many)) == []


def test_an_abbreviation_finds_them_too(many: sqlite3.Connection) -> None:
    assert answer(many, Question("SGDĐT làm gì")).plan == "tinh"


def test_a_topic_finds_its_plans_through_the_index(many: sqlite3.Connection) -> None:
    assert shortlist(many, folded_words("luân chuyển sách"), catalogue(many)) == ["tinh"]
    assert answer(many, Question("luân chuyển sách giữa các lớp thế nào")).plan == "tinh"


def test_few_plans_are_read(many: sqlite3.Connection) -> None:
    found = answer(many, Question("công an huyện làm gì"))
    assert found.status is Status.AMBIGUOUS
    assert len(found.choices) < MANY


def test_a_number_chooses_its_plan(many: sqlite3.Connection) -> None:
    named = scope.mentioned("KH 25/KH-UBND nói gì", folded_words("KH 25/KH-UBND nói gì"), catalogue(many))
    assert [entry.id for entry in named] == ["huyen-25"]
    assert not scope.mentioned("kế hoạch 25/KH-SYT", folded_words("kế hoạch 25/KH-SYT"), catalogue(many))


def test_the_place_is_taken_out_of_the_question(many: sqlite3.Connection) -> None:
    entry = next(entry for entry in catalogue(many).entries if entry.id == "tinh")
    assert scope.without_places("hạn của tỉnh Vân Sơn là khi nào", [entry]).split() == [
        "hạn",
        "của",
        "là",
        "khi",
        "nào",
    ]


def test_a_withdrawn_plan_is_not_answered_from(many: sqlite3.Connection) -> None:
    set_status(many, "tinh", PlanStatus.WITHDRAWN)
    assert "tinh" not in catalogue(many).ids
    set_status(many, "tinh", PlanStatus.PUBLISHED)
    assert "tinh" in catalogue(many).ids


def test_a_plan_has_its_places() -> None:
    entry = Entry("p", "1/kh-ubnd", "Sơn Hạ", "Ủy ban nhân dân huyện Sơn Hạ", "Kế hoạch", 2026, 2026)
    assert places(entry) == {"son ha"}
    assert "ban mong" in places(replace(entry, title="Kế hoạch trên địa bàn xã Bản Mòng năm 2026"))
