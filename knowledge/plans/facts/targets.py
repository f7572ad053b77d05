"""The figures that a plan sets out to reach: shares, rates, counts and sums, with the year where one is named.

Numbered indicators ("Chỉ tiêu 3: ...") are targets even without a figure. Figures that describe how things are, that
set rates of support or that stand in a document's name are none.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge.language.folding import squeeze
from knowledge.plans.assigning.fields import Layout
from knowledge.plans.facts.citations import mentions
from knowledge.plans.model import Passage, PassageKind, Target
from knowledge.plans.structure.sentences import folded_once, has_digit, sentences

_NUMBER = r"(\d{1,3}(?:\.\d{3})+|\d+(?:,\d+)?)"
_NOUN = r"[a-z]+(?:\s[a-z]+){0,2}(?:(?<=\sy)\ste)?"
_PERCENT = re.compile(rf"(?<![\d.,]){_NUMBER}\s?([%‰])")
_PER = r"(?:1\.000|10\.000|100\.000|1000|10000|100000|100)"
_RATE = re.compile(rf"(?<![\d.,/]){_NUMBER}((?:\s[a-z]+){{0,4}}\s?/\s?{_PER}\s[a-z][a-z ]{{1,40}})")
_AT_LEAST = r"(?:it nhat|toi thieu|tren|hon|khong duoi|khong qua|khong vuot qua|duoi|toi da|khoang|them|con|xuong|tu)"
_MONEY = r"(?:ty|trieu|nghin) dong"
_COUNT = re.compile(rf"\b{_AT_LEAST}\s(?:tu\s)?(?:{_NUMBER}|mot|hai|ba|nam)\s({_MONEY}|ty|trieu|lan|gio|{_NOUN})")
_PURSUED = re.compile(rf"\bphan dau\s(?:\w+\s){{0,8}}?{_NUMBER}\s({_MONEY}|{_NOUN})")
_WITHIN = re.compile(rf"\btrong (?:vong )?{_NUMBER}\s(gio|ngay|phut)\b")
_NO_UNIT = re.compile(
    r"(?:tuoi|thang|ngay|nam|tuan|phut|trong|lan/|nguoi/|cap|muc|dieu|khoan|phan|mot|quy|dot|so|va|den)\b"
)
_NO_NOUN = re.compile(
    r"\s(?:bi|duoc|co|cho|tai|trong|la|ve|cua|da|tro|vao|den|va|hoac|voi|o|gom|moi|theo|de|dat|tham|dang|hoat)\b.*$"
)
_GOAL = re.compile(r"\b(?:muc tieu(?! quoc gia)|chi tieu(?! \d))\b")
_TASKS = re.compile(r"\b(?:nhiem vu|giai phap|noi dung|hoat dong)\b")
_GENERAL = re.compile(r"\bmuc tieu (?:chung|tong quat|tong the)\b")
_NOT_HERE = re.compile(
    r"danh gia tinh hinh|thuc trang|dac diem tinh hinh|^ket qua (?:thuc hien|dat duoc)|\bkinh phi\b|nguon luc tai|"
    r"khau hieu|de cuong|can cu (?:phap ly|xay dung)"
)
_NOT_SO = re.compile(
    r"\bco the\b|(?<!phat )\bhien (?:nay|co|tai)\b|\bda dat\b|\btinh den\b|\bso voi\b.*\b(?:giam|tang) \d|"
    r"\bmuc (?:ho tro|chi)\b|\bhoc phi\b|\d\s?% (?:tong )?(?:kinh phi|von|muc)\b|\bthiet hai\b|\buoc\b|"
    r"\b(?:khi|neu|truong hop)\s(?:co|xay ra|phat hien|de xay ra)\b[^.;]{0,80}\btro len\b"
)
_PAID = re.compile(r"\b(?:kinh phi|ngan sach|von)\b")
_MEANT = re.compile(
    r"\b(?:phan dau|dat|bao dam|dam bao|duy tri|giam|tang|ho tro|giup do|to chuc|xay dung|thanh lap|trong|van dong|"
    r"huy dong|hoan thanh|thu hut|dao tao|tap huan|co|trao|tang qua|cap|duoc|it nhat|toi thieu)\b"
)
_CHECKED = re.compile(r"\b(?:kiem tra|giam sat|thanh tra|khao sat)\b")
_LEADING = re.compile(
    r"^\W*(?:(?:muc tieu|chi tieu)(?:\sso)?\s?\d{0,3}\s?:\s)?"
    r"(?:(?:phan dau|co|dat|thu hut|van dong|trao|to chuc|mo|thanh lap)\s)?"
    rf"{_NUMBER}(?:/\d+)?\s({_NOUN})"
)
_COUNTED = re.compile(rf"(?<![\d.,/\-])(?!(?:19|20)\d\d\b){_NUMBER}\s({_MONEY}|{_NOUN})")
_REACHED = ("dat", "khoang", "tren", "len")
_INDICATOR = re.compile(r"^\W*chi tieu\s(?:so\s)?(\d{1,3})\s?[:.)]\s?")
_INDICATOR_NAMED = re.compile(r"\bchi tieu\s(?:so\s)?(\d{1,3})\b(?!\s?,\s?\d)")
_LABEL = re.compile(r"^\W*(?:muc tieu(?: cu the| chung)?|chi tieu(?: so)?\s?\d*|noi dung|yeu cau)\s?[:.]\s?")
_PART = re.compile(
    r"^\W*(?:muc tieu|chi tieu|noi dung|giai phap|nhiem vu|hinh thuc|to chuc thuc hien)[^:.]{0,30}(?::|$)"
)
_INTRO = re.compile(r"\b(?:cu the(?: la| nhu sau)?|sau|gom)\s?:\s")
_BY = re.compile(
    r"(?<!so voi )(?<!cung ky )\b(?:(?:vao|den|trong|tu|het|cuoi|nam)\s)*nam\s((?:19|20)\d\d)(?!\s(?:xay ra|da|co)\b)"
)
_NEXT_FIGURE = re.compile(
    r"(?:,\s(?:va\s)?|\sva\s)(?=(?:phan dau\s)?(?:dat\s)?"
    r"(?:(?:tang them it nhat|tren|it nhat|toi thieu|duoi|khoang|hon)\s)?\d+(?:,\d+)?\s?%)"
    r"|,\s(?=[a-z ]{3,40}?\s(?:con|xuong con|dat|duoi|tren|khong qua)\s\d+(?:,\d+)?\s?%)"
    r"|,\strong do\s(?=[^,;%]{3,60}?\d\s?%)"
)
_FROM_TO = re.compile(
    r"\btu\s(?:muc\s|ty le\s)?\d[^;]{0,60}?(?<!tro)\s(?:xuong|len|den|con)(?:\s(?:con|dat|muc|duoi|tren))*\s\d"
)
_WITHOUT_FIGURE = re.compile(
    r"^\W*(?:khong phat sinh|khong con |khong co (?=tre|nguoi|hoc sinh|vu|truong hop|ho )|giam (?!ngheo)|tang ty le|"
    r"phan dau dat|khong de xay ra|cham dut)"
)
_QUOTED = re.compile(r"[“\"][^”\"]*[”\"]")
_WORDS = {"mot": 1.0, "hai": 2.0, "ba": 3.0, "nam": 5.0}


@dataclass(frozen=True, slots=True)
class _Figure:
    """A figure: where it begins, its value, and the span of its unit's words."""

    start: int
    value: float
    unit: tuple[int, int]


