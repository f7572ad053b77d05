"""What is stored about a person, for the person to see, and how all of it that leads to them is forgotten."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from knowledge.database import transaction, wipe_journal
from knowledge.plans import reviewing
from knowledge.work import audit
from knowledge.work.chats import inbox, outbox, prompts, questions
from knowledge.work.members import forgotten, requests
from knowledge.work.members.people import Person, keep_an_admin, person
from knowledge.work.plan_life import uploads
from knowledge.work.reporting import activities

FORGOTTEN = "Người dùng đã xóa thông tin"


@dataclass(frozen=True, slots=True)
class AboutMe:
    """What is stored about a person, for the person to see."""

    person: Person
    joined_at: datetime
    reports: int
    drafts: int
    changes: int


def about(connection: sqlite3.Connection, telegram_id: int) -> AboutMe:
    """Return what is stored about a person. Raises PersonError for a stranger."""
    found = person(connection, telegram_id)
    row = connection.execute(
        "select joined_at, (select count(*) from activity where author = ?1 and state not in ('draft', 'cancelled')),"
        " (select count(*) from activity where author = ?1 and state = 'draft'),"
        " (select count(*) from audit where actor = ?1 or official = ?1 and official is not actor)"
        " from official where telegram_id = ?1",
        (telegram_id,),
    ).fetchone()
    return AboutMe(found, datetime.fromisoformat(row[0]), row[1], row[2], row[3])


def forget(connection: sqlite3.Connection, telegram_id: int, *, by: int, now: datetime) -> None:
    """Make a person anonymous: reports stay with the unit, nothing leads to the account or the name any more.

    What they wrote and never sent is deleted. Raises PersonError for a stranger and for the last administrator.
    """
    with transaction(connection):
        if person(connection, telegram_id).is_admin:
            keep_an_admin(connection, telegram_id)
        _forget(connection, telegram_id, by=by, now=now)
        forgotten.note(connection, telegram_id, now=now)
    wipe_journal(connection)


def forget_again(connection: sqlite3.Connection, marks: forgotten.Marks, *, now: datetime) -> int:
    """Make anonymous again whom an older database brings back; return how many they are."""
    with transaction(connection):
        forgotten.remember(connection, marks)
        back = forgotten.returned(connection)
        for telegram_id in back:
            _forget(connection, telegram_id, by=telegram_id, now=now)
    wipe_journal(connection)
    return len(back)


def _forget(connection: sqlite3.Connection, telegram_id: int, *, by: int, now: datetime) -> None:
    pseudonym = connection.execute("select min(0, min(telegram_id)) - 1 from official").fetchone()[0]
    connection.execute("delete from membership where telegram_id = ?", (telegram_id,))
    connection.execute("delete from news_choice where telegram_id = ?", (telegram_id,))
    requests.drop(connection, telegram_id)
    questions.forget(connection, telegram_id)
    prompts.forget(connection, telegram_id)
    inbox.forget_person(connection, telegram_id)
    outbox.forget(connection, telegram_id)
    uploads.forget(connection, telegram_id)
    reviewing.hand_over(connection, telegram_id, pseudonym)
    activities.forget_author(connection, telegram_id)
    connection.execute(
        "update official set telegram_id = ?, name = ?, unit = null, role = 'officer' where telegram_id = ?",
        (pseudonym, FORGOTTEN, telegram_id),
    )
    actor = pseudonym if by == telegram_id else by
    audit.log(connection, audit.Change("member.forget", actor, official=pseudonym), now=now)
