"""A report is stored once, whatever is delivered or pressed twice, and nothing of its history is lost."""

import sqlite3
from dataclasses import replace
from datetime import date, timedelta

import pytest

from knowledge.documents.document import Document
from knowledge.plans import store
from knowledge.work import audit
from knowledge.work.members import registered_units
from knowledge.work.members.registered_units import UnitError
from knowledge.work.reporting import activities
from knowledge.work.reporting.activities import Source
from knowledge.work.reporting.activity import ActivityError, Details, DetailsError, State, TaskPlace, check, details_of
from knowledge.work.reporting.reports import Sought, drafts, find, history, reports
from tests.knowledge.work.sample_year import PLAN_ID, sample_plan

DETAILS = Details(
    what="Truyền thông phòng chống đuối nước",
    date=date(2026, 6, 14),
    place="thôn 3",
    children=45,
    adults=12,
    total=57,
    cost=2_500_000,
    quantities=(("tờ rơi", 100), ("lít sơn", 2.5)),
    difficulty="trời mưa",
)


def draft(office, now, details=DETAILS, **more):
    return activities.open_draft(
        office.connection, author=office.officer, unit=office.justice.id, details=details, now=now, **more
    )


def sent(office, now, details=DETAILS, **more):
    return activities.submit(office.connection, draft(office, now, details, **more).id, by=office.officer, now=now)


def count(connection: sqlite3.Connection, table: str) -> int:
    return connection.execute(f"select count(*) from {table}").fetchone()[0]


def test_a_draft_comes_out_as_it_went_in(office, now):
    opened = draft(office, now, replace(DETAILS, task=TaskPlace("Mở lớp bơi", "III.2"), end_date=date(2026, 6, 15)))

    assert find(office.connection, opened.id) == opened
    assert opened.details == replace(DETAILS, task=TaskPlace("Mở lớp bơi", "III.2"), end_date=date(2026, 6, 15))
    assert (opened.state, opened.version, opened.author_name) == (State.DRAFT, 0, "Cán bộ 3")
    assert details_of(opened.details.to_json()) == opened.details


def test_the_same_message_delivered_twice_makes_one_draft_for_each_of_its_parts(office, now):
    first = draft(office, now, source=Source(9, 1))
    again = draft(office, now, source=Source(9, 1))
    other = draft(office, now, source=Source(9, 1, part=1))

    assert again.id == first.id != other.id
    assert [each.id for each in drafts(office.connection, office.officer)] == [first.id, other.id]


def test_a_message_delivered_again_after_sending_opens_nothing(office, now):
    report = sent(office, now, source=Source(9, 1))

    assert draft(office, now, source=Source(9, 1)) == report


def test_sending_twice_sends_once(office, now):
    report = sent(office, now)
    again = activities.submit(office.connection, report.id, by=office.officer, now=now + timedelta(minutes=1))

    assert again == find(office.connection, report.id)
    assert (again.state, again.version, again.submitted_at) == (State.SUBMITTED, 1, now)
    assert len(history(office.connection, report.id)) == 1
    assert len(reports(office.connection, Sought(unit=office.justice.id))) == 1


@pytest.mark.parametrize(
    ("details", "word"), [(Details(date=date(2026, 6, 1)), "nội dung"), (Details(what="Tập huấn"), "ngày")]
)
def test_what_must_not_be_missing_is_asked_for_and_the_draft_stays(office, now, details, word):
    opened = draft(office, now, details)

    with pytest.raises(ActivityError, match=word):
        activities.submit(office.connection, opened.id, by=office.officer, now=now)
    assert find(office.connection, opened.id) == opened


def test_undo_within_ten_minutes_makes_a_draft_again_and_sending_anew_keeps_the_history(office, now):
    report = sent(office, now)
    undone = activities.undo(office.connection, report.id, by=office.officer, now=now + timedelta(minutes=10))
    assert undone.state is State.DRAFT
    assert activities.undo(office.connection, report.id, by=office.officer, now=now).version == undone.version
    assert reports(office.connection, Sought()) == []
    assert reports(office.connection, Sought(words="đuối nước")) == []

    later = now + timedelta(days=7)
    again = activities.submit(office.connection, report.id, by=office.officer, now=later)
    assert again.version == 3
    assert [version.state for version in history(office.connection, report.id)] == ["submitted", "draft", "submitted"]
    with pytest.raises(ActivityError, match="mười phút"):
        activities.undo(office.connection, report.id, by=office.officer, now=later + timedelta(minutes=11))


def test_a_correction_is_a_new_version_and_the_old_one_stays(office, now):
    report = sent(office, now)
    activities.accept(office.connection, report.id, by=office.coordinator, now=now)
    corrected = activities.correct(
        office.connection, report.id, replace(DETAILS, children=54, total=66), by=office.officer, now=now
    )

    assert (corrected.state, corrected.details.children) == (State.SUBMITTED, 54)
    assert corrected == find(office.connection, report.id)
    assert [
        (version.number, version.details.children, version.by) for version in history(office.connection, report.id)
    ] == [
        (1, 45, office.officer),
        (2, 45, office.coordinator),
        (3, 54, office.officer),
    ]
    same = activities.correct(office.connection, report.id, corrected.details, by=office.officer, now=now)
    assert same.version == 3