def targets(passages: Sequence[Passage]) -> tuple[Target, ...]:
    """Return the plan's targets in reading order."""
    layout = Layout(passages)
    found: list[Target] = []
    section = part = ""
    elsewhere = layout.sections_under(_NOT_HERE)
    for passage in passages:
        if passage.section in elsewhere:
            continue
        titles = layout.titles_over(passage.section)
        folded = folded_once(passage.text)
        if passage.kind is PassageKind.HEADING and "%" not in folded and not _INDICATOR.match(folded):
            continue
        if passage.section != section or _PART.match(folded):
            section, part = passage.section, folded[:60] if _PART.match(folded) else ""
        goal = _is_goal([*titles, part, *_LABEL.findall(folded[:60])])
        if (
            goal
            or "%" in folded
            or "‰" in folded
            or (has_digit(folded) and _COUNT.search(folded))
            or _INDICATOR.match(folded)
        ):
            found += _of_passage(passage, folded, titles, goal=goal)
    return tuple(found)


def _is_goal(over: Sequence[str]) -> bool:
    """Tell whether what stands over a passage, or opens it, is "Mục tiêu" or "Chỉ tiêu", and not tasks as well."""
    if any(_GENERAL.search(title) for title in over):
        return False
    return any(_GOAL.search(title) and not _TASKS.search(title) for title in over)


