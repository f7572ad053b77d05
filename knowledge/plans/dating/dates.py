"""Finds the dates that a plan writes: days, months, quarters, years, ranges, recurring days and hours."""

import calendar
import re
from collections.abc import Callable
from dataclasses import replace

from knowledge.language.months import QUARTER_OF
from knowledge.plans.dating.moments import Point, Written
from knowledge.plans.structure.sentences import folded_once, has_digit

_YEAR = r"((?:19|20)\d\d)"


def _dmy(m: re.Match[str]) -> Point:
    return Point(int(m[3]), int(m[2]), int(m[1]))


def _dm(m: re.Match[str]) -> Point:
    return Point(None, int(m[2]), int(m[1]))


def _quarter(m: re.Match[str]) -> Point:
    return Point(year=int(m[2]) if m[2] else None, quarter=QUARTER_OF[m[1]])


def _month(m: re.Match[str]) -> Point:
    return Point(int(m[2]) if m.re.groups > 1 else None, int(m[1]))


def _hour(m: re.Match[str]) -> Point:
    return Point(hour=f"{int(m[1]):02}:{m[2] or m[3] or '00'}")


# One or two figures behind no other: the figure stands first, so that a search skips what is none
_ONE_OR_TWO = r"(\d(?<!\d\d)\d?)"
_DAY_FIGURES = r"(\d(?<![\d/.,]\d)\d?)"
_NO_DAY = r"(?![’'`]?(?:\s?phut)?,?\s(?:ngay|thu|sang|chieu)\s(?:\d|[a-z]+,?\s?(?:ngay\s)?\d))"
# In order: a rule sees only what the rules before it left, and only a text with its word (or sign) in it.
_RULES: tuple[tuple[str, re.Pattern[str], Callable[[re.Match[str]], Point]], ...] = (
    ("thang", re.compile(rf"ngay\s+(\d{{1,2}})\s+thang\s+(\d{{1,2}}),?\s+nam\s+{_YEAR}"), _dmy),
    ("/", re.compile(rf"{_DAY_FIGURES}\s?/\s?(\d{{1,2}})\s?/\s?{_YEAR}(?!\d)"), _dmy),
    (
        "/",
        re.compile(rf"{_DAY_FIGURES}/(\d{{1,2}})/([23]\d)(?![\d/])"),
        lambda m: Point(2000 + int(m[3]), int(m[2]), int(m[1])),
    ),
    ("ngay", re.compile(rf"ngay\s+(\d{{1,2}})[.\-](\d{{1,2}})[.\-]{_YEAR}(?!\d)"), _dmy),
    ("thang", re.compile(rf"ngay\s+(\d{{1,2}})\s+thang\s+(\d{{1,2}})\s?/\s?{_YEAR}"), _dmy),
    ("thang", re.compile(r"ngay\s+(\d{1,2})\s+thang\s+(\d{1,2})(?!\d)"), _dm),
    ("ngay", re.compile(r"ngay\s+(?:mung\s+)?(\d{1,2})\s?/\s?(\d{1,2})(?![\d%]|/\d)"), _dm),
    ("thang", re.compile(r"(?:(?<=truoc )|(?<=nhat )|(?<=het ))(\d{1,2})\s+thang\s+(\d{1,2})(?!\d)"), _dm),
    (
        "cuoi",
        re.compile(r"ngay (?:lam viec )?cuoi(?: cung)?(?: cua)?(?: hang| moi)? (?:thang|quy)\b(?! (?:\d|[iv]+\b))"),
        lambda m: Point(day=31),
    ),
    ("thang", re.compile(rf"thang\s+(\d{{1,2}})\s?(?:/|-|nam\s)\s?{_YEAR}"), _month),
    ("qu", re.compile(rf"qu[yi]\s?(iv|i{{1,3}}|[1-4])\b(?:\s?(?:/|nam\s)\s?{_YEAR})?"), _quarter),
    (
        "ngay",
        re.compile(
            r"(?:ngay\s+|(?<=\d va )|(?<=\d, ))(\d{1,2})(?=(?:(?:,| va) (?:ngay )?\d{1,2})*\s+"
            r"(?:den|hang thang|moi thang|cua thang|cuoi thang|thang (?:cuoi|dau) quy)\b)"
        ),
        lambda m: Point(day=int(m[1])),
    ),
    ("ngay", re.compile(r"ngay\s+(\d{1,2})(?=\s*(?:[);,.]|$|[-–]\s?\d{1,2}/\d))"), lambda m: Point(day=int(m[1]))),
    ("thang", re.compile(r"thang\s+(\d{1,2})(?![\d%])"), _month),
    ("/", re.compile(rf"(?<![a-z])t(\d{{1,2}})/{_YEAR}"), _month),
    ("nam", re.compile(rf"nam\s+{_YEAR}"), lambda m: Point(int(m[1]))),
    ("h", re.compile(rf"{_ONE_OR_TWO}\s?h\s?(\d\d)?()(?![\d\w]){_NO_DAY}"), _hour),
    ("gio", re.compile(rf"{_ONE_OR_TWO}\s?gio\s?(\d\d)?()(?![\d\w]){_NO_DAY}"), _hour),
    (":", re.compile(rf"{_ONE_OR_TWO}:()(\d\d)(?![\d\w]){_NO_DAY}"), _hour),
)
_ROMAN = re.compile(r"qu[yi]\s[iv]+\b")
_MONTHS = re.compile(rf"\bthang\s+(\d{{1,2}})\s?-\s?(\d{{1,2}})(?:\s?(?:/|nam\s)\s?{_YEAR})?(?![\d/])")
_BARE_DAY = re.compile(
    r"(?<![\d/.,])(\d\d/\d{1,2}|\d/1[0-2]|\d/0[1-9])(?![\d%/]|\s?(?:xa|phuong|thon|truong|ho|don vi|nguoi)\b)"
)
_PLACE_BEFORE = re.compile(r"\b(?:quang truong|duong|pho|cong vien|san van dong|quoc lo|truong|cho|cau|rap)\s$")
_DAY_BEFORE = re.compile(r"\b(?:ngay|truoc|den|tu|va)\b[^;.]{0,60}$")
_LIST = re.compile(
    rf"(?:thang\s+(\d{{1,2}}(?:\s?(?:,|va|;)\s?\d{{1,2}})+)|qu[yi]\s((?:iv|i{{1,3}})(?:\s?(?:,|va|;)\s?(?:iv|i{{1,3}})\b)+))"
    rf"(?:\s?(?:/|nam\s)\s?{_YEAR})?(?![\d/])"
)
_QUARTERS_RANGE = re.compile(rf"qu[yi]\s(iv|i{{1,3}})\s?-\s?(iv|i{{1,3}})\b(?:\s?(?:/|nam\s)\s?{_YEAR})?")
_YEARS = re.compile(rf"((?:19|20)(?<![\d/]\d\d)\d\d)\s?-\s?{_YEAR}(?![\d/])")
_TO = re.compile(
    r"\s?(?:-|den|toi)\s?(?:\d{1,2}\s?(?:h|gio)\s?\d{0,2},?\s)?(?:het\s|cuoi\s|truoc\s)?(?:ngay\s(?:[a-z]+\s){0,3}|nam\s)?"
)
_FILLERS = r"(?:\s(?:dau|cuoi|giua|ngay|het|la|vao|trong|den))*"
_LIMITS = (
    ("trước", re.compile(r"\btruoc(?:\s(?:ngay|thoi diem|het))?\s?(?:[a-z]+\s){0,2}$")),
    ("chậm nhất", re.compile(rf"\b(?:cham nhat|muon nhat){_FILLERS}\s?$")),
    ("sau", re.compile(r"\bsau(?:\s(?:ngay|khi))?\s?(?:[a-z]+\s){0,2}$")),
    ("từ", re.compile(r"\b(?:tu|ke tu|bat dau)(?:\s(?:dau|ngay|nam|cuoi))?\s?$")),
    ("trong", re.compile(rf"\b(?:trong|xong|hoan thanh|vao|den|het|du kien|toi){_FILLERS}\s?$")),
)
_RECURRING = (
    (
        "quarterly",
        re.compile(r"\s(?:cua\s)?thang\s(?:cuoi\s|dau\s)?(?:cua\s)?(?:moi\s|hang\s)?quy\b|\s(?:hang|moi)\squy\b"),
    ),
    ("yearly", re.compile(r"[\s,]*(?:\(?\s?)?(?:hang|moi)\snam\b")),
    ("monthly", re.compile(r"\s(?:hang|moi|cua|cuoi)\sthang\b(?! (?:cuoi|ket thuc) ky)")),
    ("weekly", re.compile(r"\s(?:hang|moi)\stuan\b")),
    ("daily", re.compile(r"[’'`\s]*(?:phut\s)?(?:hang|moi)\sngay\b")),
)
_REPORTED = re.compile(r"(?<!\d )\b(thang|quy|nam)\b")
_OTHER_DAYS = re.compile(r"(?:(?:,| va) (?:ngay )?\d{1,2})+\s(?:hang|moi|cua)\sthang\b")
_AND = re.compile(r"[’'`]?\s?(?:,|va|;|, va)\s?(?:ngay\s)?")
_YEAR_AFTER = re.compile(rf"\s?\)?,?\s?nam\s{_YEAR}")
_RECURS_BEFORE = re.compile(
    r"\b(?:hang|moi)\snam[\s,]*\(?\s?(?:truoc|cham nhat|vao|den|truoc ngay|cham nhat ngay)?\s?(?:ngay\s)?$"
)


