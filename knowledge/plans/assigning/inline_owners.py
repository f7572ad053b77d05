"""Owners named inside a task's own line: "... . Chủ trì: Sở A. Phối hợp: Sở B.", "... (Sở A chủ trì)", "(giao A)"."""

import re
from collections.abc import Iterator

from knowledge.plans.assigning.subjects import owners_of
from knowledge.plans.model import Role
from knowledge.plans.naming.bodies import begins_body
from knowledge.plans.structure.labels import LabelKind, label_of

_LABEL = re.compile(
    r"(?:[.;,]\s+|\s[-–]\s+|\(\s*)(?=((?:(?:cơ quan|đơn vị|bộ phận|người|cán bộ)\s+)?"
    r"(?:chủ trì|phối hợp|thực hiện|phụ trách|đầu mối|chịu trách nhiệm)"
    r"(?:\s(?:chính|chủ trì|thực hiện|tham mưu))?\s*:))",
    re.IGNORECASE,
)
_VALUE_END = re.compile(
    r"[.)](?:\s|[.;,]|$)|[.;,]\s+(?:thời gian|thời hạn|hạn|tiến độ|kinh phí|kết quả|sản phẩm|địa điểm|hoàn thành)\b",
    re.IGNORECASE,
)
_IN_PARENTHESES = re.compile(r"\((giao (?:cho )?|do )?([^()]{5,240})\)[.;]?$")
_DOES_IT = re.compile(r"\s(?:chủ trì|thực hiện|phụ trách|đảm nhiệm|đảm nhận|làm đầu mối)\b")
_LAST_VERB = re.compile(r"\s(?:tổ chức|thực hiện|triển khai|tổ chức thực hiện|đảm nhiệm|đảm nhận)$")
_FEWEST_LETTERS = 8


def inline_owners(text: str) -> list[tuple[str, Role]]:
    """Return the owners that a task's line names after the task itself, with their roles."""
    found = [pair for value, role in _labelled(text) for pair in owners_of(value, role)]
    return found or _in_parentheses(text)


def _labelled(text: str) -> Iterator[tuple[str, Role]]:
    if ":" not in text:
        return
    labels = [match for match in _LABEL.finditer(text) if match.start() >= _FEWEST_LETTERS]
    for match, following in zip(labels, [*labels[1:], None], strict=False):
        start = match.end()
        stop = _VALUE_END.search(text, start)
        ends = (stop.start() if stop else len(text), following.start() if following else len(text))
        label = label_of(text[start : min(ends)])
        if label and label.kind is LabelKind.OWNER and label.value[:1].isupper():
            yield label.value, label.role


def _in_parentheses(text: str) -> list[tuple[str, Role]]:
    """Return the bodies of a last remark: "(Sở A chủ trì, phối hợp với Sở B)", "(giao Sở A)"."""
    found = _IN_PARENTHESES.search(text)
    if not found or found.start() < _FEWEST_LETTERS or not begins_body(found[2]):
        return []
    if not (found[1] or _DOES_IT.search(found[2])):
        return []
    return owners_of(_LAST_VERB.sub("", found[2]), Role.CARRY_OUT)
