"""Days of the lunar calendar and the festivals that plans go by: 'rằm tháng 8', '23 tháng Chạp', 'mùng 1 Tết'."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from knowledge.language import lunar
from knowledge.language.dates.absolute import CUE, DAY, MONTH, YEAR, year_of
from knowledge.language.dates.model import Asked, DateKind, DateRule, Days, Lean, one_day
from knowledge.language.folding import fold
from knowledge.language.patterns import compiled

_LUNAR = r"(?:\s*(?:\(?(?:âm lịch|âm|âl|al)\)?))"
_YEAR_WORDS = rf"(?:\s*(?:năm|/)?\s*(?P<y>{YEAR})|\s+(?P<which>năm (?:nay|ngoái|trước|qua|sau|tới)))?"
_FIFTH = r"năm(?! (?:nay|ngoái|trước|qua|sau|tới|\d))"
_MONTHS = {
    "gieng": 1,
    "chap": 12,
    "hai": 2,
    "ba": 3,
    "tu": 4,
    "nam": 5,
    "sau": 6,
    "bay": 7,
    "tam": 8,
    "chin": 9,
    "muoi": 10,
}


def _nearest(of_year: Callable[[int], date | None], asked: Asked, year: int | None) -> date | None:
    """Return a yearly day in its year, or without one the last or the next by the lean."""
    if year is not None:
        return of_year(year)
    if asked.today is None:
        return None
    around = [found for away in (-1, 0, 1) if (found := of_year(asked.today.year + away))]
    past = [found for found in around if found <= asked.today]
    ahead = [found for found in around if found > asked.today]
    if asked.lean is Lean.PAST and past and not (ahead and _soon(ahead[0], past[-1], asked.today)):
        return past[-1]
    if asked.lean is Lean.NEAREST:
        return min(around, key=lambda found: abs(found - (asked.today or found)), default=None)
    return ahead[0] if ahead else None


def _soon(ahead: date, past: date, today: date) -> bool:
    return ahead - today <= timedelta(days=45) and today - past > timedelta(days=60)


def _month_number(written: str) -> int | None:
    return int(written) if written.isdecimal() else _MONTHS.get(fold(written))


def _full_moon(match: re.Match[str], asked: Asked) -> Days | None:
    month = _month_number(match["m"])
    day = _nearest(lambda year: lunar.solar(15, month or 0, year), asked, year_of(match, asked)) if month else None
    return one_day(day, certain=bool(match["y"]))


def _lunar_day(match: re.Match[str], asked: Asked) -> Days | None:
    month, number = _month_number(match["m"]), int(match["d"])
    year = year_of(match, asked)
    day = _nearest(lambda of: lunar.solar(number, month or 0, of), asked, year) if month else None
    return one_day(day, certain=year is not None)


def _lunar_span(match: re.Match[str], asked: Asked) -> Days | None:
    month, last_number = _month_number(match["m"]), 15 if not match["d2"] else int(match["d2"])
    if month is None:
        return None
    last = _nearest(lambda year: lunar.solar(last_number, month, year), asked, year_of(match, asked))
    first = lunar.solar(int(match["d1"]), month, lunar.lunar(last)[2]) if last else None
    if first is None or last is None or first > last:
        return None
    return Days(first, last, DateKind.RANGE, certain=bool(match["y"]))


def _tet_day(match: re.Match[str], asked: Asked) -> Days | None:
    number = int(match["d"])
    year = year_of(match, asked)
    if number >= 23:
        eve_offset = 30 - number
        day = _nearest(lambda of: lunar.new_year_eve(of) - timedelta(days=eve_offset), asked, year)
    else:
        day = _nearest(lambda of: lunar.solar(number, 1, of), asked, year)
    return one_day(day, certain=year is not None)


def _festival(of_year: Callable[[int], date | None]) -> Callable[[re.Match[str], Asked], Days | None]:
    def make(match: re.Match[str], asked: Asked) -> Days | None:
        year = year_of(match, asked)
        day = _nearest(of_year, asked, year)
        return Days(day, day, DateKind.FESTIVAL, certain=year is not None) if day else None

    return make


FESTIVALS = (
    DateRule(
        compiled(
            rf"(?<!\w)(?:từ )?{CUE}(?P<d1>{DAY})\s*(?:-|đến|tới)\s*(?:hết )?(?:rằm|{CUE}(?P<d2>{DAY})) tháng "
            rf"(?P<m>{MONTH}|giêng|chạp|tám){_LUNAR}{_YEAR_WORDS}"
        ),
        _lunar_span,
    ),
    DateRule(
        compiled(
            rf"(?<!\w)(?:từ )?{CUE}(?P<d1>{DAY})\s*(?:-|đến|tới)\s*(?:hết )?rằm(?P<d2>) tháng (?P<m>{MONTH}|"
            rf"giêng|chạp|tám){_LUNAR}?{_YEAR_WORDS}"
        ),
        _lunar_span,
    ),
    DateRule(
        compiled(
            rf"(?<!\w){CUE}(?:rằm|đêm rằm) tháng (?P<m>{MONTH}|giêng|chạp|hai|ba|tư|{_FIFTH}|sáu|bảy|tám|chín"
            rf"|mười){_LUNAR}?{_YEAR_WORDS}(?!\w)"
        ),
        _full_moon,
    ),
    DateRule(
        compiled(
            rf"(?<![\w/]){CUE}(?P<d>{DAY}) tháng (?P<m>giêng|chạp){_LUNAR}?{_YEAR_WORDS}(?!\w)"
        ),
        _lunar_day,
    ),
    DateRule(
        compiled(
            rf"(?<![\w/]){CUE}(?P<d>{DAY})\s*(?:/|tháng)\s*(?P<m>{MONTH})(?:\s*/\s*(?P<y>{YEAR}))?(?P<which>)"
            rf"{_LUNAR}(?!\w)"
        ),
        _lunar_day,
    ),
    DateRule(
        compiled(
            rf"(?<![\w/])(?:{CUE}(?P<d>[1-9]|10|2[3-9]|30) tết)(?! (?:trung thu|thiếu nhi|dương)){_YEAR_WORDS}"
            rf"(?!\w)"
        ),
        _tet_day,
    ),
    DateRule(compiled(rf"(?<!\w)(?:tết )?trung thu{_YEAR_WORDS}(?!\w)"), _festival(lunar.mid_autumn)),
    DateRule(compiled(rf"(?<!\w)tết nguyên đán{_YEAR_WORDS}(?!\w)"), _festival(lambda year: lunar.solar(1, 1, year))),
)  # fmt: skip
"""In the order in which they are tried."""
