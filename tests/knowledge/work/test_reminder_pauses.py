"""Quiet hours, pauses and snoozes: notices wait, and come afterwards."""

from datetime import date, datetime, time, timedelta

import pytest

from knowledge.clock import VIET_NAM
from knowledge.work.reminding import obligations, recording, reminders
from tests.knowledge.work.reminded import OFFICE, morning, reminded_office


@pytest.fixture
def connection():
    return reminded_office()


def test_quiet_hours_and_pauses_hold_notices_back(connection):
    day = date(2026, 5, 8)
    assert reminders.heard_from(connection, 1, morning(day)) == morning(day)

    reminders.set_quiet(connection, 1, (time(11), time(14)))
    noon = datetime.combine(day, time(12), VIET_NAM)
    assert reminders.heard_from(connection, 1, noon) == datetime.combine(day, time(14), VIET_NAM)
    recording.bring_up_to_date(connection, day)
    assert 1 not in {each.official.telegram_id for each in reminders.pending(connection, now=noon, office=OFFICE)}

    reminders.set_quiet(connection, 1, (time(17), time(8)))
    evening = datetime.combine(day, time(20), VIET_NAM)
    assert reminders.heard_from(connection, 1, evening) == morning(day + timedelta(days=1))

    reminders.set_quiet(connection, 1, None)
    reminders.pause(connection, 1, until=date(2026, 5, 12))
    assert reminders.heard_from(connection, 1, noon) == morning(date(2026, 5, 12))


def test_snoozes_and_pauses_are_remembered(connection):
    today = date(2026, 5, 8)
    recording.bring_up_to_date(connection, today)
    (owed,) = [each for each in obligations.obligations(connection) if each.owing.unit == "Phòng Tư pháp"]
    reminders.snooze(connection, 1, owed.owing.id, until=morning(today) + timedelta(hours=6), today=today)
    reminders.pause(connection, 3, until=date(2026, 5, 11))

    def who(now):
        return {digest.official.telegram_id for digest in reminders.pending(connection, now=now, office=OFFICE)}

    assert who(morning(today)) == {2, 4}
    assert who(morning(today) + timedelta(hours=7)) == {1, 2, 4}
    reminders.pause(connection, 3, until=None)
    assert 3 in who(morning(today))
