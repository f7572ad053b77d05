"""What is a report and what is not; the cases stand in is_report.txt, and are tried without diacritics too."""

from datetime import date
from pathlib import Path

import pytest

from knowledge.language.folding import fold
from knowledge.work.drafts.is_report import is_question, judge

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


def test_questions() -> None:
    assert is_question("hạn nộp là khi nào")
    assert not is_question("45 cháu")
