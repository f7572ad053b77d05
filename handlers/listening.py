"""What a typed message is: a comment that was asked for, an emergency, an open draft's answer, a report, a question."""

from telegram import Update

from handlers import ask, reports, review
from handlers.actions import Parts
from handlers.context import Context
from handlers.forms import form
from handlers.screen import Stale, send
from knowledge.answers import emergencies
from knowledge.language.folding import normalise
from knowledge.work.fields import next_question


async def hear(update: Update, context: Context) -> None:
    """Take a text for the first thing that it is; one without words is left alone."""
    message = update.effective_message
    text = normalise(message.text or "").strip() if message else ""
    if not text:
        return
    if update.edited_message is None and await _is_work(update, context, text):
        return
    await ask.respond(update, context, text)
    await _remind_of_draft(update, context)


async def is_question(update: Update, context: Context, parts: Parts) -> None:
    """Answer the message that was unclear as a question."""
    message = update.effective_message
    about = message.reply_to_message if message else None
    if about is None or not about.text:
        raise Stale
    await ask.respond(update, context, about.text)


async def _is_work(update: Update, context: Context, text: str) -> bool:
    if await review.comment(update, context, text):
        return True
    if emergencies.heard(context.connection, text):
        return False
    return await reports.answer_draft(update, context, text) or await reports.take(update, context, text)


async def _remind_of_draft(update: Update, context: Context) -> None:
    """Show the open draft's question again after another question was answered."""
    draft = reports.latest(context)
    if draft is not None and next_question(draft) is not None:
        await send(update, form(context, draft))
