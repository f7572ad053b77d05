"""Dates that are written with their day, month, quarter or year: '10/5', 'ngày 10 tháng 5 năm 2024', 'quý II/2024'."""

import re
from datetime import date, timedelta

from knowledge.language.dates.model import (
    Asked,
    DateKind,
    DateRule,
    Days,
    day_month,
    day_of,
    full_year,
    likely_year,
    one_day,
)
from knowledge.language.folding import fold
from knowledge.language.months import QUARTER_OF, month_end
from knowledge.language.patterns import compiled, exact, just_before

DAY = r"(?:0?[1-9]|[12]\d|3[01])(?!\d)"
MONTH = r"(?:0?[1-9]|1[0-2])(?!\d)"
YEAR = r"(?:(?:19|20)\d\d)(?!\d)"
CUE = r"(?:(?:sáng|trưa|chiều|tối|đêm|ngày|hôm|bữa|mùng|mồng|hết)\s+){0,4}"
START = r"(?<![\w/.,\-])(?<!thứ\x20)(?<!tuần\x20)"
END = r"(?![\w/]|[.\-]\d|-\w)"
_YEAR_TAIL = rf"(?:\s*(?:[/.\-]|năm|,\s*năm)\s*(?P<y>{YEAR}|\d\d(?!\d)))"
_WORDED_YEAR = rf"(?:\s*(?:/|-|năm|,\s*năm)\s*(?P<y>{YEAR})|\s+(?P<which>năm (?:nay|ngoái|trước|qua|sau|tới)))?"
_COUNTED = compiled(
    r"\s*(?:số )?(?:học sinh|hs|trẻ|cháu|em|người|xã|ấp|thôn|bản|trường|lớp|hộ|chỉ tiêu|điểm|đơn vị"
    r"|mục tiêu|tổng|số|thành viên|đại biểu|hội viên|đồng chí|cán bộ|gia đình|cơ sở|quán|công trình|vụ"
    r"|chi đoàn|chi hội|nhóm|buổi)\b"
)
_LEVEL_AFTER = compiled(r"\s*\S+ (?:thcs|thpt|th|mn|mầm|mẫu|tiểu|trung học|phổ thông|dân tộc)\b")
NO_DATE_BEFORE = compiled(r"(?:số|hẻm|ngõ|ngách|kiệt|nhà|quốc lộ|trực|tỷ lệ|tỉ lệ|đạt|được|tổ) $")
NUMBER_AFTER = compiled(r"\s*(?:tr\b|triệu|tỷ|tỉ|k\b|ngàn|nghìn|đ\b|đồng|%|kg|m2?\b|km|ha\b|điểm|giờ|h\b|lần|lít|tấn)")
_MONTH_WORDS = {
    "mot": 1, "hai": 2, "ba": 3, "tu": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9, "muoi": 10,
    "muoi mot": 11, "muoi hai": 12,
}  # fmt: skip
_MONTH_NAMES = (
    rf"(?:mười một|mười hai|một|hai|ba|tư|{exact('sáu')}|bảy|tám|chín|mười|năm(?! (?:nay|ngoái|trước|sau|qua|học|\d)))"
)
_WEEKS = {"dau": 1, "nhat": 1, "hai": 2, "ba": 3, "tu": 4}


def year_of(match: re.Match[str], asked: Asked, group: str = "y") -> int | None:
    """Return the year that a match writes out, or names from today ('năm ngoái')."""
    groups = match.groupdict()
    if groups.get(group):
        return full_year(groups[group])
    which = (groups.get("which") or "").lower()
    if not which or asked.today is None:
        return None
    if which.endswith(("ngoái", "ngoai", "trước", "truoc", "qua")):
        return asked.today.year - 1
    return asked.today.year + (0 if which.endswith("nay") else 1)


def _slashed(match: re.Match[str], asked: Asked) -> Days | None:
    """Day/month with or without a year; a fraction ('9/9 ấp'), a house or document number is none."""
    text, year = match.string, year_of(match, asked)
    day, month = int(match["d"]), int(match["m"])
    if year is None and not match["cue"].strip():
        if NO_DATE_BEFORE.search(just_before(text, match.start())) or _is_fraction(text[match.end() :], day, month):
            return None
        if match["sep"] == "-" or (match["sep"] == "." and not _stands_as_dotted_date(match)):
            return None
    if year is None and match["sep"] == "." and NUMBER_AFTER.match(text[match.end() :]):
        return None
    return one_day(day_month(day, month, year, asked), certain=year is not None)


def _is_fraction(after: str, part: int, whole: int) -> bool:
    counted = _COUNTED.match(after)
    if not counted or part > whole:
        return False
    return part == whole or not (_is_named(after) or _LEVEL_AFTER.match(after))


def _is_named(after: str) -> bool:
    """Tell whether a name or a number follows the first word: 'trường Hoa Sen', 'thôn 5'."""
    words = after.split(maxsplit=2)
    return len(words) > 1 and (words[1][0].isupper() or words[1][0].isdecimal())


