"""What was read from a plan against the truth: which facts were found, which were lost, which were added."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from knowledge.language.folding import key
from knowledge.plans.model import Deadline, Plan, Reference, Target, Task, Unit

F = TypeVar("F")
Truth = dict[str, Any]
ROLES = ("chủ trì", "phối hợp", "thực hiện", "tham mưu", "đề nghị")  # other words ("chỉ đạo") are met by any role
PHRASE = 16  # that many letters in common make two quotes the same target


@dataclass
class Score:
    """Counts of one kind of fact; `lost` names what the reader missed."""

    hit: int = 0
    offered: int = 0
    total: int = 0
    lost: list[str] = field(default_factory=list)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall; 1 where there is nothing to find and nothing was found."""
        return 2 * self.hit / (self.offered + self.total) if self.offered + self.total else 1.0

    def add(self, other: "Score") -> None:
        """Take in another plan's counts."""
        self.hit += other.hit
        self.offered += other.offered
        self.total += other.total
        self.lost += other.lost


def letters(text: str | None) -> str:
    """Return the folded letters of a text without spaces: line breaks fall inside words in real files."""
    return key(text or "").replace(" ", "")


def compare(truth: Truth, plan: Plan) -> dict[str, Score]:
    """Return the scores of units, tasks, roles, deadlines, targets and references."""
    named = [unit for unit in plan.units if unit.name]
    pairs = [(wanted, _unit(wanted, named)) for wanted in truth["units"]]
    found = [wanted["name"] for wanted, unit in pairs if unit]
    lost = [wanted["name"] for wanted, unit in pairs if not unit]
    tasks, roles = _tasks(pairs)
    return {
        "units": Score(len(found), len(named), len(pairs), lost),
        "tasks": tasks,
        "roles": roles,
        "deadlines": _facts(truth["deadlines"], plan.deadlines, _dated, _date),
        "targets": _facts(truth["targets"], plan.targets, _target_phrases, _phrases),
        "references": _facts(truth["references"], plan.references, _cited, _reference),
    }


def head_faults(truth: Truth, plan: Plan) -> list[str]:
    """Return the fields of the head that were read wrong."""
    names = ("number", "issuer", "place", "issue_date", "year", "signer")
    return [
        f"{name}: {getattr(plan.head, name)!r}"
        for name in names
        if letters(str(truth[name])) != letters(str(getattr(plan.head, name)))
    ]


def _unit(wanted: Truth, units: Iterable[Unit]) -> Unit | None:
    names = {letters(name) for name in (wanted["name"], *wanted["aliases"])}
    return next((unit for unit in units if letters(unit.name) in names), None)


def _tasks(pairs: Sequence[tuple[Truth, Unit | None]]) -> tuple[Score, Score]:
    tasks, roles = Score(), Score()
    for wanted, unit in pairs:
        offered = unit.tasks if unit else ()
        tasks.offered += len(offered)
        for task in wanted["tasks"]:
            found = [candidate for candidate in offered if letters(task["start"]) in letters(candidate.text)]
            right = [candidate for candidate in found if _same_role(task["role"], candidate)]
            tasks.total += 1
            tasks.hit += bool(found)
            roles.hit += bool(right)
            label = f"{wanted['name']}: {task['start']} [{task['role']}, {task['section']}]"
            if not found:
                tasks.lost.append(label)
            elif not right:
                roles.lost.append(f"{label} read as {found[0].role.value}")
    roles.offered, roles.total = tasks.offered, tasks.total
    return tasks, roles


def _same_role(wanted: str, task: Task) -> bool:
    roles = {role for role in ROLES if role in wanted}
    return not roles or task.role.value in roles


def _facts(
    wanted: Sequence[Truth], found: Sequence[F], truth_keys: Callable[[Truth], set[str]], keys: Callable[[F], set[str]]
) -> Score:
    left = [keys(fact) for fact in found if keys(fact)]
    score = Score(offered=len(left))
    for fact in (fact for fact in wanted if truth_keys(fact)):
        index = next((i for i, offered in enumerate(left) if truth_keys(fact) & offered), None)
        if index is not None:
            left.pop(index)
        if fact.get("optional"):  # a careful person might count it or not: so may the reader
            score.offered -= index is not None
            continue
        score.total += 1
        score.hit += index is not None
        score.lost += [str(fact)] if index is None else []
    return score


def _dated(fact: Truth) -> set[str]:
    return {str(fact["date"])} if fact["date"] else set()


def _date(deadline: Deadline) -> set[str]:
    return {deadline.date} if deadline.date else set()


def _windows(text: str) -> set[str]:
    solid = letters(text)
    return {solid[i : i + PHRASE] for i in range(max(1, len(solid) - PHRASE + 1))} if solid else set()


def _target_phrases(fact: Truth) -> set[str]:
    return _windows(fact["quote"])


def _phrases(target: Target) -> set[str]:
    return _windows(target.text)


def _cited(fact: Truth) -> set[str]:
    return {f"{fact['number'].casefold()}|{fact['date']}"}


def _reference(reference: Reference) -> set[str]:
    number = (reference.number or "").replace(" ", "").casefold()
    return {f"{number}|{reference.date}"} if number else set()