def _of_its_own(folded: str, found: Written) -> str | None:
    """Return how a day without a month recurs: the last of a period, or one of a list of the month's days."""
    own = folded[found.start : found.end]
    if "cuoi" in own:
        return "quarterly" if own.endswith("quy") else "monthly"
    return "monthly" if _OTHER_DAYS.match(folded, found.end) else None


def _of_report(before: str) -> str | None:
    """Return how a day recurs by the report that it is for: "báo cáo tháng trước ngày 18" monthly."""
    named = _REPORTED.findall(before)
    return {"thang": "monthly", "quy": "quarterly"}.get(named[-1]) if named else None


def written(text: str) -> tuple[Written, ...]:
    """Return the dates of a text in order; overlapping ones are left out, ranges are joined."""
    folded = folded_once(text)
    if not has_digit(folded) and "ngay" not in folded and not _ROMAN.search(folded):
        return ()
    found = [_bound(folded, w) for w in _ranges(folded, _atoms(folded))]
    found = [w for w in found if w.point.month or not w.point.day or w.recurs]
    return tuple(_shared(folded, [w for at, w in enumerate(found) if not at or w.start >= found[at - 1].end]))


def _atoms(folded: str) -> list[Written]:
    found = [*_listed(folded), *_spans_of_numbers(folded)]
    for needle, pattern, point in _RULES:
        for match in pattern.finditer(folded) if needle in folded else ():
            _add(found, match, point(match))
    for match in _BARE_DAY.finditer(folded) if "/" in folded else ():
        day, month = match[1].split("/")
        named = _PLACE_BEFORE.search(folded, max(0, match.start() - 20), match.start())
        if match[1] != "24/7" and not named and _DAY_BEFORE.search(folded[max(0, match.start() - 66) : match.start()]):
            _add(found, match, Point(None, int(month), int(day)))
    return sorted(found, key=lambda w: w.start)


