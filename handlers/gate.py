"""The gate: one place that decides who may speak, before any other handler sees an update."""

from telegram import Update
from telegram.constants import ChatType
from telegram.ext import ApplicationHandlerStop

from handlers.actions import Command, Press
from handlers.context import Context
from handlers.errors import say
from handlers.rendering import plain, render
from handlers.screen import Stale
from knowledge.work import officials
from knowledge.work.officials import Official, OfficialRole


class Gate:
    """Lets officials through to what their role may; everybody else hears one sentence, groups nothing."""

    def __init__(self, commands: tuple[Command, ...], presses: tuple[Press, ...]) -> None:
        self._least_of_command = {command.name: command.least for command in commands}
        self._open_to_strangers = {command.name for command in commands if command.strangers}
        self._least_of_press = {press.prefix: press.least for press in presses}

    async def __call__(self, update: Update, context: Context) -> None:
        """Set the context's official, or stop the update here."""
        chat, user = update.effective_chat, update.effective_user
        if chat is None or user is None or chat.type != ChatType.PRIVATE:
            raise ApplicationHandlerStop
        official = known(context, user.id, user.full_name)
        if official is None and self._is_open(update):
            return
        if official is None:
            await say(update, plain(render("errors/stranger", telegram_id=user.id)))
            raise ApplicationHandlerStop
        context.official = official
        if not official.role.covers(self._least(update)):
            await say(update, plain(render("errors/forbidden")))
            raise ApplicationHandlerStop

    def _is_open(self, update: Update) -> bool:
        """Tell whether an update is a command for those who are not registered yet."""
        message = update.effective_message
        return message is not None and _command_of(message.text or "") in self._open_to_strangers

    def _least(self, update: Update) -> OfficialRole:
        """Return the least role that may do what the update asks for. Raises Stale for a button that no longer is."""
        if update.callback_query is not None:
            prefix = (update.callback_query.data or "").split(":", 1)[0]
            if prefix not in self._least_of_press:
                raise Stale
            return self._least_of_press[prefix]
        text = (update.effective_message.text if update.effective_message else None) or ""
        return self._least_of_command.get(_command_of(text), OfficialRole.OFFICER)


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
