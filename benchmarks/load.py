"""A working day of 10,000 officials, through the real application: how long people wait, what piles up, what is lost.

    python -m benchmarks.load [--slowness 20] [--until 17:00] [--people 10000] [--share 1.0] [--folder FOLDER]

Monday 1 June 2026 from 7:30: reminders, the week's overview and the month's list of idle tasks fall on one morning.
The day's clock goes on while the processor works, `slowness` times as fast, and skips the time in which nothing is to
be done (`load_telegram.DayLoop`): with 20, the day is that of a machine twenty times as slow as this one, whatever
else this one does. All waits are in seconds of the day. Prints Markdown; exit 1 if anything was lost or doubled.
"""

import argparse
import asyncio
import gc
import os
import sqlite3
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import partial
from pathlib import Path
from time import process_time

from benchmarks import load_proof, province
from benchmarks.load_people import CLOSES, OPENS, Crowd, day_at
from benchmarks.load_telegram import BusyTelegram, DayLoop
from bot.application import build_application
from bot.heartbeat import Heartbeat
from bot.limits import ChatLimiter
from bot.local.world import World
from bot.running import running
from bot.settings import Settings
from handlers.context import App
from knowledge.clock import VIET_NAM
from knowledge.database import connect
from knowledge.work.chats import inbox, outbox

SAMPLED = 300.0
"""Seconds of the day between two looks at the queues."""
LAG = 5.0
"""Seconds of the day between two looks at how late the loop is."""


@dataclass(frozen=True, slots=True)
class Look:
    """What there was at a moment: open updates and messages, megabytes, share of the processor since the look before.

    `lag` is the longest that the loop was late meanwhile, in seconds of the day.
    """

    at: datetime
    inbox: int
    outbox: int
    memory: float
    processor: float
    lag: float


class Watch:
    """Looks at the queues, the memory and the loop again and again."""

    def __init__(self, application: App, crowd: Crowd, slowness: float) -> None:
        self.looks: list[Look] = []
        self._application, self._crowd, self._slowness = application, crowd, slowness

    async def run(self) -> None:
        """Look until cancelled."""
        loop = asyncio.get_running_loop()
        while True:
            started, used, lag = loop.time(), process_time(), 0.0
            end = started + SAMPLED
            while (before := loop.time()) < end:
                await asyncio.sleep(LAG)
                lag = max(lag, loop.time() - before - LAG)
            busy = (process_time() - used) * self._slowness / (loop.time() - started)
            self._crowd.tidy()
            self.looks.append(self._look(busy, lag))

    def _look(self, busy: float, lag: float) -> Look:
        connection, now = self._application.bot_data.connection, self._application.bot_data.clock()
        waiting = outbox.counts(connection)
        return Look(
            now,
            inbox.counts(connection).get("received", 0),
            waiting.get("waiting", 0) + waiting.get("sending", 0),
            memory(),
            busy,
            lag,
        )


