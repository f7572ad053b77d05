"""Rules on the plan's own shape: numbering, announced attachments, one unit under two names."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from knowledge.language.folding import fold, squeeze
from knowledge.plans.checks.messages import finding, quote
from knowledge.plans.facts.citations import mentions
from knowledge.plans.model import Finding, Passage, Plan, Quote, Section
from knowledge.plans.structure.sentences import folded_once

_LETTERS = tuple("abcdđeghiklmnopqrstuvxy")
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")
_NOUN = r"(?:phu luc|de cuong|bieu mau|mau bao cao|danh muc|danh sach|bang tong hop)"
_GAP = rf"(?:(?!{_NOUN})[^.;()]){{0,40}}?"
_ATTACHED = re.compile(
    rf"\b(?:{_NOUN}(?:,|\sva)\s)*{_NOUN}\b{_GAP}\b(?:kem theo|dinh kem)\b"
    rf"|\bkem (?:theo )?{_NOUN}\b(?:(?:,|\sva)\s{_NOUN}\b)*"
)
_PART = re.compile(
    r"^\W*(?:phu luc|de cuong|bieu mau|bieu so|bieu \d|mau so|mau \d|danh muc|danh sach|bang tong hop)\b"
)
_FORMS = {"bieu mau": r"bieu|mau so|mau \d", "mau bao cao": r"mau"}
_SPELLED = {
    "phu luc": "phụ lục",
    "de cuong": "đề cương",
    "bieu mau": "biểu mẫu",
    "mau bao cao": "mẫu báo cáo",
    "danh muc": "danh mục",
    "danh sach": "danh sách",
    "bang tong hop": "bảng tổng hợp",
}
# Abbreviations that stand beside the full name only by oversight; "UBND", "GD&ĐT" are everybody's shorthand.
_ABBREVIATED = (("MTTQ", "Mặt trận Tổ quốc"), ("CHQS", "Chỉ huy quân sự"))
_LEVELS = ("tinh", "pho", "huyen", "xa", "phuong")
_LEVEL = r"(?:(?:\sViệt Nam)?(?:\s(?:tỉnh|thành phố|huyện|xã|phường))?)"
_Place = tuple[Passage, tuple[int, int]]
MOST_SKIPPED = 5
_HEADS = r"(?:Sở|Phòng|Bộ|Ủy ban|Uỷ ban|Ban Thường trực Ủy ban|Ban|Trung tâm|Chi cục)"


def numbering(plan: Plan) -> Iterator[Finding]:
    """Sections side by side that carry the same number, or whose numbers leave some out."""
    sequences: dict[tuple[str, str], list[Section]] = defaultdict(list)
    for section in plan.sections:
        if order := _order(_bare(section)):
            sequences[(section.path.rpartition(".")[0], order[0])].append(section)
    for siblings in sequences.values():
        for before, after in pairwise(siblings):
            yield from _between(plan, before, after)


def attachment_missing(plan: Plan) -> Iterator[Finding]:
    """An annex, outline or form that is announced and does not stand in the document."""
    parts = [fold(s.title[:120]) for s in plan.sections] + [fold(p.text[:80]) for p in plan.passages]
    present = [part for part in parts if _PART.match(part)]
    attached = any(s.path.split(".")[0].startswith("PL") for s in plan.sections)
    told: set[str] = set()
    for passage in plan.passages:
        folded = folded_once(passage.text)
        for match in _ATTACHED.finditer(folded) if "kem" in folded else ():
            if _of_another(passage, match):
                continue
            announced = [noun for noun in re.findall(_NOUN, match[0]) if noun not in told]
            told.update(announced)
            missing = [_SPELLED[noun] for noun in announced if not _is_there(noun, present, attached=attached)]
            if missing:
                start, end = _around(passage.text, match.start(), match.end())
                yield finding("attachment_missing", [quote(passage, start, end)], what=", ".join(missing))


def unit_names(plan: Plan) -> Iterator[Finding]:
    """One unit under its full name and under a part of it or an abbreviation, both in the text."""
    yield from _shortened(plan)
    yield from _abbreviated(plan)


def _between(plan: Plan, before: Section, after: Section) -> Iterator[Finding]:
    """Yield what is wrong from one number to the next: the same again, or up to four left out."""
    low, high = _order(_bare(before)), _order(_bare(after))
    step = high[1] - low[1] if low and high else 1
    quotes = [Quote(_headed(section), section.path) for section in (before, after)]
    if step == 0:
        yield finding("section_number_twice", quotes, label=_bare(before))
    if low is None or not 2 <= step <= MOST_SKIPPED:
        return
    missing = [_label(_bare(before), low[1] + n) for n in range(1, step)]
    unused = missing == ["đ"] and not any(_bare(s) == "đ" for s in plan.sections)
    if not unused and not any(_stands_between(plan, before, after, label) for label in missing):
        yield finding(
            "section_number_skipped",
            quotes,
            before=_bare(before),
            after=_bare(after),
            missing=", ".join(missing),
        )


def _headed(section: Section) -> str:
    """Return a section's number and title as plans write them: "IV. TỔ CHỨC THỰC HIỆN", "d) ..."."""
    label = _bare(section)
    return f"{label}{')' if label in _LETTERS else '.'} {section.title}"


