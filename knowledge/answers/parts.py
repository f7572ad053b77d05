"""The small parts of understanding a question: its time, its indicators, its document, its role. Each stands alone."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from knowledge.answers.vocabulary import QUESTIONS, Words, cues, position
from knowledge.language.folding import fold, normalise
from knowledge.plans.model import Role

_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5}
_SPELLED = {"mot": 1, "hai": 2, "ba": 3, "bon": 4, "tu": 4, "nam": 5, "sau": 6}
_DOCUMENTS = (
    "thong tu lien tich|thong tu|nghi quyet|nghi dinh|quyet dinh|chi thi|cong van|cong dien|ke hoach|van ban|luat"
    "|to trinh|thong bao|chuong trinh|phuong an|huong dan|ket luan|quy che|thong tri|tt|nq|nd|qd|ct|cv|kh|cd|vb"
)
_KINDS = {
    "tt": "thong tu", "nq": "nghi quyet", "nd": "nghi dinh", "qd": "quyet dinh", "ct": "chi thi",
    "cv": "cong van", "kh": "ke hoach", "cd": "cong dien", "vb": "van ban",
}  # fmt: skip
_DOCUMENT = re.compile(
    rf"\b({_DOCUMENTS}|quy dinh)\.?\s*(?:so\s*)?:?\s*"
    r"(\d{1,5}(?:\s*/\s*\d{4})?(?:\s*[/-]\s*[a-z&]+(?:[-&][a-z&]+)*\d*)*)(?!\d)"
)
_BARE_NUMBER = re.compile(r"(?<![\d/])(\d{1,5}(?:/\d{4})?(?:[/-][a-z&]{2,}(?:[-&][a-z&]+)*\d*)+)")
_DIGIT = re.compile(r"\d")
_ANY_YEAR = re.compile(r"20\d\d")
_NEAR_YEAR = re.compile(r"20[1-4]\d")
_KIND_OF = re.compile(rf"\b(?<!phap )({_DOCUMENTS})\b")


@dataclass(frozen=True, slots=True)
class Period:
    """A time that a question names: `kind` is half, year_report, quarter, month, day or year; `start:end` its words."""

    kind: str
    number: int
    year: int | None
    start: int
    end: int


@lru_cache(maxsize=QUESTIONS)
def period(words: Words) -> Period | None:
    """Return the time that the words name, the most exact one first; None where they name none."""
    for find in (_quarter, _half, _day, _month, _rhythm, _whole_year, _year):
        if found := find(words):
            return found
    return None


def _year_after(words: Words, at: int) -> tuple[int | None, int]:
    for step in range(at, min(at + 2, len(words))):
        if _ANY_YEAR.fullmatch(words[step]):
            return int(words[step]), step + 1
    return None, at


def _number(word: str) -> int:
    return int(word) if word.isdecimal() else _ROMAN.get(word, 0)


def _quarter(words: Words) -> Period | None:
    for at, word in enumerate(words[:-1]):
        number = _number(words[at + 1]) or _SPELLED.get(words[at + 1], 0)
        if word in ("quy", "qui") and 1 <= number <= 4:
            year, end = _year_after(words, at + 2)
            return Period("quarter", number, year, at, end)
    return None


def _half(words: Words) -> Period | None:
    for at, word in enumerate(words[:-1]):
        if word in ("6", "06", "sau") and words[at + 1] == "thang":
            end = at + 2
            if words[end : end + 2] in (("dau", "nam"), ("cuoi", "nam")):
                end += 2
            return Period("half", 2 if words[end - 2 : end] == ("cuoi", "nam") else 1, None, at, end)
    return None


def _day(words: Words) -> Period | None:
    for at, word in enumerate(words[:-2]):
        if word == "ngay" and words[at + 1].isdecimal() and words[at + 2].isdecimal() and int(words[at + 2]) <= 12:
            year, end = _year_after(words, at + 3)
            return Period("day", int(words[at + 2]), year, at, end)
    return None


def _month(words: Words) -> Period | None:
    for at, word in enumerate(words[:-1]):
        if word == "thang" and words[at + 1].isdecimal() and 1 <= int(words[at + 1]) <= 12:
            year, end = _year_after(words, at + 2)
            return Period("month", int(words[at + 1]), year, at, end)
    return None


def _rhythm(words: Words) -> Period | None:
    for kind, phrase in _RHYTHMS:
        at = position(words, phrase)
        if at >= 0:
            return Period(kind, 0, None, at + 2, at + 3)
    return None


_RHYTHMS = (
    ("monthly", ("bao", "cao", "thang")),
    ("quarterly", ("bao", "cao", "quy")),
    ("weekly", ("bao", "cao", "tuan")),
)


def _whole_year(words: Words) -> Period | None:
    for phrase in (("ca", "nam"), ("bao", "cao", "nam"), ("cuoi", "nam"), ("hang", "nam"), ("tong", "ket", "nam")):
        at = position(words, phrase)
        if at >= 0 and words[at + len(phrase) : at + len(phrase) + 1] != ("nay",):
            return Period(
                "year_report", 0, _year_after(words, at + len(phrase))[0], at + len(phrase) - 2, at + len(phrase)
            )
    return None


def _year(words: Words) -> Period | None:
    for at, word in enumerate(words):
        if _NEAR_YEAR.fullmatch(word) and at and words[at - 1] in ("nam", "den", "toi", "thang"):
            return Period("year", 0, int(word), at - 1, at + 1)
    return None


@dataclass(frozen=True, slots=True)
class Indicators:
    """The numbered indicators or goals that a question names."""

    word: str
    numbers: tuple[int, ...]
    start: int
    end: int


def indicators(words: Words) -> Indicators | None:
    """Return the indicators named by number ('chỉ tiêu 14', 'chỉ tiêu số 15 và 16', 'mục tiêu 6')."""
    for phrase in (("chi", "tieu"), ("muc", "tieu")):
        at = position(words, phrase)
        while at >= 0:
            end = at + 2 + (words[at + 2 : at + 3] == ("so",))
            numbers, end = _numbers(words, end)
            if numbers:
                return Indicators(" ".join(phrase), numbers, at, end)
            at = position(words, phrase, at + 1)
    return None


def _numbers(words: Words, at: int) -> tuple[tuple[int, ...], int]:
    found: list[int] = []
    end = at
    while at < len(words) and (words[at].isdecimal() or (found and words[at] == "va")):
        if words[at].isdecimal():
            if len(words[at]) > 2:
                break
            found.append(int(words[at]))
            end = at + 1
        at += 1
    return tuple(found), end


@dataclass(frozen=True, slots=True)
class Cited:
    """A document that a question names: `kind` in folded words or '', `number` folded as typed ('13/2021') or ''."""

    kind: str
    number: str


@lru_cache(maxsize=QUESTIONS)
def document(text: str) -> Cited | None:
    """Return the document that a question names by number; None where it names none."""
    if not _DIGIT.search(text):
        return None
    folded = fold(normalise(text))
    for found in _DOCUMENT.finditer(folded):
        number = re.sub(r"\s+", "", found[2])
        kind = _KINDS.get(found[1], found[1])
        if not (found[1] == "ct" and number.isdecimal() and len(number) <= 2):
            return Cited(kind, number)
    bare = _BARE_NUMBER.search(folded)
    return Cited("", bare[1]) if bare else None


@lru_cache(maxsize=QUESTIONS)
def without_number(text: str) -> str:
    """Return the text without the letters of a document's number ('174/KH-UBND' is '174'), which name no unit."""
    if not _DIGIT.search(text):
        return text
    normal = normalise(text)
    found = _BARE_NUMBER.search(fold(normal))
    return text if found is None else normal[: found.start()] + found[1].split("/")[0] + normal[found.end() :]


