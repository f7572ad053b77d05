"""A conversation for tests: the real application over a database in memory, the fake only at the request seam."""

import re
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bot.application import build_application
from bot.delivery import resume
from bot.local import personas
from bot.local.personas import Persona, by_key
from bot.local.sender import People
from bot.local.transport import LocalTelegram
from bot.local.world import World
from bot.settings import Settings
from handlers.context import App
from handlers.planning.readings import Readings
from handlers.rendering import plain
from knowledge.database import connect
from knowledge.documents.document import Document, Span
from knowledge.plans import store
from knowledge.plans.model import Deadline, Head, Level, Passage, PassageKind, Plan, Role, Section, Task, Unit
from knowledge.work.chats import inbox

START = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)
"""Monday 2 March 2026, 8:30 in Viet Nam."""


class Hands:
    """A clock that stands until it is moved."""

    def __init__(self, now: datetime = START) -> None:
        self.now = now

    def __call__(self) -> datetime:
        """Return where the hands stand."""
        return self.now

    def move(self, by: timedelta) -> None:
        """Move the hands on."""
        self.now += by


class Heard:
    """What came back: the messages that were sent or edited, the alerts, in order."""

    def __init__(self, events: list[dict[str, Any]]) -> None:
        self.events = [event for event in events if not event.get("message", {}).get("mine")]

    @property
    def messages(self) -> list[dict[str, Any]]:
        """The messages, sent and edited."""
        return [event["message"] for event in self.events if event["type"] in ("message", "edit")]

    @property
    def kinds(self) -> list[str]:
        """What happened, by name."""
        return [event["type"] for event in self.events]

    @property
    def last(self) -> dict[str, Any]:
        """The last message."""
        return self.messages[-1]

    @property
    def text(self) -> str:
        """What a reader sees of the messages."""
        return "\n".join(plain(message["html"]) for message in self.messages)

    @property
    def alert(self) -> str:
        """What was said over the chat."""
        return "".join(event["text"] for event in self.events if event["type"] == "answer")

    @property
    def labels(self) -> list[str]:
        """The labels of the last message's buttons."""
        return [button["text"] for row in self.last["buttons"] for button in row]


class Talk:
    """One person's side of the conversation."""

    def __init__(self, application: App, world: World, people: People, persona: Persona) -> None:
        self.application = application
        self.readings = Readings(application, pace=60)
        self.world = world
        self.people = people
        self.persona = persona

    @property
    def chat(self) -> int:
        """The chat's id."""
        return self.persona.telegram_id

    @property
    def last(self) -> int:
        """The id of the chat's last message."""
        return max(self.world.chat(self.chat).messages)

    def as_(self, key: str) -> "Talk":
        """Speak as another persona."""
        persona = by_key(key)
        assert persona is not None
        return Talk(self.application, self.world, self.people, persona)

    async def say(self, text: str) -> Heard:
        """Write a text and hear what comes back."""
        return await self._hear(self.people.say(self.persona, text))

    async def edit(self, text: str, at: int = -1) -> Heard:
        """Change a text or caption that was written: the last one, or another by its place among one's own."""
        own = [number for number, one in self.world.chat(self.chat).messages.items() if not one.json["from"]["is_bot"]]
        return await self._hear(self.people.edit(self.persona, own[at], text))

    async def send(self, content: dict[str, Any]) -> Heard:
        """Send another kind of message."""
        return await self._hear(self.people.send_other(self.persona, content))

    async def send_file(self, name: str, content: bytes, mime: str = "text/plain") -> Heard:
        """Send a file."""
        return await self._hear(self.people.send_file(self.persona, name, mime, content))

    async def press(self, label: str) -> Heard:
        """Press the newest button whose label holds these words."""
        for number, message in reversed(self.world.chat(self.chat).messages.items()):
            for row in message.json.get("reply_markup", {}).get("inline_keyboard", []):
                for button in row:
                    if label in button["text"]:
                        return await self.press_data(number, button["callback_data"])
        raise AssertionError(f"no button says {label}")

    async def press_data(self, message_id: int, data: str) -> Heard:
        """Press a button with this callback data, which may be forged."""
        return await self._hear(self.people.press(self.persona, message_id, data))

    async def _hear(self, doing: Any) -> Heard:
        before = self.world.version(self.chat)
        await doing
        await self.application.update_queue.join()
        while await self.readings.read_next():
            pass
        return Heard(self.world.chat(self.chat).events[before:])


def settings(**given: Any) -> Settings:
    """Return settings that read no file."""
    return Settings(_env_file=None, **given)


