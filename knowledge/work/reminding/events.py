"""Events that a plan names and nobody owes: festivals by the solar and the lunar calendar, dates without an owner.

They follow from the published plans as obligations do; everybody under the plan's issuer is told of them once.
"""

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from knowledge.database import transaction
from knowledge.language import lunar
from knowledge.language.folding import key
from knowledge.plans.loading import head_of
from knowledge.work.reminding.occurrences import first_day_of, in_force, occurrences
from knowledge.work.reminding.schedule import Event
from knowledge.work.reminding.upcoming import current

Days = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Festival:
    """A yearly event with a name of its own: the folded words that name it, and its days in a year."""

    what: str
    words: tuple[str, ...]
    days: Callable[[int], Days]


def _one(day: date) -> Days:
    return day, day


FESTIVALS = (
    Festival(
        "Tháng hành động vì trẻ em",
        ("thang hanh dong vi tre em",),
        lambda year: (date(year, 6, 1), date(year, 6, 30)),
    ),
    Festival("Tết Trung thu", ("tet trung thu", "trung thu"), lambda year: _one(lunar.mid_autumn(year))),
    Festival(
        "Tết Nguyên đán",
        ("tet nguyen dan", "tet co truyen"),
        lambda year: _one(lunar.new_year_eve(year)),
    ),
    Festival(
        "Tháng hành động vì bình đẳng giới",
        ("thang hanh dong vi binh dang gioi",),
        lambda year: (date(year, 11, 15), date(year, 12, 15)),
    ),
)  # fmt: skip


def record(connection: sqlite3.Connection, first: date, last: date) -> None:
    """Write down, in the place of those that stood there, the events that touch [first, last]."""
    found = [*_ownerless(connection, first, last)]
    said = {(event.plan, event.last_day, key(event.what)) for event in found}
    for festival in _festivals(connection, first, last):
        if not any((plan, day) == (festival.plan, festival.last_day) and key(festival.what) in what
                   for plan, day, what in said):  # fmt: skip
            found.append(festival)
    with transaction(connection):
        connection.execute("delete from event")
        connection.executemany(
            "insert into event (plan, issuer_folded, what, first_day, last_day, quote, section)"
            " values (?, ?, ?, ?, ?, ?, ?)",
            [(each.plan, each.issuer, each.what, each.first_day.isoformat(), each.last_day.isoformat())
             + (each.quote, each.section) for each in found],
        )  # fmt: skip


def events(connection: sqlite3.Connection) -> list[Event]:
    """Return the events that are written down, the nearest first."""
    return [
        Event(
            plan=row["plan"],
            what=row["what"],
            first_day=date.fromisoformat(row["first_day"]),
            last_day=date.fromisoformat(row["last_day"]),
            issuer=row["issuer_folded"],
            quote=row["quote"],
            section=row["section"],
        )
        for row in connection.execute("select * from event order by first_day, id")
    ]


def _ownerless(connection: sqlite3.Connection, first: date, last: date) -> Iterator[Event]:
    """Yield the periods of deadlines that name nobody who owes them."""
    for item in current(connection, first):
        deadline = item.deadline
        if deadline.who or deadline.recurs in ("daily", "monthly"):
            continue
        for occurrence in occurrences(deadline, in_force(item.head), first, last):
            begin = first_day_of(occurrence.period) or occurrence.last_day
            yield Event(
                plan=item.plan,
                what=deadline.what,
                first_day=min(begin, occurrence.last_day),
                last_day=occurrence.last_day,
                issuer=key(item.head.issuer or ""),
                quote=deadline.quote,
                section=deadline.section,
            )


def _festivals(connection: sqlite3.Connection, first: date, last: date) -> Iterator[Event]:
    """Yield the festivals that a plan in force speaks of, each with the first passage that names it."""
    for row in connection.execute("select * from plan where status = 'published' order by id").fetchall():
        head = head_of(row)
        force = in_force(head)
        for festival, text, section in _named(connection, row["id"]) if force.last >= first else ():
            for year in range(first.year, last.year + 1):
                begin, end = festival.days(year)
                if force.first <= begin <= force.last and end >= first and begin <= last:
                    yield Event(row["id"], festival.what, begin, end, key(head.issuer or ""), text, section)


def _named(connection: sqlite3.Connection, plan: str) -> Iterator[tuple[Festival, str, str]]:
    """Yield the festivals that a plan names, with the passage that does so first, and its section."""
    rows = connection.execute("select text, section from passage where plan = ? order by position", (plan,))
    passages = [(f" {key(row['text'])} ", row) for row in rows]
    for festival in FESTIVALS:
        naming = (row for text, row in passages if any(f" {word} " in text for word in festival.words))
        if row := next(naming, None):
            yield festival, row["text"], row["section"]
