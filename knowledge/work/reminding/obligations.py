"""Obligations: what each registered unit owes for each period of a deadline, and what became of it.

They follow from the published plans, the registered units and the day; `bring_up_to_date` may run at any time and as
often as one likes, because the table holds one obligation for a plan, a deadline, a unit and a period.
"""

import sqlite3
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

from knowledge.database import transaction
from knowledge.errors import UserError
from knowledge.language.folding import key
from knowledge.work import audit
from knowledge.work.reminding import events
from knowledge.work.reminding.owed import Owed, owed
from knowledge.work.reminding.schedule import Owing

HORIZON = timedelta(days=60)
"""How far ahead of its last day an obligation is written down: well before its first reminder."""

OVERDUE = timedelta(days=60)
"""How far back what fell due is written down, for an office that begins or a unit that joins late."""

ADDED = "added:"
"""What the name of a deadline begins with that a coordinator added."""

_OBLIGATION = (
    "select o.*, u.name as unit_name, u.issuer_folded from obligation o join registered_unit u on u.id = o.unit"
)


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


def bring_up_to_date(connection: sqlite3.Connection, today: date) -> int:
    """Write down what falls due up to the horizon, or fell due lately, and is not there yet; return how many were new.

    What was due daily is not asked for afterwards.
    """
    with transaction(connection):
        events.record(connection, today, today + HORIZON)
        return record(connection, today - OVERDUE, today + HORIZON, daily_from=today)


def fingerprint(connection: sqlite3.Connection, today: date) -> tuple[object, ...]:
    """Return what obligations follow from, in short: while it is the same, bringing them up to date changes nothing."""
    plans = connection.execute("select group_concat(id || added_at) from plan where status = 'published'").fetchone()
    places = connection.execute("select group_concat(id) from registered_unit where closed_at is null").fetchone()
    return (today, *plans, *places)


def record(connection: sqlite3.Connection, first: date, last: date, *, daily_from: date | None = None) -> int:
    """Write down every obligation whose last day lies within [first, last]; return how many were new.

    What a plan asks for no longer is forgotten unless somebody did something about it; where a new version of the plan
    only words or dates a duty otherwise, what became of it is kept.
    """
    with transaction(connection):
        oldest = connection.execute("select min(last_day) from obligation where state = 'open'").fetchone()[0]
        begin = min(first, date.fromisoformat(oldest)) if oldest else first
        wanted = {each.key: each for each in owed(connection, begin, last)}
        computed = _computed(connection)
        stale = {row["id"]: row for row in computed if _key(row) not in wanted}
        known = {_key(row) for row in computed}
        new = 0
        for each in [each for name, each in wanted.items() if name not in known]:
            former = next((row for row in stale.values() if each.is_what(row)), None)
            if former is not None:
                _reword(connection, former, each)
                del stale[former["id"]]
            elif each.occurrence.last_day >= (daily_from or first if each.of.deadline.recurs == "daily" else first):
                new += _insert(connection, each)
        forgotten = [(number,) for number, row in stale.items() if _untouched(row)]
        connection.executemany("delete from obligation where id = ?", forgotten)
    return new


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
    since: date | None = None,
    until: date | None = None,
) -> list[Obligation]:
    """Return obligations by last day; narrowed to a state (`open` by its index), a unit, the days between two."""
    wanted = {
        "o.unit = ?": unit,
        "o.last_day >= ?": since and since.isoformat(),
        "o.last_day <= ?": until and until.isoformat(),
    }
    given = {condition: value for condition, value in wanted.items() if value is not None}
    of_state = "true" if state is None else f"o.state = '{State(state)}'"
    rows = connection.execute(
        f"{_OBLIGATION} where {' and '.join((of_state, *given))} and u.closed_at is null and (o.plan = '' or o.plan in"
        " (select id from plan where status = 'published')) order by o.last_day, o.id",
        (*given.values(),),
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


def _computed(connection: sqlite3.Connection) -> list[sqlite3.Row]:
    """Return the obligations that follow from plans, with the number of changes to each."""
    return connection.execute(
        "select *, (select count(*) from obligation_change c where c.obligation = o.id) as changes"
        " from obligation o where deadline not like ? || '%'",
        (ADDED,),
    ).fetchall()


def _key(row: sqlite3.Row) -> tuple[str, str, int, str]:
    return row["plan"], row["deadline"], row["unit"], row["period"]


def _untouched(row: sqlite3.Row) -> bool:
    return row["state"] == "open" and not row["changes"]


def _insert(connection: sqlite3.Connection, new: Owed) -> int:
    deadline = new.of.deadline
    cursor = connection.execute(
        "insert into obligation (plan, deadline, unit, period, what, addressee, quote, section, last_day, daily)"
        " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing",
        (*new.key, deadline.what, deadline.to, deadline.quote, deadline.section)
        + (new.occurrence.last_day.isoformat(), deadline.recurs == "daily"),
    )
    return cursor.rowcount


def _reword(connection: sqlite3.Connection, former: sqlite3.Row, new: Owed) -> None:
    """Give an obligation the words of the plan's new version; its day too, unless somebody touched it."""
    deadline = new.of.deadline
    day = former["last_day"] if former["changes"] else new.occurrence.last_day.isoformat()
    connection.execute(
        "update obligation set deadline = ?, what = ?, addressee = ?, quote = ?, section = ?, last_day = ?"
        " where id = ?",
        (new.key[1], deadline.what, deadline.to, deadline.quote, deadline.section, day, former["id"]),
    )


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
