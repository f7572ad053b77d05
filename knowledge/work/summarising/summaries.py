"""The consolidated periodic report of a plan: pure numbers and texts from what was reported, in the plan's outline."""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import islice

from rapidfuzz import fuzz

from knowledge.language.folding import folded_words, key
from knowledge.plans.loading import load
from knowledge.plans.model import Plan
from knowledge.plans.store import PlanStatus, entries
from knowledge.work.reminding.occurrences import in_force, occurrences
from knowledge.work.reporting.activity import COUNTED, Activity, State, TaskPlace
from knowledge.work.reporting.figures import Figures, figures_of
from knowledge.work.reporting.reports import Sought, reports
from knowledge.work.summarising.outlines import DEFAULT, About, Heading, headings, is_general, place
from knowledge.work.summarising.periods import Period
from knowledge.work.summarising.progress import Doer, present_task, tasks_of, total_figures, unit_progress
from knowledge.work.summarising.summary import Group, Part, Remark, Summary, TaskResult, Upcoming

SAME_TITLE = 90
"""rapidfuzz ratio of two titles without their numbers: above it, one plan is last year's edition of the other."""

_SHOWS = {
    About.OVERVIEW: {"fill"},
    About.RESULTS: {"totals", "tasks", "silent", "comparison"},
    About.TOPIC: {"tasks"},
    About.TARGETS: {"targets"},
    About.FUNDING: {"funding"},
    About.COMPARISON: {"comparison"},
    About.DIFFICULTIES: {"difficulties", "causes"},
    About.PROPOSALS: {"proposals"},
    About.NEXT: {"upcoming"},
    About.OTHER: {"fill"},
}
AHEAD = timedelta(days=184)
"""How far after the period its report looks for deadlines."""

LONGEST_TITLE = 120
"""Characters: a section that begins with a whole paragraph is named by its number."""

REST = "Các nhiệm vụ khác"
_MUST_SHOW = {"totals": 1, "difficulties": 3, "proposals": 4}
"""What every report says, with the position in the default outline of the heading for it."""


def summarise(connection: sqlite3.Connection, plan_id: str, first: date, last: date) -> Summary:
    """Return the report on a plan for the days from first to last. Raises PlanUnknown, PeriodError."""
    period = Period(first, last)
    plan = load(connection, plan_id)
    activities = _activities(connection, plan_id, period)
    results = _results(plan, activities)
    return Summary(
        plan=plan_id,
        head=plan.head,
        period=period,
        parts=tuple(_parts(plan, results)),
        figures=figures_of(activities),
        before=_before(connection, plan, period),
        units=tuple(unit_progress(connection, plan, period)),
        untouched=tuple(result for result in results if not result.activities),
        difficulties=_remarks((activity, activity.details.difficulty) for activity in activities),
        proposals=_remarks((activity, activity.details.proposal) for activity in activities),
        upcoming=_upcoming(plan, last),
        targets=tuple(target.text for target in plan.targets),
        activities=tuple(activities),
        waiting=sum(activity.state is State.SUBMITTED for activity in activities),
    )


def _activities(connection: sqlite3.Connection, plan_id: str, period: Period) -> list[Activity]:
    sought = Sought(plan=plan_id, first=period.first, last=period.last, states=COUNTED)
    return reports(connection, sought, limit=None)[::-1]


def _before(connection: sqlite3.Connection, plan: Plan, period: Period) -> Figures | None:
    """Return the figures a year earlier, of the plan itself and of its former editions; None if there are none."""
    figures = total_figures(connection, _editions(connection, plan), period.year_before())
    return figures if figures.activities else None


def _editions(connection: sqlite3.Connection, plan: Plan) -> tuple[str, ...]:
    """Return the plan's id and those of its issuer's plans that have the same title but for its numbers."""
    title = _title_words(plan.head.title)
    others = (
        entry.id
        for entry in entries(connection)
        if entry.status is not PlanStatus.DRAFT
        and key(entry.head.issuer or "") == key(plan.head.issuer or "")
        and fuzz.ratio(_title_words(entry.head.title), title) >= SAME_TITLE
    )
    return tuple(dict.fromkeys((plan.id, *others)))


def _title_words(title: str) -> str:
    return " ".join(word for word in folded_words(title) if not word.isdecimal())


def _results(plan: Plan, activities: Sequence[Activity]) -> list[TaskResult]:
    """Return a result for every task of the plan in its order, then for tasks that it no longer has, then for none."""
    tasks = tasks_of(plan)
    done: dict[TaskPlace, list[Activity]] = {task: [] for task in tasks}
    loose: list[Activity] = []
    for activity in activities:
        task = activity.details.task
        (loose if task is None else done.setdefault(present_task(task, tasks), [])).append(activity)
    known = [_result(task, tasks.get(task, ()), found) for task, found in done.items()]
    return [*known, _result(None, (), loose)] if loose else known


def _result(task: TaskPlace | None, doers: tuple[Doer, ...], activities: list[Activity]) -> TaskResult:
    by = Counter(activity.unit.name for activity in activities)
    return TaskResult(task, doers, figures_of(activities), tuple(by.most_common()), tuple(activities))


