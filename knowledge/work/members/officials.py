"""Officials: who is known to the assistant, for which unit, with which role."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class OfficialRole(StrEnum):
    """What a registered person may do; each role may all that those before it may."""

    OFFICER = "officer"
    HEAD = "head"
    COORDINATOR = "coordinator"
    ADMIN = "admin"

    def covers(self, least: "OfficialRole") -> bool:
        """Tell whether this role may do what needs at least the given one."""
        order = list(OfficialRole)
        return order.index(self) >= order.index(least)


@dataclass(frozen=True, slots=True)
class Official:
    """A registered person. `unit` is the unit's name as its plan writes it; administrators may have none.

    Where it matters which of two units of one name is meant, `unit_id` says it; `issuer` is their issuer's folded name.
    """

    telegram_id: int
    name: str
    role: OfficialRole
    unit: str | None = None
    unit_id: int | None = None
    issuer: str = ""


def find(connection: sqlite3.Connection, telegram_id: int) -> Official | None:
    """Return the official of that Telegram account, None for a stranger and for whoever left every unit."""
    row = connection.execute(
        "select * from official where telegram_id = ? and (unit is not null or role = 'admin')", (telegram_id,)
    ).fetchone()
    return Official(row["telegram_id"], row["name"], OfficialRole(row["role"]), row["unit"]) if row else None


def add(connection: sqlite3.Connection, official: Official, *, now: datetime) -> None:
    """Register an official; one who is known already gets the new name, unit and role."""
    connection.execute(
        "insert into official (telegram_id, name, unit, role, joined_at) values (?, ?, ?, ?, ?)"
        " on conflict (telegram_id) do update set name = excluded.name, unit = excluded.unit, role = excluded.role",
        (official.telegram_id, official.name, official.unit, official.role, now.isoformat()),
    )
