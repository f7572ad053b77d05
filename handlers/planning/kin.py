"""How plans belong together, shown: a newer version beside the old one, what replaces what, the superior plan."""

import sqlite3

from markupsafe import Markup
from telegram import Update

from handlers.actions import Parts
from handlers.context import Context
from handlers.planning.standing import published
from handlers.rendering import callback, label, part, render
from handlers.screen import Button, Row, Stale, columns, paged, replace, shorten
from knowledge.plans import links
from knowledge.plans.comparison import compare
from knowledge.plans.loading import load
from knowledge.plans.model import Head, Plan
from knowledge.work.plan_life import chain

UNITS_SHOWN = 40


def lines(connection: sqlite3.Connection, plan: Plan) -> tuple[Markup, ...]:
    """Return what is said in a draft's summary of the plans that it belongs to."""
    found = []
    earlier = links.earlier_version(connection, plan)
    if earlier is not None:
        count = compare(load(connection, earlier.id), plan).count
        found.append(part("kin/version", earlier=earlier, count=count))
    found += [part("kin/named", link=link) for link in links.named(connection, plan)]
    superior = chain.superior_of(connection, plan.id, plan.head)
    if superior is not None:
        found.append(part("kin/superior", superior=superior))
    return tuple(found)


def rows(connection: sqlite3.Connection, plan: Plan) -> tuple[Row, ...]:
    """Return the buttons of a draft that compare it with the plans that it belongs to."""
    found: list[Row] = []
    if links.earlier_version(connection, plan) is not None:
        found.append((Button(label("compare"), callback("xv", plan.id, 0)),))
    return tuple(found)


def of_published(connection: sqlite3.Connection, plan: str, head: Head) -> tuple[Markup, ...]:
    """Return what is said under a published plan's head of the plans that belong to it and that it belongs to."""
    found = [part("kin/marked", link=link) for link in links.links_to(connection, plan)]
    found += [part("kin/marks", link=link) for link in links.links_of(connection, plan)]
    superior = chain.superior_of(connection, plan, head)
    if superior is not None:
        found.append(part("kin/superior", superior=superior))
    return tuple(found)


def published_rows(connection: sqlite3.Connection, plan: str, head: Head) -> tuple[Row, ...]:
    """Return the button under a published plan that opens the superior plan, task by task."""
    if chain.superior_of(connection, plan, head) is None:
        return ()
    return ((Button(label("superior"), callback("xs", plan, 0)),),)


async def show_changes(update: Update, context: Context, parts: Parts) -> None:
    """Show what a draft changes of the plan that it is a newer version of."""
    plan = _draft(context, parts.word(0))
    earlier = links.earlier_version(context.connection, plan)
    if earlier is None:
        raise Stale
    changes = compare(load(context.connection, earlier.id), plan)
    back = ((Button(label("summary_of_draft"), callback("draft", plan.id, 0)),),)
    html = render("kin/changes", earlier=earlier, changes=changes)
    await replace(update, paged(html, parts.number(1), "xv", plan.id, rows=back))


async def show_left_out(update: Update, context: Context, parts: Parts) -> None:
    """Show what of the superior plan a plan leaves out, with its units as buttons."""
    plan, superior = _chained(context, parts.word(0))
    found = chain.left_out(superior, plan)
    units = ((at, unit.name) for at, unit in enumerate(plan.units) if unit.name)
    openers = [Button(shorten(name), callback("xw", plan.id, at, 0)) for at, name in units][:UNITS_SHOWN]
    rows = (*columns(openers, 2), (Button(label("contents"), callback("p", plan.id)),))
    html = render("kin/left_out", plan=plan, superior=superior, found=found)
    await replace(update, paged(html, parts.number(1), "xs", plan.id, rows=rows))


async def show_above(update: Update, context: Context, parts: Parts) -> None:
    """Show, for each task of a unit, what the superior plan says."""
    plan, superior = _chained(context, parts.word(0))
    at = parts.number(1)
    if at >= len(plan.units):
        raise Stale
    pairs = [(task, chain.says(superior, task)) for task in plan.units[at].tasks]
    back = ((Button(label("back"), callback("xs", plan.id, 0)),),)
    html = render("kin/above", unit=plan.units[at], superior=superior, pairs=pairs)
    await replace(update, paged(html, parts.number(2), "xw", plan.id, at, rows=back))


def _draft(context: Context, plan_id: str) -> Plan:
    """Return a draft. Raises Stale, NotAllowed."""
    from handlers.planning.drafts import draft_of  # the summary of a draft shows its kin

    return draft_of(context, plan_id)


def _chained(context: Context, plan_id: str) -> tuple[Plan, Plan]:
    """Return a published plan with its superior one. Raises PlanWithdrawn, Stale."""
    head = published(context, plan_id)
    superior = chain.superior_of(context.connection, plan_id, head)
    if superior is None:
        raise Stale
    return load(context.connection, plan_id), load(context.connection, superior.id)
