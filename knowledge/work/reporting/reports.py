"""Reports out of the database: one, an author's drafts, those that are sought, one's history."""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from knowledge.clock import stamp
from knowledge.database import transaction
from knowledge.language.folding import folded_words, key
from knowledge.work.members.registered_units import RegisteredUnit
from knowledge.work.reporting.activity import (
    COUNTED,
    REPORTED,
    Activity,
    ActivityError,
    Details,
    State,
    TaskPlace,
    Version,
    details_of,
)

PAGE = 10
FEW = 5000
"""Reports that hold some words: of so many all are looked at at once."""
_HOLDING = "from activity_index where words match ?"
WHEN = "coalesce(a.end_date, a.date)"
"""The day on which an activity counts: its last."""

_SELECT = (
    "select a.id, a.state, version, author, o.name, a.unit, u.name, u.issuer, u.closed_at,"
    " plan, guided, asking, skipped, comment, created_at, changed_at, submitted_at,"
    " what, date, end_date, place, children, adults, total, cost,"
    " (select json_group_array(json_array(word, number)) from (select word, number from activity_quantity"
    " where activity = a.id order by position)), difficulty, proposal, task_text, task_section"
    " from activity a join registered_unit u on u.id = a.unit join official o on o.telegram_id = a.author"
)


@dataclass(frozen=True, slots=True)
class Sought:
    """Which reports are wanted; what is None or empty does not matter. Days are those on which activities ended.

    `sent_from` and `sent_before` are moments between which they were sent, the second excluded.
    """

    unit: int | None = None
    issuer: str | None = None
    plan: str | None = None
    task: TaskPlace | None = None
    author: int | None = None
    first: date | None = None
    last: date | None = None
    words: str = ""
    sent_from: datetime | None = None
    sent_before: datetime | None = None
    states: tuple[State, ...] = REPORTED


def find(connection: sqlite3.Connection, activity: int) -> Activity:
    """Return a report or draft. Raises ActivityError if there is none."""
    row = connection.execute(f"{_SELECT} where a.id = ?", (activity,)).fetchone()
    if row is None:
        raise ActivityError("Không tìm thấy báo cáo này: hãy mở lại danh sách bằng lệnh /nhatky.")
    return _activity(row)


def drafts(connection: sqlite3.Connection, author: int) -> list[Activity]:
    """Return an author's open drafts, oldest first."""
    rows = connection.execute(f"{_SELECT} where a.author = ? and a.state = 'draft' order by a.id", (author,)).fetchall()
    return [_activity(row) for row in rows]


def of_message(connection: sqlite3.Connection, chat: int, message: int) -> list[Activity]:
    """Return what was read from a message of a chat, whatever became of it, in the order in which it stands there."""
    rows = connection.execute(
        f"{_SELECT} where a.chat = ? and a.message = ? order by a.part", (chat, message)
    ).fetchall()
    return [_activity(row) for row in rows]


def twin(connection: sqlite3.Connection, draft: Activity) -> Activity | None:
    """Return a report that counts already, of the same unit, day, place and people as a draft; None without one."""
    details = draft.details
    if details.date is None or details.total is None:
        return None
    rows = connection.execute(
        f"{_SELECT} where a.unit = ? and a.date = ? and a.place is ? and a.total = ? and a.id <> ?"
        f" and a.state in ({', '.join('?' * len(COUNTED))}) order by a.id limit 1",
        (draft.unit.id, details.date.isoformat(), details.place, details.total, draft.id, *COUNTED),
    ).fetchall()
    return next((_activity(row) for row in rows), None)


def reports(
    connection: sqlite3.Connection, sought: Sought, *, limit: int | None = PAGE, offset: int = 0
) -> list[Activity]:
    """Return the reports that are sought, the latest activity first; without a limit all of them."""
    if sought.words:
        index_changed(connection)
    where, values = _where(connection, sought)
    rows = connection.execute(
        f"{_SELECT} where {where} order by {WHEN} desc, a.id desc limit ? offset ?",
        (*values, -1 if limit is None else limit, offset),
    ).fetchall()
    return [_activity(row) for row in rows]


def history(connection: sqlite3.Connection, activity: int) -> list[Version]:
    """Return all that a report has been since it was first sent, oldest first."""
    rows = connection.execute("select * from activity_version where activity = ? order by version", (activity,))
    return [
        Version(
            number=row["version"],
            state=State(row["state"]),
            at=datetime.fromisoformat(row["at"]),
            by=row["by"],
            details=details_of(json.loads(row["details"])),
            comment=row["comment"],
        )
        for row in rows
    ]


