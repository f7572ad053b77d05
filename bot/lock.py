"""One running program for one database: whoever comes second is told so and changes nothing."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from knowledge.database import unusable
from knowledge.errors import UserError


class InUse(UserError):
    """Another program runs on the database."""

    def __init__(self, database: Path) -> None:
        super().__init__(
            f"Một chương trình khác đang chạy trên {database}: hãy dừng nó trước, hoặc đặt DATABASE sang tệp khác."
        )


@contextmanager
def held(database: Path) -> Iterator[None]:
    """Hold the database for this process alone. Raises InUse, and DatabaseError where nothing may be written.

    The lock is SQLite's own, on a file beside the database: it works wherever SQLite does, and the system takes it
    from a process that was killed.
    """
    try:
        database.parent.mkdir(parents=True, exist_ok=True)
        lock = sqlite3.connect(database.with_name(f"{database.name}.lock"), isolation_level=None, timeout=0)
    except (sqlite3.Error, OSError) as error:
        raise unusable(database) from error
    try:
        try:
            lock.execute("begin exclusive")
        except sqlite3.OperationalError:
            raise InUse(database) from None
        yield
    finally:
        lock.close()
