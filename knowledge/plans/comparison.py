"""Two versions of a plan compared: which tasks came, went, were reworded or given to another, which dates moved.

Alike finds, the same decides: tasks of one unit with the same words are one; of the rest the likeliest pair is one that
was reworded. So each task has at most one partner, and whatever belongs to an old task can follow it to the new one.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from rapidfuzz import fuzz

from knowledge.language.folding import key
from knowledge.plans.model import Deadline, Plan, Task
from knowledge.plans.naming.unit_keys import unit_key

_T = TypeVar("_T")

REWORDED = 62.0
"""Likeness of two wordings of one task of the same unit."""
ELSEWHERE = 80.0
"""Likeness of two wordings of one task that was given to another unit."""
SAME_DEADLINE = 70.0
"""Likeness of what is owed by two deadlines that are one."""


@dataclass(frozen=True, slots=True)
class Given:
    """A task with the unit that it is given to."""

    unit: str | None
    task: Task

    @property
    def words(self) -> str:
        """The task's words, folded."""
        return key(self.task.text)


@dataclass(frozen=True, slots=True)
class Pair:
    """A task in the old version and in the new one."""

    old: Given
    new: Given

    @property
    def is_reworded(self) -> bool:
        """Whether the words differ by more than spelling."""
        return self.old.words != self.new.words

    @property
    def is_given_anew(self) -> bool:
        """Whether another unit has it now, or the unit another role."""
        return _unit(self.old) != _unit(self.new) or self.old.task.role is not self.new.task.role


@dataclass(frozen=True, slots=True)
class Moved:
    """A deadline in the old version and in the new one."""

    old: Deadline
    new: Deadline

    @property
    def is_moved(self) -> bool:
        """Whether its date is another."""
        return (self.old.date, self.old.last_day, self.old.recurs) != (
            self.new.date,
            self.new.last_day,
            self.new.recurs,
        )


@dataclass(frozen=True, slots=True)
class Changes:
    """What a new version of a plan changes; `tasks` and `deadlines` are all pairs, those that stayed as well."""

    added: tuple[Given, ...]
    gone: tuple[Given, ...]
    tasks: tuple[Pair, ...]
    new_deadlines: tuple[Deadline, ...]
    gone_deadlines: tuple[Deadline, ...]
    deadlines: tuple[Moved, ...]

    @property
    def reworded(self) -> tuple[Pair, ...]:
        """The tasks whose words changed."""
        return tuple(pair for pair in self.tasks if pair.is_reworded)

    @property
    def given_anew(self) -> tuple[Pair, ...]:
        """The tasks that another unit has, or the same one in another role."""
        return tuple(pair for pair in self.tasks if pair.is_given_anew)

    @property
    def moved(self) -> tuple[Moved, ...]:
        """The deadlines whose date changed."""
        return tuple(pair for pair in self.deadlines if pair.is_moved)

    @property
    def count(self) -> int:
        """How many changes there are."""
        parts = (self.added, self.gone, self.reworded, self.given_anew)
        return sum(map(len, (*parts, self.new_deadlines, self.gone_deadlines, self.moved)))


def compare(old: Plan, new: Plan) -> Changes:
    """Return what the new version of a plan changes."""
    tasks, gone, added = _matched(_given(old), _given(new), _TASK_RULES)
    deadlines, gone_deadlines, new_deadlines = _matched(old.deadlines, new.deadlines, _DEADLINE_RULES)
    return Changes(
        added=tuple(added),
        gone=tuple(gone),
        tasks=tuple(Pair(*pair) for pair in tasks),
        new_deadlines=tuple(new_deadlines),
        gone_deadlines=tuple(gone_deadlines),
        deadlines=tuple(Moved(*pair) for pair in deadlines),
    )


def likeness(one: str, other: str) -> float:
    """Return how alike two folded texts are, from 0 to 100; their order of words counts little."""
    if 2 * min(len(one), len(other)) < max(len(one), len(other)) * REWORDED / 100:
        return 0.0
    return max(fuzz.ratio(one, other), 0.95 * fuzz.token_sort_ratio(one, other))


