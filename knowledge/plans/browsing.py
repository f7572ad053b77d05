"""A plan leafed through: its outline node by node, its units, its deadlines, without loading all of it.

Sections are addressed by their position in the plan, because a plan may number two sections alike.
"""

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass

from knowledge.language.folding import key
from knowledge.plans.loading import PlanUnknown, PlanWithdrawn, deadline_of, head_of
from knowledge.plans.model import Deadline, Head


@dataclass(frozen=True, slots=True)
class Heading:
    """A line of the outline: `position` addresses it, `path` is the plan's own numbering."""

    position: int
    path: str
    label: str
    title: str

    @property
    def numbered(self) -> str:
        """The heading as the plan writes it: II. Tổ chức thực hiện."""
        return f"{pointed(self.label)} {self.title}".strip()


def pointed(label: str) -> str:
    """Return a mark as plans write it: "II" with its point, "a)" as it is."""
    return f"{label}." if label and label[-1].isalnum() else label


@dataclass(frozen=True, slots=True)
class Text:
    """A passage as it is shown: its mark in the plan and its words; a table's row as (header, cell) pairs."""

    label: str
    text: str
    kind: str
    columns: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class SectionPage:
    """A section opened: what stands directly in it, what lies under it and where it hangs; None at the top."""

    heading: Heading
    page: int | None
    texts: tuple[Text, ...]
    children: tuple[Heading, ...]
    parent: Heading | None
    following: Heading | None


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A unit of a plan with the number of its tasks; `position` addresses it."""

    position: int
    name: str
    tasks: int
    is_group: bool


@dataclass(frozen=True, slots=True)
class PlanDeadline:
    """A deadline with the plan it stands in."""

    id: int
    plan: str
    head: Head
    deadline: Deadline


def head(connection: sqlite3.Connection, plan: str) -> Head:
    """Return the head of a published plan. Raises PlanWithdrawn, PlanUnknown for one that was never published."""
    row = connection.execute("select * from plan where id = ? and status <> 'draft'", (plan,)).fetchone()
    if row is None:
        raise PlanUnknown(plan)
    if row["status"] == "withdrawn":
        raise PlanWithdrawn(head_of(row))
    return head_of(row)


def heads(connection: sqlite3.Connection, *, number: str | None = None) -> list[tuple[str, Head]]:
    """Return the ids and heads of the published plans; only those whose number begins with a figure if one is given."""
    rows = connection.execute(
        "select * from plan where status = 'published' and (?1 is null or ltrim(number, ' 0') like ?1 || '%')",
        (number,),
    )
    return [(row["id"], head_of(row)) for row in rows]


def outline(connection: sqlite3.Connection, plan: str, parent: str | None = None) -> tuple[Heading, ...]:
    """Return the sections directly under a section's path, or the top ones."""
    rows = connection.execute("select * from section where plan = ? and parent is ? order by position", (plan, parent))
    return tuple(_heading(row) for row in rows)


def section(connection: sqlite3.Connection, plan: str, position: int) -> SectionPage | None:
    """Return a section of a plan, None if there is none at that position."""
    row = _section_row(connection, plan, position)
    if row is None:
        return None
    parent = connection.execute(
        "select * from section where plan = ? and path is ? and position < ? order by position desc limit 1",
        (plan, row["parent"], position),
    ).fetchone()
    following = _section_row(connection, plan, position + 1)
    return SectionPage(
        heading=_heading(row),
        page=row["page"],
        texts=_texts(connection, plan, row["path"]),
        children=outline(connection, plan, row["path"]),
        parent=_heading(parent) if parent else None,
        following=_heading(following) if following else None,
    )


def position_of(connection: sqlite3.Connection, plan: str, path: str) -> int | None:
    """Return the position of the first section with that path, None without one."""
    row = connection.execute(
        "select position from section where plan = ? and path = ? order by position limit 1", (plan, path)
    ).fetchone()
    return int(row["position"]) if row else None


def units(connection: sqlite3.Connection, plan: str) -> tuple[UnitLine, ...]:
    """Return the named units of a plan, groups last, in the plan's order."""
    rows = connection.execute(
        "select unit.position, name, is_group, count(task.id) as tasks from unit left join task on task.unit = unit.id"
        " where plan = ? and name is not null group by unit.id order by is_group, unit.position",
        (plan,),
    )
    return tuple(UnitLine(row["position"], row["name"], row["tasks"], bool(row["is_group"])) for row in rows)


def plans_of(connection: sqlite3.Connection, unit: str) -> frozenset[str]:
    """Return the published plans that name a unit, under its name or an alias."""
    rows = connection.execute(
        "select distinct plan.id from unit_alias join unit on unit.id = unit_alias.unit"
        " join plan on plan.id = unit.plan where folded = ? and status = 'published'",
        (key(unit),),
    )
    return frozenset(row["id"] for row in rows)


_LAST_YEAR = "substr(coalesce(last_day, date), instr(coalesce(last_day, date), '/') + 1, 4)"
"""The year of a single date or of a range's end; a recurring one has "-" or "T" where the year would begin."""


def deadlines(connection: sqlite3.Connection, heads: Mapping[str, Head]) -> tuple[PlanDeadline, ...]:
    """Return the deadlines of some plans, given with their heads, plan by plan."""
    rows = connection.execute(
        "select deadline.*, passage.position as passage_position from deadline"
        " join passage on passage.id = deadline.passage"
        " where deadline.plan in (select value from json_each(?)) order by deadline.plan, deadline.id",
        (json.dumps([*heads]),),
    )
    return tuple(PlanDeadline(row["id"], row["plan"], heads[row["plan"]], deadline_of(row)) for row in rows)


def dated_from(connection: sqlite3.Connection, year: int) -> frozenset[str]:
    """Return the plans that set a date of their own in a year or later."""
    rows = connection.execute(
        f"select distinct plan from deadline where {_LAST_YEAR} >= ? and {_LAST_YEAR} < ':'", (f"{year:04}",)
    )
    return frozenset(row["plan"] for row in rows)


def _section_row(connection: sqlite3.Connection, plan: str, position: int) -> sqlite3.Row | None:
    row: sqlite3.Row | None = connection.execute(
        "select * from section where plan = ? and position = ?", (plan, position)
    ).fetchone()
    return row


def _heading(row: sqlite3.Row) -> Heading:
    return Heading(row["position"], row["path"], row["label"], row["title"])


def _texts(connection: sqlite3.Connection, plan: str, path: str) -> tuple[Text, ...]:
    rows = connection.execute(
        "select * from passage where plan = ? and section = ? and kind <> 'heading' order by position", (plan, path)
    )
    return tuple(
        Text(row["label"], row["text"], row["kind"], tuple((name, cell) for name, cell in json.loads(row["columns"])))
        for row in rows
    )