def index_changed(connection: sqlite3.Connection) -> None:
    """Make the reports findable by the words that they have now: those that changed since this was last done.

    Which these are the audit log tells, so that sending a report need not write the index.
    """
    with transaction(connection):
        (done,), (last,) = connection.execute(
            "select logged from activity_indexed union all select coalesce(max(id), 0) from audit"
        ).fetchall()
        changed = connection.execute(
            "select distinct a.id from audit join activity a on a.id = audit.activity where audit.id > ?", (done,)
        )
        for (activity,) in changed.fetchall():
            connection.execute("delete from activity_index where rowid = ?", (activity,))
            if (report := find(connection, activity)).state in REPORTED:
                _index(connection, report)
        if last > done:
            connection.execute("update activity_indexed set logged = ?", (last,))


def _index(connection: sqlite3.Connection, report: Activity) -> None:
    details = report.details
    texts = (details.what, details.place, details.difficulty, details.proposal, details.task and details.task.text)
    words = " ".join(word for text in texts if text for word in folded_words(text))
    connection.execute("insert into activity_index (rowid, words) values (?, ?)", (report.id, words))


def count(connection: sqlite3.Connection, sought: Sought) -> int:
    """Return how many reports are sought."""
    where, values = _where(connection, sought)
    return int(connection.execute(f"select count(*) from activity a where {where}", values).fetchone()[0])


def _where(connection: sqlite3.Connection, sought: Sought) -> tuple[str, list[object]]:
    """Return the condition for what is sought, and its values."""
    beside = "+" if sought.words or sought.sent_from else ""  # the words, or the sending, narrow more than the units
    parts: dict[str, object] = {
        "a.unit = ?": sought.unit,
        f"{beside}a.unit in (select id from registered_unit where issuer_folded = ?)": _folded(sought.issuer),
        "a.plan = ?": sought.plan,
        "a.task_text = ?": sought.task and sought.task.text,
        "a.task_section = ?": sought.task and sought.task.section,
        "a.author = ?": sought.author,
        f"{WHEN} >= ?": sought.first and sought.first.isoformat(),
        f"{WHEN} <= ?": sought.last and sought.last.isoformat(),
        "a.submitted_at >= ?": sought.sent_from and stamp(sought.sent_from),
        "a.submitted_at < ?": sought.sent_before and stamp(sought.sent_before),
    }
    wanted = {condition: value for condition, value in parts.items() if value is not None}
    if words := folded_words(sought.words):
        wanted |= _holding(connection, words, everywhere=not wanted)
    marks = ", ".join("?" * len(sought.states))
    return " and ".join([f"a.state in ({marks})", *wanted]), [*sought.states, *wanted.values()]


def _folded(issuer: str | None) -> str | None:
    return None if issuer is None else key(issuer)


def _holding(connection: sqlite3.Connection, words: Sequence[str], *, everywhere: bool) -> dict[str, object]:
    """Return the condition for reports that hold all of the words; as beginnings where no report holds them whole.

    Few reports are listed beforehand. Where many hold the words, each report that is looked at is asked; sought
    everywhere, only the latest are.
    """
    match = " ".join(f'"{word}"' for word in words)
    number = connection.execute(f"select count(*) from (select 1 {_HOLDING} limit ?)", (match, FEW + 1)).fetchone()[0]
    if not number:
        match = " ".join(f'"{word}"*' for word in words)
    elif number > FEW and not everywhere:
        return {f"exists (select 1 {_HOLDING} and rowid = a.id)": match}
    latest = f" order by rowid desc limit {FEW}" if everywhere else ""
    return {f"a.id in (select rowid {_HOLDING}{latest})": match}


def tidy(number: float) -> float:
    """Return a whole number as an int."""
    return int(number) if number == int(number) else number


def _activity(row: sqlite3.Row) -> Activity:
    """Return the report of a row of `_SELECT`, whose columns stand in the order of the fields."""
    (id_, state, version, author, author_name, unit, unit_name, issuer, closed_at, *rest) = row
    plan, guided, asking, skipped, comment, created_at, changed_at, submitted_at, *said = rest
    return Activity(
        id_,
        State(state),
        version,
        author,
        author_name,
        RegisteredUnit(unit, unit_name, issuer, closed_at is None),
        plan,
        _details(*said),
        bool(guided),
        asking,
        tuple(json.loads(skipped)),
        comment,
        datetime.fromisoformat(created_at),
        datetime.fromisoformat(changed_at),
        datetime.fromisoformat(submitted_at) if submitted_at else None,
    )


def _details(what: str, day: str | None, end_day: str | None, *rest: Any) -> Details:
    place, children, adults, total, cost, quantities, difficulty, proposal, task_text, task_section = rest
    return Details(
        what,
        date.fromisoformat(day) if day else None,
        date.fromisoformat(end_day) if end_day else None,
        place,
        children,
        adults,
        total,
        cost,
        tuple((word, tidy(number)) for word, number in json.loads(quantities)),
        difficulty,
        proposal,
        TaskPlace(task_text, task_section) if task_text else None,
    )
