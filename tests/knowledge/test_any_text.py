"""Whatever is typed or sent: an answer, a value or one sentence that says what to do, never another error.

`FOUND` are inputs that fuzzing found; each failed once.
"""

from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from handlers.actions import Parts
from handlers.screen import Stale
from knowledge.answers.answering import answer
from knowledge.answers.question import Question
from knowledge.documents.reading import read
from knowledge.documents.text import text_document
from knowledge.errors import UserError
from knowledge.language.dates.finding import find_dates
from knowledge.language.dates.model import Lean
from knowledge.language.folding import normalise
from knowledge.language.money import find_money
from knowledge.language.numbers import find_numbers
from knowledge.plans import corrections as plan_corrections
from knowledge.plans.reading import read_plan
from knowledge.work.members.invitations import InvitationError, redeem
from knowledge.work.reminding import duty_words
from knowledge.work.reporting.activity import Details
from knowledge.work.reporting.corrections import correction, with_value
from knowledge.work.reporting.drafts import read_draft
from knowledge.work.reporting.fields import FIELDS
from tests.hostile import ODD, PARTS, SIGNS, WORDS
from tests.samples import plan_file
from tests.talking import START, commune_plan, database

TODAY = date(2026, 6, 18)
FOUND = ("trung thusau 10/5", "quý ²", "01234567891²", "thứsau tuần này", "ngày ² tháng ²", "²/²/²")
PIECES = (*WORDS, *SIGNS, " ngày ", "tháng ", "năm ", "thứ ", "tuần ", "quý ", "/", "-", "1", "31", "2026", "cháu",
          "tr", "đồng", "từ ", "đến ", "không phải ", " mà ", "tại ", "trước ", "hôm qua")  # fmt: skip
SAMPLE = plan_file("xa-van-hoa-doc-2026").read_text(encoding="utf-8").splitlines()
texts = st.one_of(st.lists(st.sampled_from(PIECES), max_size=12).map("".join), st.text(max_size=60)).map(normalise)
examples = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
OFFICE = database(commune_plan(), commune_plan("xa-khac"))


def found(test):
    """Try a test with what fuzzing found, too."""
    for text in FOUND:
        test = example(text)(test)
    return test


@examples
@found
@given(texts)
def test_days_money_and_numbers(text):
    for lean in Lean:
        find_dates(text, today=TODAY, lean=lean)
    find_money(text)
    find_numbers(text)


@examples
@found
@given(texts)
def test_reports_and_their_corrections(text):
    read_draft(text, today=TODAY, unit="Trạm Y tế")
    details = Details("dạy bơi", TODAY, children=45, adults=3, total=48, cost=2_500_000, quantities=(("tờ rơi", 100),))
    with suppress(UserError):
        correction(details, text, today=TODAY)
    for field in FIELDS:
        with suppress(UserError):
            with_value(details, field.name, text, today=TODAY)


@examples
@found
@given(texts)
def test_questions(text):
    answer(OFFICE, Question(text, now=datetime(2026, 6, 18, tzinfo=UTC)))


@examples
@found
@given(texts)
def test_duties_and_corrections_of_plans(text):
    plan = commune_plan()
    for read_words in (duty_words.read_duty, duty_words.read_move, duty_words.read_day):
        with suppress(UserError):
            read_words(text, TODAY)
    for field in ("number", "title", "issuer", "issue_date", "year", "signer", "signer_role"):
        with suppress(UserError):
            plan_corrections.set_head(plan, field, text)
    for correct in (plan_corrections.rename, plan_corrections.set_date):
        with suppress(UserError):
            correct(plan, 0, text)
    with suppress(UserError):
        plan_corrections.give(plan, 0, 0, text)


@examples
@example("os:²:1")
@given(st.lists(st.one_of(st.sampled_from(PARTS), st.text(max_size=20)), max_size=5).map(":".join))
def test_callback_data(data):
    parts = Parts(data)
    for place in range(6):
        with suppress(Stale):
            assert 0 <= parts.number(place) < 10**12


@examples
@given(st.text(max_size=70), st.one_of(st.text(max_size=40), st.sampled_from(SIGNS)))
def test_codes_that_nobody_made_let_nobody_in(code, name):
    code = code.encode(errors="replace").decode()
    with pytest.raises(InvitationError):
        redeem(OFFICE, code, 5, name, now=START)
    assert OFFICE.execute("select count(*) from official").fetchone()[0] == 0


lines = st.lists(
    st.tuples(st.integers(0, len(SAMPLE) - 1), st.sampled_from(("drop", "double", "cut", "shout", "put")), texts),
    max_size=12,
)


@settings(examples, max_examples=12)
@given(lines)
def test_plans_with_broken_lines(changes):
    plan = list(SAMPLE)
    for at, kind, text in changes:
        line = plan[at]
        plan[at] = {"drop": "", "double": f"{line}\n{line}", "cut": line[: len(line) // 2], "shout": line.upper()}.get(
            kind, text + line
        )
    with suppress(UserError):
        read_plan(text_document("\n".join(plan), "x.txt"))


HEADS = (
    b"%PDF-1.7\n",
    b"PK\x03\x04",
    b"\x89PNG\r\n\x1a\n",
    b"\xff\xd8\xff",
    b"\xff\xfe",
    b"\xfe\xff",
    b"\xef\xbb\xbf",
    b"",
    b"BM",
    b"GIF89a",
)


@settings(examples, max_examples=80)
@given(st.sampled_from(HEADS), st.binary(max_size=300))
def test_files_of_any_bytes(tmp_path: Path, head, rest):
    path = tmp_path / "x"
    path.write_bytes(head + rest)
    with suppress(UserError):
        read(path)


@pytest.mark.parametrize("value", [value for value in ODD if isinstance(value, str)])
def test_odd_words_are_only_words(value):
    assert read_draft(value.encode(errors="replace").decode(), today=TODAY, unit=None).activities is not None
