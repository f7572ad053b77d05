"""A report corrected after it was sent: a button asks what is wrong, the next message says it."""

from telegram import Update

from handlers.actions import Parts
from handlers.context import Context
from handlers.rendering import render
from handlers.reporting import reports
from handlers.reporting.forms import FIXABLE, fix_button, sent
from handlers.screen import Screen, send
from knowledge.database import transaction
from knowledge.work.chats import prompts
from knowledge.work.chats.prompts import Prompt
from knowledge.work.members import people
from knowledge.work.members.rights import Action, demand
from knowledge.work.reporting import activities
from knowledge.work.reporting import reports as stored
from knowledge.work.reporting.activity import Activity, ActivityError, State
from knowledge.work.reporting.corrections import NotUnderstood, correction, is_correction
from knowledge.work.reporting.drafts.masking import masked
from knowledge.work.reporting.drafts.personal_data import find_personal_data
from knowledge.work.reporting.drafts.reading import asks
from knowledge.work.reporting.reports import Sought

FIX = "fix_report"
"""The purpose of a prompt: the next message corrects a report that was sent."""


async def ask(update: Update, context: Context, parts: Parts) -> None:
    """Ask what is wrong with a report of this person's."""
    report = _fixable(context, parts.number(0))
    if update.effective_chat is not None:
        prompts.ask(context.connection, update.effective_chat.id, Prompt(FIX, report.id), now=context.now)
        await send(update, Screen(render("reports/fix", report=report, details=report.details)))


async def offer(update: Update, context: Context, text: str) -> bool:
    """Offer to correct the report that was sent last to somebody who types a correction; False for other words."""
    if not is_correction(text) or asks(text):
        return False
    mine = stored.reports(context.connection, Sought(author=context.official.telegram_id, states=FIXABLE))
    if not mine:
        return False
    report = max(mine, key=lambda one: (one.changed_at, one.id))
    await send(update, Screen(render("reports/offer_fix", report=report), ((fix_button(report),),)))
    return True


def asked_for(context: Context, chat: int) -> Activity | None:
    """Return the report of this person's that a button asked to correct and that waits for it, None without one."""
    prompt = prompts.waiting(context.connection, chat, now=context.now)
    if prompt is None or prompt.purpose != FIX:
        return None
    report = stored.find(context.connection, prompt.subject)
    return report if report.state in FIXABLE else None


async def send_again(update: Update, context: Context, report: Activity) -> None:
    """Send a report that was returned anew as it is: what it lacked has come."""
    if report.state is not State.RETURNED:
        return
    by = context.official.telegram_id
    with transaction(context.connection):
        again = activities.correct(context.connection, report.id, report.details, by=by, now=context.now)
        reports.tell_coordinators(context, again, corrected=True)
    await send(update, sent(context, again))


async def fix(update: Update, context: Context, report_id: int, text: str) -> None:
    """Send a report anew as typed words correct it, and tell its coordinators. Raises NotUnderstood."""
    report = _fixable(context, report_id)
    details = correction(report.details, text, today=context.today)
    if details is None:
        raise NotUnderstood
    details = masked(details, find_personal_data(text))
    by = context.official.telegram_id
    with transaction(context.connection):
        corrected = activities.correct(context.connection, report.id, details, by=by, now=context.now)
        if corrected.version != report.version:
            reports.tell_coordinators(context, corrected, corrected=True)
    await send(update, sent(context, corrected))


def _fixable(context: Context, activity: int) -> Activity:
    """Return a report that this person may correct. Raises NotAllowed, ActivityError."""
    report = stored.find(context.connection, activity)
    person = people.person(context.connection, context.official.telegram_id)
    demand(person, Action.CORRECT_REPORT, report.unit, own=report.author == person.telegram_id)
    if report.state not in FIXABLE:
        raise ActivityError(render("reports/not_fixable", report=report))
    return report
