"""A report stored, history and audit included, beside one raw insert of the same report, WAL with synchronous=NORMAL.

How often the disk is waited for is counted by strace where it is installed: `fsync` and `fdatasync` of a process that
stores reports and does nothing else.
"""

import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path

from benchmarks.measuring import Row, Spent, p50, spent, undisturbed
from knowledge.clock import stamp
from knowledge.database import connect
from knowledge.work.members import officials, registered_units
from knowledge.work.members.officials import Official, OfficialRole
from knowledge.work.reporting import activities
from knowledge.work.reporting.activities import Source
from knowledge.work.reporting.activity import Details, TaskPlace

NOW = datetime(2026, 4, 1, 2, tzinfo=UTC)
REPORTS = 1500
_COUNTED = 300
_AUTHORS = 50
_CALLS = 3
"""The column of strace's summary that counts the calls."""
_GOAL, _MOST_SYNCS = 6.0, 1.0
DETAILS = Details(
    what="Truyền thông phòng, chống đuối nước cho học sinh trường tiểu học, hướng dẫn kỹ năng an toàn dưới nước",
    date=date(2026, 3, 30),
    place="thôn 3",
    children=45,
    adults=12,
    cost=2_500_000,
    quantities=(("tờ rơi", 100.0),),
    task=TaskPlace("Tổ chức truyền thông phòng, chống đuối nước trẻ em tại cộng đồng", "II.3"),
)
_COLUMNS = (
    "state, author, unit, what, date, place, children, adults, cost, difficulty, proposal, task_text, task_section,"
    " chat, message, created_at, changed_at, submitted_at"
)


class Office:
    """A database with a unit and its officers."""

    def __init__(self, folder: Path) -> None:
        self.connection = connect(folder / "office.db")
        self.unit = registered_units.register(self.connection, "Trạm Y tế", issuer="UBND xã Khe Mây").id
        for author in range(1, _AUTHORS + 1):
            officials.add(self.connection, Official(author, "Mai", OfficialRole.OFFICER), now=NOW)

    def keep(self, number: int, drafts: list[int]) -> None:
        """Keep a draft and note its id."""
        author = 1 + number % _AUTHORS
        source = Source(author, number)
        draft = activities.open_draft(
            self.connection, author=author, unit=self.unit, now=_at(number), details=DETAILS, source=source
        )
        drafts.append(draft.id)

    def send(self, number: int, draft: int) -> None:
        """Send a draft: the report is stored, with its history and the audit log."""
        activities.submit(self.connection, draft, by=1 + number % _AUTHORS, now=_at(number))


class Raw:
    """One table without an index."""

    def __init__(self, folder: Path) -> None:
        self.connection = sqlite3.connect(folder / "raw.db", isolation_level=None)
        self.connection.execute("pragma journal_mode = wal")
        self.connection.execute("pragma synchronous = normal")
        self.connection.execute(f"create table report (id integer primary key, {_COLUMNS})")
        self._insert = f"insert into report ({_COLUMNS}) values ({', '.join('?' * len(_COLUMNS.split(',')))})"

    def insert(self, number: int) -> None:
        """Store the same report as one row."""
        said, now, task = DETAILS, _at(number), DETAILS.task
        assert said.date is not None
        assert task is not None
        author = 1 + number % _AUTHORS
        values = ("submitted", author, 1, said.what, said.date.isoformat(), said.place, said.children, said.adults)
        more = (said.cost, said.difficulty, said.proposal, task.text, task.section, author, number)
        self.connection.execute(self._insert, (*values, *more, stamp(now), stamp(now), stamp(now)))


def _at(number: int) -> datetime:
    return NOW + timedelta(seconds=number)


def rows(reports: int = REPORTS, *, traced: bool = True) -> Iterator[Row]:
    """Yield the rows of a report."""
    times: dict[str, Spent] = {"raw": [], "draft": [], "sent": []}
    with tempfile.TemporaryDirectory() as folder, undisturbed():
        office, raw = Office(Path(folder)), Raw(Path(folder))
        drafts: list[int] = []
        for number in range(reports):
            times["raw"].append([spent(partial(raw.insert, number))])
            times["draft"].append([spent(partial(office.keep, number, drafts))])
            times["sent"].append([spent(partial(office.send, number, drafts[-1]))])
        office.connection.close()
        raw.connection.close()
    one = p50(times["raw"])
    figures = ", ".join(f"{name} {p50(spent_) * 1000:.0f} µs" for name, spent_ in times.items())
    insert = "one raw insert of the same report"
    yield Row("a report sent: stored with history and audit", insert, p50(times["sent"]) / one, _GOAL, figures=figures)
    yield Row("its draft kept before that", insert, p50(times["draft"]) / one, None)
    if traced:
        yield _syncs()


def _syncs() -> Row:
    measured, yardstick = "waits for the disk by report, draft and sending", "at most one"
    if shutil.which("strace") is None:
        return Row(measured, yardstick, None, _MOST_SYNCS, unit="", note="strace is not installed")
    with tempfile.TemporaryDirectory() as folder:
        counts = [_traced(Path(folder) / str(number), number) for number in (1, _COUNTED + 1)]
    return Row(measured, yardstick, (counts[1] - counts[0]) / _COUNTED, _MOST_SYNCS, unit="")


def _traced(folder: Path, reports: int) -> int:
    """Return how often a fresh process that stores so many reports waits for the disk."""
    folder.mkdir()
    command = [sys.executable, "-m", "benchmarks.reports", str(folder), str(reports)]
    traced = ["strace", "-f", "-c", "-e", "trace=fsync,fdatasync", *command]
    said = subprocess.run(traced, capture_output=True, text=True, check=True).stderr
    columns = [line.split() for line in said.splitlines()]
    return sum(int(line[_CALLS]) for line in columns if line and line[-1] in ("fsync", "fdatasync"))


def store(folder: Path, reports: int) -> None:
    """Store reports in a new database of a folder."""
    office, drafts = Office(folder), list[int]()
    for number in range(reports):
        office.keep(number, drafts)
        office.send(number, drafts[-1])


if __name__ == "__main__":
    store(Path(sys.argv[1]), int(sys.argv[2]))
