"""The chain of plans: a plan that carries out a superior one, task by task, and what of the superior one it leaves out.

Two plans word one thing differently, so texts are compared by the pairs of syllables that they share, the rare ones
weighing more; what is found is offered to be read, never stated as the same.
"""

import sqlite3
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from math import log, sqrt

from knowledge.language.folding import folded_words, key
from knowledge.plans import store
from knowledge.plans.comparison import Given
from knowledge.plans.links import number_key, numbered
from knowledge.plans.model import Head, Level, PassageKind, Plan, Task
from knowledge.plans.naming.unit_keys import COMMUNES, DISTRICTS, unit_key
from knowledge.plans.store import PlanEntry

ALIKE = 0.15
"""Likeness, from 0 to 1, from which one text may carry out another one; the samples' own plans part here."""

_RANKS = {Level.PROVINCE: 0, Level.DEPARTMENT: 1, Level.DISTRICT: 2, Level.COMMUNE: 3}
_GROUPS: dict[Level | None, str] = {Level.COMMUNE: COMMUNES, Level.DISTRICT: DISTRICTS}


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What of a superior plan a plan leaves out: tasks, of its issuer's own where the superior plan gives it some.

    `is_own` tells whether they are; `asked` counts the tasks that were looked for.
    """

    tasks: tuple[Given, ...]
    asked: int
    is_own: bool


def superior_of(connection: sqlite3.Connection, plan_id: str, head: Head) -> PlanEntry | None:
    """Return the published plan that a plan says it carries out; of several with its number the nearest in time."""
    if not head.superior:
        return None
    found = [
        (_distance(other, head), plan)
        for plan, other in numbered(connection, number_key(head.superior))
        if plan != plan_id and key(other.issuer or "") != key(head.issuer or "") and _is_above(other, head)
    ]
    return store.entry(connection, min(found)[1]) if found else None


def says(superior: Plan, task: Task) -> Given | None:
    """Return the task of the superior plan that a task most likely carries out, None where little is shared."""
    given = _given(superior)
    scale = _Scale([task.text, *(one.task.text for one in given)])
    best = max(given, key=lambda one: scale.likeness(one.task.text, task.text), default=None)
    return best if best and scale.likeness(best.task.text, task.text) >= ALIKE else None


def left_out(superior: Plan, plan: Plan) -> LeftOut:
    """Return the tasks of the superior plan that nothing in a plan is like: its issuer's own, or else all."""
    own = [one for one in _given(superior) if one.unit and _is_issuer(one.unit, plan.head)]
    asked = own or _given(superior)
    said = list(dict.fromkeys([*(one.task.text for one in _given(plan)), *_said(plan)]))
    scale = _Scale([*said, *(one.task.text for one in _given(superior))])
    tasks = tuple(one for one in asked if all(scale.likeness(one.task.text, text) < ALIKE for text in said))
    return LeftOut(tasks, len(asked), bool(own))


class _Scale:
    """Weighs pairs of syllables by how rare they are among the texts at hand."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._found: Counter[str] = Counter()
        self._texts = 0
        for text in texts:
            self._found.update(_pairs(text))
            self._texts += 1

    def likeness(self, one: str, other: str) -> float:
        """Return how alike two texts are: 1 for the same, 0 for nothing shared."""
        shared = self._weight(_pairs(one) & _pairs(other))
        return shared / sqrt(self._weight(_pairs(one)) * self._weight(_pairs(other))) if shared else 0.0

    def _weight(self, pairs: frozenset[str]) -> float:
        return sum(log(1 + self._texts / max(self._found[pair], 1)) ** 2 for pair in pairs)


@lru_cache(maxsize=4096)
def _pairs(text: str) -> frozenset[str]:
    words = folded_words(text)
    return frozenset(f"{one} {other}" for one, other in zip(words, words[1:], strict=False) if not other.isdecimal())


def _given(plan: Plan) -> list[Given]:
    found = {(task.text, task.section): Given(unit.name, task) for unit in plan.units for task in unit.tasks}
    return list(found.values())


def _said(plan: Plan) -> list[str]:
    return [passage.text for passage in plan.passages if passage.kind is not PassageKind.HEADING]


def _is_issuer(unit: str, head: Head) -> bool:
    """Tell whether a unit of the superior plan is the issuer of a plan: by name, or as one of a group of its level."""
    own = unit_key(unit)
    issuer = unit_key(head.issuer or "")
    return bool(issuer) and (issuer == own or issuer.startswith(f"{own} ")) or own == _GROUPS.get(head.level)


def _is_above(one: Head, other: Head) -> bool:
    """Tell whether an issuer may command another: a higher level, or one that is not known."""
    return one.level is None or other.level is None or _RANKS[one.level] < _RANKS[other.level]


def _distance(one: Head, other: Head) -> int:
    return abs((one.year or 0) - (other.year or 0))
