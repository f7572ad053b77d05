"""News for coordinators: which reports came in, told at once or once a day, as each of them chooses.

A digest is a function of the database and the clock: what was sent between the last digest and now. So a week of
downtime ends in one digest, and a report is told of once.
"""

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, time, timedelta
from enum import StrEnum

from knowledge.clock import VIET_NAM, stamp
from knowledge.database import transaction
from knowledge.work.chats import outbox
from knowledge.work.members import people
from knowledge.work.members.people import Person
from knowledge.work.members.registered_units import RegisteredUnit
from knowledge.work.members.rights import Action, holders, may
from knowledge.work.reporting.activity import COUNTED, Activity
from knowledge.work.reporting.reports import Sought, reports

DIGEST_TIME = time(16, 30)
"""When the day's digest is due, in Viet Nam."""


Render = Callable[[Person, list[Activity]], str]
"""Turns a person's digest into Telegram HTML."""


class News(StrEnum):
    """How a coordinator hears of new reports."""

    AT_ONCE = "at_once"
    DAILY = "daily"
    NEVER = "never"


def chosen(connection: sqlite3.Connection, telegram_id: int) -> News:
    """Return how somebody hears of new reports: at once, where nothing else was chosen."""
    row = connection.execute("select news from news_choice where telegram_id = ?", (telegram_id,)).fetchone()
    return News(row["news"]) if row else News.AT_ONCE


def choose(connection: sqlite3.Connection, telegram_id: int, news: News, *, now: datetime) -> None:
    """Keep how somebody wants to hear of new reports; a digest begins with what comes from now on."""
    connection.execute(
        "insert into news_choice (telegram_id, news, told_until) values (?, ?, ?) on conflict do update set"
        " news = excluded.news, told_until = excluded.told_until",
        (telegram_id, news, stamp(now)),
    )


def coordinators(connection: sqlite3.Connection, unit: RegisteredUnit) -> list[Person]:
    """Return who decides on a unit's reports: its issuer's coordinators, or the administrators where there is none."""
    among = people.holding(connection, holders(Action.DECIDE_REPORT))
    deciding = [person for person in among if may(person, Action.DECIDE_REPORT, unit)]
    return [person for person in deciding if not person.is_admin] or deciding


def told_at_once(connection: sqlite3.Connection, unit: RegisteredUnit) -> list[Person]:
    """Return the coordinators of a unit who want to hear of each report when it comes."""
    return [
        person for person in coordinators(connection, unit) if chosen(connection, person.telegram_id) is News.AT_ONCE
    ]


def owe_digests(connection: sqlite3.Connection, render: Render, *, now: datetime) -> int:
    """Owe each coordinator who chose it the digest that is due, if anything came in; return how many were owed."""
    return sum(owing_digests(connection, render, now=now))


def owing_digests(connection: sqlite3.Connection, render: Render, *, now: datetime) -> Iterator[int]:
    """Do what `owe_digests` does, yielding after each coordinator."""
    due = digest_due(now)
    rows = connection.execute(
        "select telegram_id, told_until from news_choice where news = 'daily' and told_until < ?", (stamp(due),)
    ).fetchall()
    for row in rows:
        owed = False
        with transaction(connection):
            person = people.find_person(connection, row["telegram_id"])
            since = datetime.fromisoformat(row["told_until"])
            found = incoming(connection, person, since=since, until=due) if person else []
            connection.execute(
                "update news_choice set told_until = ? where telegram_id = ?", (stamp(due), row["telegram_id"])
            )
            if person and found:
                owed = outbox.owe(connection, person.telegram_id, render(person, found), now=now)
        yield int(owed)


def incoming(connection: sqlite3.Connection, person: Person, *, since: datetime, until: datetime) -> list[Activity]:
    """Return the reports sent in [since, until) that wait for, or had, this person's decision, the oldest first."""
    sought = Sought(sent_from=since, sent_before=until, states=COUNTED)
    issuers = {None} if person.is_admin else {membership.unit.issuer for membership in person.memberships}
    found = [one for issuer in issuers for one in reports(connection, replace(sought, issuer=issuer), limit=None)]
    mine = [report for report in found if may(person, Action.DECIDE_REPORT, report.unit)]
    return sorted(mine, key=lambda report: (report.submitted_at or since, report.id))


def digest_due(now: datetime) -> datetime:
    """Return the latest moment before now, or now, at which a digest was due."""
    local = now.astimezone(VIET_NAM)
    today = datetime.combine(local.date(), DIGEST_TIME, VIET_NAM)
    return today if today <= local else today - timedelta(days=1)