def _of_passage(passage: Passage, folded: str, titles: Sequence[str], *, goal: bool) -> Iterator[Target]:
    numbered = _INDICATOR.match(folded)
    by = _year_of(titles)
    none_yet = True
    offset = numbered.end() if numbered else 0
    for start, end in ((offset + low, offset + high) for low, high in sentences(passage.text[offset:])):
        for low, high in _parts(folded, start, end):
            figure = _figure(passage.text, folded, low, high, goal=goal or bool(numbered))
            if figure is None and not _is_wordy(folded[low:high], goal=goal, numbered=bool(numbered) and none_yet):
                continue
            named = numbered or _INDICATOR_NAMED.search(folded, start, end)
            none_yet = False
            yield _target(passage, folded, (low, high), figure, by=by, indicator=int(named[1]) if named else None)


def _is_wordy(clause: str, *, goal: bool, numbered: bool) -> bool:
    """Tell a goal without a figure: an indicator's own words, or "Không phát sinh mới ..." under a goal."""
    clause = _LABEL.sub("", clause.strip())
    return numbered or (goal and bool(_WITHOUT_FIGURE.match(clause)))


def _parts(folded: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the parts of a clause that each hold a figure: "đạt 97% vào năm 2026, phấn đấu 99% vào năm 2030"."""
    if _FROM_TO.search(folded, start, end):
        return [(start, end)]
    spans, low = [], start
    for match in _NEXT_FIGURE.finditer(folded, start, end):
        if _PERCENT.search(folded, low, match.start()):
            spans.append((low, match.start()))
            low = match.end()
    return [*spans, (low, end)]


def _figure(text: str, folded: str, start: int, end: int, *, goal: bool) -> _Figure | None:
    """Return the figure that a part sets, None where it sets none."""
    if not has_digit(folded, start, end) and not (goal and "it nhat" in folded[start:end]):
        return None
    if _NOT_SO.search(folded, start, end):
        return None
    rules = (_leading, _percent, _rate, _count, _within, _any) if goal else (_percent, _count)
    for rule in rules:
        figure = rule(folded, start, end)
        if figure and not _in_a_name(text, figure.start):
            return figure if goal or _is_meant(folded, start, end) else None
    return None


def _is_meant(folded: str, start: int, end: int) -> bool:
    """Tell whether a figure outside the goals is one to reach: no payment, no check, and with a word that says so."""
    if _PAID.search(folded, start, end):
        return False
    share = _PERCENT.search(folded, start, end) is not None
    return share or bool(_MEANT.search(folded, start, end) and not _CHECKED.search(folded, start, end))


def _in_a_name(text: str, at: int) -> bool:
    """Tell a figure in a quoted name or in a citation."""
    if any(m.start() < at < m.end() for m in _QUOTED.finditer(text)):
        return True
    return any(m.start <= at < m.end for m in mentions(text))


def _leading(folded: str, start: int, end: int) -> _Figure | None:
    """Return the number with which a goal begins: "250 suất quà cho ...", "12/14 xã đạt ..."."""
    match = _LEADING.match(folded[start:end])
    if not match or _NO_UNIT.match(match[2]):
        return None
    noun = _NO_NOUN.sub("", match[2])
    at = start + match.start(2)
    return _Figure(start + match.start(1), _value(match[1]), (at, at + len(noun)))


def _any(folded: str, start: int, end: int) -> _Figure | None:
    """Return the first number that counts something: "Trồng mới 1.200 ha rừng", "đạt khoảng 75 tuổi"."""
    for match in _COUNTED.finditer(folded, start, end):
        aged = match[2].startswith("tuoi") and folded[match.start() - 10 : match.start()].rstrip().endswith(_REACHED)
        if not _NO_UNIT.match(match[2]) or aged:
            noun = _NO_NOUN.sub("", match[2])
            return _Figure(match.start(1), _value(match[1]), (match.start(2), match.start(2) + len(noun)))
    return None


def _percent(folded: str, start: int, end: int) -> _Figure | None:
    found = list(_PERCENT.finditer(folded, start, end))
    if not found:
        return None
    chosen = found[-1] if _FROM_TO.search(folded, start, end) else found[0]
    return _Figure(chosen.start(), _value(chosen[1]), chosen.span(2))


def _rate(folded: str, start: int, end: int) -> _Figure | None:
    found = list(_RATE.finditer(folded, start, end))
    if not found:
        return None
    chosen = found[-1] if _FROM_TO.search(folded, start, end) else found[0]
    return _Figure(chosen.start(), _value(chosen[1]), (chosen.start(2), _unit_end(folded, chosen)))


def _unit_end(folded: str, rate: re.Match[str]) -> int:
    """Return where a rate's unit ends: before "vào năm", "được" and the like."""
    stop = re.search(r"\s(?:vao|nam|den|duoc|trong|va)\b", folded[rate.start(2) : rate.end()])
    return rate.start(2) + stop.start() if stop else rate.end()


def _count(folded: str, start: int, end: int) -> _Figure | None:
    for pattern in (_COUNT, _PURSUED):
        for match in pattern.finditer(folded, start, end):
            unit = match[match.lastindex or 0]
            word = match[0].split()
            if _NO_UNIT.match(unit) or (unit == "lan" and folded[match.end() : match.end() + 1] == "/"):
                continue
            value = _value(match[1]) if match[1] else next(_WORDS[w] for w in word if w in _WORDS)
            at = match.start(match.lastindex or 0)
            noun = _NO_NOUN.sub("", unit)
            return _Figure(match.start(), value, (at, at + len(noun)))
    return None


def _within(folded: str, start: int, end: int) -> _Figure | None:
    match = _WITHIN.search(folded, start, end)
    return _Figure(match.start(), _value(match[1]), match.span(2)) if match else None


def _value(number: str) -> float:
    return float(number.replace(".", "").replace(",", "."))


def _target(
    passage: Passage,
    folded: str,
    span: tuple[int, int],
    figure: _Figure | None,
    *,
    by: str | None,
    indicator: int | None,
) -> Target:
    start, end = span
    intro = _INTRO.search(folded, start, figure.start if figure else start)
    label = _LABEL.match(folded[start:end])
    start = intro.end() if intro else start + (label.end() if label else 0)
    year = _BY.search(folded, start, end)
    return Target(
        text=squeeze(passage.text[start:end]).strip(" .;-+*"),
        value=figure.value if figure else None,
        unit=squeeze(passage.text[slice(*figure.unit)]) if figure else None,
        by=year[1] if year else by,
        section=passage.section,
        passage=passage.position,
        indicator=indicator,
    )


def _year_of(titles: Sequence[str]) -> str | None:
    """Return the year that the nearest title sets ("Mục tiêu cụ thể đến năm 2030")."""
    goal = any(_GOAL.search(title) or "phan dau" in title for title in titles)
    for title in reversed(titles):
        sets = (
            _GOAL.search(title)
            or "phan dau" in title
            or (goal and title.startswith(("den nam", "den cuoi nam", "nam ")))
        )
        if sets and (year := _BY.search(title)):
            return year[1]
    return None
