"""What a sentence says is due on one of its dates, in its own words."""

import re

from knowledge.language.folding import fold
from knowledge.plans.dating.moments import Written
from knowledge.plans.structure.sentences import sentences

_PERIODIC = (
    ("daily", re.compile(r"\b(?:hang|moi) ngay\b")),
    ("weekly", re.compile(r"\b(?:hang|moi) tuan\b")),
    ("monthly", re.compile(r"\b(?:hang|moi) thang\b")),
    ("quarterly", re.compile(r"\b(?:hang|moi) quy\b")),
    ("yearly", re.compile(r"\b(?:hang|moi) nam\b")),
)
LONG_LABEL = 25  # characters from which a label says by itself what is due
TIME_WORDS = re.compile(
    r"\b(?:thoi (?:gian|han|diem)|tien do|ky han|lo trinh|han|thuc hien|hoan thanh|trien khai|to chuc|du kien|dia diem|"
    r"va|chot|cuoi|ket thuc|bat dau)\b|\W"
)
_BOUND_WORDS = re.compile(r"\b(?:truoc|cham|nhat|xong|trong|ngay|muon|den|vao|phai)\b")
FEWEST_OWN_WORDS = 2  # words beside its date with which a part of a sentence says by itself what is due
_ITS_START = re.compile(r"^[\s,):]*(?:(?:hằng|hàng|mỗi) (?:năm|tháng|quý|tuần|ngày)[\s,]+)?(?:và\s|Nội dung:\s)?")
_FOR_WHICH = re.compile(r"\s*\(?đối với ([^(),;.]{4,60}?)(?=\)|,|;|\.|$| và trước| và chậm)|\s*\(([^()]{4,60})\)")
PARENTHESIS = re.compile(r"\s*\([^()]*\)")


def says_only_when(text: str, date: Written, span: tuple[int, int]) -> bool:
    """Tell whether a clause is nothing but a time: "...; hoàn thành trước ngày 10/3/2026"."""
    rest = f"{text[span[0] : date.start]} {text[date.end : span[1]]}"
    return not re.search(r"\w{2}", _BOUND_WORDS.sub(" ", TIME_WORDS.sub(" ", fold(rest))))


def clause_before(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """Return the clause before one."""
    return next(one for one in reversed(sentences(text)) if one[1] <= span[0])


def part_due(text: str, date: Written, span: tuple[int, int], low: int) -> str:
    """Return what is due on one of a sentence's dates: its own words, or the sentence under a label."""
    own = _ITS_START.sub("", text[low : date.end])
    after = _FOR_WHICH.match(text, date.end, span[1])
    opening = text.rfind("(", span[0], date.start)
    inside = opening >= 0 and ")" not in text[opening : date.start]
    if inside and not after:
        label = re.split(r"[,;)]\s", text[span[0] : opening])[-1].strip()
        label = _ITS_START.sub("", text[low:opening] if len(label) >= LONG_LABEL else label)
        if len(label) >= LONG_LABEL:
            return label
    elif after:
        label = after[1] or after[2]
    elif len(own.split()) - len(text[date.start : date.end].split()) >= FEWEST_OWN_WORDS:
        return own
    elif not re.search(r"\w", own.replace(text[date.start : date.end], "")):
        return text[slice(*span)]
    else:
        label = own
    return f"{label}: {PARENTHESIS.sub('', text[slice(*span)]).strip(' .;-')}"


def period_of(text: str) -> str | None:
    folded = fold(text)
    return next((name for name, pattern in _PERIODIC if pattern.search(folded)), None)
