"""What a typed message is: a comment that was asked for, an emergency, an open draft's answer, a report, a question."""

from collections.abc import Callable, Coroutine
from typing import Any

from telegram import Message, Update

from handlers import help
from handlers.actions import Parts
from handlers.asking import ask, teaching
from handlers.command_table import COMMANDS
from handlers.context import Context
from handlers.planning import correcting
from handlers.reminding import duties
from handlers.rendering import render
from handlers.reporting import current, filling, fixing, reports, review
from handlers.reporting.forms import continue_row
from handlers.screen import Screen, send
from knowledge.answers import emergencies
from knowledge.answers.courtesy import is_courtesy
from knowledge.answers.own_words import NotWords, WordsError
from knowledge.errors import UserError
from knowledge.language.folding import normalise
from knowledge.work.chats import prompts
from knowledge.work.chats.spoken import command_of
from knowledge.work.reminding.duty_words import DutyWordsError
from knowledge.work.reporting.corrections import NotUnderstood, gives_up
from knowledge.work.reporting.drafts.reading import asks, judged
from knowledge.work.reporting.fields import next_question

OnWords = Callable[[Update, Context, int, str], Coroutine[Any, Any, None]]
PROMPTS: dict[str, OnWords] = {
    review.COMMENT: review.comment,
    fixing.FIX: fixing.fix,
    correcting.PURPOSE: correcting.correct,
    duties.ADD: duties.add,
    duties.MOVE: duties.move,
    duties.WAIVE: duties.waive,
    teaching.ALIAS: teaching.add_alias,
    teaching.SYNONYM: teaching.add_synonym,
    teaching.SUCCESSOR: teaching.add_successor,
}
"""What is done with the words that a button asked for, by the purpose of the prompt."""
UNREADABLE = (DutyWordsError, NotUnderstood, NotWords)
"""What is raised where the words have not the form of what was asked for."""


async def hear(update: Update, context: Context) -> None:
    """Take a text for the first thing that it is; one without words is left alone."""
    message = update.effective_message
    text = normalise(message.text or "").strip() if message else ""
    if text:
        await _take(update, context, text)


async def hear_caption(update: Update, context: Context) -> None:
    """Take what is not kept, a video or a voice, by its caption, where that reports or asks something."""
    message = update.effective_message
    text = caption_of(message) if message else ""
    verdict = judged(text, today=context.today)
    if message is None or not (asks_by_caption(context, text) or verdict.is_report or not verdict.sure):
        await help.unreadable(update, context)
        return
    await send(update, Screen(render("help/words_only", kind=help.kind_of(message))))
    await _take(update, context, text)


def caption_of(message: Message) -> str:
    """Return the words under a photo, a video or a file; empty without any."""
    return normalise(message.caption or "").strip()


def asks_by_caption(context: Context, caption: str) -> bool:
    """Tell whether a caption is to be answered: it asks and reports nothing, or it tells of a child in danger."""
    if not caption or emergencies.heard(context.connection, caption):
        return bool(caption)
    return asks(caption) and not judged(caption, today=context.today).is_report


async def _take(update: Update, context: Context, text: str) -> None:
    """Take words for the first thing that they are."""
    if await _is_work(update, context, text):
        return
    if is_courtesy(text):
        await send(update, Screen(render("help/courtesy")))
        return
    if not await ask.respond_of_own(update, context, text):
        await ask.respond(update, context, text)
    await _remind_of_draft(update, context)


async def is_question(update: Update, context: Context, parts: Parts) -> None:
    """Answer the message that was unclear as a question."""
    await ask.respond(update, context, reports.asked_about(update))


async def _is_work(update: Update, context: Context, text: str) -> bool:
    if gives_up(text):
        await filling.give_up(update, context)
        return True
    if emergencies.heard(context.connection, text):
        return False
    return (
        await _answers_prompt(update, context, text)
        or await filling.answer_draft(update, context, text)
        or await _is_spoken_command(update, context, text)
        or await reports.take(update, context, text)
    )


async def _is_spoken_command(update: Update, context: Context, text: str) -> bool:
    """Do the command that a text asks for; False where it asks for none or for one that the person may not give."""
    asked = command_of(text)
    command = next((one for one in COMMANDS if one.name == asked), None)
    if command is None or not context.official.role.covers(command.least):
        return False
    await command.does(update, context)
    return True


async def _answers_prompt(update: Update, context: Context, text: str) -> bool:
    """Take a text as the words that a button asked for; False if none did.

    What cannot be read as these words, or not be used, leaves the prompt open: the error says what to type. A question
    is answered.
    """
    chat = update.effective_chat
    if chat is None:
        return False
    prompt = prompts.waiting(context.connection, chat.id, now=context.now)
    if prompt is None or prompt.purpose not in PROMPTS:
        return False
    try:
        await PROMPTS[prompt.purpose](update, context, prompt.subject, text)
    except UserError as error:
        if isinstance(error, UNREADABLE) and (asks(text) or judged(text, today=context.today).is_report):
            return False
        if not isinstance(error, (*UNREADABLE, WordsError)):
            prompts.take(context.connection, chat.id, now=context.now)
        raise
    prompts.take(context.connection, chat.id, now=context.now)
    return True


async def _remind_of_draft(update: Update, context: Context) -> None:
    """Say in a line below an answer that a draft still asks something; a button shows it again."""
    draft = current.latest(context)
    question = next_question(draft) if draft is not None else None
    if draft is not None and question is not None:
        await send(update, Screen(render("reports/unfinished", question=question), (continue_row(draft),)))
