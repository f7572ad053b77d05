"""A thousand people are told at Telegram's limits while others are answered: hours of waiting pass in a moment.

The loop's clock jumps to the next thing that is due, so the figures are those of the limits and not of the machine.
`python -m benchmarks.broadcast` measures the same on the wall's clock.
"""

import asyncio
import json
import selectors
from datetime import timedelta
from typing import Any

from telegram import Update

from bot.application import build_application
from bot.delivery import Sender
from bot.limits import ChatLimiter
from bot.local.transport import LocalTelegram
from bot.local.world import World
from knowledge.work.chats import outbox
from knowledge.work.members import officials
from knowledge.work.members.officials import Official, OfficialRole
from tests.talking import START, database, settings

PEOPLE = 1000
ASKER, REFUSED = 5001, 7
STEP = 1e-6
"""Seconds that pass at least: a wait that is lost in a float's last place would be waited for without end."""


class Jumping(selectors.DefaultSelector):
    """A selector that never waits: the time that it should have waited is added to the clock."""

    def __init__(self) -> None:
        super().__init__()
        self.passed = 0.0

    def select(self, timeout: float | None = None) -> list[Any]:
        """Return what is ready; let the time pass if nothing is."""
        found = super().select(0)
        if not found and timeout is not None:
            self.passed += max(timeout, STEP)
        return found


class Loop(asyncio.SelectorEventLoop):
    """A loop in its own time."""

    def __init__(self) -> None:
        self.jumping = Jumping()
        super().__init__(self.jumping)

    def time(self) -> float:
        """Return the seconds that have passed in this loop."""
        return self.jumping.passed


class Telegram(LocalTelegram):
    """A stand-in that notes when messages arrive; one chat is refused for a minute."""

    def __init__(self, world: World, *, refuses: bool) -> None:
        super().__init__(world)
        self.arrived: list[tuple[float, int]] = []
        self._refuses = refuses

    async def do_request(self, url: str, method: str, request_data: Any = None, *more: Any, **named: Any) -> Any:
        """Answer, or refuse."""
        if url.endswith("sendMessage"):
            chat, now = int(request_data.parameters["chat_id"]), asyncio.get_running_loop().time()
            if chat == REFUSED and self._refuses and now < 60:
                body = {"ok": False, "error_code": 429, "description": "Too Many Requests"}
                return 429, json.dumps(body | {"parameters": {"retry_after": 60}}).encode()
            self.arrived.append((now, chat))
        return await super().do_request(url, method, request_data, *more, **named)


def question(number):
    """Return the update in which somebody asks."""
    user = {"id": ASKER, "is_bot": False, "first_name": "Mai"}
    message = {"message_id": number, "date": 1, "chat": {"id": ASKER, "type": "private"}, "from": user}
    return {"update_id": number, "message": message | {"text": "trạm y tế làm gì"}}


def told(tmp_path, *, refuses):
    """Tell everybody, let one person ask every two seconds; return when what arrived and how long answers took."""
    loop = Loop()
    connection = database()
    world = World(lambda: START + timedelta(seconds=loop.time()))
    transport = Telegram(world, refuses=refuses)
    where = settings(database=tmp_path / "k.db")
    application = build_application(connection, where, clock=world.clock, request=transport, limiter=ChatLimiter())
    officials.add(connection, Official(ASKER, "Mai", OfficialRole.ADMIN), now=START)
    for chat in (*range(1, PEOPLE + 1), ASKER):
        world.chat(chat)
    for chat in range(1, PEOPLE + 1):
        outbox.owe(connection, chat, "🔔 Nhắc việc", now=START)

    async def day():
        async with application:
            await application.start()
            sending = asyncio.create_task(Sender(application).run())
            asked = []
            for number in range(1, 50):
                await asyncio.sleep(2)
                asked.append(loop.time())
                await application.update_queue.put(Update.de_json(question(number), application.bot))
            await application.update_queue.join()
            sending.cancel()
            await asyncio.gather(sending, return_exceptions=True)
            await application.stop()
            return asked

    try:
        asked = loop.run_until_complete(day())
    finally:
        loop.close()
    answered = [when for when, chat in transport.arrived if chat == ASKER]
    waits = [after - before for before, after in zip(asked, answered, strict=True)]
    return [(when, chat) for when, chat in transport.arrived if chat != ASKER], max(waits), transport.arrived


def test_a_thousand_people_are_told_in_forty_seconds_and_a_question_waits_less_than_one(tmp_path):
    arrived, slowest, everything = told(tmp_path, refuses=False)

    assert sorted(chat for _, chat in arrived) == list(range(1, PEOPLE + 1))
    assert max(when for when, _ in arrived) <= 40
    assert slowest < 1
    times = [when for when, _ in everything]
    assert max(sum(begin <= when < begin + 1 for when in times) for begin in times) <= 45
    assert sum(10 <= when < 20 for when in times) <= 305


def test_a_chat_that_is_refused_for_a_minute_delays_nobody_else(tmp_path):
    arrived, slowest, _ = told(tmp_path, refuses=True)

    by_chat = {chat: when for when, chat in arrived}
    assert 60 <= by_chat.pop(REFUSED) < 65
    assert len(by_chat) == PEOPLE - 1
    assert max(by_chat.values()) <= 40
    assert slowest < 1
