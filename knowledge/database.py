"""The one SQLite file: its connection and its migrations.

WAL with `synchronous=NORMAL`: a crash of the process loses nothing that was committed, a crash of the machine at most
the last transactions. Every table's statements live in the module that owns the table; the shapes stand in schema/.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path

from sqlite_utils import Database, Migrations

from knowledge.errors import UserError
from knowledge.schema import delivery, plans, reminders, work

migrations = Migrations("kehoach")


class DatabaseError(UserError):
    """A database that cannot be used; its message is one Vietnamese sentence that says what to do next."""


def connect(path: Path | str) -> sqlite3.Connection:
    """Open the database, made and migrated where needed. Raises DatabaseError if a newer version wrote it."""
    if path != ":memory:":
        Path(path).parent.mkdir(parents=True, exist_ok=True)
    try:
        connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        connection.row_factory = sqlite3.Row
        connection.execute("pragma journal_mode = wal")
        connection.execute("pragma synchronous = normal")
        connection.execute("pragma foreign_keys = on")
        connection.execute("pragma busy_timeout = 5000")
        _migrate(connection)
    except sqlite3.DatabaseError as error:
        raise DatabaseError(f"Không mở được cơ sở dữ liệu {path}: tệp bị hỏng hoặc không ghi được.") from error
    return connection


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Make what happens inside one change: all of it is there afterwards, or, after an exception, none.

    Inside another transaction it becomes a part of that one.
    """
    if connection.in_transaction:
        yield
        return
    connection.execute("begin immediate")
    try:
        yield
    except BaseException:
        connection.execute("rollback")
        raise
    connection.execute("commit")


def _migrate(connection: sqlite3.Connection) -> None:
    """Bring the schema up to date; a migration that this version does not know means a newer program wrote the file."""
    database = Database(connection)
    known = {migration.name for migration in migrations.pending(Database(memory=True))}
    applied = {migration.name for migration in migrations.applied(database)}
    if newer := applied - known:
        raise DatabaseError(
            f"Cơ sở dữ liệu do phiên bản mới hơn tạo ra ({min(newer)}): hãy cập nhật chương trình rồi chạy lại."
        )
    if known - applied:
        migrations.apply(database)


for _migration in chain(plans.MIGRATIONS, delivery.MIGRATIONS, work.MIGRATIONS, reminders.MIGRATIONS):
    migrations()(_migration)
