"""Rules on what is said twice: sections, targets and deadlines that do not agree."""

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from knowledge.language.folding import folded_words, key
from knowledge.plans.assigning.fields import Layout
from knowledge.plans.checks.messages import finding, shown
from knowledge.plans.model import Deadline, Finding, Plan, Quote, Section, Target
from knowledge.plans.structure.sentences import folded_once

_LOOSE = frozenset(
    (
        "tren",
        "duoi",
        "khoang",
        "it",
        "nhat",
        "tu",
        "dat",
        "toi",
        "thieu",
        "hon",
        "con",
        "xuong",
        "phan",
        "dau",
        "tro",
        "len",
    )
)
_HALF = re.compile(r"\b0?6 thang\b")
_WHOLE = re.compile(r"\b(?:ca nam|bao cao nam|nam)\b")
FEWEST_WORDS = 5
_GENERIC = frozenset({"muc tieu", "noi dung", "noi dung thuc hien", "kinh phi", "thoi gian", "yeu cau", "muc dich"})


def section_twice(plan: Plan) -> Iterator[Finding]:
    """Two sections of one parent with the same title; with the figures that differ between them."""
    for first, second in _twins(plan):
        title, sections = first.title, f"{first.path} và {second.path}"
        pairs = list(_differing(plan, first, second))
        if not pairs:
            quotes = [Quote(first.title, first.path), Quote(second.title, second.path)]
            yield finding("section_twice", quotes, title=title, sections=sections)
        for one, other in pairs:
            yield finding(
                "section_twice_figures", _both(one, other), title=title, sections=sections, figures=_figures(one, other)
            )


def target_figures(plan: Plan) -> Iterator[Finding]:
    """One target with two figures for the same year, outside sections written twice."""
    twins = {(one.path, other.path) for one, other in _twins(plan)}
    layout = Layout(plan.passages)
    for one, other in combinations(plan.targets, 2):
        if not _same_target(one, other) or any(_in(one, a) and _in(other, b) for a, b in twins):
            continue
        if _same_place(one.section, other.section) and layout.years_over(one.section) == layout.years_over(
            other.section
        ):
            yield finding("target_figures", _both(one, other), figures=_figures(one, other))


def deadline_conflict(plan: Plan) -> Iterator[Finding]:
    """What units must hand in only after the day on which it must be passed on; the same due with two days."""
    for one, other in combinations([d for d in plan.deadlines if d.date and d.last_day], 2):
        if one.recurs != other.recurs or one.passage == other.passage and one.quote == other.quote:
            continue
        if _passed_on_too_early(one, other) or _passed_on_too_early(other, one) or _same_due(one, other):
            quotes = [Quote(one.quote, one.section), Quote(other.quote, other.section)]
            yield finding("deadline_conflict", quotes, dates=f"{_day(one)} và {_day(other)}")


def _same_place(one: str, other: str) -> bool:
    """Tell whether two sections speak of the same: one section, or two chapters; siblings may part town and country."""
    return one == other or one.split(".")[0] != other.split(".")[0]


def _twins(plan: Plan) -> list[tuple[Section, Section]]:
    """Return the pairs of sections of one parent with the same title, if it says something."""
    by_title: dict[tuple[str | None, str], list[Section]] = defaultdict(list)
    for section in plan.sections:
        title = key(section.title)
        if len(title.split()) >= FEWEST_WORDS and title not in _GENERIC:
            by_title[(section.parent, title)].append(section)
    return [pair for same in by_title.values() for pair in combinations(same, 2)]


def _differing(plan: Plan, first: Section, second: Section) -> Iterator[tuple[Target, Target]]:
    for one in plan.targets:
        for other in plan.targets:
            if _in(one, first.path) and _in(other, second.path) and _same_target(one, other):
                yield one, other


def _in(target: Target, path: str) -> bool:
    return target.section == path or target.section.startswith(path + ".")


def _same_target(one: Target, other: Target) -> bool:
    """Tell one target with two figures: equal words but for figures and "trên", "khoảng"; another value."""
    if one.value is None or other.value is None or one.value == other.value or one.unit != other.unit:
        return False
    words = _bare(one.text)
    return one.by == other.by and len(words) >= FEWEST_WORDS and words == _bare(other.text)


def _bare(text: str) -> tuple[str, ...]:
    return tuple(w for w in folded_words(text) if w not in _LOOSE and not w[0].isdecimal())


def _figures(one: Target, other: Target) -> str:
    return " và ".join(
        f"{t.value:g}{'' if t.unit == '%' else ' '}{t.unit or ''}".replace(".", ",") for t in (one, other)
    )


def _both(one: Target, other: Target) -> list[Quote]:
    return [Quote(one.text, one.section), Quote(other.text, other.section)]


def _period(deadline: Deadline) -> str | None:
    folded = folded_once(deadline.what)
    if "bao cao" not in folded:
        return None
    return "half" if _HALF.search(folded[:60]) else "year" if _WHOLE.search(folded[:60]) else None


def _passed_on_too_early(handed: Deadline, passed: Deadline) -> bool:
    """Tell whether a report goes to somebody later than the day on which they must pass it on."""
    if not handed.to or (period := _period(handed)) is None or period != _period(passed):
        return False
    to = key(handed.to)
    through = any(key(who) and key(who) in to for who in passed.who)
    return (
        through
        and (handed.last_day or "") > (passed.last_day or "")
        and len(handed.last_day or "") == len(passed.last_day or "")
    )


def _same_due(one: Deadline, other: Deadline) -> bool:
    """Tell the same words, owed by the same, with two days."""
    if one.date == other.date or one.passage == other.passage or one.who != other.who:
        return False
    if not _same_place(one.section, other.section):
        return False
    words = _undated(one.what)
    both_days = all(len(d.date or "") in (7, 10) for d in (one, other))
    return both_days and len(words) >= FEWEST_WORDS and words == _undated(other.what)


def _undated(text: str) -> tuple[str, ...]:
    return tuple(w for w in folded_words(text) if not w[0].isdecimal())


def _day(deadline: Deadline) -> str:
    return shown((deadline.date or "").strip("-"))
