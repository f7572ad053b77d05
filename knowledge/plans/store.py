"""Plans in the database: which there are, and where each stands; `storing` writes what was read from one.

A passage's id is a number of the whole database, its position one of its plan; tasks and facts point to passages by
id in the tables and by position in the models.
"""

import sqlite3
from dataclasses import astuple, dataclass
from datetime import UTC, datetime
from enum import StrEnum

from knowledge.database import transaction
from knowledge.documents.document import Document
from knowledge.errors import UserError
from knowledge.language.folding import key
from knowledge.language.terms import terms
from knowledge.plans import page_pictures
from knowledge.plans.loading import PlanUnknown, head_of
from knowledge.plans.model import Head, Plan
from knowledge.plans.storing import insert_parts

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
        insert_parts(connection, plan)
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
        for table in ("passage", "plan_gist", "section", "unit", "report_heading", "recipient", "finding"):
            connection.execute(f"delete from {table} where plan = ?", (plan.id,))
        insert_parts(connection, plan)


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
