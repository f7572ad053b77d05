"""Which figure a question asks for, and whether a passage gives one."""

import re
from functools import lru_cache

from knowledge.answers.asking import Asked
from knowledge.answers.model import Status
from knowledge.answers.ranking import Ranked
from knowledge.answers.replies import Reply
from knowledge.answers.views import Line, View
from knowledge.language.folding import fold


def counts_days(asked: Asked) -> bool:
    """Tell whether a number of days is asked for: so few passages give one that little else need agree."""
    return bool(re.search(r"\b(?:may|bao nhieu) ngay\b", " ".join(asked.words)))


def in_unit(asked: Asked, found: Reply | None) -> Reply | None:
    """Return a reply only where it gives its figure in the unit asked for."""
    needed = unit_of_figure(asked)
    if found is None or needed is None:
        return found
    return found if any(needed.search(fold(one.quote)) for one in found.answer.statements) else None


def unit_of_figure(asked: Asked) -> re.Pattern[str] | None:
    """Return the pattern of the figure asked for, where the question names its unit: a share, a number of days."""
    text = " ".join(asked.words)
    if "yes_no" in asked.wants:
        return None
    if "%" in asked.text or "phan tram" in text:
        return re.compile(r"\d\s*%|phan tram")
    if "bao lau" in text:
        return re.compile(r"\b\d[\d.,]*\s*(?:gio|phut|ngay|tuan|thang|nam)\b")
    counted = re.search(r"\b(?:may|bao nhieu) (ngay|thang|gio|trieu|ty|dong)\b", text)
    return re.compile(rf"\b\d[\d.,]*\s*(?:\([^)]*\)\s*)?{counted[1]}\b") if counted else None


def counted_noun(asked: Asked) -> str:
    """Return the pattern of a number before what is counted: 'bao nhiêu nhà bị ngập' looks for '… 200 nhà'."""
    found = re.search(r"(?:bao nhieu|may) ([a-z]+)", " ".join(asked.words))
    if not found or found[1] in ("phan", "tien", "la"):
        return ""
    return rf"\d[\d.,]*\s+{found[1]}\b"


_NO_NOUN = "phan|tien|la|lan|ngay|thang|gio|nam|trieu|ty|dong|muc|diem|kg"
_COUNTED = re.compile(rf"\b(?:bao nhieu|may) (?!(?:{_NO_NOUN})\b)([a-z]+ [a-z]+)")
_IS = "la|gom|dat|co|khoang|toi thieu|it nhat|tong cong"


def _number_of(asked: Asked, view: View) -> re.Pattern[str] | None:
    """Return the pattern of a number beside what is counted, where that has a name of two words that the plan has."""
    counted = _COUNTED.search(" ".join(asked.words))
    if counted is None or "yes_no" in asked.wants or not view.words.holding(f" {counted[1]} "):
        return None
    before = rf"(?<![\w/.-])\d[\d.,]*[\s(“\"]+(?:[^\W\d]+\s+){{0,3}}{counted[1]}\b"
    return re.compile(rf"{before}|\b{counted[1]}\b(?:[\s:,]+(?:{_IS}))*[\s:]+\d")


def beside_noun(found: list[Ranked], asked: Asked, view: View) -> list[Ranked]:
    """Return the passages that give a number beside what is counted; all where that has no name of two words."""
    beside = _number_of(asked, view)
    return [one for one in found if beside.search(fold(figures_alone(one.line.passage.text)))] if beside else found


def is_figure(line: Line) -> bool:
    """Tell whether a passage gives a figure, or is a short aim that may say one in words."""
    aimed = any(word in line.above[:60] for word in (" muc tieu ", " chi tieu "))
    return has_figure(line.passage.text) or (aimed and len(line.words) < 60)


def are_given(found: Reply | None) -> bool:
    """Tell whether a reply answers with a figure."""
    if found is None or found.answer.status is not Status.ANSWERED:
        return False
    return any(has_figure(said.quote) for said in found.answer.statements)


_NO_FIGURE = re.compile(
    r"(?:số|khoản|điều|chương)\s*:?\s*\d[\d/]*\S*|\d+/\S*[A-ZĐ]\S*|\d{1,2}/\d{1,2}(?:/\d{4})?|ngày\s+\d+|tháng\s+\d+|"
    r"\b(?:19|20)\d\d\b|^\s*\d+[.)]",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def has_figure(text: str) -> bool:
    """Tell whether a text gives a figure that is no date, year or number of a document."""
    return bool(re.search(r"\d", figures_alone(text)))


def figures_alone(text: str) -> str:
    """Return a text without its dates, its years and the numbers of documents."""
    return _NO_FIGURE.sub(" ", text)