def _stands_as_dotted_date(match: re.Match[str]) -> bool:
    """Tell whether 'day.month' opens a sentence or a phrase and words follow: '20.5 tập huấn', not '2.5 triệu'."""
    before, after = match.string[: match.start()].rstrip(" "), match.string[match.end() :]
    if before and before[-1] not in "\n,;(:":
        return False
    return not after.strip() or bool(re.match(r"\s*[,;:)]|\s+[^\W\d]", after))


def _worded(match: re.Match[str], asked: Asked) -> Days | None:
    year = year_of(match, asked)
    month = _month_number(match["m"])
    return one_day(day_month(int(match["d"]), month, year, asked), certain=bool(match["y"])) if month else None


def _month_number(written: str) -> int | None:
    return int(written) if written.isdecimal() else _MONTH_WORDS.get(" ".join(fold(written).split()))


def _iso(match: re.Match[str], asked: Asked) -> Days | None:
    return one_day(day_of(int(match["y"]), int(match["m"]), int(match["d"])))


def span_of_days(match: re.Match[str], asked: Asked) -> Days | None:
    """Two days with what the first leaves out taken from the second: '12-14/6', 'từ 28/12 đến 3/1/2025'."""
    year = full_year(match["y2"])
    last = day_month(int(match["d2"]), int(match["m2"]), year, asked)
    if last is None:
        return None
    month = int(match["m1"] or last.month)
    first_year = full_year(match["y1"]) or (last.year if month <= last.month else last.year - 1)
    first = day_of(first_year, month, int(match["d1"]))
    if first is None or first > last:
        return None
    if not match["opens"].strip() and NO_DATE_BEFORE.search(just_before(match.string, match.start())):
        return None
    return Days(first, last, DateKind.RANGE, certain=year is not None)


def _listed_days(match: re.Match[str], asked: Asked) -> Days | None:
    """Several days of one month: '12, 13 và 14/6', 'ngày 22 và 23 tháng 10'."""
    days = [int(day) for day in re.findall(r"\d+", match["days"])]
    year = full_year(match["y"])
    last = day_month(days[-1], int(match["m"]), year, asked)
    first = day_of(last.year, last.month, days[0]) if last else None
    if first is None or last is None or any(a >= b for a, b in zip(days, days[1:], strict=False)):
        return None
    return Days(first, last, DateKind.RANGE, certain=year is not None)


def _month(match: re.Match[str], asked: Asked) -> Days | None:
    month = _month_number(match["m"])
    year = month and (year_of(match, asked) or likely_year(month, 1, asked))
    first = day_of(year, month, 1) if year and month else None
    if first is None:
        return None
    first, last = part_of_month(first, (match["part"] or "").lower())
    return Days(first, last, DateKind.MONTH, certain=bool(match["y"]))


def part_of_month(first: date, part: str) -> tuple[date, date]:
    """Return the days of a month, or of its first, second or last third by the word before it ('đầu', 'hạ tuần')."""
    last = month_end(first)
    if part.startswith(("đầu", "dau", "th")):
        return first, first.replace(day=10)
    if part.startswith(("gi", "tr")):
        return first.replace(day=11), first.replace(day=20)
    if part.startswith(("cu", "h")):
        return first.replace(day=21), last
    return first, last


def _week_of_month(match: re.Match[str], asked: Asked) -> Days | None:
    """'tuần 2 tháng 6': its second seven days."""
    year = year_of(match, asked) or likely_year(int(match["m"]), 1, asked)
    number = _WEEKS.get(fold(match["w"])) or int(match["w"])
    first = day_of(year, int(match["m"]), 7 * number - 6) if year else None
    return Days(first, first + timedelta(days=6), DateKind.WEEK, certain=bool(match["y"])) if first else None


def _months(match: re.Match[str], asked: Asked) -> Days | None:
    year = full_year(match["y"]) or likely_year(int(match["m2"]), 1, asked)
    if year is None:
        return None
    earlier = full_year(match["y1"]) or (year if int(match["m1"]) <= int(match["m2"]) else year - 1)
    first, last = day_of(earlier, int(match["m1"]), 1), day_of(year, int(match["m2"]), 1)
    if first is None or last is None or first > last:
        return None
    return Days(first, month_end(last), DateKind.RANGE, certain=bool(match["y"]))


def _quarter(match: re.Match[str], asked: Asked) -> Days | None:
    quarter = QUARTER_OF[match["q"].lower()]
    year = year_of(match, asked) or likely_year(quarter * 3 - 2, 1, asked)
    first = day_of(year, quarter * 3 - 2, 1) if year else None
    last = day_of(year, quarter * 3, 1) if year else None
    return Days(first, month_end(last), DateKind.QUARTER, certain=bool(match["y"])) if first and last else None


