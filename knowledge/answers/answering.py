"""A question in, an answer out: the plans it is about, what it asks of each, and the best of what they say."""

import re
import sqlite3
from dataclasses import replace
from datetime import date

from knowledge.answers import emergencies, scope
from knowledge.answers.asking import Asked, read
from knowledge.answers.catalogue import Catalogue, Entry, catalogue
from knowledge.answers.deciding import decide
from knowledge.answers.following import filled, is_follow_up, ordinal
from knowledge.answers.freshness import one_state
from knowledge.answers.mending import cleaned
from knowledge.answers.model import Answer, Choice, Fact, Kind, Moved, Status
from knowledge.answers.names import read_name
from knowledge.answers.question import Question
from knowledge.answers.replies import Reply, of_head, of_line
from knowledge.answers.successors import Successor, dissolved, joined, predecessors, successors
from knowledge.answers.views import View, view
from knowledge.answers.vocabulary import cues
from knowledge.clock import local_date
from knowledge.language.folding import fold, folded_words, key
from knowledge.plans.model import Head, Level
from knowledge.work.reminding.occurrences import covers

_CLOSE = 0.92
_OWN = 0.8
"""An answer from the plan of the asker's own office comes first unless another fits so much better."""
_SEPARATE = frozenset(
    ["tasks", "deadline", "when", "who", "funding", "contact", "signer", "target", "reference", "count"]
)
_TOLD_APART = frozenset({Kind.UNIT_TASKS, Kind.UNIT_TOPIC, Kind.PLAN, Kind.CONTACT, Kind.FUNDING, Kind.OUTLINE})


def answer(connection: sqlite3.Connection, question: Question) -> Answer:
    """Return what the published plans say to a question."""
    with one_state(connection):
        return _with_notes(connection, question, _answer(connection, question))


def _answer(connection: sqlite3.Connection, question: Question) -> Answer:
    if question.plan:
        return _in_plan(connection, question, question.plan).answer
    question = replace(question, text=cleaned(question.text))
    plans = catalogue(connection)
    if not plans.entries:
        return _nothing(folded_words(question.text))
    if question.last in plans.ids and _leans(connection, question, plans):
        return _in_plan(connection, question, str(question.last)).answer
    named = _named_plans(question, plans)
    if len(named) == 1:
        return _in_plan(connection, question, named[0].id).answer
    asked = replace(question, text=scope.without_places(question.text, named))
    return _over_plans(connection, asked, plans.only(named) if named else plans, compare=len(named) > 1)


def _leans(connection: sqlite3.Connection, question: Question, plans: Catalogue) -> bool:
    """Tell whether a question is a follow-up to the chat's last one and names no plan itself."""
    if not question.context or scope.mentioned(question.text, folded_words(question.text), plans):
        return False
    return is_follow_up(read(question.text, view(connection, str(question.last))))


def _named_plans(question: Question, plans: Catalogue) -> list[Entry]:
    """Return the plans that the question names, or else the last of the questions before it that names any."""
    if cues().found("plans", folded_words(question.text)):
        return []
    for text in (question.text, *reversed(question.context)):
        text = cleaned(text)
        if named := scope.mentioned(text, folded_words(text), plans):
            return scope.titled(text, named) or named
    return scope.titled(question.text, list(plans.entries))


def _with_notes(connection: sqlite3.Connection, question: Question, found: Answer) -> Answer:
    """Return the answer with what must be said beside it: doubts about what it quotes, that its plan is over."""
    if question.now is None or found.kind is Kind.EMERGENCY:
        return found
    today = local_date(question.now)
    one = view(connection, found.plan) if found.plan else None
    moved = _moved(connection, found, one.plan.head if one else None, today)
    notes = [*_doubts(found, one), *_expired(one.plan.head, today)] if one else []
    return replace(found, facts=(*found.facts, *notes), moved=moved) if moved or notes else found


def _expired(head: Head, today: date) -> list[Fact]:
    """Return the last year that a plan is for, where it is over."""
    last = head.year_to or head.year
    over = last is not None and last < today.year and not covers(head, today)
    return [Fact("expired", str(last))] if over else []


_MOST_DOUBTS = 2


