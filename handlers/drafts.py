"""Plans that were read and are not published yet: the summary, publishing, throwing away. /duyet lists them."""

import sqlite3

from telegram import Update

from handlers.actions import Parts
from handlers.context import Context
from handlers.rendering import callback, label, render
from handlers.screen import Button, Row, Screen, Stale, columns, paged, replace, send, shorten
from knowledge.database import transaction
from knowledge.plans import store
from knowledge.plans.loading import load
from knowledge.plans.model import Plan
from knowledge.plans.store import PlanEntry, PlanStatus
from knowledge.work import audit, people
from knowledge.work.audit import Change
from knowledge.work.rights import Action, NotAllowed, may_for_issuer

DRAFTS_SHOWN = 20


async def list_drafts(update: Update, context: Context) -> None:
    """Send the plans that wait to be published."""
    drafts = [entry for entry in store.entries(context.connection, status=PlanStatus.DRAFT) if _may(context, entry)]
    buttons = (Button(shorten(one.head.title, 60), callback("draft", one.id, 0)) for one in drafts[:DRAFTS_SHOWN])
    await send(update, Screen(render("documents/drafts", count=len(drafts)), columns(buttons, 1)))


async def review(update: Update, context: Context, parts: Parts) -> None:
    """Show what was read of a draft."""
    plan = draft_of(context, parts.word(0))
    await replace(update, summary(context.connection, plan.id, parts.number(1) if len(parts) > 1 else 0))


async def publish(update: Update, context: Context, parts: Parts) -> None:
    """Publish a draft: from now on it is answered from."""
    plan = draft_of(context, parts.word(0))
    if not may_for_issuer(_person(context), Action.MANAGE_PLANS, plan.head.issuer or "?"):
        raise NotAllowed
    with transaction(context.connection):
        store.set_status(context.connection, plan.id, PlanStatus.PUBLISHED)
        _log(context, "plan.publish", plan.id, PlanStatus.PUBLISHED)
    opener = Button(label("open_plan"), callback("p", plan.id))
    await replace(update, Screen(render("documents/published", plan=plan), ((opener,),)))


async def discard(update: Update, context: Context, parts: Parts) -> None:
    """Throw a draft away."""
    plan = draft_of(context, parts.word(0))
    with transaction(context.connection):
        store.delete(context.connection, plan.id)
        _log(context, "plan.discard", plan.id, None)
    await replace(update, Screen(render("documents/discarded", plan=plan)))


def draft_of(context: Context, plan_id: str) -> Plan:
    """Return a draft. Raises Stale if it is gone or published already, NotAllowed for another issuer's."""
    drafts = {entry.id: entry for entry in store.entries(context.connection, status=PlanStatus.DRAFT)}
    if plan_id not in drafts:
        raise Stale
    if not _may(context, drafts[plan_id]):
        raise NotAllowed
    return load(context.connection, plan_id)


def summary(connection: sqlite3.Connection, plan_id: str, page: int = 0) -> Screen:
    """Return what was read of a draft, and what may be done with it."""
    plan = load(connection, plan_id)
    named = [unit for unit in plan.units if unit.name]
    tasks = sum(len(unit.tasks) for unit in plan.units)
    text = render("documents/draft", plan=plan, units=named, tasks=tasks)
    return paged(text, page, "draft", plan_id, rows=_rows(plan), limit=3900)


def known(entry: PlanEntry) -> Screen:
    """Return what is said of a file that came before: the plan that it is."""
    opener = {
        PlanStatus.DRAFT: (Button(label("review_draft"), callback("draft", entry.id, 0)),),
        PlanStatus.PUBLISHED: (Button(label("open_plan"), callback("p", entry.id)),),
    }.get(entry.status)
    return Screen(render("documents/known", entry=entry), (opener,) if opener else ())


def _rows(plan: Plan) -> tuple[Row, ...]:
    return (
        (
            Button(label("publish"), callback("publish", plan.id)),
            Button(label("discard"), callback("discard", plan.id)),
        ),
    )


def _may(context: Context, entry: PlanEntry) -> bool:
    return may_for_issuer(_person(context), Action.MANAGE_PLANS, entry.head.issuer)


def _person(context: Context) -> people.Person:
    return people.person(context.connection, context.official.telegram_id)


def _log(context: Context, action: str, plan: str, status: PlanStatus | None) -> None:
    change = Change(action, context.official.telegram_id, plan=plan, after={"status": status})
    audit.log(context.connection, change, now=context.now)
