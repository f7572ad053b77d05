"""Obligations: what each registered unit owes for each period of a deadline, and what became of it.

The table holds one obligation for a plan, a deadline, a unit and a period; how they follow from the published plans is
told in `recording`.
"""

import json
import sqlite3
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from itertools import chain

from knowledge.database import transaction
from knowledge.errors import UserError
from knowledge.language.folding import key
from knowledge.work import audit
from knowledge.work.members.rights import Scope
from knowledge.work.reminding.schedule import Owing

ADDED = "added:"
"""What the name of a deadline begins with that a coordinator added."""

_OBLIGATION = (
    "select o.*, u.name as unit_name, u.issuer_folded from obligation o join registered_unit u on u.id = o.unit"
)

_WITHIN = "(u.id in (select value from json_each(?)) or u.issuer_folded in (select value from json_each(?)))"


class ObligationUnknown(UserError):
    """A button or a command names an obligation that is not there."""

    def __init__(self) -> None:
        super().__init__("Không còn nghĩa vụ này: kế hoạch có thể đã được thay, hãy xem lại bằng /han.")


class State(StrEnum):
    """Where an obligation stands."""

    OPEN = "open"
    DONE = "done"
    WAIVED = "waived"


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


def add(
    connection: sqlite3.Connection, *, unit: int, what: str, last_day: date, by: int, now: datetime, plan: str = ""
) -> Obligation:
    """Make a unit owe something that no plan's deadline asks of it; the same thing on the same day is owed once."""
    with transaction(connection):
        name = (plan, f"{ADDED}{key(what)}", unit, last_day.isoformat())
        cursor = connection.execute(
            "insert into obligation (plan, deadline, unit, period, what, quote, section, last_day)"
            " values (?, ?, ?, ?, ?, '', '', ?) on conflict do nothing",
            (*name, what, last_day.isoformat()),
        )
        row = connection.execute(
            "select id from obligation where plan = ? and deadline = ? and unit = ? and period = ?", name
        ).fetchone()
        if cursor.rowcount:
            entry = audit.Change("obligation_added", by, unit=unit, after={"obligation": row["id"], "what": what})
            audit.log(connection, entry, now=now)
            _note(connection, row["id"], "open", last_day, by=by, now=now, reason="")
        return find(connection, row["id"])


def obligations(
    connection: sqlite3.Connection,
    *,
    state: str | None = "open",
    unit: int | None = None,
    scope: Scope | None = None,
    plan: str | None = None,
    since: date | None = None,
    until: date | None = None,
) -> list[Obligation]:
    """Return obligations by last day; narrowed to a state (`open` has its index), units, a plan, days between two."""
    wanted: dict[str, tuple[object, ...]] = {
        "o.unit = ?": (unit,),
        "o.plan = ?": (plan,),
        "o.last_day >= ?": (since and since.isoformat(),),
        "o.last_day <= ?": (until and until.isoformat(),),
    }
    given = {condition: values for condition, values in wanted.items() if values != (None,)}
    if scope is not None and not scope.everywhere:
        given[_WITHIN] = (json.dumps([*scope.units]), json.dumps([*scope.issuers]))
    of_state = "true" if state is None else f"o.state = '{State(state)}'"
    rows = connection.execute(
        f"{_OBLIGATION} where {' and '.join((of_state, *given))} and u.closed_at is null and (o.plan = '' or o.plan in"
        " (select id from plan where status = 'published')) order by o.last_day, o.id",
        (*chain.from_iterable(given.values()),),
    )
    return [_obligation(row) for row in rows]


def find(connection: sqlite3.Connection, obligation_id: int) -> Obligation:
    """Return one obligation. Raises ObligationUnknown."""
    row = connection.execute(f"{_OBLIGATION} where o.id = ?", (obligation_id,)).fetchone()
    if row is None:
        raise ObligationUnknown
    return _obligation(row)


def period_start(connection: sqlite3.Connection, obligation_id: int) -> date:
    """Return the first day that an obligation's report is about: the day after the last one's, else its year's first.

    What falls due in January is about the year before.
    """
    row = connection.execute(
        "select o.last_day, max(former.last_day) as former from obligation o left join obligation former on"
        " (former.plan, former.deadline, former.unit) = (o.plan, o.deadline, o.unit)"
        " and former.last_day < o.last_day where o.id = ?",
        (obligation_id,),
    ).fetchone()
    if row["former"]:
        return date.fromisoformat(row["former"]) + timedelta(days=1)
    last_day = date.fromisoformat(row["last_day"])
    return date(last_day.year - (last_day.month == 1), 1, 1)


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
        _note(connection, obligation_id, state, day, by=by, now=now, reason=reason)
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


def _note(
    connection: sqlite3.Connection,
    obligation: int,
    state: str,
    day: date,
    *,
    by: int | None,
    now: datetime,
    reason: str,
) -> None:
    connection.execute(
        "insert into obligation_change (obligation, state, last_day, reason, by, at) values (?, ?, ?, ?, ?, ?)",
        (obligation, state, day.isoformat(), reason, by, now.astimezone(UTC).isoformat()),
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
        unit_id=row["unit"],
        issuer=row["issuer_folded"],
    )
    return Obligation(owing, row["unit"], row["period"], row["state"])
