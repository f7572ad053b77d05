"""People: which units an official belongs to, moving, leaving.

`official.unit` and `official.role` follow from the memberships: the unit spoken for at present, the highest role.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from knowledge.clock import stamp
from knowledge.database import transaction
from knowledge.errors import UserError
from knowledge.language.folding import folded_words
from knowledge.work import audit
from knowledge.work.members.officials import OfficialRole
from knowledge.work.members.registered_units import RegisteredUnit, find

_ORDER = list(OfficialRole)
FIRST_ADMIN = "Quản trị viên"
NAMELESS = "Chưa rõ tên"
NAME_LENGTH = 100
_NO_MEMBER = "Cán bộ này không thuộc đơn vị đó: hãy xem lại danh sách bằng lệnh /canbo."


class PersonError(UserError):
    """Something about people that cannot be done; its message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Membership:
    """One unit that a person belongs to, with the role held there."""

    unit: RegisteredUnit
    role: OfficialRole
    since: datetime


@dataclass(frozen=True, slots=True)
class Person:
    """An official with all memberships, the unit spoken for at present first."""

    telegram_id: int
    name: str
    is_admin: bool
    memberships: tuple[Membership, ...]

    @property
    def unit(self) -> RegisteredUnit | None:
        """The unit that the person speaks for at present."""
        return self.memberships[0].unit if self.memberships else None

    @property
    def is_active(self) -> bool:
        """Whether the person may use the assistant at all."""
        return self.is_admin or bool(self.memberships)


@dataclass(frozen=True, slots=True)
class Listed:
    """A person as a list shows one: the names of the units in one text."""

    telegram_id: int
    name: str
    units: str


def find_person(connection: sqlite3.Connection, telegram_id: int) -> Person | None:
    """Return the person of a Telegram account, None for a stranger."""
    return next(_people(connection, "o.telegram_id = ?", (telegram_id,)), None)


def person(connection: sqlite3.Connection, telegram_id: int) -> Person:
    """Return a registered person. Raises PersonError for a stranger."""
    found = find_person(connection, telegram_id)
    if found is None:
        raise PersonError("Không có cán bộ này trong hệ thống: hãy gửi cho họ một liên kết mời.")
    return found


def people(connection: sqlite3.Connection, *, unit: int | None = None) -> list[Person]:
    """Return everybody who is active, by name; only a unit's members if one is given."""
    if unit is None:
        found = _people(connection, "o.telegram_id > 0")
    else:
        among = "select telegram_id from membership where unit = ?"
        found = _people(connection, f"o.telegram_id > 0 and o.telegram_id in ({among})", (unit,))
    return [each for each in found if each.is_active]


def listed(connection: sqlite3.Connection, wanted: str = "") -> list[Listed]:
    """Return everybody who is active, by name; only those in whose name or units every word of `wanted` stands."""
    rows = connection.execute(
        "select o.telegram_id, o.name, o.role, group_concat(u.name, ', ') as units from official o"
        " left join membership m on m.telegram_id = o.telegram_id"
        " left join registered_unit u on u.id = m.unit and u.closed_at is null"
        " where o.telegram_id > 0 group by o.telegram_id having units is not null or o.role = 'admin'"
        " order by o.name, o.telegram_id"
    )
    found = (Listed(row["telegram_id"], row["name"], row["units"] or "") for row in rows)
    words = set(folded_words(wanted))
    return [one for one in found if not words or words <= set(folded_words(f"{one.name} {one.units}"))]


def holding(connection: sqlite3.Connection, roles: Iterable[OfficialRole]) -> list[Person]:
    """Return everybody who holds one of the roles anywhere, by name."""
    wanted = [*roles]
    marks = ", ".join("?" * len(wanted))
    members = f"o.telegram_id in (select telegram_id from membership where role in ({marks}))"
    where = f"o.telegram_id > 0 and (o.role in ({marks}) or {members})"
    return [each for each in _people(connection, where, (*wanted, *wanted)) if each.is_active]


