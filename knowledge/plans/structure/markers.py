"""The marks by which administrative texts number their parts: "II.", "3.2.", "a)", "(1)", "- "."""

import re
from dataclasses import dataclass
from enum import IntEnum

from knowledge.language.letters import CAPITALS, SMALL

FOOTNOTE = re.compile(r"\[\d{1,2}\]\s")
"""How a note at the foot of a page begins."""


class Rank(IntEnum):
    """How high a mark stands in the outline; a lower number is higher."""

    PART = 1
    CAPITAL = 2
    ROMAN = 3
    ARTICLE = 4
    NUMBER = 5
    LETTER = 6
    BULLET = 7
    SUB_BULLET = 8


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark at the beginning of a block: its rank, its label, and where the text after it begins."""

    rank: Rank
    label: str
    end: int


_RULES: tuple[tuple[Rank, re.Pattern[str]], ...] = (
    (Rank.PART, re.compile(r"(?:PHẦN|Phần|CHƯƠNG|Chương)\s+((?:THỨ|thứ)\s+\w+|[IVX]+|\d+)\b[.:\s]*")),
    (Rank.ARTICLE, re.compile(r"(?:ĐIỀU|Điều)\s+(\d{1,3})\s*[.:]\s*")),
    (
        Rank.ROMAN,
        re.compile(
            rf"([IVX]{{1,5}})\s*(?:[.)]|/(?![vV]\b))\s*(?=\S)|([IVX]{{1,5}})\s?[-–]\s?(?=[{CAPITALS}](?![IVX]*\b)\S)"
        ),
    ),
    (Rank.CAPITAL, re.compile(r"([A-HĐ])\.\s+(?=[^\W\d_])")),
    (
        Rank.NUMBER,
        re.compile(r"(\d{1,2}(?:\.\d{1,2}){1,4})[.)]?\s+(?=\S)|(\d{1,2}(?:\.\d{1,2}){0,4})\s?[.)/](?!\d)\s*(?=\S)"),
    ),
    (Rank.NUMBER, re.compile(rf"(\d{{1,2}}(?:\.\d{{1,2}}){{0,3}})\s?[-–]\s?(?=[{CAPITALS}][{SMALL}])")),
    (Rank.LETTER, re.compile(rf"([a-eghiklmnopqrstuvxyđ])[-–]\s?(?=[{CAPITALS}][{SMALL}])")),
    (Rank.LETTER, re.compile(r"([a-eghiklmnopqrstuvxyđ])[.)]\s*(?=\S)")),
    (Rank.BULLET, re.compile(r"([-–—*•●▪■➢]|\((?:\d{1,2}|[ivx]{1,4})\))\s*(?=\S)")),
    (Rank.SUB_BULLET, re.compile(r"([+◦✓])\s*(?=\S)")),
)
_FIRST = frozenset("PpCcĐđIVX0123456789(-–—*•●▪■➢+◦✓ABDEFGHabdeghiklmnopqrstuvxyđ")
_FIGURE = re.compile(r"\d{1,2}(?:\.\d{1,2})*\s+(?:%|tỷ|triệu|ngày|tháng|năm|trẻ|người|xã|lần)\b")


def mark_of(text: str) -> Mark | None:
    """Return the mark that a block begins with; a figure at a sentence's beginning is none."""
    if not text or text[0] not in _FIRST or _FIGURE.match(text):
        return None
    for rank, pattern in _RULES:
        if match := pattern.match(text):
            label = next(group for group in match.groups() if group)
            return Mark(rank, label, match.end())
    return None
