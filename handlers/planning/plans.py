"""/kehoach: choose a plan and leaf through its outline; every screen takes the place of the one before."""

from telegram import Update

from handlers.actions import Parts
from handlers.context import Context
from handlers.planning import drafts, exporting, kin
from handlers.planning.standing import published
from handlers.rendering import callback, label, render
from handlers.screen import Button, Row, Screen, Stale, columns, paged, replace, send, shorten, turner
from knowledge.plans import browsing
from knowledge.plans.browsing import Heading, SectionPage
from knowledge.plans.model import Head
from knowledge.plans.store import PlanStatus, entries

PLANS_A_PAGE = 6


async def list_plans(update: Update, context: Context) -> None:
    """Send the list of published plans."""
    await send(update, _list(context, 0))


async def turn_list(update: Update, context: Context, parts: Parts) -> None:
    """Show another page of the list of plans."""
    await replace(update, _list(context, parts.number(0)))


async def open_plan(update: Update, context: Context, parts: Parts) -> None:
    """Show a plan: what it is, and its top sections as buttons."""
    plan = parts.word(0)
    await replace(update, _plan(context, plan, published(context, plan)))


async def open_section(update: Update, context: Context, parts: Parts) -> None:
    """Show a page of a section's text, with what lies under it and above it as buttons."""
    plan, position, page = parts.word(0), parts.number(1), parts.number(2)
    published(context, plan)
    found = browsing.section(context.connection, plan, position)
    if found is None:
        raise Stale
    text = render("plans/section", section=found)
    await replace(update, paged(text, page, "m", plan, position, rows=_around(plan, found)))


def _list(context: Context, page: int) -> Screen:
    plans = entries(context.connection, status=PlanStatus.PUBLISHED)
    shown = plans[page * PLANS_A_PAGE : (page + 1) * PLANS_A_PAGE]
    if plans and not shown:
        raise Stale
    count = -(-len(plans) // PLANS_A_PAGE)
    rows = columns(
        (
            Button(label("plan", number=number, entry=entry), callback("p", entry.id))
            for number, entry in enumerate(shown, start=1 + page * PLANS_A_PAGE)
        ),
        2,
    )
    text = render("plans/list", plans=shown, count=len(plans), first=1 + page * PLANS_A_PAGE)
    return Screen(text, (*rows, *turner(page, count, "k")))


def _plan(context: Context, plan: str, head: Head) -> Screen:
    top = browsing.outline(context.connection, plan)
    named = browsing.units(context.connection, plan)
    rows = (
        *_heading_rows(plan, top),
        (
            Button(label("units"), callback("u", plan, 0)),
            Button(label("deadlines"), callback("h", plan, 0)),
        ),
        *exporting.plan_rows(plan),
        *kin.published_rows(context.connection, plan, head),
        *drafts.plan_rows(context, plan),
        (Button(label("all_plans"), callback("k", 0)),),
    )
    return Screen(
        render(
            "plans/plan",
            head=head,
            units=len(named),
            sections=len(top),
            kin=kin.of_published(context.connection, plan, head),
        ),
        rows,
    )


def _heading_rows(plan: str, headings: tuple[Heading, ...]) -> tuple[Row, ...]:
    return columns(
        (
            Button(shorten(label("section", heading=heading)), callback("m", plan, heading.position, 0))
            for heading in headings
        ),
        1,
    )


def _around(plan: str, found: SectionPage) -> tuple[Row, ...]:
    """Return the buttons of a section: its children, then up and on."""
    if found.parent:
        up = Button(label("up", heading=found.parent), callback("m", plan, found.parent.position, 0))
    else:
        up = Button(label("contents"), callback("p", plan))
    row = [up]
    if found.following:
        on = label("on", heading=found.following)
        row.append(Button(on, callback("m", plan, found.following.position, 0)))
    return (*_heading_rows(plan, found.children), tuple(row))
