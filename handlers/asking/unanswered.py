"""👍 👎 under an answer, and /cauhoi: what was asked and not answered, or not well, one by one."""

from telegram import Update
from telegram.constants import ChatType

from handlers.actions import Parts
from handlers.context import Context, chat_of
from handlers.rendering import callback, label, render
from handlers.screen import Button, Row, Screen, Stale, columns, replace, send
from knowledge.plans import store
from knowledge.work.chats import questions, unanswered
from knowledge.work.chats.questions import Asked
from knowledge.work.chats.unanswered import Lack, Unanswered

A_PAGE = 8
FAULTS = ("beside", "wrong_unit", "incomplete", "wrong_figure", "outdated")
"""What may be wrong with an answer: a button each."""


def verdict_row(question: int) -> Row:
    """Return the two buttons under an answer."""
    return (Button("👍", callback("fb", question, 1)), Button("👎", callback("fb", question, 0)))


async def judge(update: Update, context: Context, parts: Parts) -> str:
    """Return thanks for a verdict on an answer; a bad one is kept for the administrator, without whoever gave it.

    What was wrong is asked of one person only, not of a group.
    """
    asked = _asked(update, context, parts.number(0))
    good = parts.number(1) == 1
    if not good:
        unanswered.note(context.connection, asked.question, Lack.DISLIKED, plan=asked.plan, now=context.now)
        if update.effective_chat is not None and update.effective_chat.type == ChatType.PRIVATE:
            faults = (Button(label("lack", fault), callback("fw", asked.id, at)) for at, fault in enumerate(FAULTS))
            await send(update, Screen(render("unanswered/what_was_wrong"), columns(faults, 2)))
    return label("thanks_good" if good else "thanks_bad")


async def explain(update: Update, context: Context, parts: Parts) -> None:
    """Keep what was wrong with an answer."""
    asked, fault = _asked(update, context, parts.number(0)), parts.number(1)
    if fault >= len(FAULTS):
        raise Stale
    unanswered.explain(context.connection, asked.question, FAULTS[fault])
    await replace(update, Screen(render("unanswered/explained", fault=FAULTS[fault])))


async def list_unanswered(update: Update, context: Context) -> None:
    """Send the questions that nothing answered."""
    await send(update, _list(context, 0))


async def turn(update: Update, context: Context, parts: Parts) -> None:
    """Show another page of them."""
    await replace(update, _list(context, parts.number(0)))


async def open_question(update: Update, context: Context, parts: Parts) -> None:
    """Show one question: why it waits, and what may be done about it."""
    await replace(update, _question(context, find(context, parts.number(0))))


async def dismiss(update: Update, context: Context, parts: Parts) -> None:
    """Drop one that is done."""
    unanswered.dismiss(context.connection, parts.number(0))
    await replace(update, _list(context, 0))


def find(context: Context, question: int) -> Unanswered:
    """Return a question of the list. Raises Stale once it is done."""
    found = unanswered.find(context.connection, question)
    if found is None:
        raise Stale
    return found


def _asked(update: Update, context: Context, question: int) -> Asked:
    asked = questions.find(context.connection, chat_of(update), question)
    if asked is None:
        raise Stale
    return asked


def _list(context: Context, page: int) -> Screen:
    found = unanswered.waiting(context.connection, limit=A_PAGE + 1, offset=page * A_PAGE)
    shown = found[:A_PAGE]
    first = page * A_PAGE + 1
    rows = [*columns((Button(str(number), callback("qo", one.id)) for number, one in enumerate(shown, first)), 4)]
    turning = [Button("◀", callback("qp", page - 1))] if page else []
    if len(found) > A_PAGE:
        turning.append(Button("▶", callback("qp", page + 1)))
    if turning:
        rows.append(tuple(turning))
    rows.append((Button(label("own_words"), callback("qw", 0)),))
    return Screen(render("unanswered/list", questions=shown, first=first), tuple(rows))


def _question(context: Context, one: Unanswered) -> Screen:
    answered_by = store.entry(context.connection, one.plan) if one.plan else None
    rows = (
        (Button(label("add_alias"), callback("qa", one.id)), Button(label("add_synonym"), callback("qs", one.id))),
        (Button(label("ask_again"), callback("qt", one.id)), Button(label("settled"), callback("qx", one.id))),
        (Button(label("back"), callback("qp", 0)),),
    )
    return Screen(render("unanswered/question", one=one, answered_by=answered_by), rows)
