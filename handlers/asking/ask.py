"""Free text: a question goes to knowledge, its answer to the chat, with buttons for what people ask next."""

import dataclasses

from telegram import Update

from handlers.actions import Parts
from handlers.asking.answers import show
from handlers.asking.unanswered import verdict_row
from handlers.context import Context, chat_of
from handlers.planning.standing import published
from handlers.reminding import deadlines
from handlers.rendering import callback, label, render
from handlers.screen import Button, Row, Screen, Stale, columns, paged, replace, send, shorten
from knowledge.answers import own, sense
from knowledge.answers.answering import answer
from knowledge.answers.model import Answer, Choice, Kind, Status
from knowledge.answers.question import Question
from knowledge.plans.browsing import position_of
from knowledge.work.chats import questions, unanswered
from knowledge.work.chats.questions import Asked
from knowledge.work.chats.unanswered import Lack

SECTIONS_OFFERED = 4
"""Buttons for an answer's sections, in one row of a phone."""


async def respond(update: Update, context: Context, text: str, plan: str | None = None) -> None:
    """Answer a question and keep it with what its buttons stand for; one without an answer, for the administrator.

    Raises PlanWithdrawn for a plan that is given so.
    """
    if plan is not None:
        published(context, plan)
    chat = chat_of(update)
    is_noise = not sense.has_words(text)
    earlier, last = questions.context(context.connection, chat, update_id=update.update_id, now=context.now)
    earlier = () if is_noise else earlier
    asked = dataclasses.replace(_question(context, text, plan, earlier), last=last)
    found = answer(context.connection, asked)
    if is_noise and found.status is Status.NOT_FOUND and found.kind is not Kind.UNIT_TASKS:
        await send(update, Screen(render("help/not_understood")))
        return
    await _show(update, context, asked, found)
    if found.status is Status.NOT_FOUND:
        unanswered.note(
            context.connection, text, Lack.NOT_FOUND, reason=found.reason, plan=plan or found.plan, now=context.now
        )


async def ask_again(update: Update, context: Context, text: str) -> None:
    """Answer by itself, from all plans, a question that somebody asked before: it is not counted again."""
    asked = _question(context, text, None, ())
    await _show(update, context, asked, answer(context.connection, asked))


async def respond_of_own(update: Update, context: Context, text: str) -> bool:
    """Answer a question about the asker's own unit; False if it is none. Who belongs to none hears how to name one."""
    if not (asks_deadlines := own.asks_own_deadlines(text)) and not own.asks_own_tasks(text):
        return False
    if context.official.unit is None:
        await send(update, Screen(render("help/whose")))
    elif asks_deadlines:
        await deadlines.list_deadlines(update, context)
    else:
        await respond(update, context, own.naming(text, context.official.unit))
    return True


def can_answer(context: Context, text: str) -> bool:
    """Tell whether the plans say something to a text, whatever was asked before it."""
    return answer(context.connection, _question(context, text, None, ())).status is not Status.NOT_FOUND


async def turn_page(update: Update, context: Context, parts: Parts) -> None:
    """Show another page of an answer in its place."""
    asked = _asked(update, context, parts.number(0))
    if asked.plan is not None:
        published(context, asked.plan)
    found = answer(context.connection, _question(context, asked.question, asked.plan, asked.context))
    await replace(update, _screen(context, found, asked.id, parts.number(1)))


async def choose(update: Update, context: Context, parts: Parts) -> None:
    """Answer the question that a button under an answer stands for."""
    asked = _asked(update, context, parts.number(0))
    try:
        _, question, plan = asked.choices[parts.number(1)]
    except IndexError:
        raise Stale from None
    await respond(update, context, question, plan or asked.plan)


async def _show(update: Update, context: Context, asked: Question, found: Answer) -> None:
    """Send the answer to a question, then keep what its buttons stand for: the chat's next update waits for that."""
    await send(update, _screen(context, found, update.update_id, 0))
    questions.keep(
        context.connection,
        update.update_id,
        chat_of(update),
        asked.text,
        plan=asked.plan or found.plan,
        context=asked.context,
        choices=tuple((choice.label, choice.question, choice.plan) for choice in _offered(found)),
        now=context.now,
    )


def _question(context: Context, text: str, plan: str | None, earlier: tuple[str, ...]) -> Question:
    official = context.official
    return Question(text, plan, earlier, unit=official.unit, issuer=official.issuer, now=context.now)


def _asked(update: Update, context: Context, question_id: int) -> Asked:
    asked = questions.find(context.connection, chat_of(update), question_id)
    if asked is None:
        raise Stale
    return asked


def _offered(found: Answer) -> tuple[Choice, ...]:
    return (*found.choices, *found.follow_ups)


def _screen(context: Context, found: Answer, question: int, page: int) -> Screen:
    buttons = [
        Button(shorten(choice.label, 60), callback("c", question, number))
        for number, choice in enumerate(_offered(found))
    ]
    readings, next_questions = buttons[: len(found.choices)], buttons[len(found.choices) :]
    rows = (*columns(readings, 1), *columns(next_questions, 2), *_section_rows(context, found), verdict_row(question))
    return paged(show(found), page, "a", question, rows=rows)


def _section_rows(context: Context, found: Answer) -> tuple[Row, ...]:
    """Return the row that opens the sections in which an answer stands; none where they are too many."""
    places = list(dict.fromkeys((statement.plan, statement.section) for statement in found.statements))
    if len(places) > SECTIONS_OFFERED:
        return ()
    wording = "open_section" if len(places) == 1 else "open_number"
    buttons = [
        Button(label(wording, path), callback("m", plan, position, 0))
        for plan, path in places
        if (position := position_of(context.connection, plan, path)) is not None
    ]
    return columns(buttons, SECTIONS_OFFERED)
