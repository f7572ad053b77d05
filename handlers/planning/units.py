"""/donvi: the units of a plan, then a unit's tasks."""

from telegram import Update

from handlers.actions import Parts
from handlers.asking.ask import respond
from handlers.context import Context
from handlers.planning.standing import published
from handlers.rendering import callback, label, render
from handlers.screen import Button, Screen, Stale, columns, replace, send, shorten, turner
from knowledge.plans import browsing
from knowledge.plans.store import PlanStatus, entries

UNITS_A_PAGE = 10
PLANS_OFFERED = 20


async def list_units(update: Update, context: Context) -> None:
    """Send the units of the one published plan, or the plans to choose from."""
    plans = entries(context.connection, status=PlanStatus.PUBLISHED)
    if len(plans) == 1:
        await send(update, _units(context, plans[0].id, 0))
        return
    rows = columns(
        (
            Button(shorten(label("plan_title", head=entry.head), 60), callback("u", entry.id, 0))
            for entry in plans[:PLANS_OFFERED]
        ),
        1,
    )
    await send(update, Screen(render("units/which_plan", count=len(plans)), rows))


async def turn_units(update: Update, context: Context, parts: Parts) -> None:
    """Show a page of a plan's units."""
    await replace(update, _units(context, parts.word(0), parts.number(1)))


async def open_unit(update: Update, context: Context, parts: Parts) -> None:
    """Answer what a unit must do by a plan."""
    plan, position = parts.word(0), parts.number(1)
    published(context, plan)
    unit = next((one for one in browsing.units(context.connection, plan) if one.position == position), None)
    if unit is None:
        raise Stale
    await respond(update, context, label("unit_question", unit=unit), plan)


def _units(context: Context, plan: str, page: int) -> Screen:
    head = published(context, plan)
    found = browsing.units(context.connection, plan)
    shown = found[page * UNITS_A_PAGE : (page + 1) * UNITS_A_PAGE]
    if found and not shown:
        raise Stale
    rows = columns(
        (Button(shorten(label("unit", unit=unit), 60), callback("v", plan, unit.position)) for unit in shown), 1
    )
    turning = turner(page, -(-len(found) // UNITS_A_PAGE), "u", plan)
    back = ((Button(label("contents"), callback("p", plan)),),)
    return Screen(render("units/units", head=head, count=len(found)), (*rows, *turning, *back))
