"""People join by a link or by being approved, move, leave and are forgotten; every change is in the audit log."""

from datetime import timedelta

import pytest

from knowledge.work.members import invitations, people, registered_units, requests
from knowledge.work.members.invitations import InvitationError
from knowledge.work.members.officials import OfficialRole
from knowledge.work.members.registered_units import UnitError
from knowledge.work.members.requests import RequestError

STRANGER = 77


def invite(office, now, **more):
    values = {"unit": office.justice.id, "role": OfficialRole.OFFICER, "by": office.admin} | more
    return invitations.invite(office.connection, now=now, **values)


def redeem(office, now, code, telegram_id=STRANGER):
    return invitations.redeem(office.connection, code, telegram_id, "Lê Thị Mơ", now=now)


def test_a_link_makes_a_member_of_one_unit_in_one_role(office, now):
    invitation = invite(office, now)

    person = redeem(office, now, invitation.code)

    assert (person.name, person.unit, person.is_admin) == ("Lê Thị Mơ", office.justice, False)
    assert [membership.role for membership in person.memberships] == [OfficialRole.OFFICER]
    assert people.find_person(office.connection, STRANGER) == person


def test_a_code_fits_telegram_and_is_not_kept(office, now):
    invitation = invite(office, now)

    assert len(invitation.code) <= 64
    assert invitation.code.replace("_", "").replace("-", "").isalnum()
    dump = "\n".join(office.connection.iterdump())
    assert invitation.code not in dump


def test_the_same_person_twice_costs_one_use_and_the_next_is_refused(office, now):
    invitation = invite(office, now)
    for _ in range(2):
        redeem(office, now, invitation.code)

    with pytest.raises(InvitationError, match="hết số lần"):
        redeem(office, now, invitation.code, 78)
    assert people.find_person(office.connection, 78) is None


def test_a_link_for_several_people_lets_in_as_many(office, now):
    invitation = invite(office, now, uses=2)
    assert [each.uses_left for each in invitations.usable(office.connection, now=now)] == [2]

    redeem(office, now, invitation.code, 78)
    redeem(office, now, invitation.code, 79)

    assert invitations.usable(office.connection, now=now) == []


def test_an_expired_revoked_or_guessed_link_lets_nobody_in(office, now):
    invitation = invite(office, now)
    with pytest.raises(InvitationError, match="hết hạn"):
        redeem(office, now + timedelta(days=7), invitation.code)
    invitations.revoke(office.connection, invitation.id, by=office.admin, now=now)
    for code in (invitation.code, "", "x' or '1'='1", "A" * 24):
        with pytest.raises(InvitationError, match="không đúng"):
            redeem(office, now, code)
    with pytest.raises(InvitationError, match="thu hồi"):
        invitations.revoke(office.connection, invitation.id, by=office.admin, now=now)
    assert people.find_person(office.connection, STRANGER) is None


def test_whoever_left_does_not_come_back_by_the_old_link(office, now):
    invitation = invite(office, now)
    redeem(office, now, invitation.code)
    people.leave(office.connection, STRANGER, office.justice.id, by=office.admin, now=now)

    with pytest.raises(InvitationError):
        redeem(office, now, invitation.code)


def test_a_link_needs_an_open_unit_and_a_sensible_number_of_uses(office, now):
    with pytest.raises(InvitationError, match="từ 1 đến"):
        invite(office, now, uses=0)
    registered_units.close(office.connection, office.justice.id, now=now)
    with pytest.raises(UnitError):
        invite(office, now)


def test_asking_and_being_approved(office, now):
    assert requests.ask(office.connection, STRANGER, "Lê  Mơ", "phong tu phap", now=now)
    assert not requests.ask(office.connection, STRANGER, "Lê Mơ", "Phòng Tư pháp", now=now)
    assert [(each.name, each.wanted) for each in requests.waiting(office.connection)] == [("Lê Mơ", "Phòng Tư pháp")]

    person = invitations.approve(
        office.connection, STRANGER, unit=office.culture.id, role=OfficialRole.HEAD, by=office.admin, now=now
    )

    assert (person.unit, requests.waiting(office.connection)) == (office.culture, [])
    with pytest.raises(RequestError):
        invitations.refuse(office.connection, STRANGER, by=office.admin, now=now)


def test_being_refused_leaves_nothing_of_the_person(office, now):
    requests.ask(office.connection, STRANGER, "Lê Mơ", "Phòng Tư pháp", now=now)
    invitations.refuse(office.connection, STRANGER, by=office.admin, now=now)

    assert "Lê Mơ" not in "\n".join(office.connection.iterdump())


def test_an_approval_of_a_closed_unit_leaves_the_request(office, now):
    requests.ask(office.connection, STRANGER, "Lê Mơ", "Phòng Tư pháp", now=now)
    registered_units.close(office.connection, office.justice.id, now=now)
    with pytest.raises(UnitError):
        invitations.approve(
            office.connection, STRANGER, unit=office.justice.id, role=OfficialRole.HEAD, by=office.admin, now=now
        )
    assert len(requests.waiting(office.connection)) == 1
