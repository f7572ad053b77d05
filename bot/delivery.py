"""Between Telegram and the database: the inbox takes every update in, the outbox sends every message owed.

The queue that python-telegram-bot puts updates into is the seam, for polling and webhook alike: putting an update
stores it first, and only then does Telegram hear that it arrived. The update processor keeps each chat's order, tries
a failing update again and sets it aside after three tries.
"""

import asyncio
import json
import logging
import secrets
import sqlite3
from collections.abc import Awaitable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from structlog.contextvars import bound_contextvars
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TelegramError
from telegram.ext import BaseUpdateProcessor

from bot.limits import OWED, pause_of
from bot.updates import text_of
from handlers.context import App, chat_of
from handlers.errors import apologise
from handlers.rendering import messages, render
from knowledge.clock import Clock
from knowledge.database import transaction
from knowledge.work.chats import inbox, outbox
from knowledge.work.chats.outbox import Owed
from knowledge.work.members import people

_log = logging.getLogger(__name__)

CHATS_AT_ONCE = 64
PAUSES = (0.2, 1.0)
"""Seconds before the second and the third try at an update."""
OUTAGES = 20
"""Tries at an update that the network may spoil: about ten minutes."""
LONGEST_OUTAGE_PAUSE = 60.0
LONGEST_PAUSE = timedelta(minutes=10)
HEARTBEAT = 1.0
AT_ONCE = 16
"""Messages of the outbox that are on their way at a time."""
LAST_WAIT = 3.0
"""Seconds that they are waited for when the program stops."""


class InboxQueue(asyncio.Queue[object]):
    """The queue of updates to handle: what is put in stands in the database first; what came before is left out."""

    def __init__(self, connection: sqlite3.Connection, clock: Clock) -> None:
        super().__init__()
        self._connection = connection
        self._clock = clock

    async def put(self, item: object) -> None:
        """Store an update and queue it. Raises NetworkError if it cannot be stored: Telegram will send it again."""
        if not isinstance(item, Update) or self._store(item):
            await super().put(item)

    def _store(self, update: Update) -> bool:
        try:
            return inbox.store(self._connection, update.update_id, text_of(update), now=self._clock())
        except sqlite3.Error as error:
            raise NetworkError(f"update {update.update_id} was not stored: {error}") from error


async def resume(application: App) -> int:
    """Queue the updates that were stored and not handled before a stop; return how many there are."""
    services = application.bot_data
    waiting = inbox.waiting(services.connection)
    for received in waiting:
        update = Update.de_json(json.loads(received.body), application.bot)
        asyncio.Queue.put_nowait(application.update_queue, update)
    return len(waiting)


def is_outage(error: BaseException) -> bool:
    """Tell whether Telegram could not be reached or was too busy, rather than refused what was sent."""
    return isinstance(error, RetryAfter) or (isinstance(error, NetworkError) and not isinstance(error, BadRequest))


class ChatOrder:
    """Locks by chat: who holds a chat's lock goes on, the others of that chat wait in the order in which they came."""

    def __init__(self) -> None:
        self._locks: dict[int, tuple[asyncio.Lock, int]] = {}

    @contextmanager
    def of(self, chat: int) -> Iterator[asyncio.Lock]:
        """Lend the chat's lock; it is forgotten when nobody needs it any more."""
        lock, users = self._locks.get(chat, (asyncio.Lock(), 0))
        self._locks[chat] = (lock, users + 1)
        try:
            yield lock
        finally:
            users = self._locks[chat][1] - 1
            if users:
                self._locks[chat] = (lock, users)
            else:
                del self._locks[chat]


