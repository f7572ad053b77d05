"""/han: what falls due, the nearest first: for one's own unit, for one plan, or for all."""

from telegram import InputFile, Update

from handlers.actions import Parts
from handlers.context import Context
from handlers.rendering import callback, label, render
from handlers.screen import Button, Row, Screen, Stale, columns, replace, send, turner
from knowledge.plans.browsing import plans_of, position_of
from knowledge.work.calendar_file import calendar_file
from knowledge.work.upcoming import Due, upcoming

DEADLINES_A_PAGE = 5
ALL = "*"
OWN = "-"
"""Scopes in callback data beside a plan's id: all published plans; those that name the official's unit."""


async def list_deadlines(update: Update, context: Context) -> None:
    """Send the deadlines to come of the plans that name the official's unit, of all plans where none does."""
    await send(update, _screen(context, OWN if _own_plans(context) else ALL, 0))


async def turn_deadlines(update: Update, context: Context, parts: Parts) -> None:
    """Show a page of the deadlines to come within a scope."""
    await replace(update, _screen(context, parts.word(0), parts.number(1)))


async def send_calendar(update: Update, context: Context, parts: Parts) -> None:
    """Send the deadlines to come within a scope as a file for the phone's calendar."""
    found = _found(context, parts.word(0))
    if update.effective_chat is None or not found:
        raise Stale
    content = calendar_file(found, now=context.now)
    await update.effective_chat.send_document(InputFile(content, filename="han.ics"))


def _own_plans(context: Context) -> frozenset[str]:
    unit = context.official.unit
    return plans_of(context.connection, unit) if unit else frozenset()


def _screen(context: Context, scope: str, page: int) -> Screen:
    found = _found(context, scope)
    shown = found[page * DEADLINES_A_PAGE : (page + 1) * DEADLINES_A_PAGE]
    if found and not shown:
        raise Stale
    first = 1 + page * DEADLINES_A_PAGE
    rows = (
        *columns(_openers(context, shown, first), DEADLINES_A_PAGE),
        *turner(page, -(-len(found) // DEADLINES_A_PAGE), "h", scope),
        *(((Button(label("calendar"), callback("hc", scope)),),) if found else ()),
        *_other_scopes(context, scope),
    )
    unit = context.official.unit if scope == OWN else None
    text = render(
        "deadlines/upcoming", due=shown, first=first, count=len(found), today=context.today,
        unit=unit, one_plan=scope not in (ALL, OWN),
    )  # fmt: skip
    return Screen(text, rows)


def _found(context: Context, scope: str) -> list[Due]:
    plans = None if scope == ALL else _own_plans(context) if scope == OWN else frozenset((scope,))
    return [due for due in upcoming(context.connection, context.today) if plans is None or due.of.plan in plans]


def _openers(context: Context, shown: list[Due], first: int) -> list[Button]:
    """Return a button for each deadline that opens its section."""
    buttons = []
    for number, due in enumerate(shown, start=first):
        position = position_of(context.connection, due.of.plan, due.of.deadline.section)
        if position is not None:
            buttons.append(Button(label("open_number", number), callback("m", due.of.plan, position, 0)))
    return buttons


def _other_scopes(context: Context, scope: str) -> tuple[Row, ...]:
    """Return the row that leads from a plan's deadlines to the plan, from one's own to all and back."""
    if scope not in (ALL, OWN):
        return ((Button(label("contents"), callback("p", scope)),),)
    if scope == OWN:
        return ((Button(label("all_deadlines"), callback("h", ALL, 0)),),)
    if _own_plans(context):
        return ((Button(label("own_deadlines"), callback("h", OWN, 0)),),)
    return ()
