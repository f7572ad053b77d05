"""Backups: the database saved while it is in use, checked, put back, and the old ones thinned out.

SQLite's own backup interface copies a consistent state page by page while others read and write.
"""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

from knowledge.clock import VIET_NAM
from knowledge.database import DatabaseError, NewerDatabase, connect, damages
from knowledge.errors import UserError

KEPT = 14
"""Daily backups that are kept; older ones are deleted."""


class BackupError(UserError):
    """A backup that cannot be made or put back; its message says why and what to do."""


def save(connection: sqlite3.Connection, path: Path) -> None:
    """Write a checked copy of the database to a file that is not there yet, whole or not at all."""
    if path.exists():
        raise BackupError(f"Tệp {path} đã có: hãy chọn tên khác để không ghi đè bản sao lưu cũ.")
    part = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.unlink(missing_ok=True)
        with closing(sqlite3.connect(part)) as copy:
            connection.backup(copy)
            copy.execute("pragma journal_mode = delete")
            _demand_sound(copy, part)
        part.rename(path)
    except (OSError, sqlite3.Error) as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise BackupError(f"Không ghi được bản sao lưu {path}: hãy kiểm tra dung lượng đĩa và quyền ghi.") from error


def restore(
    backup: Path, database: Path, *, settle: Callable[[sqlite3.Connection], object] = lambda _: None
) -> Path | None:
    """Put a backup in the place of the database; return where the database that stood there is kept, if there was one.

    What `settle` does to it is done before it is put there. Raises BackupError for a file that is no sound backup,
    NewerDatabase; the database is then as it was.
    """
    if not backup.is_file():
        raise BackupError(f"Không có tệp {backup}: hãy kiểm tra lại đường dẫn bản sao lưu.")
    part = database.with_name(database.name + ".part")
    database.parent.mkdir(parents=True, exist_ok=True)
    part.write_bytes(backup.read_bytes())
    try:
        with closing(connect(part)) as copy:
            _demand_sound(copy, backup)
            settle(copy)
            copy.execute("pragma journal_mode = delete")
    except NewerDatabase:
        part.unlink(missing_ok=True)
        raise
    except (DatabaseError, BackupError, sqlite3.Error) as error:
        part.unlink(missing_ok=True)
        raise BackupError(f"Tệp {backup} không phải là bản sao lưu còn nguyên vẹn: hãy dùng bản khác.") from error
    kept = _set_aside(database)
    part.rename(database)
    return kept


def daily(database: Path, folder: Path, *, now: datetime) -> Path | None:
    """Save today's backup into a folder unless it is there, and thin out the old ones; return the new one.

    May run in a thread: it reads the database over a connection of its own.
    """
    path = folder / f"kehoach-{now.astimezone(VIET_NAM):%Y-%m-%d}.db"
    if path.exists():
        return None
    with closing(sqlite3.connect(database)) as connection:
        save(connection, path)
    for old in sorted(folder.glob("kehoach-????-??-??.db"))[:-KEPT]:
        old.unlink()
    return path


def keep(backup: Path, folder: Path) -> Path:
    """Put a backup that was restored among the daily ones under the day it was made, unless it is there; return it."""
    day = datetime.fromtimestamp(backup.stat().st_mtime, VIET_NAM)
    name = backup.name if backup.match("kehoach-????-??-??.db") else f"kehoach-{day:%Y-%m-%d}.db"
    path = folder / name
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(backup, path)
    return path


def latest(folder: Path) -> Path | None:
    """Return the newest daily backup of a folder, None if there is none."""
    return max(folder.glob("kehoach-????-??-??.db"), default=None)


def _set_aside(database: Path) -> Path | None:
    """Move the database that is being replaced out of the way, its journal merged into it unless it is too damaged."""
    if not database.exists():
        return None
    kept = next(
        path for number in range(1, 10_000) if not (path := database.with_name(f"{database.name}.cu-{number}")).exists()
    )
    with closing(sqlite3.connect(database)) as old, suppress(sqlite3.DatabaseError):
        old.execute("pragma wal_checkpoint(truncate)")
    for suffix in ("", "-wal", "-shm"):
        with suppress(FileNotFoundError):
            database.with_name(database.name + suffix).rename(kept.with_name(kept.name + suffix))
    return kept


def _demand_sound(connection: sqlite3.Connection, path: Path) -> None:
    if found := damages(connection):
        raise BackupError(f"Tệp {path} bị hỏng ({found[0]}): hãy dùng bản khác.")
