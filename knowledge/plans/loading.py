"""Plans out of the database: rows of migration m001's tables back into the models."""

import json
import sqlite3
from collections.abc import Iterator
from typing import Any

from knowledge.documents.document import Span
from knowledge.errors import UserError
from knowledge.plans.model import (
    Contact,
    Deadline,
    Finding,
    Head,
    Level,
    Passage,
    PassageKind,
    Plan,
    Quote,
    Reference,
    Role,
    Section,
    Target,
    Task,
    Unit,
)

_KINDS = {kind.value: kind for kind in PassageKind}
_ROLES = {role.value: role for role in Role}
_NONE = "[]"
"""An empty list, as most rows have it."""


class PlanUnknown(UserError):
    """No plan of that id is in the database."""

    def __init__(self, plan_id: str) -> None:
        super().__init__(f"Không có kế hoạch nào mang mã {plan_id}: xem các mã hiện có bằng lệnh plans hoặc /kehoach.")
        self.plan_id = plan_id


class PlanWithdrawn(UserError):
    """A plan that is not in force any more, of which some message still speaks."""

    def __init__(self, head: Head) -> None:
        super().__init__(f"{head.called} đã được thu hồi: gõ /kehoach để xem các kế hoạch đang dùng.")


def load(connection: sqlite3.Connection, plan_id: str) -> Plan:
    """Return a plan as it was saved. Raises PlanUnknown."""
    row = connection.execute("select * from plan where id = ?", (plan_id,)).fetchone()
    if row is None:
        raise PlanUnknown(plan_id)
    return Plan(
        id=plan_id,
        head=head_of(row),
        sections=tuple(_sections(connection, plan_id)),
        passages=tuple(_passages(connection, plan_id)),
        units=tuple(_units(connection, plan_id)),
        deadlines=tuple(_deadlines(connection, plan_id)),
        targets=tuple(_targets(connection, plan_id)),
        references=tuple(_references(connection, plan_id)),
        contacts=tuple(_contacts(connection, plan_id)),
        report_outline=tuple(
            row["text"]
            for row in connection.execute(
                "select text from report_heading where plan = ? order by position", (plan_id,)
            )
        ),
        findings=tuple(_findings(connection, plan_id)),
    )


def _strings(text: str) -> tuple[str, ...]:
    return () if text == _NONE else tuple(json.loads(text))


def _pairs(text: str) -> tuple[tuple[str, str], ...]:
    return () if text == _NONE else tuple((name, value) for name, value in json.loads(text))


def head_of(row: sqlite3.Row) -> Head:
    return Head(
        number=row["number"],
        title=row["title"],
        issuer=row["issuer"],
        level=Level(row["level"]) if row["level"] else None,
        place=row["place"],
        issue_date=row["issue_date"],
        year=row["year"],
        year_to=row["year_to"],
        signer=row["signer"],
        signer_role=row["signer_role"],
        superior=row["superior"],
    )


def _tuples(connection: sqlite3.Connection, statement: str, plan_id: str) -> sqlite3.Cursor:
    """Return the rows of a plan as plain tuples: a lookup by name in each of hundreds of rows takes twice as long."""
    cursor = connection.cursor()
    cursor.row_factory = None
    return cursor.execute(statement, (plan_id,))


def _sections(connection: sqlite3.Connection, plan_id: str) -> Iterator[Section]:
    statement = 'select path, label, title, parent, start, "end", page from section where plan = ? order by position'
    for path, label, title, parent, *span in _tuples(connection, statement, plan_id):
        yield Section(path, label, title, parent, Span(*span))


def _passages(connection: sqlite3.Connection, plan_id: str) -> Iterator[Passage]:
    statement = (
        'select start, "end", page, position, section, kind, text, label, lead_in, columns, doubtful'
        " from passage where plan = ? order by position"
    )
    for start, end, page, position, section, kind, text, label, lead_in, columns, doubtful in _tuples(
        connection, statement, plan_id
    ):
        span = Span(start, end, page)
        pairs = _pairs(columns)
        yield Passage(position, section, _KINDS[kind], text, span, label, lead_in, pairs, bool(doubtful))


