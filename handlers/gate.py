"""The gate: one place that decides who may speak, before any other handler sees an update."""

from telegram import Update
from telegram.constants import ChatType
from telegram.ext import ApplicationHandlerStop

from handlers.actions import Command
from handlers.context import Context
from handlers.errors import say
from handlers.rendering import plain, render
from knowledge.answers import emergencies
from knowledge.work.members import officials
from knowledge.work.members.officials import Official, OfficialRole


class Gate:
    """Lets officials through; everybody else hears one sentence (in danger, whom to call first), groups nothing.

    What an official's role may is asked where the action is called, by the same table (`handlers.commands`).
    """

    def __init__(self, commands: tuple[Command, ...]) -> None:
        self._open_to_strangers = {command.name for command in commands if command.strangers}

    async def __call__(self, update: Update, context: Context) -> None:
        """Set the context's official, or stop the update here."""
        chat, user = update.effective_chat, update.effective_user
        if chat is None or user is None or chat.type != ChatType.PRIVATE:
            raise ApplicationHandlerStop
        official = known(context, user.id, user.full_name)
        if official is None and self._is_open(update):
            return
        if official is None:
            text = (update.message.text if update.message else None) or ""
            in_danger = bool(text) and emergencies.heard(context.connection, text)
            await say(update, plain(render("errors/stranger", telegram_id=user.id, in_danger=in_danger)))
            raise ApplicationHandlerStop
        context.official = official

    def _is_open(self, update: Update) -> bool:
        """Tell whether an update is a command for those who are not registered yet."""
        message = update.message
        return message is not None and _command_of(message.text or "") in self._open_to_strangers


def _command_of(text: str) -> str:
    """Return the name of the command that a text begins with, empty if it begins with none."""
    words = text[1:].split(maxsplit=1) if text.startswith("/") else []
    return words[0].split("@", 1)[0].lower() if words else ""


def known(context: Context, telegram_id: int, name: str) -> Official | None:
    """Return who an account belongs to: an official, or an administrator by the settings; None for a stranger."""
    if telegram_id in context.bot_data.admin_ids:
        registered = officials.find(context.connection, telegram_id)
        return Official(telegram_id, name, OfficialRole.ADMIN, registered.unit if registered else None)
    return officials.find(context.connection, telegram_id)
