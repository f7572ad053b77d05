"""Plans that were read and are not published yet: the summary, publishing, throwing away. /duyet lists them."""

import sqlite3
from datetime import datetime
from typing import Protocol, TypeVar

from telegram import Update

from handlers.actions import Parts
from handlers.context import Context
from handlers.planning import kin
from handlers.rendering import callback, label, render
from handlers.screen import Button, Row, Screen, Stale, columns, paged, replace, send, shorten
from knowledge.plans import page_pictures, reviewing
from knowledge.plans.loading import load
from knowledge.plans.model import Plan
from knowledge.plans.reviewing import Outdated
from knowledge.plans.store import PlanEntry, PlanStatus
from knowledge.work.members.rights import NotAllowed
from knowledge.work.plan_life import reviews, uploads

DRAFTS_SHOWN = 20

_T = TypeVar("_T", covariant=True)


class _Doing(Protocol[_T]):
    def __call__(self, connection: sqlite3.Connection, plan_id: str, *, by: int, now: datetime) -> _T: ...


async def list_drafts(update: Update, context: Context) -> None:
    """Send the plans that wait to be published, and those that were withdrawn."""
    drafts = manageable(context, PlanStatus.DRAFT)
    withdrawn = manageable(context, PlanStatus.WITHDRAWN)
    buttons = [Button(shorten(one.head.title, 60), callback("draft", one.id, 0)) for one in drafts[:DRAFTS_SHOWN]]
    buttons += [
        Button(shorten(label("withdrawn", one.head), 60), callback("xb", one.id)) for one in withdrawn[:DRAFTS_SHOWN]
    ]
    html = render("documents/drafts", count=len(drafts), withdrawn=len(withdrawn))
    await send(update, Screen(html, columns(buttons, 1)))


async def review(update: Update, context: Context, parts: Parts) -> None:
    """Show what was read of a draft."""
    plan = draft_of(context, parts.word(0))
    await replace(update, summary(context.connection, plan.id, parts.number(1) if len(parts) > 1 else 0))


async def publish(update: Update, context: Context, parts: Parts) -> None:
    """Publish a draft: from now on it is answered from."""
    plan = _done(reviews.publish, context, parts)
    opener = Button(label("open_plan"), callback("p", plan.id))
    await replace(update, Screen(render("documents/published", plan=plan), ((opener,),)))


async def discard(update: Update, context: Context, parts: Parts) -> None:
    """Throw a draft away."""
    plan = _done(reviews.discard, context, parts)
    await replace(update, Screen(render("documents/discarded", plan=plan)))


async def withdraw(update: Update, context: Context, parts: Parts) -> None:
    """Withdraw a published plan: from now on nothing is answered from it."""
    entry = _done(reviews.withdraw, context, parts)
    again = Button(label("reopen"), callback("xb", entry.id))
    await replace(update, Screen(render("documents/withdrawn", entry=entry), ((again,),)))


async def reopen(update: Update, context: Context, parts: Parts) -> None:
    """Make a withdrawn plan a draft again, to be corrected and published."""
    entry = _done(reviews.reopen, context, parts)
    await replace(update, summary(context.connection, entry.id))


def plan_rows(context: Context, plan: str) -> tuple[Row, ...]:
    """Return the buttons under a published plan for those who may manage it, none for others."""
    try:
        entry = entry_of(context, plan, PlanStatus.PUBLISHED)
    except (NotAllowed, Stale):
        return ()
    return ((Button(label("withdraw"), callback("xd", entry.id)),),)


def draft_of(context: Context, plan_id: str) -> Plan:
    """Return a draft. Raises Stale if it is gone or published already, NotAllowed for another issuer's."""
    return load(context.connection, entry_of(context, plan_id, PlanStatus.DRAFT).id)


def summary(connection: sqlite3.Connection, plan_id: str, page: int = 0) -> Screen:
    """Return what was read of a draft, and what may be done with it."""
    plan = load(connection, plan_id)
    named = [unit for unit in plan.units if unit.name]
    tasks = sum(len(unit.tasks) for unit in plan.units)
    looked = len(reviewing.looked_at(connection, plan))
    doubts = reviewing.doubts(plan)
    notes = uploads.notes_on(connection, plan_id)
    data = {"tasks": tasks, "looked": looked, "doubts": doubts, "kin": kin.lines(connection, plan), "notes": notes}
    text = render("documents/draft", plan=plan, units=named, **data)
    pictures: tuple[Row, ...] = ()
    if doubts and page_pictures.pages(connection, plan_id):
        pictures = ((Button(label("doubtful_pictures", len(doubts)), callback("xq", plan_id, 0)),),)
    return paged(text, page, "draft", plan_id, rows=(*pictures, *kin.rows(connection, plan), *_rows(plan)), limit=3900)


def known(entry: PlanEntry) -> Screen:
    """Return what is said of a file that came before: the plan that it is."""
    opener = {
        PlanStatus.DRAFT: (Button(label("review_draft"), callback("draft", entry.id, 0)),),
        PlanStatus.PUBLISHED: (Button(label("open_plan"), callback("p", entry.id)),),
        PlanStatus.WITHDRAWN: (Button(label("reopen"), callback("xb", entry.id)),),
    }[entry.status]
    return Screen(render("documents/known", entry=entry), (opener,))


def _rows(plan: Plan) -> tuple[Row, ...]:
    return (
        (
            Button(label("review_units"), callback("xu", plan.id, 0, 0)),
            Button(label("review_deadlines", len(plan.deadlines)), callback("xl", plan.id, 0)),
            Button(label("correct_head"), callback("xh", plan.id)),
        ),
        (
            Button(label("publish"), callback("publish", plan.id)),
            Button(label("discard"), callback("discard", plan.id)),
        ),
    )


def manageable(context: Context, status: PlanStatus) -> list[PlanEntry]:
    """Return the plans of a status that the person may manage."""
    return reviews.managed(context.connection, status, by=context.official.telegram_id)


def entry_of(context: Context, plan_id: str, status: PlanStatus) -> PlanEntry:
    """Return a plan of a status that the person may manage. Raises Stale, NotAllowed."""
    try:
        return reviews.entry(context.connection, plan_id, status, by=context.official.telegram_id)
    except Outdated:
        raise Stale from None


def _done(do: _Doing[_T], context: Context, parts: Parts) -> _T:
    """Do something to the plan of a button and return what it is. Raises Stale, NotAllowed."""
    try:
        return do(context.connection, parts.word(0), by=context.official.telegram_id, now=context.now)
    except Outdated:
        raise Stale from None
