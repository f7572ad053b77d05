"""Corrections of what was read of a plan: pure functions from a plan to the plan as it should be.

The plan's own words stay: a task is cut and joined inside the passage that it was read from, never rewritten. Units,
tasks and deadlines are named by their positions in the plan.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from knowledge.errors import UserError
from knowledge.language.folding import key, squeeze
from knowledge.plans.checks.checking import check
from knowledge.plans.dating.dates import written
from knowledge.plans.model import Deadline, Plan, Role, Task, Unit
from knowledge.plans.naming.aliases import aliases_of
from knowledge.plans.naming.bodies import is_collective

_T = TypeVar("_T")

LONGEST = 300
"""Characters of a name, a title or a number that is typed."""
HEAD_FIELDS = ("title", "number", "issue_date", "issuer", "signer", "year")
SHORTEST_PART = 8
"""Characters of the shortest part that a task is cut into."""

_CUT = re.compile(r"(?<=[;.])\s+|(?<=,)\s+")
_MARKS = ".;, "


class CorrectionError(UserError):
    """A correction that a plan does not allow; its message says what to type instead."""


def set_head(plan: Plan, field: str, said: str) -> Plan:
    """Return the plan with a field of its head as typed; "-" empties it. Raises CorrectionError."""
    said = squeeze(said)
    if field not in HEAD_FIELDS or not said or len(said) > LONGEST:
        raise CorrectionError(f"Hãy gõ lại, không quá {LONGEST} ký tự; gõ - nếu kế hoạch không ghi.")
    value: str | int | None = None
    if said != "-":
        value = _HEAD_VALUES.get(field, str)(said)
    elif field == "title":
        raise CorrectionError("Kế hoạch nào cũng có tên: hãy gõ tên kế hoạch.")
    return _checked(replace(plan, head=replace(plan.head, **{field: value})))  # type: ignore[arg-type]


def rename(plan: Plan, unit: int, said: str) -> Plan:
    """Return the plan with another name for a unit; a name that another unit has joins the two. Raises CorrectionError.

    Deadlines and partners that bear the old name follow.
    """
    name = _name(said)
    old = plan.units[unit]
    other = _position_of(plan, name, but=unit)
    if other is not None:
        target = plan.units[other]
        tasks = sorted((*target.tasks, *(task for task in old.tasks if task not in target.tasks)), key=_order)
        joined = replace(target, tasks=tuple(tasks), aliases=_aliases(target, old.name))
        units = _put(_put(plan.units, other, joined), unit, None)
        name = target.name or name
    else:
        units = _put(plan.units, unit, replace(_named(name, old.section, old.tasks), aliases=_aliases(old, name)))
    return _checked(_with_name(replace(plan, units=units), old.name, name))


def set_role(plan: Plan, unit: int, task: int, role: Role) -> Plan:
    """Return the plan with another role of a unit in a task."""
    return _with_tasks(plan, unit, lambda tasks: _put(tasks, task, replace(tasks[task], role=role, confidence=1.0)))


def give(plan: Plan, unit: int, task: int, said: str) -> Plan:
    """Return the plan with a task given to another unit, which is made where it is new. Raises CorrectionError."""
    name = _name(said)
    moved = replace(plan.units[unit].tasks[task], confidence=1.0)
    to = _position_of(plan, name)
    if to == unit:
        return plan
    if to is None:
        units = (*plan.units, _named(name, moved.section, (moved,)))
    else:
        tasks = sorted((*plan.units[to].tasks, moved), key=_order)
        units = _put(plan.units, to, replace(plan.units[to], tasks=tuple(tasks)))
    return _with_tasks(replace(plan, units=units), unit, lambda tasks: _put(tasks, task, None))


def cuts(text: str) -> tuple[tuple[str, str], ...]:
    """Return the ways in which a task's words can be cut in two: after a semicolon, a full stop or a comma."""
    halves = ((text[: at.start()].rstrip(_MARKS), text[at.end() :]) for at in _CUT.finditer(text))
    return tuple(pair for pair in halves if min(map(len, pair)) >= SHORTEST_PART)


def split(plan: Plan, unit: int, task: int, cut: int) -> Plan:
    """Return the plan with a task cut in two, at one of its `cuts`. Raises CorrectionError."""
    whole = plan.units[unit].tasks[task]
    possible = cuts(whole.text)
    if not 0 <= cut < len(possible):
        raise CorrectionError("Nhiệm vụ này không còn chỗ tách đó: hãy mở lại nhiệm vụ.")
    halves = (replace(whole, text=text, confidence=1.0) for text in possible[cut])
    return _with_tasks(plan, unit, lambda tasks: (*tasks[:task], *halves, *tasks[task + 1 :]))


def join(plan: Plan, unit: int, task: int) -> Plan:
    """Return the plan with a task and the one after it as one: the plan's words from the first to the second."""
    tasks = plan.units[unit].tasks
    if task + 1 >= len(tasks):
        raise CorrectionError("Không có nhiệm vụ nào đứng sau để gộp: hãy mở nhiệm vụ đứng trước.")
    first, second = tasks[task], tasks[task + 1]
    joined = replace(
        first,
        text=_between(plan, first, second),
        partners=tuple(dict.fromkeys((*first.partners, *second.partners))),
        indicators=tuple(sorted({*first.indicators, *second.indicators})),
        confidence=1.0,
    )
    return _with_tasks(plan, unit, lambda tasks: (*tasks[:task], joined, *tasks[task + 2 :]))


