"""Nothing is lost between Telegram and the database, nothing is handled twice, and each chat keeps its order."""

import asyncio
import json
import logging
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from telegram import Message, Update
from telegram.error import BadRequest, Forbidden, NetworkError
from telegram.ext import TypeHandler

from bot.application import build_application
from bot.delivery import InboxQueue, Sender
from bot.local.transport import LocalTelegram
from bot.local.world import World
from knowledge.work.chats import inbox, outbox
from tests.talking import START, Hands, Talk, database, settings, talking


def update(number: int, text: str = "trạm y tế làm gì", chat: int = 1001) -> dict[str, Any]:
    """Return an update as Telegram's JSON."""
    user = {"id": chat, "is_bot": False, "first_name": "Mai"}
    message = {
        "message_id": number, "date": 1, "chat": {"id": chat, "type": "private"}, "from": user, "text": text,
    }  # fmt: skip
    return {"update_id": number, "message": message}


async def put(talk: Talk, *updates: dict[str, Any]) -> None:
    """Put updates into the queue as Telegram's fetcher does, and wait until they are handled."""
    talk.world.chat(1001)
    talk.world.chat(1002)
    for one in updates:
        await talk.application.update_queue.put(Update.de_json(one, talk.application.bot))
    await talk.application.update_queue.join()


def states(connection: sqlite3.Connection) -> dict[int, str]:
    """Return the inbox's states by update."""
    return {row["update_id"]: row["state"] for row in connection.execute("select update_id, state from inbox")}


async def test_an_update_is_stored_before_it_is_queued() -> None:
    connection = database()
    queue = InboxQueue(connection, Hands())
    await queue.put(Update.de_json(update(7)))
    assert [received.update_id for received in inbox.waiting(connection)] == [7]
    assert json.loads(inbox.waiting(connection)[0].body)["message"]["text"] == "trạm y tế làm gì"
    assert queue.qsize() == 1


async def test_an_update_that_came_before_is_left_out() -> None:
    queue = InboxQueue(database(), Hands())
    await queue.put(Update.de_json(update(7)))
    await queue.put(Update.de_json(update(7)))
    assert queue.qsize() == 1


async def test_what_cannot_be_stored_is_refused_so_that_telegram_sends_it_again() -> None:
    connection = database()
    queue = InboxQueue(connection, Hands())
    connection.close()
    with pytest.raises(NetworkError):
        await queue.put(Update.de_json(update(7)))
    assert queue.empty()


async def test_handled_updates_are_marked_and_their_words_forgotten(tmp_path: Path) -> None:
    connection = database()
    async with talking(connection, tmp_path) as talk:
        await put(talk, update(7), update(8), update(7))
        assert talk.application.bot.request.calls.count("sendMessage") == 2
    assert states(connection) == {7: "handled", 8: "handled"}
    assert connection.execute("select distinct body from inbox").fetchone()[0] == ""


async def test_what_was_stored_before_a_stop_is_handled_after_it(tmp_path: Path) -> None:
    connection = database()
    for number in (5, 6):
        inbox.store(connection, number, json.dumps(update(number)), now=START)
    world = World(Hands())
    world.chat(1001)
    async with talking(connection, tmp_path, world=world):
        pass
    assert states(connection) == {5: "handled", 6: "handled"}
    assert len(world.chat(1001).messages) == 2


