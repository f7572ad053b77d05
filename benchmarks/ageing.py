"""How the assistant holds out after ten years: every screen, document and duty of its own over 10^6 activities.

    python -m benchmarks.ageing --folder FOLDER [--activities 1000000] [--rounds 12] [--only WORDS]

The first run builds the database (`ageing_rows`) in the folder; each run measures a copy of it through the real
application. A screen is asked for by different people in turn; its times are the processor's, in milliseconds. What the
assistant does of its own accord is done in steps between which people are answered: the longest step is what counts
there. Prints Markdown; exit 1 beyond the goals.
"""

import argparse
import asyncio
import shutil
import sqlite3
import time
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from itertools import cycle, islice
from pathlib import Path

from benchmarks.ageing_rows import NOW, build
from bot.application import build_application
from bot.doctor import Check, examine
from bot.health import DatabaseCollector
from bot.local.personas import Persona
from bot.local.sender import People
from bot.local.transport import LocalTelegram
from bot.local.world import World
from bot.settings import Settings
from handlers.context import App
from handlers.reminding.reminders import message
from handlers.reminding.weekly import owing_idle_tasks, owing_overviews
from handlers.reporting.forms import left_lying
from handlers.reporting.review import daily
from knowledge import backup
from knowledge.clock import local_date
from knowledge.database import connect, file_of
from knowledge.work.chats import inbox
from knowledge.work.members.officials import OfficialRole
from knowledge.work.pruning import pruning
from knowledge.work.reminding import news, recording, reminders
from knowledge.work.reminding.schedule import Office
from knowledge.work.reporting import waiting_drafts

SCREEN, DOCUMENT = 200.0, 5000.0
"""Milliseconds of the processor: the slowest of a screen's rounds, and of a summary with its three files."""
OFFICER, HEAD, COORDINATOR, ADMIN = OfficialRole
SCREENS: tuple[tuple[OfficialRole, str, tuple[str, ...]], ...] = (
    (OFFICER, "/start", ()),
    (OFFICER, "/trogiup", ()),
    (OFFICER, "/kehoach", ()),
    (OFFICER, "/kehoach", ("p:",)),
    (OFFICER, "/donvi", ()),
    (OFFICER, "/donvi", ("u:",)),
    (OFFICER, "/han", ()),
    (OFFICER, "/han", ("h:*",)),
    (OFFICER, "/baocao", ()),
    (OFFICER, "Sáng nay đã phát 200 tờ rơi tại thôn 3, kinh phí 2 triệu đồng.", ()),
    (OFFICER, "Hôm qua đã họp rà soát 30 hồ sơ tại thôn 5, kinh phí 1 triệu đồng.", ("rs:",)),
    (OFFICER, "chúng tôi phải làm gì", ()),
    (OFFICER, "/nhatky", ()),
    (OFFICER, "/nhatky", ("vp:1", "vo:")),
    (OFFICER, "/nhatky tờ rơi", ()),
    (OFFICER, "/tiendo", ("tp:",)),
    (OFFICER, "/nhac", ()),
    (OFFICER, "/toi", ()),
    (HEAD, "/han", ()),
    (HEAD, "/nhatky", ()),
    (COORDINATOR, "/han", ()),
    (COORDINATOR, "/nhatky", ()),
    (COORDINATOR, "/nhatky thôn", ()),
    (COORDINATOR, "/tiendo", ("tp:",)),
    (COORDINATOR, "/tiendo", ("tp:", "tq:")),
    (COORDINATOR, "/tonghop", ()),
    (COORDINATOR, "/nghiavu", ()),
    (COORDINATOR, "/duyet", ()),
    (COORDINATOR, "/nammoi", ()),
    (COORDINATOR, "/nammoi", ("ny:",)),
    (COORDINATOR, "/toi", ()),
    (ADMIN, "/start", ()),
    (ADMIN, "/han", ()),
    (ADMIN, "/nhatky", ()),
    (ADMIN, "/nhatky tặng quà", ()),
    (ADMIN, "/nghiavu", ()),
    (ADMIN, "/cauhoi", ()),
    (ADMIN, "/hangdoi", ()),
    (ADMIN, "/moi phòng văn hóa", ()),
    (ADMIN, "/toi", ()),
)
DOCUMENTS = ((COORDINATOR, "/tonghop", ("ts:", "tw:")), (ADMIN, "/tonghop", ("ts:", "tw:")))
YEAR = 5
"""The place among the buttons of the longest period that is over or nearly: this year."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the table: what was done, milliseconds in the middle and at worst, and the goal, if it has one."""

    what: str
    middle: float
    worst: float
    goal: float | None = None
    note: str = ""


class Guest:
    """One person in front of the application."""

    def __init__(self, application: App, world: World, people: People, persona: Persona) -> None:
        self._application, self._world, self._people, self._persona = application, world, people, persona
        world.chat(persona.telegram_id)

    async def time(self, text: str, presses: tuple[str, ...]) -> float:
        """Write something, press what follows, and return the processor's milliseconds of the last of them."""
        spent = await self._timed(self._people.say(self._persona, text))
        for data in presses:
            spent = await self._press(data)
        self._world.chat(self._persona.telegram_id).messages.clear()
        return spent

    async def _press(self, data: str) -> float:
        """Press the last button of the newest messages whose data begins so; of a summary, the year's."""
        for number, shown in reversed(self._world.chat(self._persona.telegram_id).messages.items()):
            rows = shown.json.get("reply_markup", {}).get("inline_keyboard", [])
            found = [button["callback_data"] for row in rows for button in row]
            found = [one for one in found if one.startswith(data)]
            if found:
                chosen = found[YEAR] if data == "tw:" else found[0]
                return await self._timed(self._people.press(self._persona, number, chosen))
        raise LookupError(f"no button {data}")

    async def _timed(self, doing: Awaitable[None]) -> float:
        started = time.process_time()
        await doing
        await self._application.update_queue.join()
        return (time.process_time() - started) * 1000


