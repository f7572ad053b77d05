"""Dates that mean something only from today: 'hôm qua', 'thứ 5 tuần trước', 'cuối tuần qua', '3 ngày nữa'."""

import re
from datetime import date, timedelta

from knowledge.language.dates.absolute import MONTH, YEAR, part_of_month, year_of
from knowledge.language.dates.model import Asked, DateKind, DateRule, Days, Lean, day_of, one_day
from knowledge.language.folding import fold
from knowledge.language.months import month_end
from knowledge.language.patterns import compiled, just_before

_PART = r"(?:sáng|trưa|chiều|tối|đêm|khuya)"
_PAST = ("truoc", "roi", "qua", "vua qua", "vua roi", "vua", "ngoai", "truoc do")
_AHEAD = ("sau", "toi", "sap toi", "den")
_WHICH = r"(?P<which>vừa qua|vừa rồi|trước nữa|trước|rồi|qua|này|nay|sau|sắp tới|tới(?! (?:nay|giờ)))"
_WEEKDAYS = {"2": 0, "hai": 0, "3": 1, "ba": 1, "4": 2, "tu": 2, "5": 3, "nam": 3, "6": 4, "sau": 4, "7": 5, "bay": 5}
_ORDINAL_BEFORE = compiled(r"(?:lần|người|đứa|khóa|kỳ|hạng|vị trí|bên|nước|chương|phần|mục|con) $")
_NUMBERED_BEFORE = compiled(
    r"(?<!\w)(?:thôn|xóm|ấp|bản|buôn|làng|khóm|khu|khu phố|kp|tổ|tổ dân phố|tdp|phường|quận|đội|khối|cụm|lớp|khóa|đợt"
    r"|lần|nhóm|số|điểm|trường|cơ sở|trạm) $"
)  # what a number after them names: 'thôn 3 hôm qua' is yesterday
_COUNTED_AFTER = compiled(r"\s*(?:tr\b|triệu|tỷ|k\b|ngàn|nghìn|đồng|đ\b|%)")
_NAME_BEFORE = compiled(r"\b(?:hoa|thanh|tương|quỳnh|cô|chị|bà|cháu|bé|em|ngọc|tuyết|trúc|xuân|nhật|sao|hoàng) $")
_NEAR = {
    "nay": 0, "qua": -1, "kia": -2, "mai": 1, "kìa": -3, "mốt": 2, "mot": 2,
}  # fmt: skip


def _direction(which: str | None) -> int:
    word = " ".join(fold(which or "").split())
    if word == "truoc nua":
        return -2
    return -1 if word in _PAST else 1 if word in _AHEAD else 0


def _near_day(match: re.Match[str], asked: Asked) -> Days | None:
    """'hôm qua', 'chiều mai', 'sáng nay': so many days from today; 'ngày kia' lies ahead, 'hôm kia' behind."""
    if asked.today is None:
        return None
    word, opening = match["near"].lower(), fold(match["open"] or "")
    if word == "mai" and not opening and _is_name(match):
        return None
    away = _NEAR[word]
    if word in ("kia", "kìa") and opening.strip().endswith("ngay") and "hom" not in opening:
        away = -away
    return one_day(asked.today + timedelta(days=away), relative=True)


def _is_name(match: re.Match[str]) -> bool:
    """Tell whether 'mai' alone is a name ('Hoa Mai', 'chị Mai') and not tomorrow."""
    before = just_before(match.string, match.start())
    return bool(_NAME_BEFORE.search(before)) or (match["near"] != "mai" and bool(before.strip()))


def _days_away(match: re.Match[str], asked: Asked) -> Days | None:
    """'3 ngày trước', '2 tuần nữa': one day; '3 ngày qua': all of them."""
    if asked.today is None or int(match["n"]) > 400:
        return None
    if fold(match["unit"]) != "ngay" and _NUMBERED_BEFORE.search(just_before(match.string, match.start("n"))):
        return None
    unit = 7 if fold(match["unit"]) == "tuan" else 1
    away = timedelta(days=int(match["n"]) * unit)
    word = fold(match["way"] or "truoc")
    if word in ("qua", "vua qua", "gan day", "nay"):
        return Days(asked.today - away, asked.today, DateKind.RANGE, relative=True)
    return one_day(asked.today + away if word in ("nua", "toi", "sau") else asked.today - away, relative=True)


