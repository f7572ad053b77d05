"""What ten years bring: what is asked for is found by an index, and what nobody asks about is forgotten."""

import re
import sqlite3
from datetime import UTC, date, datetime, timedelta

import pytest

from knowledge.database import connect
from knowledge.work.chats import inbox, outbox, questions, unanswered
from knowledge.work.chats.unanswered import Lack
from knowledge.work.members import people
from knowledge.work.members.officials import OfficialRole
from knowledge.work.members.registered_units import register
from knowledge.work.members.rights import Scope
from knowledge.work.pruning import AT_ONCE, pruning
from knowledge.work.reminding import news, obligations, recording, reminders, told, upcoming
from knowledge.work.reminding.schedule import Office
from knowledge.work.reporting import activities, reports, waiting_drafts
from knowledge.work.reporting.reports import Sought
from knowledge.work.summarising import overview

NOW = datetime(2026, 6, 1, 1, 10, tzinfo=UTC)
TODAY = date(2026, 6, 1)
GROWING = (
    "activity|activity_version|activity_quantity|obligation|obligation_change|audit|inbox|outbox|chat_question"
    "|reminder_told|event_told"
)

ASKED = {
    "reports of a unit": lambda c: reports.reports(c, Sought(unit=1)),
    "reports of an issuer": lambda c: reports.reports(c, Sought(issuer="UBND xã")),
    "all reports": lambda c: reports.reports(c, Sought()),
    "reports with words": lambda c: reports.reports(c, Sought(unit=1, words="đuối nước")),
    "reports of a plan's year": lambda c: reports.count(c, Sought(plan="p", first=TODAY, last=TODAY)),
    "an author's drafts": lambda c: reports.drafts(c, 1),
    "a report's history": lambda c: reports.history(c, 1),
    "what is open": lambda c: obligations.obligations(c, until=TODAY),
    "what a person may close": lambda c: obligations.obligations(c, scope=Scope(units=frozenset({1}))),
    "what a unit owes": lambda c: obligations.obligations(c, state=None, unit=1, since=TODAY),
    "what a plan asks": lambda c: obligations.obligations(c, plan="p"),
    "the week seen from above": lambda c: overview.about_now(c, TODAY),
    "deadlines to come": lambda c: upcoming.upcoming(c, TODAY),
    "who is reminded": lambda c: reminders.pending(c, now=NOW, office=Office()),
    "a person's wishes": lambda c: reminders.wish(c, 1),
    "the day's obligations": lambda c: recording.bring_up_to_date(c, TODAY),
    "drafts left lying": lambda c: waiting_drafts.owe_reminders(c, lambda draft: ("", ()), now=NOW),
    "the coordinators' digests": lambda c: news.incoming(c, people.person(c, 1), since=NOW, until=NOW),
    "what is due to be sent": lambda c: outbox.claim(c, now=NOW),
    "the queues": lambda c: (outbox.counts(c), outbox.next_due(c), inbox.counts(c), inbox.waiting(c)),
    "a chat's questions": lambda c: questions.context(c, 1, update_id=1, now=NOW),
    "what is forgotten": lambda c: list(pruning(c, now=NOW)),
}


@pytest.fixture(scope="module")
def connection() -> sqlite3.Connection:
    made = connect(":memory:")
    unit = register(made, "Công an xã", issuer="UBND xã")
    people.join(made, 1, "Hòa", unit=unit.id, role=OfficialRole.COORDINATOR, by=None, now=NOW)
    return made


def scans(connection: sqlite3.Connection, statement: str) -> list[str]:
    """Return how a statement looks through a growing table from one end to the other."""
    plan = [row["detail"] for row in connection.execute(f"explain query plan {statement}")]
    aliases = dict(re.findall(rf"\b({GROWING}) (?:as )?([a-z]\w*)\b", statement))
    names = "|".join((GROWING, *aliases.values()))
    return [line for line in plan if re.match(rf"SCAN (?:{names})\b(?!.* USING )", line)]


