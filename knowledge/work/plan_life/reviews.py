"""A draft's review: who may see and change which plan, and what corrections and publishing do, each with its entry in
the log. The chat and the desk go through here alike.

`by` is the Telegram id of whoever does it.
"""

import sqlite3
from datetime import datetime

from knowledge.database import transaction
from knowledge.plans import links, reviewing, store
from knowledge.plans.loading import load
from knowledge.plans.model import Plan
from knowledge.plans.reviewing import Correction, Outdated
from knowledge.plans.store import PlanEntry, PlanStatus
from knowledge.work import audit
from knowledge.work.audit import Change
from knowledge.work.members import people
from knowledge.work.members.rights import Action, NotAllowed, may_for_issuer
from knowledge.work.plan_life.versions import take_over


def managed(connection: sqlite3.Connection, status: PlanStatus, *, by: int) -> list[PlanEntry]:
    """Return the plans of a status that a person may manage."""
    return [entry for entry in store.entries(connection, status=status) if _may(connection, entry.head.issuer, by)]


def entry(connection: sqlite3.Connection, plan_id: str, status: PlanStatus, *, by: int) -> PlanEntry:
    """Return a plan that a person may manage. Raises Outdated where it is not of that status, NotAllowed."""
    found = store.entry(connection, plan_id)
    if found is None or found.status is not status:
        raise Outdated
    if not _may(connection, found.head.issuer, by):
        raise NotAllowed
    return found


def draft(connection: sqlite3.Connection, plan_id: str, *, by: int) -> Plan:
    """Return a draft. Raises Outdated, NotAllowed."""
    return load(connection, entry(connection, plan_id, PlanStatus.DRAFT, by=by).id)


def correct(connection: sqlite3.Connection, plan_id: str, asked: Correction, *, by: int, now: datetime) -> Plan:
    """Store a draft as a correction makes it and return it; a unit that is right counts as looked at.

    Raises Outdated, NotAllowed, CorrectionError.
    """
    with transaction(connection):
        plan = draft(connection, plan_id, by=by)
        corrected = reviewing.change(connection, plan.id, asked)
        if asked.kind == reviewing.RIGHT:
            reviewing.look_at(connection, plan, asked.unit, by=by, now=now)
        _log(connection, "plan.correct", plan_id, {"correction": asked.kind}, by=by, now=now)
    return corrected


def publish(connection: sqlite3.Connection, plan_id: str, *, by: int, now: datetime) -> Plan:
    """Publish a draft: its older version is withdrawn, the plans that it names are marked. Raises Outdated, NotAllowed.

    A plan whose issuer is not known is published only by who may manage all plans.
    """
    with transaction(connection):
        plan = draft(connection, plan_id, by=by)
        if not _may(connection, plan.head.issuer or "?", by):
            raise NotAllowed
        for link in links.named(connection, plan):
            links.link(connection, plan.id, link.kind, link.other.id)
        earlier = links.earlier_version(connection, plan)
        if earlier is not None:
            take_over(connection, load(connection, earlier.id), plan, by=by, now=now)
        store.publish(connection, plan.id, now=now)
        _log(connection, "plan.publish", plan.id, {"status": PlanStatus.PUBLISHED}, by=by, now=now)
    return plan


def discard(connection: sqlite3.Connection, plan_id: str, *, by: int, now: datetime) -> Plan:
    """Throw a draft away. Raises Outdated, NotAllowed."""
    with transaction(connection):
        plan = draft(connection, plan_id, by=by)
        store.delete(connection, plan.id)
        _log(connection, "plan.discard", plan.id, {"status": None}, by=by, now=now)
    return plan


def withdraw(connection: sqlite3.Connection, plan_id: str, *, by: int, now: datetime) -> PlanEntry:
    """Withdraw a published plan: from now on nothing is answered from it. Raises Outdated, NotAllowed."""
    return _turn(connection, plan_id, PlanStatus.PUBLISHED, PlanStatus.WITHDRAWN, "plan.withdraw", by=by, now=now)


def reopen(connection: sqlite3.Connection, plan_id: str, *, by: int, now: datetime) -> PlanEntry:
    """Make a withdrawn plan a draft again. Raises Outdated, NotAllowed."""
    return _turn(connection, plan_id, PlanStatus.WITHDRAWN, PlanStatus.DRAFT, "plan.reopen", by=by, now=now)


def _turn(
    connection: sqlite3.Connection,
    plan_id: str,
    status: PlanStatus,
    to: PlanStatus,
    action: str,
    *,
    by: int,
    now: datetime,
) -> PlanEntry:
    with transaction(connection):
        found = entry(connection, plan_id, status, by=by)
        store.set_status(connection, found.id, to)
        _log(connection, action, found.id, {"status": to}, by=by, now=now)
    return found


def _may(connection: sqlite3.Connection, issuer: str | None, by: int) -> bool:
    person = people.find_person(connection, by)
    return person is not None and may_for_issuer(person, Action.MANAGE_PLANS, issuer)


def _log(
    connection: sqlite3.Connection, action: str, plan: str, after: dict[str, str | None], *, by: int, now: datetime
) -> None:
    audit.log(connection, Change(action, by, plan=plan, after=after), now=now)
