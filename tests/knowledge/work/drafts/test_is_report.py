"""What is a report and what is not; the cases stand in is_report.txt, and are tried without diacritics too."""

import json
from datetime import date
from pathlib import Path

import pytest

from knowledge.language.folding import fold
from knowledge.language.telex import untelex
from knowledge.work.reporting.drafts.is_report import Verdict, is_question, judge
from knowledge.work.reporting.drafts.reading import judged, read_draft

TODAY = date(2026, 6, 18)
LINES = Path(__file__).with_name("is_report.txt").read_text(encoding="utf-8").splitlines()
CASES = [(line[2:], line[0] == "+") for line in LINES if line[:2] in ("+ ", "- ")]


@pytest.mark.parametrize(("text", "meant"), CASES)
def test_reports_are_told_from_the_rest(text: str, meant: bool) -> None:
    assert judge(text, today=TODAY).is_report is meant


@pytest.mark.parametrize(("text", "meant"), CASES)
def test_without_diacritics_too(text: str, meant: bool) -> None:
    assert judge(fold(text), today=TODAY).is_report is meant


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        ("hôm qua truyền thông cho 45 cháu", True),
        ("truyền thông phòng chống đuối nước", True),
        ("phát 100 tờ rơi, 2tr ở xã", False),
    ],
)
def test_what_is_not_clear_is_marked(text: str, sure: bool) -> None:
    assert judge(text, today=TODAY).sure is sure


QUESTIONS = [
    json.loads(line)["q"]
    for path in sorted((Path(__file__).parents[3] / "questions").glob("*.jsonl"))
    for line in path.read_text(encoding="utf-8").splitlines()
]


def test_a_question_is_never_a_report() -> None:
    verdicts = {text: judge(untelex(text), today=TODAY) for text in QUESTIONS}
    assert [text for text, verdict in verdicts.items() if verdict.is_report] == []
    unsure = [text for text, verdict in verdicts.items() if not verdict.sure]
    assert len(unsure) <= 0.01 * len(QUESTIONS), unsure


def test_questions() -> None:
    assert is_question("hạn nộp là khi nào")
    assert not is_question("45 cháu")


def test_the_quick_verdict_is_the_drafts() -> None:
    for text in ("sáng nay phát 100 tờ rơi ở thôn 3", "ai chủ trì?", "ddax hopj thoon 3 homo qua, 40 nguowif", "ok em"):
        draft = read_draft(text, today=date(2026, 3, 2), unit=None)
        assert judged(text, today=date(2026, 3, 2)) == Verdict(draft.is_report, draft.sure)
