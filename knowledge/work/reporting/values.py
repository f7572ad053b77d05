"""What an official types for one field of a report, as that field's value."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from knowledge.language.dates import find_dates, find_impossible
from knowledge.language.folding import squeeze
from knowledge.language.money import find_money
from knowledge.language.numbers import find_numbers, number_value
from knowledge.language.patterns import compiled
from knowledge.work.reporting.activity import DetailsError, NoValue

_NEGATIVE = re.compile(r"\s*[-−]\s*\d")
_DAY_WORDS = compiled(
    r"\d|(?<!\w)(?:ngày|hôm|bữa|thứ|chủ nhật|cn|tuần|tháng|quý|năm|sáng|trưa|chiều|tối|nay|qua|kia)(?!\w)"
)
_QUANTITY = re.compile(r"(?P<number>\d{1,3}(?:\.\d{3})+|\d+(?:,\d+)?)\s*(?P<word>[^\W\d_][^,;.\d]*)")


def read_value(field: str, said: str, *, today: date) -> dict[str, Any]:
    """Return the fields of `Details` that an answer to one field's question fills. Raises DetailsError."""
    return _READERS.get(field, _text)(field, squeeze(said), today)


def whole_number(said: str) -> int | None:
    """Return the first number of a text if it is whole ("1.200 cháu", "bốn mươi lăm", "-5"), None otherwise."""
    found = find_numbers(said)
    if not found or found[0].value != int(found[0].value):
        return None
    return int(found[0].value) * _sign(said)


def money(said: str) -> int | None:
    """Return an amount in đồng ("2tr5", "500k", "1.200.000"), None without any."""
    if found := find_money(said):
        return found[0].amount * _sign(said)
    return whole_number(said)


def _sign(said: str) -> int:
    return -1 if _NEGATIVE.match(said) else 1


def _text(field: str, said: str, today: date) -> dict[str, Any]:
    return {field: said}


def _task(field: str, said: str, today: date) -> dict[str, Any]:
    raise DetailsError("task", "Hãy chọn nhiệm vụ bằng nút, hoặc nhập “bỏ qua”.")


def _days(field: str, said: str, today: date) -> dict[str, Any]:
    found = find_dates(said, today=today)
    if impossible := find_impossible(said, today=today):
        start, end = impossible[0]
        raise DetailsError("date", f"Lịch không có {said[start:end]}: hãy nhập lại ngày, ví dụ 12/6 hoặc hôm qua.")
    if not found:
        wrong = DetailsError if _DAY_WORDS.search(said) else NoValue
        raise wrong("date", "Chưa đọc được ngày: hãy nhập như 12/6, hôm qua, hoặc từ 12 đến 14/6.")
    return {"date": found[0].first, "end_date": None if found[0].is_one_day else found[0].last}


def _people(field: str, said: str, today: date) -> dict[str, Any]:
    number = whole_number(said)
    if number is None:
        raise NoValue(field, "Chưa đọc được con số: hãy nhập một số, ví dụ 45.")
    return {field: number}


def _cost(field: str, said: str, today: date) -> dict[str, Any]:
    amount = money(said)
    if amount is None:
        raise NoValue("cost", "Chưa đọc được số tiền: hãy nhập như 2tr5, 500k hoặc 2.500.000đ.")
    return {"cost": amount}


def _quantities(field: str, said: str, today: date) -> dict[str, Any]:
    found = [(squeeze(match["word"]), number_value(match["number"])) for match in _QUANTITY.finditer(said)]
    if not found:
        raise DetailsError("quantities", "Chưa đọc được số lượng: hãy nhập như 100 tờ rơi, 20 phần quà.")
    return {"quantities": tuple(dict(found).items())}


_READERS: dict[str, Callable[[str, str, date], dict[str, Any]]] = {
    "task": _task,
    "date": _days,
    "children": _people,
    "adults": _people,
    "total": _people,
    "cost": _cost,
    "quantities": _quantities,
}
