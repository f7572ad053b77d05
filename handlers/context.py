"""What every handler is handed beside its update: the services, the person, the moment."""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from telegram import Update
from telegram.ext import Application, CallbackContext, ExtBot

from knowledge.clock import Clock, local_date
from knowledge.work.members.officials import Official
from knowledge.work.reminding.schedule import Office


@dataclass(frozen=True, slots=True)
class Services:
    """What the running program hands down: the database, the clock, who administers it from the start, where files go.

    `failed` is told of an error that is a bug, with the update that met it. `office` says how the office is reminded.
    """

    connection: sqlite3.Connection
    clock: Clock
    files: Path
    admin_ids: frozenset[int] = frozenset()
    failed: Callable[[Update, BaseException], None] = field(default=lambda update, error: None)
    office: Office = field(default_factory=Office)


def chat_of(update: Update) -> int:
    """Return the chat that an update came from, 0 for none."""
    return update.effective_chat.id if update.effective_chat else 0


class Context(CallbackContext[ExtBot[None], dict[Any, Any], dict[Any, Any], Services]):
    """The context of one update. `official` is set by the gate: behind it nobody is unknown."""

    official: Official

    @property
    def connection(self) -> sqlite3.Connection:
        """The database."""
        return self.bot_data.connection

    @property
    def now(self) -> datetime:
        """The present moment, UTC."""
        return self.bot_data.clock()

    @property
    def today(self) -> date:
        """The day in Viet Nam."""
        return local_date(self.now)


App = Application[ExtBot[None], Context, dict[Any, Any], dict[Any, Any], Services, Any]
