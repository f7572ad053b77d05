"""What the plan says on a subject, and who is to do it."""

import re
from collections.abc import Sequence
from dataclasses import replace

from knowledge.answers.about_units import is_of_issuer, scored_tasks
from knowledge.answers.asking import Asked
from knowledge.answers.collectives import is_collective
from knowledge.answers.figures import (
    beside_noun,
    counted_noun,
    counts_days,
    has_figure,
    is_figure,
    unit_of_figure,
)
from knowledge.answers.items import charged_elsewhere, described, heading_asked, is_label, owned, owners
from knowledge.answers.kinds import of_kind
from knowledge.answers.model import Fact, Kind, Statement
from knowledge.answers.numbered import labelled
from knowledge.answers.ranking import Ranked, best, between_spaces, excerpt, ranked
from knowledge.answers.replies import Reply, answered, not_found, of_line, of_task
from knowledge.answers.views import Line, View
from knowledge.language.folding import fold
from knowledge.plans.model import Role, Task, Unit

_MOST_TOLD = 6  # tasks, with all the units of each
_OWNED = 0.6
_COUNTED = 0.3
_NEAR = 0.93
_NEARBY = 0.4
_AS_NEAR = 0.6
"""A task with an owner is shown beside a passage without one that covers so much more of the question at most."""
_MOST_OWNERS = 3
_SURE = 0.7
"""So much of a question must be covered before the assistant says that it is so, or that it is not."""


def subject(asked: Asked, view: View, *, kind: Kind = Kind.TOPIC) -> Reply | None:
    """Return the few passages on the subject; under a heading that is all about it, what stands there."""
    found = ranked(view, asked.topic)
    kept = best(found, most=8 if asked.wants & {"list", "tasks"} else 3)
    if not kept:
        return None
    statements: list[Statement] = []
    for one in kept:
        if one.line.is_heading:
            statements.extend(_under(one, view, asked))
        else:
            statements.extend(heading_asked(view, one.line, asked.words))
            line = _labelled(view, one.line) if kind is Kind.WHO else one.line
            statements.extend(owned(view, line, _part(line.passage.text, asked)))
            statements.extend(_continued(view, one.line))
    return answered(view, kind, statements, kept[0].covered, subject=asked.topic.said)


def _labelled(view: View, line: Line) -> Line:
    """Return what a label speaks of ('Thời gian thực hiện: …'): that has an owner, the label itself has none."""
    return next(iter(described(view, line)), line) if is_label(line) and not owners(view, line) else line


def labelled_item(asked: Asked, view: View) -> Reply | None:
    """Return the n-th under a heading of its kind, where the plan gives it no other name ('khẩu hiệu số 7')."""
    if asked.numbered is None or any(term.exact for term in asked.topic.terms):
        return None
    line = labelled(view, asked.numbered)
    return answered(view, Kind.TOPIC, owned(view, line, line.passage.text), 0.9) if line else None


_AWAITS_NUMBER = re.compile(
    r" (?:cap do|so|muc|khoan|dieu|nhom|giai doan|loai|lop|quy|dot|chi tieu|cap|nam|thang|ngay) $"
)
"""At a passage's end: the number that follows was taken for the next one's label."""


def _continued(view: View, line: Line) -> list[Statement]:
    """Return the passage that goes on where this one breaks off in the middle of a sentence."""
    after = line.position + 1
    if re.search(r"[.;:!?…”\")/\]]\s*$", line.passage.text) or after >= len(view.lines):
        return []
    following = view.lines[after]
    inside = following.section.startswith(line.section)
    return [of_line(view, following)] if inside or _AWAITS_NUMBER.search(line.own) else []


def _part(text: str, asked: Asked) -> str:
    return text if "list" in asked.wants else excerpt(text, asked.topic)


def _under(one: Ranked, view: View, asked: Asked) -> list[Statement]:
    path = one.line.section
    lines = [line for line in view.lines if line.section == path or line.section.startswith(path + ".")]
    said = [of_line(view, line, excerpt(line.passage.text, asked.topic)) for line in lines[:7]]
    return said or [of_line(view, one.line)]


_REPORTING = (" thong bao ", " to giac ", " bao cao ", " gui ", " trao doi ", " phan anh ", " kien nghi ")
_TO_WHOM = re.compile(
    r" (?:den|ve|cho|voi|gui|qua) (?:cac )?(?:uy ban|ubnd|so|phong|co quan|tong dai|ban|bo|cong an|hoi) "
)


def recipient(asked: Asked, view: View) -> Reply | None:
    """Return to whom something is to be reported or sent, as the passages on reporting say."""
    lines = [line for line in view.lines if any(word in line.own for word in _REPORTING) and _TO_WHOM.search(line.own)]
    found = ranked(view, asked.topic, lines)
    kept = best(found, most=2, enough=0.25)
    statements = [of_line(view, one.line, excerpt(one.line.passage.text, asked.topic)) for one in kept]
    return answered(view, Kind.WHO, statements, kept[0].covered if kept else 0.0, subject=asked.topic.said)


