"""An open draft filled in by what is typed: the answer to its question, a correction, or the whole report at once."""

from dataclasses import replace as changed

from telegram import Update

from handlers.asking import ask
from handlers.context import Context
from handlers.rendering import render
from handlers.reporting import current, fixing, reports
from handlers.reporting.forms import first_offered, form, tasks_of
from handlers.screen import Screen, send
from knowledge.work.chats import prompts
from knowledge.work.reporting import activities
from knowledge.work.reporting import reports as stored
from knowledge.work.reporting.activity import Activity, Details, NoValue
from knowledge.work.reporting.corrections import (
    NotUnderstood,
    advance,
    agrees,
    correction,
    is_correction,
    is_skip,
    sends,
    skip,
)
from knowledge.work.reporting.drafts.masking import masked
from knowledge.work.reporting.drafts.reading import asks, judged
from knowledge.work.reporting.fields import Field, next_question

_SHORT = ("date", "place", "children", "adults", "total", "cost")
"""The fields whose answer is never a sentence on what was done."""


async def answer_draft(update: Update, context: Context, text: str) -> bool:
    """Put a typed answer or correction into the open draft; False if the words are neither."""
    draft = current.meant(update, context)
    if draft is None and sends(text):
        await send(update, Screen(render("reports/none_open")))
        return True
    if draft is None:
        return await fixing.offer(update, context, text)
    question = next_question(draft)
    if sends(text) and (question is None or not question.required):
        await reports.send_in(update, context, draft)
        return True
    is_empty = draft.details == Details() and not (is_correction(text) or asks(text))
    if is_empty and await _fill(update, context, draft, text):
        return True
    if not (sends(text) or agrees(text)):
        filled = _filled(context, draft, text)
        if filled is None:
            return False
        draft = activities.save_draft(context.connection, filled, now=context.now)
    await send(update, form(context, draft))
    return True


def _filled(context: Context, draft: Activity, text: str) -> Activity | None:
    """Return the draft with what words tell: a correction, or the answer to its question; None if they are neither."""
    question = next_question(draft)
    if (corrected := _corrected(context, draft, text)) is not None:
        return corrected
    if question is None or asks(text) or _is_another(text, question, context):
        return None
    if question.name == "task":
        return _with_task(context, draft, text)
    try:
        return advance(draft, text, today=context.today)
    except NotUnderstood:
        return None
    except NoValue:
        if ask.can_answer(context, text):
            return None
        raise


def _corrected(context: Context, draft: Activity, text: str) -> Activity | None:
    """Return a draft as words correct it: the one that is meant, else another that has what they exchange."""
    others = [one for one in reversed(stored.drafts(context.connection, draft.author)) if one.id != draft.id]
    for one in (draft, *others):
        try:
            details = correction(one.details, text, today=context.today)
        except NotUnderstood:
            continue
        return None if details is None else changed(one, details=details, asking=None)
    correction(draft.details, text, today=context.today)
    return None


def _with_task(context: Context, draft: Activity, text: str) -> Activity | None:
    """Return a draft under the task whose number was typed, or without one; None for other words."""
    if is_skip(text):
        return skip(draft, "task")
    offered = first_offered(tasks_of(context, draft.unit))
    number = int(text) if text.isdecimal() and len(text) < 3 else 0
    if not 1 <= number <= len(offered):
        return None
    chosen = offered[number - 1]
    return changed(draft, plan=chosen.plan, asking=None, details=changed(draft.details, task=chosen.place))


def _is_another(text: str, question: Field, context: Context) -> bool:
    """Tell whether what should answer a question is a report of something else."""
    verdict = judged(text, today=context.today)
    return question.name in _SHORT and verdict.is_report and verdict.sure


async def give_up(update: Update, context: Context) -> None:
    """Give up what a button asked for, else the draft that was changed last."""
    chat = update.effective_chat
    if chat is not None and prompts.take(context.connection, chat.id, now=context.now) is not None:
        await send(update, Screen(render("reports/given_up")))
        return
    draft = current.meant(update, context)
    if draft is not None:
        activities.cancel(context.connection, draft.id, now=context.now)
        await send(update, Screen(render("reports/cancelled", draft=draft)))
    else:
        await send(update, Screen(render("reports/none_open")))


async def _fill(update: Update, context: Context, draft: Activity, text: str) -> bool:
    """Read the first answer as the whole report, if it is one; further activities become drafts of their own."""
    read, tasks = reports.read_message(context, text, draft.unit)
    if not read.is_report:
        return False
    one = read.activities[0]
    details = masked(one.details, read.personal_data)
    draft = changed(draft, details=details, plan=tasks.plan_of(details.task), asking=None)
    saved = activities.save_draft(context.connection, draft, now=context.now)
    await reports.open_all(update, context, read, draft.unit, tasks, first=1)
    await reports.reply(update, form(context, saved, read=read, part=0))
    return True
