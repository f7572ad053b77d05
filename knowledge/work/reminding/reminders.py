"""Reminders out of the database: who is owed a message now, and that it was written down with its message.

The message goes into the outbox in the transaction that notes who was told, so that a crash loses neither and doubles
neither.
"""

import json
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from knowledge.clock import VIET_NAM, local_date
from knowledge.database import transaction
from knowledge.work.chats import outbox
from knowledge.work.members.officials import Official, OfficialRole
from knowledge.work.reminding import events
from knowledge.work.reminding.obligations import obligations
from knowledge.work.reminding.recording import record
from knowledge.work.reminding.schedule import (
    EVENT_AHEAD,
    Digest,
    Event,
    Item,
    Office,
    Owing,
    Wishes,
    due,
    is_quiet,
    may_speak,
)
from knowledge.work.reminding.told import Memory, memory_of, note

Render = Callable[[Digest], tuple[str, outbox.Buttons]]
"""Turns a digest into Telegram HTML and buttons: the floor above owns the sentences."""


ANNOUNCED = "announced"
"""The level of an event in the forecast."""

_LONGEST_WEEKEND = timedelta(days=15)
"""How far a day off may move a reminder ahead: more than Tết takes."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A line of the forecast: what would be sent at a moment, to whom, about what.

    `days_left` counts to the last day of an obligation, to the first day of an event.
    """

    at: datetime
    official: Official
    about: Owing | Event
    days_left: int
    level: str

    @property
    def unit(self) -> str | None:
        """Whose obligation it is; for an event, the unit of who hears of it."""
        return self.about.unit if isinstance(self.about, Owing) else self.official.unit


def owe_due(connection: sqlite3.Connection, *, now: datetime, office: Office, render: Render) -> int:
    """Write down every message that is owed at this moment; return how many."""
    return sum(owing_due(connection, now=now, office=office, render=render))


def owing_due(connection: sqlite3.Connection, *, now: datetime, office: Office, render: Render) -> Iterator[int]:
    """Do what `owe_due` does, yielding after each message, for others may have to be answered meanwhile.

    A message that fits no longer when its turn comes is left to the next time. What says the same to several people,
    as to all officers of a unit, is rendered once.
    """
    rendered: dict[tuple[tuple[Item, ...], tuple[Event, ...]], tuple[str, outbox.Buttons]] = {}
    for digest in pending(connection, now=now, office=office):
        with transaction(connection):
            holds = _holds(connection, digest, now, office)
            if holds:
                said = (digest.items, digest.events)
                html, buttons = rendered.get(said) or rendered.setdefault(said, render(digest))
                key = f"digest:{digest.official.telegram_id}:{digest.day}" + (f":{now:%H%M%S}" if digest.again else "")
                if outbox.owe(connection, digest.official.telegram_id, html, now=now, key=key, buttons=buttons):
                    note(connection, digest)
        yield int(holds)


def pending(connection: sqlite3.Connection, *, now: datetime, office: Office) -> tuple[Digest, ...]:
    """Return the messages owed at a moment, without writing anything."""
    today = local_date(now)
    until = today + timedelta(days=max(office.offsets, default=0)) + _LONGEST_WEEKEND
    owed = [obligation.owing for obligation in obligations(connection, until=until)]
    people = _officials(connection, unless_told=today)
    return _due(owed, people, memory_of(connection), events.events(connection), now, office)


def _holds(connection: sqlite3.Connection, digest: Digest, now: datetime, office: Office) -> bool:
    """Tell whether a digest is still right: the person there and willing to hear, all that it speaks of still open."""
    person = digest.official.telegram_id
    numbers = json.dumps([item.owing.id for item in digest.items])
    open_ = "select count(*) from obligation where state = 'open' and id in (select value from json_each(?))"
    row = connection.execute(
        f"select ({open_}), exists (select 1 from membership where telegram_id = ?)", (numbers, person)
    ).fetchone()
    return row[0] == len(digest.items) and bool(row[1]) and may_speak(wish(connection, person), office, now)


