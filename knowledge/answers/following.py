"""A short follow-up ('còn phòng tài chính?') filled from the chat's earlier questions."""

import re
from dataclasses import replace

from knowledge.answers.asking import Asked
from knowledge.answers.topics import Topic

_OPENING = frozenset(["con", "the", "vay", "roi", "xong"])
_LONGEST_FRAGMENT = 4
_LONGEST_WHO = 7
"""A question for whom that names nothing else ('cơ quan nào cùng làm với họ') leans on the one before."""
_OF_PLAN = frozenset({"signer", "issuer", "issued", "plan", "plans", "contact", "phone", "recipient", "report"})
_ASKING = frozenset(
    [
        "deadline",
        "when",
        "who",
        "figure",
        "count",
        "contact",
        "funding",
        "report_outline",
        "outline",
        "signer",
        "issued",
        "issuer",
        "reference",
        "tasks",
    ]
)


_MONEY = frozenset({"kinh phi", "ngan sach", "nguon von", "tien"})


def is_follow_up(asked: Asked) -> bool:
    """Tell whether a question leans on the one before: it opens with 'còn', 'thế', 'vậy', or is a fragment."""
    words = asked.words
    if not words:
        return False
    opens = (words[0] in _OPENING and len(words) <= 9) or (words[-2:] == ("thi", "sao") and len(words) <= 8)
    longest = _LONGEST_WHO if _asks_whom_alone(asked) else _LONGEST_FRAGMENT
    fragment = len(words) <= longest and not asked.topic.terms and not (asked.unit and asked.wants & {"tasks"})
    return opens or fragment or (len(words) <= 3 and not asked.wants & _ASKING)


def _asks_whom_alone(asked: Asked) -> bool:
    of_itself = asked.unit or asked.cited or asked.indicators or asked.period or asked.wants & _OF_PLAN
    return "who" in asked.wants and bool(asked.roles) and not of_itself


def filled(asked: Asked, before: Asked) -> Asked:
    """Return the follow-up with what it leaves out taken from the question before it."""
    wants = asked.wants & _ASKING
    if asked.unit and not wants:
        return replace(
            asked, wants=before.wants | asked.wants, topic=before.topic, runs=before.runs,
            period=before.period, roles=asked.roles or before.roles,
        )  # fmt: skip
    if asked.indicators or (asked.period and not wants and not asked.topic.terms):
        return replace(
            asked, wants=asked.wants | before.wants, topic=before.topic if not asked.topic.terms else asked.topic,
            unit=asked.unit or (None if asked.indicators else before.unit), roles=asked.roles or before.roles,
        )  # fmt: skip
    if wants & {"funding"} and all(term.said in _MONEY for term in asked.topic.terms):
        return replace(asked, topic=before.topic, runs=before.runs)
    if wants & {"funding", "report_outline", "signer", "issued", "issuer"}:
        return asked
    if "recipient" in asked.wants and "report" in before.wants | asked.wants:
        return replace(before, wants=before.wants | {"deadline", "when"})
    if before.indicators and not asked.topic.terms and not asked.unit and (wants & {"who"} or asked.roles):
        return replace(asked, indicators=before.indicators)
    if wants or asked.roles:
        topic = asked.topic if asked.topic.terms else before.topic
        unit = asked.unit or before.unit
        merged = topic if not (asked.topic.terms and before.topic.terms) else _both(asked.topic, before.topic)
        return replace(asked, topic=merged, unit=unit, period=asked.period or before.period)
    if asked.topic.terms:
        return replace(
            asked, topic=_both(asked.topic, before.topic), unit=before.unit, wants=asked.wants | before.wants
        )
    return asked


def _both(one: Topic, other: Topic) -> Topic:
    kinds = {term.said.rsplit(" ", 1)[0] for term in one.terms if term.exact}
    kept = (term for term in other.terms if not (term.exact and term.said.rsplit(" ", 1)[0] in kinds))
    return Topic(tuple(dict.fromkeys((*one.terms, *kept))))


_ORDINAL = re.compile(
    r"\b(?:cai|so|viec|muc|y|nhiem vu|gach dau dong)\s+(?:so\s+|thu\s+)?(\d{1,2}|nhat|hai|ba|tu|nam|dau tien)\b"
)
_SPELLED = {"nhat": 1, "dau tien": 1, "hai": 2, "ba": 3, "tu": 4, "nam": 5}


def ordinal(asked: Asked) -> int | None:
    """Return which of the statements before is meant ('cái số 2 nói rõ hơn'), counted from 1; None where none is."""
    text = " ".join(asked.words)
    found = _ORDINAL.search(text)
    if not found or not re.search(r"\b(ro hon|chi tiet|cu the|noi ro|them|day du|nguyen van)\b", text):
        return None
    return _SPELLED.get(found[1]) or (int(found[1]) if found[1].isdecimal() else None)