def _units(connection: sqlite3.Connection, plan_id: str) -> Iterator[Unit]:
    aliases = _grouped(
        connection,
        "select unit_alias.unit as owner, alias as value from unit_alias join unit on unit.id = unit_alias.unit"
        " where unit.plan = ? order by unit_alias.unit, unit_alias.position",
        plan_id,
    )
    tasks = _tasks(connection, plan_id)
    for row in connection.execute("select * from unit where plan = ? order by position", (plan_id,)):
        yield Unit(
            name=row["name"],
            aliases=tuple(alias for alias in aliases.get(row["id"], ()) if alias != row["name"]),
            section=row["section"],
            tasks=tuple(tasks.get(row["id"], ())),
            is_group=bool(row["is_group"]),
        )


def _tasks(connection: sqlite3.Connection, plan_id: str) -> dict[int, list[Task]]:
    """Return the tasks by the ids of their units."""
    numbers = _grouped(
        connection,
        "select task_indicator.task as owner, number as value from task_indicator join task on task.id = task"
        " join unit on unit.id = task.unit where unit.plan = ? order by task_indicator.task, number",
        plan_id,
    )
    statement = (
        "select task.id, task.unit, task.text, role, task.section, passage.position, partners, confidence"
        " from task join unit on unit.id = task.unit"
        " join passage on passage.id = task.passage where unit.plan = ? order by task.unit, task.position"
    )
    found: dict[int, list[Task]] = {}
    for id_, unit, text, role, section, at, partners, confidence in _tuples(connection, statement, plan_id):
        indicators = tuple(numbers.get(id_, ()))
        task = Task(text, _ROLES[role], section, at, _strings(partners), indicators, confidence)
        found.setdefault(unit, []).append(task)
    return found


def _grouped(connection: sqlite3.Connection, statement: str, plan_id: str) -> dict[int, list[Any]]:
    """Return the values that a statement over a plan yields, by their owners."""
    found: dict[int, list[Any]] = {}
    for owner, value in _tuples(connection, statement, plan_id):
        found.setdefault(owner, []).append(value)
    return found


def _facts(connection: sqlite3.Connection, table: str, plan_id: str) -> Iterator[sqlite3.Row]:
    yield from connection.execute(
        f"select {table}.*, passage.position as passage_position from {table}"
        f" join passage on passage.id = {table}.passage where {table}.plan = ? order by {table}.id",
        (plan_id,),
    )


def deadline_of(row: sqlite3.Row) -> Deadline:
    """Return the deadline of a row of that table, joined with `passage_position`, its passage's place."""
    return Deadline(
        what=row["what"],
        who=_strings(row["who"]),
        to=row["addressee"],
        date=row["date"],
        last_day=row["last_day"],
        recurs=row["recurs"],
        quote=row["quote"],
        section=row["section"],
        passage=row["passage_position"],
        confidence=row["confidence"],
    )


def _deadlines(connection: sqlite3.Connection, plan_id: str) -> Iterator[Deadline]:
    yield from map(deadline_of, _facts(connection, "deadline", plan_id))


def _targets(connection: sqlite3.Connection, plan_id: str) -> Iterator[Target]:
    for row in _facts(connection, "target", plan_id):
        yield Target(
            text=row["text"],
            value=row["value"],
            unit=row["unit"],
            by=row["by"],
            section=row["section"],
            passage=row["passage_position"],
            indicator=row["indicator"],
        )


def _references(connection: sqlite3.Connection, plan_id: str) -> Iterator[Reference]:
    for row in _facts(connection, "reference", plan_id):
        yield Reference(
            kind=row["kind"],
            number=row["number"],
            date=row["date"],
            issuer=row["issuer"],
            about=row["about"],
            quote=row["quote"],
            section=row["section"],
            passage=row["passage_position"],
        )


def _contacts(connection: sqlite3.Connection, plan_id: str) -> Iterator[Contact]:
    for row in _facts(connection, "contact", plan_id):
        yield Contact(row["what"], row["value"], row["quote"], row["section"], row["passage_position"])


def _findings(connection: sqlite3.Connection, plan_id: str) -> Iterator[Finding]:
    for row in connection.execute("select * from finding where plan = ? order by id", (plan_id,)):
        quotes = tuple(Quote(text, section) for text, section in json.loads(row["quotes"]))
        yield Finding(row["kind"], row["message"], quotes)
