"""What a person does on the page, as the update that Telegram would send for it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

from telegram import Update
from telegram.ext import Application

from bot.local import markup
from bot.local.methods import photo_sizes
from bot.local.personas import Persona, shown
from bot.local.world import Json, World

_COMMAND = re.compile(r"/[A-Za-z0-9_]{1,32}(@\w+)?")
"""What Telegram marks as a command: it ends at the first other character, a comma for example."""


ALBUM_LIMIT = 10
"""Photos or files of an album (Bot API, sendMediaGroup)."""


@dataclass(frozen=True, slots=True)
class File:
    """A file that a person sends."""

    name: str
    mime: str
    content: bytes


class People:
    """Turns what people do into updates and puts them into the application's queue, as Telegram would."""

    def __init__(self, world: World, application: Application[Any, Any, Any, Any, Any, Any], first_update: int) -> None:
        self._world = world
        self._application = application
        self._update_ids = count(first_update)
        self._callback_ids = count(1)
        self._albums = count(1)

    async def say(self, persona: Persona, text: str) -> None:
        """Write a text."""
        content: Json = {"text": text}
        if command := _COMMAND.match(text):
            content["entities"] = [{"type": "bot_command", "offset": 0, "length": command.end()}]
        await self._message(persona, content, markup.unmarked(text))

    async def edit(self, persona: Persona, message_id: int, text: str) -> None:
        """Change a text or a caption that was written. Raises KeyError if it is not this person's."""
        message = self._world.chat(persona.telegram_id).messages[message_id]
        words = next((name for name in ("text", "caption") if name in message.json), None)
        if message.json["from"]["is_bot"] or words is None:
            raise KeyError(message_id)
        message.json[words], message.html = text, markup.unmarked(text).html
        await self._update({"edited_message": self._world.edited(persona.telegram_id, message_id)})

    async def send_file(self, persona: Persona, name: str, mime: str, content: bytes, caption: str = "") -> None:
        """Send a file, a picture as a photo."""
        await self._file(persona, File(name, mime, content), caption, {})

    def known(self, persona: Persona) -> Json:
        """Return a persona as the page shows it now: whoever joined meanwhile has a unit."""
        return shown(self._application.bot_data.connection, persona)

    async def send_album(self, persona: Persona, files: Sequence[File], caption: str = "") -> None:
        """Send several files at once: albums of at most ten, as Telegram's apps do; a single one is no album."""
        for start in range(0, len(files), ALBUM_LIMIT):
            part = files[start : start + ALBUM_LIMIT]
            album: Json = {"media_group_id": f"{persona.telegram_id}-{next(self._albums)}"} if len(part) > 1 else {}
            for at, file in enumerate(part):
                await self._file(persona, file, "" if start or at else caption, album)

    async def _file(self, persona: Persona, file: File, caption: str, more: Json) -> None:
        stored = self._world.keep(file.name, file.mime, file.content)
        words: Json = {"caption": caption} if caption else {}
        if file.mime in ("image/jpeg", "image/png"):
            body: Json = {"photo": photo_sizes(stored)}
        else:
            size = len(file.content)
            body = {"document": {"file_id": stored.id, "file_unique_id": stored.id, "file_name": file.name,
                                 "mime_type": file.mime, "file_size": size}}  # fmt: skip
        await self._message(persona, {**body, **words, **more}, markup.unmarked(caption))

    async def send_other(self, persona: Persona, content: Json) -> None:
        """Send a message of another kind (a voice, a sticker, a place), given as Telegram's JSON."""
        await self._message(persona, content, markup.unmarked(""))

    async def press(self, persona: Persona, message_id: int, data: str) -> None:
        """Press a button under a message. Raises KeyError if the message is not there."""
        message = self._world.chat(persona.telegram_id).messages[message_id]
        callback_id = f"{persona.telegram_id}-{next(self._callback_ids)}"
        query = {
            "id": callback_id,
            "from": user(persona),
            "chat_instance": str(persona.telegram_id),
            "message": message.json,
            "data": data,
        }
        await self._update({"callback_query": query})

    async def _message(self, persona: Persona, content: Json, marked: markup.Marked) -> None:
        await self._update({"message": self._world.add(persona.telegram_id, user(persona), content, marked)})

    async def _update(self, content: Json) -> None:
        update = Update.de_json({"update_id": next(self._update_ids), **content}, self._application.bot)
        await self._application.update_queue.put(update)


def user(persona: Persona) -> Json:
    """Return a persona as Telegram's user."""
    return {"id": persona.telegram_id, "is_bot": False, "first_name": persona.name, "language_code": "vi"}
