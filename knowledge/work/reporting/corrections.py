"""What an official types while a draft is open: the answer to its question, or a correction of what it says.

`advance` is pure: draft and words in, draft out. Words that are neither raise NotUnderstood; whoever called then tries
to understand them as something else, and the draft is as it was.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from knowledge.language.folding import fold, key, squeeze
from knowledge.language.patterns import compiled
from knowledge.work.reporting.activity import Activity, ActivityError, Details, State, check
from knowledge.work.reporting.additions import added, dated
from knowledge.work.reporting.fields import BY_NAME, FIELDS, Field, next_question
from knowledge.work.reporting.figures_in_text import rewritten
from knowledge.work.reporting.replies import told
from knowledge.work.reporting.values import money, read_value, whole_number

_SKIP = {"bo qua", "khong co", "khong", "ko", "k", "chua co", "bo trong", "het"} | {
    "khong nho",
    "khong biet",
    "khong ro",
    "chua ro",
}
_GIVES_UP = compiled(
    r"(?:thôi )?(?:hủy|huỷ|xóa|xoá|bỏ(?= (?:đi|báo|bản|nháp)))(?: (?:bỏ|đi|báo cáo|bc|bản nháp|nháp|này))*"
    r"(?: (?:nhé|nha|ạ))?|thôi không (?:báo cáo|gửi|ghi)(?: nữa)?"
)
_SENDS = compiled(
    r"(?:(?:đúng|ok|oke|được|chuẩn|xong)(?: rồi)? )?gửi(?: (?:luôn|đi|báo cáo|ngay|giúp|em|tôi|nhé|ạ|thôi))*"
    r"|thôi gửi(?: (?:luôn|đi|nhé|ạ))*"
)
_AGREES = compiled(r"(?:đúng|ok|oke|okie|chuẩn|chính xác|được)(?: (?:rồi|đấy|đó|ạ|nhé|em|luôn))*")
_OPENING = compiled(r"^(?:(?:à|ừ|ừm|dạ|ý là|xin lỗi)[,\s]+)+")
_PEOPLE = ("children", "adults", "total")
_TEXTS = ("place", "what", "difficulty", "proposal")


class NotUnderstood(ActivityError):
    """Words that neither answer a draft's question nor correct it."""

    def __init__(
        self, message: str = "Chưa rõ cần sửa gì: hãy nhập như “không phải 45 mà 54” hoặc “địa điểm: thôn 3”."
    ):
        super().__init__(message)


def advance(draft: Activity, said: str, *, today: date) -> Activity:
    """Return the draft with what was said in it. Raises ActivityError, of these mostly NotUnderstood, DetailsError."""
    if draft.state is not State.DRAFT:
        raise ActivityError("Báo cáo này không còn là bản nháp: hãy dùng nút Sửa.")
    said = squeeze(said)
    asked = next_question(draft)
    try:
        if (details := correction(draft.details, said, today=today)) is not None:
            return _settled(draft, details, today)
    except NotUnderstood:
        if asked is None or asked.name not in _TEXTS:
            raise
    if asked is None:
        raise NotUnderstood
    if is_skip(said) and not asked.required:
        return skip(draft, asked.name)
    details = draft.details
    for name, words in told(details, asked.name, said).items():
        details = with_value(details, name, words, today=today)
    return _settled(draft, rewritten(draft.details, details), today)


def gives_up(said: str) -> bool:
    """Tell whether words give up what is being written: "hủy", "xóa bản nháp này đi", "thôi không báo cáo nữa"."""
    return bool(_GIVES_UP.fullmatch(_bare(said)))


def sends(said: str) -> bool:
    """Tell whether words ask to send what is being written: "gửi đi", "đúng rồi, gửi"."""
    return bool(_SENDS.fullmatch(_bare(said)))


def agrees(said: str) -> bool:
    """Tell whether words only agree: "đúng rồi", "ok"."""
    return bool(_AGREES.fullmatch(_bare(said)))


