"""Plans in the database: every statement about the tables of migration m001 stands here.

A passage's id is a number of the whole database, its position one of its plan; tasks and facts point to passages by
id in the tables and by position in the models.
"""

import sqlite3
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from datetime import UTC, datetime
from enum import StrEnum

from knowledge.database import as_json, transaction
from knowledge.documents.document import Document
from knowledge.errors import UserError
from knowledge.language.folding import key
from knowledge.language.terms import terms
from knowledge.plans import page_pictures
from knowledge.plans.gists import keep_gist
from knowledge.plans.loading import EMPTY_LIST, PlanUnknown, head_of
from knowledge.plans.model import Head, Plan, Task

LONGEST_ID = 40
"""Characters of an id: a button's callback data, 64 bytes in all, holds it beside what the button does."""


class PlanStatus(StrEnum):
    """Where a plan stands: only a published one is answered from."""

    DRAFT = "draft"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class PlanExists(UserError):
    """A plan of that id, or a plan read from the same file, is in the database already."""

    def __init__(self, plan_id: str) -> None:
        super().__init__(f"Kế hoạch này đã có với mã {plan_id}: hãy thu hồi bản cũ trước, hoặc nhập với mã khác.")
        self.plan_id = plan_id


@dataclass(frozen=True, slots=True)
class PlanEntry:
    """A line of the list of plans: its head and status, with how much was read from it."""

    id: str
    status: PlanStatus
    head: Head
    file_name: str
    units: int
    tasks: int


def save(
    connection: sqlite3.Connection,
    plan: Plan,
    document: Document,
    *,
    now: datetime,
    status: PlanStatus = PlanStatus.PUBLISHED,
) -> None:
    """Store a plan that is not there yet, whole or not at all. Raises PlanExists."""
    with transaction(connection):
        _refuse_known(connection, plan.id, document.sha256)
        _insert_head(connection, plan, document, status=status, now=now)
        _insert_parts(connection, plan)
        if status is PlanStatus.DRAFT:
            page_pictures.keep(connection, plan.id, document)


def update(connection: sqlite3.Connection, plan: Plan) -> None:
    """Store a plan anew in the place of what was stored under its id: file and status stay. Raises PlanUnknown."""
    with transaction(connection):
        head = plan.head
        changed = connection.execute(
            "update plan set number = ?, title = ?, issuer = ?, level = ?, place = ?, issue_date = ?, year = ?,"
            " year_to = ?, signer = ?, signer_role = ?, superior = ?, revision = revision + 1 where id = ?",
            (*astuple(head), plan.id),
        ).rowcount
        if changed == 0:
            raise PlanUnknown(plan.id)
        _forget_words(connection, plan.id)
        for table in ("passage", "plan_gist", "section", "unit", "report_heading", "finding"):
            connection.execute(f"delete from {table} where plan = ?", (plan.id,))
        _insert_parts(connection, plan)


def of_file(connection: sqlite3.Connection, sha256: str) -> PlanEntry | None:
    """Return the plan that was read from a file, None if the file is new."""
    row = connection.execute("select id from plan where sha256 = ? and sha256 <> ''", (sha256,)).fetchone()
    return entry(connection, row["id"]) if row else None


def free_id(connection: sqlite3.Connection, wanted: str) -> str:
    """Return an id that no plan has: the wanted one, cut to what a button holds, or the next numbered one after it."""
    base = wanted[:LONGEST_ID].strip("-")
    taken = {row["id"] for row in connection.execute("select id from plan")}
    numbered = (f"{base[: LONGEST_ID - 4]}-{number}" for number in range(2, len(taken) + 3))
    return base if base not in taken else next(one for one in numbered if one not in taken)


def publish(connection: sqlite3.Connection, plan_id: str, *, now: datetime) -> None:
    """Publish a plan as it is now, without its pages' pictures, which were for the review. Raises PlanUnknown."""
    set_status(connection, plan_id, PlanStatus.PUBLISHED)
    page_pictures.drop(connection, plan_id)
    connection.execute("update plan set added_at = ? where id = ?", (now.astimezone(UTC).isoformat(), plan_id))


def set_status(connection: sqlite3.Connection, plan_id: str, status: PlanStatus) -> None:
    """Publish a plan, withdraw it or make it a draft again. Raises PlanUnknown."""
    if connection.execute("update plan set status = ? where id = ?", (status, plan_id)).rowcount == 0:
        raise PlanUnknown(plan_id)


