"""Who belongs where: several units, moving, leaving, administrators, being forgotten."""

import json
from datetime import timedelta

import pytest

from knowledge.database import connect
from knowledge.documents.document import Document
from knowledge.plans import reviewing, store
from knowledge.work import audit
from knowledge.work.chats import inbox, outbox, prompts, questions
from knowledge.work.members import officials, own_data, people, registered_units
from knowledge.work.members.officials import OfficialRole
from knowledge.work.members.people import PersonError
from knowledge.work.members.registered_units import UnitError
from knowledge.work.plan_life import uploads
from knowledge.work.reporting import activities, evidence
from knowledge.work.reporting.activity import ActivityError, Details, State
from knowledge.work.reporting.reports import Sought, find, reports
from tests.knowledge.work.test_people import STRANGER
from tests.talking import commune_plan


def test_several_units_and_speaking_for_one_of_them(office, now):
    person = people.join(
        office.connection,
        office.officer,
        "Cán bộ 3",
        unit=office.culture.id,
        role=OfficialRole.HEAD,
        by=office.admin,
        now=now + timedelta(days=1),
    )
    assert [membership.unit for membership in person.memberships] == [office.culture, office.justice]

    person = people.speak_for(office.connection, office.officer, office.justice.id)
    assert person.unit == office.justice
    with pytest.raises(PersonError):
        people.speak_for(office.connection, office.officer, office.elsewhere.id)
    row = office.connection.execute(
        "select unit, role from official where telegram_id = ?", (office.officer,)
    ).fetchone()
    assert tuple(row) == ("Phòng Tư pháp", "head")


def test_moving_keeps_the_role_and_the_reports_stay_with_the_unit(office, now):
    report = activities.open_draft(
        office.connection,
        author=office.colleague,
        unit=office.justice.id,
        details=Details("Tập huấn", now.date()),
        now=now,
    )
    activities.submit(office.connection, report.id, by=office.colleague, now=now)

    person = people.move(
        office.connection, office.colleague, unit=office.justice.id, to=office.culture.id, by=office.admin, now=now
    )

    assert [(each.unit, each.role) for each in person.memberships] == [(office.culture, OfficialRole.HEAD)]
    assert len(reports(office.connection, Sought(unit=office.justice.id))) == 1
    with pytest.raises(PersonError):
        people.move(office.connection, 77, unit=office.justice.id, to=office.culture.id, by=office.admin, now=now)


def test_whoever_left_every_unit_is_no_longer_active(office, now):
    left = people.leave(office.connection, office.officer, office.justice.id, by=office.officer, now=now)

    assert not left.is_active
    assert officials.find(office.connection, office.officer) is None
    assert office.officer not in [person.telegram_id for person in people.people(office.connection)]
    assert [p.telegram_id for p in people.people(office.connection, unit=office.justice.id)] == [office.colleague]
    with pytest.raises(PersonError):
        people.leave(office.connection, office.officer, office.justice.id, by=office.admin, now=now)


def test_a_closed_unit_is_no_membership(office, now):
    registered_units.close(office.connection, office.justice.id, now=now)

    assert people.person(office.connection, office.officer).memberships == ()


def test_administrators_come_from_the_settings_and_the_last_one_stays(office, now):
    with pytest.raises(PersonError, match="duy nhất"):
        people.dismiss_admin(office.connection, office.admin, by=office.admin, now=now)
    with pytest.raises(PersonError, match="duy nhất"):
        own_data.forget(office.connection, office.admin, by=office.admin, now=now)
    people.ensure_admins(office.connection, [office.admin, office.officer], now=now)
    people.ensure_admins(office.connection, [office.admin, office.officer], now=now)

    assert people.person(office.connection, office.officer).is_admin
    people.leave(office.connection, office.officer, office.justice.id, by=office.admin, now=now)
    assert people.person(office.connection, office.officer).is_active
    assert not people.dismiss_admin(office.connection, office.admin, by=office.officer, now=now).is_admin
    grants = [each for each in audit.entries(office.connection) if each.change.action == "admin.settings"]
    assert [each.change.official for each in grants] == [office.officer, office.admin]


def test_joining_as_administrator_reaches_everywhere_and_outlives_the_unit(office, now):
    person = people.join(
        office.connection, STRANGER, "", unit=office.justice.id, role=OfficialRole.ADMIN, by=office.admin, now=now
    )

    assert person.is_admin
    assert person.name == people.NAMELESS
    assert people.leave(office.connection, STRANGER, office.justice.id, by=office.admin, now=now).is_admin


