"""What fell due lately is owed too: a fresh office sees it at once, in one message."""

from dataclasses import replace
from datetime import date

import pytest

from knowledge.documents.document import Document
from knowledge.plans import store
from knowledge.work.reminding import obligations, recording, reminders
from tests.knowledge.work.reminded import NOW, OFFICE, PLAN, UNITS, deadline, morning, reminded_office, render


@pytest.fixture
def connection():
    return reminded_office()


def test_a_fresh_office_sees_what_fell_due_lately_in_one_message(connection):
    recording.bring_up_to_date(connection, date(2026, 5, 25))
    late = obligations.obligations(connection, until=date(2026, 5, 24))
    assert {(each.owing.unit, each.owing.last_day) for each in late} == {
        *((unit, date(2026, 5, 9)) for unit in UNITS),
        ("Công an huyện", date(2026, 4, 20)),
        ("Công an huyện", date(2026, 5, 20)),
    }
    assert reminders.owe_due(connection, now=morning(date(2026, 5, 25)), office=OFFICE, render=render) == len(UNITS)
    assert reminders.owe_due(connection, now=morning(date(2026, 5, 25)), office=OFFICE, render=render) == 0


def test_what_was_due_daily_is_not_asked_for_afterwards(connection):
    daily = deadline("báo cáo hằng ngày", ("Công an huyện",), "T16:00", None, "daily")
    store.save(connection, replace(PLAN, id="n", deadlines=(daily,)), Document("n.txt", "", (), "n"), now=NOW)
    recording.bring_up_to_date(connection, date(2026, 5, 25))
    days = {each.owing.last_day for each in obligations.obligations(connection) if each.owing.daily}
    assert min(days) == date(2026, 5, 25)


@pytest.mark.parametrize(
    ("what", "last_day", "since"),
    [
        ("báo cáo tháng", date(2026, 5, 20), date(2026, 4, 21)),
        ("báo cáo tháng", date(2026, 4, 20), date(2026, 1, 1)),
        ("báo cáo 6 tháng", date(2026, 5, 9), date(2026, 1, 1)),
    ],
)
def test_a_report_is_about_what_was_done_since_the_last_one(connection, what, last_day, since):
    recording.bring_up_to_date(connection, date(2026, 5, 25))
    owed = obligations.obligations(connection)
    of = next(each.owing.id for each in owed if (each.owing.what, each.owing.last_day) == (what, last_day))
    assert obligations.period_start(connection, of) == since
