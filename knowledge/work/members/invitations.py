"""Joining: by an administrator's link (one unit, one role, expiring, revocable), or by asking and being approved.

Only a code's hash is stored: whoever reads the database, or a backup of it, cannot join with what is found there.
"""

import hashlib
import secrets
import sqlite3
from dataclasses import dataclass
from datetime import datetime, timedelta

from knowledge.clock import stamp
from knowledge.database import transaction
from knowledge.errors import UserError
from knowledge.work import audit
from knowledge.work.members import requests
from knowledge.work.members.officials import OfficialRole
from knowledge.work.members.people import Person, join, person
from knowledge.work.members.registered_units import RegisteredUnit, find

LASTS = timedelta(days=7)
MOST_USES = 200


class InvitationError(UserError):
    """An invitation that does not let anybody in; its message says why and whom to ask."""


@dataclass(frozen=True, slots=True)
class Invitation:
    """A link that makes whoever opens it a member of one unit in one role. `code` is known only when it is made."""

    id: int
    unit: RegisteredUnit
    role: OfficialRole
    uses_left: int
    expires_at: datetime
    code: str | None = None


def invite(
    connection: sqlite3.Connection,
    *,
    unit: int,
    role: OfficialRole,
    by: int,
    now: datetime,
    uses: int = 1,
    lasts: timedelta = LASTS,
) -> Invitation:
    """Make an invitation with a fresh code that fits Telegram's `?start=`. Raises UnitError, InvitationError."""
    if not 1 <= uses <= MOST_USES:
        raise InvitationError(f"Một liên kết mời dùng được từ 1 đến {MOST_USES} lần: hãy chọn lại số lần.")
    code = secrets.token_urlsafe(18)
    with transaction(connection):
        find(connection, unit)
        row = connection.execute(
            "insert into invitation (code_hash, unit, role, uses_left, expires_at, created_by, created_at)"
            " values (?, ?, ?, ?, ?, ?, ?) returning id",
            (_hash(code), unit, role, uses, stamp(now + lasts), by, stamp(now)),
        ).fetchone()
        change = audit.Change("invitation.make", by, unit=unit, after={"id": row["id"], "role": role, "uses": uses})
        audit.log(connection, change, now=now)
        return _load(connection, row["id"], code)


def redeem(connection: sqlite3.Connection, code: str, telegram_id: int, name: str, *, now: datetime) -> Person:
    """Let a person in by a code. The same person twice costs one use. Raises InvitationError, UnitError."""
    with transaction(connection):
        row = connection.execute("select * from invitation where code_hash = ?", (_hash(code),)).fetchone()
        if row is not None and _was_used_by(connection, row["id"], telegram_id):
            return person(connection, telegram_id)
        _refuse(row, now)
        joined = join(
            connection,
            telegram_id,
            name,
            unit=row["unit"],
            role=OfficialRole(row["role"]),
            by=row["created_by"],
            now=now,
        )
        connection.execute("update invitation set uses_left = uses_left - 1 where id = ?", (row["id"],))
        connection.execute(
            "insert into invitation_use values (?, ?, ?) on conflict do nothing", (row["id"], telegram_id, stamp(now))
        )
        requests.drop(connection, telegram_id)
        return joined


def revoke(connection: sqlite3.Connection, invitation: int, *, by: int, now: datetime) -> None:
    """Make an invitation useless from now on. Raises InvitationError if it is so already."""
    with transaction(connection):
        revoked = connection.execute(
            "update invitation set revoked_at = ? where id = ? and revoked_at is null returning unit",
            (stamp(now), invitation),
        ).fetchone()
        if revoked is None:
            raise InvitationError("Liên kết mời này không còn hoặc đã được thu hồi.")
        change = audit.Change("invitation.revoke", by, unit=revoked["unit"], before={"id": invitation})
        audit.log(connection, change, now=now)


def usable(connection: sqlite3.Connection, *, now: datetime) -> list[Invitation]:
    """Return the invitations that still let somebody in, the one that ends first at the top."""
    rows = connection.execute(
        "select id from invitation where revoked_at is null and uses_left > 0 and expires_at > ? order by expires_at",
        (stamp(now),),
    ).fetchall()
    return [_load(connection, row["id"]) for row in rows]


def approve(
    connection: sqlite3.Connection, telegram_id: int, *, unit: int, role: OfficialRole, by: int, now: datetime
) -> Person:
    """Let in somebody who asked. Raises RequestError if another administrator was faster, UnitError."""
    with transaction(connection):
        request = requests.take(connection, telegram_id)
        return join(connection, telegram_id, request.name, unit=unit, role=role, by=by, now=now)


def refuse(connection: sqlite3.Connection, telegram_id: int, *, by: int, now: datetime) -> None:
    """Turn down somebody who asked; nothing about them is kept. Raises RequestError."""
    with transaction(connection):
        requests.take(connection, telegram_id)
        audit.log(connection, audit.Change("request.refuse", by), now=now)


def _refuse(row: sqlite3.Row | None, now: datetime) -> None:
    """Raise InvitationError unless the invitation lets one more person in."""
    if row is None or row["revoked_at"]:
        raise InvitationError("Liên kết mời không đúng hoặc đã bị thu hồi: hãy xin quản trị viên một liên kết mới.")
    if row["expires_at"] <= stamp(now):
        raise InvitationError("Liên kết mời đã hết hạn: hãy xin quản trị viên một liên kết mới.")
    if row["uses_left"] == 0:
        raise InvitationError("Liên kết mời đã được dùng hết số lần: hãy xin quản trị viên một liên kết mới.")


def _was_used_by(connection: sqlite3.Connection, invitation: int, telegram_id: int) -> bool:
    """Tell whether a person came in by this invitation before and is still there."""
    row = connection.execute(
        "select 1 from invitation_use join invitation on invitation.id = invitation"
        " join membership using (telegram_id, unit) where invitation = ? and telegram_id = ?",
        (invitation, telegram_id),
    ).fetchone()
    return row is not None


def _load(connection: sqlite3.Connection, invitation: int, code: str | None = None) -> Invitation:
    row = connection.execute(
        "select i.*, u.name, u.issuer from invitation i join registered_unit u on u.id = i.unit where i.id = ?",
        (invitation,),
    ).fetchone()
    unit = RegisteredUnit(row["unit"], row["name"], row["issuer"])
    expires = datetime.fromisoformat(row["expires_at"])
    return Invitation(row["id"], unit, OfficialRole(row["role"]), row["uses_left"], expires, code)


def _hash(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()
