"""The table of rights, cell by cell, against one written another way: what each role may do and how far."""

import pytest

from knowledge.work.members import people
from knowledge.work.members.officials import OfficialRole
from knowledge.work.members.rights import RIGHTS, Action, NotAllowed, demand, may

EVERYBODY = {"read_plans"}
OFFICER = {"report", "read_reports", "see_progress", "close_obligation"}
HEAD = OFFICER | {"correct_report", "keep_personal_data"}
COORDINATOR = HEAD | {"decide_report", "summarise", "nudge", "change_obligation", "manage_plans"}
ADMIN = COORDINATOR | {"manage_people", "admit_group", "read_audit", "read_queues", "read_unanswered", "teach_words"}


@pytest.fixture
def who(office):
    return {
        role: people.person(office.connection, telegram_id)
        for role, telegram_id in (
            ("officer", office.officer),
            ("head", office.colleague),
            ("coordinator", office.coordinator),
            ("admin", office.admin),
        )
    }


@pytest.mark.parametrize("action", list(Action))
def test_every_cell(office, who, action):
    own, same_issuer, other = office.justice, office.culture, office.elsewhere
    allowed = {role: EVERYBODY | rights for role, rights in (("officer", OFFICER), ("head", HEAD), ("admin", ADMIN))}
    for role in ("officer", "head"):
        assert may(who[role], action, own) == (action in allowed[role]), role
        assert may(who[role], action, same_issuer) == (action in EVERYBODY)
        assert may(who[role], action, other) == (action in EVERYBODY)
    for unit in (own, same_issuer):
        assert may(who["coordinator"], action, unit) == (action in COORDINATOR | EVERYBODY)
    assert may(who["coordinator"], action, other) == (action in EVERYBODY)
    for unit in (own, same_issuer, other, None):
        assert may(who["admin"], action, unit) == (action in allowed["admin"])


def test_an_officer_corrects_only_what_they_wrote(office, who):
    assert may(who["officer"], Action.CORRECT_REPORT, office.justice, own=True)
    assert not may(who["officer"], Action.CORRECT_REPORT, office.culture, own=True)
    assert not may(who["officer"], Action.CORRECT_REPORT, office.justice)


def test_every_role_has_a_cell_for_every_action():
    assert set(RIGHTS) == set(Action)
    assert all(set(cells) == set(OfficialRole) for cells in RIGHTS.values())


def test_no_role_loses_what_a_lower_one_has():
    for cells in RIGHTS.values():
        assert [cells[role] for role in OfficialRole] == sorted(cells[role] for role in OfficialRole)


def test_whoever_left_may_nothing(office, now):
    left = people.leave(office.connection, office.officer, office.justice.id, by=office.admin, now=now)

    assert not any(may(left, action, unit) for action in Action for unit in (None, office.justice))


def test_what_is_not_allowed_is_said(office, who):
    demand(who["coordinator"], Action.SUMMARISE, office.justice)
    with pytest.raises(NotAllowed, match="chưa được giao quyền"):
        demand(who["officer"], Action.SUMMARISE, office.justice)