def is_published(connection: sqlite3.Connection, plan_id: str) -> bool:
    """Tell whether a plan is there and may be answered from and reported on."""
    row = connection.execute("select status from plan where id = ?", (plan_id,)).fetchone()
    return row is not None and row["status"] == PlanStatus.PUBLISHED


def delete(connection: sqlite3.Connection, plan_id: str) -> None:
    """Remove a plan and all that was read from it. Raises PlanUnknown."""
    with transaction(connection):
        _forget_words(connection, plan_id)
        if connection.execute("delete from plan where id = ?", (plan_id,)).rowcount == 0:
            raise PlanUnknown(plan_id)


def entries(connection: sqlite3.Connection, *, status: PlanStatus | None = None) -> list[PlanEntry]:
    """Return the plans, newest first; only those of a status if one is given."""
    rows = connection.execute(
        f"{_ENTRY} where ?1 is null or status = ?1 order by issue_date desc, year desc, id", (status,)
    )
    return [_entry(row) for row in rows]


def entry(connection: sqlite3.Connection, plan_id: str) -> PlanEntry | None:
    """Return one plan's line of the list, None if there is no such plan."""
    row = connection.execute(f"{_ENTRY} where plan.id = ?", (plan_id,)).fetchone()
    return _entry(row) if row else None


def issuer_naming(connection: sqlite3.Connection, unit: str) -> str | None:
    """Return who issued the newest published plan that names a unit, None if none does."""
    row = connection.execute(
        "select plan.issuer from unit_alias join unit on unit.id = unit_alias.unit join plan on plan.id = unit.plan"
        " where unit_alias.folded = ? and plan.status = 'published' order by plan.year desc, plan.id limit 1",
        (key(unit),),
    ).fetchone()
    return row["issuer"] if row else None


def _forget_words(connection: sqlite3.Connection, plan_id: str) -> None:
    """Take a plan's passages out of the index; call it before they are deleted."""
    rows = connection.execute("select id, text from passage where plan = ?", (plan_id,)).fetchall()
    connection.executemany(
        "insert into passage_index (passage_index, rowid, words) values ('delete', ?, ?)",
        [(row["id"], terms(row["text"])) for row in rows],
    )


def _insert_parts(connection: sqlite3.Connection, plan: Plan) -> None:
    passage_ids = _insert_passages(connection, plan)
    keep_gist(connection, plan)
    _insert_sections(connection, plan)
    _insert_units(connection, plan, passage_ids)
    _insert_facts(connection, plan, passage_ids)


_ENTRY = (
    "select plan.*, (select count(*) from unit where unit.plan = plan.id and name is not null) as units,"
    " (select count(distinct task.passage) from task join unit on unit.id = task.unit where unit.plan = plan.id)"
    " as tasks from plan"
)


def _entry(row: sqlite3.Row) -> PlanEntry:
    return PlanEntry(row["id"], PlanStatus(row["status"]), head_of(row), row["file_name"], row["units"], row["tasks"])


def _refuse_known(connection: sqlite3.Connection, plan_id: str, sha256: str) -> None:
    row = connection.execute(
        "select id from plan where id = ? or (sha256 = ? and sha256 <> '')", (plan_id, sha256)
    ).fetchone()
    if row is not None:
        raise PlanExists(row["id"])


def _insert_head(
    connection: sqlite3.Connection, plan: Plan, document: Document, *, status: PlanStatus, now: datetime
) -> None:
    head = plan.head
    connection.execute(
        "insert into plan (id, status, number, title, issuer, level, place, issue_date, year, year_to, signer,"
        " signer_role, superior, file_name, sha256, added_at) values (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
        (plan.id, status, *astuple(head), document.name, document.sha256, now.astimezone(UTC).isoformat()),
    )


def _insert_sections(connection: sqlite3.Connection, plan: Plan) -> None:
    connection.executemany(
        "insert into section (plan, position, path, label, title, parent, start, end, page) values (?,?,?,?,?,?,?,?,?)",
        [
            (plan.id, position, s.path, s.label, s.title, s.parent, s.span.start, s.span.end, s.span.page)
            for position, s in enumerate(plan.sections)
        ],
    )