def memory() -> float:
    """Return how many megabytes the process holds."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


async def day(folder: Path, *, people: int, share: float, until: time, slowness: float) -> bool:
    """Let the day pass and print what came of it; False if anything was lost or doubled."""
    (folder / "day.db").unlink(missing_ok=True)
    connection = connect(folder / "day.db")
    made = province.write(connection, [2026], officials=people)
    loop, opens = asyncio.get_running_loop(), day_at(OPENS)
    started = loop.time()

    def now() -> float:
        return loop.time() - started

    def clock() -> datetime:
        return opens + timedelta(seconds=now())

    expected = load_proof.expected_reminders(connection)
    world = World(clock)
    for member in made.members:
        world.chat(member.telegram_id)
    transport = BusyTelegram(world, now, folder / "telegram.jsonl")
    settings = Settings(_env_file=None, database=folder / "day.db")  # type: ignore[call-arg]
    application = build_application(connection, settings, clock=clock, request=transport, limiter=ChatLimiter())
    seconds = (day_at(until) - opens).total_seconds()
    crowd = Crowd(application, world, made, now, share=share * people / 10_000, until=seconds)
    transport.audience, watch = crowd, Watch(application, crowd, slowness)
    gc.collect()
    gc.freeze()  # what stands for people and Telegram is no burden of the program's
    started = loop.time()
    async with running(application, Heartbeat(application, backups=folder / "backups")):
        watching = asyncio.create_task(watch.run())
        await crowd.run()
        await _sent(connection)
        watching.cancel()
        await asyncio.gather(watching, return_exceptions=True)
    transport.close()
    found = load_proof.prove(connection, folder / "telegram.jsonl", crowd, expected)
    _print(crowd, watch, found, transport.refused)
    return not any(found.faults.values())


async def _sent(connection: sqlite3.Connection) -> None:
    """Return when no message waits any more."""
    while outbox.next_due(connection) or outbox.counts(connection).get("sending"):  # noqa: ASYNC110  (rows, no event)
        await asyncio.sleep(1.0)


def _print(crowd: Crowd, watch: Watch, found: load_proof.Proof, refused: int) -> None:
    lines = (_waits(crowd, found), _queues(watch), _proof(crowd, found, refused))
    print("\n\n".join("\n".join(each) for each in lines))


def _waits(crowd: Crowd, found: load_proof.Proof) -> Iterator[str]:
    """Yield the table of how long people waited."""
    yield "| what | number | p50 s | p90 s | p99 s | slowest s |"
    yield "|---|--:|--:|--:|--:|--:|"
    for kind, waited in [*sorted(crowd.waited.items()), ("reminder", found.waited)]:
        each = sorted(waited) or [0.0]
        p50, p90, p99 = (each[int(len(each) * part)] for part in (0.5, 0.9, 0.99))
        yield f"| {kind} | {len(each)} | {p50:.2f} | {p90:.2f} | {p99:.2f} | {each[-1]:.2f} |"


def _queues(watch: Watch) -> Iterator[str]:
    """Yield the table of the queues and the memory, a line a half hour: the worst look of it."""
    yield "| until | updates open | messages waiting | memory | processor | loop late |"
    yield "|---|--:|--:|--:|--:|--:|"
    for at in range(0, len(watch.looks), 6):
        part = watch.looks[at : at + 6]
        until = part[-1].at.astimezone(VIET_NAM)
        yield (
            f"| {until:%H:%M} | {max(one.inbox for one in part)} | {max(one.outbox for one in part)}"
            f" | {max(one.memory for one in part):.0f} MB | {sum(one.processor for one in part) / len(part):.0%}"
            f" | {max(one.lag for one in part):.1f} s |"
        )


def _proof(crowd: Crowd, found: load_proof.Proof, refused: int) -> Iterator[str]:
    """Yield the table of what was counted and what was found wrong."""
    yield "| counted | number |"
    yield "|---|--:|"
    yield f"| updates | {crowd.done.updates} |"
    yield f"| of them delivered twice | {crowd.done.twice} |"
    yield f"| messages refused with 429 | {refused} |"
    for name, number in (found.counted | found.faults).items():
        yield f"| {name} | {number} |"


def main() -> None:
    """Run a day."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--slowness", type=float, default=20.0, help="how many times as slow a machine the day is on")
    parser.add_argument("--until", type=time.fromisoformat, default=CLOSES)
    parser.add_argument("--people", type=int, default=10_000)
    parser.add_argument("--share", type=float, default=1.0, help="how much of a usual day's writing there is")
    parser.add_argument("--folder", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        run = partial(day, given.folder or Path(made), people=given.people, share=given.share)
        with asyncio.Runner(loop_factory=lambda: DayLoop(given.slowness)) as runner:
            well = runner.run(run(until=given.until, slowness=given.slowness))
    raise SystemExit(0 if well else 1)


if __name__ == "__main__":
    main()
