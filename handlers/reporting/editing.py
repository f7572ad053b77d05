"""A message that was changed after it was sent: its drafts are read anew, its sent reports stay and say so."""

from dataclasses import replace as changed

from telegram import Update

from handlers.asking import ask
from handlers.context import Context
from handlers.rendering import render
from handlers.reporting import current, reports
from handlers.reporting.forms import FIXABLE, continue_row, fix_button, form
from handlers.screen import Screen, send
from knowledge.answers import emergencies
from knowledge.answers.courtesy import is_courtesy
from knowledge.language.folding import normalise
from knowledge.work.reporting import activities
from knowledge.work.reporting import reports as stored
from knowledge.work.reporting.activity import Activity, State
from knowledge.work.reporting.drafts.masking import masked
from knowledge.work.reporting.drafts.model import Draft
from knowledge.work.reporting.drafts.reading import asks, names_activity


async def hear_again(update: Update, context: Context) -> None:
    """Take a changed text or caption as what its message was: a report, an answer, a question."""
    message = update.effective_message
    text = normalise(message.text or message.caption or "").strip() if message else ""
    if message is None or not text:
        return
    told = stored.of_message(context.connection, message.chat_id, message.message_id)
    if told:
        await _read_anew(update, context, text, told)
    elif message.caption:
        await reports.take(update, context, text)
    else:
        await _hear(update, context, text)


async def _hear(update: Update, context: Context, text: str) -> None:
    """Take a changed text that no report was read from; an answer to an open draft cannot be put back into it."""
    draft = current.latest(context)
    if emergencies.heard(context.connection, text) or not await reports.take(update, context, text):
        if draft is not None and not asks(text) and not is_courtesy(text):
            await send(update, Screen(render("reports/edited", report=None), (continue_row(draft),)))
        else:
            await ask.respond(update, context, text)


async def _read_anew(update: Update, context: Context, text: str, told: list[Activity]) -> None:
    """Read a report's message again: what has become of it decides what can still be changed by that."""
    claimed = names_activity(text, today=context.today)
    read, tasks = reports.read_message(context, text, told[0].unit, is_claimed=claimed)
    for part, report in enumerate(told):
        if report.state is State.DRAFT:
            await _refill(update, context, report, read, part)
        elif report.state is not State.CANCELLED and not _says(report, read, part):
            rows = ((fix_button(report),),) if report.state in FIXABLE else ()
            await send(update, Screen(render("reports/edited", report=report, fixable=bool(rows)), rows))
    if read.is_report:
        await reports.open_all(update, context, read, told[0].unit, tasks, first=len(told))


async def _refill(update: Update, context: Context, draft: Activity, read: Draft, part: int) -> None:
    """Put into a draft what its message says now; the task that it stands under stays."""
    if part >= len(read.activities):
        await send(update, Screen(render("reports/edited", report=draft)))
        await send(update, form(context, draft))
        return
    one = read.activities[part]
    details = masked(one.details, read.personal_data)
    if draft.details.task is not None:
        details = changed(details, task=draft.details.task)
    draft = activities.save_draft(context.connection, changed(draft, details=details, asking=None), now=context.now)
    await reports.reply(update, form(context, draft, read=read, part=part))


def _says(report: Activity, read: Draft, part: int) -> bool:
    """Tell whether a report has all figures that its message has now."""
    if part >= len(read.activities):
        return False
    details = masked(read.activities[part].details, read.personal_data)
    return changed(details, what=report.details.what, task=report.details.task) == report.details