def test_a_report_is_returned_with_a_comment_corrected_and_accepted(office, now):
    report = sent(office, now)
    with pytest.raises(ActivityError, match="lý do"):
        activities.send_back(office.connection, report.id, "  ", by=office.coordinator, now=now)
    for _ in range(2):
        back = activities.send_back(office.connection, report.id, "Thiếu ảnh", by=office.coordinator, now=now)
    assert (back.state, back.comment, back.version) == (State.RETURNED, "Thiếu ảnh", 2)
    with pytest.raises(ActivityError, match="trả lại"):
        activities.accept(office.connection, report.id, by=office.coordinator, now=now)

    unchanged = activities.correct(office.connection, report.id, DETAILS, by=office.officer, now=now)
    assert (unchanged.state, unchanged.comment) == (State.SUBMITTED, None)
    for _ in range(2):
        accepted = activities.accept(office.connection, report.id, by=office.coordinator, now=now)
    assert (accepted.state, accepted.version) == (State.ACCEPTED, 4)
    with pytest.raises(ActivityError, match="tiếp nhận"):
        activities.undo(office.connection, report.id, by=office.officer, now=now)


def test_every_change_is_in_the_audit_log_without_the_report_s_words(office, now):
    report = sent(office, now)
    activities.send_back(office.connection, report.id, "Thiếu ảnh", by=office.coordinator, now=now)

    entries = audit.entries(office.connection, activity=report.id)
    assert [(each.change.action, each.change.actor, each.change.after) for each in entries] == [
        ("report.returned", office.coordinator, {"state": "returned", "version": 2}),
        ("report.submitted", office.officer, {"state": "submitted", "version": 1}),
    ]
    rows = office.connection.execute("select before || after as text from audit").fetchall()
    assert not any("đuối" in row["text"] or "Thiếu" in row["text"] for row in rows)


def test_a_draft_is_cancelled_once_and_never_sent(office, now):
    opened = draft(office, now)
    for _ in range(2):
        assert activities.cancel(office.connection, opened.id, now=now).state is State.CANCELLED
    with pytest.raises(ActivityError, match="hủy"):
        activities.submit(office.connection, opened.id, by=office.officer, now=now)
    with pytest.raises(ActivityError, match="hủy"):
        activities.save_draft(office.connection, opened, now=now)
    report = sent(office, now)
    with pytest.raises(ActivityError, match="đã gửi"):
        activities.cancel(office.connection, report.id, now=now)
    with pytest.raises(ActivityError, match="nháp"):
        activities.correct(office.connection, draft(office, now).id, DETAILS, by=office.officer, now=now)


def test_a_draft_waits_a_week_and_keeps_all_that_was_said(office, now):
    opened = draft(office, now, Details(), guided=True)
    said = replace(opened, details=DETAILS, asking="place", skipped=("cost",), guided=False, unit=office.culture)
    saved = activities.save_draft(office.connection, said, now=now + timedelta(days=7))

    assert saved == replace(said, changed_at=now + timedelta(days=7), unit=office.culture)


def test_a_failure_in_the_middle_of_sending_leaves_the_draft(office, now, monkeypatch):
    opened = draft(office, now)
    monkeypatch.setattr(audit, "log", lambda *args, **more: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        activities.submit(office.connection, opened.id, by=office.officer, now=now)

    assert find(office.connection, opened.id) == opened
    assert count(office.connection, "activity_version") == 0


def test_a_plan_withdrawn_and_a_unit_closed_in_the_middle_of_a_draft_are_said(office, now):
    store.save(office.connection, sample_plan(), Document("mau.txt", "", (), ""), now=now)
    opened = draft(office, now, plan=PLAN_ID)
    store.set_status(office.connection, PLAN_ID, store.PlanStatus.WITHDRAWN)
    with pytest.raises(ActivityError, match="^Kế hoạch số .* không còn hiệu lực"):
        activities.submit(office.connection, opened.id, by=office.officer, now=now)

    store.set_status(office.connection, PLAN_ID, store.PlanStatus.PUBLISHED)
    registered_units.close(office.connection, office.justice.id, now=now)
    with pytest.raises(UnitError, match="không còn"):
        activities.submit(office.connection, opened.id, by=office.officer, now=now)
    with pytest.raises(UnitError):
        draft(office, now)
    assert find(office.connection, opened.id).state is State.DRAFT


def test_too_many_drafts_and_an_unknown_report_are_refused(office, now):
    for _ in range(activities.MOST_DRAFTS):
        draft(office, now)
    with pytest.raises(ActivityError, match="nháp"):
        draft(office, now)
    with pytest.raises(ActivityError, match="Không tìm thấy"):
        find(office.connection, 10_000)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"children": 0}, "children"),
        ({"adults": 10**9}, "adults"),
        ({"total": -1}, "total"),
        ({"total": 50}, "total"),
        ({"cost": 0}, "cost"),
        ({"cost": 10**13}, "cost"),
        ({"date": date(2099, 1, 1)}, "date"),
        ({"date": date(1924, 1, 1)}, "date"),
        ({"end_date": date(2026, 6, 1)}, "end_date"),
        ({"end_date": date(2099, 1, 1)}, "end_date"),
        ({"date": None, "end_date": date(2026, 6, 1)}, "date"),
        ({"what": "x" * 4096}, "what"),
        ({"place": "x" * 300}, "place"),
        ({"quantities": (("tờ", 0),)}, "quantities"),
        ({"quantities": (("x" * 100, 1),)}, "quantities"),
        ({"quantities": tuple((f"thứ {n}", 1) for n in range(30))}, "quantities"),
    ],
)
def test_values_that_no_report_may_have_are_named(office, now, change, field):
    wrong = replace(DETAILS, **change)

    with pytest.raises(DetailsError) as caught:
        check(wrong, today=date(2026, 6, 15))
    assert caught.value.field == field
    opened = draft(office, now)
    with pytest.raises(DetailsError):
        activities.save_draft(office.connection, replace(opened, details=wrong), now=now)
    assert find(office.connection, opened.id) == opened
