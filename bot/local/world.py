"""The world of the stand-in: chats with their messages, files, and what happened in which order."""

import asyncio
import secrets
from dataclasses import dataclass, field
from typing import Any

from bot.local.markup import Marked
from knowledge.clock import Clock

Json = dict[str, Any]

BOT: Json = {
    "id": 1,
    "is_bot": True,
    "first_name": "Trợ lý Kế hoạch",
    "username": "tro_ly_ke_hoach_bot",
    "can_join_groups": True,
    "can_read_all_group_messages": False,
    "supports_inline_queries": False,
}
EVENTS_KEPT = 2000


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file that was sent, either way."""

    id: str
    name: str
    mime: str
    content: bytes


@dataclass(slots=True)
class Message:
    """A message of a chat: Telegram's JSON, and the formatted text as safe HTML."""

    json: Json
    html: str = ""


@dataclass(slots=True)
class Chat:
    """A private chat: its messages by id, and what a page must be told, in order."""

    id: int
    messages: dict[int, Message] = field(default_factory=dict)
    events: list[Json] = field(default_factory=list)
    dropped: int = 0
    last_message: int = 0


class World:
    """Everything that Telegram would hold, in memory."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.chats: dict[int, Chat] = {}
        self.files: dict[str, StoredFile] = {}
        self.commands: list[Json] = []
        self.closed = False
        self._changed: dict[int, asyncio.Event] = {}

    def chat(self, chat_id: int) -> Chat:
        """Return a chat, made where it is new."""
        if chat_id not in self.chats:
            self.chats[chat_id] = Chat(chat_id)
        return self.chats[chat_id]

    def keep(self, name: str, mime: str, content: bytes) -> StoredFile:
        """Store a file."""
        stored = StoredFile(secrets.token_urlsafe(16), name, mime, content)
        self.files[stored.id] = stored
        return stored

    def add(self, chat_id: int, sender: Json, content: Json, marked: Marked | None = None) -> Json:
        """Add a message to a chat, tell the page, and return it as Telegram's JSON."""
        chat = self.chat(chat_id)
        chat.last_message += 1
        json: Json = {
            "message_id": chat.last_message,
            "date": int(self.clock().timestamp()),
            "chat": {"id": chat_id, "type": "private", "first_name": sender["first_name"]},
            "from": sender,
            **content,
        }
        chat.messages[chat.last_message] = Message(json, marked.html if marked else "")
        self.tell(chat_id, {"type": "message", "message": self.shown(chat_id, chat.last_message)})
        return json

    def edited(self, chat_id: int, message_id: int) -> Json:
        """Tell the page that a message changed, and return it."""
        message = self.chat(chat_id).messages[message_id]
        message.json["edit_date"] = int(self.clock().timestamp())
        self.tell(chat_id, {"type": "edit", "message": self.shown(chat_id, message_id)})
        return message.json

    def delete(self, chat_id: int, message_id: int) -> None:
        """Take a message away."""
        del self.chat(chat_id).messages[message_id]
        self.tell(chat_id, {"type": "delete", "message_id": message_id})

    def shown(self, chat_id: int, message_id: int) -> Json:
        """Return a message as the page shows it."""
        message = self.chat(chat_id).messages[message_id]
        json = message.json
        return {
            "id": message_id,
            "mine": not json["from"]["is_bot"],
            "date": json["date"],
            "html": message.html,
            "edited": "edit_date" in json and not json["from"]["is_bot"],
            "buttons": json.get("reply_markup", {}).get("inline_keyboard", []),
            "photo": json["photo"][-1]["file_id"] if "photo" in json else None,
            "document": _document(json.get("document")),
        }

    def tell(self, chat_id: int, event: Json) -> None:
        """Add an event for the page and wake whoever waits for one."""
        chat = self.chat(chat_id)
        chat.events.append(event)
        if len(chat.events) > EVENTS_KEPT:
            drop = len(chat.events) - EVENTS_KEPT // 2
            del chat.events[:drop]
            chat.dropped += drop
        if waiter := self._changed.pop(chat_id, None):
            waiter.set()

    def version(self, chat_id: int) -> int:
        """Return the number of events that a chat has seen."""
        chat = self.chat(chat_id)
        return chat.dropped + len(chat.events)

    async def events_after(self, chat_id: int, version: int) -> tuple[list[Json], int]:
        """Wait for events after a version and return them with the new version; none once the world is closed."""
        while version >= self.version(chat_id) and not self.closed:
            await self._changed.setdefault(chat_id, asyncio.Event()).wait()
        chat = self.chat(chat_id)
        return chat.events[max(version - chat.dropped, 0) :], self.version(chat_id)

    def close(self) -> None:
        """End every wait for events: the program stops."""
        self.closed = True
        for waiter in self._changed.values():
            waiter.set()


def _document(document: Json | None) -> Json | None:
    if document is None:
        return None
    return {"id": document["file_id"], "name": document.get("file_name", ""), "size": document.get("file_size", 0)}
