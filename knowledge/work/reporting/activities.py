"""Reports of activities in the database: drafts, sending, undoing, correcting, returning, accepting, searching.

Every change of a report writes its history and the audit log in the same transaction. What is done twice (a message
delivered again, a button pressed again) is done once: the tables refuse the second.
"""

import sqlite3
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from knowledge.clock import local_date, stamp
from knowledge.database import as_json, transaction
from knowledge.plans.model import Head
from knowledge.plans.store import PlanStatus, entry
from knowledge.work import audit
from knowledge.work.members import registered_units
from knowledge.work.reporting.activity import REPORTED, Activity, ActivityError, Details, State, check
from knowledge.work.reporting.corrections import skip
from knowledge.work.reporting.fields import missing_fields
from knowledge.work.reporting.histories import mask_gone
from knowledge.work.reporting.reports import find

UNDO = timedelta(minutes=10)
KEPT_CANCELLED = timedelta(days=30)
MOST_DRAFTS = 20

_NOT_NOW = {
    State.DRAFT: "Báo cáo này còn là bản nháp: hãy gửi trước.",
    State.CANCELLED: "Báo cáo nháp này đã hủy: hãy viết lại.",
    State.SUBMITTED: "Báo cáo này đã gửi: hãy dùng nút Sửa để gửi bản sửa.",
    State.RETURNED: "Báo cáo này đã được trả lại: người báo cáo cần sửa và gửi lại.",
    State.ACCEPTED: "Báo cáo này đã được tiếp nhận: hãy dùng nút Sửa để gửi bản sửa.",
}


@dataclass(frozen=True, slots=True)
class Source:
    """The message that a draft was read from; `part` counts the activities in it from 0."""

    chat: int
    message: int
    part: int = 0


def open_draft(
    connection: sqlite3.Connection,
    *,
    author: int,
    unit: int,
    now: datetime,
    details: Details | None = None,
    plan: str | None = None,
    guided: bool = False,
    source: Source | None = None,
) -> Activity:
    """Return a new draft; the same message delivered again returns the one it made. Raises UnitError, DetailsError."""
    details = details or Details()
    check(details, today=local_date(now))
    with transaction(connection):
        if (known := _of_source(connection, source)) is not None:
            return known
        registered_units.find(connection, unit)
        if _open_drafts(connection, author) >= MOST_DRAFTS:
            raise ActivityError(f"Đồng chí đang có {MOST_DRAFTS} báo cáo nháp: hãy gửi hoặc hủy bớt rồi viết tiếp.")
        at = stamp(now)
        place = (source.chat, source.message, source.part) if source else (None, None, 0)
        row = connection.execute(_INSERT, (author, unit, plan, guided, *place, at, at, *_row(details))).fetchone()
        draft = int(row["id"])
        _write_quantities(connection, draft, details)
        return find(connection, draft)


def save_draft(connection: sqlite3.Connection, draft: Activity, *, now: datetime) -> Activity:
    """Keep a draft as it has become: details, plan, unit, question. Raises ActivityError if it is none any more."""
    check(draft.details, today=local_date(now))
    with transaction(connection):
        _demand_state(find(connection, draft.id), State.DRAFT)
        connection.execute(
            "update activity set unit = ?, plan = ?, guided = ?, asking = ?, skipped = ?, changed_at = ? where id = ?",
            (draft.unit.id, draft.plan, draft.guided, draft.asking, as_json(draft.skipped), stamp(now), draft.id),
        )
        _write(connection, draft.id, draft.details)
        return find(connection, draft.id)


def withdrawn_plan(connection: sqlite3.Connection, activity: Activity) -> Head | None:
    """Return the plan that a report stands under if that is not published any more, None otherwise."""
    found = entry(connection, activity.plan) if activity.plan is not None else None
    return found.head if found is not None and found.status is not PlanStatus.PUBLISHED else None


def leave_plan(connection: sqlite3.Connection, draft: Activity, *, now: datetime) -> Activity:
    """Return a draft without its plan and its task, which is not asked for again."""
    return save_draft(connection, replace(skip(draft, "task"), plan=None), now=now)