def _doubts(found: Answer, one: View) -> list[Fact]:
    """Return what the plan's own check found wrong with a fact that the answer quotes."""
    if found.kind not in _WITH_DOUBTS:
        return []
    said = [key(statement.quote) for statement in found.statements]
    doubtful = [
        finding.message
        for finding in one.plan.findings
        if any(key(quote.text) in quoted for quote in finding.quotes for quoted in said)
    ]
    return [Fact("doubt", message) for message in doubtful[:_MOST_DOUBTS]]


_WITH_DOUBTS = frozenset({Kind.REFERENCE, Kind.DEADLINE, Kind.TARGET, Kind.CONTACT, Kind.PLAN})
_OF_UNITS = frozenset({Kind.UNIT_TASKS, Kind.UNIT_TOPIC})


def _moved(connection: sqlite3.Connection, found: Answer, head: Head | None, today: date) -> tuple[Moved, ...]:
    """Return who has the work of the unit asked about now, or whose work it took over since the plan's issue."""
    if found.kind not in _OF_UNITS or not found.subject:
        return ()
    rows: tuple[Successor, ...] = ()
    if head and head.year:
        day = head.issue_date if head.issue_date and len(head.issue_date) == _DAY else f"{head.year}-01-01"
        issued = date.fromisoformat(day)
        if found.status is Status.ANSWERED:
            of_district = head.level is Level.DISTRICT
            rows = successors(connection, found.subject, issued=issued, today=today, of_district=of_district)
            rows += joined(connection, head.issuer or "", issued=issued, today=today)
        else:
            rows = predecessors(connection, found.subject, issued=issued, today=today)
    if found.status is Status.NOT_FOUND:
        rows = rows or dissolved(connection, found.subject, today=today)
    return tuple(Moved(row.old, row.name, row.what, row.since.isoformat(), row.basis) for row in rows)


def _nothing(words: tuple[str, ...]) -> Answer:
    if emergencies.tells_of_danger(words):
        return emergencies.without_plan(words)
    return Answer(Status.NOT_FOUND, Kind.NONE, reason="no_plans")


_JOINTS = re.compile(
    r"\?\s+(?=\S)|;\s+|[,.]\s+(?:cho (?:em|mình|tôi) hỏi|với lại|còn)\s+|\s+(?:và|với lại|rồi)\s+(?=\S)", re.I
)
_ASKS = re.compile(r"\b(?:gi|nao|ai|dau|bao|may|j|sao|khong|ko)\b")
_MOST_PARTS = 3
_MOST_LISTED = 20
_DAY = len("2026-01-01")


def parts_of(text: str, one: View) -> list[str]:
    """Return the questions that one message holds, each of which asks for something of its own."""
    pieces = [piece.strip() for piece in _JOINTS.split(text) if piece and len(piece.split()) > 1]
    if not 1 < len(pieces) <= _MOST_PARTS:
        return [text]
    if not all(_ASKS.search(fold(piece)) for piece in pieces):
        return [text]
    asked = [read(piece, one) for piece in pieces]
    wants = [frozenset(a.wants & _SEPARATE) for a in asked]
    apart = all(wants) and len(set(wants)) == len(wants)
    return pieces if apart else [text]


def _in_plan(connection: sqlite3.Connection, question: Question, plan: str) -> Reply:
    one = view(connection, plan)
    pieces = parts_of(question.text, one)
    if len(pieces) == 1:
        return _single(question, one)
    context = question.context
    replies: list[Reply] = []
    for piece in pieces:
        replies.append(_single(replace(question, text=piece, context=context), one))
        context = (*context, piece)
    statements = tuple(statement for reply in replies for statement in reply.answer.statements)
    if not statements or any(reply.answer.status is Status.AMBIGUOUS for reply in replies):
        return replies[0]
    facts = tuple(dict.fromkeys(fact for reply in replies for fact in reply.answer.facts))
    kind = Kind.PLAN if all(reply.answer.kind is Kind.PLAN for reply in replies) else Kind.COMPARE
    return Reply(Answer(Status.ANSWERED, kind, "", one.id, statements, facts), replies[0].score)


def _single(question: Question, one: View) -> Reply:
    asked, before = understood(question, one)
    number = ordinal(asked)
    if number is not None and before is not None and (found := _detail(decide(before, one), number, one)):
        return found
    return decide(asked, one)


