"""How long answers take while a scan is being read in the same program: milliseconds before and meanwhile.

    python -m benchmarks.answers_beside_reading SCAN.pdf

Officers ask the sample questions one after another, before the scan is sent and until it is read; the transport is the
in-process stand-in for Telegram.
"""

import argparse
import asyncio
import contextlib
import json
import statistics
import tempfile
from itertools import cycle
from pathlib import Path

from benchmarks.answer_latency import APART, Asking, Timed, percentile
from bot.application import build_application
from bot.local import personas
from bot.local.clock import MovableClock
from bot.local.personas import by_key
from bot.local.sender import People
from bot.local.world import World
from bot.running import load_samples
from bot.settings import Settings
from handlers.planning.readings import Readings
from knowledge.database import connect

HERE = Path(__file__).parents[1] / "tests"
GOAL = 200.0
"""Milliseconds that 99 of 100 answers stay below while a file is read."""
BEFORE = 200


async def measure(scan: bytes, questions: list[str]) -> dict[str, list[float]]:
    """Return the milliseconds of the answers before a scan was sent and while it was read."""
    clock = MovableClock()
    found: dict[str, list[float]] = {"before": [], "meanwhile": []}
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(_env_file=None, database=Path(folder) / "kehoach.db")
        connection = connect(settings.database)
        load_samples(connection, HERE / "plans", clock=clock)
        personas.register(connection, now=clock())
        world = World(clock)
        transport = Timed(world)
        application = build_application(connection, settings, clock=clock, request=transport)
        officer, admin = Asking(application, transport, world), by_key("admin")
        assert admin is not None
        async with application:
            await application.start()
            reading = asyncio.create_task(Readings(application).run())
            asked = cycle(questions)
            for text in (next(asked) for _ in range(len(questions) + BEFORE)):
                clock.move(APART)
                found["before"].append(await officer.ask(text))
            people = People(world, application, 1_000_000)
            await people.send_file(admin, "quet.pdf", "application/pdf", scan)
            await application.update_queue.join()
            while connection.execute("select 1 from upload where state in ('waiting', 'reading')").fetchone():
                clock.move(APART)
                found["meanwhile"].append(await officer.ask(next(asked)))
                await asyncio.sleep(0.02)
            reading.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await reading
            await application.stop()
        connection.close()
    del found["before"][: len(questions)]  # the first round warms up
    return found


def main() -> None:
    """Print how long answers take beside a reading."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("scan", type=Path, help="a scanned plan, as benchmarks/document_formats.py --keep leaves it")
    files = sorted((HERE / "questions").glob("*.jsonl"))
    questions = [json.loads(line)["q"] for file in files for line in file.read_text("utf-8").splitlines() if line]
    scan = parser.parse_args().scan.read_bytes()
    for name, values in asyncio.run(measure(scan, questions)).items():
        p99 = percentile(values, 0.99)
        reached = "" if name == "before" else f", goal p99 ≤ {GOAL:.0f} ms {'reached' if p99 <= GOAL else 'MISSED'}"
        print(f"{name}: {len(values)} answers, p50 {statistics.median(values):.1f} ms, p99 {p99:.1f} ms{reached}")


if __name__ == "__main__":
    main()