@pytest.mark.parametrize("what", ASKED)
def test_no_growing_table_is_looked_through(connection: sqlite3.Connection, what: str) -> None:
    said: list[str] = []
    connection.set_trace_callback(said.append)
    ASKED[what](connection)
    connection.set_trace_callback(None)
    asked = [one for one in said if re.match(r"\s*(?:select|update|delete)", one)]
    assert asked
    assert [found for one in asked for found in scans(connection, one)] == []


def test_a_scan_would_be_noticed(connection: sqlite3.Connection) -> None:
    assert scans(connection, "select a.id from activity a where a.place = 'thôn 3'")


def test_what_nobody_asks_about_is_forgotten_and_the_rest_kept() -> None:
    connection = connect(":memory:")
    many = AT_ONCE + 1
    for number in range(many):
        inbox.store(connection, number, "", now=NOW)
        inbox.done(connection, number, now=NOW - inbox.KEPT - timedelta(hours=1))
    inbox.store(connection, many, "", now=NOW)
    for days, state in ((0, "sent"), (1, "sent"), (1, "given_up"), (1, "waiting")):
        at = (NOW - outbox.KEPT - timedelta(days=days) + timedelta(hours=1)).isoformat()
        outbox.owe(connection, 7, "x", now=NOW)
        connection.execute("update outbox set state = ?, done_at = ? where id = last_insert_rowid()", (state, at))
    for number, after in enumerate((timedelta(), questions.KEPT)):
        at = NOW - after - timedelta(hours=1)
        questions.keep(connection, number, 7, "hỏi", plan=None, context=(), choices=(), now=at)
    unanswered.note(connection, "câu cũ", Lack.NOT_FOUND, now=NOW - unanswered.KEPT - timedelta(hours=1))
    unanswered.note(connection, "câu mới", Lack.NOT_FOUND, now=NOW)
    steps = len(list(pruning(connection, now=NOW)))
    assert steps > len(("inbox", "outbox", "questions", "unanswered", "told"))

    def left(table: str) -> int:
        return int(connection.execute(f"select count(*) from {table}").fetchone()[0])

    assert {table: left(table) for table in ("inbox", "outbox", "chat_question", "unanswered")} == {
        "inbox": 1,
        "outbox": 2,
        "chat_question": 1,
        "unanswered": 1,
    }


def test_who_was_told_is_forgotten_a_year_after_it_was_done() -> None:
    connection = connect(":memory:")
    unit = register(connection, "Công an xã")
    people.join(connection, 7, "Mai", unit=unit.id, role=OfficialRole.OFFICER, by=None, now=NOW)
    old, young = TODAY - told.KEPT - timedelta(days=1), TODAY - timedelta(days=9)
    for what, last_day, state in (("cũ", old, "done"), ("cũ còn mở", old, "open"), ("mới", young, "done")):
        made = obligations.add(connection, unit=unit.id, what=what, last_day=last_day, by=7, now=NOW)
        obligations.change(connection, made.owing.id, state=state, by=7, now=NOW)
        reminders.snooze(connection, 7, made.owing.id, until=NOW, today=last_day)
    connection.executemany("insert into event_told values (7, 'Tết', ?)", [(str(old),), (str(young),)])
    list(pruning(connection, now=NOW))
    remembered = connection.execute(
        "select what from reminder_told join obligation on obligation.id = obligation order by 1"
    ).fetchall()
    assert [row["what"] for row in remembered] == ["cũ còn mở", "mới"]
    assert [row["first_day"] for row in connection.execute("select first_day from event_told")] == [str(young)]


def test_a_draft_left_for_good_is_not_asked_about_again() -> None:
    connection = connect(":memory:")
    unit = register(connection, "Công an xã")
    people.join(connection, 7, "Mai", unit=unit.id, role=OfficialRole.OFFICER, by=None, now=NOW)
    activities.open_draft(connection, author=7, unit=unit.id, now=NOW)

    def asked(after: timedelta) -> int:
        return waiting_drafts.owe_reminders(connection, lambda draft: ("", ()), now=NOW + after)

    assert asked(waiting_drafts.LEFT_FOR_GOOD + timedelta(hours=1)) == 0
    assert asked(waiting_drafts.LEFT_AFTER + timedelta(hours=1)) == 1
