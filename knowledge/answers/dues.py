"""A plan's deadlines as questions look for them: folded once, with what stands around each."""

from functools import lru_cache
from typing import NamedTuple

from knowledge.answers.items import described, is_label
from knowledge.answers.ranking import between_spaces
from knowledge.answers.views import KEPT_PLANS, View
from knowledge.plans.model import Deadline


class Due(NamedTuple):
    """A deadline with its folded words, those of whom it is owed to too, and what stands above and beside it."""

    deadline: Deadline
    own: str
    addressed: str
    around: str


@lru_cache(maxsize=KEPT_PLANS)
def dues(view: View) -> tuple[Due, ...]:
    """Return a plan's deadlines as questions look for them."""
    return tuple(_due(view, one) for one in view.plan.deadlines)


def _due(view: View, one: Deadline) -> Due:
    said = f"{one.what} {one.quote} {' '.join(one.who)}"
    around = view.lines[one.passage].above + _around(view, one)
    return Due(one, between_spaces(said), between_spaces(f"{said} {one.to or ''}"), around)


def _around(view: View, one: Deadline) -> str:
    """Return what stands beside a time on a line of its own ('Thời gian: …'), or under one: what it is the time of."""
    if view.lines[one.passage].is_heading:
        return "".join(line.own for line in view.under(one.passage))
    if not between_spaces(one.quote).startswith((" thoi gian", " thoi han", " tien do")):
        return ""
    spoken_of = described(view, view.lines[one.passage])
    if spoken_of and is_label(view.lines[one.passage]):
        return "".join(line.own for line in spoken_of)
    section = view.sections.get(one.section)
    named = section is not None and " thoi gian " in view.headings[section.path]
    path = (section.parent or one.section) if section is not None and named else one.section
    return "".join(line.own for line in view.lines if line.section.startswith(path))
