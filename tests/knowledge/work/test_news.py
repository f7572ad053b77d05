"""Coordinators hear of each report once: at once, or in the day's digest; never both, never a flood."""

from datetime import date, datetime, timedelta

import pytest

from knowledge.clock import VIET_NAM
from knowledge.work.members import own_data, people
from knowledge.work.members.officials import OfficialRole
from knowledge.work.reminding import news
from knowledge.work.reminding.news import News
from knowledge.work.reporting import activities
from knowledge.work.reporting.activity import Details

MORNING = datetime(2026, 6, 15, 9, 0, tzinfo=VIET_NAM)
EVENING = datetime(2026, 6, 15, 17, 0, tzinfo=VIET_NAM)


def report(office, now, what, unit=None, author=None):
    draft = activities.open_draft(
        office.connection,
        author=author or office.officer,
        unit=(unit or office.justice).id,
        details=Details(what, date(2026, 6, 14)),
        now=now,
    )
    return activities.submit(office.connection, draft.id, by=draft.author, now=now)


def digest(office, now):
    """Owe what is due; return the texts owed so far."""
    news.owe_digests(office.connection, lambda person, found: "; ".join(each.details.what for each in found), now=now)
    return [row["text"] for row in office.connection.execute("select text from outbox order by id")]


def ids(found):
    return [person.telegram_id for person in found]


def test_the_issuer_s_coordinators_are_told_and_where_there_are_none_the_administrators(office):
    assert ids(news.told_at_once(office.connection, office.justice)) == [office.coordinator]
    assert ids(news.told_at_once(office.connection, office.elsewhere)) == [office.admin]


@pytest.mark.parametrize("choice", [News.DAILY, News.NEVER])
def test_who_chose_otherwise_is_not_told_at_once(office, choice):
    news.choose(office.connection, office.coordinator, choice, now=MORNING)

    assert news.told_at_once(office.connection, office.justice) == []
    assert news.chosen(office.connection, office.coordinator) is choice
    news.choose(office.connection, office.coordinator, News.AT_ONCE, now=MORNING)
    assert ids(news.told_at_once(office.connection, office.justice)) == [office.coordinator]


def test_the_digest_tells_of_each_report_once_and_only_of_the_issuer_s(office):
    people.join(
        office.connection, 9, "X", unit=office.elsewhere.id, role=OfficialRole.OFFICER, by=office.admin, now=MORNING
    )
    report(office, MORNING - timedelta(minutes=1), "trước khi chọn")
    news.choose(office.connection, office.coordinator, News.DAILY, now=MORNING)
    report(office, MORNING, "một")
    report(office, MORNING + timedelta(hours=1), "hai")
    report(office, MORNING, "huyện khác", unit=office.elsewhere, author=9)

    assert digest(office, MORNING + timedelta(hours=2)) == []
    assert digest(office, EVENING) == ["một; hai"]
    assert digest(office, EVENING + timedelta(hours=1)) == ["một; hai"]


def test_a_week_of_downtime_ends_in_one_digest_and_an_idle_day_in_none(office):
    news.choose(office.connection, office.coordinator, News.DAILY, now=MORNING)
    report(office, MORNING, "một")
    report(office, MORNING + timedelta(days=3), "hai")

    later = EVENING + timedelta(days=7)
    assert digest(office, later) == ["một; hai"]
    report(office, later + timedelta(minutes=1), "ba")
    assert digest(office, later + timedelta(minutes=2)) == ["một; hai"]
    assert digest(office, later + timedelta(days=1)) == ["một; hai", "ba"]
    assert digest(office, later + timedelta(days=2)) == ["một; hai", "ba"]


def test_a_digest_that_cannot_be_written_is_owed_the_next_time(office):
    news.choose(office.connection, office.coordinator, News.DAILY, now=MORNING)
    report(office, MORNING, "một")

    with pytest.raises(ZeroDivisionError):
        news.owe_digests(office.connection, lambda person, found: str(1 / 0), now=EVENING)

    assert digest(office, EVENING) == ["một"]


def test_whoever_was_forgotten_gets_no_digest(office):
    news.choose(office.connection, office.coordinator, News.DAILY, now=MORNING)
    report(office, MORNING, "một")
    own_data.forget(office.connection, office.coordinator, by=office.coordinator, now=MORNING)

    assert digest(office, EVENING) == []


@pytest.mark.parametrize(("now", "day"), [(MORNING, 14), (EVENING, 15)])
def test_when_a_digest_is_due(now, day):
    assert news.digest_due(now) == datetime(2026, 6, day, 16, 30, tzinfo=VIET_NAM)
