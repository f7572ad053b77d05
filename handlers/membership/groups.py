"""/nhom: group chats. In one that an administrator has admitted, whoever speaks to the assistant is answered."""

import re

from telegram import Message, MessageEntity, Update
from telegram.constants import ChatType

from handlers.actions import Parts
from handlers.asking import ask
from handlers.context import Context
from handlers.rendering import callback, label, render
from handlers.screen import Button, Screen, columns, replace, send, shorten
from knowledge.language.folding import normalise
from knowledge.work.members import groups
from knowledge.work.members.groups import Group


async def admit(update: Update, context: Context) -> None:
    """Admit the group in which it is said; in a private chat, say how, and list the groups that are admitted."""
    chat = update.effective_chat
    if chat is None:
        return
    if chat.type == ChatType.PRIVATE:
        await send(update, _admitted(context))
        return
    groups.admit(context.connection, Group(chat.id, chat.title or ""), by=context.official.telegram_id, now=context.now)
    await send(update, Screen(render("people/group_admitted", bot=context.bot.username)))


async def dismiss(update: Update, context: Context, parts: Parts) -> None:
    """Be silent in one of the admitted groups from now on."""
    groups.dismiss(context.connection, -parts.number(0), by=context.official.telegram_id, now=context.now)
    await replace(update, _admitted(context))


async def hear(update: Update, context: Context) -> None:
    """Answer what is said to the assistant in a group."""
    message = update.message
    text = _said(message, context.bot.username) if message else ""
    if text:
        await ask.respond(update, context, text)
    else:
        await send(update, Screen(render("people/group_admitted", bot=context.bot.username)))


def is_addressed(message: Message, bot: str, bot_id: int) -> bool:
    """Tell whether a message in a group speaks to the assistant: it names it, or replies to it."""
    named = message.parse_entities([MessageEntity.MENTION]).values()
    if any(name.lower() == f"@{bot.lower()}" for name in named):
        return True
    replied = message.reply_to_message
    return bool(replied and replied.from_user and replied.from_user.id == bot_id)


def _said(message: Message, bot: str) -> str:
    """Return a message's text without the assistant's name."""
    return normalise(re.sub(rf"@{re.escape(bot)}\b", " ", message.text or "", flags=re.IGNORECASE)).strip(" ,:;\n")


def _admitted(context: Context) -> Screen:
    found = groups.admitted(context.connection)
    buttons = (
        Button(label("dismiss_group", title=shorten(group.title, 40)), callback("gg", -group.chat)) for group in found
    )
    return Screen(render("people/groups", groups=found, bot=context.bot.username), columns(buttons, 1))
