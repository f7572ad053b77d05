"""What was asked of the database before and cannot have changed since, for nothing was written."""

import sqlite3
from collections.abc import Callable, Hashable
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


def while_unwritten(connection: sqlite3.Connection, name: Hashable, find: Callable[[], Found]) -> Found:
    """Return what `find` returns, without asking again while no connection wrote anything.

    `data_version` tells of what others wrote, `total_changes` of what this connection did. Inside a transaction, which
    may yet be rolled back, nothing is kept.
    """
    global _last
    if connection.in_transaction:
        return find()
    state = (int(connection.execute("pragma data_version").fetchone()[0]), connection.total_changes)
    seen = _last
    if seen is None or seen.connection is not connection or seen.state != state:
        seen = _last = _Seen(connection, state)
    if name not in seen.found:
        seen.found[name] = find()
    found: Found = seen.found[name]
    return found
