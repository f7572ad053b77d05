"""Who was told what and when, and what people wish: what keeps a reminder from being told twice."""

import sqlite3
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from knowledge.clock import local_date
from knowledge.work.reminding.schedule import Digest, Wishes

KEPT = timedelta(days=400)
"""How long it is remembered who was told of what is over: a year's events, what is taken up again."""


@dataclass(slots=True)
class Memory:
    """Who was told what and when, and what people wish."""

    told: dict[tuple[int, int], date]
    last_digest: dict[int, date]
    wishes: dict[int, Wishes]
    announced: set[tuple[int, str, date]]

    def remember(self, digest: Digest) -> None:
        """Note in memory that a digest was sent; what was put off until then is so no more."""
        person = digest.official.telegram_id
        if wish := self.wishes.get(person):
            told = {item.owing.id for item in digest.items}
            left = {owing: until for owing, until in wish.snoozed.items() if owing not in told}
            self.wishes[person] = replace(wish, snoozed=left)
        self.last_digest[person] = digest.day
        self.told.update({(person, item.owing.id): digest.day for item in digest.items})
        self.announced.update((person, event.what, event.first_day) for event in digest.events)


def note(connection: sqlite3.Connection, digest: Digest) -> None:
    """Write down that somebody is told what a digest says."""
    official, day = digest.official.telegram_id, digest.day.isoformat()
    connection.executemany(
        "insert into reminder_told (official, obligation, day) values (?, ?, ?)"
        " on conflict do update set day = excluded.day, snoozed_until = null",
        [(official, item.owing.id, day) for item in digest.items],
    )
    connection.executemany(
        "insert into event_told (official, what, first_day) values (?, ?, ?) on conflict do nothing",
        [(official, event.what, event.first_day.isoformat()) for event in digest.events],
    )
    connection.execute(
        "insert into reminder_wish (official, last_digest) values (?, ?)"
        " on conflict do update set last_digest = excluded.last_digest",
        (official, day),
    )


def forget_old(connection: sqlite3.Connection, *, now: datetime, most: int) -> int:
    """Delete some of what tells who was reminded of things long done, of events long over; return how many."""
    before = (local_date(now) - KEPT).isoformat()
    told = connection.execute(
        "delete from reminder_told where (official, obligation) in (select t.official, t.obligation from obligation o"
        " join reminder_told t on t.obligation = o.id where o.state <> 'open' and o.last_day < ? limit ?)",
        (before, most),
    ).rowcount
    announced = connection.execute(
        "delete from event_told where (official, what, first_day) in"
        " (select official, what, first_day from event_told where first_day < ? limit ?)",
        (before, most),
    ).rowcount
    return max(told, announced)


def memory_of(connection: sqlite3.Connection, official: int | None = None) -> Memory:
    """Return what is remembered of what is open; of one person alone if one is given."""
    whose, values = ("true", ()) if official is None else ("official = ?", (official,))
    told, snoozed = {}, dict[int, dict[int, datetime]]()
    both = "obligation o cross join reminder_told t" if official is None else "reminder_told t cross join obligation o"
    for row in connection.execute(
        f"select t.* from {both} on t.obligation = o.id and state = 'open' where {whose}", values
    ):
        told[row["official"], row["obligation"]] = date.fromisoformat(row["day"])
        if row["snoozed_until"]:
            until = datetime.fromisoformat(row["snoozed_until"])
            snoozed.setdefault(row["official"], {})[row["obligation"]] = until
    wishes = {official: Wishes(snoozed=until) for official, until in snoozed.items()}
    last_digest = {}
    for row in connection.execute(f"select * from reminder_wish where {whose}", values):
        wishes[row["official"]] = _wished(row, wishes.get(row["official"], Wishes()))
        if row["last_digest"]:
            last_digest[row["official"]] = date.fromisoformat(row["last_digest"])
    announced = {
        (row["official"], row["what"], date.fromisoformat(row["first_day"]))
        for row in connection.execute(
            f"select * from event_told where {whose} and first_day in (select first_day from event)", values
        )
    }
    return Memory(told, last_digest, wishes, announced)


def _wished(row: sqlite3.Row, wishes: Wishes) -> Wishes:
    return replace(
        wishes,
        paused_until=date.fromisoformat(row["paused_until"]) if row["paused_until"] else None,
        hour=time.fromisoformat(row["hour"]) if row["hour"] else None,
        quiet=(time.fromisoformat(row["quiet_from"]), time.fromisoformat(row["quiet_to"]))
        if row["quiet_from"]
        else None,
    )