def _bare(section: Section) -> str:
    return section.label.strip(" .)(:")


def _order(label: str) -> tuple[str, int] | None:
    """Return a label's sequence and its place in it: Roman, letters, numbers (of one parent number)."""
    if label in _ROMAN:
        return "I", _ROMAN.index(label)
    if label in _LETTERS:
        return "a", _LETTERS.index(label)
    head, _, last = label.rpartition(".")
    return (head + "1", int(last)) if last.isdecimal() else None


def _label(like: str, place: int) -> str:
    if like in _ROMAN:
        return _ROMAN[place]
    if like in _LETTERS:
        return _LETTERS[place]
    head, dot, _ = like.rpartition(".")
    return f"{head}{dot}{place}"


def _stands_between(plan: Plan, before: Section, after: Section, label: str) -> bool:
    """Tell whether the missing number stands in the text between two sections after all."""
    low, high = before.span.start, after.span.end
    sign = re.compile(rf"(?:^|[\s.;]){re.escape(label)}\s?[.)]\s")
    return any(low <= p.span.start < high and sign.search(f"{p.label} {p.text}") for p in plan.passages)


def _of_another(passage: Passage, match: re.Match[str]) -> bool:
    """Tell an annex of a cited document: "Phụ lục kèm theo Quyết định số ..."."""
    return any(match.start() <= m.start <= match.end() + 3 for m in mentions(passage.text))


def _is_there(what: str, present: Sequence[str], *, attached: bool) -> bool:
    if what in ("phu luc", "danh muc", "danh sach", "bang tong hop"):
        return attached or bool(present)
    pattern = re.compile(_FORMS.get(what, what))
    return any(pattern.search(part[:40]) for part in present)


def _around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the clause around a span: to the parentheses or stops that close it."""
    low = max((text.rfind(c, 0, start) for c in "(;."), default=-1) + 1
    highs = [at for c in ");." if (at := text.find(c, end)) > 0]
    return low, min(highs, default=len(text))


def _shortened(plan: Plan) -> Iterator[Finding]:
    """Yield "Phòng A" beside the unit "Phòng A – B" where no unit is called "Phòng A"."""
    names = {squeeze(u.name) for u in plan.units if u.name}
    for name in sorted(names):
        parts = re.split(r"\s*[–-]\s*", name)
        if len(parts) != 2 or len(parts[0].split()) < 2 or parts[0] in names:
            continue
        short = re.compile(rf"\b{re.escape(parts[0])}\b(?!\s*[–\-,]|\svà\s)")
        for passage in plan.passages:
            if parts[0] in passage.text and (found := short.search(passage.text)):
                full = next((p for p in plan.passages if name in p.text), passage)
                at = full.text.find(name)
                quotes = [quote(passage, *_around(passage.text, *found.span())), quote(full, at, at + len(name))]
                yield finding("unit_names", quotes, names=f"“{parts[0]}” và “{name}”")
                break


def _abbreviated(plan: Plan) -> Iterator[Finding]:
    """Yield a body under its abbreviation and under its full name: "Ủy ban MTTQ Việt Nam tỉnh"."""
    for short, full in _ABBREVIATED:
        one, other = _first(plan, short), _first(plan, full)
        if one and other and _same_body(one, other):
            names = f"“{_words(one)}” và “{_words(other)}”"
            yield finding("unit_names", [quote(one[0], *one[1]), quote(other[0], *other[1])], names=names)


def _same_body(one: _Place, other: _Place) -> bool:
    """Tell whether two names begin with the same kind of body and end with the same level."""
    names = fold(_words(one)).split(), fold(_words(other)).split()
    return names[0][0] == names[1][0] and (names[0][-1] == names[1][-1] or names[0][-1] not in _LEVELS)


def _words(place: _Place) -> str:
    return place[0].text[slice(*place[1])]


def _first(plan: Plan, name: str) -> _Place | None:
    """Return the first place where a body of that name stands, outside citations."""
    pattern, folded = re.compile(rf"\b{_HEADS}\s{re.escape(name)}\b{_LEVEL}", re.I), fold(name)
    for passage in plan.passages:
        if folded not in folded_once(passage.text):
            continue
        if (found := pattern.search(passage.text)) and not any(
            m.start <= found.start() <= m.end + 80 for m in mentions(passage.text)
        ):
            return passage, found.span()
    return None
