"""Amounts of money as they are typed: '2tr5', '2,5 triệu', '500k', '1 tỷ 2', '15.000.000đ', '3 x 200k', '2k + 3k'."""

import re
from dataclasses import dataclass, replace

from knowledge.language.folding import fold
from knowledge.language.numbers import NUMBER, find_numbers, number_value
from knowledge.language.patterns import compiled, exact, just_before

_SCALES = {"tr": 10**6, "trieu": 10**6, "cu": 10**6, "ty": 10**9, "ti": 10**9}
_SMALL = {"k": 10**3, "ng": 10**3, "nghin": 10**3, "ngan": 10**3, "tr": 10**6, "trieu": 10**6}
_THINGS = exact("tờ|bản|hộ|con|cây|liều")
_UNITS_FOR_PEOPLE = rf"(?:trẻ|em|cháu|người|hs|học sinh|lượt|gv|giáo viên|quyển|cuốn|{_THINGS})\b"
_NOT_MONEY_AFTER = compiled(rf"\s*{_UNITS_FOR_PEOPLE}")
_DONG = r"(?:\s*(?:đồng|vnđ|vnd|đ(?![/\w])))"
_USED = r"trích|từ|do|lấy|nguồn|mua|thuê|để|cho|bằng"  # what tells where money came from or went to
_LARGE = compiled(
    rf"(?<![\w.,])(?P<n>{NUMBER})\s*(?P<scale>triệu|tr|củ|tỷ|tỉ)(?![^\W\d])"
    rf"(?:(?P<tail>\d{{1,3}})(?![\d.,]*\d)|\s+(?P<more>{NUMBER})\s*(?P<small>triệu|tr|nghìn|ngàn|ng|k)(?!\w)"
    rf"|\s+(?P<loose>\d{{1,3}})(?=\s*(?:$|[.,;)\n]|đồng|(?:{_USED})(?!\w)))|\s+(?P<half>rưỡi))?{_DONG}?"
)
_THOUSANDS = compiled(rf"(?<![\w.,])(?P<n>{NUMBER})\s*(?:k|nghìn|ngàn)(?!\w){_DONG}?")
_PLAIN = compiled(rf"(?<![\w.,])(?P<n>{NUMBER}){_DONG}")
_BARE = re.compile(r"(?<![\w.,])(?P<n>\d{1,3}(?:[.,]\d{3})+)(?![\w.,]\d|\w)")
_CUE = compiled(
    r"(?:kinh phí|kp|chi phí|tổng chi|chi|tổng tiền|tổng|tiền|hết|trị giá|số tiền|nhuận bút|ngân sách|tài trợ"
    r"|ủng hộ|mức|là|:)"
    r"\s*(?:phí|hết|là|khoảng|:|=|\s)*$"
)
_EACH = re.compile(r"\s*/\s*(?:1\s*)?[^\W\d_]{2,}")
_TIMES_BEFORE = re.compile(r"(?<![\w.,/])(\d{1,6})\s*[x×*]\s*$", re.IGNORECASE)
_TIMES_AFTER = re.compile(r"\s*[x×*]\s*(\d{1,6})(?![\w.,]*\d|\s*(?:k|tr|triệu|nghìn|ngàn)\b)", re.IGNORECASE)
_PLUS = re.compile(r"\s*\+\s*")


@dataclass(frozen=True, slots=True)
class FoundMoney:
    """An amount in đồng: characters [start, end) of the text; `each` marks a price for one ('50k/suất')."""

    start: int
    end: int
    amount: int
    each: bool = False


def find_money(text: str) -> list[FoundMoney]:
    """Return the amounts of an NFC text in reading order, with and without diacritics.

    Products and sums that are written out are one amount. A number without a unit counts only after a word such as
    'kinh phí', and 'triệu', 'nghìn' before people or things ('2 triệu trẻ em') are no money.
    """
    found: list[FoundMoney] = []
    for pattern in (_LARGE, _THOUSANDS, _PLAIN, _BARE):
        for match in pattern.finditer(text):
            if any(match.start() < one.end and one.start < match.end() for one in found):
                continue
            amount = _amount(match, text, bare=pattern is _BARE)
            if amount is not None:
                found.append(FoundMoney(match.start(), match.end(), amount))
    found.extend(_in_words(text, found))
    found.sort(key=lambda one: one.start)
    return _summed([_multiplied(one, text) for one in found], text)


def _amount(match: re.Match[str], text: str, *, bare: bool) -> int | None:
    groups = match.groupdict()
    value = number_value(groups["n"])
    if bare:
        return round(value) if value >= 10_000 and _CUE.search(just_before(text, match.start())) else None
    if groups.get("scale"):
        return None if _counts_things(match, text) else round(_with_tail(value, groups))
    if match.re is _THOUSANDS:
        return None if not fold(match[0]).endswith("k") and _counts_things(match, text) else round(value * 1000)
    return round(value) if value >= 1000 else None


def _counts_things(match: re.Match[str], text: str) -> bool:
    return bool(_NOT_MONEY_AFTER.match(text[match.end() :])) and "đ" not in match[0].lower()


def _with_tail(value: float, groups: dict[str, str | None]) -> float:
    """Return the amount with what follows its scale: tenths ('2tr5'), an amount ('2 triệu 500k') or a half."""
    scale: int = _SCALES[fold(groups["scale"] or "")]
    tail = groups["tail"] or groups["loose"]
    if tail:
        return value * scale + int(tail) * scale / float(10 ** len(tail))
    if groups["more"]:
        return value * scale + number_value(groups["more"]) * _SMALL[fold(groups["small"] or "")]
    return value * scale + (scale / 2 if groups["half"] else 0)


def _in_words(text: str, taken: list[FoundMoney]) -> list[FoundMoney]:
    """Return the amounts written in words: they are at least a thousand and not followed by people or things."""
    found = []
    for number in find_numbers(text):
        if not number.in_words or number.value < 1000 or _NOT_MONEY_AFTER.match(text[number.end :]):
            continue
        if not any(number.start < one.end and one.start < number.end for one in taken):
            found.append(FoundMoney(number.start, number.end, round(number.value)))
    return found


def _multiplied(one: FoundMoney, text: str) -> FoundMoney:
    before = _TIMES_BEFORE.search(just_before(text, one.start))
    if before:
        return replace(one, start=before.start(1), amount=one.amount * int(before[1]))
    after = _TIMES_AFTER.match(text, one.end)
    if after:
        return replace(one, end=after.end(1), amount=one.amount * int(after[1]))
    each = _EACH.match(text, one.end)
    return replace(one, end=each.end(), each=True) if each else one


def _summed(found: list[FoundMoney], text: str) -> list[FoundMoney]:
    summed: list[FoundMoney] = []
    for one in found:
        if summed and _PLUS.fullmatch(text, summed[-1].end, one.start):
            summed[-1] = replace(summed[-1], end=one.end, amount=summed[-1].amount + one.amount)
        else:
            summed.append(one)
    return summed