def is_skip(said: str) -> bool:
    """Tell whether words leave out what is asked for: "bỏ qua", "không có"."""
    return key(said) in _SKIP


def is_correction(said: str) -> bool:
    """Tell whether words correct something by their form alone: "không phải 45 mà 54", "trẻ em: 54"."""
    folded = fold(_OPENING.sub("", squeeze(said)))
    return any(pattern.fullmatch(folded) for pattern in (_LABELLED, _SLIP, *_EXCHANGES))


def skip(draft: Activity, field: str) -> Activity:
    """Return the draft with a field left empty on purpose: it is not asked for again."""
    empty = replace(draft.details, **_empty(field))
    return replace(draft, details=empty, asking=None, skipped=(*dict.fromkeys((*draft.skipped, field)),))


def with_value(details: Details, field: str, said: str, *, today: date) -> Details:
    """Return the details with one field as it was typed; the total follows its parts. Raises DetailsError."""
    return _with_total(details, replace(details, **read_value(field, said, today=today)))


def correction(details: Details, said: str, *, today: date) -> Details | None:
    """Return the details as a typed correction changes them, figures also in the text; None if it is no correction."""
    said = squeeze(said)
    corrected = _labelled(details, said, today) or _exchanged(details, said, today)
    if corrected is None and (told := added(details, said)) is not None:
        corrected = _with_total(details, told)
    if corrected is None and dated(said, today=today) is not None:
        corrected = with_value(details, "date", said, today=today)
    return corrected and rewritten(details, corrected)


def _bare(said: str) -> str:
    return " ".join(re.findall(r"\w+", said))


def _settled(draft: Activity, details: Details, today: date) -> Activity:
    check(details, today=today)
    return replace(draft, details=details, asking=None)


def _put(details: Details, field: str, value: Any) -> Details:
    fields: dict[str, Any] = {field: value}
    return replace(details, **fields)


def _empty(field: str) -> dict[str, Any]:
    if field == "date":
        return {"date": None, "end_date": None}
    return {field: getattr(Details(), field)}


def _with_total(before: Details, after: Details) -> Details:
    """Let a total that was the sum of its parts, or is smaller than it, be the sum again."""
    parts = (after.children or 0) + (after.adults or 0)
    was_sum = before.total == (before.children or 0) + (before.adults or 0)
    changed = (before.children, before.adults) != (after.children, after.adults)
    if changed and parts and after.total == before.total and (was_sum or (after.total or 0) < parts):
        return replace(after, total=parts)
    return after


def _labelled(details: Details, said: str, today: date) -> Details | None:
    """Read "địa điểm: thôn 3", "sửa số trẻ em thành 54", "ngày là 12/6"."""
    found = _LABELLED.fullmatch(fold(said))
    if found is None:
        return None
    field = _BY_LABEL[found["label"].strip()]
    value = said[found.start("value") : found.end("value")]
    if is_skip(value) and not field.required:
        return _with_total(details, replace(details, **_empty(field.name)))
    if field.name == "task":
        return None
    return with_value(details, field.name, value, today=today)


def _exchanged(details: Details, said: str, today: date) -> Details | None:
    """Read "không phải 45 mà 54", "54 chứ không phải 45", "sửa 45 thành 54", "45 -> 54"."""
    said = _OPENING.sub("", said)
    folded = fold(said)
    for pattern in _EXCHANGES:
        if found := pattern.fullmatch(folded):
            old = said[found.start("old") : found.end("old")].strip(" ,.")
            new = said[found.start("new") : found.end("new")].strip(" ,.")
            return _exchange(details, old, new, today)
    return None


