"""Reports that are sought, their evidence, and any story that one may have."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.work import audit
from knowledge.work.reporting import activities, evidence
from knowledge.work.reporting.activities import Source
from knowledge.work.reporting.activity import ActivityError, State, TaskPlace
from knowledge.work.reporting.evidence import Evidence, Kind
from knowledge.work.reporting.reports import Sought, find, history, reports
from tests.knowledge.work.office import NOW, make_office
from tests.knowledge.work.test_activities import DETAILS, count, draft, sent


def test_reports_are_found_by_words_with_and_without_marks_days_units_and_tasks(office, now):
    task = TaskPlace("Mở lớp dạy bơi", "III.2")
    swim = sent(office, now, replace(DETAILS, task=task))
    law = sent(office, now, replace(DETAILS, what="Tư vấn pháp luật", date=date(2026, 5, 2), difficulty=None))

    def found(**sought):
        return [each.id for each in reports(office.connection, Sought(**sought))]

    assert found() == [swim.id, law.id]
    assert found(words="duoi nuoc") == found(words="Đuối NƯỚC") == found(words="boi") == [swim.id]
    assert found(words="pháp luậ") == [law.id]
    assert found(words='"; drop table activity --') == []
    assert found(first=date(2026, 6, 1)) == [swim.id]
    assert found(last=date(2026, 6, 1)) == [law.id]
    assert found(task=task) == [swim.id]
    assert found(author=office.officer, issuer="ubnd HUYỆN khe may") == [swim.id, law.id]
    assert found(unit=office.culture.id) == found(plan="không có") == []
    assert [each.id for each in reports(office.connection, Sought(), limit=1, offset=1)] == [law.id]


def test_the_search_index_follows_the_reports_when_somebody_searches(office, now):
    report = sent(office, now)
    assert count(office.connection, "activity_index") == 0

    def found(words):
        return [one.id for one in reports(office.connection, Sought(words=words))]

    assert found("đuối nước") == [report.id]
    activities.correct(
        office.connection, report.id, replace(DETAILS, what="Tập huấn sơ cứu"), by=office.officer, now=now
    )
    assert (found("đuối nước"), found("sơ cứu")) == ([], [report.id])
    activities.undo(office.connection, report.id, by=office.officer, now=now)
    gone = audit.Change("personal_data.keep", office.officer, activity=report.id + 1)
    audit.log(office.connection, gone, now=now)
    assert found("sơ cứu") == []
    assert count(office.connection, "activity_index") == 0


def test_an_album_delivered_again_is_evidence_once(office, now):
    opened = draft(office, now)
    photo = Evidence(Kind.PHOTO, "file-1", "unique-1", album="album-1")
    place = Evidence(Kind.LOCATION, latitude=21.5, longitude=104.1)

    assert evidence.attach(office.connection, opened.id, photo, now=now)
    assert not evidence.attach(office.connection, opened.id, replace(photo, file_id="file-2"), now=now)
    assert evidence.attach(office.connection, opened.id, place, now=now)
    assert not evidence.attach(office.connection, opened.id, place, now=now)
    assert evidence.attached(office.connection, opened.id) == [photo, place]
    assert evidence.activity_of_album(office.connection, "album-1") == opened.id
    assert evidence.activity_of_album(office.connection, "album-2") is None


def test_too_many_and_too_large_files_are_refused(office, now):
    opened = draft(office, now)
    for number in range(evidence.MOST):
        evidence.attach(office.connection, opened.id, Evidence(Kind.PHOTO, "f", f"u{number}"), now=now)
    with pytest.raises(ActivityError, match="nhiều nhất"):
        evidence.attach(office.connection, opened.id, Evidence(Kind.PHOTO, "f", "more"), now=now)
    with pytest.raises(ActivityError, match="20 MB"):
        evidence.attach(office.connection, opened.id, Evidence(Kind.DOCUMENT, "f", "big"), now=now, size=2 * 10**9)


STEPS = st.lists(
    st.sampled_from(["open", "submit", "undo", "accept", "return", "correct", "cancel", "late"]), max_size=25
)


@settings(max_examples=30, deadline=None)
@given(steps=STEPS)
def test_any_story_leaves_one_report_with_a_whole_history(steps):
    """Whatever is pressed in whatever order: versions count up by one, and the last of them is the present state."""
    office = make_office()
    connection = office.connection
    now = NOW
    report = draft(office, now, source=Source(1, 1))
    for number, step in enumerate(steps):
        now += timedelta(minutes=20) if step == "late" else timedelta(seconds=1)
        try:
            _do(office, step, report.id, number, now)
        except ActivityError:
            continue

    stored = find(connection, report.id)
    versions = history(connection, report.id)
    assert count(connection, "activity") == 1
    assert [version.number for version in versions] == list(range(1, stored.version + 1))
    assert count(connection, "audit where activity is not null") == stored.version
    if versions and stored.state is not State.CANCELLED:
        assert versions[-1].state is stored.state
        assert versions[-1].details == stored.details
    assert len(reports(connection, Sought(words="đuối"))) == (stored.state in ("submitted", "returned", "accepted"))


def _do(office, step, report, number, now):
    connection, officer, coordinator = office.connection, office.officer, office.coordinator
    if step == "open":
        draft(office, now, source=Source(1, 1))
    elif step == "submit":
        activities.submit(connection, report, by=officer, now=now)
    elif step == "undo":
        activities.undo(connection, report, by=officer, now=now)
    elif step == "accept":
        activities.accept(connection, report, by=coordinator, now=now)
    elif step == "return":
        activities.send_back(connection, report, f"Lần {number}", by=coordinator, now=now)
    elif step == "correct":
        activities.correct(connection, report, replace(DETAILS, children=number + 1, total=None), by=officer, now=now)
    elif step == "cancel":
        activities.cancel(connection, report, now=now)
