"""Obligations: what each registered unit owes for each period of a deadline, and what became of it.

They follow from the published plans, the registered units and the day; `bring_up_to_date` may run at any time and as
often as one likes, because the table holds one obligation for a plan, a deadline, a unit and a period.
"""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from knowledge.database import transaction
from knowledge.errors import UserError
from knowledge.language.folding import key
from knowledge.plans import store
from knowledge.plans.loading import load
from knowledge.plans.model import Deadline, Plan
from knowledge.work import audit
from knowledge.work.occurrences import Occurrence, in_force, occurrences
from knowledge.work.owers import owers
from knowledge.work.registered_units import RegisteredUnit, units
from knowledge.work.schedule import Owing

HORIZON = timedelta(days=60)
"""How far ahead of its last day an obligation is written down: well before its first reminder."""

STATES = ("open", "done", "waived")


class ObligationUnknown(UserError):
    """A button or a command names an obligation that is not there."""

    def __init__(self) -> None:
        super().__init__("Không còn nghĩa vụ này: kế hoạch có thể đã được thay, hãy xem lại bằng /han.")


@dataclass(frozen=True, slots=True)
class Change:
    """What became of an obligation, by whom and when."""

    state: str
    last_day: date
    by: int | None
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Obligation:
    """One unit's debt for one deadline in one period. `state` is `open`, `done` or `waived`."""

    owing: Owing
    unit_id: int
    period: str
    state: str


def bring_up_to_date(connection: sqlite3.Connection, today: date) -> int:
    """Write down what falls due from today to the horizon and is not there yet; return how many were new."""
    return record(connection, today, today + HORIZON)


def fingerprint(connection: sqlite3.Connection, today: date) -> tuple[object, ...]:
    """Return what obligations follow from, in short: while it is the same, bringing them up to date changes nothing."""
    plans = connection.execute("select count(*), max(added_at) from plan where status = 'published'").fetchone()
    places = connection.execute("select count(*), max(id) from registered_unit where closed_at is null").fetchone()
    return (today, *plans, *places)


def record(connection: sqlite3.Connection, first: date, last: date) -> int:
    """Write down every obligation whose last day lies within [first, last]; return how many were new."""
    before = connection.total_changes
    with transaction(connection):
        for entry in store.entries(connection, status=store.PlanStatus.PUBLISHED):
            plan = load(connection, entry.id)
            for deadline, unit, occurrence in _owed(connection, plan, first, last):
                _insert(connection, plan, deadline, unit, occurrence)
    return connection.total_changes - before


def obligations(
    connection: sqlite3.Connection, *, state: str | None = "open", unit: int | None = None, until: date | None = None
) -> list[Obligation]:
    """Return obligations by last day; narrowed to a state, a unit, a latest day."""
    rows = connection.execute(
        "select o.*, u.name as unit_name from obligation o join registered_unit u on u.id = o.unit"
        " where (?1 is null or o.state = ?1) and (?2 is null or o.unit = ?2) and (?3 is null or o.last_day <= ?3)"
        " and u.closed_at is null order by o.last_day, o.id",
        (state, unit, until.isoformat() if until else None),
    )
    return [_obligation(row) for row in rows]


def find(connection: sqlite3.Connection, obligation_id: int) -> Obligation:
    """Return one obligation. Raises ObligationUnknown."""
    row = connection.execute(
        "select o.*, u.name as unit_name from obligation o join registered_unit u on u.id = o.unit where o.id = ?",
        (obligation_id,),
    ).fetchone()
    if row is None:
        raise ObligationUnknown
    return _obligation(row)


def change(
    connection: sqlite3.Connection,
    obligation_id: int,
    *,
    state: str,
    by: int | None,
    now: datetime,
    last_day: date | None = None,
    reason: str = "",
) -> bool:
    """Set what became of an obligation (done, waived, open again, moved); False if it was so already."""
    with transaction(connection):
        current = find(connection, obligation_id)
        day = last_day or current.owing.last_day
        if (current.state, current.owing.last_day) == (state, day):
            return False
        connection.execute(
            "update obligation set state = ?, last_day = ? where id = ?", (state, day.isoformat(), obligation_id)
        )
        connection.execute(
            "insert into obligation_change (obligation, state, last_day, reason, by, at) values (?, ?, ?, ?, ?, ?)",
            (obligation_id, state, day.isoformat(), reason, by, now.astimezone(UTC).isoformat()),
        )
        audit.log(
            connection,
            audit.Change(
                action=f"obligation_{state}",
                actor=by,
                unit=current.unit_id,
                plan=current.owing.plan,
                before={"obligation": obligation_id, "state": current.state, "day": str(current.owing.last_day)},
                after={"state": state, "day": str(day)},
            ),
            now=now,
        )
        return True


def history(connection: sqlite3.Connection, obligation_id: int) -> list[Change]:
    """Return what became of an obligation, oldest first."""
    rows = connection.execute("select * from obligation_change where obligation = ? order by id", (obligation_id,))
    return [
        Change(
            row["state"],
            date.fromisoformat(row["last_day"]),
            row["by"],
            datetime.fromisoformat(row["at"]),
            row["reason"],
        )
        for row in rows
    ]


def _owed(
    connection: sqlite3.Connection, plan: Plan, first: date, last: date
) -> Iterator[tuple[Deadline, RegisteredUnit, Occurrence]]:
    """Yield who owes what for which period; a deadline without an owner is announced, not owed."""
    head = plan.head
    force = in_force(head.issue_date, head.year, head.year_to)
    aliases = {key(alias): unit.name for unit in plan.units if unit.name for alias in (unit.name, *unit.aliases)}
    under = {unit.name: unit for unit in units(connection, issuer=head.issuer or "")}
    for deadline in plan.deadlines:
        periods = list(occurrences(deadline, force, first, last)) if deadline.who else []
        for name in sorted(owers(deadline.who, under, aliases)) if periods else ():
            for occurrence in periods:
                yield deadline, under[name], occurrence


def _insert(
    connection: sqlite3.Connection, plan: Plan, deadline: Deadline, unit: RegisteredUnit, occurrence: Occurrence
) -> None:
    connection.execute(
        "insert into obligation (plan, deadline, unit, period, what, addressee, quote, section, last_day, daily)"
        " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing",
        (plan.id, f"{deadline.section}|{key(deadline.quote)}|{deadline.date}", unit.id, occurrence.period)
        + (deadline.what, deadline.to, deadline.quote, deadline.section, occurrence.last_day.isoformat())
        + (deadline.recurs == "daily",),
    )


def _obligation(row: sqlite3.Row) -> Obligation:
    owing = Owing(
        id=row["id"],
        plan=row["plan"],
        unit=row["unit_name"],
        what=row["what"],
        last_day=date.fromisoformat(row["last_day"]),
        addressee=row["addressee"],
        quote=row["quote"],
        section=row["section"],
        daily=bool(row["daily"]),
    )
    return Obligation(owing, row["unit"], row["period"], row["state"])