def who(asked: Asked, view: View) -> Reply | None:
    """Return the units that are given what the question is about, with their role."""
    if not asked.topic.terms:
        return None
    every = [(unit, task) for unit in view.plan.units if unit.name for task in unit.tasks]
    near = (one for one in scored_tasks(every, asked.topic, view) if one[0] >= _NEARBY)
    scored = of_kind([one for one in near if _solid(asked, view, one[2])], asked.words)
    top = scored[0][0] if scored else 0.0
    lines = ranked(view, asked.topic)
    if top < _OWNED or (lines and lines[0].covered > top + 0.12):
        return _with_owner(_who_of_lines(asked, view), scored, asked, view)
    kept = _of_role([(unit, task) for score, unit, task in scored if score >= _NEAR * top], asked)
    told = {task.passage for _, task in kept[:_MOST_TOLD]}
    statements = [of_task(view, task, unit) for unit, task in kept if task.passage in told]
    facts = _premise(asked, view, [(unit.name, task.role) for unit, task in kept], top)
    if any(fact.name == "premise_wrong" for fact in facts):
        statements += _of_kind(asked, view)
    return answered(view, Kind.WHO, statements, top, subject=asked.topic.said, facts=facts)


def _with_owner(
    found: Reply | None, scored: Sequence[tuple[float, Unit, Task]], asked: Asked, view: View
) -> Reply | None:
    """Return a reply that names no unit with the tasks before it that come near enough and have an owner."""
    if found is None or any(one.unit for one in found.answer.statements):
        return found
    kept = [(unit, task) for score, unit, task in scored if score >= max(_NEAR * scored[0][0], _AS_NEAR * found.score)]
    said = tuple(dict.fromkeys(of_task(view, task, unit) for unit, task in _of_role(kept, asked)[:_MOST_OWNERS]))
    told = {one.passage for one in said}
    rest = (one for one in found.answer.statements if one.passage not in told)
    return Reply(replace(found.answer, statements=(*said, *rest)), found.score)


def _who_of_lines(asked: Asked, view: View) -> Reply | None:
    """Return the passages on the subject, each with the unit whose lead-in or heading stands over it."""
    found = subject(asked, view, kind=Kind.WHO)
    if found is None:
        return None
    said = found.answer.statements
    if not any(one.unit for one in said):
        paths = dict.fromkeys(one.section for one in said)
        charged = _of_role([pair for path in paths for pair in charged_elsewhere(view, path)], asked)
        said = (*said, *dict.fromkeys(of_task(view, task, unit) for unit, task in charged))
    facts = _premise(asked, view, [(one.unit, Role(one.role)) for one in said if one.unit and one.role], found.score)
    own = _of_kind(asked, view) if any(fact.name == "premise_wrong" for fact in facts) else ()
    answer = replace(found.answer, facts=(*found.answer.facts, *facts), statements=(*said, *own))
    return Reply(answer, found.score)


def _of_kind(asked: Asked, view: View) -> tuple[Statement, ...]:
    """Return what the unit that a question names has of the kind that it numbers: its own projects for another's."""
    if asked.numbered is None or asked.unit is None:
        return ()
    kind = f" {asked.numbered.noun} "
    own = [(unit, task) for unit in asked.unit.units for task in unit.tasks if kind in between_spaces(task.text)]
    return tuple(of_task(view, task, unit) for unit, task in own[:3])


def closest(asked: Asked, view: View) -> Reply | None:
    """Return the task that comes nearest to what a question takes for granted, with its unit; no verdict on it."""
    every = [(unit, task) for unit in view.plan.units if unit.name for task in unit.tasks]
    scored = [one for one in scored_tasks(every, asked.topic, view) if one[0] >= _NEARBY][:2]
    facts = [Fact("premise_near", asked.unit.shown)] if asked.unit else []
    statements = [of_task(view, task, unit) for _, unit, task in scored]
    return answered(view, Kind.WHO, statements, _NEARBY, subject=asked.topic.said, facts=facts)


def _solid(asked: Asked, view: View, task: Task) -> bool:
    return asked.topic.solid(between_spaces(task.text), view.lines[task.passage].above)


def _of_role(kept: Sequence[tuple[Unit, Task]], asked: Asked) -> list[tuple[Unit, Task]]:
    """Prefer the tasks in the role asked for; without one, those who do it to those who help."""
    wanted = set(asked.roles)
    inside = [pair for pair in kept if pair[1].role in wanted] if len(wanted) == 1 else []
    leading = [pair for pair in kept if pair[1].role is not Role.COORDINATE]
    named = [pair for pair in leading or kept if not is_collective(pair[0].name or "")]
    return list(inside or named or leading or kept)