def delete(plan: Plan, unit: int, task: int) -> Plan:
    """Return the plan without a task; a unit that has none left goes too."""
    return _with_tasks(plan, unit, lambda tasks: _put(tasks, task, None))


def set_date(plan: Plan, deadline: int, said: str) -> Plan:
    """Return the plan with another date of a deadline, as typed: "trước ngày 10/5". Raises CorrectionError."""
    found = written(squeeze(said))
    if len(found) != 1:
        raise CorrectionError("Hãy gõ một thời hạn, ví dụ: trước ngày 10/5; ngày 20 hằng tháng; quý II/2026.")
    date = found[0].of_year(plan.head.year)
    new = replace(plan.deadlines[deadline], date=date.iso, last_day=date.last_day, recurs=date.recurs, confidence=1.0)
    return _checked(replace(plan, deadlines=_put(plan.deadlines, deadline, new)))


def drop_deadline(plan: Plan, deadline: int) -> Plan:
    """Return the plan without a deadline."""
    return _checked(replace(plan, deadlines=_put(plan.deadlines, deadline, None)))


def confirm(plan: Plan, unit: int) -> Plan:
    """Return the plan with nothing in doubt about a unit's tasks: somebody looked at them."""
    sure = replace(plan.units[unit], tasks=tuple(replace(task, confidence=1.0) for task in plan.units[unit].tasks))
    return replace(plan, units=_put(plan.units, unit, sure))


def confirm_deadline(plan: Plan, deadline: int) -> Plan:
    """Return the plan with nothing in doubt about a deadline."""
    sure: Deadline = replace(plan.deadlines[deadline], confidence=1.0)
    return replace(plan, deadlines=_put(plan.deadlines, deadline, sure))


def _day(said: str) -> str:
    found = written(said if "ngày" in said else f"ngày {said}")
    if len(found) != 1 or not (point := found[0].point).year or not point.day:
        raise CorrectionError("Hãy gõ ngày, tháng, năm, ví dụ: 15/01/2026.")
    return point.iso


def _year(said: str) -> int:
    if not re.fullmatch(r"(?:19|20)\d\d", said):
        raise CorrectionError("Hãy gõ năm bằng bốn chữ số, ví dụ: 2026.")
    return int(said)


_HEAD_VALUES: dict[str, Callable[[str], str | int]] = {"issue_date": _day, "year": _year}


def _name(said: str) -> str:
    name = squeeze(said).rstrip(".;,")
    if not key(name) or len(name) > LONGEST:
        raise CorrectionError(f"Tên đơn vị phải có chữ và không quá {LONGEST} ký tự: hãy gõ lại.")
    return name


def _position_of(plan: Plan, name: str, *, but: int | None = None) -> int | None:
    """Return the position of the unit of that name, else of that alias."""
    wanted = key(name)
    named = [at for at, unit in enumerate(plan.units) if at != but and unit.name and key(unit.name) == wanted]
    called = [
        at for at, unit in enumerate(plan.units) if at != but and wanted in {key(alias) for alias in unit.aliases}
    ]
    return next(iter((*named, *called)), None)


def _named(name: str, section: str, tasks: tuple[Task, ...]) -> Unit:
    return Unit(name, aliases_of(name, ()), section, tasks, is_collective(name))


def _aliases(unit: Unit, name: str | None) -> tuple[str, ...]:
    """Return a unit's aliases with those that another name for it has."""
    names = (*unit.aliases, *((name, *aliases_of(name, ())) if name else ()))
    return tuple(dict.fromkeys(alias for alias in names if alias != unit.name))


def _with_name(plan: Plan, old: str | None, new: str) -> Plan:
    """Return the plan with a new name wherever its records bear the old one."""

    def names(given: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(new if name == old else name for name in given))

    units = tuple(
        replace(unit, tasks=tuple(replace(task, partners=names(task.partners)) for task in unit.tasks))
        for unit in plan.units
    )
    deadlines = tuple(replace(deadline, who=names(deadline.who)) for deadline in plan.deadlines)
    return replace(plan, units=units, deadlines=deadlines)


def _with_tasks(plan: Plan, unit: int, change: Callable[[tuple[Task, ...]], tuple[Task, ...]]) -> Plan:
    tasks = change(plan.units[unit].tasks)
    return _checked(
        replace(plan, units=_put(plan.units, unit, replace(plan.units[unit], tasks=tasks) if tasks else None))
    )


def _between(plan: Plan, first: Task, second: Task) -> str:
    """Return the words from one task to another: as the passage has them, else one after the other."""
    if first.passage == second.passage:
        text = plan.passages[first.passage].text
        start, end = text.find(first.text), text.find(second.text)
        if 0 <= start < end:
            return text[start : end + len(second.text)]
    return f"{first.text.rstrip(_MARKS)}; {second.text}"


def _order(task: Task) -> int:
    return task.passage


def _put(items: tuple[_T, ...], at: int, item: _T | None) -> tuple[_T, ...]:
    """Return the items with another one at a place; without it for None."""
    return (*items[:at], *(() if item is None else (item,)), *items[at + 1 :])


def _checked(plan: Plan) -> Plan:
    return replace(plan, findings=check(plan))