def admins(connection: sqlite3.Connection) -> list[Person]:
    """Return the administrators, by name."""
    return [*_people(connection, "o.telegram_id > 0 and o.role = ?", (OfficialRole.ADMIN,))]


def ensure_admins(connection: sqlite3.Connection, telegram_ids: Iterable[int], *, now: datetime) -> None:
    """Make administrators of the accounts that the settings name, where they are not yet."""
    for telegram_id in telegram_ids:
        with transaction(connection):
            before = find_person(connection, telegram_id)
            if before is not None and before.is_admin:
                continue
            connection.execute(
                "insert into official (telegram_id, name, unit, role, joined_at) values (?, ?, null, 'admin', ?)"
                " on conflict (telegram_id) do update set role = 'admin'",
                (telegram_id, FIRST_ADMIN, stamp(now)),
            )
            audit.log(connection, audit.Change("admin.settings", None, official=telegram_id), now=now)


def join(
    connection: sqlite3.Connection,
    telegram_id: int,
    name: str,
    *,
    unit: int,
    role: OfficialRole,
    by: int | None,
    now: datetime,
) -> Person:
    """Make a person a member of a unit, or change their role there; they speak for it from now on.

    Joining as an administrator makes a coordinator of the unit who may everything elsewhere too. Raises UnitError.
    """
    with transaction(connection):
        place = find(connection, unit)
        before = _role_in(connection, telegram_id, unit)
        connection.execute(
            "insert into official (telegram_id, name, unit, role, joined_at) values (?, ?, ?, ?, ?)"
            " on conflict (telegram_id) do update set name = excluded.name, unit = excluded.unit,"
            " role = iif(role = 'admin', role, excluded.role)",
            (telegram_id, name.strip()[:NAME_LENGTH] or NAMELESS, place.name, role, stamp(now)),
        )
        held = OfficialRole.COORDINATOR if role is OfficialRole.ADMIN else role
        connection.execute(
            "insert into membership (telegram_id, unit, role, since) values (?, ?, ?, ?)"
            " on conflict do update set role = excluded.role",
            (telegram_id, unit, held, stamp(now)),
        )
        if role is not OfficialRole.ADMIN:
            _settle(connection, telegram_id)
        change = audit.Change("member.join", by, telegram_id, unit, before={"role": before}, after={"role": role})
        audit.log(connection, change, now=now)
        return person(connection, telegram_id)


def change_role(
    connection: sqlite3.Connection, telegram_id: int, *, unit: int, role: OfficialRole, by: int, now: datetime
) -> Person:
    """Give a member another role in a unit, or make them an administrator. Raises PersonError for who is no member."""
    with transaction(connection):
        before = _role_in(connection, telegram_id, unit)
        if before is None:
            raise PersonError(_NO_MEMBER)
        held = OfficialRole.COORDINATOR if role is OfficialRole.ADMIN else role
        connection.execute(
            "update membership set role = ? where telegram_id = ? and unit = ?", (held, telegram_id, unit)
        )
        if role is OfficialRole.ADMIN:
            connection.execute("update official set role = 'admin' where telegram_id = ?", (telegram_id,))
        _settle(connection, telegram_id)
        change = audit.Change("member.role", by, telegram_id, unit, before={"role": before}, after={"role": role})
        audit.log(connection, change, now=now)
        return person(connection, telegram_id)


def dismiss_admin(connection: sqlite3.Connection, telegram_id: int, *, by: int, now: datetime) -> Person:
    """Take an administrator's general rights; memberships stay. Raises PersonError for the last administrator."""
    with transaction(connection):
        keep_an_admin(connection, telegram_id)
        connection.execute("update official set role = 'officer' where telegram_id = ?", (telegram_id,))
        _settle(connection, telegram_id)
        audit.log(connection, audit.Change("admin.dismiss", by, official=telegram_id), now=now)
        return person(connection, telegram_id)