def _weekday_number(written: str) -> int:
    word = " ".join(fold(written).split())
    return 6 if word in ("chu nhat", "cn") else _WEEKDAYS[re.sub(r"^t(?=\d)|^thu(?=\w)", "", word.split()[-1])]


def _weekday(match: re.Match[str], asked: Asked) -> Days | None:
    """A weekday of this, the last or the next week; alone, the last one before today or the next by the lean."""
    if asked.today is None or _ORDINAL_BEFORE.search(just_before(match.string, match.start("day"))):
        return None
    if _COUNTED_AFTER.match(match.string[match.end() :]):
        return None
    if fold(match["day"]) == "cn" and not match["which"] and match.start("day") == match.start():
        return None
    number = _weekday_number(match["day"])
    which, in_week = match["which"], bool(match["week"])
    monday = asked.today - timedelta(days=asked.today.weekday())
    if in_week:
        day = monday + timedelta(days=number + 7 * _direction(which))
        return one_day_of_week(day)
    return one_day_of_week(_nearest_weekday(number, _direction(which), asked, named=bool(which)))


def one_day_of_week(day: date) -> Days:
    """Return a weekday as a rule's result."""
    return Days(day, day, DateKind.WEEKDAY, relative=True)


def _nearest_weekday(number: int, direction: int, asked: Asked, *, named: bool) -> date:
    today = asked.today or date.min
    back = (today.weekday() - number) % 7
    if direction < 0 or (direction == 0 and not named and asked.lean is not Lean.FUTURE):
        return today - timedelta(days=back or (7 if direction < 0 else 0))
    if direction == 0 and named:
        return today - timedelta(days=today.weekday() - number)
    return today + timedelta(days=(number - today.weekday()) % 7 or (7 if direction > 0 else 0))


def _weekdays(match: re.Match[str], asked: Asked) -> Days | None:
    if asked.today is None:
        return None
    monday = asked.today - timedelta(days=asked.today.weekday()) + timedelta(weeks=_direction(match["which"]))
    first, last = (monday + timedelta(days=_weekday_number(match[name])) for name in ("one", "two"))
    return Days(first, last, DateKind.RANGE, relative=True) if first <= last else None


def _week(match: re.Match[str], asked: Asked) -> Days | None:
    """'tuần trước': Monday to Sunday; 'cuối tuần qua': its Saturday and Sunday; 'đầu tuần': its Monday."""
    if asked.today is None:
        return None
    part, which = fold(match["part"] or "").strip(), match["which"]
    direction = _direction(which)
    monday = asked.today - timedelta(days=asked.today.weekday())
    if part == "cuoi":
        return _weekend(monday, asked, direction, named=bool(which))
    if part == "dau":
        return one_day_of_week(monday + timedelta(weeks=direction))
    if not which:
        return None
    first = monday + timedelta(weeks=direction)
    return Days(first, first + timedelta(days=6), DateKind.WEEK, relative=True)


def _weekend(monday: date, asked: Asked, direction: int, *, named: bool) -> Days:
    today = asked.today or monday
    looks_back = direction < 0 or (not named and asked.lean is Lean.PAST)
    if looks_back:
        saturday = monday + timedelta(days=5 if today.weekday() == 6 or (not named and today.weekday() == 5) else -2)
    else:
        saturday = monday + timedelta(days=5 + 7 * direction)
    return Days(saturday, saturday + timedelta(days=1), DateKind.WEEK, relative=True)


def _relative_month(match: re.Match[str], asked: Asked) -> Days | None:
    """'tháng trước', 'cuối tháng này', 'ngày 5 tháng sau', 'đầu tháng'."""
    if asked.today is None or not (match["which"] or match["part"]):
        return None
    first = _month_away(asked.today, _direction(match["which"]))
    if match["d"]:
        return one_day(day_of(first.year, first.month, int(match["d"])), relative=True)
    if match["part"] and not match["which"] and asked.lean is Lean.PAST:
        first = _latest_begun(first, fold(match["part"]), asked.today)
    start, end = part_of_month(first, (match["part"] or "").lower())
    return Days(start, end, DateKind.MONTH, relative=True)


