"""What was asked of the database before and cannot have changed since, and what must not change while it is asked."""

import sqlite3
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, TypeVar

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class _Seen:
    """What was found through a connection while the counts of all that was written stood as they do in `state`."""

    connection: sqlite3.Connection
    state: tuple[int, int]
    found: dict[Hashable, Any] = field(default_factory=dict)


_last: _Seen | None = None
_reading: sqlite3.Connection | None = None


@contextmanager
def one_state(connection: sqlite3.Connection) -> Iterator[None]:
    """Let all that is read inside be of one state of the database, whoever writes meanwhile; nothing is written inside.

    Inside a transaction it is a part of that one.
    """
    global _reading
    if connection.in_transaction:
        yield
        return
    connection.execute("begin")
    try:
        _seen_through(connection)
        _reading = connection
        yield
    finally:
        _reading = None
        connection.execute("rollback")


def while_unwritten(connection: sqlite3.Connection, name: Hashable, find: Callable[[], Found]) -> Found:
    """Return what `find` returns, without asking again while no connection wrote anything.

    `data_version` tells of what others wrote, `total_changes` of what this connection did. Inside a transaction that
    writes, which may yet be rolled back, nothing is kept.
    """
    if connection.in_transaction and connection is not _reading:
        return find()
    seen = _last
    if seen is None or seen.connection is not connection or connection is not _reading:
        seen = _seen_through(connection)
    if name not in seen.found:
        seen.found[name] = find()
    found: Found = seen.found[name]
    return found


def _seen_through(connection: sqlite3.Connection) -> _Seen:
    """Return what was found in the state in which the database is now."""
    global _last
    state = (int(connection.execute("pragma data_version").fetchone()[0]), connection.total_changes)
    seen = _last
    if seen is None or seen.connection is not connection or seen.state != state:
        seen = _last = _Seen(connection, state)
    return seen
