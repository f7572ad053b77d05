"""/nghiavu: what the units owe, for whoever coordinates them: add, move with a reason, waive, tell the unit."""

from datetime import date

from telegram import Update

from handlers.actions import Parts
from handlers.context import Context
from handlers.planning.standing import published
from handlers.rendering import callback, label, render
from handlers.screen import Button, Screen, Stale, columns, replace, send, shorten, turner
from knowledge.database import transaction
from knowledge.work.chats import outbox, prompts
from knowledge.work.chats.prompts import Prompt
from knowledge.work.members import people, registered_units
from knowledge.work.members.registered_units import RegisteredUnit
from knowledge.work.members.rights import Action, NotAllowed, demand, may, scope
from knowledge.work.reminding import duty_words, obligations, reminders
from knowledge.work.reminding.obligations import Obligation

A_PAGE = 6
UNITS_A_PAGE = 8
ADD, MOVE, WAIVE = "duty_add", "duty_move", "duty_waive"
"""Purposes of prompts: the next message is a new duty of a unit (0: of all), a new day with its reason, a reason."""


async def list_duties(update: Update, context: Context) -> None:
    """Send what the units under this person's issuer owe, the nearest first."""
    await send(update, _list(context, 0))


async def turn(update: Update, context: Context, parts: Parts) -> None:
    """Show another page of it."""
    await replace(update, _list(context, parts.number(0)))


async def open_duty(update: Update, context: Context, parts: Parts) -> None:
    """Show one obligation with its history and what may be done about it."""
    await replace(update, _duty(context, _changeable(context, parts.number(0))))


