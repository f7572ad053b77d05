"""Finding the dates of a text: rules in their order, what one took is left by the next, neighbours joined."""

import re
from dataclasses import replace
from datetime import date

from knowledge.language.dates.absolute import ABSOLUTE
from knowledge.language.dates.festivals import FESTIVALS
from knowledge.language.dates.model import Asked, DateKind, DateRule, FoundDate, Lean
from knowledge.language.dates.relative import RELATIVE
from knowledge.language.patterns import compiled, just_before

_FROM = compiled(r"(?<!\w)(?:kể )?từ (?:đầu |ngày )?(?:$|(?=\S))")
_TO_NOW = compiled(r"\s*(?:đến|tới) nay(?!\w)")
_JOINING_WORD = compiled(
    r"\s*(?:và|&|\+|-|–|đến|tới|,\s*và|,)\s*(?:hết\s+)?"
    r"|\s*[,;]?\s*(?:và )?(?:bế giảng|bế mạc|kết thúc|tổng kết lớp|xong)(?: lớp| khóa)?(?: vào)?(?: ngày| hôm)?\s*"
)


def find_dates(text: str, *, today: date | None = None, lean: Lean = Lean.PAST) -> list[FoundDate]:
    """Return the dates of an NFC text in reading order, with and without diacritics; none overlap.

    Without `today` only those that need none are found: with their year, or a festival's. `lean` decides which year
    and which week is meant where the text does not say: PAST for reports, FUTURE for plans and reminders.
    """
    asked = Asked(today, lean)
    found: list[FoundDate] = []
    free = text
    for rule in (*FESTIVALS, *ABSOLUTE, *RELATIVE):
        for date_found in _by_rule(rule, free, text, asked):
            found.append(date_found)
            free = free[: date_found.start] + "\x00" * (date_found.end - date_found.start) + free[date_found.end :]
    found.sort(key=lambda one: one.start)
    return [_until_now(one, text, today) for one in _joined(found, text)]


def _until_now(one: FoundDate, text: str, today: date | None) -> FoundDate:
    """Return 'từ đầu tháng đến nay', 'từ 1/5 đến nay' as a range that ends today."""
    match = _TO_NOW.match(text, one.end)
    if (
        today is None
        or not match
        or one.first > today
        or not (_FROM.search(just_before(text, one.start)) or _FROM.match(one.text))
    ):
        return one
    return replace(one, end=match.end(), text=text[one.start : match.end()], last=today, kind=DateKind.RANGE)


def _by_rule(rule: DateRule, free: str, text: str, asked: Asked) -> list[FoundDate]:
    found = []
    for match in rule.pattern.finditer(free):
        days = rule.make(match, asked)
        if days is not None:
            start, end = _trimmed(text, match.start(), match.end())
            found.append(
                FoundDate(start, end, text[start:end], days.first, days.last, days.kind, days.certain, days.relative)
            )
    return found


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while end > start and text[end - 1] in " \t\n,;":
        end -= 1
    return start, end


def _joined(found: list[FoundDate], text: str) -> list[FoundDate]:
    """Join dates that stand beside each other: 'sáng 10/6 và chiều 11/6', 'tháng 11 và tháng 12', 'thứ 5, 13/6'."""
    joined: list[FoundDate] = []
    for one in found:
        before = joined[-1] if joined else None
        between = text[before.end : one.start] if before else ""
        whole = _one_of(before, one, between) if before else None
        if before and whole:
            joined[-1] = replace(whole, start=before.start, end=one.end, text=text[before.start : one.end])
        else:
            joined.append(one)
    return joined


_ONE_DAY = (DateKind.DAY, DateKind.DAY_OF_MONTH, DateKind.WEEKDAY)
_APPOSITION = re.compile(r"[\s,(:]*(?:(?:nhằm|tức|là|ngày|ngay)\s+)*", re.IGNORECASE)


def _one_of(one: FoundDate, other: FoundDate, between: str) -> FoundDate | None:
    """Return what two neighbours are together; None where they stand apart."""
    if _APPOSITION.fullmatch(between) and DateKind.WEEKDAY in (one.kind, other.kind) and one.kind != other.kind:
        return other if one.kind is DateKind.WEEKDAY else one
    if not _JOINING_WORD.fullmatch(between) or one.first > other.first:
        return None
    if one.kind in _ONE_DAY and other.kind in _ONE_DAY:
        certain = one.certain and other.certain
        return replace(one, last=other.last, kind=DateKind.RANGE, certain=certain)
    if one.kind is other.kind and one.kind in (DateKind.MONTH, DateKind.QUARTER, DateKind.YEAR):
        return replace(one, last=other.last, kind=DateKind.RANGE)
    return None
