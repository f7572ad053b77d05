"""Telegram's limits, kept for each chat by itself: a chat that must wait makes nobody else wait.

python-telegram-bot's own limiter halts every request while one chat has to wait; here only that chat does. The limits
are those of the bot FAQ: about 30 messages a second over all, one a second to a chat, 20 a minute into one group.
"""

import asyncio
from collections.abc import Callable, Coroutine
from datetime import timedelta
from typing import Any

from aiolimiter import AsyncLimiter
from telegram.error import RetryAfter
from telegram.ext import BaseRateLimiter

OVERALL = 30
OWN_ACCORD = 28
"""Of them, messages a second that the assistant sends of its own accord: so an answer seldom waits for them."""
GROUP = 20
OWED = 0
"""`rate_limit_args` of the outbox: no retries here, and a second between two messages to a chat."""
CHAT_SECONDS = 1.0
SHARE = 0.5
"""Seconds over which the rates are kept: what may go out at once after a silence is half a second's worth."""
RETRIES = 2
GROUPS_KEPT = 512


def _now() -> float:
    """Return the loop's time, which its sleeps go by too."""
    return asyncio.get_running_loop().time()


def pause_of(error: RetryAfter) -> timedelta:
    """Return how long Telegram wants to be left alone."""
    pause = error.retry_after
    return pause if isinstance(pause, timedelta) else timedelta(seconds=pause)


class ChatLimiter(BaseRateLimiter[int]):
    """Waits before each request as long as its chat must; obeys `retry_after`, as often as `rate_limit_args` says."""

    def __init__(self, retries: int = RETRIES) -> None:
        self._retries = retries
        self._overall = AsyncLimiter(OVERALL * SHARE, SHARE)
        self._own_accord = AsyncLimiter(OWN_ACCORD * SHARE, SHARE)
        self._told: dict[int, float] = {}
        self._groups: dict[int, AsyncLimiter] = {}
        self._closed_until: dict[int, float] = {}

    async def initialize(self) -> None:
        """Need nothing."""

    async def shutdown(self) -> None:
        """Hold nothing."""

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Any]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: int | None,
    ) -> Any:
        """Make a request in its turn. Raises RetryAfter when its tries are used up; `rate_limit_args` counts them."""
        chat = data.get("chat_id")
        if not isinstance(chat, int):
            return await callback(*args, **kwargs)
        tries = self._retries if rate_limit_args is None else rate_limit_args
        for left in range(tries, -1, -1):
            await self._turn(chat, is_owed=rate_limit_args == OWED)
            try:
                return await callback(*args, **kwargs)
            except RetryAfter as error:
                self._closed_until[chat] = _now() + pause_of(error).total_seconds()
                if not left:
                    raise
        raise AssertionError("the last try returns or raises")

    async def _turn(self, chat: int, *, is_owed: bool) -> None:
        """Return when the chat, its group and the whole may take another message."""
        wait = self._closed_until.get(chat, 0.0) - _now()
        if wait > 0:
            await asyncio.sleep(wait)
        elif chat in self._closed_until:
            del self._closed_until[chat]
        if chat < 0:
            await self._group(chat).acquire()
        if is_owed:
            await self._space(chat)
            await self._own_accord.acquire()
        await self._overall.acquire()

    async def _space(self, chat: int) -> None:
        """Return a second after the last message that the chat was owed."""
        wait = self._told.get(chat, 0.0) + CHAT_SECONDS - _now()
        if wait > 0:
            await asyncio.sleep(wait)
        if len(self._told) > GROUPS_KEPT:
            before = _now() - CHAT_SECONDS
            self._told = {known: when for known, when in self._told.items() if when > before}
        self._told[chat] = _now()

    def _group(self, chat: int) -> AsyncLimiter:
        if len(self._groups) > GROUPS_KEPT:
            self._groups.clear()
        return self._groups.setdefault(chat, AsyncLimiter(GROUP, 60))