async def test_a_poisonous_update_is_set_aside_after_three_tries_and_the_chat_told(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    connection = database()
    tries = []

    async def poison(update: Update, context: object) -> None:
        tries.append(update.update_id)
        raise RuntimeError("secret words")

    async with talking(connection, tmp_path, allow_errors=True) as talk:
        talk.application.add_handler(TypeHandler(Update, poison), group=-2)
        await put(talk, update(7))
        shown = [message.json["text"] for message in talk.world.chat(1001).messages.values()]
    assert tries == [7, 7, 7]
    assert states(connection) == {7: "set_aside"}
    code = connection.execute("select error from inbox").fetchone()[0].split()[0]
    assert len(shown) == 1
    assert code in shown[0]
    assert [record.levelno for record in caplog.records if code in record.getMessage()] == [logging.ERROR]
    assert "trạm y tế" not in caplog.text


async def test_an_update_that_stopped_the_process_three_times_is_set_aside(tmp_path: Path) -> None:
    connection = database()
    inbox.store(connection, 7, json.dumps(update(7)), now=START)
    for _ in range(inbox.TRIES):
        inbox.begin(connection, 7)
    async with talking(connection, tmp_path, allow_errors=True):
        pass
    assert states(connection) == {7: "set_aside"}


async def test_a_failure_that_passes_is_tried_again(tmp_path: Path) -> None:
    connection = database()
    failures = [NetworkError("no route")]

    async def fail_once(update: Update, context: object) -> None:
        if failures:
            raise failures.pop()

    async with talking(connection, tmp_path) as talk:
        talk.application.add_handler(TypeHandler(Update, fail_once), group=-2)
        await put(talk, update(7))
        assert len(talk.world.chat(1001).messages) == 1
    assert states(connection) == {7: "handled"}


async def test_a_chat_that_is_closed_to_the_assistant_is_no_error(tmp_path: Path) -> None:
    connection = database()

    async def blocked(update: Update, context: object) -> None:
        raise Forbidden("bot was blocked by the user")

    async def too_old(update: Update, context: object) -> None:
        raise BadRequest("Query is too old and response timeout expired")

    async with talking(connection, tmp_path) as talk:
        talk.application.add_handler(TypeHandler(Update, blocked), group=-2)
        await put(talk, update(7))
        talk.application.handlers.pop(-2)
        talk.application.add_handler(TypeHandler(Update, too_old), group=-2)
        await put(talk, update(8))
    assert states(connection) == {7: "handled", 8: "handled"}


async def test_chats_keep_their_order_and_do_not_wait_for_each_other(tmp_path: Path) -> None:
    order: list[tuple[int, int]] = []
    gate = asyncio.Event()

    async def slow(update: Update, context: object) -> None:
        assert isinstance(update.effective_message, Message)
        chat = update.effective_message.chat_id
        if chat == 1001:
            await asyncio.wait_for(gate.wait(), 5)
        order.append((chat, update.update_id))
        if len(order) == 2:
            gate.set()

    async with talking(database(), tmp_path) as talk:
        talk.application.add_handler(TypeHandler(Update, slow), group=-2)
        await put(talk, update(1), update(2), update(3, chat=1002), update(4, chat=1002), update(5))
    assert order == [(1002, 3), (1002, 4), (1001, 1), (1001, 2), (1001, 5)]


class Faults(LocalTelegram):
    """A transport that raises what it is told to, once each, before it sends."""

    def __init__(self, world: World) -> None:
        super().__init__(world)
        self.faults: list[Exception] = []

    async def do_request(self, url: str, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        """Raise the next fault at a message, else answer."""
        if self.faults and url.endswith("sendMessage"):
            raise self.faults.pop(0)
        return await super().do_request(url, *args, **kwargs)


class Post:
    """An outbox with its sender, over a transport with faults."""

    def __init__(self, tmp_path: Path) -> None:
        self.clock = Hands()
        self.connection = database()
        self.world = World(self.clock)
        self.world.chat(1)
        self.world.chat(2)
        self.transport = Faults(self.world)
        where = settings(database=tmp_path / "k.db")
        self.application = build_application(self.connection, where, clock=self.clock, request=self.transport)
        self.sender = Sender(self.application)

    def owe(self, chat: int, text: str, **given: Any) -> bool:
        """Write a message down."""
        return outbox.owe(self.connection, chat, text, now=self.clock(), **given)

    async def send(self) -> list[str]:
        """Send what is due and return what all chats have been told so far."""
        async with self.application:
            while await self.sender.send_due():
                pass
        return [message.json["text"] for chat in self.world.chats.values() for message in chat.messages.values()]

    def state(self) -> list[tuple[str, str | None]]:
        """Return the messages' states and reasons."""
        rows = self.connection.execute("select state, reason from outbox order by id")
        return [(row["state"], row["reason"]) for row in rows]
