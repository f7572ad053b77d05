"""Who may do what: one table of roles and actions, each cell saying how far the role reaches."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from knowledge.errors import UserError
from knowledge.language.folding import key
from knowledge.work.members.officials import OfficialRole
from knowledge.work.members.people import Person
from knowledge.work.members.registered_units import RegisteredUnit


class Action(StrEnum):
    """What can be done; the value is stable, it stands in tests and in the audit log."""

    READ_PLANS = "read_plans"
    REPORT = "report"
    READ_REPORTS = "read_reports"
    CORRECT_REPORT = "correct_report"
    DECIDE_REPORT = "decide_report"
    KEEP_PERSONAL_DATA = "keep_personal_data"
    SEE_PROGRESS = "see_progress"
    SUMMARISE = "summarise"
    NUDGE = "nudge"
    CLOSE_OBLIGATION = "close_obligation"
    CHANGE_OBLIGATION = "change_obligation"
    MANAGE_PLANS = "manage_plans"
    MANAGE_PEOPLE = "manage_people"
    ADMIT_GROUP = "admit_group"
    READ_AUDIT = "read_audit"
    READ_QUEUES = "read_queues"
    READ_UNANSWERED = "read_unanswered"
    TEACH_WORDS = "teach_words"


class Reach(IntEnum):
    """How far a right goes: nowhere, to what is one's own, to one's unit, to the units of one's issuer, everywhere."""

    NONE = 0
    OWN = 1
    UNIT = 2
    ISSUER = 3
    ALL = 4


_ROLES = (OfficialRole.OFFICER, OfficialRole.HEAD, OfficialRole.COORDINATOR, OfficialRole.ADMIN)
_NONE, _OWN, _UNIT, _ISSUER, _ALL = Reach.NONE, Reach.OWN, Reach.UNIT, Reach.ISSUER, Reach.ALL

RIGHTS: dict[Action, dict[OfficialRole, Reach]] = {
    action: dict(zip(_ROLES, reaches, strict=True))
    for action, reaches in {
        # action                    officer  head     coordinator  admin
        Action.READ_PLANS: (_ALL, _ALL, _ALL, _ALL),
        Action.REPORT: (_UNIT, _UNIT, _ISSUER, _ALL),
        Action.READ_REPORTS: (_UNIT, _UNIT, _ISSUER, _ALL),
        Action.CORRECT_REPORT: (_OWN, _UNIT, _ISSUER, _ALL),
        Action.DECIDE_REPORT: (_NONE, _NONE, _ISSUER, _ALL),
        Action.KEEP_PERSONAL_DATA: (_NONE, _UNIT, _ISSUER, _ALL),
        Action.SEE_PROGRESS: (_UNIT, _UNIT, _ISSUER, _ALL),
        Action.SUMMARISE: (_NONE, _NONE, _ISSUER, _ALL),
        Action.NUDGE: (_NONE, _NONE, _ISSUER, _ALL),
        Action.CLOSE_OBLIGATION: (_UNIT, _UNIT, _ISSUER, _ALL),
        Action.CHANGE_OBLIGATION: (_NONE, _NONE, _ISSUER, _ALL),
        Action.MANAGE_PLANS: (_NONE, _NONE, _ISSUER, _ALL),
        Action.MANAGE_PEOPLE: (_NONE, _NONE, _NONE, _ALL),
        Action.ADMIT_GROUP: (_NONE, _NONE, _NONE, _ALL),
        Action.READ_AUDIT: (_NONE, _NONE, _NONE, _ALL),
        Action.READ_QUEUES: (_NONE, _NONE, _NONE, _ALL),
        Action.READ_UNANSWERED: (_NONE, _NONE, _NONE, _ALL),
        Action.TEACH_WORDS: (_NONE, _NONE, _NONE, _ALL),
    }.items()
}


class NotAllowed(UserError):
    """Something that the person's role does not reach."""

    def __init__(
        self, message: str = "Đồng chí chưa được giao quyền làm việc này: hãy nhờ đầu mối tổng hợp hoặc quản trị viên."
    ):
        super().__init__(message)


class NotOfIssuer(NotAllowed):
    """A plan sent by a coordinator of another office than its issuer."""

    def __init__(self, issuer: str) -> None:
        super().__init__(
            f"Kế hoạch này do {issuer} ban hành, đồng chí không phải đầu mối của cơ quan đó: hãy nhờ quản trị viên gửi."
        )


def may(person: Person, action: Action, unit: RegisteredUnit | None = None, *, own: bool = False) -> bool:
    """Tell whether a person may do something to a unit's things; without a unit, to anybody's at all.

    `own` says that the thing is the person's own, such as a report that they wrote.
    """
    return any(_reaches(reach, place, unit, own=own) for reach, place in _reaches_of(person, action))


def holders(action: Action) -> tuple[OfficialRole, ...]:
    """Return the roles that reach an action at all."""
    return tuple(role for role, reach in RIGHTS[action].items() if reach is not Reach.NONE)


def demand(person: Person, action: Action, unit: RegisteredUnit | None = None, *, own: bool = False) -> None:
    """Pass only whoever may do it. Raises NotAllowed."""
    if not may(person, action, unit, own=own):
        raise NotAllowed


@dataclass(frozen=True, slots=True)
class Scope:
    """The units that somebody reaches: all of them, those under some issuers (folded), some by id."""

    everywhere: bool = False
    issuers: frozenset[str] = frozenset()
    units: frozenset[int] = frozenset()


def scope(person: Person, action: Action) -> Scope:
    """Return the units to whose things a person may do something: what `may` tells of one, as a search needs it."""
    reaches = [*_reaches_of(person, action)]
    placed = [(reach, place) for reach, place in reaches if place is not None]
    return Scope(
        everywhere=any(reach is Reach.ALL for reach, _ in reaches),
        issuers=frozenset(key(place.issuer) for reach, place in placed if reach is Reach.ISSUER),
        units=frozenset(place.id for reach, place in placed if reach is Reach.UNIT),
    )


def may_for_issuer(person: Person, action: Action, issuer: str | None) -> bool:
    """Tell whether a person may do something to a plan of that issuer; one unknown counts as everybody's."""
    return may(person, action, RegisteredUnit(0, "", issuer) if issuer else None)


def demand_sending(person: Person | None, issuer: str | None) -> None:
    """Pass only whoever may send in a plan of that issuer. Raises NotAllowed, NotOfIssuer."""
    if person is None or not may(person, Action.MANAGE_PLANS):
        raise NotAllowed
    if issuer and not may_for_issuer(person, Action.MANAGE_PLANS, issuer):
        raise NotOfIssuer(issuer)


def _reaches_of(person: Person, action: Action) -> Iterator[tuple[Reach, RegisteredUnit | None]]:
    """Yield how far each of a person's roles goes, with the unit that the role is held in."""
    if person.is_admin:
        yield RIGHTS[action][OfficialRole.ADMIN], None
    for membership in person.memberships:
        yield RIGHTS[action][membership.role], membership.unit


def _reaches(reach: Reach, place: RegisteredUnit | None, unit: RegisteredUnit | None, *, own: bool) -> bool:
    if reach in (Reach.NONE, Reach.ALL) or unit is None:
        return reach is not Reach.NONE
    if place is None:
        return False
    if reach is Reach.ISSUER:
        return unit.under(place.issuer)
    return unit.id == place.id and (own or reach is Reach.UNIT)