def _premise(asked: Asked, view: View, kept: Sequence[tuple[str | None, Role]], score: float) -> list[Fact]:
    """Return whether what the question takes for granted stands: the unit that it names has it, in the role it says.

    Nothing is said where the passages cover the question too little to tell, or give the unit another role.
    """
    if asked.unit is None or "yes_no" not in asked.wants or score < _SURE or not kept:
        return []
    own = {role for name, role in kept if any(unit.name == name for unit in asked.unit.units)}
    if own and (not asked.roles or own & set(asked.roles)):
        return [Fact("premise_right", asked.unit.shown)]
    return [] if own or is_of_issuer(asked.unit, view) else [Fact("premise_wrong", asked.unit.shown)]


def indicator(asked: Asked, view: View) -> Reply | None:
    """Return who has the numbered indicators, and what the plan says that they are."""
    if asked.indicators is None:
        return None
    statements: list[Statement] = []
    asks_who = asked.roles or asked.wants & {"who", "tasks", "yes_no"} or asked.unit
    for number in asked.indicators.numbers:
        if not asks_who and (defined := _defined(number, view, asked)):
            statements += defined
            continue
        of_number = [
            (unit, task)
            for unit in view.plan.units
            for task in unit.tasks
            if number in task.indicators and (not asked.unit or unit in asked.unit.units or "yes_no" in asked.wants)
        ]
        statements += [of_task(view, task, unit) for unit, task in of_number]
        if not of_number:
            statements += _said_of(number, view, asked)
    if not statements:
        return not_found(view, Kind.WHO, "no_such_indicator", subject=str(asked.indicators.numbers[0]), score=0.3)
    owners = {one.unit for one in statements if one.unit}
    facts = []
    if asked.unit and "yes_no" in asked.wants:
        right = any(unit.name in owners for unit in asked.unit.units)
        facts = [Fact("premise_right" if right else "premise_wrong", asked.unit.shown)]
    if asked.wants & {"figure"} and not any(re.search(r"\d+(?:[,.]\d+)?\s*%", one.quote) for one in statements):
        return not_found(view, Kind.TARGET, "no_figure", statements=statements, score=0.4)
    return answered(view, Kind.WHO, statements, 0.9, facts=facts)


def _defined(number: int, view: View, asked: Asked) -> list[Statement]:
    """Return the passages that say what the indicator is: 'Chỉ tiêu 5: …'."""
    start = re.compile(rf"\W*chi tieu (?:so )?0?{number}\s*[:.)–-]")
    return [one for one in _said_of(number, view, asked) if start.match(fold(one.quote))]


def _said_of(number: int, view: View, asked: Asked) -> list[Statement]:
    wanted = (f" chi tieu {number} ", f" chi tieu {number:02} ", f" chi tieu so {number} ")
    lines = [line for line in view.lines if any(said in line.own for said in wanted)]
    goal = re.search(r" muc tieu (?:so )?(\d+) ", f" {' '.join(asked.words)} ")
    if goal:
        lines = [line for line in lines if f" muc tieu {goal[1]} " in view.over(line.section)] or lines
    return [of_line(view, line) for line in lines][:4]


def figure(asked: Asked, view: View) -> Reply | None:
    """Return the passage that gives a figure for the subject; None where it gives none."""
    noun = counted_noun(asked)
    needed = unit_of_figure(asked)
    found = [
        Ranked(one.line, one.covered, one.rank + _COUNTED * bool(noun and re.search(noun, fold(one.line.passage.text))))
        for one in (_with_days(view, asked) if counts_days(asked) else ranked(view, asked.topic))
        if is_figure(one.line) and (not needed or needed.search(fold(one.line.passage.text)))
    ]
    enough = 0.1 if counts_days(asked) else 0.6
    found = sorted(found, key=lambda one: -one.rank)
    found = beside_noun(found, asked, view)
    kept = best(_of_year(asked, found), most=2, enough=enough) or best(found, most=2, enough=enough)
    quotes = [(one.line, excerpt(one.line.passage.text, asked.topic)) for one in kept]
    if "percent" in asked.wants and "yes_no" not in asked.wants:
        quotes = [(line, quote) for line, quote in quotes if has_figure(quote)]
    statements = [part for line, quote in quotes for part in _whole(view, line, quote, asked)]
    score = min(1.0, kept[0].rank) if kept else 0.0
    return answered(view, Kind.TARGET, statements, score, subject=asked.topic.said)


def _of_year(asked: Asked, found: Sequence[Ranked]) -> list[Ranked]:
    """Return the passages that speak of the year that a question names, or stand under a heading that does."""
    if asked.period is None or asked.period.kind != "year" or "compare" in asked.wants:
        return []
    year = f" {asked.period.year} "
    return [one for one in found if year in one.line.own + one.line.above]


def _with_days(view: View, asked: Asked) -> list[Ranked]:
    """Return the passages by how much of the question they cover, stray words counted too."""
    found = ((line, asked.whole.covered(line.own, line.above)) for line in view.lines)
    return [Ranked(line, covered, covered) for line, covered in found if covered]


def _whole(view: View, line: Line, quote: str, asked: Asked) -> list[Statement]:
    """Return a passage, or what stands under it where it is a heading."""
    if line.is_heading:
        return _under(Ranked(line, 1.0, 1.0), view, asked)
    return [of_line(view, line, quote)]