def _add(found: list[Written], match: re.Match[str], point: Point) -> None:
    if _real(point) and not any(w.start < match.end() and match.start() < w.end for w in found):
        found.append(Written(match.start(), match.end(), point))


def _spans_of_numbers(folded: str) -> list[Written]:
    """Return "tháng 01-12/2024", "quý I-IV/2024" and "2021-2030"."""
    found: list[Written] = []
    if "-" not in folded:
        return found
    for match in _MONTHS.finditer(folded):
        year = int(match[3]) if match[3] else None
        first, last = Point(year, int(match[1])), Point(year, int(match[2]))
        if _real(first) and _real(last) and int(match[1]) < int(match[2]):
            found.append(Written(match.start(), match.end(), last, first))
    for match in _QUARTERS_RANGE.finditer(folded):
        year = int(match[3]) if match[3] else None
        last, first = Point(year, quarter=QUARTER_OF[match[2]]), Point(year, quarter=QUARTER_OF[match[1]])
        found.append(Written(match.start(), match.end(), last, first))
    for match in _YEARS.finditer(folded):
        found.append(Written(match.start(), match.end(), Point(int(match[2])), Point(int(match[1]))))
    return found


def _listed(folded: str) -> list[Written]:
    """Return "tháng 3, 6 và 9/2026" and "quý I, II/2026" one by one; the last one carries the year's characters."""
    found = []
    for match in _LIST.finditer(folded):
        year = int(match[3]) if match[3] else None
        group = 1 if match[1] else 2
        parts = list(re.finditer(r"\d+|[iv]+(?=\W|$)(?<!v[av])", match[group]))
        points = [Point(year, int(p[0])) if group == 1 else Point(year, quarter=QUARTER_OF[p[0]]) for p in parts]
        if not all(_real(point) for point in points):
            continue
        start, offset = match.start(), match.start(group)
        for part, point in zip(parts, points, strict=True):
            end = match.end() if part is parts[-1] else offset + part.end()
            found.append(Written(start, end, point))
            start = end
    return found


