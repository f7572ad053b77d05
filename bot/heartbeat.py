"""The heartbeat: what the assistant does of its own accord, asked of the database again and again.

Nothing is scheduled: each beat asks what is due at this moment, so a missed beat, a restart or a clock that jumps
changes nothing but the moment at which it is done.
"""

import asyncio
import logging
import sqlite3
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from pathlib import Path

from handlers.context import App
from handlers.reminding.reminders import message
from handlers.reminding.weekly import owing_idle_tasks, owing_overviews
from handlers.reporting.forms import left_lying
from handlers.reporting.review import daily
from knowledge import backup
from knowledge.clock import Clock, local_date
from knowledge.database import file_of
from knowledge.errors import UserError
from knowledge.work.pruning import pruning
from knowledge.work.reminding import news, recording, reminders
from knowledge.work.reminding.periodic import is_working_time, month_of, once, week_of
from knowledge.work.reminding.schedule import Office
from knowledge.work.reporting import reports, waiting_drafts

_log = logging.getLogger(__name__)

PERIOD = 60.0
"""Seconds between two beats."""


class Heartbeat:
    """Brings obligations up to date, owes the reminders that are due, and saves the day's backup."""

    def __init__(
        self,
        application: App,
        *,
        backups: Path | None,
        period: float = PERIOD,
        office: Callable[[], Office] | None = None,
    ) -> None:
        self._connection: sqlite3.Connection = application.bot_data.connection
        self._file = file_of(self._connection)
        self._clock: Clock = application.bot_data.clock
        self._backups = backups
        self._period = period
        self._office = office or (lambda: application.bot_data.office)
        self._recorded: tuple[object, ...] = ()
        self._seen: tuple[object, ...] = ()

    async def run(self) -> None:
        """Beat until cancelled; a beat that fails is logged and the next one tries again."""
        while True:
            try:
                for _ in self._steps():
                    await asyncio.sleep(0)
                if self._backups is not None:
                    await asyncio.to_thread(self._save, self._backups)
            except Exception:
                _log.exception("a heartbeat failed")
            await asyncio.sleep(self._period)

    def beat(self) -> int:
        """Do what is due now at once; return how many messages were owed."""
        owed = sum(self._steps())
        if self._backups is not None:
            self._save(self._backups)
        return owed

    def _steps(self) -> Iterator[int]:
        """Do what is due now, yielding after each message, so that nobody waits for all of them; yield how many.

        What is due depends on the database, the calendar and the minute: while these are as they were at the last
        beat, which then found nothing more, nothing is computed.
        """
        now, office = self._clock(), self._office()
        seen = (f"{now:%Y-%m-%d %H:%M}", id(office), *self._version())
        if seen == self._seen:
            return
        yield from self._record(now)
        render = partial(message, self._connection)
        yield from reminders.owing_due(self._connection, now=now, office=office, render=render)
        yield from news.owing_digests(self._connection, daily, now=now)
        yield waiting_drafts.owe_reminders(self._connection, left_lying, now=now)
        reports.index_changed(self._connection)
        yield from self._periodic(now, office)
        today = str(local_date(now))
        yield from once(self._connection, "pruned", today, partial(pruning, self._connection, now=now))
        self._seen = (*seen[:2], *self._version())

    def _version(self) -> tuple[int, int]:
        """Return what changes whenever the database does, by this connection or by another."""
        return self._connection.total_changes, self._connection.execute("pragma data_version").fetchone()[0]

    def _record(self, now: datetime) -> Iterator[int]:
        """Bring obligations and events up to date if anything that they follow from has changed."""
        state = recording.fingerprint(self._connection, local_date(now))
        if state != self._recorded:
            for _ in recording.bringing_up_to_date(self._connection, local_date(now)):
                yield 0
            self._recorded = state

    def _periodic(self, now: datetime, office: Office) -> Iterator[int]:
        """Owe the week's overview and the month's list of tasks that were left alone, once each, in working hours."""
        if not is_working_time(now, office):
            return
        connection, today = self._connection, local_date(now)
        yield from once(connection, "overview", week_of(today), partial(owing_overviews, connection, now=now))
        yield from once(connection, "idle", month_of(today), partial(owing_idle_tasks, connection, now=now))

    def _save(self, folder: Path) -> None:
        """Save the day's backup over a connection of its own, so that it can be done beside everything else."""
        try:
            backup.daily(self._file, folder, now=self._clock())
        except UserError as error:
            _log.error("no backup today: %s", error)
