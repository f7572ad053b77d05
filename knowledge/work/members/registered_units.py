"""Registered units: the offices whose officials use the assistant, each under the office that issues its plans."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from knowledge.clock import stamp
from knowledge.errors import UserError
from knowledge.language.folding import key, squeeze

NAME_LENGTH = 200


class UnitError(UserError):
    """A unit that cannot be used; its message says why and what to do."""


@dataclass(frozen=True, slots=True)
class RegisteredUnit:
    """A unit with members. `issuer` is the office whose plans it carries out, empty where none was given."""

    id: int
    name: str
    issuer: str = ""
    is_open: bool = True

    def under(self, issuer: str) -> bool:
        """Tell whether the unit stands under that issuer, however its name is typed."""
        return key(self.issuer) == key(issuer)


def register(connection: sqlite3.Connection, name: str, *, issuer: str = "") -> RegisteredUnit:
    """Return the unit of that name under that issuer, made if it is new. Raises UnitError for an unusable name."""
    name, issuer = squeeze(name), squeeze(issuer)
    if not key(name) or len(name) > NAME_LENGTH:
        raise UnitError("Tên đơn vị phải có chữ và không quá 200 ký tự: hãy nhập lại.")
    connection.execute(
        "insert into registered_unit (name, folded, issuer, issuer_folded) values (?, ?, ?, ?) on conflict do nothing",
        (name, key(name), issuer, key(issuer)),
    )
    row = connection.execute(
        "select * from registered_unit where folded = ? and issuer_folded = ?", (key(name), key(issuer))
    ).fetchone()
    return unit_of(row)


def find(connection: sqlite3.Connection, unit_id: int) -> RegisteredUnit:
    """Return a unit. Raises UnitError if there is none of that id or it was closed."""
    row = connection.execute("select * from registered_unit where id = ?", (unit_id,)).fetchone()
    return demand_open(unit_of(row) if row else None)


def demand_open(unit: RegisteredUnit | None) -> RegisteredUnit:
    """Return a unit that there is and that was not closed. Raises UnitError for any other."""
    if unit is None or not unit.is_open:
        raise UnitError("Đơn vị này không còn trong hệ thống: hãy hỏi quản trị viên để chuyển sang đơn vị mới.")
    return unit


def close(connection: sqlite3.Connection, unit_id: int, *, now: datetime) -> None:
    """Mark a unit as abolished: its reports stay, nobody joins it or reports for it. Raises UnitError."""
    find(connection, unit_id)
    connection.execute("update registered_unit set closed_at = ? where id = ?", (stamp(now), unit_id))


def units(connection: sqlite3.Connection, *, issuer: str | None = None, closed: bool = False) -> list[RegisteredUnit]:
    """Return the units that are open, by name, and the closed ones if wanted; only an issuer's if one is given."""
    rows = connection.execute(
        "select * from registered_unit where (?2 or closed_at is null) and (?1 is null or issuer_folded = ?1)"
        " order by folded, id",
        (None if issuer is None else key(issuer), closed),
    )
    return [unit_of(row) for row in rows]


def unit_of(row: sqlite3.Row) -> RegisteredUnit:
    """Return the unit of a row of `registered_unit`."""
    return RegisteredUnit(row["id"], row["name"], row["issuer"], row["closed_at"] is None)