def cancel(connection: sqlite3.Connection, activity: int, *, now: datetime) -> Activity:
    """Give a draft up; cancelled twice is cancelled once. Raises ActivityError if it was sent."""
    with transaction(connection):
        if find(connection, activity).state is not State.CANCELLED:
            _demand_state(find(connection, activity), State.DRAFT)
            connection.execute(
                "update activity set state = 'cancelled', changed_at = ? where id = ?", (stamp(now), activity)
            )
        return find(connection, activity)


def submit(connection: sqlite3.Connection, activity: int, *, by: int, now: datetime) -> Activity:
    """Send a draft; sent twice is sent once. Raises ActivityError for what is missing, UnitError, DetailsError."""
    with transaction(connection):
        draft = find(connection, activity)
        if draft.state in REPORTED:
            return draft
        _demand_state(draft, State.DRAFT)
        _demand_complete(connection, draft)
        return _change(connection, draft, by=by, now=now, state=State.SUBMITTED, submitted_at=now, asking=None)


def undo(connection: sqlite3.Connection, activity: int, *, by: int, now: datetime) -> Activity:
    """Make a report a draft again within ten minutes of sending. Raises ActivityError later, or once it was decided."""
    with transaction(connection):
        report = find(connection, activity)
        if report.state is State.DRAFT:
            return report
        _demand_state(report, State.SUBMITTED)
        if report.submitted_at is None or now - report.submitted_at > UNDO:
            raise ActivityError("Đã quá mười phút nên không hoàn tác được: hãy dùng nút Sửa để gửi bản sửa.")
        return _change(connection, report, by=by, now=now, state=State.DRAFT)


def correct(connection: sqlite3.Connection, activity: int, details: Details, *, by: int, now: datetime) -> Activity:
    """Send new details of a report; it waits for acceptance again. Raises ActivityError for a draft, DetailsError."""
    check(details, today=local_date(now))
    with transaction(connection):
        report = find(connection, activity)
        _demand_state(report, *REPORTED)
        if report.details == details and report.state is not State.RETURNED:
            return report
        _demand_complete(connection, replace(report, details=details))
        _write(connection, activity, details)
        return _change(connection, report, by=by, now=now, state=State.SUBMITTED, details=details)


def send_back(connection: sqlite3.Connection, activity: int, comment: str, *, by: int, now: datetime) -> Activity:
    """Return a report to its author with a comment. Raises ActivityError without one, or for a draft."""
    comment = comment.strip()[:1000]
    if not comment:
        raise ActivityError("Hãy ghi lý do trả lại để người báo cáo biết cần sửa gì.")
    with transaction(connection):
        report = find(connection, activity)
        if report.state is State.RETURNED and report.comment == comment:
            return report
        _demand_state(report, *REPORTED)
        return _change(connection, report, by=by, now=now, state=State.RETURNED, comment=comment)


def accept(connection: sqlite3.Connection, activity: int, *, by: int, now: datetime) -> Activity:
    """Accept a report; accepted twice is accepted once. Raises ActivityError if it is a draft or was returned."""
    with transaction(connection):
        report = find(connection, activity)
        if report.state is State.ACCEPTED:
            return report
        _demand_state(report, State.SUBMITTED)
        return _change(connection, report, by=by, now=now, state=State.ACCEPTED)


def forget_author(connection: sqlite3.Connection, author: int) -> None:
    """Delete what an author never sent, cancel what was taken back, unlink the rest from the chat of its writing."""
    _delete_unsent(connection, "author = ?", author)
    connection.execute("update activity set state = 'cancelled' where author = ? and state = 'draft'", (author,))
    connection.execute("update activity set chat = null, message = null where author = ?", (author,))


def forget_old(connection: sqlite3.Connection, *, now: datetime, most: int) -> int:
    """Delete some of the drafts that were cancelled long ago, whose words nobody needs; return how many."""
    return _delete_unsent(connection, "state = 'cancelled' and changed_at < ?", stamp(now - KEPT_CANCELLED), most)


def _delete_unsent(connection: sqlite3.Connection, which: str, value: object, most: int = -1) -> int:
    unsent = f"select id from activity where version = 0 and state in ('draft', 'cancelled') and {which} limit ?"
    with transaction(connection):
        for table in ("activity_quantity", "evidence"):
            connection.execute(f"delete from {table} where activity in ({unsent})", (value, most))
        return connection.execute(f"delete from activity where id in ({unsent})", (value, most)).rowcount


