"""An open draft filled in by what is typed: the answer to its question, a correction, or the whole report at once."""

from dataclasses import replace as changed

from telegram import Update

from handlers.asking import ask
from handlers.context import Context
from handlers.rendering import render
from handlers.reporting import reports
from handlers.reporting.forms import form
from handlers.screen import Screen, send
from knowledge.work.chats import prompts
from knowledge.work.reporting import activities
from knowledge.work.reporting.activity import Activity, Details, NoValue
from knowledge.work.reporting.corrections import NotUnderstood, advance, correction
from knowledge.work.reporting.drafts.masking import masked
from knowledge.work.reporting.drafts.reading import asks, judged
from knowledge.work.reporting.fields import Field, next_question

_SHORT = ("date", "place", "children", "adults", "total", "cost")
"""The fields whose answer is never a sentence on what was done."""


async def answer_draft(update: Update, context: Context, text: str) -> bool:
    """Put a typed answer or correction into the open draft; False if the words are neither."""
    draft = reports.latest(context)
    if draft is None:
        return False
    question = next_question(draft)
    details = correction(draft.details, text, today=context.today)
    if details is not None:
        draft = changed(draft, details=details)
    elif question is None or question.name == "task" or asks(text) or _is_another(text, question, context):
        return False
    elif draft.details == Details() and await _fill(update, context, draft, text):
        return True
    else:
        try:
            draft = advance(draft, text, today=context.today)
        except NotUnderstood:
            return False
        except NoValue:
            if ask.can_answer(context, text):
                return False
            raise
    await send(update, form(context, activities.save_draft(context.connection, draft, now=context.now)))
    return True


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
    draft = reports.latest(context)
    if draft is not None:
        activities.cancel(context.connection, draft.id, now=context.now)
    await send(update, Screen(render("reports/cancelled" if draft else "reports/none_open")))


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
