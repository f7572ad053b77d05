"""Telegram for the working day: its limits, its refusals and its delays by the day's clock, and what it saw.

The clock of the event loop is the clock of the day: sleeping, the limiter and the heartbeat go by it.
"""

import asyncio
import json
import random
import selectors
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from time import process_time
from typing import Any, Protocol

from structlog.contextvars import get_contextvars
from telegram.request import RequestData

from bot.local.transport import LocalTelegram
from bot.local.world import Json, World

OVERALL, BURST = 30.0, 30.0
CHAT, CHAT_BURST = 1.0, 3.0
"""Messages a second that Telegram takes over all and from a chat, and how many at once after a silence."""
REFUSED = 0.002
"""Of the messages, those that are refused with 429 though within the limits."""
PAUSES = (1, 2, 5)
"""Seconds that a 429 asks for."""
DELAY = 0.05
"""Seconds of the day that a request is on its way."""
MESSAGES = {"sendMessage", "editMessageText", "sendDocument", "sendPhoto"}
HEADINGS = 40
"""Characters of a message that the log keeps."""


class SkippingSelector(selectors.DefaultSelector):
    """Waits for nothing but what has no end: time that nobody works in is skipped, and counted."""

    skipped = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        """Return what has come in, or skip the time until something is to be done."""
        if timeout is None:
            return super().select()
        found = super().select(0)
        if not found and timeout > 0:
            self.skipped += timeout
        return found


class DayLoop(asyncio.SelectorEventLoop):
    """An event loop whose clock goes on while the processor works, `slowness` times as fast, and skips the rest.

    So a day takes as long as its work, and whatever else the machine does changes nothing in it.
    """

    def __init__(self, slowness: float) -> None:
        self._slowness = slowness
        self._skipping = SkippingSelector()
        super().__init__(self._skipping)

    def time(self) -> float:
        """Return the loop's time in seconds of the day."""
        return process_time() * self._slowness + self._skipping.skipped


@dataclass(slots=True)
class Bucket:
    """A rate that Telegram keeps: it fills with time, a message takes one from it."""

    rate: float
    most: float
    left: float = field(default=0.0)
    at: float = field(default=float("-inf"))

    def take(self, now: float) -> bool:
        """Take one; False if there is none."""
        self.left = min(self.most, self.left + (now - self.at) * self.rate) if self.at > float("-inf") else self.most
        self.at = now
        if self.left < 1:
            return False
        self.left -= 1
        return True


class Audience(Protocol):
    """Who reads what arrives."""

    def read(self, method: str, chat: int, update: int | None, message: Json | None) -> None:
        """See a message, an edit (None: an answer over the chat) and whose update it answers; None: sent unasked."""


class BusyTelegram(LocalTelegram):
    """The stand-in with Telegram's limits, writing down what it was asked and what it answered.

    `now` is the day's clock in seconds. The log has a line for each request about a chat.
    """

    def __init__(self, world: World, now: Callable[[], float], log: Path) -> None:
        super().__init__(world)
        self.audience: Audience | None = None
        self.refused = 0
        self._now = now
        self._log = log.open("w", encoding="utf-8")
        self._overall = Bucket(OVERALL, BURST)
        self._chats: dict[int, Bucket] = {}
        self._chance = random.Random(429)

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *args: Any, **kwargs: Any
    ) -> tuple[int, bytes]:
        """Answer, or refuse."""
        await asyncio.sleep(DELAY)
        name = url.rsplit("/", 1)[-1]
        given = request_data.parameters if request_data else {}
        chat, asked = self._chat(given), get_contextvars().get("update")
        if name in MESSAGES and (pause := self._pause(chat)):
            self.refused += 1
            self._note(name, chat, asked, 429, given)
            body = {"ok": False, "error_code": 429, "description": "Too Many Requests: retry later"}
            return 429, json.dumps(body | {"parameters": {"retry_after": pause}}).encode()
        code, answer = await super().do_request(url, method, request_data, *args, **kwargs)
        self.calls.clear()
        if chat:
            self._note(name, chat, asked, code, given)
            result = json.loads(answer).get("result")
            self.world.chat(chat).events.clear()
            if self.audience is not None and code == 200:
                self.audience.read(name, chat, asked, result if isinstance(result, dict) else None)
        return code, answer

    def close(self) -> None:
        """End the log."""
        self._log.close()

    def _chat(self, given: dict[str, Any]) -> int:
        if query := given.get("callback_query_id"):
            return int(str(query).split("-")[0])
        return int(given.get("chat_id") or 0)

    def _pause(self, chat: int) -> int:
        """Return how many seconds Telegram wants to be left alone, 0 if it takes the message."""
        now = self._now()
        if len(self._chats) > 1000:
            self._chats = {one: bucket for one, bucket in self._chats.items() if now - bucket.at < 10}
        within = self._chats.setdefault(chat, Bucket(CHAT, CHAT_BURST)).take(now) and self._overall.take(now)
        return 0 if within and self._chance.random() >= REFUSED else self._chance.choice(PAUSES)

    def _note(self, name: str, chat: int, asked: int | None, code: int, given: dict[str, Any]) -> None:
        rows = (given.get("reply_markup") or {}).get("inline_keyboard", [])
        line = {
            "at": round(self._now(), 2),
            "method": name,
            "chat": chat,
            "update": asked,
            "code": code,
            "query": given.get("callback_query_id"),
            "begins": (given.get("text") or "")[:HEADINGS],
            "buttons": [button.get("callback_data") for row in rows for button in row],
        }
        self._log.write(json.dumps(line, ensure_ascii=False) + "\n")
