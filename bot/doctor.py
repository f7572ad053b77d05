"""What can be wrong with a running assistant, checked one by one; `python -m bot doctor` shows the list."""

import asyncio
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from telegram import Bot
from telegram.error import InvalidToken, TelegramError
from telegram.request import HTTPXRequest

from bot.settings import Settings
from knowledge import backup
from knowledge.clock import VIET_NAM, local_date
from knowledge.database import damages
from knowledge.work.chats import outbox
from knowledge.work.reminding.working_days import OverridesError, calendar

LEAST_DISK = 500 * 1024 * 1024
OLDEST_BACKUP = timedelta(days=2)
LONGEST_QUEUE = 1000
LONGEST_WAIT = timedelta(hours=1)
ASKING = 5.0
"""Seconds that Telegram is given to answer."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at: its name in the template, whether it is well, and what was found."""

    name: str
    is_well: bool
    found: str


def examine(
    connection: sqlite3.Connection,
    settings: Settings,
    *,
    now: datetime,
    telegram: Callable[[Settings], Check] | None = None,
) -> Iterator[Check]:
    """Yield every check; none of them writes. `telegram` asks Telegram about the token."""
    telegram = telegram or token
    yield telegram(settings)
    yield Check("time_zone", ZoneInfo("Asia/Ho_Chi_Minh") == VIET_NAM, f"{now.astimezone(VIET_NAM):%d/%m/%Y %H:%M}")
    yield _clock(connection, now)
    yield _holidays(settings)
    yield _disk(settings)
    yield _inbox(connection)
    yield _outbox(connection, now)
    yield _last_update(connection)
    yield _last_backup(settings, now)
    yield _integrity(connection)


def token(settings: Settings) -> Check:
    """Ask Telegram who the token's bot is."""
    if settings.telegram_token is None:
        return Check("token", False, "chưa đặt TELEGRAM_TOKEN")
    try:
        return Check("token", True, f"@{asyncio.run(_username(settings, settings.telegram_token.get_secret_value()))}")
    except InvalidToken:
        return Check("token", False, "Telegram không nhận mã này: chép lại từ @BotFather")
    except TelegramError:
        return Check("token", False, f"không kết nối được {settings.telegram_api_url}: kiểm tra mạng hoặc PROXY")


async def _username(settings: Settings, secret: str) -> str:
    request = HTTPXRequest(proxy=settings.proxy_url, connect_timeout=ASKING, read_timeout=ASKING)
    async with Bot(secret, base_url=f"{settings.telegram_api_url}/bot", request=request) as bot:
        return bot.username


def _holidays(settings: Settings) -> Check:
    """A file of swapped days that cannot be read leaves the reminders with the law's own holidays."""
    file = settings.holidays_file
    try:
        calendar(file)
    except (OverridesError, OSError, UnicodeDecodeError) as error:
        return Check("holidays", False, str(error))
    return Check("holidays", file is None or file.exists(), str(file) if file else "theo luật")


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


def _outbox(connection: sqlite3.Connection, now: datetime) -> Check:
    """Messages that are long overdue are stuck: nothing sends them."""
    counts, due = outbox.counts(connection), outbox.next_due(connection)
    well = counts.get("waiting", 0) < LONGEST_QUEUE and (due is None or now - due < LONGEST_WAIT)
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
    found = damages(connection)
    return Check("integrity", not found, "; ".join(found[:3]) or "ok")
