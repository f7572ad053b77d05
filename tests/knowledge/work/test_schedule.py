"""Reminders come once, on time, and fit the moment: the schedule is a function of what is owed and of the clock."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.clock import VIET_NAM
from knowledge.work.members.officials import Official, OfficialRole
from knowledge.work.reminding.schedule import Office, Owing, Urgency, Wishes, due, steps

OFFICE = Office()
OFFICER = Official(1, "Lan", OfficialRole.OFFICER, "Phòng Tư pháp")
HEAD = Official(2, "Minh", OfficialRole.HEAD, "Phòng Tư pháp")
COORDINATOR = Official(3, "Hà", OfficialRole.COORDINATOR, "Phòng Nội vụ")
STRANGER = Official(4, "Tú", OfficialRole.OFFICER, "Phòng Y tế")
EVERYBODY = (OFFICER, HEAD, COORDINATOR, STRANGER)


def owing(last_day, id_=1, **more):
    return Owing(id_, "kh", "Phòng Tư pháp", "báo cáo quý", last_day, **more)


def morning(day, hour=8):
    return datetime.combine(day, time(hour), VIET_NAM)


def run(owed, days, people=EVERYBODY, wishes=None, told=None):
    """Let the mornings pass; return what was said, as (day, official, obligation, days left)."""
    told, last, said = dict(told or {}), {}, []
    for day in days:
        for digest in due(owed, people, told=told, last_digest=last, now=morning(day), office=OFFICE, wishes=wishes):
            last[digest.official.telegram_id] = day
            for item in digest.items:
                told[digest.official.telegram_id, item.owing.id] = day
                said.append((day, digest.official.telegram_id, item.owing.id, item.days_left))
    return said


def each_day(first, last):
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def test_an_officer_is_told_14_7_3_1_and_0_days_before_on_working_days():
    # 20 August 2026 is a Thursday; none of the five days is off.
    said = run([owing(date(2026, 8, 20))], each_day(date(2026, 7, 20), date(2026, 8, 20)), [OFFICER])

    assert [days_left for *_, days_left in said] == [14, 7, 3, 1, 0]


def test_a_step_on_a_day_off_moves_to_the_working_day_before_but_the_last_day_stays():
    # Sunday 17 May 2026: 14 days before is in the long weekend of 30 April, the eve is a Saturday.
    said = run([owing(date(2026, 5, 17))], each_day(date(2026, 4, 20), date(2026, 5, 17)), [OFFICER])

    assert [day for day, *_ in said] == [date(2026, 4, 29), *(date(2026, 5, d) for d in (8, 14, 15, 17))]


def test_the_head_hears_on_the_last_day_and_the_coordinator_when_it_is_late():
    said = run([owing(date(2026, 8, 20))], each_day(date(2026, 8, 19), date(2026, 8, 21)))

    assert {who for day, who, *_ in said if day == date(2026, 8, 19)} == {1}
    assert {who for day, who, *_ in said if day == date(2026, 8, 20)} == {1, 2}
    assert {who for day, who, *_ in said if day == date(2026, 8, 21)} == {1, 2, 3}


def test_late_ones_are_told_of_on_five_working_days_and_then_weekly():
    said = run([owing(date(2026, 7, 16))], each_day(date(2026, 7, 17), date(2026, 8, 20)), [OFFICER])

    days = [day for day, *_ in said]
    assert days[:5] == [date(2026, 7, d) for d in (17, 20, 21, 22, 23)]
    assert all(6 <= (b - a).days <= 9 for a, b in zip(days[4:], days[5:], strict=False))
    assert len(days) <= 10


@pytest.mark.parametrize("away", [1, 3, 14, 31])
def test_a_downtime_ends_in_one_message(away):
    owed = [owing(date(2026, 8, 20), 1), owing(date(2026, 8, 25), 2), owing(date(2026, 8, 10), 3)]
    back = date(2026, 8, 6) + timedelta(days=away)
    while not OFFICE.calendar.is_worked(back):
        back += timedelta(days=1)

    digests = due(owed, [OFFICER], told={}, last_digest={}, now=morning(back), office=OFFICE)

    assert len(digests) == 1
    assert len({item.owing.id for item in digests[0].items}) == len(digests[0].items)


def test_nobody_is_told_at_night_nor_twice_a_day():
    owed = [owing(date(2026, 8, 20))]

    assert not due(owed, [OFFICER], told={}, last_digest={}, now=morning(date(2026, 8, 20), 7), office=OFFICE)
    assert not due(
        owed, [OFFICER], told={}, last_digest={1: date(2026, 8, 20)}, now=morning(date(2026, 8, 20)), office=OFFICE
    )


def test_someone_of_two_units_gets_one_message_for_both():
    both = [OFFICER, Official(1, "Lan", OfficialRole.OFFICER, "Phòng Y tế")]
    owed = [owing(date(2026, 8, 20), 1), Owing(2, "kh", "Phòng Y tế", "báo cáo", date(2026, 8, 21))]

    (digest,) = due(owed, both, told={}, last_digest={}, now=morning(date(2026, 8, 20)), office=OFFICE)

    assert [item.owing.id for item in digest.items] == [1, 2]


def test_a_snooze_is_kept_and_then_told_again_once():
    wishes = {1: Wishes(snoozed={1: morning(date(2026, 8, 18), 14)})}
    told = {(1, 1): date(2026, 8, 17)}
    owed = [owing(date(2026, 8, 20))]

    def heard(moment):
        return due(owed, [OFFICER], told=told, last_digest={}, now=moment, office=OFFICE, wishes=wishes)

    assert not heard(morning(date(2026, 8, 18), 9))
    assert heard(morning(date(2026, 8, 18), 15))


def test_a_pause_silences_until_its_day():
    wishes = {1: Wishes(paused_until=date(2026, 8, 20))}
    said = run([owing(date(2026, 8, 20))], each_day(date(2026, 8, 1), date(2026, 8, 20)), [OFFICER], wishes)

    assert [day for day, *_ in said] == [date(2026, 8, 20)]


def test_a_daily_duty_is_told_of_on_its_own_day_only():
    said = run([owing(date(2026, 8, 20), daily=True)], each_day(date(2026, 8, 1), date(2026, 8, 25)), [OFFICER])

    assert [day for day, *_ in said] == [date(2026, 8, 20)]


@given(
    last_day=st.dates(date(2026, 1, 20), date(2027, 11, 1)),
    missed=st.sets(st.integers(0, 45), max_size=40),
)
def test_whatever_mornings_are_missed_no_step_is_told_twice_and_none_is_lost(last_day, missed):
    days = [
        day
        for n, day in enumerate(each_day(last_day - timedelta(days=20), last_day + timedelta(days=25)))
        if n not in missed
    ]
    said = run([owing(last_day)], days, [OFFICER])
    told_on = [day for day, *_ in said]

    assert told_on == sorted(set(told_on))
    planned = list(steps(owing(last_day), OFFICE, days[-1])) if days else []
    for earlier, later in zip([date.min, *told_on], told_on, strict=False):
        assert any(earlier < step <= later for step in planned)
    awake = [day for day in days if OFFICE.calendar.is_worked(day)]
    for step, following in zip(planned, [*planned[1:], date.max], strict=False):
        if any(step <= day < following for day in awake):
            assert any(step <= day < following for day in told_on)


def test_urgency_is_shown_by_the_days_left():
    (digest,) = due(
        [owing(date(2026, 8, 20))], [OFFICER], told={}, last_digest={}, now=morning(date(2026, 8, 21)), office=OFFICE
    )

    assert digest.items[0].urgency is Urgency.OVERDUE
    assert digest.items[0].days_left == -1