def understood(question: Question, one: View) -> tuple[Asked, Asked | None]:
    """Return the question as it is meant in its context, and the one before it."""
    before: Asked | None = None
    for text in question.context:
        asked = read(text, one)
        before = filled(asked, before) if before and is_follow_up(asked) else asked
    asked = read(question.text, one)
    if before and is_follow_up(asked):
        return filled(asked, before), before
    return asked, before


def _detail(reply: Reply, number: int, one: View) -> Reply | None:
    """Return the n-th statement of the answer before with its whole passage and what stands under it."""
    said = reply.answer.statements
    if not 1 <= number <= len(said):
        return None
    chosen = said[number - 1]
    lines = [line for line in one.lines if line.id == chosen.passage]
    under = [line for line in one.lines if lines and line.passage.lead_in == lines[0].passage.position]
    statements = tuple(of_line(one, line) for line in (*lines, *under)) or (chosen,)
    statements = (replace(statements[0], unit=chosen.unit, role=chosen.role), *statements[1:])
    return Reply(Answer(Status.ANSWERED, Kind.TOPIC, chosen.unit or "", one.id, statements), 0.9)


def _over_plans(connection: sqlite3.Connection, question: Question, plans: Catalogue, *, compare: bool) -> Answer:
    ids = scope.narrowed(connection, plans, question)
    asked = read(question.text, view(connection, ids[0]))
    if "plans" in asked.wants and not asked.topic.terms and not asked.cited and not asked.unit:
        return _all_plans(connection, plans)
    replies = []
    for plan in ids:
        one = view(connection, plan)
        replies.append((one, _in_plan(connection, question, plan)))
    if emergencies.tells_of_danger(asked.words):
        return emergencies.without_plan(asked.words)
    found = [(one, reply) for one, reply in replies if reply.answer.status is Status.ANSWERED]
    if not found:
        return _none_found(replies)
    if compare or asked.wants & {"compare", "plans"}:
        return _joined(found, Kind.COMPARE)
    return _best(question, found, replies)


def _all_plans(connection: sqlite3.Connection, plans: Catalogue) -> Answer:
    """Return the plans that there are, each by its title."""
    views = [view(connection, entry.id) for entry in plans.entries[:_MOST_LISTED]]
    statements = tuple(of_head(one, one.plan.head.title) for one in views)
    return Answer(Status.ANSWERED, Kind.COMPARE, "", None, statements)


def _none_found(replies: list[tuple[View, Reply]]) -> Answer:
    best = max(replies, key=lambda pair: pair[1].score)[1].answer
    ambiguous = next((reply.answer for _, reply in replies if reply.answer.status is Status.AMBIGUOUS), None)
    return ambiguous or replace(best, plan=None)


def _best(question: Question, found: list[tuple[View, Reply]], replies: list[tuple[View, Reply]]) -> Answer:
    top = max(reply.score for _, reply in found)
    own = _own(question, [(one, reply) for one, reply in found if reply.score >= _OWN * top])
    near = own or [(one, reply) for one, reply in found if reply.score >= _CLOSE * top]
    if len(near) == 1:
        return near[0][1].answer
    kinds = {reply.answer.kind for _, reply in near}
    if kinds <= _TOLD_APART:
        choices = tuple(Choice(one.called, question.text, one.id) for one, _ in near)
        subject = near[0][1].answer.subject
        return Answer(Status.AMBIGUOUS, near[0][1].answer.kind, subject, choices=choices)
    if len(near) <= 3:
        return _joined(near, near[0][1].answer.kind)
    return max(near, key=lambda pair: pair[1].score)[1].answer


def _own(question: Question, near: list[tuple[View, Reply]]) -> list[tuple[View, Reply]]:
    """Return the replies of the plans in force that give the asker's own unit tasks."""
    if not question.unit:
        return []
    core = read_name(question.unit).core
    year = local_date(question.now).year if question.now else 0
    return [
        (one, reply)
        for one, reply in near
        if any(name.core == core for _, names in one.units for name in names)
        and (not question.issuer or key(question.issuer) == key(one.plan.head.issuer or ""))
        and (one.plan.head.year_to or one.plan.head.year or year) >= year
    ]


def _joined(found: list[tuple[View, Reply]], kind: Kind) -> Answer:
    """Return one answer from several plans, each statement under its own plan."""
    statements = tuple(statement for _, reply in found for statement in reply.answer.statements[:6])
    subject = found[0][1].answer.subject
    return Answer(Status.ANSWERED, kind, subject, None, statements)
