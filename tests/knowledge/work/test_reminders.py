"""From a published plan and registered people to messages: once each, none lost, none for what is done."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from knowledge.database import connect
from knowledge.documents.document import Document
from knowledge.plans import store
from knowledge.plans.model import Unit
from knowledge.work.chats import outbox
from knowledge.work.members import people, registered_units
from knowledge.work.members.officials import OfficialRole
from knowledge.work.reminding import obligations, recording, reminders, stand_ins
from knowledge.work.reminding.schedule import Urgency
from knowledge.work.reminding.working_days import WorkingDays
from tests.knowledge.work.reminded import NOW, OFFICE, PLAN, UNITS, morning, reminded_office, render


@pytest.fixture
def connection():
    return reminded_office()


def each_day(first, last):
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def test_each_unit_owes_each_period_once_however_often_it_is_computed(connection):
    recording.record(connection, date(2026, 1, 1), date(2026, 12, 31))
    again = recording.record(connection, date(2026, 1, 1), date(2026, 12, 31))

    owed = [(each.owing.what, each.owing.unit, each.period) for each in obligations.obligations(connection)]
    assert again == 0
    assert len(owed) == len(set(owed))
    assert sorted(unit for what, unit, _ in owed if what == "báo cáo 6 tháng") == sorted(UNITS)
    assert [unit for what, unit, _ in owed if what == "báo cáo năm"] == ["Phòng Tư pháp"]
    assert len([1 for what, *_ in owed if what == "báo cáo tháng"]) == 12
    assert not [1 for what, *_ in owed if what in ("Tháng hành động", "báo cáo đột xuất")]


def test_a_year_of_reminders_is_what_another_computation_gives(connection):
    """The schedule in another way: for each obligation its five days counted back, moved to working days."""
    found = {
        (sent.at.date(), sent.official.telegram_id, sent.about.what, sent.about.last_day)
        for sent in reminders.forecast(connection, date(2026, 1, 5), date(2026, 12, 31), office=OFFICE)
        if sent.level not in (Urgency.OVERDUE, reminders.ANNOUNCED)
    }

    calendar, expected = WorkingDays(), set()
    owed = [(unit, "báo cáo 6 tháng", date(2026, 5, 9)) for unit in UNITS]
    owed += [("Phòng Tư pháp", "báo cáo năm", date(2026, 11, 2))]
    owed += [("Công an huyện", "báo cáo tháng", date(2026, month, 20)) for month in range(1, 13)]
    owed += [("Công an huyện", "báo cáo tháng", date(2027, 1, 20))]
    for unit, what, last_day in owed:
        for ahead in (14, 7, 3, 1, 0):
            day = last_day - timedelta(days=ahead)
            while ahead and (day.weekday() > 4 or day in calendar.library) and calendar.overrides.get(day) is not True:
                day -= timedelta(days=1)
            if date(2026, 1, 5) <= day <= date(2026, 12, 31):
                expected.add((day, UNITS.index(unit) + 1, what, last_day))
    january = {each for each in found - expected if each[0] == date(2026, 1, 5)}
    assert found - january == expected - january


def test_what_is_due_goes_into_the_outbox_once(connection):
    recording.bring_up_to_date(connection, date(2026, 4, 24))

    assert reminders.owe_due(connection, now=morning(date(2026, 4, 24)), office=OFFICE, render=render) == len(UNITS)
    assert reminders.owe_due(connection, now=morning(date(2026, 4, 24)), office=OFFICE, render=render) == 0
    assert outbox.counts(connection) == {"waiting": len(UNITS)}
    message = outbox.claim(connection, now=morning(date(2026, 4, 24)))[0]
    assert "báo cáo 6 tháng" in message.text
    assert message.buttons == ((("Đã nộp", "x"),),)


def test_what_changes_while_messages_are_written_is_minded(connection):
    today = date(2026, 4, 24)
    recording.bring_up_to_date(connection, today)
    first, *others = obligations.obligations(connection)
    steps = reminders.owing_due(connection, now=morning(today), office=OFFICE, render=render)
    assert next(steps) == 1
    told = connection.execute("select chat from outbox").fetchone()["chat"]
    closed = next(each for each in others if each.unit_id not in (told, first.unit_id))
    paused = next(number for number in range(1, len(UNITS) + 1) if number not in (told, closed.unit_id))
    obligations.change(connection, closed.owing.id, state="done", by=closed.unit_id, now=NOW)
    reminders.pause(connection, paused, until=today + timedelta(days=3))
    assert sum(steps) == len(UNITS) - 3
    assert {row["chat"] for row in connection.execute("select chat from outbox")}.isdisjoint({closed.unit_id, paused})


def test_what_says_the_same_to_several_is_rendered_once(connection):
    (unit,) = [unit for unit in registered_units.units(connection) if unit.name == "Công an huyện"]
    for number in range(11, 16):
        people.join(connection, number, f"Cán bộ {number}", unit=unit.id, role=OfficialRole.OFFICER, by=None, now=NOW)
    today = date(2026, 4, 24)
    recording.bring_up_to_date(connection, today)
    rendered = []

    def noted(digest):
        rendered.append(digest)
        return render(digest)

    owed = reminders.owe_due(connection, now=morning(today), office=OFFICE, render=noted)
    assert (owed, len(rendered)) == (len(UNITS) + 5, len(UNITS))


def test_done_by_one_stops_it_and_can_be_taken_back(connection):
    recording.bring_up_to_date(connection, date(2026, 5, 9))
    (owed,) = [each for each in obligations.obligations(connection) if each.owing.unit == "Phòng Tư pháp"]

    assert obligations.change(connection, owed.owing.id, state="done", by=1, now=NOW)
    assert not obligations.change(connection, owed.owing.id, state="done", by=1, now=NOW)
    said = reminders.pending(connection, now=morning(date(2026, 5, 9)), office=OFFICE)
    assert 1 not in {digest.official.telegram_id for digest in said}

    obligations.change(connection, owed.owing.id, state="open", by=1, now=NOW)
    said = reminders.pending(connection, now=morning(date(2026, 5, 9)), office=OFFICE)
    assert 1 in {digest.official.telegram_id for digest in said}
    assert [each.state for each in obligations.history(connection, owed.owing.id)] == ["done", "open"]


def test_a_moved_one_is_due_on_its_new_day(connection):
    recording.bring_up_to_date(connection, date(2026, 5, 1))
    owed = obligations.obligations(connection)[0]

    obligations.change(
        connection, owed.owing.id, state="open", by=1, now=NOW, last_day=date(2026, 5, 20), reason="hoãn họp"
    )

    assert obligations.find(connection, owed.owing.id).owing.last_day == date(2026, 5, 20)
    assert obligations.history(connection, owed.owing.id)[0].reason == "hoãn họp"


def test_an_unknown_obligation_is_said_to_be(connection):
    with pytest.raises(obligations.ObligationUnknown, match="nghĩa vụ"):
        obligations.find(connection, 999)


def test_a_month_of_downtime_ends_in_one_message_a_person(connection):
    recording.bring_up_to_date(connection, date(2026, 4, 20))
    reminders.owe_due(connection, now=morning(date(2026, 4, 24)), office=OFFICE, render=render)
    back = date(2026, 5, 25)
    recording.bring_up_to_date(connection, back)

    reminders.owe_due(connection, now=morning(back), office=OFFICE, render=render)

    waiting = connection.execute("select chat, count(*) from outbox group by chat").fetchall()
    assert {row[0]: row[1] for row in waiting} == {1: 2, 2: 2, 3: 2, 4: 2}


def republish(connection, plan):
    """Publish a new version of the plan."""
    store.delete(connection, plan.id)
    store.save(connection, plan, Document("kh.txt", "", ()), now=NOW + timedelta(days=1))


def test_what_a_new_version_asks_no_longer_is_not_reminded_of(connection):
    today = date(2026, 4, 24)
    recording.bring_up_to_date(connection, today)
    assert reminders.pending(connection, now=morning(today), office=OFFICE)

    republish(connection, replace(PLAN, deadlines=PLAN.deadlines[1:]))
    recording.bring_up_to_date(connection, today)

    assert not [each for each in obligations.obligations(connection) if each.owing.what == "báo cáo 6 tháng"]


def test_what_was_done_stays_done_when_a_new_version_words_or_dates_it_otherwise(connection):
    today = date(2026, 4, 24)
    recording.bring_up_to_date(connection, today)
    done = next(each for each in obligations.obligations(connection) if each.owing.unit == "Phòng Tư pháp")
    obligations.change(connection, done.owing.id, state="done", by=1, now=NOW)

    later = replace(PLAN.deadlines[0], date="--05-15", last_day="--05-14", quote="báo cáo 6 tháng trước ngày 15/5")
    republish(connection, replace(PLAN, deadlines=(later, *PLAN.deadlines[1:])))
    recording.bring_up_to_date(connection, today)

    half_year = [
        each for each in obligations.obligations(connection, state=None) if each.owing.what == "báo cáo 6 tháng"
    ]
    assert {each.owing.unit: each.state for each in half_year} == {
        unit: "done" if unit == "Phòng Tư pháp" else "open" for unit in UNITS
    }
    assert {each.owing.last_day for each in half_year if each.state == "open"} == {date(2026, 5, 14)}


def test_a_withdrawn_plan_reminds_nobody(connection):
    today = date(2026, 4, 24)
    recording.bring_up_to_date(connection, today)
    connection.execute("update plan set status = 'withdrawn'")

    assert not reminders.pending(connection, now=morning(today), office=OFFICE)


def test_what_a_coordinator_adds_is_owed_once_and_outlives_every_version(connection):
    given = {"unit": 1, "what": "báo cáo nhanh", "last_day": date(2026, 4, 27), "by": 1, "now": NOW}
    added = obligations.add(connection, **given)
    assert obligations.add(connection, **given).owing.id == added.owing.id
    recording.bring_up_to_date(connection, date(2026, 4, 24))

    said = reminders.pending(connection, now=morning(date(2026, 4, 24)), office=OFFICE)
    assert "báo cáo nhanh" in {item.owing.what for digest in said for item in digest.items}


def test_an_event_is_announced_once_to_everybody_under_the_issuer_and_not_owed(connection):
    today = date(2026, 5, 25)
    recording.bring_up_to_date(connection, today)

    reminders.owe_due(connection, now=morning(today), office=OFFICE, render=lambda digest: (str(digest.events), ()))
    said = {row["chat"]: row["text"] for row in connection.execute("select chat, text from outbox")}
    assert all("Tháng hành động" in said[number] for number in (1, 2, 3, 4))

    again = reminders.pending(connection, now=morning(today + timedelta(days=1)), office=OFFICE)
    assert not [event for digest in again for event in digest.events]


def test_a_unit_of_the_same_name_elsewhere_hears_nothing(connection):
    namesake = next(unit for unit in registered_units.units(connection) if unit.issuer == "Ủy ban nhân dân huyện Khác")
    for number, role in ((8, OfficialRole.OFFICER), (9, OfficialRole.COORDINATOR)):
        people.join(connection, number, "Người huyện khác", unit=namesake.id, role=role, by=None, now=NOW)
    recording.bring_up_to_date(connection, date(2026, 4, 24))

    for day in (date(2026, 4, 24), date(2026, 5, 11)):
        said = reminders.pending(connection, now=morning(day), office=OFFICE)
        assert {digest.official.telegram_id for digest in said} == {1, 2, 3, 4}


def test_without_registered_people_the_forecast_uses_stand_ins():
    connection = connect(":memory:")
    group = Unit("Ủy ban nhân dân các xã", (), "IV.2", (), is_group=True)
    store.save(connection, replace(PLAN, units=(*PLAN.units, group)), Document("kh.txt", "", ()), now=NOW)

    rehearsed = stand_ins.rehearsal(connection)
    said = list(reminders.forecast(rehearsed, date(2026, 10, 1), date(2026, 11, 2), office=OFFICE))
    spring = list(reminders.forecast(rehearsed, date(2026, 5, 9), date(2026, 5, 9), office=OFFICE))

    assert [sent.days_left for sent in said] == [14, 7, 3, 0]
    assert {sent.official.name for sent in said} == {"Phòng Tư pháp"}
    assert {sent.official.name for sent in spring} == {"Phòng Tư pháp", "Ủy ban nhân dân các xã"}
    assert obligations.obligations(connection) == []