def _real(point: Point) -> bool:
    if point.hour:
        return point.hour < "24:00" and point.hour[3:] < "60"
    if point.day and point.month and 1 <= point.month <= 12:
        return 1 <= point.day <= calendar.monthrange(point.year or 2024, point.month)[1]
    return (point.month is None or 1 <= point.month <= 12) and (point.day is None or 1 <= point.day <= 31)


def _ranges(folded: str, atoms: list[Written]) -> list[Written]:
    """Return the atoms with "từ A đến B" joined, and quarters of a list given the year of the last."""
    joined: list[Written] = []
    for atom in reversed(atoms):
        after = joined[-1] if joined else None
        between = folded[atom.end : after.start] if after else ""
        if after and not after.first and not atom.point.hour and not after.point.hour and _TO.fullmatch(between):
            joined[-1] = Written(atom.start, after.end, after.point, _filled(atom.point, after.point))
        elif after and _listed_with(atom.point, after.point) and _AND.fullmatch(between):
            joined.append(replace(atom, point=replace(atom.point, year=_year_before(atom.point, after.point))))
        else:
            joined.append(atom)
    return joined[::-1]


def _listed_with(point: Point, last: Point) -> bool:
    """Tell a month or quarter without a year that stands in a list before one: "tháng 4 và tháng 10 năm 2026"."""
    if point.year or point.day or last.day:
        return False
    return bool((point.quarter and last.quarter) or (point.month and last.month))


def _year_before(point: Point, last: Point) -> int | None:
    """Return the year of a month listed before one with a year: in "tháng 9 và tháng 02/2027" the year before."""
    later = (point.month or point.quarter or 0) > (last.month or last.quarter or 0)
    return last.year - 1 if last.year and later else last.year


def _filled(first: Point, last: Point) -> Point:
    month = first.month or (last.month if first.day else None)
    year = first.year or last.year
    later = month and last.month and month > last.month
    return replace(first, month=month, year=year - 1 if year and later and not first.year else year)


def _shared(folded: str, found: list[Written]) -> list[Written]:
    """Return the dates with the limit and the recurrence of their list ("trước ngày 15/6 và 15/12 hằng năm")."""
    for at in range(1, len(found)):
        before, date = found[at - 1], found[at]
        between = folded[before.end : date.start]
        if not _AND.fullmatch(between) or bool(before.point.hour) != bool(date.point.hour):
            continue
        loose = before.limit == "trong" and date.point.day is None
        shared = ";" not in between and (before.limit in ("trước", "chậm nhất") or loose)
        limit = date.limit or (before.limit if shared else None)
        found[at] = replace(date, limit=limit, recurs=date.recurs or before.recurs)
        found[at - 1] = replace(before, recurs=before.recurs or (None if before.point.year else date.recurs))
    return found


def _bound(folded: str, found: Written) -> Written:
    """Return it with the year or recurrence that follows and the limit that precedes."""
    recurs = next((name for name, pattern in _RECURRING if pattern.match(folded, found.end)), None)
    before = folded[max(0, found.start - 40) : found.start]
    if recurs is None and found.point.day and not found.point.month:
        recurs = _of_its_own(folded, found) or _of_report(before)
    if recurs == "yearly" and found.point.year:
        recurs = None
    if recurs is None and not found.point.year and _RECURS_BEFORE.search(before):
        recurs = "yearly"
    if not found.point.year and recurs is None and (year := _YEAR_AFTER.match(folded, found.end)):
        point = replace(found.point, year=int(year[1]))
        first = replace(found.first, year=found.first.year or int(year[1])) if found.first else None
        found = replace(found, point=point, first=first, end=year.end())
    limit = next((name for name, pattern in _LIMITS if pattern.search(before)), None)
    return replace(found, limit=limit, recurs=recurs)
