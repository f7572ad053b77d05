"""Drafts that were left lying: their author is reminded of each once, the oldest first, one a day."""

import sqlite3
from collections.abc import Callable
from datetime import datetime, time, timedelta

from knowledge.clock import VIET_NAM, stamp
from knowledge.work.chats import outbox
from knowledge.work.reporting.activity import Activity
from knowledge.work.reporting.reports import find

LEFT_AFTER = timedelta(days=1)
LEFT_FOR_GOOD = timedelta(days=60)
"""Who has let a draft lie for so long is not asked again: the outbox forgets after a while that they were."""
OPENS, CLOSES = time(8), time(18)


def owe_reminders(
    connection: sqlite3.Connection, render: Callable[[Activity], tuple[str, outbox.Buttons]], *, now: datetime
) -> int:
    """Owe each author, in the hours of the day, one word about the oldest draft left for a day; return how many."""
    if not OPENS <= now.astimezone(VIET_NAM).time() < CLOSES:
        return 0
    rows = connection.execute(
        "select min(id) as id, author from activity where state = 'draft' and changed_at between ? and ? and author > 0"
        " and not exists (select 1 from outbox where key = 'draft:' || activity.id) and author not in"
        " (select chat from outbox where key between 'draft:' and 'draft;' and owed_at > ?) group by author",
        (stamp(now - LEFT_FOR_GOOD), stamp(now - LEFT_AFTER), (now - LEFT_AFTER).isoformat()),
    ).fetchall()
    owed = 0
    for row in rows:
        html, buttons = render(find(connection, row["id"]))
        owed += outbox.owe(connection, row["author"], html, now=now, key=f"draft:{row['id']}", buttons=buttons)
    return owed