def _latest_begun(first: date, part: str, today: date) -> date:
    return first if part_of_month(first, part)[0] <= today else _month_away(first, -1)


def _month_away(day: date, months: int) -> date:
    count = day.year * 12 + day.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)


def _months_away(match: re.Match[str], asked: Asked) -> Days | None:
    if asked.today is None or int(match["n"]) > 60:
        return None
    sign = 1 if fold(match["way"]) in ("nua", "toi", "sau") else -1
    first = _month_away(asked.today, sign * int(match["n"]))
    if fold(match["way"]) in ("qua", "vua qua"):
        return Days(first, asked.today, DateKind.RANGE, relative=True)
    return Days(first, month_end(first), DateKind.MONTH, relative=True)


def _since_beginning(match: re.Match[str], asked: Asked) -> Days | None:
    """'từ đầu năm đến nay': from the first day of this year, quarter, month or week to today."""
    today, unit = asked.today, fold(match["unit"])
    if today is None:
        return None
    first = {
        "tuan": today - timedelta(days=today.weekday()),
        "thang": today.replace(day=1),
        "nam": today.replace(month=1, day=1),
    }.get(unit, today.replace(month=today.month - (today.month - 1) % 3, day=1))
    return Days(first, today, DateKind.RANGE, relative=True)


def _relative_quarter(match: re.Match[str], asked: Asked) -> Days | None:
    if asked.today is None:
        return None
    first = _month_away(asked.today, -((asked.today.month - 1) % 3) + 3 * _direction(match["which"]))
    return Days(first, month_end(_month_away(first, 2)), DateKind.QUARTER, relative=True)


def _relative_year(match: re.Match[str], asked: Asked) -> Days | None:
    if asked.today is None:
        return None
    year = year_of(match, asked)
    return Days(date(year, 1, 1), date(year, 12, 31), DateKind.YEAR, relative=True) if year else None


def _day_of_month(match: re.Match[str], asked: Asked) -> Days | None:
    """'ngày 15', 'tối 17': a day of this month, or of the last one where it has not come yet."""
    if asked.today is None:
        return None
    day = int(match["d"])
    for months in (0, 1, -1) if asked.lean is Lean.FUTURE else (0, -1, 1):
        month = _month_away(asked.today, months)
        found = day_of(month.year, month.month, day)
        if found and (found >= asked.today if asked.lean is Lean.FUTURE else found <= asked.today):
            return Days(found, found, DateKind.DAY_OF_MONTH, certain=False, relative=True)
    return None


_WEEKDAY = r"(?:thứ\s*(?:[2-7]|hai|ba|tư|năm|sáu|bảy)(?!\w)|chủ nhật|cn)"
_SHORT_WEEKDAY = r"t[2-7]|thứ\s*(?:[2-7]|hai|ba|tư|năm|sáu|bảy)|chủ nhật|cn"

