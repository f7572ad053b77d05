"""Plans out of the database: rows of migration m001's tables back into the models.

Rows come as plain tuples: a lookup by name in each of hundreds of them takes twice as long.
"""

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import fields
from functools import cached_property, lru_cache
from typing import Any

from knowledge.documents.document import Span
from knowledge.errors import UserError
from knowledge.plans.gist import Gist, gist_of, unpacked
from knowledge.plans.model import (
    Contact,
    Deadline,
    Finding,
    Head,
    Level,
    Plan,
    Quote,
    Reference,
    Role,
    Section,
    Target,
    Task,
    Unit,
)
from knowledge.plans.passages import Passages

_ROLES = {role.value: role for role in Role}
EMPTY_LIST = "[]"
"""As most rows have it."""


class PlanUnknown(UserError):
    """No plan of that id is in the database."""

    def __init__(self, plan_id: str) -> None:
        super().__init__(f"Không có kế hoạch nào mang mã {plan_id}: xem các mã hiện có bằng lệnh plans hoặc /kehoach.")
        self.plan_id = plan_id


class PlanWithdrawn(UserError):
    """A plan that is not in force any more, of which some message still speaks."""

    def __init__(self, head: Head) -> None:
        super().__init__(f"{head.called} đã được thu hồi: gõ /kehoach để xem các kế hoạch đang dùng.")


_SECTIONS = 'select path, label, title, parent, start, "end", page from section where plan = ? order by position'
_FIRST_PASSAGE = "select id from passage where plan = ? and position = 0"
_GIST = "select gist from plan_gist where plan = ?"
_UNITS = "select id, name, section, is_group from unit where plan = ? order by position"
_ALIASES = (
    "select unit.id, alias from unit cross join unit_alias on unit_alias.unit = unit.id where plan = ?"
    " order by unit.position, unit_alias.position"
)
_TASKS = (
    "select unit.id, task.id, text, role, task.section, passage, partners, confidence"
    " from unit cross join task on task.unit = unit.id where plan = ? order by unit.position, task.position"
)
_INDICATORS = (
    "select task, number from unit cross join task on task.unit = unit.id"
    " cross join task_indicator on task_indicator.task = task.id where plan = ? order by task, number"
)
_DEADLINES = (
    "select what, who, addressee, date, last_day, recurs, quote, section, passage, confidence"
    " from deadline where plan = ? order by id"
)
_TARGETS = "select text, value, unit, by, section, passage, indicator from target where plan = ? order by id"
_REFERENCES = (
    "select kind, number, date, issuer, about, quote, section, passage from reference where plan = ? order by id"
)
_CONTACTS = "select what, value, quote, section, passage from contact where plan = ? order by id"
_HEADINGS = "select text from report_heading where plan = ? order by position"
_RECIPIENTS = "select text from recipient where plan = ? order by position"
_FINDINGS = "select kind, message, quotes from finding where plan = ? order by id"


def load(connection: sqlite3.Connection, plan_id: str) -> Plan:
    """Return a plan as it was saved. Raises PlanUnknown."""
    stored = StoredPlan(connection, plan_id)
    parts = {field.name: getattr(stored, field.name) for field in fields(Plan)}
    return Plan(**parts | {"passages": tuple(stored.passages)})


