"""A day of an office under faults: stops without warning, a failing network, jumping clocks, repeated updates.

One life runs in child processes. Each child opens the database, is given what Telegram still holds, lets the heartbeat
beat and the outbox be sent, and is killed at a point drawn from a seed: at a statement of SQL, or just before or after
a message goes out. The world outside - what Telegram heard, what it still has to deliver - lies in files that a kill
does not reach. Afterwards everything is compared with what should have happened.
"""

import asyncio
import json
import os
import random
import signal
import sqlite3
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from telegram import Update

from bot.application import build_application
from bot.delivery import Sender, resume
from bot.heartbeat import Heartbeat
from bot.local import personas
from bot.local.world import World
from knowledge.database import connect
from knowledge.documents.document import Document
from knowledge.plans import store
from knowledge.work.chats import outbox
from knowledge.work.members import people, registered_units
from knowledge.work.members.officials import OfficialRole
from tests.outside import Kill, Net, Outside
from tests.talking import START, Hands, commune_plan, settings

OFFICER = 1001
UNITS = 3
"""Units beside that of the officer who writes: two with an officer each, one with the coordinator."""
MORNING = datetime(2026, 5, 8, 1, 30, tzinfo=UTC)
"""8:30 on the eve of the last day: everybody is owed one digest."""
SAID = (
    "sáng nay truyền thông đuối nước ở thôn 3, 45 cháu 12 phụ huynh, phát 100 tờ rơi, 2tr5",
    "rs:1",
    "hôm qua tuần tra ao hồ ở thôn 5, cắm 12 biển báo, 500k",
    "rs:2",
    "rs:2",
)


def updates() -> list[dict[str, Any]]:
    """Return what the officer wrote and pressed, as Telegram's JSON."""
    user = {"id": OFFICER, "is_bot": False, "first_name": "Mai"}
    chat = {"id": OFFICER, "type": "private"}
    date = int(START.timestamp())
    found: list[dict[str, Any]] = []
    for number, said in enumerate(SAID, start=1):
        if said.startswith("rs:"):
            message = {"message_id": 500 + number, "date": date, "chat": chat, "text": "form"}
            query = {"id": str(number), "from": user, "chat_instance": "1", "data": said, "message": message}
            found.append({"update_id": number, "callback_query": query})
        else:
            message = {"message_id": number, "date": date, "chat": chat, "from": user, "text": said}
            found.append({"update_id": number, "message": message})
    return found


OWED = """
create table owed (chat integer, text text);
create trigger note_what_is_owed after insert on outbox when new.key is not null begin
    insert into owed values (new.chat, new.text);
end;
"""
"""What the outbox was told to send: it forgets the words once they are sent."""


def prepare(path: Path) -> None:
    """Make the office: a published plan, its units, their officers; the coordinator decides on reports."""
    connection = connect(path)
    store.save(connection, commune_plan(), Document("kh.txt", "", ()), now=START)
    for number in range(UNITS + 1):
        name = "Công an xã" if number == 0 else f"Ban {number}"
        unit = registered_units.register(connection, name, issuer="UBND xã An Phú")
        role = OfficialRole.COORDINATOR if number == UNITS else OfficialRole.OFFICER
        people.join(connection, OFFICER + number, f"Cán bộ {number}", unit=unit.id, role=role, by=None, now=START)
    personas.register(connection, now=START)
    connection.executescript(OWED)
    connection.close()


@dataclass
class Plan:
    """What one child goes through: the moment it starts at, where it is killed, how often the network fails."""

    now: datetime
    kill: tuple[str, int] = ("", 0)
    seed: int = 0
    rate: float = 0.0
    steps: tuple[timedelta, ...] = field(default=(timedelta(),))


async def live(connection: sqlite3.Connection, path: Path, outside: Outside, plan: Plan, kill: Kill) -> None:
    """Run the assistant: Telegram's updates in, heartbeats, the outbox sent until nothing is due."""
    chance = random.Random(plan.seed)
    clock = Hands(plan.now)
    world = World(clock)
    for number in range(UNITS + 1):
        world.chat(OFFICER + number)
    for persona in personas.PERSONAS:
        world.chat(persona.telegram_id)
    transport = Net(world, outside, chance, kill, plan.rate)
    application = build_application(
        connection, settings(database=path), clock=clock, request=transport, pauses=(0.0, 0.0)
    )
    async with application:
        await application.start()
        await resume(application)
        for update in undelivered(outside, chance):
            kill("fetch")
            await application.update_queue.put(Update.de_json(update, application.bot))
            outside.note("taken", str(update["update_id"]))
        await application.update_queue.join()
        heartbeat, sender = Heartbeat(application, backups=None), Sender(application)
        outbox.recover(connection)
        for step in plan.steps:
            clock.now += step
            heartbeat.beat()
            while await sender.send_due():
                pass
        await application.stop()


