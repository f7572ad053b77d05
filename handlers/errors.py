"""When something goes wrong: what the user can put right is said, what is a bug is handed to the program."""

import logging
from html import escape

from telegram import CallbackQuery, Update
from telegram.error import BadRequest, Forbidden
from telegram.ext import ApplicationHandlerStop

from handlers.context import App, Context
from handlers.rendering import render
from handlers.screen import Screen, send
from knowledge.errors import UserError

_log = logging.getLogger(__name__)
ALERT_LIMIT = 200
"""Characters of an alert over the chat (Bot API, answerCallbackQuery)."""


async def on_error(update: object, context: Context) -> None:
    """Say a user's error, pass over a chat that is closed to the assistant, hand everything else to the program.

    No further handler sees the update.
    """
    error = context.error
    if isinstance(update, Update) and error is not None:
        if isinstance(error, UserError):
            await say(update, str(error))
        elif isinstance(error, Forbidden):
            _log.info("update %s: the chat is closed to the assistant", update.update_id)
        elif is_too_old(error):
            _log.info("update %s: the button's press is too old to be answered", update.update_id)
        else:
            context.bot_data.failed(update, error)
    raise ApplicationHandlerStop


async def apologise(application: App, update: Update, code: str) -> None:
    """Tell the chat that an error of the assistant's was noted, under a code that stands in the log."""
    if update.callback_query is not None:
        await _answer(update.callback_query, "")
    if update.effective_chat is not None:
        await application.bot.send_message(
            update.effective_chat.id, render("errors/apology", code=code), parse_mode="HTML"
        )


async def say(update: Update, sentence: str) -> None:
    """Say a sentence where the user looks: over the chat after a button, in it else, or if the press is too old."""
    query = update.callback_query
    if query is None or len(sentence) > ALERT_LIMIT or not await _answer(query, sentence):
        await send(update, Screen(escape(sentence, quote=False)))


def is_too_old(error: BaseException) -> bool:
    """Tell whether Telegram no longer takes an answer to a button's press: it came while the assistant was away."""
    return isinstance(error, BadRequest) and "query is too old" in error.message.lower()


async def _answer(query: CallbackQuery, sentence: str) -> bool:
    """Answer a press; False if it is too old for that."""
    try:
        await query.answer(sentence, show_alert=bool(sentence))
    except BadRequest as error:
        if is_too_old(error):
            return False
        raise
    return True