class StoredPlan:
    """A plan in the database: the parts of a `Plan`, each read when it is first asked for.

    Whoever keeps one sees to it that the plan in the database stays the same meanwhile.
    """

    def __init__(self, connection: sqlite3.Connection, plan_id: str) -> None:
        """Find the plan. Raises PlanUnknown."""
        row = connection.execute("select * from plan where id = ?", (plan_id,)).fetchone()
        if row is None:
            raise PlanUnknown(plan_id)
        self.id = plan_id
        self.head = head_of(row)
        self._connection = connection

    def _rows(self, statement: str, *more: int) -> sqlite3.Cursor:
        cursor = self._connection.cursor()
        cursor.row_factory = None
        return cursor.execute(statement, (self.id, *more))

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """Return the outline, in reading order."""
        return tuple(
            Section(path, label, title, parent, Span(start, end, page))
            for path, label, title, parent, start, end, page in self._rows(_SECTIONS)
        )

    @cached_property
    def passages(self) -> "Passages":
        """Return the passages, in reading order."""
        return Passages(self._rows)

    @cached_property
    def gist(self) -> Gist:
        """Return the passages as questions look for them, made here where none is kept."""
        kept = next(iter(self._rows(_GIST)), None)
        return unpacked(kept[0]) if kept else gist_of(self.sections, tuple(self.passages))

    @cached_property
    def ids(self) -> range:
        """Return the database's ids of the passages, which are in a row."""
        first = next(iter(self._rows(_FIRST_PASSAGE)), (0,))[0]
        return range(first, first + len(self.passages))

    def position_of(self, passage: int) -> int:
        """Return the position of the passage of an id."""
        return passage - self.ids.start

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        """Return the units with their names and tasks."""
        aliases, numbers = _grouped(self._rows(_ALIASES)), _grouped(self._rows(_INDICATORS))
        tasks = _grouped((unit, self._task(numbers, *row)) for unit, *row in self._rows(_TASKS))
        return tuple(
            Unit(
                name=name,
                aliases=tuple(alias for alias in aliases.get(id_, ()) if alias != name),
                section=section,
                tasks=tuple(tasks.get(id_, ())),
                is_group=bool(is_group),
            )
            for id_, name, section, is_group in self._rows(_UNITS)
        )

    def _task(
        self, numbers: dict[int, list[int]], id_: int, text: str, role: str, section: str, passage: int, *rest: Any
    ) -> Task:
        partners, confidence = rest
        indicators = tuple(numbers.get(id_, ()))
        return Task(text, _ROLES[role], section, self.position_of(passage), _strings(partners), indicators, confidence)

    @cached_property
    def deadlines(self) -> tuple[Deadline, ...]:
        """Return who owes what by when."""
        return tuple(
            Deadline(what, _strings(who), to, date, last_day, recurs, quote, section, self.position_of(at), confidence)
            for what, who, to, date, last_day, recurs, quote, section, at, confidence in self._rows(_DEADLINES)
        )

    @cached_property
    def targets(self) -> tuple[Target, ...]:
        """Return the figures to reach."""
        return tuple(
            Target(text, value, unit, by, section, self.position_of(at), indicator)
            for text, value, unit, by, section, at, indicator in self._rows(_TARGETS)
        )

    @cached_property
    def references(self) -> tuple[Reference, ...]:
        """Return the cited documents."""
        return tuple(
            Reference(kind, number, date, issuer, about, quote, section, self.position_of(at))
            for kind, number, date, issuer, about, quote, section, at in self._rows(_REFERENCES)
        )

    @cached_property
    def contacts(self) -> tuple[Contact, ...]:
        """Return the numbers and addresses."""
        return tuple(
            Contact(what, value, quote, section, self.position_of(at))
            for what, value, quote, section, at in self._rows(_CONTACTS)
        )

    @cached_property
    def report_outline(self) -> tuple[str, ...]:
        """Return the headings that a report must have."""
        return tuple(text for (text,) in self._rows(_HEADINGS))

    @cached_property
    def recipients(self) -> tuple[str, ...]:
        """Return whom the plan is sent to."""
        return tuple(text for (text,) in self._rows(_RECIPIENTS))

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """Return the plan's own inconsistencies."""
        return tuple(
            Finding(kind, message, tuple(Quote(text, section) for text, section in json.loads(quotes)))
            for kind, message, quotes in self._rows(_FINDINGS)
        )


@lru_cache(maxsize=4096)
def _strings(text: str) -> tuple[str, ...]:
    return () if text == EMPTY_LIST else tuple(json.loads(text))


def _grouped(pairs: Iterable[tuple[int, Any]]) -> dict[int, list[Any]]:
    """Return the values by their owners."""
    found: dict[int, list[Any]] = {}
    for owner, value in pairs:
        found.setdefault(owner, []).append(value)
    return found


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
