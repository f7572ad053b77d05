"""How long an answer takes in the running bot, from the update in to the last request out, beside a bare echo bot.

    python -m benchmarks.answer_latency [--plans FOLDER] [QUESTIONS.jsonl ...]

The transport is the in-process stand-in for Telegram, so no network is measured. Every question is asked once to warm
up; the echo bot answers the same updates in the same run, question by question. What the bot adds to the
answer is measured by `python -m benchmarks around`.
"""

import argparse
import asyncio
import json
import statistics
import tempfile
from collections.abc import Callable, Coroutine, Iterable
from datetime import timedelta
from pathlib import Path
from typing import Any

from telegram import Bot, Update
from telegram.ext import Application, MessageHandler, filters

from benchmarks import measuring
from bot.application import LOCAL_TOKEN, build_application
from bot.local import personas
from bot.local.clock import MovableClock
from bot.local.personas import PERSONAS
from bot.local.sender import user
from bot.local.transport import LocalTelegram
from bot.local.world import World
from bot.running import load_samples
from bot.settings import Settings
from bot.updates import readable
from knowledge.database import connect

GOALS = {"p50": 10.0, "p99": 50.0}
"""Milliseconds, from issue 2."""
APART = timedelta(hours=1)
"""Between two questions, so that none is context of the next."""
Read = Callable[[Any, Bot], Update | None]


class Timed(LocalTelegram):
    """A transport that notes when its last request was answered."""

    ended = 0.0

    async def do_request(self, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        """Answer, and note the time."""
        answered = await super().do_request(*args, **kwargs)
        self.ended = measuring.clock()
        return answered


class Asking:
    """One application that is asked over its queue, as by a webhook; `read` makes an update of Telegram's JSON."""

    def __init__(self, application: Any, transport: Timed, world: World, read: Read = Update.de_json) -> None:
        self.application = application
        self.transport = transport
        self.world = world
        self.read = read
        self.number = 0

    async def ask(self, text: str) -> float:
        """Return the milliseconds from the update in, as bytes, to the last request out."""
        self.number += 1
        sent = self.world.add(PERSONAS[0].telegram_id, user(PERSONAS[0]), {"text": text})
        body = json.dumps({"update_id": self.number, "message": sent}).encode()
        start = measuring.clock()
        await self.application.update_queue.put(self.read(json.loads(body), self.application.bot))
        await self.application.update_queue.join()
        return (self.transport.ended - start) * 1000


def echo_bot(world: World) -> Asking:
    """Return the yardstick: a bare bot that sends back what it is told."""

    async def echo(update: Update, context: Any) -> None:
        assert update.effective_chat is not None
        assert update.effective_message is not None
        await update.effective_chat.send_message(update.effective_message.text or "")

    return bare_bot(world, echo)


def bare_bot(world: World, hear: Callable[[Update, Any], Coroutine[Any, Any, None]]) -> Asking:
    """Return a bot of one handler."""
    transport = Timed(world)
    builder = Application.builder().token(LOCAL_TOKEN).request(transport).get_updates_request(transport).updater(None)
    application = builder.job_queue(None).build()
    application.add_handler(MessageHandler(filters.TEXT, hear))
    return Asking(application, transport, world)


async def measure(plans: Path, questions: list[str]) -> dict[str, list[float]]:
    """Return the milliseconds of each question: in the bot, and of the echo."""
    clock = MovableClock()
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(_env_file=None, database=Path(folder) / "kehoach.db")
        connection = connect(settings.database)
        load_samples(connection, plans, clock=clock)
        personas.register(connection, now=clock())
        world = World(clock)
        transport = Timed(world)
        application = build_application(connection, settings, clock=clock, request=transport)
        bot = Asking(application, transport, world, readable)
        echo = echo_bot(World(clock))
        found: dict[str, list[float]] = {"full": [], "echo": []}
        async with bot.application, echo.application:
            await bot.application.start()
            await echo.application.start()
            for warm in (True, False):
                for text in questions:
                    clock.move(APART)
                    full, bare = await bot.ask(text), await echo.ask(text)
                    if not warm:
                        for name, value in (("full", full), ("echo", bare)):
                            found[name].append(value)
            await bot.application.stop()
            await echo.application.stop()
        connection.close()
    return found


def percentile(values: list[float], share: float) -> float:
    """Return the value below which a share of the values lies."""
    return sorted(values)[min(int(len(values) * share), len(values) - 1)]


def table(found: dict[str, list[float]]) -> Iterable[str]:
    """Yield the figures as a Markdown table."""
    echo = statistics.median(found["echo"])
    yield f"{len(found['full'])} questions, milliseconds"
    yield "| measured | p50 | p99 | p50 / echo |"
    yield "|---|--:|--:|--:|"
    for name, values in found.items():
        middle = statistics.median(values)
        yield f"| {name} | {middle:.2f} | {percentile(values, 0.99):.2f} | {middle / echo:.2f} |"
    reached = {name: percentile(found["full"], int(name[1:]) / 100) <= goal for name, goal in GOALS.items()}
    yield "goals: " + ", ".join(
        f"{name} ≤ {GOALS[name]:.0f} ms {'reached' if reached[name] else 'MISSED'}" for name in GOALS
    )


def main() -> None:
    """Print how long answers take."""
    here = Path(__file__).parents[1] / "tests"
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("questions", type=Path, nargs="*", help="JSON lines with a field q; default: the sample ones")
    parser.add_argument("--plans", type=Path, default=here / "plans", help="the folder of the plans asked about")
    given = parser.parse_args()
    files = given.questions or sorted((here / "questions").glob("*.jsonl"))
    questions = [json.loads(line)["q"] for file in files for line in file.read_text("utf-8").splitlines() if line]
    for line in table(asyncio.run(measure(given.plans, questions))):
        print(line)


if __name__ == "__main__":
    main()