def _part_of_year(match: re.Match[str], asked: Asked) -> Days | None:
    year = year_of(match, asked) or (asked.today.year if asked.today else None)
    months = int(match["n"]) if match["n"] else 6
    if year is None or not 1 <= months <= 11:
        return None
    kind = DateKind.HALF if months == 6 else DateKind.RANGE
    if match["side"].lower().startswith(("đ", "d")):
        return Days(date(year, 1, 1), month_end(date(year, months, 1)), kind, certain=bool(match["y"]))
    return Days(date(year, 13 - months, 1), date(year, 12, 31), kind, certain=bool(match["y"]))


def _year(match: re.Match[str], asked: Asked) -> Days | None:
    year = int(match["y"])
    return Days(date(year, 1, 1), date(year, 12, 31), DateKind.YEAR)


_THROUGH = r"\s*(?:-|–|—|đến hết|tới hết|đến|tới|->)\s*"
_AND = r"\s*(?:,|và|&|\+|,\s*và)\s*"
_PART = r"(?:(?P<part>đầu|giữa|cuối|thượng tuần|trung tuần|hạ tuần)\s+)?"
_D1 = rf"(?P<d1>{DAY})(?:\s*(?:[/.]|tháng)\s*(?P<m1>{MONTH}))?(?:\s*[/.]\s*(?P<y1>{YEAR}))?"
_D2 = rf"(?P<d2>{DAY})\s*(?:[/.]|-(?=\d+-\d)|tháng)\s*(?P<m2>{MONTH})(?:\s*(?:[/.\-]|năm)\s*(?P<y2>{YEAR}|\d\d(?!\d)))?"

ABSOLUTE = (
    DateRule(compiled(rf"{START}(?P<y>{YEAR})-(?P<m>\d\d)-(?P<d>\d\d)(?!\d)"), _iso),
    DateRule(
        compiled(rf"(?<![\w/.,\-])(?<!thứ\x20)(?P<opens>(?:từ\s+)?{CUE}){_D1}{_THROUGH}{CUE}{_D2}{END}"),
        span_of_days,
    ),
    DateRule(
        compiled(
            rf"{START}(?:\d\s+)?{CUE}(?P<days>{DAY}(?:{_AND}{CUE}{DAY}){{1,9}})\s*(?:/|\."
            rf"|tháng)\s*(?P<m>{MONTH}){_YEAR_TAIL}?{END}"
        ),
        _listed_days,
    ),
    DateRule(
        compiled(
            rf"{START}{CUE}(?P<d>{DAY}),?\s*tháng\s*(?P<m>{MONTH}|{_MONTH_NAMES}){_WORDED_YEAR}"
        ),
        _worded,
    ),
    DateRule(
        compiled(
            rf"{START}(?P<cue>{CUE})(?P<d>{DAY})\s*(?P<sep>[/.\-])\s*(?P<m>{MONTH})(?:\s*(?:(?P=sep)"
            rf"|năm)\s*(?P<y>{YEAR}|\d\d(?!\d))|\s+(?P<which>năm (?:nay|ngoái|trước|sau)))?{END}"),
        _slashed,
    ),
    DateRule(
        compiled(
            rf"(?<!\w)(?:từ\s+)?(?:tháng|t)\s*(?P<m1>{MONTH})(?:\s*/\s*(?P<y1>{YEAR}))?(?:{_THROUGH}"
            rf"|{_AND})(?:hết\s+)?(?:tháng\s*|t)?(?P<m2>{MONTH})(?:\s*(?:/|năm)\s*(?P<y>{YEAR}))?{END}"),
        _months,
    ),
    DateRule(compiled(
        rf"(?<!\w)tuần (?:thứ )?(?P<w>[1-4]|đầu|nhất|hai|ba"
        rf"|tư)(?: của)? tháng (?P<m>{MONTH}){_WORDED_YEAR}{END}"), _week_of_month),
    DateRule(compiled(rf"(?<!\w){_PART}tháng\s*(?P<m>{MONTH}){_WORDED_YEAR}{END}"), _month),
    DateRule(compiled(rf"(?<!\w){_PART}tháng (?P<m>{_MONTH_NAMES}){_WORDED_YEAR}{END}"), _month),
    DateRule(compiled(rf"(?<!\w){_PART}t(?P<m>{MONTH})/(?P<y>{YEAR})(?P<which>)"), _month),
    DateRule(compiled(rf"{START}{_PART}(?P<m>{MONTH})\s*/\s*(?P<y>{YEAR})(?P<which>)(?!/|\w|-)"), _month),
    DateRule(compiled(rf"(?<!\w)(?:quý|quí|qúy)\s*(?P<q>iv|iii|ii|i|[1-4])(?!\w){_WORDED_YEAR}"), _quarter),
    DateRule(
        compiled(
            rf"(?<!\w)(?:(?P<n>\d\d?) tháng|nửa) (?P<side>đầu|cuối) năm(?:\s*(?P<y>{YEAR}))?(?P<which>(?: "
            rf"(?:nay|ngoái|trước))?)"
        ),
        _part_of_year,
    ),
    DateRule(compiled(rf"(?<!\w)năm\s*(?P<y>{YEAR})(?!\s*-\s*\d)"), _year),
)  # fmt: skip
"""In the order in which they are tried; what an earlier rule took is not looked at again."""
