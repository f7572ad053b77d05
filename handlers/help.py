"""/start and /trogiup, and kind words for what the assistant cannot read."""

from telegram import Message, Update

from handlers.context import Context
from handlers.rendering import callback, label, render
from handlers.screen import Button, Screen, send
from knowledge.plans.store import PlanStatus, entries
from knowledge.work.chats import outbox


async def welcome(update: Update, context: Context) -> None:
    """Greet an official and show what to ask first."""
    plans = len(entries(context.connection, status=PlanStatus.PUBLISHED))
    rows = ((Button(label("all_plans"), callback("k", 0)), Button(label("deadlines"), callback("h", "*", 0))),)
    await send(update, Screen(render("help/welcome", official=context.official, plans=plans), rows if plans else ()))


async def unreadable(update: Update, context: Context) -> None:
    """Say what to send instead of a voice message, a picture or another thing that is not read; stickers are let be."""
    message = update.effective_message
    if message is None or message.sticker or update.edited_message:
        return
    screen = Screen(render("help/unreadable", kind=kind_of(message)))
    if not message.media_group_id:
        await send(update, screen)
        return
    key = f"album:{message.media_group_id}"  # one word for all of its photos
    outbox.owe(context.connection, message.chat_id, screen.html, now=context.now, key=key)


def kind_of(message: Message) -> str:
    """Return what a message is that is no text, as the templates name it."""
    if message.voice or message.audio:
        return "voice"
    if message.video or message.video_note or message.animation:
        return "video"
    return "photo" if message.photo else "location" if message.location else "other"


async def unknown_command(update: Update, context: Context) -> None:
    """Say that there is no such command."""
    await send(update, Screen(render("help/unknown_command")))
