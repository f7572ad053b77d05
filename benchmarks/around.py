"""The bot around the answer, from an update in to the last request out, beside a bare echo bot; knowledge excluded.

What a message is and what is answered is worked out in the round that warms up and kept; the rounds that count find it
there, so that what is left is the bot's own: inbox, gate, dispatch, the rows read and written, buttons, the request.
The update comes in as the bytes that Telegram sends to a webhook. What is done after the answer is out does not count:
the question kept, the update marked, the look for an open draft.
A second yardstick sends the same screens without doing anything for them: python-telegram-bot's own share.
"""

import asyncio
import sqlite3
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from unittest.mock import patch

from telegram import LinkPreviewOptions, Update

from benchmarks.answer_latency import APART, Asking, Timed, bare_bot, echo_bot
from benchmarks.measuring import CASES, ROUNDS, Row, Spent, p50, paired, undisturbed
from bot.application import build_application
from bot.local import personas
from bot.local.clock import MovableClock
from bot.local.world import World
from bot.running import load_samples
from bot.settings import Settings
from bot.updates import readable
from handlers import listening
from handlers.asking import ask
from handlers.reporting import filling, fixing, reports
from handlers.screen import Screen
from knowledge.answers import emergencies, own
from knowledge.database import connect
from tests.judging import questions
from tests.samples import PLANS

GOAL = 1.5
_KEPT: tuple[tuple[Any, str], ...] = (
    (ask, "answer"),
    (ask, "show"),
    (emergencies, "heard"),
    (listening, "gives_up"),
    (listening, "command_of"),
    (listening, "is_courtesy"),
    (own, "asks_own_deadlines"),
    (own, "asks_own_tasks"),
    (fixing, "is_correction"),
    (reports, "judged"),
    (filling, "judged"),
)
"""Where the handlers ask knowledge what a message is and what to answer."""


def _keeping(does: Callable[..., Any], kept: dict[Any, Any]) -> Callable[..., Any]:
    """Return a function that does the same once for each text and finds it afterwards."""

    def find(*given: Any, **more: Any) -> Any:
        said = next((getattr(one, "text", one) for one in reversed(given) if getattr(one, "text", one)), None)
        name = (does, said if isinstance(said, str) else id(said))
        if name not in kept:
            kept[name] = does(*given, **more)
        return kept[name]

    return find


class Same:
    """The second yardstick: sends what the bot sent last."""

    def __init__(self) -> None:
        self.screen = Screen("-")

    async def __call__(self, update: Update, context: Any) -> None:
        """Send it, made anew as the bot makes it."""
        assert update.effective_chat is not None
        await update.effective_chat.send_message(
            self.screen.html,
            parse_mode="HTML",
            reply_markup=self.screen.keyboard,
            link_preview_options=LinkPreviewOptions(is_disabled=True),
        )


def _bots(connection: sqlite3.Connection, settings: Settings, time_: MovableClock, same: Same) -> dict[str, Asking]:
    world = World(time_)
    transport = Timed(world)
    application = build_application(connection, settings, clock=time_, request=transport)
    return {
        "bot": Asking(application, transport, world, readable),
        "echo": echo_bot(World(time_)),
        "same": bare_bot(World(time_), same),
    }


async def measure(texts: Sequence[str], folder: Path, rounds: int = ROUNDS) -> dict[str, Spent]:
    """Return the milliseconds of each question by bot: ours, the echo, the one that sends the same."""
    time_ = MovableClock()
    settings = Settings(_env_file=None, database=folder / "kehoach.db")  # type: ignore[call-arg]
    connection = connect(settings.database)
    load_samples(connection, PLANS, clock=time_)
    personas.register(connection, now=time_())
    same = Same()
    bots = _bots(connection, settings, time_, same)
    found: dict[str, Spent] = {name: [[] for _ in texts] for name in bots}
    sent = ask.send

    async def send(update: Update, screen: Screen, **more: Any) -> Any:
        same.screen = screen
        return await sent(update, screen, **more)

    with ExitStack() as stack:
        kept: dict[Any, Any] = {}
        for module, name in _KEPT:
            stack.enter_context(patch.object(module, name, _keeping(getattr(module, name), kept)))
        stack.enter_context(patch.object(ask, "send", send))
        stack.enter_context(undisturbed())
        for bot in bots.values():
            await bot.application.initialize()
            await bot.application.start()
        for turn in range(rounds + 1):
            for at, text in enumerate(texts):
                time_.move(APART)
                for name, bot in bots.items():
                    took = await bot.ask(text)
                    if turn:
                        found[name][at].append(took)
        for bot in bots.values():
            await bot.application.stop()
            await bot.application.shutdown()
    connection.close()
    return found


def rows(cases: int = CASES, rounds: int = ROUNDS) -> Iterator[Row]:
    """Yield the rows of the bot around the answer."""
    every = [one["q"] for one in questions() if not one.get("context")]
    texts = every[:: max(1, len(every) // cases)]
    with tempfile.TemporaryDirectory() as folder:
        found = asyncio.run(measure(texts, Path(folder), rounds))
    figures = "; ".join(f"{name} {p50(times):.3g}" for name, times in found.items())
    measured = "the bot around the answer, one update"
    yield Row(measured, "a bare echo bot", paired(found["bot"], found["echo"]), GOAL, figures=figures, note=_WHY)
    yield Row(measured, "a bare bot that sends the same screen", paired(found["bot"], found["same"]), None)
    yield Row("a bare bot that sends the same screen", "a bare echo bot", paired(found["same"], found["echo"]), None)


_WHY = (
    "the update is looked at for what cannot be read, stored and counted before it is handled; who asks, what is open"
    " and what was asked before is read; the buttons are python-telegram-bot's"
)
