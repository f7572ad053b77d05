"""What a unit must do: all of it, on a topic, in a role, with a partner; or that the plan gives it nothing."""

from collections.abc import Iterable, Sequence

from knowledge.answers.asking import Asked
from knowledge.answers.bodies import canonical
from knowledge.answers.collectives import is_collective
from knowledge.answers.model import Answer, Choice, Fact, Kind, Statement, Status
from knowledge.answers.names import read_name
from knowledge.answers.naming import mentioned
from knowledge.answers.ranking import between_spaces
from knowledge.answers.replies import Reply, answered, not_found, of_line, of_place, of_task
from knowledge.answers.topics import IN_HEADING, Topic
from knowledge.answers.units import Named, covers
from knowledge.answers.views import View
from knowledge.language.folding import folded_words
from knowledge.plans.model import Role, Task, Unit

_ORDER = (Role.LEAD, Role.CARRY_OUT, Role.ADVISE, Role.DIRECT, Role.GUIDE, Role.REQUESTED, Role.COORDINATE)
_ENOUGH = 0.45
_BESIDE = 0.8
_FEW = 2
"""So few tasks of a unit are shown whole beside a refusal."""
_MOST_NEAR = 2
_COLLECTIVE = {
    "so": ("so",),
    "phong": ("phong", "ban", "nganh", "co quan", "don vi"),
    "ban": ("ban",),
    "hoi": ("doan the", "to chuc", "hoi"),
    "doan": ("doan the", "to chuc"),
    "mat": ("mat tran", "to chuc"),
    "lien": ("doan the", "to chuc"),
}


def tasks_of(named: Named) -> list[tuple[Unit, Task]]:
    """Return the tasks of the unit under all its names in the plan, as (unit, task), each once."""
    found: dict[tuple[int, str], tuple[Unit, Task]] = {}
    for unit in named.units:
        for task in unit.tasks:
            found.setdefault((task.passage, task.text), (unit, task))
    return list(found.values())


def residual(asked: Asked, view: View) -> Topic:
    """Return the topic without what the whole plan is about."""
    place = view.place_words
    return Topic(
        tuple(
            term
            for term in asked.topic.terms
            if term.exact
            or not any(said in view.title for said in term.phrases)
            and not set(term.said.split()) <= place
        )
    )


def reply(asked: Asked, view: View) -> Reply | None:
    """Return what the plan gives the unit that is asked about."""
    named = asked.unit
    if named is None:
        return None
    if named.rivals:
        return _ambiguous(named, view)
    if not named.units:
        return without_tasks(named, view)
    found = tasks_of(named)
    if asked.other and (shared := _shared(asked, view)):
        return shared
    topic = residual(asked, view)
    roles = asked.roles
    if len(roles) == 1 and not asked.topic.terms and "yes_no" not in asked.wants:
        found = [pair for pair in found if _in_role(pair[1], roles[0])] or found
    if topic.terms:
        return _on_topic(asked, named, topic, found, view)
    statements = [*_grouped(view, found), *_owed(named, view, found)]
    if not statements:
        return without_tasks(named, view)
    return answered(view, Kind.UNIT_TASKS, statements, 0.9, subject=named.shown, follow_ups=_follow_ups(named, view))


def _shared(asked: Asked, view: View) -> Reply | None:
    """Return the tasks in which the two units that a question names work together."""
    first, second = asked.unit, asked.other
    if first is None or second is None:
        return None
    found = [
        pair
        for one, other in ((first, second), (second, first))
        for pair in tasks_of(one)
        if any(_is_partner(other, partner) for partner in pair[1].partners)
    ]
    topic = residual(asked, view)
    if topic.terms:
        found = [(unit, task) for score, unit, task in scored_tasks(found, topic, view) if score >= _ENOUGH] or found
    statements = [of_task(view, task, unit) for unit, task in found]
    return answered(view, Kind.WHO, statements, 0.85, subject=first.shown)


