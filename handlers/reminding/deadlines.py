"""/han: what falls due, the nearest first: for one's own unit, for one plan, or for all."""

from datetime import date, timedelta

from telegram import InputFile, Update

from handlers.actions import Parts
from handlers.context import Context
from handlers.planning.standing import published
from handlers.rendering import callback, label, render
from handlers.screen import Button, Row, Screen, Stale, columns, replace, send, turner
from knowledge.plans.browsing import plans_of, position_of
from knowledge.work.members import people
from knowledge.work.members.rights import Action, Scope, scope
from knowledge.work.reminding.calendar_file import calendar_file
from knowledge.work.reminding.obligations import Obligation, obligations
from knowledge.work.reminding.upcoming import Due, upcoming

DEADLINES_A_PAGE = 5
LATE_SHOWN = 5
"""Overdue obligations that stand above the deadlines to come; /nghiavu has all of them."""
ALL = "*"
OWN = "-"
"""Scopes in callback data beside a plan's id: all published plans; those that name the official's unit."""


async def list_deadlines(update: Update, context: Context) -> None:
    """Send the deadlines to come of the plans that name the official's unit, of all plans where none does."""
    await send(update, _screen(context, OWN if _own_plans(context) else ALL, 0))


async def turn_deadlines(update: Update, context: Context, parts: Parts) -> None:
    """Show a page of the deadlines to come within a scope."""
    await replace(update, _screen(context, _scope(context, parts), parts.number(1)))


async def send_calendar(update: Update, context: Context, parts: Parts) -> None:
    """Send the deadlines to come within a scope as a file for the phone's calendar."""
    found = _found(context, _scope(context, parts))
    if update.effective_chat is None or not found:
        raise Stale
    content = calendar_file(found, now=context.now)
    await update.effective_chat.send_document(InputFile(content, filename="han.ics"))


def _scope(context: Context, parts: Parts) -> str:
    """Return the scope that a button names. Raises PlanWithdrawn, Stale for a plan that is not published."""
    scope = parts.word(0)
    if scope not in (ALL, OWN):
        published(context, scope)
    return scope


def _own_plans(context: Context) -> frozenset[str]:
    unit = context.official.unit
    return plans_of(context.connection, unit) if unit else frozenset()


def _screen(context: Context, scope: str, page: int) -> Screen:
    found, states = _found(context, scope), _states(context)
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
    late = [] if page or scope not in (ALL, OWN) else overdue(context)
    text = render(
        "deadlines/upcoming", due=shown, first=first, count=len(found), today=context.today,
        unit=unit, one_plan=scope not in (ALL, OWN), late=late[:LATE_SHOWN], more_late=max(len(late) - LATE_SHOWN, 0),
        done={due.of.id for due in shown if states.get(_name(due)) == "done"},
    )  # fmt: skip
    return Screen(text, rows)


def _found(context: Context, scope: str) -> list[Due]:
    plans = None if scope == ALL else _own_plans(context) if scope == OWN else frozenset((scope,))
    found = [*upcoming(context.connection, context.today, plans=plans)]
    if scope != OWN:
        return found
    own = _states(context)
    return sorted(found, key=lambda due: _name(due) not in own)


def overdue(context: Context) -> list[Obligation]:
    """Return what is overdue and open among what this person may close: the unit's own, a coordinator's units'."""
    person = people.find_person(context.connection, context.official.telegram_id)
    within = scope(person, Action.CLOSE_OBLIGATION) if person else Scope()
    return obligations(context.connection, scope=within, until=context.today - timedelta(days=1))


def _states(context: Context) -> dict[tuple[str, str, date], str]:
    """Return what became of what the person's units owe from today on, by plan, words and last day."""
    person = people.find_person(context.connection, context.official.telegram_id)
    units = [membership.unit.id for membership in person.memberships] if person else []
    owed = [
        each for unit in units for each in obligations(context.connection, state=None, unit=unit, since=context.today)
    ]
    return {(each.owing.plan, each.owing.what, each.owing.last_day): each.state for each in owed}


def _name(due: Due) -> tuple[str, str, date]:
    return due.of.plan, due.of.deadline.what, due.last_day


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