@lru_cache(maxsize=QUESTIONS)
def document_kind(words: Words) -> str:
    """Return the kind of document that the words speak of, '' where of none."""
    found = _KIND_OF.findall(" ".join(words))
    named = [_KINDS.get(kind, kind) for kind in found]
    return next((kind for kind in named if kind != "ke hoach"), named[0] if named else "")


_KIND_ASKED = re.compile(
    r"(?P<followed>^.*\b(?:(?:lam|thuc hien|trien khai|xay dung|ban hanh|bam) (?:theo|tu)"
    r"|can cu(?: vao)?|dua (?:vao|tren)|cu the hoa) )?"
    rf"\b(?<!phap )(?P<kind>{_DOCUMENTS})(?P<about>(?: [a-z]+){{0,16}}?) "
    r"(?:so may|so bao nhieu|so hieu|ky hieu|mang so)\b"
    r"(?: cua (?P<of>(?:(?!ngay|nam|ve|la|va|vay|the|do|a)[a-z]+ ?)+))?"
)
"""'(làm theo) kế hoạch (về …) số mấy (của huyện)'."""


@lru_cache(maxsize=QUESTIONS)
def _number_asked(words: Words) -> re.Match[str] | None:
    return _KIND_ASKED.search(" ".join(words))


def kind_asked(words: Words) -> str:
    """Return the kind of another document whose number is asked for ('kế hoạch của tỉnh ủy số mấy'), '' for none."""
    found = _number_asked(words)
    return "" if found is None or found["about"].strip() in _ITSELF else _KINDS.get(found["kind"], found["kind"])


