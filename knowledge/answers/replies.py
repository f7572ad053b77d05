"""What every kind of answer is made of: statements from passages, tasks and facts, and the ways to say not found."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from knowledge.answers.model import Answer, Choice, Fact, Kind, Statement, Status
from knowledge.answers.views import Line, View
from knowledge.language.folding import fold
from knowledge.plans.assigning.predicates import find_predicate
from knowledge.plans.model import Task, Unit

_NEAREST = 8


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer from one plan, and how well it fits the question (0 to 1): several plans compete by it."""

    answer: Answer
    score: float


def of_line(view: View, line: Line, quote: str | None = None, *, note: str = "") -> Statement:
    """Return what a passage says, or a part of it."""
    return Statement(
        quote=quote or line.passage.text,
        plan=view.id,
        section=line.section,
        page=line.passage.span.page,
        passage=line.id,
        plan_name=view.called,
        note=note,
    )


def of_place(view: View, position: int, section: str, quote: str, *, note: str = "") -> Statement:
    """Return what a fact quotes; `position` is its passage's."""
    passage = view.plan.passages[position]
    return Statement(
        quote, view.id, section, passage.span.page, view.plan.ids[position], plan_name=view.called, note=note
    )


_MOST_UNDER = 7


def with_under(view: View, line: Line) -> list[Statement]:
    """Return what a passage says, and what stands right under it where it is a heading."""
    under = view.under(line.position) if line.is_heading else []
    return [of_line(view, one) for one in (line, *under[:_MOST_UNDER])]


def of_head(view: View, quote: str, section: str = "", page: int | None = None) -> Statement:
    """Return words of the plan that stand in no passage: its title, its signer, a heading."""
    return Statement(quote, view.id, section, page, plan_name=view.called)


def of_task(view: View, task: Task, unit: Unit | None = None, quote: str | None = None) -> Statement:
    """Return a task with its unit and role."""
    passage = view.plan.passages[task.passage]
    return Statement(
        quote=quote or task.text,
        plan=view.id,
        section=task.section,
        page=passage.span.page,
        passage=view.plan.ids[task.passage],
        role=task.role.value,
        unit=unit.name if unit else None,
        partners=task.partners,
        plan_name=view.called,
        under=_doing(view, task),
    )


_DOCUMENT = re.compile(
    r"(?:nghi dinh|thong tu|nghi quyet|quyet dinh|luat|chi thi|quy che|quy dinh|de an|du an|chuong trinh)\b"
)


def _doing(view: View, task: Task) -> str:
    """Return the heading over a task that is only a document's name: 'Góp ý dự thảo' over 'Nghị định về …'."""
    section = view.sections.get(task.section)
    if section is None or not _DOCUMENT.match(fold(task.text)):
        return ""
    over = view.sections.get(section.parent or "")
    return over.title if over and find_predicate(f" {over.title[:1].lower()}{over.title[1:]}") == 1 else ""


_MOST_ITEMS = 30


def with_items(view: View, said: Iterable[Statement]) -> tuple[Statement, ...]:
    """Return the statements, each that leads in a list with its items after it."""
    said = tuple(dict.fromkeys(said))
    told = {one.passage for one in said}
    return tuple(dict.fromkeys(one for statement in said for one in (statement, *_led_in(view, statement, told))))


def _led_in(view: View, statement: Statement, told: set[int | None]) -> list[Statement]:
    if statement.passage is None:
        return []
    position = view.plan.position_of(statement.passage)
    items = [line for line in view.led_in_by(position) if line.id not in told]
    whole = view.plan.passages[position].text.endswith(statement.quote[-_MOST_ITEMS:])
    return (
        [replace(of_line(view, line), unit=statement.unit, role=statement.role) for line in items[:_MOST_ITEMS]]
        if whole
        else []
    )


def answered(
    view: View,
    kind: Kind,
    statements: Iterable[Statement],
    score: float,
    *,
    subject: str = "",
    facts: Iterable[Fact] = (),
    follow_ups: Iterable[Choice] = (),
) -> Reply | None:
    """Return the reply that states these, None where there is nothing to state."""
    said = with_items(view, statements)
    if not said:
        return None
    answer = Answer(Status.ANSWERED, kind, subject, view.id, said, tuple(facts), follow_ups=tuple(follow_ups))
    return Reply(answer, score)


def not_found(
    view: View | None,
    kind: Kind,
    reason: str,
    *,
    subject: str = "",
    statements: Iterable[Statement] = (),
    nearest: Iterable[str] = (),
    facts: Iterable[Fact] = (),
    score: float = 0.0,
) -> Reply:
    """Return the reply that says what is not there, with the nearest things that are."""
    answer = Answer(
        Status.NOT_FOUND,
        kind,
        subject,
        view.id if view else None,
        tuple(statements),
        tuple(facts),
        reason=reason,
        nearest=tuple(nearest)[:_NEAREST],
    )
    return Reply(answer, score)
