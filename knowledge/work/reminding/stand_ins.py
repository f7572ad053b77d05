"""A rehearsal: the database copied into memory, with a stand-in for each unit where nobody is registered yet.

So a plan's calendar can be seen before anyone has joined, and seeing it changes nothing.
"""

import sqlite3
from datetime import UTC, datetime

from knowledge.database import connect
from knowledge.plans import store
from knowledge.plans.loading import load
from knowledge.plans.model import Plan, Unit
from knowledge.work.members import people
from knowledge.work.members.officials import OfficialRole
from knowledge.work.members.registered_units import register
from knowledge.work.reminding.owers import Body, bodies, body


def rehearsal(connection: sqlite3.Connection) -> sqlite3.Connection:
    """Return a copy of the database in memory; with nobody registered, each unit of a published plan has a stand-in."""
    copy = connect(":memory:")
    connection.backup(copy)
    if copy.execute("select 1 from membership").fetchone() is None:
        for entry in store.entries(copy, status=store.PlanStatus.PUBLISHED):
            _stand_in(copy, load(copy, entry.id))
    return copy


def _stand_in(copy: sqlite3.Connection, plan: Plan) -> None:
    joined = datetime.fromtimestamp(0, UTC)
    first = copy.execute("select coalesce(max(telegram_id), 0) + 1 from official").fetchone()[0]
    for number, name in enumerate(_names(plan), start=first):
        unit = register(copy, name, issuer=plan.head.issuer or "")
        people.join(copy, number, name, unit=unit.id, role=OfficialRole.OFFICER, by=None, now=joined)


def _names(plan: Plan) -> list[str]:
    """Return the plan's named units, and its collectives of a kind that no named unit is of."""
    named = [unit.name for unit in plan.units if unit.name and not unit.is_group]
    kinds = [body(name) for name in named]
    return named + [unit.name for unit in plan.units if unit.name and unit.is_group and not _is_covered(unit, kinds)]


def _is_covered(group: Unit, kinds: list[Body]) -> bool:
    return any(bodies(group.name or "") & kind for kind in kinds)
