"""The process is killed without warning at points of a conversation; afterwards the same updates come again.

The points are SQL statements: a child process counts those that it runs and sends itself SIGKILL at one of them. What
the author was told lies in a file that survives. Then another child is given every update from the start.
"""

import asyncio
import os
import random
import signal
import sqlite3
from pathlib import Path

from telegram import Update

from bot.application import build_application
from bot.delivery import resume
from bot.local import personas
from bot.local.transport import LocalTelegram
from bot.local.world import World
from knowledge.database import connect
from knowledge.documents.document import Document
from knowledge.plans import store
from knowledge.work.members import people, registered_units
from knowledge.work.members.officials import OfficialRole
from knowledge.work.reporting import reports
from knowledge.work.reporting.activity import COUNTED, State
from knowledge.work.reporting.reports import Sought
from tests.talking import START, Hands, commune_plan, settings

POINTS = 16
"""In the suite; `python -m benchmarks.faults` takes 200."""
SEED = 20260302
OFFICER = personas.by_key("officer")
SAID = (
    "sáng nay truyền thông đuối nước ở thôn 3, 45 cháu 12 phụ huynh, phát 100 tờ rơi, 2tr5",
    "rs:1",
    "hôm qua tuần tra ao hồ ở thôn 5, cắm 12 biển báo, 500k",
    "không phải 12 mà 15",
    "rs:2",
    "rs:2",
    "đã tuyên truyền cho 30 học sinh lớp 4A về bơi an toàn",
)
"""Two reports, sent, one of them twice and one corrected before; a draft that lacks its day."""


class Witness(World):
    """A world whose messages reach the author: they are written down where a kill does not reach."""

    def __init__(self, path: Path) -> None:
        super().__init__(Hands())
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def tell(self, chat_id, event):
        super().tell(chat_id, event)
        os.write(self._file, (event.get("message", {}).get("html", "").replace("\n", " ") + "\n").encode())


def updates():
    """Return the conversation as Telegram's JSON."""
    user = {"id": OFFICER.telegram_id, "is_bot": False, "first_name": OFFICER.name}
    chat = {"id": OFFICER.telegram_id, "type": "private"}
    date = int(START.timestamp())
    for number, said in enumerate(SAID, start=1):
        if said.startswith("rs:"):
            message = {"message_id": 500 + number, "date": date, "chat": chat, "text": "form"}
            query = {"id": str(number), "from": user, "chat_instance": "1", "data": said, "message": message}
            yield {"update_id": number, "callback_query": query}
        else:
            message = {"message_id": number, "date": date, "chat": chat, "from": user, "text": said}
            yield {"update_id": number, "message": message}


def prepare(path: Path) -> None:
    connection = connect(path)
    store.save(connection, commune_plan(), Document("kh.txt", "", ()), now=START)
    unit = registered_units.register(connection, "Công an xã", issuer="UBND xã An Phú")
    role = OfficialRole.OFFICER
    people.join(connection, OFFICER.telegram_id, OFFICER.name, unit=unit.id, role=role, by=None, now=START)
    connection.close()


async def converse(connection: sqlite3.Connection, path: Path, told: Path) -> None:
    world = Witness(told)
    world.chat(OFFICER.telegram_id)
    application = build_application(
        connection, settings(database=path), clock=Hands(), request=LocalTelegram(world), pauses=(0.0, 0.0)
    )
    async with application:
        await application.start()
        await resume(application)
        for update in updates():
            await application.update_queue.put(Update.de_json(update, application.bot))
        await application.update_queue.join()
        await application.stop()


def in_child(path: Path, told: Path, kill_at: int | None) -> int:
    """Run the conversation in a child process; return how it ended (a signal as a negative number)."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    try:
        connection = connect(path)
        count = 0

        def traced(_statement: str) -> None:
            nonlocal count
            count += 1
            if count == kill_at:
                os.kill(os.getpid(), signal.SIGKILL)

        connection.set_trace_callback(traced)
        asyncio.run(converse(connection, path, told))
        told.with_suffix(".count").write_text(str(count))
        connection.close()
        os._exit(0)
    except BaseException:
        os._exit(1)


def test_no_report_is_lost_or_doubled_by_a_kill(tmp_path):
    try_kills(tmp_path, POINTS)


def try_kills(tmp_path: Path, count: int) -> None:
    """Kill the process at so many points of the conversation, each time in a new database, and compare."""
    prepare(tmp_path / "mau.db")
    for path in (tmp_path / "dem.db", tmp_path / "lan.db"):
        path.write_bytes((tmp_path / "mau.db").read_bytes())
    assert in_child(tmp_path / "dem.db", tmp_path / "dem", None) == 0
    statements = int((tmp_path / "dem.count").read_text())
    points = random.Random(SEED).choices(range(1, statements), k=count)

    for number, point in enumerate(points):
        path, told = tmp_path / f"{number}.db", tmp_path / f"{number}"
        path.write_bytes((tmp_path / "mau.db").read_bytes())
        assert in_child(path, told, point) == -signal.SIGKILL
        heard = told.read_text() if told.exists() else ""
        confirmed = {number for number in (1, 2) if f"Đã gửi báo cáo số {number}" in heard}
        after_kill = connect(path)
        kept = {report.id for report in reports.reports(after_kill, Sought(states=COUNTED), limit=None)}
        after_kill.close()
        assert confirmed <= kept, f"a confirmed report was lost at statement {point}"

        assert in_child(path, told, None) == 0
        connection = connect(path)
        sent = reports.reports(connection, Sought(states=COUNTED), limit=None)
        drafts = reports.drafts(connection, OFFICER.telegram_id)
        assert sorted(report.id for report in sent) == [1, 2], point
        corrected = next(one for one in sent if one.id == 2)
        assert [number for _, number in corrected.details.quantities] == [15], point
        assert [draft.state for draft in drafts] == [State.DRAFT], point
        assert connection.execute("select count(*) from inbox where state <> 'handled'").fetchone()[0] == 0
        connection.close()
        path.unlink()
