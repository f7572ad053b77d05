"""Reminders: the message that says what is due, and its buttons; /nhac: one's own times."""

import sqlite3
from datetime import datetime, time, timedelta

from telegram import Update

from handlers.actions import Parts
from handlers.context import Context
from handlers.planning.standing import published
from handlers.reminding.duties import tell_unit
from handlers.rendering import callback, label, render
from handlers.reporting import reports
from handlers.screen import Button, Row, Screen, Stale, columns, owed_buttons, replace, send
from knowledge.clock import VIET_NAM
from knowledge.database import transaction
from knowledge.plans import browsing
from knowledge.work.chats.outbox import Buttons
from knowledge.work.members import people, registered_units
from knowledge.work.members.rights import Action, Scope, demand, scope
from knowledge.work.reminding import duty_words, obligations, reminders
from knowledge.work.reminding.obligations import Obligation
from knowledge.work.reminding.schedule import Digest, Item, Office, Wishes, urgency
from knowledge.work.reporting import reports as stored
from knowledge.work.reporting.activity import COUNTED
from knowledge.work.reporting.reports import Sought

SNOOZES = ("afternoon", "tomorrow", "three_days")
PAUSES = (1, 3, 7)
HOURS = (7, 8, 10, 14)
QUIET = (None, (11, 14), (17, 8), (12, 8))
"""Quiet hours that can be chosen: none, at noon, in the evening and at night, from noon on."""
SHOWN = 8
"""Obligations that one message spells out; /han has the rest."""


def message(connection: sqlite3.Connection, digest: Digest) -> tuple[str, Buttons]:
    """Return the reminder of a day as Telegram HTML and buttons: what is due, to whom, by when, what was reported."""
    shown = digest.items[:SHOWN]
    lines = [_line(connection, item) for item in shown]
    more = len(digest.items) - len(shown)
    html = render("reminders/digest", lines=lines, more=more, events=digest.events[:SHOWN])
    rows = _one(shown[0]) if len(shown) == 1 else _several(shown)
    return html, owed_buttons(rows)


async def close(update: Update, context: Context, parts: Parts) -> None:
    """Note that a unit has met an obligation; the reminder says so, by whom, and lets it be taken back."""
    await _set(update, context, parts.number(0), "done", "done")


async def reopen(update: Update, context: Context, parts: Parts) -> None:
    """Take back that an obligation was met."""
    await _set(update, context, parts.number(0), "open", "reopened")


async def report_now(update: Update, context: Context, parts: Parts) -> None:
    """Open an empty report for the unit that owes it."""
    owed = _allowed(context, parts.number(0))
    await reports.start_for(update, context, registered_units.find(context.connection, owed.unit_id))


async def _set(update: Update, context: Context, obligation: int, state: str, what: str) -> None:
    """Note what became of an obligation, tell the unit by whom in the same transaction, and show it."""
    owed = _allowed(context, obligation)
    with transaction(context.connection):
        by = context.official.telegram_id
        if obligations.change(context.connection, owed.owing.id, state=state, by=by, now=context.now):
            tell_unit(context, owed, what)
    await replace(update, _state(context, owed.owing.id))


async def open_obligation(update: Update, context: Context, parts: Parts) -> None:
    """Show one obligation of a digest, with its buttons."""
    await replace(update, _state(context, _allowed(context, parts.number(0)).owing.id))


async def snooze(update: Update, context: Context, parts: Parts) -> None:
    """Keep silent about an obligation to this person until the chosen time."""
    owed = _allowed(context, parts.number(0))
    choice = parts.number(1)
    if choice >= len(SNOOZES):
        raise Stale
    connection, official = context.connection, context.official.telegram_id
    wanted = snoozed_until(SNOOZES[choice], context.now, context.bot_data.office, reminders.wish(connection, official))
    until = reminders.heard_from(connection, official, wanted).astimezone(VIET_NAM)
    reminders.snooze(connection, official, owed.owing.id, until=until, today=context.today)
    late = owed.owing.last_day if context.today <= owed.owing.last_day < until.date() else None
    await send(update, Screen(render("reminders/snoozed", until=until, late=late)))


async def wishes(update: Update, context: Context) -> None:
    """Send how this person is reminded, with buttons to change it; a day after the command pauses until then."""
    if context.args:
        until = duty_words.read_day(" ".join(context.args), context.today)
        reminders.pause(context.connection, context.official.telegram_id, until=until)
    await send(update, _wishes(context))


async def set_quiet(update: Update, context: Context, parts: Parts) -> None:
    """Keep silent to this person in other hours of the day."""
    if parts.number(0) >= len(QUIET):
        raise Stale
    quiet = QUIET[parts.number(0)]
    hours = (time(quiet[0]), time(quiet[1])) if quiet else None
    reminders.set_quiet(context.connection, context.official.telegram_id, hours)
    await replace(update, _wishes(context))


async def pause(update: Update, context: Context, parts: Parts) -> None:
    """Keep silent to this person for so many days; 0 ends the pause."""
    days = parts.number(0)
    if days not in (0, *PAUSES):
        raise Stale
    until = context.today + timedelta(days=days) if days else None
    reminders.pause(context.connection, context.official.telegram_id, until=until)
    await replace(update, _wishes(context))


