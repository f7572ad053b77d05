"""The outbox sent: in order, within Telegram's limits, again where it failed."""

import asyncio
import sqlite3
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from telegram.error import Forbidden, NetworkError, RetryAfter

from bot import delivery
from handlers.rendering import plain
from knowledge.work.chats import outbox
from tests.bot.test_delivery import Post


async def test_owed_messages_are_sent_in_order_with_their_buttons(tmp_path: Path) -> None:
    post = Post(tmp_path)
    post.owe(1, "một", buttons=((("Xem", "p:x"),),))
    post.owe(1, "hai")
    post.owe(2, "ba", due=post.clock() + timedelta(minutes=1))
    assert await post.send() == ["một", "hai"]
    keyboard = post.world.chat(1).messages[1].json["reply_markup"]["inline_keyboard"]
    assert [[button["text"] for button in row] for row in keyboard] == [["Xem"]]
    post.clock.move(timedelta(minutes=1))
    assert await post.send() == ["một", "hai", "ba"]


async def test_a_message_longer_than_telegram_takes_goes_out_in_parts(tmp_path: Path) -> None:
    post = Post(tmp_path)
    paragraphs = [f"<b>{number}</b> " + "báo cáo " * 60 for number in range(12)]
    post.owe(1, "\n\n".join(paragraphs), buttons=((("Xem", "p:x"),),))
    first, second = await post.send()
    assert [word for text in (first, second) for word in text.split()] == plain("\n\n".join(paragraphs)).split()
    assert [("reply_markup" in one.json) for one in post.world.chat(1).messages.values()] == [False, True]
    assert post.state() == [("sent", None)]


async def test_a_second_message_of_a_key_is_refused(tmp_path: Path) -> None:
    post = Post(tmp_path)
    assert post.owe(1, "một", key="k") is True
    assert post.owe(1, "một nữa", key="k") is False
    assert await post.send() == ["một"]


async def test_retry_after_holds_that_chat_alone(tmp_path: Path) -> None:
    post = Post(tmp_path)
    post.owe(1, "một")
    post.owe(1, "hai")
    post.owe(2, "ba")
    post.transport.faults = [RetryAfter(timedelta(seconds=30))]
    assert await post.send() == ["ba"]
    post.clock.move(timedelta(seconds=29))
    assert await post.send() == ["ba"]
    post.clock.move(timedelta(seconds=1))
    assert sorted(await post.send()) == ["ba", "hai", "một"]


async def test_network_errors_are_retried_with_growing_pauses(tmp_path: Path) -> None:
    post = Post(tmp_path)
    post.owe(1, "một")
    post.transport.faults = [NetworkError("reset"), NetworkError("reset")]
    assert await post.send() == []
    post.clock.move(timedelta(seconds=2))
    assert await post.send() == []
    post.clock.move(timedelta(seconds=3))
    assert await post.send() == []
    post.clock.move(timedelta(seconds=1))
    assert await post.send() == ["một"]


async def test_a_blocked_chat_is_given_up_with_the_reason(tmp_path: Path) -> None:
    post = Post(tmp_path)
    post.owe(1, "một")
    post.owe(3, "không có phòng này")
    post.transport.faults = [Forbidden("bot was blocked by the user")]
    assert await post.send() == []
    assert post.state() == [("given_up", "bot was blocked by the user"), ("given_up", "Chat not found")]


async def test_the_sender_outlives_an_error_and_notes_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(delivery, "HEARTBEAT", 0.0)
    post = Post(tmp_path)
    post.owe(1, "một")
    post.transport.faults = [ValueError("a bug")]
    real, failures = outbox.claim, [sqlite3.OperationalError("disk is full")]

    def claim(*args: Any, **kwargs: Any) -> Any:
        if failures:
            raise failures.pop()
        return real(*args, **kwargs)

    monkeypatch.setattr(outbox, "claim", claim)
    async with post.application:
        running = asyncio.create_task(post.sender.run())
        for _ in range(20):
            await asyncio.sleep(0)
        post.clock.move(timedelta(minutes=1))
        await asyncio.wait_for(post.world.events_after(1, 0), 5)
        running.cancel()
    assert "tried again" in caplog.text


async def test_what_a_crash_left_half_sent_is_sent_again(tmp_path: Path) -> None:
    post = Post(tmp_path)
    post.owe(1, "một")
    assert len(outbox.claim(post.connection, now=post.clock())) == 1
    async with post.application:
        running = asyncio.create_task(post.sender.run())
        await asyncio.wait_for(post.world.events_after(1, 0), 5)
        await asyncio.sleep(0)
        running.cancel()
    assert [message.json["text"] for message in post.world.chat(1).messages.values()] == ["một"]
