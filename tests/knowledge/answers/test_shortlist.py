"""However many plans there are, one question reads few rows and few plans: nobody makes it scan the country again."""

import sqlite3
from collections.abc import Iterator

import pytest

from benchmarks.country_plans import Writer, names_of_places, plan_id, samples
from knowledge.answers import catalogue, scope, views
from knowledge.answers.answering import answer
from knowledge.answers.question import Question
from knowledge.answers.shortlist import MOST, shortlist
from knowledge.database import connect
from knowledge.language.folding import folded_words, key
from knowledge.plans.loading import StoredPlan, load
from tests.knowledge.answers.conftest import NOW

PLANS = 150
MOST_STATEMENTS = 400
STEPS = 1000
"""Steps of SQLite's machine between two calls of the progress handler."""
MOST_STEPS = 105 * STEPS
"""One scan of the passages of these plans takes as many again, one of the units' names twice as many."""


@pytest.fixture(scope="module")
def country() -> Iterator[sqlite3.Connection]:
    """Return a database of some hundred plans whose catalogue is known, as it is in a running program."""
    connection = connect(":memory:")
    made, places = samples()[:6], names_of_places()
    writer = Writer(connection)
    for number in range(PLANS):
        sample = made[number % len(made)]
        writer.add(plan_id(number), sample, sample.change(number, places))
    writer.flush()
    catalogue.catalogue(connection)
    yield connection
    connection.close()


def _read(connection: sqlite3.Connection, question: Question) -> tuple[int, int]:
    """Return how many statements a question runs, and how many of SQLite's steps they take."""
    statements: list[str] = []
    steps = 0

    def step() -> int:
        nonlocal steps
        steps += STEPS
        return 0

    connection.set_trace_callback(statements.append)
    connection.set_progress_handler(step, STEPS)
    try:
        answer(connection, question)
    finally:
        connection.set_trace_callback(None)
        connection.set_progress_handler(None, 0)
    return len(statements), steps


@pytest.mark.parametrize(
    "text",
    [
        "Sở Y tế phải làm gì?",
        "phong tu phap phai lam gi",
        "ai lo lắp gờ giảm tốc trước cổng trường",
        "sức khỏe tâm thần làm thế nào",
        "nhiem vu va giai phap thuc hien",
        "giá vàng hôm nay bao nhiêu",
    ],
)
def test_a_question_reads_little_of_many_plans(
    country: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    loaded: list[str] = []

    def counted(connection: sqlite3.Connection, plan: str) -> StoredPlan:
        loaded.append(plan)
        return StoredPlan(connection, plan)

    monkeypatch.setattr(views, "StoredPlan", counted)
    statements, steps = _read(country, Question(text, now=NOW))
    assert len(set(loaded)) <= MOST + 1
    assert len(loaded) == len(set(loaded))
    assert statements <= MOST_STATEMENTS
    assert steps <= MOST_STEPS


def test_a_plan_is_loaded_with_as_many_statements_however_many_its_units(country: sqlite3.Connection) -> None:
    statements: list[str] = []
    country.set_trace_callback(statements.append)
    try:
        load(country, plan_id(0))
    finally:
        country.set_trace_callback(None)
    assert len(statements) <= 16


def test_a_named_place_chooses_among_its_plans_only(country: sqlite3.Connection) -> None:
    plans = catalogue.catalogue(country)
    named = next(entry for entry in plans.entries if entry.issuer.startswith("Ủy ban nhân dân xã"))
    found = answer(country, Question(f"công an xã làm gì ở xã {named.place}", now=NOW))
    places = {plans.by_id[said.plan].place for said in found.statements}
    assert places == {named.place}


def test_the_plans_that_name_the_askers_own_unit_come_first(country: sqlite3.Connection) -> None:
    text = "bố trí kinh phí thực hiện thế nào"
    for unit in ("Phòng Tư pháp", "Bộ Chỉ huy Quân sự tỉnh"):
        ids = scope.narrowed(country, catalogue.catalogue(country), Question(text, unit=unit, now=NOW))
        names = [{name.shown for _, known in views.view(country, plan).units for name in known} for plan in ids]
        assert unit in names[0]


def test_a_plan_of_the_askers_own_issuer_is_read_before_the_countrys(country: sqlite3.Connection) -> None:
    plans = catalogue.catalogue(country)
    oldest = [entry for entry in plans.entries if entry.issuer.startswith("Ủy ban nhân dân xã")][-1]
    text = "công an xã làm gì"
    assert scope.narrowed(country, plans, Question(text, now=NOW))[0] != oldest.id
    assert scope.narrowed(country, plans, Question(text, issuer=key(oldest.issuer), now=NOW))[0] == oldest.id


def _at_one_place(plans: catalogue.Catalogue) -> catalogue.Catalogue:
    """Return the plans of the place that has most."""
    return plans.only(max(plans.by_place.values(), key=len))


def test_of_many_plans_of_a_place_those_with_the_unit_and_the_topic_are_read(country: sqlite3.Connection) -> None:
    some = _at_one_place(catalogue.catalogue(country))
    assert len(some.entries) > MOST
    for text in ("sức khỏe tâm thần", "sở y tế", "sở y tế sức khỏe tâm thần"):
        found = shortlist(country, folded_words(text), some)
        assert set(found) <= some.ids
        assert 0 < len(found) <= MOST


def test_words_that_lead_nowhere_are_mended_first(country: sqlite3.Connection) -> None:
    plans = catalogue.catalogue(country)
    assert not shortlist(country, folded_words("phonf tuw phapp"), plans)
    found = scope.narrowed(country, plans, Question("phonf tuw phapp", now=NOW))
    assert all("Phòng Tư pháp" in {unit.name for unit, _ in views.view(country, plan).units} for plan in found)


def test_a_unit_of_very_many_plans_is_looked_for_in_those_with_the_topic(
    country: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("knowledge.answers.shortlist._MOST_UNITS", 2)
    plans = catalogue.catalogue(country)
    some = plans.only(plans.entries[-40:])
    for where in (plans, some):
        found = shortlist(country, folded_words("sở y tế sức khỏe tâm thần"), where)
        assert found
        assert all("Sở Y tế" in {unit.name for unit, _ in views.view(country, plan).units} for plan in found)