async def set_hour(update: Update, context: Context, parts: Parts) -> None:
    """Remind this person at another hour of the day."""
    hour = parts.number(0)
    if hour not in HOURS:
        raise Stale
    reminders.set_hour(context.connection, context.official.telegram_id, time(hour))
    await replace(update, _wishes(context))


def snoozed_until(choice: str, now: datetime, office: Office | None = None, wish: Wishes | None = None) -> datetime:
    """Return when a snooze ends: 14:00 today (tomorrow once that is past), or the hour of a working day to come."""
    local, office = now.astimezone(VIET_NAM), office or Office()
    if choice == "afternoon" and local.time() < time(14):
        return datetime.combine(local.date(), time(14), VIET_NAM)
    day = office.calendar.on_or_after(local.date() + timedelta(days=3 if choice == "three_days" else 1))
    return datetime.combine(day, (wish.hour if wish else None) or office.hour, VIET_NAM)


def _allowed(context: Context, obligation: int) -> Obligation:
    """Return an obligation that this person may close. Raises ObligationUnknown, NotAllowed, PlanWithdrawn."""
    owed = obligations.find(context.connection, obligation)
    unit = registered_units.find(context.connection, owed.unit_id)
    demand(people.person(context.connection, context.official.telegram_id), Action.CLOSE_OBLIGATION, unit)
    if owed.owing.plan:
        published(context, owed.owing.plan)
    return owed


def _line(connection: sqlite3.Connection, item: Item) -> dict[str, object]:
    """Return what the template says of one obligation."""
    owing = item.owing
    unit = obligations.find(connection, owing.id).unit_id
    since = obligations.period_start(connection, owing.id)
    sought = Sought(unit=unit, plan=owing.plan, first=since, states=COUNTED)
    so_far = stored.count(connection, sought) if owing.plan else 0
    head = browsing.head(connection, owing.plan) if owing.plan else None
    return {"item": item, "owing": owing, "head": head, "reported": so_far, "since": since}


def _one(item: Item) -> tuple[Row, ...]:
    owing = item.owing.id
    snoozes = tuple(
        Button(label(f"snooze_{name}"), callback("os", owing, number)) for number, name in enumerate(SNOOZES)
    )
    first = (Button(label("done"), callback("od", owing)), Button(label("report_now"), callback("ob", owing)))
    words = ((Button(label("requirement"), callback("oq", owing)),),) if item.owing.plan else ()
    return (first, snoozes, *words)


def _several(items: tuple[Item, ...]) -> tuple[Row, ...]:
    return columns(
        (
            Button(label("obligation", number=number), callback("oo", item.owing.id))
            for number, item in enumerate(items, 1)
        ),
        4,
    )


async def requirement(update: Update, context: Context, parts: Parts) -> None:
    """Show the plan's own words on what is owed."""
    owed = _allowed(context, parts.number(0)).owing
    position = browsing.position_of(context.connection, owed.plan, owed.section)
    found = browsing.section(context.connection, owed.plan, position) if position is not None else None
    if found is None:
        raise Stale
    await send(update, Screen(render("reminders/requirement", owing=owed, section=found)))


def _state(context: Context, obligation: int) -> Screen:
    owed = obligations.find(context.connection, obligation)
    days = (owed.owing.last_day - context.today).days
    history = obligations.history(context.connection, obligation)
    by = people.find_person(context.connection, history[-1].by) if history and history[-1].by else None
    html = render("reminders/obligation", owed=owed, days=days, by=by, last=history[-1] if history else None)
    if owed.state == "open":
        return Screen(html, _one(Item(owed.owing, days, urgency(owed.owing, context.today))))
    return Screen(html, ((Button(label("take_back"), callback("oa", obligation)),),))


def _wishes(context: Context) -> Screen:
    official = context.official.telegram_id
    wish = reminders.wish(context.connection, official)
    person = people.find_person(context.connection, official)
    within = scope(person, Action.CLOSE_OBLIGATION) if person else Scope()
    owed = obligations.obligations(context.connection, scope=within)
    late = sum(each.owing.last_day < context.today for each in owed)
    current = (wish.hour or context.bot_data.office.hour).hour
    hours = tuple(Button(label("hour", hour=hour, chosen=hour == current), callback("oh", hour)) for hour in HOURS)
    buttons = [Button(label("pause", days=days), callback("op", days)) for days in PAUSES]
    if wish.paused_until:
        buttons.append(Button(label("resume"), callback("op", 0)))
    silent = (wish.quiet[0].hour, wish.quiet[1].hour) if wish.quiet else None
    quiet = (
        Button(label("quiet", hours=hours_, chosen=hours_ == silent), callback("ok", number))
        for number, hours_ in enumerate(QUIET)
    )
    office = context.bot_data.office
    html = render("reminders/wishes", wish=wish, count=len(owed), late=late, offsets=office.offsets, hour=office.hour)
    return Screen(html, (hours, *columns(quiet, 2), *columns(buttons, 3)))
