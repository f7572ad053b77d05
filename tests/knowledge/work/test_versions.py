"""A new version of a plan takes over: no report loses its task, what was owed stays owed, the old one is withdrawn."""

from datetime import date, timedelta

import pytest

from knowledge.database import connect
from knowledge.documents.document import Document
from knowledge.documents.text import text_document
from knowledge.language.folding import key
from knowledge.plans import links, store
from knowledge.plans.links import LinkKind
from knowledge.plans.reading import read_plan
from knowledge.work import audit
from knowledge.work.members import people, registered_units
from knowledge.work.members.officials import OfficialRole
from knowledge.work.plan_life.versions import take_over
from knowledge.work.reminding import obligations, recording
from knowledge.work.reporting import activities
from knowledge.work.reporting.activity import Details, TaskPlace
from knowledge.work.summarising import progress
from knowledge.work.summarising.periods import Period
from tests.knowledge.plans.test_comparison import GIVEN_ANEW, GONE, REWORDED, flat, newer
from tests.samples import plan_file
from tests.talking import START

YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))


@pytest.fixture(scope="module")
def versions():
    text = flat(plan_file("xa-van-hoa-doc-2026").read_text(encoding="utf-8"))
    return read_plan(text_document(text)), read_plan(text_document(newer(text)), id="moi")


@pytest.fixture
def office(versions):
    """Return a database with the old version and one report for each of its tasks."""
    connection = connect(":memory:")
    old, new = versions
    for plan in versions:
        store.save(connection, plan, Document("a.txt", "", (), sha256=plan.id), now=START)
    unit = registered_units.register(connection, "Trạm Y tế xã", issuer=old.head.issuer or "")
    registered_units.register(connection, "Phòng Văn hóa - Xã hội", issuer=old.head.issuer or "")
    people.join(connection, 1, "Mai", unit=unit.id, role=OfficialRole.OFFICER, by=None, now=START)
    store.set_status(connection, new.id, store.PlanStatus.DRAFT)
    for task in progress.tasks_of(old):
        details = Details(what="Đã làm", date=date(2026, 3, 1), task=task)
        report = activities.open_draft(connection, author=1, unit=unit.id, now=START, details=details, plan=old.id)
        activities.submit(connection, report.id, by=1, now=START)
    return connection


def replaced(connection, versions, by=1):
    old, new = versions
    store.set_status(connection, new.id, store.PlanStatus.PUBLISHED)
    return take_over(connection, old, new, by=by, now=START)


def tasks_of_reports(connection, plan):
    rows = connection.execute("select task_section, task_text from activity where plan = ?", (plan.id,))
    return [TaskPlace(row["task_text"], row["task_section"]) for row in rows]


def test_no_report_loses_its_task(office, versions):
    old, new = versions
    before = len(tasks_of_reports(office, old))

    replaced(office, versions)

    assert tasks_of_reports(office, old) == []
    placed = tasks_of_reports(office, new)
    assert len(placed) == before
    present = set(progress.tasks_of(new))
    lost = {key(task.text) for task in placed if task not in present}
    assert lost == {key(gone) for gone in GONE}
    reported = {one.task.text for one in progress.progress(office, new.id, YEAR) if one.figures.activities}
    for _, wording in REWORDED:
        assert any(wording in text for text in reported), wording
    for words, _ in GIVEN_ANEW:
        assert any(words.lstrip("- ") in text for text in reported), words


def test_the_old_version_is_withdrawn_and_marked(office, versions):
    old, new = versions

    replaced(office, versions)

    status = {entry.id: entry.status for entry in store.entries(office)}
    assert status == {old.id: "withdrawn", new.id: "published"}
    assert [(one.kind, one.other.id) for one in links.links_of(office, new.id)] == [(LinkKind.VERSION, old.id)]
    assert [(one.kind, one.other.id) for one in links.links_to(office, old.id)] == [(LinkKind.VERSION, new.id)]
    assert audit.entries(office, limit=1)[0].change.action == "plan.version"


def test_what_was_owed_and_done_stays_so(office, versions):
    old, new = versions
    first, last = date(2026, 3, 1), date(2027, 1, 31)
    recording.record(office, first, last)
    before = obligations.obligations(office, state=None)
    assert len(before) == 2
    for owed in before:
        obligations.change(office, owed.owing.id, state="done", by=1, now=START)

    replaced(office, versions)
    recording.record(office, first, last)

    after = obligations.obligations(office, state=None)
    assert {one.owing.plan for one in after} == {new.id}
    assert {one.owing.id for one in before} <= {one.owing.id for one in after}
    assert [one.state for one in after if one.owing.id in {each.owing.id for each in before}] == ["done"] * len(before)


def test_a_date_that_moved_is_owed_on_its_new_day(versions):
    text = flat(plan_file("xa-van-hoa-doc-2026").read_text(encoding="utf-8"))
    old = versions[0]
    assert text.count("báo cáo 6 tháng trước ngày 08/6/2026") == 1
    new = read_plan(text_document(text.replace("08/6/2026", "12/6/2026")), id="moi")
    connection = connect(":memory:")
    for plan in (old, new):
        store.save(connection, plan, Document("a.txt", "", (), sha256=plan.id), now=START)
    store.set_status(connection, new.id, store.PlanStatus.DRAFT)
    registered_units.register(connection, "Phòng Văn hóa - Xã hội", issuer=old.head.issuer or "")
    recording.record(connection, START.date(), START.date() + timedelta(days=300))
    (before,) = (one for one in obligations.obligations(connection) if one.owing.last_day == date(2026, 6, 7))

    replaced(connection, (old, new), by=None)
    recording.record(connection, START.date(), START.date() + timedelta(days=300))

    assert obligations.find(connection, before.owing.id).owing.last_day == date(2026, 6, 11)
    assert all(one.owing.plan == new.id for one in obligations.obligations(connection))