RELATIVE = (
    DateRule(
        compiled(
            r"(?<!\w)(?:(?:kể )?từ )?đầu (?P<unit>năm|quý|quí|tháng|tuần)(?: này| nay)? (?:đến|tới|cho đến)"
            r"(?: hết)? (?:nay|giờ|hôm nay|bây giờ|hiện nay)(?!\w)"
        ),
        _since_beginning,
    ),
    DateRule(
        compiled(
            rf"(?<!\w)từ (?P<one>{_SHORT_WEEKDAY}) (?:đến|tới) (?:hết )?(?P<two>{_SHORT_WEEKDAY})(?: tuần "
            rf"{_WHICH})?(?!\w)"
        ),
        _weekdays,
    ),
    DateRule(
        compiled(
            rf"(?<![\w&\-])(?:{_PART} )?(?:ngày |hôm )?(?P<day>{_WEEKDAY})(?:(?P<week>,? tuần)? {_WHICH})?"
            rf"(?!\w)"
        ),
        _weekday,
    ),
    DateRule(compiled(rf"(?<!\w)(?:{_PART} )(?P<day>t[2-7])(?:(?P<week> tuần)? {_WHICH})?(?!\w)"), _weekday),
    DateRule(compiled(rf"(?<!\w)(?P<day>t[2-7])(?P<week> tuần) {_WHICH}(?!\w)"), _weekday),
    DateRule(compiled(r"(?<!\w)(?:cách đây )(?P<n>\d{1,3}) (?P<unit>ngày|hôm|tuần)(?P<way>)"), _days_away),
    DateRule(
        compiled(
            r"(?<!\w)(?P<n>\d{1,3}) (?P<unit>ngày|hôm|tuần) (?P<way>trước|vừa qua|qua|gần đây|nay|nữa|tới|sau)"
            r"(?!\w| (?:ngày|khi|tết|lúc|hạn))"
        ),
        _days_away,
    ),
    DateRule(
        compiled(
            rf"(?<!\w)(?P<open>(?:{_PART} )?(?:ngày )?(?:hôm|bữa) |{_PART} (?:sớm )?|ngày )(?P<near>nay|qua|kia|kìa|"
            rf"mai|mốt)(?!\w)"
        ),
        _near_day,
    ),
    DateRule(compiled(r"(?<![\w.])(?P<open>)(?P<near>mai)(?!\w)"), _near_day),
    DateRule(compiled(r"(?<!\w)(?P<open>h)(?P<near>nay|qua|kia)(?!\w)"), _near_day),
    DateRule(compiled(r"(?:^|(?<=[.;:\n]\x20)|(?<=\n))(?P<open>)(?P<near>nay)(?= )"), _near_day),
    DateRule(compiled(rf"(?<!\w)(?:(?P<part>cuối|đầu) )?tuần(?: lễ)? {_WHICH}(?!\w)"), _week),
    DateRule(compiled(r"(?<!\w)(?P<part>cuối|đầu) tuần(?P<which>)(?!\w)"), _week),
    DateRule(
        compiled(
            rf"(?<!\w)(?<!\d\x20)(?:(?P<part>đầu|giữa|cuối|thượng tuần|trung tuần|hạ tuần) |(?:{_PART} )?ngày "
            rf"(?P<d>\d\d?) )?tháng {_WHICH}(?!\w)"
        ),
        _relative_month,
    ),
    DateRule(compiled(r"(?<!\w)(?P<part>đầu|giữa|cuối) tháng(?P<d>)(?P<which>)(?!\s*\d|\w)"), _relative_month),
    DateRule(compiled(rf"(?<!\w)(?:quý|quí) {_WHICH}(?!\w)"), _relative_quarter),
    DateRule(compiled(r"(?<!\w)(?P<which>năm (?:nay|ngoái|trước|qua|sau|tới))(?!\w)(?P<y>)"), _relative_year),
    DateRule(
        compiled(
            rf"(?<!\w)(?:{_PART} )?(?:ngày|mùng|mồng) (?:mùng |mồng )?(?P<d>(?:0?[1-9]|[12]\d|3[01]))"
            rf"(?![\w/%]|[.,]\d)(?! (?:công|lần|tháng|hàng|hằng|mỗi))"
        ),
        _day_of_month,
    ),
    DateRule(
        compiled(
            rf"(?<!\w)(?:{_PART}|hôm) (?P<d>(?:0?[1-9]|[12]\d|3[01]))(?![\w/%]|[.,]\d|\s*(?:h\b|giờ|cháu|em\b|trẻ|"
            rf"người|hs|học sinh|đ/c|gv|tr\b|triệu|k\b|điểm|lớp|trường|lượt|buổi|thôn|ấp|xã|phụ|ph\b|bạn|bé|cán|"
            rf"hội|tờ|phần|suất|đội|hộ)(?!\w))"
        ),
        _day_of_month,
    ),
    DateRule(compiled(r"(?<!\w)(?P<n>\d\d?) tháng (?P<way>trước|vừa qua|qua|nữa|tới|sau)(?!\w)"), _months_away),
)  # fmt: skip
"""In the order in which they are tried."""

__all__ = ["MONTH", "RELATIVE", "YEAR"]