async def choose_unit(update: Update, context: Context, parts: Parts) -> None:
    """Ask which unit is to owe something new."""
    units, page = _units(context), parts.number(0)
    shown = units[page * UNITS_A_PAGE : (page + 1) * UNITS_A_PAGE]
    if page and not shown:
        raise Stale
    rows = [*columns((Button(shorten(unit.name), callback("du", unit.id)) for unit in shown), 1)]
    if len(units) > 1:
        rows.append((Button(label("every_unit"), callback("du", 0)),))
    rows += turner(page, -(-len(units) // UNITS_A_PAGE), "da")
    await replace(update, Screen(render("duties/which_unit"), (*rows, (Button(label("back"), callback("dp", 0)),))))


async def ask_duty(update: Update, context: Context, parts: Parts) -> None:
    """Ask what a unit is to owe: the next message is the thing and its last day."""
    unit = parts.number(0)
    if not any(unit in (0, each.id) for each in _units(context)):
        raise NotAllowed
    await _ask(update, context, Prompt(ADD, unit), "duties/what")


async def ask_move(update: Update, context: Context, parts: Parts) -> None:
    """Ask for another last day and the reason: the next message is both."""
    owed = _changeable(context, parts.number(0))
    await _ask(update, context, Prompt(MOVE, owed.owing.id), "duties/move", owed)


async def ask_waiver(update: Update, context: Context, parts: Parts) -> None:
    """Ask why a unit need not meet an obligation: the next message is the reason."""
    owed = _changeable(context, parts.number(0))
    await _ask(update, context, Prompt(WAIVE, owed.owing.id), "duties/waive", owed)


async def add(update: Update, context: Context, unit: int, text: str) -> None:
    """Make a unit, or every unit, owe what was typed, and tell its officers."""
    units = [each for each in _units(context) if unit in (0, each.id)]
    if not units:
        raise NotAllowed
    what, last_day = duty_words.read_duty(text, context.today)
    by = context.official.telegram_id
    with transaction(context.connection):
        for each in units:
            new = obligations.add(
                context.connection, unit=each.id, what=what, last_day=last_day, by=by, now=context.now
            )
            tell_unit(context, new, "added")
    buttons = ((Button(label("all_duties"), callback("dp", 0)),),)
    await send(update, Screen(render("duties/added", what=what, last_day=last_day, units=units), buttons))


async def move(update: Update, context: Context, obligation: int, text: str) -> None:
    """Give an obligation the last day that was typed, with its reason, and tell the unit."""
    owed = _changeable(context, obligation)
    last_day, reason = duty_words.read_move(text, context.today)
    await _change(update, context, owed, "open", "moved", reason, last_day=last_day)


async def waive(update: Update, context: Context, obligation: int, text: str) -> None:
    """Let a unit off an obligation for the reason that was typed, and tell it."""
    await _change(update, context, _changeable(context, obligation), "waived", "waived", text)


def tell_unit(context: Context, owed: Obligation, what: str) -> None:
    """Owe everybody of a unit but the person who did it a word on what became of an obligation.

    To be called in the transaction of the change. Quiet hours and pauses of the reader are kept.
    """
    connection, by = context.connection, context.official
    history = obligations.history(connection, owed.owing.id)
    html = render("reminders/told", owed=owed, what=what, by=by, history=history)
    for member in people.people(connection, unit=owed.unit_id):
        if member.telegram_id != by.telegram_id:
            outbox.owe(
                connection,
                member.telegram_id,
                html,
                now=context.now,
                key=f"duty:{owed.owing.id}:{len(history)}:{member.telegram_id}",
                due=reminders.heard_from(connection, member.telegram_id, context.now),
                buttons=(((label("open_duty"), callback("oo", owed.owing.id)),),),
            )


async def _change(
    update: Update,
    context: Context,
    owed: Obligation,
    state: str,
    what: str,
    reason: str,
    *,
    last_day: date | None = None,
) -> None:
    with transaction(context.connection):
        changed = obligations.change(
            context.connection,
            owed.owing.id,
            state=state,
            by=context.official.telegram_id,
            now=context.now,
            last_day=last_day,
            reason=reason,
        )
        owed = obligations.find(context.connection, owed.owing.id)
        if changed:
            tell_unit(context, owed, what)
    await send(update, _duty(context, owed))


async def _ask(update: Update, context: Context, prompt: Prompt, template: str, owed: Obligation | None = None) -> None:
    if update.effective_chat is not None:
        prompts.ask(context.connection, update.effective_chat.id, prompt, now=context.now)
        await send(update, Screen(render(template, owed=owed)))


def _units(context: Context) -> list[RegisteredUnit]:
    """Return the units whose obligations this person may change."""
    person = people.person(context.connection, context.official.telegram_id)
    every = registered_units.units(context.connection)
    return [unit for unit in every if may(person, Action.CHANGE_OBLIGATION, unit)]


def _changeable(context: Context, obligation: int) -> Obligation:
    """Return an obligation that this person may change. Raises ObligationUnknown, NotAllowed, PlanWithdrawn."""
    owed = obligations.find(context.connection, obligation)
    unit = registered_units.find(context.connection, owed.unit_id)
    demand(people.person(context.connection, context.official.telegram_id), Action.CHANGE_OBLIGATION, unit)
    if owed.owing.plan:
        published(context, owed.owing.plan)
    return owed


def _list(context: Context, page: int) -> Screen:
    person = people.person(context.connection, context.official.telegram_id)
    found = obligations.obligations(context.connection, scope=scope(person, Action.CHANGE_OBLIGATION))
    shown = found[page * A_PAGE : (page + 1) * A_PAGE]
    if page and not shown:
        raise Stale
    first = page * A_PAGE + 1
    openers = (Button(str(number), callback("do", each.owing.id)) for number, each in enumerate(shown, first))
    rows = (*columns(openers, A_PAGE), *turner(page, -(-len(found) // A_PAGE), "dp"))
    html = render("duties/list", owed=shown, first=first, count=len(found), today=context.today)
    return Screen(html, (*rows, (Button(label("add_duty"), callback("da", 0)),)))


def _duty(context: Context, owed: Obligation) -> Screen:
    number = owed.owing.id
    history = obligations.history(context.connection, number)
    names = {
        change.by: person.name
        for change in history
        if change.by is not None and (person := people.find_person(context.connection, change.by))
    }
    html = render("duties/duty", owed=owed, today=context.today, history=history, names=names)
    back = (Button(label("back"), callback("dp", 0)),)
    if owed.state != "open":
        return Screen(html, ((Button(label("take_back"), callback("oa", number)),), back))
    row = (
        Button(label("done"), callback("od", number)),
        Button(label("move"), callback("dm", number)),
        Button(label("waive"), callback("dw", number)),
    )
    return Screen(html, (row, back))
