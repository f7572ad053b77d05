"""Reminders out of the database: who is owed a message now, and that it was written down with its message.

The message goes into the outbox in the transaction that notes who was told, so that a crash loses neither and doubles
neither.
"""

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from knowledge.clock import VIET_NAM
from knowledge.database import transaction
from knowledge.work import outbox
from knowledge.work.obligations import obligations, record
from knowledge.work.officials import Official, OfficialRole
from knowledge.work.schedule import Digest, Office, Owing, Wishes, due

Render = Callable[[Digest], tuple[str, outbox.Buttons]]
"""Turns a digest into Telegram HTML and buttons: the floor above owns the sentences."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A line of the forecast: what would be sent at a moment, to whom, about what."""

    at: datetime
    official: Official
    owing: Owing
    days_left: int
    level: str


def owe_due(connection: sqlite3.Connection, *, now: datetime, office: Office, render: Render) -> int:
    """Write down every message that is owed at this moment; return how many."""
    digests = pending(connection, now=now, office=office)
    for digest in digests:
        html, buttons = render(digest)
        with transaction(connection):
            key = f"digest:{digest.official.telegram_id}:{digest.day}"
            if outbox.owe(connection, digest.official.telegram_id, html, now=now, key=key, buttons=buttons):
                _note(connection, digest)
    return len(digests)


def pending(connection: sqlite3.Connection, *, now: datetime, office: Office) -> tuple[Digest, ...]:
    """Return the messages owed at a moment, without writing anything."""
    told, last_digest, wishes = _memory(connection)
    owed = [obligation.owing for obligation in obligations(connection)]
    return due(owed, _officials(connection), told=told, last_digest=last_digest, now=now, office=office, wishes=wishes)


def forecast(connection: sqlite3.Connection, first: date, last: date, *, office: Office) -> Iterator[Sent]:
    """Yield what would be sent from one day to another if nothing were reported meanwhile; writes obligations only."""
    record(connection, first - timedelta(days=max(office.offsets)), last + timedelta(days=max(office.offsets)))
    told, last_digest, wishes = _memory(connection)
    memory, days = dict(told), dict(last_digest)
    owed = [obligation.owing for obligation in obligations(connection)]
    people = _officials(connection)
    for offset in range((last - first).days + 1):
        day = first + timedelta(days=offset)
        now = datetime.combine(day, office.hour, VIET_NAM)
        for digest in due(owed, people, told=memory, last_digest=days, now=now, office=office, wishes=wishes):
            days[digest.official.telegram_id] = day
            for item in digest.items:
                memory[digest.official.telegram_id, item.owing.id] = day
                yield Sent(now, digest.official, item.owing, item.days_left, item.urgency)


def snooze(connection: sqlite3.Connection, official: int, obligation: int, *, until: datetime, today: date) -> None:
    """Keep silent about an obligation to one person until a moment, then tell them again."""
    connection.execute(
        "insert into reminder_told (official, obligation, day, snoozed_until) values (?, ?, ?, ?)"
        " on conflict do update set snoozed_until = excluded.snoozed_until",
        (official, obligation, today.isoformat(), until.astimezone(UTC).isoformat()),
    )


def pause(connection: sqlite3.Connection, official: int, *, until: date | None) -> None:
    """Keep silent to one person until a day; None ends the pause."""
    connection.execute(
        "insert into reminder_wish (official, paused_until) values (?, ?)"
        " on conflict do update set paused_until = excluded.paused_until",
        (official, until.isoformat() if until else None),
    )


def set_hour(connection: sqlite3.Connection, official: int, hour: time) -> None:
    """Remind a person no earlier than an hour of the day."""
    connection.execute(
        "insert into reminder_wish (official, hour) values (?, ?) on conflict do update set hour = excluded.hour",
        (official, hour.isoformat("minutes")),
    )


def wish(connection: sqlite3.Connection, official: int) -> Wishes:
    """Return what a person wished about reminders."""
    return _memory(connection)[2].get(official, Wishes())


def _note(connection: sqlite3.Connection, digest: Digest) -> None:
    official, day = digest.official.telegram_id, digest.day.isoformat()
    connection.executemany(
        "insert into reminder_told (official, obligation, day) values (?, ?, ?)"
        " on conflict do update set day = excluded.day, snoozed_until = null",
        [(official, item.owing.id, day) for item in digest.items],
    )
    connection.execute(
        "insert into reminder_wish (official, last_digest) values (?, ?)"
        " on conflict do update set last_digest = excluded.last_digest",
        (official, day),
    )


def _memory(
    connection: sqlite3.Connection,
) -> tuple[Mapping[tuple[int, int], date], Mapping[int, date], Mapping[int, Wishes]]:
    told, snoozed = {}, dict[int, dict[int, datetime]]()
    for row in connection.execute("select * from reminder_told"):
        told[row["official"], row["obligation"]] = date.fromisoformat(row["day"])
        if row["snoozed_until"]:
            until = datetime.fromisoformat(row["snoozed_until"])
            snoozed.setdefault(row["official"], {})[row["obligation"]] = until
    wishes = {official: Wishes(snoozed=until) for official, until in snoozed.items()}
    last_digest = {}
    for row in connection.execute("select * from reminder_wish"):
        paused = date.fromisoformat(row["paused_until"]) if row["paused_until"] else None
        hour = time.fromisoformat(row["hour"]) if row["hour"] else None
        wishes[row["official"]] = replace(wishes.get(row["official"], Wishes()), paused_until=paused, hour=hour)
        if row["last_digest"]:
            last_digest[row["official"]] = date.fromisoformat(row["last_digest"])
    return told, last_digest, wishes


def _officials(connection: sqlite3.Connection) -> list[Official]:
    """Return who can be told: one entry for each unit that a person belongs to."""
    rows = connection.execute(
        "select o.telegram_id, o.name, m.role, u.name as unit from membership m"
        " join official o on o.telegram_id = m.telegram_id join registered_unit u on u.id = m.unit"
        " where u.closed_at is null and o.telegram_id > 0 order by o.telegram_id, u.id"
    )
    return [Official(row["telegram_id"], row["name"], OfficialRole(row["role"]), row["unit"]) for row in rows]