def test_what_is_stored_about_me(office, now):
    activities.open_draft(office.connection, author=office.officer, unit=office.justice.id, now=now)

    about = own_data.about(office.connection, office.officer)

    assert (about.person.name, about.joined_at, about.reports, about.drafts, about.changes) == (
        "Cán bộ 3",
        now,
        0,
        1,
        1,
    )
    with pytest.raises(PersonError):
        own_data.about(office.connection, STRANGER)


def written_everywhere(connection, office, officer, now):
    """Let a person leave their name in every room; return a report that was sent and one that was not."""
    people.join(
        connection, officer, "Lê Thị Mơ", unit=office.justice.id, role=OfficialRole.OFFICER, by=office.admin, now=now
    )
    sent = activities.open_draft(
        connection,
        author=officer,
        unit=office.justice.id,
        details=Details("Tập huấn", now.date()),
        source=activities.Source(officer, 1),
        now=now,
    )
    activities.submit(connection, sent.id, by=officer, now=now)
    open_draft = activities.open_draft(
        connection, author=officer, unit=office.justice.id, details=Details("Thăm nhà Lê Thị Mơ"), now=now
    )
    evidence.attach(connection, open_draft.id, evidence.Evidence(evidence.Kind.DOCUMENT, "f", "u", "Mơ.pdf"), now=now)
    outbox.owe(connection, officer, "Nhắc Lê Thị Mơ", now=now)
    outbox.owe(connection, office.admin, "Lê Thị Mơ vừa gửi báo cáo", now=now)
    for owed in outbox.claim(connection, now=now):
        outbox.sent(connection, owed.id, now=now)
    prompts.ask(connection, officer, prompts.Prompt("comment", sent.id), now=now)
    inbox.store(connection, 5, json.dumps({"message": {"from": {"id": officer}, "text": "tôi là Mơ"}}), now=now)
    inbox.set_aside(connection, 5, "hỏng", now=now)
    questions.keep(connection, 6, officer, "tôi là Lê Thị Mơ", plan=None, context=(), choices=(), now=now)
    uploads.receive(connection, uploads.Sent(officer, officer, 1, "f", "Mơ.pdf"), now=now)
    plan = commune_plan()
    store.save(connection, plan, Document("a", "", ()), now=now, status=store.PlanStatus.DRAFT)
    reviewing.look_at(connection, plan, 0, by=officer, now=now)
    return sent, open_draft


def test_a_forgotten_person_s_reports_stay_and_nothing_leads_to_the_person(office, now, tmp_path):
    connection, officer = connect(tmp_path / "k.db"), 987654321
    office.connection.backup(connection)
    sent, open_draft = written_everywhere(connection, office, officer, now)

    own_data.forget(connection, officer, by=officer, now=now)

    dump = "\n".join(connection.iterdump())
    assert "Mơ" not in dump
    assert str(officer) not in dump
    files = b"".join(path.read_bytes() for path in tmp_path.glob("k.db*"))
    assert "Mơ".encode() not in files
    assert officer.to_bytes(4, "big") not in files
    with pytest.raises(ActivityError):
        find(connection, open_draft.id)
    report = find(connection, sent.id)
    assert (report.state, report.author_name, report.unit) == (State.SUBMITTED, own_data.FORGOTTEN, office.justice)
    assert audit.entries(connection, official=report.author)[0].change.action == "member.forget"
    assert people.find_person(connection, officer) is None
    assert report.author not in [person.telegram_id for person in people.people(connection)]
    connection.close()


def test_two_forgotten_people_are_told_apart_and_strangers_cannot_be_forgotten(office, now):
    own_data.forget(office.connection, office.officer, by=office.admin, now=now)
    own_data.forget(office.connection, office.colleague, by=office.admin, now=now)

    ids = [row[0] for row in office.connection.execute("select telegram_id from official where telegram_id < 0")]
    assert sorted(ids) == [-2, -1]
    with pytest.raises(PersonError):
        own_data.forget(office.connection, STRANGER, by=office.admin, now=now)


def test_units_are_one_however_their_names_are_typed(office):
    assert registered_units.register(office.connection, "phong  TU PHAP", issuer="ubnd huyen khe may") == office.justice
    assert [each.id for each in registered_units.units(office.connection, issuer="UBND huyện Bản Xa")] == [
        office.elsewhere.id
    ]
    for name in ("", " -- ", "x" * 300):
        with pytest.raises(UnitError):
            registered_units.register(office.connection, name)
    with pytest.raises(UnitError):
        registered_units.find(office.connection, 999)