def _exchange(details: Details, old: str, new: str, today: date) -> Details:
    """Put a new value where the old one stands. Raises NotUnderstood where it stands nowhere or in several fields."""
    candidates = [each for place in _PLACES if (each := place(details, old, new, today)) is not None]
    different = list(dict.fromkeys(candidates))
    if len(different) == 1:
        return different[0]
    if not different:
        raise NotUnderstood(f"Báo cáo không có chỗ nào ghi “{old}”: hãy chọn mục cần sửa.")
    raise NotUnderstood(f"“{old}” có ở nhiều mục: hãy nói rõ mục, ví dụ “trẻ em: {new}”.")


def _in_people(name: str) -> Callable[[Details, str, str, date], Details | None]:
    def place(details: Details, old: str, new: str, today: date) -> Details | None:
        said = _pure_number(old)
        if said is None or getattr(details, name) != said:
            return None
        if name == "total" and said in (details.children, details.adults):
            return None  # the part is meant, the total follows it
        number = whole_number(new)
        return None if number is None else _with_total(details, _put(details, name, number))

    return place


def _in_cost(details: Details, old: str, new: str, today: date) -> Details | None:
    amount = money(new)
    if details.cost is None or money(old) != details.cost or amount is None:
        return None
    return replace(details, cost=amount)


def _in_quantities(details: Details, old: str, new: str, today: date) -> Details | None:
    number, now = _pure_number(old), whole_number(new)
    same = [word for word, amount in details.quantities if amount == number and number is not None]
    if len(same) != 1 or now is None:
        return None
    changed = tuple((word, now if word == same[0] else amount) for word, amount in details.quantities)
    return replace(details, quantities=changed)


def _in_days(details: Details, old: str, new: str, today: date) -> Details | None:
    if details.date is None or not re.search(r"[/\-]|ngay|thu|hom|thang|tuan", fold(old + new)):
        return None
    try:
        was, now = read_value("date", old, today=today), read_value("date", new, today=today)
    except ActivityError:
        return None
    return replace(details, **now) if was["date"] == details.date else None


def _in_texts(details: Details, old: str, new: str, today: date) -> Details | None:
    """Exchange words in the texts that have them, unless they are a number: numbers have fields of their own."""
    exchanged = details
    for name in _TEXTS if _pure_number(old) is None else ():
        text = getattr(details, name) or ""
        if (start := fold(text).find(fold(old))) >= 0:
            exchanged = _put(exchanged, name, text[:start] + new + text[start + len(old) :])
    return None if exchanged == details else exchanged


def _pure_number(said: str) -> int | None:
    """Return the number of "45" or "45 cháu", None for "thôn 5"."""
    return whole_number(said) if said[:1].isdecimal() and not re.search(r"[/]", said) else None


_PLACES = (*(_in_people(name) for name in _PEOPLE), _in_cost, _in_quantities, _in_days, _in_texts)
_BY_LABEL: dict[str, Field] = {fold(label): field for field in FIELDS for label in field.labels}
_LABELS = "|".join(sorted(map(re.escape, _BY_LABEL), key=len, reverse=True))
_LABELLED = re.compile(
    rf"(?:sua|doi|chinh)?\s*(?:lai)?\s*(?P<label>{_LABELS})\s*(?::|=|\bla\b|\bthanh\b)\s*(?P<value>.+)"
)
_SLIP = re.compile(r"nham(?: roi)?,? .*\d.*")
_NOT = r"(?:khong phai|ko phai|k phai)(?: la)?"
_EXCHANGES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:a\s+)?(?:nham,?\s*)?{_NOT}\s+(?P<old>.+?),?\s+ma(?: la)?\s+(?P<new>.+)",
        rf"(?P<new>.+?),?\s+(?:chu\s+)?{_NOT}\s+(?P<old>.+)",
        r"(?:sua|doi|chinh|thay)(?: lai)?\s+(?P<old>.+?)\s+(?:thanh|sang|bang)\s+(?P<new>.+)",
        r"(?P<old>.+?)\s*(?:->|=>|→)\s*(?P<new>.+)",
    )
)
assert set(_TEXTS) <= set(BY_NAME)
