"""What is forgotten in time: messages, updates, questions and who was told of what, each after the age its owner names.

Reports that were sent, their history, obligations and the audit log are never forgotten.
"""

import sqlite3
from collections.abc import Iterator
from datetime import datetime

from knowledge.work.chats import inbox, outbox, questions, unanswered
from knowledge.work.reminding import told
from knowledge.work.reporting import activities

AT_ONCE = 500
"""Rows that are deleted in one go: some milliseconds."""

_FORGETTING = (inbox, outbox, questions, unanswered, activities, told)


def pruning(connection: sqlite3.Connection, *, now: datetime) -> Iterator[int]:
    """Forget what is old, some rows a step; yields 0, for nothing is owed."""
    for owner in _FORGETTING:
        while owner.forget_old(connection, now=now, most=AT_ONCE) >= AT_ONCE:
            yield 0
        yield 0
