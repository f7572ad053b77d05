"""Which of a person's open drafts a message speaks of."""

from telegram import Update

from handlers.context import Context
from handlers.rendering import callback
from knowledge.work.reporting import reports as stored
from knowledge.work.reporting.activity import Activity


def latest(context: Context) -> Activity | None:
    """Return the person's draft that was changed last, None if no draft is open."""
    return _latest(stored.drafts(context.connection, context.official.telegram_id))


def meant(update: Update, context: Context) -> Activity | None:
    """Return the open draft that a message speaks of: the one that it replies to, else the one changed last."""
    about = update.effective_message.reply_to_message if update.effective_message else None
    drafts = stored.drafts(context.connection, context.official.telegram_id)
    if about is not None:
        told = {each.id for each in stored.of_message(context.connection, about.chat_id, about.message_id)}
        rows = about.reply_markup.inline_keyboard if about.reply_markup else ()
        shown = {str(button.callback_data) for row in rows for button in row}
        for draft in drafts:
            if draft.id in told or callback("re", draft.id) in shown:
                return draft
    return _latest(drafts)


def _latest(drafts: list[Activity]) -> Activity | None:
    return max(drafts, key=lambda draft: (draft.changed_at, draft.id), default=None)
