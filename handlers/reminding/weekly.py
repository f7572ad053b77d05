"""What comes once a week and once a month: the overview of who has met what, and the tasks that were left alone."""

import sqlite3
from collections.abc import Iterator
from datetime import date, datetime

from telegram import Update

from handlers.actions import Parts
from handlers.context import Context
from handlers.rendering import callback, label, render
from handlers.screen import Screen, send
from knowledge.clock import local_date
from knowledge.database import transaction
from knowledge.work.chats import outbox
from knowledge.work.members import people, registered_units
from knowledge.work.members.officials import OfficialRole
from knowledge.work.members.people import Person
from knowledge.work.members.registered_units import RegisteredUnit
from knowledge.work.members.rights import Action, may
from knowledge.work.reminding import reminders
from knowledge.work.reminding.obligations import Obligation
from knowledge.work.reminding.periodic import month_of, week_of
from knowledge.work.summarising import overview
from knowledge.work.summarising.overview import Duty

TASKS_SHOWN = 8
DUTIES_SHOWN = 10
UNITS_SHOWN = 12


def owing_overviews(connection: sqlite3.Connection, *, now: datetime) -> Iterator[int]:
    """Owe every head and coordinator the week's overview of their units, if there is anything in it; one a step."""
    today = local_date(now)
    units, owed = registered_units.units(connection), overview.about_now(connection, today)
    for person in people.holding(connection, (OfficialRole.HEAD, OfficialRole.COORDINATOR)):
        duties = _seen_by(person, units, owed, today) if person.memberships else []
        if duties:
            html = render("reminders/overview", duties=duties[:DUTIES_SHOWN], today=today, units_shown=UNITS_SHOWN)
            may_nudge = may(person, Action.NUDGE) and any(duty.open for duty in duties)
            buttons: outbox.Buttons = (((label("remind_all"), callback("wn")),),) if may_nudge else ()
            yield int(_owe(connection, person, html, now=now, key=f"week:{week_of(today)}", buttons=buttons))


def owing_idle_tasks(connection: sqlite3.Connection, *, now: datetime) -> Iterator[int]:
    """Owe the officers of each unit the list of its tasks that have no activity yet, if there are any.

    A unit is a step.
    """
    today = local_date(now)
    for unit in registered_units.units(connection):
        owed = 0
        tasks = overview.idle_tasks(connection, unit, today)
        if tasks:
            more = len(tasks) - TASKS_SHOWN
            html = render("reminders/idle", unit=unit, tasks=tasks[:TASKS_SHOWN], more=more, today=today)
            for person in people.people(connection, unit=unit.id):
                role = next(each.role for each in person.memberships if each.unit.id == unit.id)
                if role is OfficialRole.OFFICER:
                    owed += _owe(connection, person, html, now=now, key=f"idle:{unit.id}:{month_of(today)}")
        yield owed


async def remind_all(update: Update, context: Context, parts: Parts) -> None:
    """Owe the officers of every unit that has not met what is due a word about it; once a day each."""
    connection, now = context.connection, context.now
    person = people.person(connection, context.official.telegram_id)
    late: dict[int, list[Obligation]] = {}
    units, now_owed = registered_units.units(connection), overview.about_now(connection, context.today)
    for duty in _seen_by(person, units, now_owed, context.today, Action.NUDGE):
        for each in duty.open:
            late.setdefault(each.unit_id, []).append(each)
    told = 0
    with transaction(connection):
        for unit, owed in late.items():
            html = render("reminders/nudged", by=person, owed=owed[:DUTIES_SHOWN], today=context.today)
            buttons = tuple(
                ((label("obligation", number=number), callback("oo", each.owing.id)),)
                for number, each in enumerate(owed[:DUTIES_SHOWN], 1)
            )
            key = f"wn:{unit}:{context.today}"
            members = people.people(connection, unit=unit)
            told += sum(_owe(connection, member, html, now=now, key=key, buttons=buttons) for member in members)
    await send(update, Screen(render("summaries/nudged", people=told, units=len(late))))


def _seen_by(
    person: Person,
    units: list[RegisteredUnit],
    owed: dict[int, list[Obligation]],
    today: date,
    action: Action = Action.SEE_PROGRESS,
) -> list[Duty]:
    """Return the duties of the units that a person may see, out of all that is owed by unit."""
    seen = (unit for unit in units if unit.id in owed and may(person, action, unit))
    return overview.overview((each for unit in seen for each in owed[unit.id]), today)


def _owe(
    connection: sqlite3.Connection,
    person: Person,
    html: str,
    *,
    now: datetime,
    key: str,
    buttons: outbox.Buttons = (),
) -> bool:
    due = reminders.heard_from(connection, person.telegram_id, now)
    key = f"{key}:{person.telegram_id}"
    return outbox.owe(connection, person.telegram_id, html, now=now, due=due, key=key, buttons=buttons)
