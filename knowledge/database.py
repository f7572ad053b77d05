"""The one SQLite file: its connection and its migrations.

WAL with `synchronous=NORMAL`: a crash of the process loses nothing that was committed, a crash of the machine at most
the last transactions. What is deleted is overwritten in the file (`secure_delete`). Every table's statements live in
the module that owns the table; the shapes stand in schema/.
"""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlite_utils import Database, Migrations

from knowledge.errors import UserError
from knowledge.schema import answers, delivery, plans, reminders, work

migrations = Migrations("kehoach")

as_json = json.JSONEncoder(ensure_ascii=False, check_circular=False).encode
"""Return a value as a column keeps it."""


class DatabaseError(UserError):
    """A database that cannot be used; its message is one Vietnamese sentence that says what to do next."""


class NewerDatabase(DatabaseError):
    """A database that a newer version of the program wrote."""


def connect(path: Path | str) -> sqlite3.Connection:
    """Open the database, made and migrated where needed. Raises DatabaseError, NewerDatabase."""
    try:
        if path != ":memory:":
            Path(path).parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        connection.row_factory = sqlite3.Row
        connection.execute("pragma journal_mode = wal")
        connection.execute("pragma synchronous = normal")
        connection.execute("pragma foreign_keys = on")
        connection.execute("pragma busy_timeout = 5000")
        connection.execute("pragma secure_delete = on")
        _migrate(connection)
    except (sqlite3.DatabaseError, OSError) as error:
        raise unusable(path) from error
    return connection


def unusable(path: Path | str) -> DatabaseError:
    """Return the error of a database that is damaged or may not be written."""
    return DatabaseError(
        f"Không mở được cơ sở dữ liệu {path}: tệp bị hỏng hoặc không ghi được. Hãy kiểm tra DATABASE và quyền ghi, hoặc"
        " khôi phục bản sao lưu."
    )


def file_of(connection: sqlite3.Connection) -> Path:
    """Return the file that a connection reads and writes."""
    return Path(connection.execute("pragma database_list").fetchone()["file"])


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


def damages(connection: sqlite3.Connection) -> list[str]:
    """Return what is wrong with the file: damaged pages, references to nothing, a search index out of step."""
    found = [row[0] for row in connection.execute("pragma integrity_check") if row[0] != "ok"]
    found += [f"{row[0]} → {row[2]}" for row in connection.execute("pragma foreign_key_check")]
    indexes = connection.execute("select name from sqlite_master where sql like 'create virtual table%'").fetchall()
    return found + [f"{name}: {error}" for (name,) in indexes if (error := _misindexed(connection, name))]


def _misindexed(connection: sqlite3.Connection, index: str) -> sqlite3.Error | None:
    """Let FTS5 check an index: asked by an insert that inserts nothing."""
    try:
        connection.execute(f"insert into {index} ({index}) values ('integrity-check')")
    except sqlite3.DatabaseError as error:
        return error
    return None


def compact(connection: sqlite3.Connection) -> tuple[int, int]:
    """Write the file anew without the room that deleted rows left; return its bytes before and after."""
    before = _size(connection)
    connection.execute("vacuum")
    wipe_journal(connection)
    return before, _size(connection)


def _size(connection: sqlite3.Connection) -> int:
    pages, size = (connection.execute(f"pragma {name}").fetchone()[0] for name in ("page_count", "page_size"))
    return int(pages) * int(size)


def wipe_journal(connection: sqlite3.Connection) -> None:
    """Move the journal into the file and empty it, so that nothing deleted stands there; while others read, later."""
    if not connection.in_transaction:
        connection.execute("pragma wal_checkpoint(truncate)")


def _migrate(connection: sqlite3.Connection) -> None:
    """Bring the schema up to date; a migration that this version does not know means a newer program wrote the file."""
    database = Database(connection)
    known = {migration.name for migration in migrations.pending(Database(memory=True))}
    applied = {migration.name for migration in migrations.applied(database)}
    if newer := applied - known:
        raise NewerDatabase(
            f"Cơ sở dữ liệu do phiên bản mới hơn tạo ra ({min(newer)}): hãy cập nhật chương trình rồi chạy lại."
        )
    if known - applied:
        migrations.apply(database)


for _room in (plans, delivery, work, reminders, answers):
    for _migration in _room.MIGRATIONS:
        migrations()(_migration)