def leave(connection: sqlite3.Connection, telegram_id: int, unit: int, *, by: int | None, now: datetime) -> Person:
    """End a membership; the reports stay with the unit. Raises PersonError if there is none."""
    with transaction(connection):
        before = _role_in(connection, telegram_id, unit)
        if before is None:
            raise PersonError(_NO_MEMBER)
        connection.execute("delete from membership where telegram_id = ? and unit = ?", (telegram_id, unit))
        _settle(connection, telegram_id)
        audit.log(connection, audit.Change("member.leave", by, telegram_id, unit, before={"role": before}), now=now)
        return person(connection, telegram_id)


def move(
    connection: sqlite3.Connection, telegram_id: int, *, unit: int, to: int, by: int | None, now: datetime
) -> Person:
    """Move a person to another unit with the same role; open drafts stay with the unit that they were begun for."""
    with transaction(connection):
        role = _role_in(connection, telegram_id, unit)
        left = leave(connection, telegram_id, unit, by=by, now=now)
        return join(connection, telegram_id, left.name, unit=to, role=OfficialRole(role or ""), by=by, now=now)


def speak_for(connection: sqlite3.Connection, telegram_id: int, unit: int) -> Person:
    """Make one of a person's units the one spoken for at present. Raises PersonError, UnitError."""
    if _role_in(connection, telegram_id, unit) is None:
        raise PersonError("Đồng chí không thuộc đơn vị đó: hãy chọn một đơn vị của mình bằng lệnh /toi.")
    place = find(connection, unit)
    connection.execute("update official set unit = ? where telegram_id = ?", (place.name, telegram_id))
    return person(connection, telegram_id)


def _settle(connection: sqlite3.Connection, telegram_id: int) -> None:
    """Bring an official's present unit and role in step with the memberships; an administrator remains one."""
    rows = connection.execute(
        "select u.name, m.role from membership m join registered_unit u on u.id = m.unit"
        " join official o on o.telegram_id = m.telegram_id where m.telegram_id = ?"
        " order by u.name = o.unit desc, m.since, u.id",
        (telegram_id,),
    ).fetchall()
    highest = max((OfficialRole(row["role"]) for row in rows), key=_ORDER.index, default=OfficialRole.OFFICER)
    connection.execute(
        "update official set unit = ?, role = iif(role = 'admin', role, ?) where telegram_id = ?",
        (rows[0]["name"] if rows else None, highest, telegram_id),
    )


def keep_an_admin(connection: sqlite3.Connection, telegram_id: int) -> None:
    """Pass if somebody else is an administrator. Raises PersonError."""
    if not connection.execute(
        "select 1 from official where role = 'admin' and telegram_id <> ?", (telegram_id,)
    ).fetchone():
        raise PersonError("Đây là quản trị viên duy nhất: hãy giao quyền quản trị cho người khác trước.")


def _people(connection: sqlite3.Connection, where: str, values: tuple[object, ...] = ()) -> Iterator[Person]:
    """Yield the people of a condition on `o`, the official, by name, each with the memberships in open units."""
    rows = connection.execute(
        "select o.telegram_id, o.name, o.role, u.id as unit_id, u.name as unit_name, u.issuer, m.role as held, m.since"
        " from official o left join membership m on m.telegram_id = o.telegram_id"
        f" left join registered_unit u on u.id = m.unit and u.closed_at is null where {where}"
        " order by o.name, o.telegram_id, u.name = o.unit desc, m.since, u.id",
        values,
    )
    for telegram_id, group in groupby(rows, key=lambda row: row["telegram_id"]):
        every = [*group]
        yield Person(
            telegram_id=telegram_id,
            name=every[0]["name"],
            is_admin=every[0]["role"] == OfficialRole.ADMIN,
            memberships=tuple(_membership(row) for row in every if row["unit_id"] is not None),
        )


def _membership(row: sqlite3.Row) -> Membership:
    place = RegisteredUnit(row["unit_id"], row["unit_name"], row["issuer"])
    return Membership(place, OfficialRole(row["held"]), datetime.fromisoformat(row["since"]))


def _role_in(connection: sqlite3.Connection, telegram_id: int, unit: int) -> str | None:
    row = connection.execute(
        "select role from membership where telegram_id = ? and unit = ?", (telegram_id, unit)
    ).fetchone()
    return row["role"] if row else None
