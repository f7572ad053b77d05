"""The heartbeat: what the assistant does of its own accord, asked of the database again and again.

Nothing is scheduled: each beat asks what is due at this moment, so a missed beat, a restart or a clock that jumps
changes nothing but the moment at which it is done.
"""

import asyncio
import logging
import sqlite3
from functools import partial
from pathlib import Path

from handlers.context import App
from handlers.reminders import message
from handlers.review import daily
from knowledge import backup
from knowledge.clock import Clock, local_date
from knowledge.errors import UserError
from knowledge.work import news, obligations, reminders
from knowledge.work.schedule import Office

_log = logging.getLogger(__name__)

PERIOD = 20.0
"""Seconds between two beats."""


class Heartbeat:
    """Brings obligations up to date, owes the reminders that are due, and saves the day's backup."""

    def __init__(self, application: App, *, backups: Path | None, period: float = PERIOD) -> None:
        self._connection: sqlite3.Connection = application.bot_data.connection
        self._clock: Clock = application.bot_data.clock
        self._backups = backups
        self._period = period
        self._office = Office()
        self._recorded: tuple[object, ...] = ()

    async def run(self) -> None:
        """Beat until cancelled; a beat that fails is logged and the next one tries again."""
        while True:
            try:
                self.beat()
            except Exception:
                _log.exception("a heartbeat failed")
            await asyncio.sleep(self._period)

    def beat(self) -> int:
        """Do what is due now; return how many reminders were owed."""
        now = self._clock()
        state = obligations.fingerprint(self._connection, local_date(now))
        if state != self._recorded:
            obligations.bring_up_to_date(self._connection, local_date(now))
            self._recorded = state
        owed = reminders.owe_due(
            self._connection, now=now, office=self._office, render=partial(message, self._connection)
        )
        news.owe_digests(self._connection, daily, now=now)
        if self._backups is not None:
            self._save(self._backups)
        return owed

    def _save(self, folder: Path) -> None:
        try:
            backup.daily(self._connection, folder, now=self._clock())
        except UserError as error:
            _log.error("no backup today: %s", error)
