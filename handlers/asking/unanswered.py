"""👍 👎 under an answer, and /cauhoi: what was asked and not answered."""

from telegram import Update

from handlers.actions import Parts
from handlers.context import Context
from handlers.rendering import callback, label, render
from handlers.screen import Button, Row, Screen, Stale, columns, replace, send
from knowledge.work.chats import questions, unanswered
from knowledge.work.chats.unanswered import Lack

A_PAGE = 8


def verdict_row(question: int) -> Row:
    """Return the two buttons under an answer."""
    return (Button("👍", callback("fb", question, 1)), Button("👎", callback("fb", question, 0)))


async def judge(update: Update, context: Context, parts: Parts) -> None:
    """Thank for a verdict on an answer; a bad one is kept for the administrator, without whoever gave it."""
    chat = update.effective_chat.id if update.effective_chat else 0
    asked = questions.find(context.connection, chat, parts.number(0))
    if asked is None:
        raise Stale
    good = parts.number(1) == 1
    if not good:
        unanswered.note(context.connection, asked.question, Lack.DISLIKED, now=context.now)
    if update.callback_query is not None:
        await update.callback_query.answer(label("thanks_good" if good else "thanks_bad"))


async def list_unanswered(update: Update, context: Context) -> None:
    """Send the questions that nothing answered."""
    await send(update, _list(context, 0))


async def turn(update: Update, context: Context, parts: Parts) -> None:
    """Show another page of them."""
    await replace(update, _list(context, parts.number(0)))


async def dismiss(update: Update, context: Context, parts: Parts) -> None:
    """Drop one that was looked at."""
    unanswered.dismiss(context.connection, parts.number(0))
    await replace(update, _list(context, 0))


def _list(context: Context, page: int) -> Screen:
    found = unanswered.waiting(context.connection, limit=A_PAGE + 1, offset=page * A_PAGE)
    shown = found[:A_PAGE]
    first = page * A_PAGE + 1
    buttons = [Button(f"✔ {number}", callback("qx", one.id)) for number, one in enumerate(shown, first)]
    rows = [*columns(buttons, 4)]
    turning = [Button("◀", callback("qp", page - 1))] if page else []
    if len(found) > A_PAGE:
        turning.append(Button("▶", callback("qp", page + 1)))
    if turning:
        rows.append(tuple(turning))
    return Screen(render("help/unanswered", questions=shown, first=first), tuple(rows))
