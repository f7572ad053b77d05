"""A plan carried into the next year as a draft: its tasks and standing deadlines, with what was left open beside it.

The words stay those of the old plan; a task that names the old year is doubtful, so that the review begins with
it. Figures, documents cited and single dates are the old year's and stay behind.
"""

import re
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from knowledge.answers.successors import Successor, successors
from knowledge.database import transaction
from knowledge.documents.document import Document
from knowledge.language.folding import key
from knowledge.plans import corrections, links, store
from knowledge.plans.links import LinkKind
from knowledge.plans.loading import load
from knowledge.plans.model import Deadline, Head, Level, Passage, PassageKind, Plan, Task
from knowledge.plans.store import PlanStatus
from knowledge.work import audit
from knowledge.work.audit import Change
from knowledge.work.reminding.obligations import Obligation, obligations
from knowledge.work.summarising.periods import Period
from knowledge.work.summarising.progress import TaskProgress, progress

DOUBTFUL = 0.5
"""Confidence of a task that names the old year."""
_ANY = "*"


@dataclass(frozen=True, slots=True)
class OpenPoints:
    """What a year leaves open: tasks that nothing was reported for, obligations that nobody closed."""

    tasks: tuple[TaskProgress, ...]
    obligations: tuple[Obligation, ...]


@dataclass(frozen=True, slots=True)
class Succession:
    """A unit of a plan that is no more what it was, with those who may have its work now.

    `is_sure` where there is one, and it took over all of it.
    """

    unit: int
    name: str
    choices: tuple[Successor, ...]

    @property
    def is_sure(self) -> bool:
        """Whether nobody needs to be asked."""
        return len({choice.name for choice in self.choices}) == 1 and self.choices[0].old != _ANY


def next_year(head: Head, today: date) -> int:
    """Return the year after a plan's last one."""
    return (head.year_to or head.year or today.year) + 1


def carried(plan: Plan, year: int) -> Plan:
    """Return a plan as a draft for a year: no number, day or signer yet; tasks and standing deadlines as they were."""
    standing = tuple(deadline for deadline in plan.deadlines if deadline.recurs)
    tasks = [task for unit in plan.units for task in unit.tasks]
    kept = _kept(plan, [*tasks, *standing])
    place = {passage.position: at for at, passage in enumerate(kept)}
    old = plan.head.year_to or plan.head.year
    head = replace(plan.head, number=None, issue_date=None, signer=None, signer_role=None, year=year, year_to=None)
    return Plan(
        id=_id(plan.id, old, year),
        head=replace(head, title=_retitled(plan.head, year)),
        sections=plan.sections,
        passages=tuple(
            replace(passage, position=at, lead_in=place.get(passage.lead_in if passage.lead_in is not None else -1))
            for at, passage in enumerate(kept)
        ),
        units=tuple(
            replace(unit, tasks=tuple(_carried_task(task, place, old) for task in unit.tasks)) for unit in plan.units
        ),
        deadlines=tuple(replace(deadline, passage=place[deadline.passage]) for deadline in standing),
        targets=(),
        references=(),
        contacts=(),
        report_outline=plan.report_outline,
        recipients=plan.recipients,
    )


def open_points(connection: sqlite3.Connection, plan: Plan) -> OpenPoints:
    """Return what a plan's own years leave open."""
    first, last = plan.head.year or 1, plan.head.year_to or plan.head.year or 9999
    reported = progress(connection, plan.id, Period(date(first, 1, 1), date(last, 12, 31)))
    owed = tuple(obligations(connection, plan=plan.id))
    return OpenPoints(tuple(one for one in reported if not one.figures.activities), owed)


def successions(connection: sqlite3.Connection, plan: Plan, *, issued: date, today: date) -> tuple[Succession, ...]:
    """Return the units of a plan whose work moved since a day, by the table of successors."""
    of_district = plan.head.level is Level.DISTRICT
    found = (
        Succession(
            at, unit.name, successors(connection, unit.name, issued=issued, today=today, of_district=of_district)
        )
        for at, unit in enumerate(plan.units)
        if unit.name and not unit.is_group
    )
    return tuple(one for one in found if one.choices)


def issued_on(head: Head) -> date:
    """Return the day on which a plan was issued; the first of its year where it does not say."""
    return date.fromisoformat(head.issue_date) if head.issue_date else date(head.year or 1, 1, 1)


def begin(connection: sqlite3.Connection, plan_id: str, *, by: int | None, now: datetime, today: date) -> str:
    """Store a plan's draft for the next year, units of which the successor is sure renamed; return its id.

    Begun twice it is one draft: the one that is there is returned.
    """
    with transaction(connection):
        known = draft_after(connection, plan_id)
        if known is not None:
            return known
        old = load(connection, plan_id)
        plan = carried(old, next_year(old.head, today))
        for one in _sure(successions(connection, plan, issued=issued_on(old.head), today=today)):
            at = next(place for place, unit in enumerate(plan.units) if unit.name == one.name)
            plan = corrections.rename(plan, at, one.choices[0].name)
        plan = replace(plan, id=store.free_id(connection, plan.id))
        store.save(connection, plan, Document(plan.head.title, "", ()), now=now, status=PlanStatus.DRAFT)
        links.link(connection, plan.id, LinkKind.NEXT_YEAR, old.id)
        audit.log(connection, Change("plan.next_year", by, plan=plan.id, after={"from": old.id}), now=now)
        return plan.id


def draft_after(connection: sqlite3.Connection, plan_id: str) -> str | None:
    """Return the draft that carries a plan into the next year, None if there is none."""
    row = connection.execute(
        "select plan from plan_link join plan on plan.id = plan_link.plan"
        " where other = ? and kind = ? and status = 'draft' limit 1",
        (plan_id, LinkKind.NEXT_YEAR),
    ).fetchone()
    return row["plan"] if row else None


def plan_before(connection: sqlite3.Connection, plan_id: str) -> str | None:
    """Return the plan that a draft was carried from, None for one that was read from a file."""
    row = connection.execute(
        "select other from plan_link where plan = ? and kind = ? limit 1", (plan_id, LinkKind.NEXT_YEAR)
    ).fetchone()
    return row["other"] if row else None


def _sure(found: Iterable[Succession]) -> list[Succession]:
    return [one for one in found if one.is_sure and key(one.choices[0].name) != key(one.name)]


def _kept(plan: Plan, facts: Iterable[Task | Deadline]) -> list[Passage]:
    """Return the headings and the passages that facts stand in, with those that introduce them."""
    needed = {fact.passage for fact in facts}
    needed |= {lead for at in needed if (lead := plan.passages[at].lead_in) is not None}
    return [one for one in plan.passages if one.position in needed or one.kind is PassageKind.HEADING]


def _carried_task(task: Task, place: dict[int, int], old: int | None) -> Task:
    names_year = old is not None and re.search(rf"(?<!\d){old}(?!\d)", task.text) is not None
    return replace(task, passage=place[task.passage], confidence=DOUBTFUL if names_year else task.confidence)


def _retitled(head: Head, year: int) -> str:
    """Return a plan's title with the new year in the place of the old one, or of the old years."""
    title = head.title
    if head.year and head.year_to:
        title = re.sub(rf"{head.year}\s*[-–]\s*{head.year_to}", str(year), title)
    return title.replace(str(head.year_to or head.year), str(year)) if head.year else title


def _id(plan_id: str, old: int | None, year: int) -> str:
    return plan_id.replace(str(old), str(year)) if old and str(old) in plan_id else f"{plan_id}-{year}"
