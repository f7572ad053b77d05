"""What an official types for one field of a report, as that field's value."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from knowledge.language.dates import find_dates
from knowledge.language.folding import fold, squeeze
from knowledge.work.activity import DetailsError

_NUMBER = re.compile(r"\d{1,3}(?:[.,]\d{3})+|\d+")
_QUANTITY = re.compile(r"(?P<number>\d{1,3}(?:\.\d{3})+|\d+(?:,\d+)?)\s*(?P<word>[^\W\d_][^,;.\d]*)")
_SCALES = {"ty": 1_000_000_000, "trieu": 1_000_000, "tr": 1_000_000, "nghin": 1000, "ngan": 1000, "k": 1000}
_MONEY = re.compile(r"(?P<number>\d+(?:[.,]\d+)*)\s*(?P<scale>ty|trieu|tr|nghin|ngan|k)?\s*(?P<rest>\d+)?")


def read_value(field: str, said: str, *, today: date) -> dict[str, Any]:
    """Return the fields of `Details` that an answer to one field's question fills. Raises DetailsError."""
    return _READERS.get(field, _text)(field, squeeze(said), today)


def whole_number(said: str) -> int | None:
    """Return the first whole number of a text ("1.200 cháu": 1200), None without any."""
    found = _NUMBER.search(said)
    return int(re.sub(r"[.,]", "", found[0])) if found else None


def money(said: str) -> int | None:
    """Return an amount in đồng ("2tr5", "500k", "1.200.000đ"), None without any."""
    found = _MONEY.search(fold(said))
    if found is None:
        return None
    digits, scale = found["number"], _SCALES.get(found["scale"] or "", 1)
    if scale == 1:
        return int(re.sub(r"[.,]", "", digits))
    amount = round(float(digits.replace(",", ".")) * scale)
    if found["rest"]:
        amount += int(found["rest"]) * scale // 10 ** len(found["rest"])
    return amount


def _text(field: str, said: str, today: date) -> dict[str, Any]:
    return {field: said}


def _days(field: str, said: str, today: date) -> dict[str, Any]:
    found = find_dates(said, today=today)
    if not found:
        raise DetailsError("date", "Chưa đọc được ngày: hãy nhập như 12/6, hôm qua, hoặc từ 12 đến 14/6.")
    return {"date": found[0].first, "end_date": None if found[0].is_one_day else found[0].last}


def _people(field: str, said: str, today: date) -> dict[str, Any]:
    number = whole_number(said)
    if number is None:
        raise DetailsError(field, "Chưa đọc được con số: hãy nhập một số, ví dụ 45.")
    return {field: number}


def _cost(field: str, said: str, today: date) -> dict[str, Any]:
    amount = money(said)
    if amount is None:
        raise DetailsError("cost", "Chưa đọc được số tiền: hãy nhập như 2tr5, 500k hoặc 2.500.000đ.")
    return {"cost": amount}


def _quantities(field: str, said: str, today: date) -> dict[str, Any]:
    found = [(squeeze(match["word"]), _amount(match["number"])) for match in _QUANTITY.finditer(said)]
    if not found:
        raise DetailsError("quantities", "Chưa đọc được số lượng: hãy nhập như 100 tờ rơi, 20 phần quà.")
    return {"quantities": tuple(dict(found).items())}


def _amount(written: str) -> float:
    number = float(written.replace(".", "").replace(",", "."))
    return int(number) if number.is_integer() else number


_READERS: dict[str, Callable[[str, str, date], dict[str, Any]]] = {
    "date": _days,
    "children": _people,
    "adults": _people,
    "total": _people,
    "cost": _cost,
    "quantities": _quantities,
}