def _of_source(connection: sqlite3.Connection, source: Source | None) -> Activity | None:
    """Return what was made of that part of that message before."""
    if source is None:
        return None
    row = connection.execute(
        "select id from activity where chat = ? and message = ? and part = ?",
        (source.chat, source.message, source.part),
    ).fetchone()
    return find(connection, row["id"]) if row else None


def _open_drafts(connection: sqlite3.Connection, author: int) -> int:
    row = connection.execute("select count(*) from activity where author = ? and state = 'draft'", (author,)).fetchone()
    return int(row[0])


def _demand_state(activity: Activity, *states: State) -> None:
    if activity.state not in states:
        raise ActivityError(_NOT_NOW[activity.state])


def _demand_complete(connection: sqlite3.Connection, activity: Activity) -> None:
    """Pass only a report that can be sent: nothing missing, its unit open, its plan published."""
    if missing := missing_fields(activity.details):
        raise ActivityError(f"Báo cáo còn thiếu {missing[0].label}: hãy bổ sung rồi gửi.")
    registered_units.demand_open(activity.unit)
    if (plan := withdrawn_plan(connection, activity)) is not None:
        raise ActivityError(f"{plan.called} không còn hiệu lực trong hệ thống: hãy chọn nhiệm vụ khác rồi gửi lại.")


def _change(connection: sqlite3.Connection, was: Activity, *, by: int, now: datetime, **fields: Any) -> Activity:
    """Bring a report into what the fields say as a new version, with history and audit log; return it.

    Of earlier versions the personal data go that its words hold no longer. The search index follows the audit log
    (`reports.index_changed`).
    """
    after = replace(was, version=was.version + 1, changed_at=now, **{"comment": None, **fields})
    at, state = stamp(now), after.state.value
    connection.execute(
        "update activity set state = ?, version = ?, comment = ?, asking = ?, changed_at = ?, submitted_at = ?"
        " where id = ?",
        (state, after.version, after.comment, after.asking, at)
        + (after.submitted_at and stamp(after.submitted_at), was.id),
    )
    connection.execute(
        "insert into activity_version (activity, version, state, at, by, details, comment)"
        " values (?, ?, ?, ?, ?, ?, ?)",
        (was.id, after.version, state, at, by, as_json(after.details.to_json()), after.comment),
    )
    if was.version:
        mask_gone(connection, was.id, after.details)
    change = audit.Change(
        action=f"report.{state}",
        actor=by,
        official=was.author,
        unit=was.unit.id,
        plan=was.plan,
        activity=was.id,
        before={"state": was.state.value, "version": was.version},
        after={"state": state, "version": after.version},
    )
    audit.log(connection, change, now=now)
    return after


def _write(connection: sqlite3.Connection, activity: int, details: Details) -> None:
    """Store other details in the row and the quantities of a report."""
    connection.execute(_UPDATE, (*_row(details), activity))
    connection.execute("delete from activity_quantity where activity = ?", (activity,))
    _write_quantities(connection, activity, details)


_DETAILS = ("what", "date", "end_date", "place", "children", "adults", "total", "cost", "difficulty", "proposal",
            "task_text", "task_section")  # fmt: skip
_OWN = ("author", "unit", "plan", "guided", "chat", "message", "part", "created_at", "changed_at")
_INSERT = (
    f"insert into activity (state, {', '.join((*_OWN, *_DETAILS))})"
    f" values ('draft', {', '.join('?' * len(_OWN + _DETAILS))}) returning id"
)
_UPDATE = f"update activity set {', '.join(f'{column} = ?' for column in _DETAILS)} where id = ?"


def _row(details: Details) -> tuple[object, ...]:
    """Return the details as the columns of `_DETAILS` hold them."""
    task = details.task
    return (
        details.what,
        details.date and details.date.isoformat(),
        details.end_date and details.end_date.isoformat(),
        details.place,
        details.children,
        details.adults,
        details.total,
        details.cost,
        details.difficulty,
        details.proposal,
        task and task.text,
        task and task.section,
    )


def _write_quantities(connection: sqlite3.Connection, activity: int, details: Details) -> None:
    connection.executemany(
        "insert into activity_quantity (activity, position, word, number) values (?, ?, ?, ?)",
        [(activity, position, word, number) for position, (word, number) in enumerate(details.quantities)],
    )