def indicators_of(asked: Asked, view: View) -> Reply | None:
    """Return a unit's indicators: the tasks that carry their numbers."""
    if asked.unit is None or not asked.unit.units:
        return None
    found = [(unit, task) for unit, task in tasks_of(asked.unit) if task.indicators]
    numbers = {number for _, task in found for number in task.indicators}
    facts = [Fact("count", str(len(numbers))), Fact("counted", "chỉ tiêu")] if numbers else []
    said = [of_task(view, task, unit) for unit, task in found]
    return answered(view, Kind.UNIT_TOPIC, said, 0.9, subject=asked.unit.shown, facts=facts)


def _in_role(task: Task, role: Role) -> bool:
    """Tell whether a task is the unit's in a role, or says itself that it is, in a sentence among others."""
    words = " ".join(folded_words(role.value))
    return task.role is role or (role is Role.LEAD and f" {words} " in between_spaces(task.text))


def _grouped(view: View, found: Iterable[tuple[Unit, Task]]) -> list[Statement]:
    ordered = sorted(found, key=lambda pair: (_ORDER.index(pair[1].role), pair[1].passage))
    return [of_task(view, task, unit) for unit, task in ordered]


def _owed(named: Named, view: View, found: Sequence[tuple[Unit, Task]]) -> list[Statement]:
    """Return the deadlines that the plan sets the unit by name, where no task says them already."""
    told = {task.passage for _, task in found}
    return [
        of_place(view, deadline.passage, deadline.section, deadline.quote, note="deadline")
        for deadline in view.plan.deadlines
        if deadline.passage not in told and any(covers(named, who) for who in deadline.who)
    ]


def _follow_ups(named: Named, view: View) -> tuple[Choice, ...]:
    return (
        Choice("Hạn", f"Hạn của {named.shown} là khi nào?", view.id),
        Choice("Ai phối hợp", f"Đơn vị nào phối hợp với {named.shown}?", view.id),
    )


def scored_tasks(found: Iterable[tuple[Unit, Task]], topic: Topic, view: View) -> list[tuple[float, Unit, Task]]:
    """Return the tasks that cover any of the topic with the share of it that each covers, best first."""
    above = [(term, view.holding(term)[1]) for term in topic.terms]
    scored = []
    for unit, task in found:
        own = view.said(task)
        parts = [1.0 if term.in_text(own) else IN_HEADING if task.passage in under else 0.0 for term, under in above]
        if any(parts) and (share := topic.share(parts)):
            scored.append((share, unit, task))
    return sorted(scored, key=lambda one: (-one[0], one[2].passage))


def _on_topic(asked: Asked, named: Named, topic: Topic, found: Sequence[tuple[Unit, Task]], view: View) -> Reply | None:
    scored = scored_tasks(found, topic, view)
    best = scored[0][0] if scored else 0.0
    if best < _ENOUGH:
        return _nothing_on(asked, named, topic, found, view)
    kept = [(unit, task) for score, unit, task in scored if score >= _BESIDE * best]
    roles = {task.role.value for _, task in kept[:1]}
    facts = [Fact("role", role) for role in roles] if asked.roles else []
    return answered(view, Kind.UNIT_TOPIC, _grouped(view, kept), best, subject=named.shown, facts=facts)


def _nothing_on(
    asked: Asked, named: Named, topic: Topic, found: Sequence[tuple[Unit, Task]], view: View
) -> Reply | None:
    if asked.wants & {"tasks"} and len(topic.terms) == 1 and " " not in topic.terms[0].said:
        return answered(view, Kind.UNIT_TASKS, _grouped(view, found), 0.6, subject=named.shown)
    near = [(unit, task) for _, unit, task in scored_tasks(found, topic, view)[:_MOST_NEAR]]
    return not_found(
        view,
        Kind.UNIT_TOPIC,
        "unit_without_topic",
        subject=named.shown,
        statements=_grouped(view, found if len(found) <= _FEW else near),
        facts=[Fact("tasks", str(len(found)))],
        score=0.4,
    )


def _of_issuer(named: Named, view: View) -> Reply | None:
    """Return what the plan says without naming an owner, where the unit is the plan's own issuer."""
    issuer = view.plan.head.issuer
    if not issuer or not _is_issuer(named, issuer):
        return None
    own = [task for unit in view.plan.units if unit.name is None for task in unit.tasks]
    statements = [of_task(view, task) for task in own[:_MOST_OF_ISSUER]] or _headed_by(issuer, view)
    return answered(view, Kind.UNIT_TASKS, statements, 0.85, subject=issuer, facts=[Fact("issuer", issuer)])