def asks_what_is_followed(words: Words) -> bool:
    """Tell whether the document whose number is asked for is one that the plan carries out."""
    found = _number_asked(words)
    return bool(found and found["followed"])


def issuer_asked(words: Words) -> tuple[str, ...]:
    """Return the pairs of words, between spaces, that tell of whom the document is whose number is asked for."""
    found = _number_asked(words)
    said = (found["of"] or found["about"].partition(" cua ")[2]).split() if found else []
    pairs = tuple(f" {one} {other} " for one, other in zip(said, said[1:], strict=False))
    return tuple(pair for pair in pairs if pair not in _OF_MANY) or pairs


_OF_MANY = (" uy ban ", " ban nhan ", " nhan dan ", " viet nam ")
_ITSELF = frozenset(["nay", "do", "cua minh", "cua xa", "cua tinh", "cua huyen"])
_ROLES = (
    ("coordinate", Role.COORDINATE),
    ("lead", Role.LEAD),
    ("advise", Role.ADVISE),
)


def roles(words: Words) -> tuple[Role, ...]:
    """Return the roles that the words name, in the order of the table."""
    return tuple(role for name, role in _ROLES if cues().found(name, words))


def without(words: Words, spans: Iterable[tuple[int, int]]) -> tuple[str | None, ...]:
    """Return the words with those inside the spans as None, so that their neighbours stay apart."""
    dropped = {at for start, end in spans for at in range(start, end)}
    return tuple(None if at in dropped else word for at, word in enumerate(words))


_NO_DUE_BEFORE = frozenset(["dung", "gioi", "vo", "qua", "som", "quyen", "co"])
_NO_DUE_AFTER = frozenset(["che", "muc", "han", "dien", "hep"])


def due(words: Words) -> list[tuple[int, int]]:
    """Return where 'hạn' stands as a word of its own ('hạn của phòng …'), not as part of another ('đúng hạn')."""
    return [
        (at, at + 1)
        for at, word in enumerate(words)
        if word == "han"
        and not (at and words[at - 1] in _NO_DUE_BEFORE)
        and not (at + 1 < len(words) and words[at + 1] in _NO_DUE_AFTER)
    ]


_COUNTED_AFTER = 4


def counted_places(words: Words) -> set[int]:
    """Return the places after 'bao nhiêu', where a unit's kind is counted and no unit is named ('bao nhiêu xã')."""
    found: set[int] = set()
    for at in range(len(words) - 1):
        if words[at : at + 2] == ("bao", "nhieu") or words[at] == "may":
            found.update(range(at + 1, at + 2 + _COUNTED_AFTER))
    return found