def _insert_passages(connection: sqlite3.Connection, plan: Plan) -> Sequence[int]:
    """Store the passages and their terms; return their ids by position."""
    ids = _new_ids(connection, "passage", len(plan.passages))
    connection.executemany(
        "insert into passage (id, plan, position, section, kind, text, label, lead_in, columns, doubtful, start, end,"
        " page) values (?,?,?,?,?,?,?,?,?,?,?,?,?)",
        [
            (id_, plan.id, p.position, p.section, p.kind, p.text, p.label, p.lead_in, _list(p.columns), p.doubtful)
            + (p.span.start, p.span.end, p.span.page)
            for id_, p in zip(ids, plan.passages, strict=True)
        ],
    )
    connection.executemany(
        "insert into passage_index (rowid, words) values (?, ?)",
        [(id_, terms(p.text)) for id_, p in zip(ids, plan.passages, strict=True)],
    )
    return ids


def _insert_units(connection: sqlite3.Connection, plan: Plan, passage_ids: Sequence[int]) -> None:
    units = list(zip(_new_ids(connection, "unit", len(plan.units)), plan.units, strict=True))
    connection.executemany(
        "insert into unit (id, plan, position, name, section, is_group) values (?,?,?,?,?,?)",
        [(id_, plan.id, position, u.name, u.section, u.is_group) for position, (id_, u) in enumerate(units)],
    )
    connection.executemany(
        "insert or ignore into unit_alias (folded, unit, position, alias) values (?,?,?,?)",
        [
            (key(name), id_, place, name)
            for id_, unit in units
            for place, name in enumerate((unit.name, *unit.aliases) if unit.name else unit.aliases)
        ],
    )
    _insert_tasks(connection, [(id_, *task) for id_, unit in units for task in enumerate(unit.tasks)], passage_ids)


def _insert_tasks(
    connection: sqlite3.Connection, given: Sequence[tuple[int, int, Task]], passage_ids: Sequence[int]
) -> None:
    """Store tasks, each with its unit's id and its position among the unit's."""
    ids = _new_ids(connection, "task", len(given))
    connection.executemany(
        "insert into task (id, unit, position, passage, section, role, text, partners, confidence)"
        " values (?,?,?,?,?,?,?,?,?)",
        [
            (id_, unit, position, passage_ids[t.passage], t.section, t.role, t.text, _list(t.partners), t.confidence)
            for id_, (unit, position, t) in zip(ids, given, strict=True)
        ],
    )
    connection.executemany(
        "insert or ignore into task_indicator (number, task) values (?, ?)",
        [(number, id_) for id_, (_, _, task) in zip(ids, given, strict=True) for number in task.indicators],
    )


def _new_ids(connection: sqlite3.Connection, table: str, count: int) -> range:
    """Return the ids of so many new rows of a table."""
    first = connection.execute(f"select coalesce(max(id), 0) + 1 from {table}").fetchone()[0]
    return range(first, first + count)


def _list(values: Sequence[object]) -> str:
    """Return a list as a column keeps it; most of them are empty."""
    return as_json(values) if values else EMPTY_LIST


def _insert_facts(connection: sqlite3.Connection, plan: Plan, passage_ids: Sequence[int]) -> None:
    connection.executemany(
        "insert into deadline (plan, passage, what, who, addressee, date, last_day, recurs, quote, section, confidence)"
        " values (?,?,?,?,?,?,?,?,?,?,?)",
        [
            (plan.id, passage_ids[d.passage], d.what, _list(d.who), d.to, d.date, d.last_day, d.recurs, d.quote)
            + (d.section, d.confidence)
            for d in plan.deadlines
        ],
    )
    connection.executemany(
        "insert into target (plan, passage, text, value, unit, by, indicator, section) values (?,?,?,?,?,?,?,?)",
        [
            (plan.id, passage_ids[t.passage], t.text, t.value, t.unit, t.by, t.indicator, t.section)
            for t in plan.targets
        ],
    )
    connection.executemany(
        "insert into reference (plan, passage, kind, number, date, issuer, about, quote, section)"
        " values (?,?,?,?,?,?,?,?,?)",
        [
            (plan.id, passage_ids[r.passage], r.kind, r.number, r.date, r.issuer, r.about, r.quote, r.section)
            for r in plan.references
        ],
    )
    connection.executemany(
        "insert into contact (plan, passage, what, value, quote, section) values (?,?,?,?,?,?)",
        [(plan.id, passage_ids[c.passage], c.what, c.value, c.quote, c.section) for c in plan.contacts],
    )
    connection.executemany(
        "insert into report_heading (plan, position, text) values (?,?,?)",
        [(plan.id, position, text) for position, text in enumerate(plan.report_outline)],
    )
    connection.executemany(
        "insert into finding (plan, kind, message, quotes) values (?,?,?,?)",
        [(plan.id, f.kind, f.message, as_json([astuple(q) for q in f.quotes])) for f in plan.findings],
    )
