"""What can be wrong with a running assistant, checked one by one; `python -m bot doctor` shows the list."""

import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.settings import Settings
from knowledge import backup
from knowledge.clock import VIET_NAM, local_date
from knowledge.work import outbox

LEAST_DISK = 500 * 1024 * 1024
OLDEST_BACKUP = timedelta(days=2)
LONGEST_QUEUE = 1000


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at: its name in the template, whether it is well, and what was found."""

    name: str
    is_well: bool
    found: str


def examine(connection: sqlite3.Connection, settings: Settings, *, now: datetime) -> Iterator[Check]:
    """Yield every check, the quick ones first; none of them writes."""
    yield Check("token", settings.telegram_token is not None, "có" if settings.telegram_token else "không")
    yield Check("time_zone", ZoneInfo("Asia/Ho_Chi_Minh") == VIET_NAM, f"{now.astimezone(VIET_NAM):%d/%m/%Y %H:%M}")
    yield _clock(connection, now)
    yield _disk(settings)
    yield _inbox(connection)
    yield _outbox(connection)
    yield _last_update(connection)
    yield _last_backup(settings, now)
    yield _integrity(connection)


def _clock(connection: sqlite3.Connection, now: datetime) -> Check:
    """A clock that is behind what was stored has jumped back: reminders would wait for the past to come again."""
    latest = connection.execute("select max(at) from (select max(received_at) as at from inbox)").fetchone()[0]
    behind = latest is not None and datetime.fromisoformat(latest) > now + timedelta(minutes=5)
    return Check("clock", not behind, latest or "—")


def _disk(settings: Settings) -> Check:
    folder = settings.database.resolve().parent
    free = shutil.disk_usage(folder if folder.exists() else ".").free
    return Check("disk", free >= LEAST_DISK, f"{free // 1024**2} MB")


def _inbox(connection: sqlite3.Connection) -> Check:
    rows = connection.execute("select state, count(*) from inbox group by state").fetchall()
    counts = {row[0]: row[1] for row in rows}
    well = counts.get("received", 0) < LONGEST_QUEUE and not counts.get("set_aside")
    return Check("inbox", well, ", ".join(f"{state} {count}" for state, count in counts.items()) or "0")


def _outbox(connection: sqlite3.Connection) -> Check:
    counts = outbox.counts(connection)
    well = counts.get("waiting", 0) < LONGEST_QUEUE
    return Check("outbox", well, ", ".join(f"{state} {count}" for state, count in counts.items()) or "0")


def _last_update(connection: sqlite3.Connection) -> Check:
    latest = connection.execute("select max(received_at) from inbox").fetchone()[0]
    return Check("last_update", True, latest or "—")


def _last_backup(settings: Settings, now: datetime) -> Check:
    latest = backup.latest(settings.backups)
    if latest is None:
        return Check("last_backup", False, "—")
    day = datetime.strptime(latest.stem.removeprefix("kehoach-"), "%Y-%m-%d").replace(tzinfo=VIET_NAM).date()
    return Check("last_backup", local_date(now) - day <= OLDEST_BACKUP, latest.name)


def _integrity(connection: sqlite3.Connection) -> Check:
    found = connection.execute("pragma quick_check").fetchone()[0]
    return Check("integrity", found == "ok", found)