@asynccontextmanager
async def talking(
    connection: sqlite3.Connection,
    tmp_path: Path,
    *,
    clock: Hands | None = None,
    world: World | None = None,
    allow_errors: bool = False,
) -> AsyncIterator[Talk]:
    """Run the application over a database; bugs that its handlers met are raised at the end."""
    clock = clock or Hands()
    world = world or World(clock)
    application = build_application(
        connection,
        settings(database=tmp_path / "kehoach.db"),
        clock=clock,
        request=LocalTelegram(world),
        pauses=(0.0, 0.0),
    )
    personas.register(connection, now=clock())
    async with application:
        await application.start()
        await resume(application)
        await application.update_queue.join()
        officer = by_key("officer")
        assert officer is not None
        try:
            people = People(world, application, inbox.highest(connection) + 1)
            yield Talk(application, world, people, officer)
        finally:
            await application.stop()
    errors = connection.execute("select error from inbox where state = 'set_aside'").fetchall()
    assert allow_errors or not errors, [row["error"] for row in errors]


def database(*plans: Plan) -> sqlite3.Connection:
    """Return a database in memory with plans in it."""
    connection = connect(":memory:")
    for plan in plans or (commune_plan(),):
        store.save(connection, plan, Document(f"{plan.id}.txt", "", (), sha256=plan.id), now=START)
    return connection


def commune_plan(plan_id: str = "xa-an-phu-2026", *, number: str = "12/KH-UBND", tasks: int = 3) -> Plan:
    """Return a small plan: three sections, two units, a task more or less, two deadlines."""
    title, issuer, signer = "KẾ HOẠCH Công tác trẻ em năm 2026", "UBND xã An Phú", "Hoàng Văn Bình"
    passages = _passages(tasks)
    police = tuple(Task(one.text, Role.LEAD, one.section, one.position) for one in passages[4 : 4 + tasks])
    health = passages[5 + tasks]
    return Plan(
        id=plan_id,
        head=Head(number, title, issuer, Level.COMMUNE, "An Phú", "2026-01-15", 2026, None, signer, "Chủ tịch"),
        sections=(
            _section("I", "I.", "Mục đích", None),
            _section("II", "II.", "Tổ chức thực hiện", None),
            _section("II.1", "1.", "Công an xã", "II"),
            _section("II.2", "2.", "Trạm Y tế", "II"),
            _section("III", "III.", "Chế độ báo cáo", None),
        ),
        passages=passages,
        units=(
            Unit("Công an xã", ("CAX",), "II.1", police),
            Unit("Trạm Y tế", (), "II.2", (Task(health.text, Role.CARRY_OUT, "II.2", health.position),)),
        ),
        deadlines=_deadlines(passages[-1]),
        targets=(),
        references=(),
        contacts=(),
        report_outline=(),
    )


def _passages(tasks: int) -> tuple[Passage, ...]:
    words = [f"Truyền thông phòng chống đuối nước đợt {place} cho học sinh, {'phụ huynh, ' * 30}giáo viên."
             for place in range(1, tasks + 1)]  # fmt: skip
    return (
        _passage(0, "I", "heading", "Mục đích", "I."),
        _passage(1, "I", "paragraph", "Trẻ em được sống an toàn & khỏe mạnh."),
        _passage(2, "II", "heading", "Tổ chức thực hiện", "II."),
        _passage(3, "II.1", "heading", "Công an xã", "1."),
        *(_passage(4 + place, "II.1", "bullet", text) for place, text in enumerate(words)),
        _passage(4 + tasks, "II.2", "heading", "Trạm Y tế", "2."),
        _passage(5 + tasks, "II.2", "bullet", "Khám sức khỏe cho trẻ em dưới 6 tuổi."),
        _passage(6 + tasks, "III", "heading", "Chế độ báo cáo", "III."),
        _passage(7 + tasks, "III", "paragraph", "Các đơn vị báo cáo về UBND xã trước ngày 10/5."),
    )


def _deadlines(said: Passage) -> tuple[Deadline, ...]:
    at, report, meeting = said.position, "Báo cáo kết quả", "Hội nghị triển khai"
    return (
        Deadline(report, ("các đơn vị",), "UBND xã", "--05-10", "--05-09", "yearly", said.text, "III", at),
        Deadline(meeting, (), None, "2026-02-01", "2026-02-01", None, "ngày 01/02/2026", "III", at),
    )


def words_of(html: str) -> str:
    """Return a text without tags and line breaks."""
    return re.sub(r"\s+", " ", plain(html)).strip()


def _passage(position: int, section: str, kind: str, text: str, label: str = "") -> Passage:
    return Passage(position, section, PassageKind(kind), text, Span(position * 10, position * 10 + 9, 1), label)


def _section(path: str, label: str, title: str, parent: str | None) -> Section:
    return Section(path, label, title, parent, Span(0, 1, 1))