def _is_issuer(named: Named, issuer: str) -> bool:
    """Tell whether a unit is the plan's issuer: 'UBND huyện' is 'Ủy ban nhân dân huyện Hớn Quản'."""
    name = read_name(issuer)
    same = name.core[: len(named.core)] == named.core
    return same and (not named.levels or not name.levels or bool(named.levels & name.levels))


def _headed_by(issuer: str, view: View) -> list[Statement]:
    """Return what stands under the heading that names the issuer, though each line names its own person."""
    core = read_name(issuer).core
    titles = ((section.path, read_name(section.title).core) for section in view.plan.sections if section.title)
    paths = {path for path, title in titles if len(title) > 1 and core[: len(title)] == title}
    lines = (line for line in view.lines if line.section in paths and not line.is_heading)
    return [of_line(view, line) for line in lines][:_MOST_OF_ISSUER]


_MOST_OF_ISSUER = 20


def is_of_issuer(named: Named, view: View) -> bool:
    """Tell whether a unit is the plan's issuer, or the body of which the issuer is a part."""
    issuer = view.plan.head.issuer or ""
    return _is_issuer(named, issuer) or f" {' '.join(named.core)} " in f" {' '.join(read_name(issuer).core)} "


def without_tasks(named: Named, view: View) -> Reply:
    """Say that the plan gives the unit nothing, with the general duty that covers it and the units that have tasks."""
    if own := _of_issuer(named, view):
        return own
    statements = [
        of_task(view, task, unit)
        for unit in view.plan.units
        if unit.is_group and _is_of(named, unit)
        for task in unit.tasks[:2]
    ]
    return not_found(
        view,
        Kind.UNIT_TASKS,
        "unit_without_tasks",
        subject=named.shown,
        statements=[*statements[:3], *mentioned(named, view)],
        nearest=[unit.name for unit, _ in view.units if unit.name and not unit.is_group],
        score=0.3,
    )


def _is_of(named: Named, group: Unit) -> bool:
    """Tell whether a collective ('các sở, ban, ngành') covers a kind of unit."""
    if not is_collective(group.name or ""):
        return False
    words = between_spaces(group.name or "")
    wanted = _COLLECTIVE.get(named.core[0], ("ban nganh", "co quan", "don vi"))
    return any(f" {word} " in words for word in wanted)


def _ambiguous(named: Named, view: View) -> Reply:
    names = (named.shown, *named.rivals)
    choices = tuple(Choice(name, f"{name} phải làm gì?", view.id) for name in names)
    answer = Answer(Status.AMBIGUOUS, Kind.UNIT_TASKS, named.shown, view.id, choices=choices)
    return Reply(answer, 0.5)


def partners_of(asked: Asked, view: View) -> Reply | None:
    """Return the units that work together with the one asked about ('những đơn vị nào phối hợp với X')."""
    named = asked.unit
    if named is None:
        return None
    if topic := residual(asked, view):
        own = [(unit, task) for score, unit, task in scored_tasks(tasks_of(named), topic, view) if score >= _ENOUGH]
        if topic.terms and own:
            return answered(view, Kind.WHO, [of_task(view, task, unit) for unit, task in own], 0.85)
    statements = [
        of_task(view, task, unit)
        for unit, _ in view.units
        if unit not in named.units
        for task in unit.tasks
        if (task.role is Role.COORDINATE or " phoi hop " in between_spaces(task.text))
        and any(_is_partner(named, partner) for partner in task.partners)
    ]
    if not statements:
        led = [(unit, task) for unit, task in tasks_of(named) if task.partners]
        statements = [of_task(view, task, unit) for unit, task in led]
    return answered(view, Kind.WHO, statements, 0.85, subject=named.shown, facts=[Fact("partners_of", named.shown)])


def _is_partner(named: Named, partner: str) -> bool:
    core = read_name(partner).core
    words = tuple(token.word for token in canonical(folded_words(partner)))
    return core == named.core or core[: len(named.core)] == named.core or _starts(words, named)


def _starts(words: tuple[str, ...], named: Named) -> bool:
    return " ".join(named.core) in " ".join(word for word in words if word != "va")