def _parts(plan: Plan, results: Sequence[TaskResult]) -> list[Part]:
    found = _complete(_with_rest(headings(plan.report_outline or DEFAULT)))
    titles = {section.path: section.title for section in plan.sections}
    placed = _placed(plan, results, found)
    parts = []
    shown: set[About] = set()
    for position, heading in enumerate(found):
        groups = _groups(placed.get(position, []), titles)
        if groups or not heading.text.endswith(REST):
            shows = _shows(heading, heading.about in shown) - _told_elsewhere(found, heading)
            parts.append(Part(heading.text, heading.depth, heading.about, frozenset(shows), heading.is_leaf, groups))
        if heading.is_leaf or heading.about is About.RESULTS:
            shown.add(heading.about)
    return parts


def _with_rest(found: list[Heading]) -> list[Heading]:
    """Add a last topic for the tasks that fit none, where the results have topics and none of them is general."""
    topics = [position for position, heading in enumerate(found) if heading.about is About.TOPIC]
    if not topics or any(is_general(heading) for heading in found):
        return found
    depth = min(found[position].depth for position in topics)
    end = next((at for at in range(topics[0], len(found)) if found[at].depth < depth), len(found))
    start = next(at for at in range(topics[0], -1, -1) if at == 0 or found[at - 1].depth < depth)
    number = sum(heading.depth == depth for heading in found[start:end]) + 1
    return [*found[:end], Heading(f"{number}. {REST}", depth, About.TOPIC), *found[end:]]


def _complete(found: list[Heading]) -> list[Heading]:
    """Add the headings that every report must have and this outline does not, numbered on."""
    shown = {block for heading in found for block in _SHOWS[heading.about]}
    missing = [headings(DEFAULT)[position] for block, position in _MUST_SHOW.items() if block not in shown]
    number = sum(heading.depth == 1 for heading in found)
    added = [
        Heading(f"{_roman(number + extra)}. {heading.text.split('. ', 1)[1]}", 1, heading.about)
        for extra, heading in enumerate(missing, start=1)
    ]
    return [*found, *added]


def _shows(heading: Heading, again: bool) -> set[str]:
    """Return the blocks under a heading: those of a parent stand under its children, a second one's a person fills."""
    if heading.about in (About.RESULTS, About.TOPIC):
        return _SHOWS[heading.about]
    if not heading.is_leaf:
        return set()
    return {"fill"} if again else _SHOWS[heading.about]


def _told_elsewhere(found: Sequence[Heading], heading: Heading) -> set[str]:
    """Return the blocks that another heading is there for: the comparison, and the causes of difficulties."""
    others = [other for other in found if other is not heading and other.is_leaf]
    blocks = {"comparison": About.COMPARISON in (other.about for other in others)}
    blocks["causes"] = any("nguyen nhan" in key(other.text) for other in others)
    return {block for block, elsewhere in blocks.items() if elsewhere and heading.about is not About.COMPARISON}


def _placed(plan: Plan, results: Sequence[TaskResult], found: Sequence[Heading]) -> dict[int, list[TaskResult]]:
    """Return the results by the position of the heading that they stand under."""
    general = next((position for position, heading in enumerate(found) if is_general(heading)), None)
    if general is None:
        general = next(position for position, heading in enumerate(found) if heading.about is About.RESULTS)
    words = [_words_of(plan, result) for result in results]
    placed: dict[int, list[TaskResult]] = {}
    for result, position in zip(results, place(words, found), strict=True):
        placed.setdefault(general if position is None else position, []).append(result)
    return placed


def _words_of(plan: Plan, result: TaskResult) -> str:
    """Return a task's words with the titles of the sections above it."""
    if result.task is None:
        return ""
    sections = {section.path: section for section in plan.sections}
    titles: list[str] = []
    path: str | None = result.task.section
    while path in sections and len(titles) < 10:
        titles.append(sections[path].title)
        path = sections[path].parent
    return " ".join((result.task.text, *titles))


def _groups(results: Sequence[TaskResult], titles: dict[str, str]) -> tuple[Group, ...]:
    """Return results by section in the order of the plan; what belongs to no task comes last."""
    by_section: dict[str, list[TaskResult]] = {}
    for result in results:
        by_section.setdefault(result.task.section if result.task else "", []).append(result)
    return tuple(
        Group(
            section=section,
            title=title if len(title := titles.get(section, "")) <= LONGEST_TITLE else "",
            done=tuple(result for result in found if result.activities),
            untouched=sum(not result.activities for result in found),
        )
        for section, found in by_section.items()
    )


def _remarks(said: Iterable[tuple[Activity, str | None]]) -> tuple[Remark, ...]:
    """Return what was said, the same words once with all who said them, the most frequent first."""
    units: dict[str, dict[str, None]] = {}
    texts: dict[str, str] = {}
    for activity, text in said:
        if text:
            texts.setdefault(key(text), text)
            units.setdefault(key(text), {})[activity.unit.name] = None
    remarks = [Remark(texts[each], tuple(names)) for each, names in units.items()]
    return tuple(sorted(remarks, key=lambda remark: -len(remark.units)))


def _upcoming(plan: Plan, last: date) -> tuple[Upcoming, ...]:
    """Return what the plan's deadlines ask for in the half year after the period, each once, the nearest first."""
    force = in_force(plan.head)
    begin, end = last + timedelta(days=1), last + AHEAD
    found = {
        Upcoming(deadline.what, deadline.who, occurrence.last_day)
        for deadline in plan.deadlines
        if not (deadline.recurs or "").startswith("daily")
        for occurrence in islice(occurrences(deadline, force, begin, end), 1)
    }
    return tuple(sorted(found, key=lambda each: (each.last_day, each.what)))


def _roman(number: int) -> str:
    tens, ones = divmod(number, 10)
    return "X" * tens + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[ones]
