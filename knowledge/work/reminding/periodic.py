"""What is done once a month or once a week: the period that it was done for last is a row beside its effects.

A pure function of the database and the clock: a month without the assistant ends in the present month's message, and
one that is missed altogether is not made up for.
"""

import sqlite3
from collections.abc import Callable, Iterator
from datetime import date, datetime

from knowledge.clock import VIET_NAM
from knowledge.work.reminding.schedule import Office


def once(connection: sqlite3.Connection, name: str, period: str, do: Callable[[], Iterator[int]]) -> Iterator[int]:
    """Do something step by step unless it was done for this period; yield what its steps yield.

    It is noted when the last step is done: what was begun and broken off is done again from the start, so that every
    step must leave alone what it did before.
    """
    row = connection.execute("select period from done_once where name = ?", (name,)).fetchone()
    if row is not None and row["period"] >= period:
        return
    yield from do()
    connection.execute(
        "insert into done_once (name, period) values (?, ?) on conflict do update set period = excluded.period",
        (name, period),
    )


def is_working_time(now: datetime, office: Office) -> bool:
    """Tell whether the office works today and its hour for reminders has come."""
    local = now.astimezone(VIET_NAM)
    return office.calendar.is_worked(local.date()) and local.time() >= office.hour


def month_of(day: date) -> str:
    """Return a day's month as texts compare: 2026-05."""
    return f"{day:%Y-%m}"


def week_of(day: date) -> str:
    """Return a day's week as texts compare: 2026-W19."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"