def persons(connection: sqlite3.Connection, role: OfficialRole, number: int) -> list[Persona]:
    """Return some officials of a role, of different offices where there are as many."""
    rows = connection.execute(
        "select o.telegram_id, o.name from official o join membership m on m.telegram_id = o.telegram_id"
        " where o.role = ? and m.role = ? order by o.telegram_id * 7919 % 10007 limit ?",
        (role, COORDINATOR if role is ADMIN else role, number),
    ).fetchall()
    return [Persona(str(row["telegram_id"]), row["telegram_id"], row["name"], role) for row in rows]


async def screens(connection: sqlite3.Connection, folder: Path, rounds: int, only: str) -> list[Line]:
    """Ask for every screen and document, each by several people."""
    world = World(lambda: NOW)
    settings = Settings(_env_file=None, database=folder / "now.db")  # type: ignore[call-arg]
    application = build_application(
        connection, settings, clock=lambda: NOW, request=LocalTelegram(world), pauses=(0.0, 0.0)
    )
    lines = []
    async with application:
        await application.start()
        people = People(world, application, inbox.highest(connection) + 1)
        for goal, asked, times in ((SCREEN, SCREENS, rounds), (DOCUMENT, DOCUMENTS, 3)):
            for role, text, presses in asked:
                what = " ▸ ".join((f"{role}: {text[:24]}", *presses))
                if only not in what:
                    continue
                guests = [Guest(application, world, people, one) for one in persons(connection, role, times)]
                await guests[0].time(text, presses)
                spent = sorted([await guest.time(text, presses) for guest in islice(cycle(guests), times)])
                lines.append(Line(what, spent[len(spent) // 2], spent[-1], goal))
                print(_row(lines[-1]), flush=True)
        await application.stop()
    errors = connection.execute("select error from inbox where state = 'set_aside'").fetchall()
    if errors:
        raise RuntimeError([row["error"] for row in errors])
    return lines


def duties(connection: sqlite3.Connection, folder: Path, only: str) -> Iterator[Line]:
    """Do what the assistant does of its own accord, and what its keeper does."""
    today, office = local_date(NOW), Office()
    render = partial(message, connection)
    stepwise: tuple[tuple[str, Callable[[], Iterator[object]]], ...] = (
        ("the day's forgetting", lambda: pruning(connection, now=NOW)),
        ("obligations brought up to date", lambda: recording.bringing_up_to_date(connection, today)),
        ("the morning's reminders", lambda: reminders.owing_due(connection, now=NOW, office=office, render=render)),
        ("a beat that finds nothing", lambda: reminders.owing_due(connection, now=NOW, office=office, render=render)),
        ("coordinators' digests", lambda: news.owing_digests(connection, daily, now=NOW + timedelta(hours=9))),
        ("drafts left lying", lambda: _one(lambda: waiting_drafts.owe_reminders(connection, left_lying, now=NOW))),
        ("the week's overviews", lambda: owing_overviews(connection, now=NOW)),
        ("the month's idle tasks", lambda: owing_idle_tasks(connection, now=NOW)),
        ("the monitor's counts", lambda: DatabaseCollector(connection).collect()),
        ("doctor", lambda: _one(lambda: list(examine(connection, _settings(folder), now=NOW, telegram=_no_telegram)))),
        ("backup", lambda: _one(lambda: backup.daily(file_of(connection), folder / "backups", now=NOW))),
    )
    for what, do in stepwise:
        if only in what:
            yield _stepped(what, do())


def _stepped(what: str, steps: Iterator[object]) -> Line:
    """Take every step; the worst is the longest one."""
    worst = total = 0.0
    done = 0
    while True:
        started = time.process_time()
        over = next(steps, StopIteration) is StopIteration
        spent = (time.process_time() - started) * 1000
        worst, total, done = max(worst, spent), total + spent, done + 1
        if over:
            return Line(what, total, worst, None, f"{done} steps")


def _one(do: Callable[[], object]) -> Iterator[object]:
    """Do something in one step."""
    yield do()


def _settings(folder: Path) -> Settings:
    return Settings(_env_file=None, database=folder / "now.db")  # type: ignore[call-arg]


def _no_telegram(settings: Settings) -> Check:
    return Check("token", True, "")


def _row(line: Line) -> str:
    reached = "" if line.goal is None else "reached" if line.worst <= line.goal else "missed"
    return f"| {line.what} | {line.middle:.0f} | {line.worst:.0f} | {reached}{line.note} |"


def main() -> None:
    """Build, measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--activities", type=int, default=1_000_000)
    parser.add_argument("--officials", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=12)
    parser.add_argument("--only", default="", help="measure what has these words in its name")
    given = parser.parse_args()
    built, copy = given.folder / f"years-{given.activities}.db", given.folder / "now.db"
    given.folder.mkdir(parents=True, exist_ok=True)
    if not built.exists():
        build(built, activities=given.activities, officials=given.officials)
    for suffix in ("", "-wal", "-shm"):
        copy.with_name(copy.name + suffix).unlink(missing_ok=True)
    shutil.copyfile(built, copy)
    connection = connect(copy)
    print("| what | p50 ms | slowest ms | |\n|---|--:|--:|---|")
    lines = asyncio.run(screens(connection, given.folder, given.rounds, given.only))
    for line in duties(connection, given.folder, given.only):
        print(_row(line), flush=True)
    connection.close()
    if any(line.goal is not None and line.worst > line.goal for line in lines):
        raise SystemExit(1)


if __name__ == "__main__":
    main()
