"""Updates that nobody foresaw: what Telegram sends, with hostile words, then with its JSON itself broken.

Everything follows from one `random.Random`. An update goes the way that a polled one goes: raw JSON, the library's
reading of it, the inbox, the handlers. `storm` sends many and returns what went wrong.
"""

import copy
import logging
import random
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image

from bot.delivery import Sender
from bot.heartbeat import Heartbeat
from bot.local import personas
from bot.local.personas import PERSONAS
from bot.updates import readable
from handlers.command_table import COMMANDS
from handlers.commands import PRESSES
from tests.hostile import BESIDES, LONG, NAMES, ODD, OTHER, PARTS, ROADS, SIGNS, WORDS, Json, hostile
from tests.talking import Hands, Talk, commune_plan, database, talking


def words(dice: random.Random) -> str:
    """Return a text that somebody might send, or that nobody should."""
    chance = dice.random()
    if chance < 0.05:
        return dice.choice(
            ("🙂" * 2048, "a" * 4096, "ộ " * 2048, "<" * 4096, "&amp;" * 800, "\n" * 4000, "1" * 4096, "\u200b" * 9)
        )
    if chance < 0.25:
        command = dice.choice((*(one.name for one in COMMANDS), "start@other_bot", "xyz", "START", ""))
        gap = dice.choice(("", " ", ",", "@tro_ly_ke_hoach_bot ", "\n"))
        return f"/{command}{gap}{dice.choice((*WORDS, *SIGNS, 'A' * 64, ''))}"
    text = dice.choice((" ", ", ", "")).join(dice.choices(WORDS, k=dice.choice((1, 1, 1, 2, 4))))
    for _ in range(dice.choice((0, 0, 1, 3))):
        at = dice.randint(0, len(text))
        text = text[:at] + dice.choice(SIGNS) + text[dice.choice((at, min(len(text), at + 3))) :]
    return text


def broken(dice: random.Random, given: Json) -> Json:
    """Return an update with one to three places of its JSON taken out, replaced or doubled."""
    update = copy.deepcopy(given)
    for _ in range(dice.randint(1, 3)):
        parent, key = dice.choice(list(_places(update)))
        chance = dice.random()
        if chance < 0.35:
            del parent[key]
        elif chance < 0.9:
            parent[key] = copy.deepcopy(dice.choice((*ODD, words(dice))))
        elif isinstance(parent, dict):
            parent[dice.choice(("type", "from", "text", "chat", "of_tomorrow"))] = copy.deepcopy(parent[key])
        if not list(_places(update)):
            break
    return update


