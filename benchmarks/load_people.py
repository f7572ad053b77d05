"""What 10,000 officials do on a working day: who writes what and when, and how they go on when the answer has come."""

import asyncio
import heapq
import random
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from typing import Any

from telegram import Update

from benchmarks.province import Member, Province
from bot.local.personas import Persona
from bot.local.sender import user
from bot.local.world import Json, World
from handlers.context import App
from knowledge.clock import VIET_NAM

DAY = date(2026, 6, 1)
"""A Monday that begins a month: reminders, the week's overview and the month's list fall on one morning."""
OPENS, CLOSES = time(7, 30), time(17, 0)
ARRIVALS = (4, 16, 18, 15, 13, 12, 10, 7, 3, 2, 2, 6, 12, 13, 12, 11, 10, 9, 6)
"""How many of those who write do so in each half hour from 7:30: a morning peak, a lunch, a lesser afternoon."""
SESSIONS = {"question": 9000, "report": 3000, "command": 3000}
"""For 10,000 officials."""
COMMANDS = ("/han", "/han", "/nhatky", "/kehoach", "/tiendo", "/toi", "/trogiup", "/donvi", "/nhac")
QUESTIONS = (
    "{unit} phải làm gì",
    "nhiệm vụ của {unit} là gì?",
    "hạn báo cáo khi nào",
    "ai chủ trì công tác truyền thông?",
    "mục tiêu của kế hoạch là gì",
    "nhung viec {unit} phai lam trong nam nay",
    "kinh phí lấy từ đâu?",
    "ai phối hợp tuyên truyền",
    "báo cáo gửi về đâu",
)
REPORTS = (
    "Sáng nay đã tổ chức truyền thông cho {people} học sinh tại thôn {place}, kinh phí {cost} triệu đồng.",
    "Hôm qua đã tập huấn kỹ năng cho {people} phụ huynh tại nhà văn hóa thôn {place}, kinh phí {cost} triệu đồng.",
    "Ngày 29/5 đã kiểm tra {people} điểm tại thôn {place}, phát {people} tờ rơi, kinh phí {cost} triệu đồng.",
    "Hôm qua đã thăm và tặng {people} suất quà tại thôn {place}, kinh phí {cost} triệu đồng.",
)
GOES_ON = {"question": 0.35, "report": 0.92, "arrived": 0.6, "reminder": 0.04, "command": 0.4}
"""How likely a button is pressed under what came."""
PRESSED = {"c", "a", "m", "h", "fb", "vo", "vp", "p", "tp", "u", "k"}
"""The buttons under answers that are pressed, by the first part of their data."""
TWICE = 0.01
"""Of the updates, those that Telegram delivers a second time."""


@dataclass(slots=True)
class Sent:
    """An update on its way to its answer."""

    kind: str
    chat: int
    at: float
    answered: bool = False


@dataclass(slots=True)
class Done:
    """What was done in the day, for the proof: texts asked, reports and presses by what they are about.

    `choices` are the presses that ask a question.
    """

    questions: list[tuple[int, str]] = field(default_factory=list)
    reports: list[tuple[int, int]] = field(default_factory=list)
    presses: list[str] = field(default_factory=list)
    choices: int = 0
    submits: set[int] = field(default_factory=set)
    accepts: set[int] = field(default_factory=set)
    updates: int = 0
    twice: int = 0


