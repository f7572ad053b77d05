"""How obligations follow from the published plans, the registered units and the day.

`bring_up_to_date` may run at any time and as often as one likes. One plan is looked at after the other, because nothing
that a plan asks for depends on another plan.
"""

import sqlite3
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby

from knowledge.database import transaction
from knowledge.work.reminding import events
from knowledge.work.reminding.obligations import ADDED
from knowledge.work.reminding.owed import Name, Owed, owed, places_by_issuer
from knowledge.work.reminding.upcoming import current

HORIZON = timedelta(days=60)
"""How far ahead of its last day an obligation is written down: well before its first reminder."""

OVERDUE = timedelta(days=60)
"""How far back what fell due is written down, for an office that begins or a unit that joins late."""


def bring_up_to_date(connection: sqlite3.Connection, today: date) -> int:
    """Write down what falls due up to the horizon, or fell due lately, and is not there yet; return how many were new.

    What was due daily is not asked for afterwards.
    """
    with transaction(connection):
        return sum(bringing_up_to_date(connection, today))


def bringing_up_to_date(connection: sqlite3.Connection, today: date) -> Iterator[int]:
    """Do what `bring_up_to_date` does, yielding after each plan, for others may have to be answered meanwhile."""
    events.record(connection, today, today + HORIZON)
    yield 0
    yield from _recording(connection, today - OVERDUE, today + HORIZON, daily_from=today)


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
        return sum(_recording(connection, first, last, daily_from=daily_from))


def _recording(
    connection: sqlite3.Connection, first: date, last: date, *, daily_from: date | None = None
) -> Iterator[int]:
    """Look at each plan that asks for something in these days or from which something is open."""
    _forget_withdrawn(connection)
    yield 0
    open_since = {
        row["plan"]: date.fromisoformat(row["oldest"])
        for row in connection.execute(
            "select plan, min(last_day) as oldest from obligation where state = 'open' group by plan"
        )
    }
    places = places_by_issuer(connection)
    for plan, items in groupby(current(connection, first, also=open_since), key=lambda item: item.plan):
        begin = min(first, open_since.get(plan, first))
        with transaction(connection):
            wanted = {each.key: each for each in owed(connection, items, places, begin, last)}
            new = _record_plan(connection, plan, wanted, first, daily_from or first)
        yield new


def _record_plan(
    connection: sqlite3.Connection, plan: str, wanted: dict[Name, Owed], first: date, daily_from: date
) -> int:
    """Write down what a plan asks for; return how many obligations were new."""
    computed = _computed(connection, plan)
    stale = {row["id"]: row for row in computed if _key(row) not in wanted}
    known = {_key(row) for row in computed}
    new = 0
    for each in [each for name, each in wanted.items() if name not in known]:
        former = next((row for row in stale.values() if each.is_what(row)), None)
        if former is not None:
            _reword(connection, former, each)
            del stale[former["id"]]
        elif each.occurrence.last_day >= (daily_from if each.of.deadline.recurs == "daily" else first):
            new += _insert(connection, each)
    forgotten = [(number,) for number, row in stale.items() if _untouched(row)]
    connection.executemany("delete from obligation where id = ?", forgotten)
    return new


def _forget_withdrawn(connection: sqlite3.Connection) -> None:
    """Forget what plans ask for that are published no longer, or ask for nothing, unless somebody did something."""
    connection.execute(
        "delete from obligation where state = 'open' and deadline not like ? || '%' and not exists (select 1 from plan"
        " join deadline d on d.plan = plan.id where plan.id = obligation.plan and status = 'published')"
        " and not exists (select 1 from obligation_change c where c.obligation = obligation.id)",
        (ADDED,),
    )


def _computed(connection: sqlite3.Connection, plan: str) -> list[sqlite3.Row]:
    """Return the obligations that follow from a plan, with the number of changes to each."""
    return connection.execute(
        "select *, (select count(*) from obligation_change c where c.obligation = o.id) as changes"
        " from obligation o where plan = ? and deadline not like ? || '%'",
        (plan, ADDED),
    ).fetchall()


def _key(row: sqlite3.Row) -> Name:
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