class InboxProcessor(BaseUpdateProcessor):
    """Handles stored updates: chats beside each other, each in its order; a poisonous update is set aside."""

    def __init__(self, pauses: tuple[float, ...] = PAUSES) -> None:
        super().__init__(CHATS_AT_ONCE)
        self.application: App | None = None
        self._pauses = pauses
        self._order = ChatOrder()
        self._failures: dict[int, BaseException] = {}

    async def initialize(self) -> None:
        """Need nothing."""

    async def shutdown(self) -> None:
        """Hold nothing."""

    def failed(self, update: Update, error: BaseException) -> None:
        """Be told that handling an update met a bug or a network error."""
        self._failures[update.update_id] = error

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Handle an update when its chat's earlier ones are done."""
        if not isinstance(update, Update) or self.application is None:
            await coroutine
            return
        chat = chat_of(update)
        with self._order.of(chat) as lock:
            async with lock:
                with bound_contextvars(update=update.update_id, chat=chat):
                    await self._handle(self.application, update, coroutine)

    async def _handle(self, application: App, update: Update, coroutine: Awaitable[Any] | None) -> None:
        """Try until it works or the tries are used up; the first try awaits the coroutine that was made for it.

        A network that fails is no fault of the update: such a try is not counted, and the chat waits for the network.
        """
        services, outages = application.bot_data, 0
        while (attempt := inbox.begin(services.connection, update.update_id)) is not None:
            if attempt > inbox.TRIES:
                await self._give_up(application, update, RuntimeError("the process stopped while handling it"))
                break
            await (coroutine or application.process_update(update))
            coroutine = None
            error = self._failures.pop(update.update_id, None)
            if error is None:
                inbox.done(services.connection, update.update_id, now=services.clock())
                break
            if is_outage(error) and outages < OUTAGES:
                outages += 1
                inbox.uncount(services.connection, update.update_id)
                await asyncio.sleep(min(self._pauses[0] * 2**outages, LONGEST_OUTAGE_PAUSE))
            elif attempt == inbox.TRIES:
                await self._give_up(application, update, error)
                break
            else:
                await asyncio.sleep(self._pauses[attempt - 1])
        if coroutine is not None:
            coroutine.close()  # type: ignore[attr-defined]

    async def _give_up(self, application: App, update: Update, error: BaseException) -> None:
        """Set an update aside, log its error under a code, and tell the chat that code."""
        code = secrets.token_hex(3)
        services = application.bot_data
        with transaction(services.connection):
            inbox.set_aside(services.connection, update.update_id, f"{code} {error!r}", now=services.clock())
            self._tell_administrators(application, update, code)
        _log.error("%s: update %s set aside", code, update.update_id, exc_info=error)
        try:
            await apologise(application, update, code)
        except TelegramError as silenced:
            _log.warning("%s: the chat could not be told: %s", code, silenced)

    def _tell_administrators(self, application: App, update: Update, code: str) -> None:
        """Owe the administrators a word about an update that was set aside: its code, none of its words."""
        services = application.bot_data
        html = render("errors/set_aside", code=code, update=update.update_id)
        for person in people.admins(services.connection):
            key = f"set_aside:{update.update_id}:{person.telegram_id}"
            outbox.owe(services.connection, person.telegram_id, html, now=services.clock(), key=key)


class Sender:
    """Sends what the outbox holds, each chat's messages in order, obeying what Telegram answers."""

    def __init__(self, application: App) -> None:
        self._application = application
        self._connection = application.bot_data.connection
        self._clock = application.bot_data.clock
        self._at_once: dict[str, Any] = {"rate_limit_args": OWED} if application.bot.rate_limiter else {}

    async def run(self) -> None:
        """Send what is due until cancelled, some at a time; what is on its way then is waited for a little.

        What a crash left half sent is sent again.
        """
        outbox.recover(self._connection)
        flying: set[asyncio.Task[None]] = set()
        try:
            while True:
                flying |= {asyncio.create_task(self._send(message)) for message in self._claim(AT_ONCE - len(flying))}
                if flying:
                    _, flying = await asyncio.wait(flying, timeout=HEARTBEAT, return_when=asyncio.FIRST_COMPLETED)
                else:
                    await asyncio.sleep(HEARTBEAT)
        finally:
            if flying:
                await asyncio.wait(flying, timeout=LAST_WAIT)

    async def send_due(self) -> int:
        """Send the messages that are due, at most one for each chat, and return how many were tried."""
        owed = outbox.claim(self._connection, now=self._clock())
        await asyncio.gather(*(self._send(message) for message in owed))
        return len(owed)

    def _claim(self, free: int) -> list[Owed]:
        """Take what is due, as much as there is room for; a database that fails is asked again."""
        try:
            return outbox.claim(self._connection, now=self._clock(), limit=free) if free > 0 else []
        except sqlite3.Error:
            _log.exception("the outbox could not be read; it is tried again")
            return []

    async def _send(self, message: Owed) -> None:
        """Send one message and mark what came of it; whatever goes wrong, it is marked or put back."""
        try:
            *first, last = messages(message.text)
            for page in first:
                await self._application.bot.send_message(message.chat, page, parse_mode="HTML", **self._at_once)
            await self._application.bot.send_message(
                message.chat, last, parse_mode="HTML", reply_markup=_keyboard(message), **self._at_once
            )
        except RetryAfter as error:
            self._postpone(message, error.message, pause_of(error))
        except (Forbidden, BadRequest) as error:
            outbox.give_up(self._connection, message.id, error.message, now=self._clock())
        except TelegramError as error:
            self._postpone(message, error.message, _growing(message))
        except Exception as error:
            _log.exception("message %s could not be sent; it is tried again", message.id)
            self._postpone(message, repr(error), _growing(message))
        else:
            outbox.sent(self._connection, message.id, now=self._clock())

    def _postpone(self, message: Owed, reason: str, pause: timedelta) -> None:
        outbox.postpone(self._connection, message.id, reason, until=self._clock() + pause)


def _growing(message: Owed) -> timedelta:
    return min(timedelta(seconds=2 ** min(message.attempts, 12)), LONGEST_PAUSE)


def _keyboard(message: Owed) -> InlineKeyboardMarkup | None:
    if not message.buttons:
        return None
    return InlineKeyboardMarkup(
        [[InlineKeyboardButton(label, callback_data=data) for label, data in row] for row in message.buttons]
    )
