"""An open draft filled in by what is typed: the answer to its question, a correction, or the whole report at once."""

from dataclasses import replace as changed

from telegram import Update

from handlers import reports
from handlers.context import Context
from handlers.forms import form
from handlers.screen import send
from knowledge.work import activities
from knowledge.work.activity import Activity, Details
from knowledge.work.corrections import NotUnderstood, advance, correction
from knowledge.work.drafts.is_report import is_question
from knowledge.work.drafts.masking import masked
from knowledge.work.fields import next_question


async def answer_draft(update: Update, context: Context, text: str) -> bool:
    """Put a typed answer or correction into the open draft; False if the words are neither."""
    draft = reports.latest(context)
    if draft is None:
        return False
    question = next_question(draft)
    details = correction(draft.details, text, today=context.today)
    if details is not None:
        draft = changed(draft, details=details)
    elif question is None or question.name == "task" or is_question(text):
        return False
    elif draft.details == Details() and await _fill(update, context, draft, text):
        return True
    else:
        try:
            draft = advance(draft, text, today=context.today)
        except NotUnderstood:
            return False
    await send(update, form(context, activities.save_draft(context.connection, draft, now=context.now)))
    return True


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
    await reports.reply(update, form(context, saved, read=read, part=0, one=one))
    return True
