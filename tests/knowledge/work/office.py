"""An office of the tests: a database with a district's units, an administrator, a coordinator and officers."""

import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime

from knowledge.database import connect
from knowledge.work.members import people, registered_units
from knowledge.work.members.officials import OfficialRole
from knowledge.work.members.registered_units import RegisteredUnit

NOW = datetime(2026, 6, 15, 3, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Office:
    connection: sqlite3.Connection
    justice: RegisteredUnit
    culture: RegisteredUnit
    elsewhere: RegisteredUnit
    admin: int = 1
    coordinator: int = 2
    officer: int = 3
    colleague: int = 4


def make_office() -> Office:
    """Return a new one."""
    connection = connect(":memory:")
    justice = registered_units.register(connection, "Phòng Tư pháp", issuer="UBND huyện Khe Mây")
    culture = registered_units.register(connection, "Phòng Văn hóa", issuer="UBND huyện Khe Mây")
    elsewhere = registered_units.register(connection, "Phòng Tư pháp", issuer="UBND huyện Bản Xa")
    office = Office(connection, justice, culture, elsewhere)
    people.ensure_admins(connection, [office.admin], now=NOW)
    for telegram_id, unit, role in (
        (office.coordinator, culture, OfficialRole.COORDINATOR),
        (office.officer, justice, OfficialRole.OFFICER),
        (office.colleague, justice, OfficialRole.HEAD),
    ):
        people.join(connection, telegram_id, f"Cán bộ {telegram_id}", unit=unit.id, role=role, by=office.admin, now=NOW)
    return office
