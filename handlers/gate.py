"""The gate: one place that decides who may speak, before any other handler sees an update."""

from telegram import Update, User
from telegram.constants import ChatType
from telegram.ext import ApplicationHandlerStop, CommandHandler

from handlers.actions import Command, Press
from handlers.context import Context
from handlers.errors import say
from handlers.membership.groups import is_addressed
from handlers.rendering import plain, render
from knowledge.answers import emergencies
from knowledge.work.members import groups, officials
from knowledge.work.members.officials import Official, OfficialRole

ADMITTING = "nhom"
"""The command by which an administrator admits a group."""
OnCommand = CommandHandler[Context, None]


class Gate:
    """Lets officials through; everybody else hears one sentence (in danger, whom to call first).

    In a group that an administrator has admitted, everybody may ask about plans; other groups hear nothing.

    A stranger's update goes through only if the handler of an open command will take it, and so no other handler does.
    What an official's role may is asked where the action is called, by the same table (`handlers.commands`).
    """

    def __init__(
        self, commands: tuple[Command, ...], presses: tuple[Press, ...], open_to_strangers: tuple[OnCommand, ...]
    ) -> None:
        self._commands = {command.name: command for command in commands}
        self._presses = {press.prefix: press for press in presses}
        self._open_to_strangers = open_to_strangers

    async def __call__(self, update: Update, context: Context) -> None:
        """Set the context's official, or stop the update here."""
        chat, user = update.effective_chat, update.effective_user
        if chat is not None and user is not None and chat.type in (ChatType.GROUP, ChatType.SUPERGROUP):
            await self._in_group(update, context, chat.id, user)
            return
        if chat is None or user is None or chat.type != ChatType.PRIVATE:
            raise ApplicationHandlerStop
        official = known(context, user.id, user.full_name)
        if official is None and any(handler.check_update(update) for handler in self._open_to_strangers):
            return
        if official is None:
            text = (update.message.text if update.message else None) or ""
            in_danger = bool(text) and emergencies.heard(context.connection, text)
            await say(update, plain(render("errors/stranger", telegram_id=user.id, in_danger=in_danger)))
            raise ApplicationHandlerStop
        context.official = official

    async def _in_group(self, update: Update, context: Context, chat: int, user: User) -> None:
        """Let through what an administrator admits a group with, and what everybody may in an admitted one."""
        message = update.message
        if message and message.migrate_to_chat_id:
            groups.renumber(context.connection, chat, message.migrate_to_chat_id)
        official = known(context, user.id, user.full_name)
        command = _command_of(message.text or "") if message else ""
        admits = command == ADMITTING and official is not None and official.role is OfficialRole.ADMIN
        if not admits and not (groups.is_admitted(context.connection, chat) and self._is_asked(update, context)):
            raise ApplicationHandlerStop
        context.official = official or Official(user.id, user.full_name, OfficialRole.OFFICER, None)
        if command in self._commands and not admits and not self._commands[command].in_groups:
            await say(update, plain(render("people/only_in_private")))
            raise ApplicationHandlerStop

    def _is_asked(self, update: Update, context: Context) -> bool:
        """Tell whether an update from an admitted group is meant for the assistant, and open to everybody there."""
        if update.callback_query is not None:
            press = self._presses.get((update.callback_query.data or "").split(":", 1)[0])
            return press is not None and press.in_groups
        message = update.message
        if message is None or not message.text:
            return False
        if message.text.startswith("/"):
            return _command_of(message.text) in self._commands
        return is_addressed(message, context.bot.username, context.bot.id)


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
