"""What questions look for in a plan, kept beside it: the same as what its passages say, whoever made it when."""

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from knowledge.answers.answering import answer
from knowledge.answers.question import Question
from knowledge.answers.views import view
from knowledge.database import connect
from knowledge.documents.text import text_document
from knowledge.plans.gist import gist_of, packed, spaced, unpacked
from knowledge.plans.gists import keep_missing
from knowledge.plans.loading import StoredPlan, load
from knowledge.plans.reading import read_plan
from knowledge.plans.store import save, update
from tests.knowledge.answers.conftest import DISTRICT, NOW


@pytest.fixture
def connection(tmp_path: Path) -> sqlite3.Connection:
    """Return a database with one plan."""
    made = connect(tmp_path / "a.db")
    document = text_document(DISTRICT.replace("\n", "\n\n"), "son-ha.txt", sha256="son-ha")
    save(made, read_plan(document, id="son-ha"), document, now=NOW)
    return made


def test_it_says_what_the_passages_say(connection: sqlite3.Connection) -> None:
    plan = load(connection, "son-ha")
    gist = StoredPlan(connection, "son-ha").gist

    assert list(gist.words.written) == [spaced(passage.text) for passage in plan.passages]
    assert list(gist.sections) == [passage.section for passage in plan.passages]
    assert gist.headings == {passage.position for passage in plan.passages if passage.kind == "heading"}
    police = next(passage.position for passage in plan.passages if passage.text.startswith("Tuần tra"))
    assert gist.above[gist.under[police]] == " cong an huyen  to chuc thuc hien   "
    assert [text for text, under in gist.by_above if police in under] == [gist.above[gist.under[police]]]


def test_a_lead_in_stands_above_its_items(connection: sqlite3.Connection) -> None:
    plan = load(connection, "son-ha")
    passages = [*plan.passages[:2], replace(plan.passages[2], lead_in=1)]

    gist = gist_of(plan.sections, passages)

    assert gist.items == {1: [2]}
    assert spaced(passages[1].text).strip() in gist.above[gist.under[2]]


def test_it_is_kept_as_it_is(connection: sqlite3.Connection) -> None:
    plan = load(connection, "son-ha")
    passages = [*plan.passages[:2], replace(plan.passages[2], lead_in=1), *plan.passages[3:]]
    made = gist_of(plan.sections, passages)

    kept = unpacked(packed(made))

    for name in ("sections", "headings", "above", "under", "items", "by_above"):
        assert getattr(kept, name) == getattr(made, name)
    assert kept.words.written == made.words.written
    assert kept.words.by_word == made.words.by_word


def test_a_plan_stored_anew_is_looked_at_anew(connection: sqlite3.Connection) -> None:
    before = view(connection, "son-ha")
    assert view(connection, "son-ha") is before
    plan = load(connection, "son-ha")
    changed = replace(plan, passages=(replace(plan.passages[0], text="Trông coi bến đò"), *plan.passages[1:]))

    update(connection, changed)

    assert view(connection, "son-ha") is not before
    assert view(connection, "son-ha").lines[0].own == " trong coi ben do "


def test_a_plan_of_before_is_answered_from_at_once_and_gets_its_gist(connection: sqlite3.Connection) -> None:
    question = Question("công an huyện phải làm gì", now=NOW)
    expected, kept = answer(connection, question), _kept(connection)
    connection.execute("delete from plan_gist")
    connection.execute("update plan set revision = revision + 1")

    assert answer(connection, question) == expected
    assert _kept(connection) == []
    assert [keep_missing(connection), keep_missing(connection)] == [1, 0]
    assert _kept(connection) == kept


def _kept(connection: sqlite3.Connection) -> list[tuple[str, bytes]]:
    return [tuple(row) for row in connection.execute("select plan, gist from plan_gist")]


def test_passages_are_read_one_by_one_or_all(connection: sqlite3.Connection) -> None:
    whole = load(connection, "son-ha").passages
    few = StoredPlan(connection, "son-ha").passages

    assert [few[2], few[2], few[-1]] == [whole[2], whole[2], whole[-1]]
    assert tuple(few[1:4]) == whole[1:4]
    assert len(few) == len(whole)
    assert [few[at] for at in range(len(few))] == list(whole)
    with pytest.raises(IndexError):
        few[len(whole)]
