"""A chat that must wait makes nobody else wait; what is owed goes out at Telegram's pace and no faster."""

import asyncio
import time

import pytest
from telegram.error import RetryAfter

from bot.limits import ChatLimiter


class Telegram:
    """Refuses some chats for a while and notes who got through when."""

    def __init__(self, refused: dict[int, float]) -> None:
        self.refused = refused
        self.came: list[tuple[int, float]] = []
        self.start = time.monotonic()

    def call(self, chat):
        async def request():
            if time.monotonic() - self.start < self.refused.get(chat, 0.0):
                raise RetryAfter(1)
            self.came.append((chat, time.monotonic() - self.start))

        return request


async def send(limiter, telegram, chat, retries=None):
    await limiter.process_request(telegram.call(chat), (), {}, "sendMessage", {"chat_id": chat}, retries)


async def test_a_chat_that_is_refused_delays_nobody_else():
    limiter, telegram = ChatLimiter(), Telegram({1: 0.5})

    await asyncio.gather(send(limiter, telegram, 1), *(send(limiter, telegram, chat) for chat in range(2, 12)))

    came = dict(telegram.came)
    assert came[1] >= 0.9
    assert max(when for chat, when in came.items() if chat != 1) < 0.5


async def test_what_may_not_wait_here_is_raised_at_once():
    limiter, telegram = ChatLimiter(), Telegram({1: 5.0})

    with pytest.raises(RetryAfter):
        await send(limiter, telegram, 1, retries=0)


async def test_no_more_than_thirty_go_out_in_a_second():
    limiter, telegram = ChatLimiter(), Telegram({})

    await asyncio.gather(*(send(limiter, telegram, chat) for chat in range(1, 46)))

    assert sum(when < 0.4 for _, when in telegram.came) <= 45
    assert telegram.came[-1][1] >= 0.4


async def test_a_group_takes_twenty_a_minute():
    limiter, telegram = ChatLimiter(), Telegram({})
    tasks = [asyncio.create_task(send(limiter, telegram, -5)) for _ in range(25)]
    await asyncio.sleep(0.3)
    assert len(telegram.came) == 20
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def test_what_goes_to_no_chat_is_not_held_back():
    limiter, telegram = ChatLimiter(), Telegram({})
    await limiter.process_request(telegram.call(0), (), {}, "getMe", {}, None)
    assert telegram.came