def _given(plan: Plan) -> list[Given]:
    return [Given(unit.name, task) for unit in plan.units for task in unit.tasks]


@dataclass(frozen=True, slots=True)
class _Rule(Generic[_T]):
    """How well two belong together: only those with the same mark are compared, from 0 (not at all)."""

    mark: Callable[[_T], Hashable]
    score: Callable[[_T, _T], float]


def _same(old: Given, new: Given) -> float:
    """Score tasks of one unit with the same words; those of the same role and section come first."""
    return 1.0 + (old.task.section == new.task.section) + (old.task.role is new.task.role)


def _reworded(old: Given, new: Given) -> float:
    """Score tasks of one unit that are alike; the same section makes them a little more so."""
    alike = likeness(old.words, new.words)
    return alike + (old.task.section == new.task.section) if alike >= REWORDED else 0.0


def _elsewhere(old: Given, new: Given) -> float:
    """Score tasks of different units that are very much alike."""
    alike = likeness(old.words, new.words)
    return alike if alike >= ELSEWHERE else 0.0


def _same_deadline(old: Deadline, new: Deadline) -> float:
    """Score deadlines of the same date and nearly the same words."""
    alike = likeness(_owed(old), _owed(new))
    return alike if alike >= SAME_DEADLINE else 0.0


def _moved_deadline(old: Deadline, new: Deadline) -> float:
    """Score deadlines for nearly the same thing by the same people, whatever their dates."""
    alike = likeness(_owed(old), _owed(new))
    return alike + (old.section == new.section) if alike >= SAME_DEADLINE else 0.0


_TASK_RULES: tuple[_Rule[Given], ...] = (
    _Rule(lambda given: (_unit(given), given.words), _same),
    _Rule(lambda given: _unit(given), _reworded),
    _Rule(lambda given: None, _elsewhere),
)
_DEADLINE_RULES: tuple[_Rule[Deadline], ...] = (
    _Rule(lambda deadline: (deadline.date, deadline.recurs), _same_deadline),
    _Rule(lambda deadline: None, _moved_deadline),
)


def _matched(
    old: Iterable[_T], new: Iterable[_T], rules: Iterable[_Rule[_T]]
) -> tuple[list[tuple[_T, _T]], list[_T], list[_T]]:
    """Pair what belongs together, by one rule after the other, the likeliest first; return the rest of both too."""
    before, after = list(enumerate(old)), list(enumerate(new))
    pairs: list[tuple[int, _T, _T]] = []
    for rule in rules:
        found = list(_likeliest(before, after, rule))
        pairs += [(at, one, other) for at, one, _, other in found]
        left, right = {at for at, *_ in found}, {at for _, _, at, _ in found}
        before = [item for item in before if item[0] not in left]
        after = [item for item in after if item[0] not in right]
    ordered = [(one, other) for _, one, other in sorted(pairs, key=lambda pair: pair[0])]
    return ordered, [item for _, item in before], [item for _, item in after]


def _likeliest(
    before: list[tuple[int, _T]], after: list[tuple[int, _T]], rule: _Rule[_T]
) -> Iterator[tuple[int, _T, int, _T]]:
    marked: dict[Hashable, list[tuple[int, _T]]] = {}
    for to, other in after:
        marked.setdefault(rule.mark(other), []).append((to, other))
    scored = [
        (score, -at, -to, one, other)
        for at, one in before
        for to, other in marked.get(rule.mark(one), ())
        if (score := rule.score(one, other)) > 0
    ]
    left: set[int] = set()
    right: set[int] = set()
    for _, at, to, one, other in sorted(scored, key=lambda item: item[:3], reverse=True):
        if at not in left and to not in right:
            left.add(at)
            right.add(to)
            yield -at, one, -to, other


def _unit(given: Given) -> str:
    return unit_key(given.unit) if given.unit else ""


def _owed(deadline: Deadline) -> str:
    """Return what a deadline asks for without its figures: a date that moved stands in the words too."""
    return " ".join(word for word in key(deadline.what).split() if not word.isdecimal())