class Crowd:
    """Lets people write at their times and press what they are shown; notes how long each answer took.

    `now` is the day's clock in seconds. `waited` holds the seconds by kind.
    """

    def __init__(
        self,
        application: App,
        world: World,
        province: Province,
        now: Callable[[], float],
        *,
        share: float,
        until: float,
    ) -> None:
        self.done = Done()
        self.waited: dict[str, array[float]] = defaultdict(lambda: array("d"))
        self.open: dict[int, Sent] = {}
        self._application, self._world, self._now, self._until = application, world, now, until
        self._province = province
        self._by_chat = {member.telegram_id: member for member in province.members}
        units = application.bot_data.connection.execute("select id, name from registered_unit").fetchall()
        self._unit_names = {row["id"]: row["name"] for row in units}
        self._chance = random.Random(1606)
        self._coming: list[tuple[float, int, str, Any]] = []
        self._numbers, self._updates, self._queries = count(), count(1), count(1)
        for at, kind in _arrivals(share, until):
            self._plan(at, kind, self._chance.choice(province.members))

    async def run(self) -> None:
        """Let the day pass until everybody is done and answered."""
        while self._coming or self.open:
            if not self._coming:
                await asyncio.sleep(1.0)
                continue
            at, _, kind, what = self._coming[0]
            if at > self._now():
                await asyncio.sleep(min(at - self._now(), 1.0))
                continue
            heapq.heappop(self._coming)
            await (self._press(*what) if kind == "button" else self._write(kind, what))

    def read(self, method: str, chat: int, update: int | None, message: Json | None) -> None:
        """See what arrived: note how long it took, and perhaps go on."""
        sent = self.open.get(update) if update is not None else None
        if sent is None:
            if update is None and message is not None:
                self._hear(chat, message)
            return
        if message is None:
            if sent.kind == "button":
                self._answered(update, sent)
            return
        if not sent.answered:
            sent.answered = True
            self.waited[sent.kind].append(self._now() - sent.at)
            self._go_on(sent, message)
        if sent.kind != "button":
            self.open.pop(update or 0, None)

    def tidy(self) -> None:
        """Let the stand-in forget the messages that nobody will press: Telegram keeps them, not the program."""
        wanted = {(what[0].telegram_id, what[1]["message_id"]) for _, _, kind, what in self._coming if kind == "button"}
        busy = {sent.chat for sent in self.open.values()}
        for chat in self._world.chats.values():
            if chat.messages and chat.id not in busy:
                chat.messages = {number: one for number, one in chat.messages.items() if (chat.id, number) in wanted}

    def _answered(self, update: int | None, sent: Sent) -> None:
        if not sent.answered:
            self.waited["button"].append(self._now() - sent.at)
        self.open.pop(update or 0, None)

    def _plan(self, at: float, kind: str, what: object) -> None:
        heapq.heappush(self._coming, (at, next(self._numbers), kind, what))

    async def _write(self, kind: str, member: Member) -> None:
        chat, chance = member.telegram_id, self._chance
        if any(sent.chat == chat for sent in self.open.values()):
            self._plan(self._now() + 20, kind, member)
            return
        text = self._words(kind, member)
        content: Json = {"text": text}
        if kind == "command":
            content["entities"] = [{"type": "bot_command", "offset": 0, "length": len(text)}]
        message = self._world.add(chat, user(_persona(member)), content)
        self._world.chat(chat).events.clear()
        if kind == "question":
            self.done.questions.append((chat, text))
        elif kind == "report":
            self.done.reports.append((chat, message["message_id"]))
        await self._put(kind, chat, {"message": message}, twice=chance.random() < TWICE)

    def _words(self, kind: str, member: Member) -> str:
        chance = self._chance
        if kind == "command":
            return chance.choice(COMMANDS)
        if kind == "question":
            return chance.choice(QUESTIONS).format(unit=self._unit_names[member.unit])
        figures = {"people": chance.randint(20, 300), "place": chance.randint(1, 12), "cost": chance.randint(1, 9)}
        return chance.choice(REPORTS).format(**figures)

    async def _press(self, member: Member, message: Json, data: str) -> None:
        chat = member.telegram_id
        query = f"{chat}-{next(self._queries)}"
        self.done.presses.append(query)
        if data.startswith("rs:"):
            self.done.submits.add(int(data[3:]))
        elif data.startswith("c:"):
            self.done.choices += 1
        elif data.startswith("va:"):
            self.done.accepts.add(int(data[3:]))
        body = {
            "id": query,
            "from": user(_persona(member)),
            "chat_instance": str(chat),
            "message": message,
            "data": data,
        }
        await self._put("button", chat, {"callback_query": body}, twice=self._chance.random() < TWICE)

    async def _put(self, kind: str, chat: int, content: Json, *, twice: bool) -> None:
        """Deliver an update as Telegram does, now and then twice."""
        number = next(self._updates)
        self.done.updates += 1
        self.done.twice += twice
        self.open[number] = Sent(kind, chat, self._now())
        for _ in range(1 + twice):
            update = Update.de_json({"update_id": number, **content}, self._application.bot)
            await self._application.update_queue.put(update)

    def _hear(self, chat: int, message: Json) -> None:
        """Take notice of what came unasked: a report to decide on, a reminder."""
        data = _data(message)
        kind = "arrived" if any(one.startswith("va:") for one in data) else "reminder"
        wanted = [one for one in data if one.startswith(("va:", "od:", "os:", "oo:"))]
        if wanted and self._chance.random() < GOES_ON[kind]:
            self._plan_press(chat, message, wanted[0] if kind == "arrived" else self._chance.choice(wanted), 60, 1500)

    def _go_on(self, sent: Sent, message: Json) -> None:
        data = _data(message)
        if sent.kind == "report":
            data = [one for one in data if one.startswith("rs:")]
        else:
            data = [
                one for one in data if one[:2] in ("c:", "a:", "m:", "h:", "fb", "vo", "vp", "p:", "tp", "u:", "k:")
            ]
        if data and self._chance.random() < GOES_ON.get(sent.kind, 0.2):
            self._plan_press(sent.chat, message, self._chance.choice(data), 5, 60)

    def _plan_press(self, chat: int, message: Json, data: str, soonest: float, latest: float) -> None:
        at = self._now() + self._chance.uniform(soonest, latest)
        if at < self._until:
            self._plan(at, "button", (self._by_chat[chat], message, data))


def day_at(moment: time) -> datetime:
    """Return a time of the day as a moment."""
    return datetime.combine(DAY, moment, VIET_NAM).astimezone(UTC)


def _arrivals(share: float, until: float) -> Iterator[tuple[float, str]]:
    """Yield when somebody begins to write what, in seconds from the day's opening."""
    chance = random.Random(730)
    half_hour = timedelta(minutes=30).total_seconds()
    for kind, number in SESSIONS.items():
        for slot in chance.choices(range(len(ARRIVALS)), ARRIVALS, k=round(number * share)):
            at = (slot + chance.random()) * half_hour
            if at < until:
                yield at, kind


def _data(message: Json) -> list[str]:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [button["callback_data"] for row in rows for button in row if button.get("callback_data")]


def _persona(member: Member) -> Persona:
    return Persona(str(member.telegram_id), member.telegram_id, member.name, member.role)