def forecast(connection: sqlite3.Connection, first: date, last: date, *, office: Office) -> Iterator[Sent]:
    """Yield what would be sent from one day to another if nothing were reported meanwhile; writes obligations only."""
    ahead = timedelta(days=max(office.offsets, default=0))
    record(connection, first - ahead, last + ahead + _LONGEST_WEEKEND)
    events.record(connection, first, last + timedelta(days=EVENT_AHEAD) + _LONGEST_WEEKEND)
    owed = [obligation.owing for obligation in obligations(connection)]
    coming, people, memory = events.events(connection), _officials(connection), memory_of(connection)
    for offset in range((last - first).days + 1):
        now = datetime.combine(first + timedelta(days=offset), office.hour, VIET_NAM)
        for digest in _due(owed, people, memory, coming, now, office):
            memory.remember(digest)
            yield from _lines(digest, now)


def _lines(digest: Digest, now: datetime) -> Iterator[Sent]:
    for item in digest.items:
        yield Sent(now, digest.official, item.owing, item.days_left, item.urgency)
    for event in digest.events:
        yield Sent(now, digest.official, event, (event.first_day - digest.day).days, ANNOUNCED)


def _due(
    owed: list[Owing], people: list[Official], memory: Memory, coming: list[Event], now: datetime, office: Office
) -> tuple[Digest, ...]:
    return due(
        owed,
        people,
        told=memory.told,
        last_digest=memory.last_digest,
        now=now,
        office=office,
        wishes=memory.wishes,
        events=coming,
        announced=memory.announced,
    )


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


def set_quiet(connection: sqlite3.Connection, official: int, quiet: tuple[time, time] | None) -> None:
    """Keep silent to a person between two times of the day; None ends that."""
    begin, end = (moment.isoformat("minutes") for moment in quiet) if quiet else (None, None)
    connection.execute(
        "insert into reminder_wish (official, quiet_from, quiet_to) values (?, ?, ?)"
        " on conflict do update set quiet_from = excluded.quiet_from, quiet_to = excluded.quiet_to",
        (official, begin, end),
    )


def heard_from(connection: sqlite3.Connection, official: int, now: datetime) -> datetime:
    """Return when a notice that is owed now may reach a person: now, or when their pause and quiet hours are over."""
    wishes, local = wish(connection, official), now.astimezone(VIET_NAM)
    if wishes.paused_until and local.date() < wishes.paused_until:
        local = datetime.combine(wishes.paused_until, wishes.hour or time(8), VIET_NAM)
    if wishes.quiet is not None and is_quiet(wishes, local.time()):
        end = datetime.combine(local.date(), wishes.quiet[1], VIET_NAM)
        local = end if end > local else end + timedelta(days=1)
    return max(now, local.astimezone(UTC))


def wish(connection: sqlite3.Connection, official: int) -> Wishes:
    """Return what a person wished about reminders."""
    return memory_of(connection, official).wishes.get(official, Wishes())


def _officials(connection: sqlite3.Connection, *, unless_told: date | None = None) -> list[Official]:
    """Return who can be told: one entry for each unit that a person belongs to.

    Without those who had their message of a day, if one is given, and put nothing off.
    """
    rows = connection.execute(
        "select o.telegram_id, o.name, m.role, u.id as unit_id, u.name as unit, u.issuer_folded from membership m"
        " join official o on o.telegram_id = m.telegram_id join registered_unit u on u.id = m.unit"
        " where u.closed_at is null and o.telegram_id > 0 and (?1 is null or o.telegram_id not in"
        " (select official from reminder_wish where last_digest = ?1) or o.telegram_id in"
        " (select official from reminder_told where snoozed_until is not null)) order by o.telegram_id, u.id",
        (unless_told and unless_told.isoformat(),),
    )
    return [
        Official(
            telegram_id=row["telegram_id"],
            name=row["name"],
            role=OfficialRole(row["role"]),
            unit=row["unit"],
            unit_id=row["unit_id"],
            issuer=row["issuer_folded"],
        )
        for row in rows
    ]