def undelivered(outside: Outside, chance: random.Random) -> list[dict[str, Any]]:
    """Return what Telegram still has to deliver: in order, with repetitions; a repetition may come late."""
    taken = {int(line) for line in outside.lines("taken")}
    coming = [update for update in updates() if update["update_id"] not in taken]
    again = [update for update in updates() if update["update_id"] in taken and chance.random() < 0.3]
    for update in list(coming):
        if chance.random() < 0.3:
            coming.insert(chance.randint(coming.index(update) + 1, len(coming)), update)
    return [*again, *coming]


def child(path: Path, outside: Outside, plan: Plan) -> int:
    """Live in a child process; return how it ended (a signal as a negative number)."""
    pid = os.fork()
    if pid:
        return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    try:
        connection = connect(path)
        kill = Kill(*plan.kill)
        connection.set_trace_callback(lambda statement: kill("sql"))
        asyncio.run(live(connection, path, outside, plan, kill))
        outside.note("points", json.dumps(kill.counts))
        connection.close()
        os._exit(0)
    except BaseException as error:
        outside.note("errors", repr(error))
        os._exit(1)


@dataclass(frozen=True)
class Outcome:
    """What came of one life."""

    updates_lost: int
    effects_doubled: int
    reminders_lost: int
    sent_twice: int
    excused: int
    """Stops and broken answers that fell between sending and marking, each of which may send one message twice."""


JUMPS = (timedelta(minutes=2), timedelta(hours=-3), timedelta(hours=3, minutes=5), timedelta(minutes=15))
"""The clock runs, jumps back, jumps ahead, runs: within one working day."""


def life(folder: Path, template: Path, seed: int, points: dict[str, int], *, kills: int = 2) -> Outcome:
    """Let one life go by with so many kills, network errors and clock jumps; return what came of it."""
    folder.mkdir()
    path, outside, chance = folder / "k.db", Outside(folder), random.Random(seed)
    path.write_bytes(template.read_bytes())
    excused = 0
    for number in range(kills):
        kind = chance.choice(("sql", "sql", "send", "send", "fetch"))
        kill = (kind, chance.randint(1, points[kind]))
        ended = child(path, outside, Plan(MORNING, kill, seed * 10 + number, rate=0.4, steps=JUMPS))
        assert ended in (0, -signal.SIGKILL), outside.lines("errors")
        excused += between(path, outside)
    calm = Plan(MORNING, seed=seed, steps=(timedelta(minutes=30), timedelta(minutes=20), timedelta(minutes=20)))
    assert child(path, outside, calm) == 0, outside.lines("errors")
    return judged(path, outside, excused + len(outside.lines("unanswered")))


def between(path: Path, outside: Outside) -> int:
    """Return how many messages Telegram had taken that were not yet marked when the process was stopped."""
    connection = connect(path)
    sending = connection.execute("select chat, text from outbox where state = 'sending'").fetchall()
    connection.close()
    heard = {tuple(json.loads(line)) for line in outside.lines("heard")}
    return sum((row["chat"], row["text"]) in heard for row in sending)


def judged(path: Path, outside: Outside, excused: int) -> Outcome:
    """Compare what is in the database and what Telegram heard with what should be."""
    connection = connect(path)
    rows = connection.execute("select state, count(*) from inbox group by state").fetchall()
    handled = {row[0]: row[1] for row in rows}
    reports = connection.execute("select count(*) from activity where state = 'submitted'").fetchone()[0]
    heard = [json.loads(line) for line in outside.lines("heard")]
    owed = connection.execute("select chat, text from owed").fetchall()
    expected = Counter((row["chat"], row["text"]) for row in owed)
    told = Counter((chat, text) for chat, text in heard if (chat, text) in expected)
    digests = connection.execute("select count(distinct chat) from outbox where key like 'digest:%'").fetchone()[0]
    connection.close()
    return Outcome(
        updates_lost=len(SAID) - handled.get("handled", 0) + max(0, 2 - reports),
        effects_doubled=max(0, reports - 2) + sum(count - 1 for count in expected.values()),
        reminders_lost=max(0, UNITS + 1 - digests) + sum(not told[message] for message in expected),
        sent_twice=sum(max(0, count - 1) for count in told.values()),
        excused=excused,
    )


def calibrated(folder: Path, template: Path) -> dict[str, int]:
    """Return how many points of each kind one undisturbed life passes at which it could be killed."""
    folder.mkdir()
    path, outside = folder / "k.db", Outside(folder)
    path.write_bytes(template.read_bytes())
    assert child(path, outside, Plan(MORNING, steps=JUMPS)) == 0, outside.lines("errors")
    points: dict[str, int] = json.loads(outside.lines("points")[-1])
    return points


def lives(folder: Path, seeds: range, *, kills: int, show: Callable[[int, Outcome], None] | None = None) -> Outcome:
    """Let many lives go by; return the sums."""
    folder.mkdir(exist_ok=True)
    template = folder / "mau.db"
    prepare(template)
    points = calibrated(folder / "dem", template)
    found = []
    for seed in seeds:
        found.append(life(folder / str(seed), template, seed, points, kills=kills))
        if show is not None:
            show(seed, found[-1])
    return Outcome(*(sum(getattr(one, name) for one in found) for name in Outcome.__dataclass_fields__))
