"""How long the outbox needs for 1,000 people at Telegram's limits, and who has to wait meanwhile.

    python -m benchmarks.broadcast [--people 1000]

The transport is the in-process stand-in for Telegram behind the real limiter, the clock is the wall's. Three figures:
the seconds until everybody has the message; how long another chat's question waits for its answer meanwhile (asked
once a second); how long the others wait beside a chat that answers 429 for a minute.
"""

import argparse
import asyncio
import json
import tempfile
import time
from pathlib import Path
from typing import Any

from telegram import Update
from telegram.request import RequestData

from bot.application import build_application
from bot.delivery import Sender
from bot.limits import ChatLimiter
from bot.local.transport import LocalTelegram
from bot.local.world import World
from bot.running import load_samples
from bot.settings import Settings
from handlers.context import App
from knowledge.clock import wall_clock
from knowledge.database import connect
from knowledge.work.chats import outbox
from knowledge.work.members import officials
from knowledge.work.members.officials import Official, OfficialRole

ASKER = 9_999_999
REFUSED = 5
GOALS = {"broadcast": 40.0, "answer": 1.0}


class Telegram(LocalTelegram):
    """A stand-in that notes when each chat's message arrived; one chat is refused until a time."""

    def __init__(self, world: World, refused_for: float = 0.0) -> None:
        super().__init__(world)
        self.start = time.monotonic()
        self.arrived: dict[int, list[float]] = {}
        self._refused_for = refused_for
        self._changed = asyncio.Event()

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *args: Any, **kwargs: Any
    ) -> tuple[int, bytes]:
        """Answer, or refuse."""
        if not url.endswith("sendMessage") or request_data is None:
            return await super().do_request(url, method, request_data, *args, **kwargs)
        chat, since = int(request_data.parameters["chat_id"]), time.monotonic() - self.start
        if chat == REFUSED and since < self._refused_for:
            left = int(self._refused_for - since) + 1
            body = {"ok": False, "error_code": 429, "description": "Too Many Requests: retry later"}
            return 429, json.dumps(body | {"parameters": {"retry_after": left}}).encode()
        self.arrived.setdefault(chat, []).append(since)
        self._changed.set()
        return await super().do_request(url, method, request_data, *args, **kwargs)

    async def heard(self, chats: set[int], times: int = 1) -> None:
        """Return when each of these chats has heard so many messages."""
        while any(len(self.arrived.get(chat, ())) < times for chat in chats):
            self._changed.clear()
            await self._changed.wait()


def limited(folder: Path, transport: Telegram) -> App:
    """Return the application over a fresh database, with the limiter that it has on Telegram."""
    connection = connect(folder / "k.db")
    settings = Settings(_env_file=None, database=folder / "k.db")  # type: ignore[call-arg]
    application = build_application(connection, settings, request=transport, limiter=ChatLimiter())
    officials.add(connection, Official(ASKER, "Mai", OfficialRole.ADMIN), now=wall_clock())
    transport.world.chat(ASKER)
    return application


async def broadcast(application: App, transport: Telegram, people: int, *, until: float | None = None) -> float:
    """Owe everybody a message and send them; return the seconds until the last one, or all but the refused, had it."""
    connection = application.bot_data.connection
    for chat in range(1, people + 1):
        transport.world.chat(chat)
        outbox.owe(connection, chat, "🔔 <b>Nhắc việc</b>: báo cáo quý, hạn 30/6.", now=wall_clock())
    transport.start = time.monotonic()
    sending = asyncio.create_task(Sender(application).run())
    others = {chat for chat in range(1, people + 1) if until is None or chat != REFUSED}
    await transport.heard(others)
    seconds = time.monotonic() - transport.start
    await transport.heard({REFUSED})
    sending.cancel()
    await asyncio.gather(sending, return_exceptions=True)
    return seconds


async def ask(application: App, number: int) -> None:
    """Let the asker ask a question."""
    user = {"id": ASKER, "is_bot": False, "first_name": "Mai"}
    message = {"message_id": number, "date": int(time.time()), "chat": {"id": ASKER, "type": "private"}, "from": user}
    update = {"update_id": number, "message": message | {"text": "phòng tư pháp phải làm gì"}}
    await application.update_queue.put(Update.de_json(update, application.bot))


async def measure(folder: Path, people: int, refused_for: float = 0.0, questions: int = 25) -> tuple[float, float]:
    """Return the seconds of the broadcast and of the slowest answer meanwhile."""
    transport = Telegram(World(wall_clock), refused_for)
    application = limited(folder, transport)
    load_samples(application.bot_data.connection, Path("tests/plans"), clock=wall_clock)
    slowest = 0.0
    async with application:
        await application.start()
        sending = asyncio.create_task(broadcast(application, transport, people, until=refused_for or None))
        for number in range(1, questions + 1):
            await asyncio.sleep(1.0)
            asked, before = time.monotonic(), len(transport.arrived.get(ASKER, []))
            await ask(application, number)
            await transport.heard({ASKER}, before + 1)
            slowest = max(slowest, time.monotonic() - asked)
            if sending.done():
                break
        seconds = await sending
        await application.stop()
    application.bot_data.connection.close()
    return seconds, slowest


def main() -> None:
    """Measure and print; exit 1 beyond the goals."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=1000)
    people = parser.parse_args().people
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
        seconds, slowest = asyncio.run(measure(Path(one), people))
        print(f"{people} people: {seconds:.1f} s; slowest answer meanwhile {slowest:.2f} s")
        beside, slow = asyncio.run(measure(Path(other), people, refused_for=60.0))
        print(f"one chat refused for 60 s: all others {beside:.1f} s; slowest answer {slow:.2f} s")
    if max(seconds, beside) > GOALS["broadcast"] or max(slowest, slow) > GOALS["answer"]:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
