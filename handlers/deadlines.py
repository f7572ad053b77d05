"""/han: what falls due, the nearest first."""

from telegram import Update

from handlers.actions import Parts
from handlers.context import Context
from handlers.rendering import callback, label, render
from handlers.screen import Button, Screen, Stale, columns, replace, send, turner
from knowledge.plans.browsing import position_of
from knowledge.work.upcoming import Due, upcoming

DEADLINES_A_PAGE = 5


async def list_deadlines(update: Update, context: Context) -> None:
    """Send the deadlines to come of all published plans."""
    await send(update, _screen(context, 0, None))


async def turn_deadlines(update: Update, context: Context, parts: Parts) -> None:
    """Show a page of the deadlines to come, of one plan where it is named."""
    await replace(update, _screen(context, parts.number(0), parts.word(1) if len(parts) > 1 else None))


def _screen(context: Context, page: int, plan: str | None) -> Screen:
    found = [due for due in upcoming(context.connection, context.today) if plan in (None, due.of.plan)]
    shown = found[page * DEADLINES_A_PAGE : (page + 1) * DEADLINES_A_PAGE]
    if found and not shown:
        raise Stale
    first = 1 + page * DEADLINES_A_PAGE
    rows = columns(_openers(context, shown, first), 5)
    count = -(-len(found) // DEADLINES_A_PAGE)
    turning = turner(page, count, "h") if plan is None else _turner_of_plan(page, count, plan)
    back = ((Button(label("contents"), callback("p", plan)),),) if plan else ()
    text = render("deadlines/upcoming", due=shown, first=first, count=len(found), today=context.today, plan=plan)
    return Screen(text, (*rows, *turning, *back))


def _openers(context: Context, shown: list[Due], first: int) -> list[Button]:
    """Return a button for each deadline that opens its section."""
    buttons = []
    for number, due in enumerate(shown, start=first):
        position = position_of(context.connection, due.of.plan, due.of.deadline.section)
        if position is not None:
            opener = label("open_number", number=number)
            buttons.append(Button(opener, callback("m", due.of.plan, position, 0)))
    return buttons


def _turner_of_plan(page: int, count: int, plan: str) -> tuple[tuple[Button, ...], ...]:
    """Return the row that turns the pages of one plan's deadlines; the plan stands after the page."""
    rows = turner(page, count, "h")
    return tuple(tuple(Button(button.label, f"{button.data}:{plan}") for button in row) for row in rows)