def _places(value: Any) -> Any:
    """Yield every (container, key) below an update's id."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, child in list(pairs):
        if key != "update_id":
            yield value, key
            yield from _places(child)


class Storm:
    """Makes updates for a conversation; `errors` collects what was logged as an error, and what the inbox set aside."""

    def __init__(self, talk: Talk, dice: random.Random, clock: Hands) -> None:
        self._talk = talk
        self._clock = clock
        self._dice = dice
        self._next = 10**6
        self.unread = 0

    async def blow(self) -> Json:
        """Send one update and return it."""
        dice, person = self._dice, self._dice.choice(PERSONAS)
        if dice.random() < 0.03:
            await self._let_time_pass()
        user = {"id": person.telegram_id, "is_bot": False, "first_name": person.name, "language_code": "vi"}
        if dice.random() < 0.1:
            user = {**user, "id": dice.choice((5, 777000, 2**52)), "first_name": words(dice)[:64] or "x"}
        content = self._press(user) if dice.random() < 0.4 else self._said(user)
        self._next += 1
        update = {"update_id": self._next, **content}
        if dice.random() < 0.25:
            update = broken(dice, update)
        await self._send(update)
        return update

    async def _send(self, update: Json) -> None:
        application = self._talk.application
        for chat in _chats(update):
            self._talk.world.chat(chat)
        found = readable(update, application.bot)
        if found is None or found.to_dict().keys() == {"update_id"}:
            self.unread += 1
        if found is not None:
            await application.update_queue.put(found)
        await application.update_queue.join()
        while await self._talk.readings.read_next():
            pass

    async def _let_time_pass(self) -> None:
        """Move the clock on, and send what is then owed to whom."""
        self._clock.move(timedelta(hours=self._dice.choice((1, 5, 24, 24 * 20))))
        Heartbeat(self._talk.application, backups=None).beat()
        while await Sender(self._talk.application).send_due():
            pass

    def _press(self, user: Json) -> Json:
        dice, messages = self._dice, self._talk.world.chat(user["id"]).messages
        query: Json = {"id": f"{user['id']}-{self._next}", "from": user, "chat_instance": "1"}
        query["data"] = ":".join([dice.choice(PRESSES).prefix, *dice.choices(PARTS, k=dice.randint(0, 4))])
        if messages:
            message = messages[dice.choice(list(messages)[-8:])].json
            offered = [b["callback_data"] for row in _rows(message) for b in row if "callback_data" in b]
            query["data"] = dice.choice(offered) if offered and dice.random() < 0.75 else query["data"]
            query["message"] = dice.choice((message, message, message, {**message, "date": 0}))
        if dice.random() < 0.05:
            query.pop("message", None)
            query["inline_message_id"] = "i"
        return {"callback_query": query}

    def _said(self, user: Json) -> Json:
        dice, world = self._dice, self._talk.world
        chance, body = dice.random(), {"text": words(dice)}
        if chance < 0.2:
            body = copy.deepcopy(dice.choice(OTHER))
        elif chance < 0.35:
            body = self._file()
        elif chance < 0.4:
            return self._status(user)
        elif body["text"].startswith("/"):
            length = len(body["text"].split()[0]) if body["text"].split() else 1
            body["entities"] = [{"type": "bot_command", "offset": 0, "length": length}]
        if dice.random() < 0.15:
            body |= copy.deepcopy(dice.choice(BESIDES))
        shown = str(body.get("text", "…")).encode(errors="replace").decode()
        message = {**copy.deepcopy(world.add(user["id"], PASSER_BY, {"text": shown})), "from": user, **body}
        if "text" not in body:
            del message["text"]
        own = [one.json for one in world.chat(user["id"]).messages.values() if not one.json["from"]["is_bot"]]
        if dice.random() < 0.12:
            return {"edited_message": {**copy.deepcopy(dice.choice(own[-5:])), **body, "edit_date": 9}}
        if dice.random() < 0.06:
            message["chat"] = {
                "id": -dice.randint(1, 9),
                "type": dice.choice(("group", "supergroup", "channel", "guild")),
                "title": "<",
            }
        return {dice.choice(ROADS) if dice.random() < 0.1 else "message": message}

    def _file(self) -> Json:
        dice = self._dice
        name = dice.choice(NAMES)
        if dice.random() < 0.4:
            stored = self._talk.world.keep("p.jpg", "image/jpeg", PICTURE)
            size = {"file_id": stored.id, "file_unique_id": stored.id, "width": 9, "height": 9}
            body: Json = {"photo": [size], "caption": words(dice)[:1024]}
        else:
            stored = self._talk.world.keep("x", "text/plain", dice.choice(FILES) or b" ")
            body = {"document": {"file_id": stored.id, "file_unique_id": stored.id, "file_name": name}}
        if dice.random() < 0.3:
            body["media_group_id"] = dice.choice(("m1", "m2"))
        return body

    def _status(self, user: Json) -> Json:
        dice = self._dice
        bot = {"id": 1, "is_bot": True, "first_name": "Trợ lý"}
        chat = {"id": user["id"], "type": dice.choice(("private", "group", "channel"))}
        become = {"user": bot, "status": dice.choice(("kicked", "member", "left", "ghost")), "until_date": 0}
        member = {"chat": chat, "from": user, "date": 1, "new_chat_member": become}
        member["old_chat_member"] = {"user": bot, "status": "member"}
        sale = {"id": "1", "from": user, "currency": "VND", "total_amount": 1, "invoice_payload": ""}
        liked = {"chat": chat, "message_id": 1, "user": user, "date": 1, "old_reaction": []}
        return dice.choice(
            (
                {"my_chat_member": member},
                {"chat_member": member},
                {"poll_answer": {"poll_id": "1", "user": user, "option_ids": [0], "option_persistent_ids": ["1"]}},
                {"inline_query": {"id": "1", "from": user, "query": words(dice), "offset": ""}},
                {"pre_checkout_query": sale},
                {"chat_join_request": {"chat": chat, "from": user, "user_chat_id": user["id"], "date": 1}},
                {"message_reaction": {**liked, "new_reaction": [{"type": "emoji", "emoji": "👍"}]}},
                {"of_tomorrow": {"x": 1}},
            )
        )


class _Errors(logging.Handler):
    """Keeps what is logged as an error."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.found: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a record."""
        self.found.append(record)


async def storm(seed: int, count: int, folder: Path) -> tuple[list[str], int]:
    """Send updates to an office of its own; return what was logged as an error, and how many could not be read."""
    errors, dice, clock = _Errors(), random.Random(seed), Hands()
    logging.getLogger().addHandler(errors)
    try:
        connection = database(*PLANS)
        async with talking(connection, folder, clock=clock, allow_errors=True) as talk:
            personas.open_chats(talk.world)
            blowing = Storm(talk, dice, clock)
            for _ in range(count):
                update = await blowing.blow()
                if errors.found:
                    break
            refused = connection.execute("select reason, text from outbox where state = 'given_up'").fetchall()
            found = [_told(record, update) for record in errors.found]
            found += [f"{reason}: {text}" for reason, text in refused if "chat not found" not in reason.lower()]
            return found, blowing.unread
    finally:
        logging.getLogger().removeHandler(errors)


def _told(record: logging.LogRecord, update: Json) -> str:
    return f"{logging.Formatter().format(record)}\n{ascii(update)}"


def _chats(value: Any) -> set[int]:
    """Return the ids of all chats that an update names: Telegram knows them."""
    found = set()
    for parent, key in _places(value):
        if key == "chat" and isinstance(parent[key], dict) and isinstance(parent[key].get("id"), int):
            found.add(parent[key]["id"])
    return found


def _rows(message: Json) -> list[list[Json]]:
    found: list[list[Json]] = message.get("reply_markup", {}).get("inline_keyboard", [])
    return found


def _picture() -> bytes:
    content = BytesIO()
    Image.new("L", (9, 9)).save(content, "PNG")
    return content.getvalue()


PASSER_BY = {"id": 1, "is_bot": False, "first_name": "x"}
PICTURE = _picture()
PLANS = (
    commune_plan(),
    hostile(commune_plan("xa-khac", number="13/KH-UBND")),
    hostile(commune_plan("xa-dai", number="14/KH-UBND"), LONG),
)
FILES = (
    b"",
    b"x",
    b"%PDF-1.7\n%%EOF",
    b"PK\x03\x04rong",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"\x89PNG\r\n",
    "Kính gửi".encode(),
)
