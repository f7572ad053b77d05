"""How the office is reminded: the settings' offsets, and a calendar that follows its file of swapped days."""

import logging
from pathlib import Path

from bot.settings import Settings
from knowledge.work.reminding.schedule import Office
from knowledge.work.reminding.working_days import OverridesError, calendar

_log = logging.getLogger(__name__)


def office_of(settings: Settings) -> Office:
    """Return how the office is reminded. Raises OverridesError if its file of swapped days cannot be read."""
    return Office(offsets=settings.reminder_offsets, calendar=calendar(settings.holidays_file))


class CurrentOffice:
    """The office as it is now: the file of swapped days is read again when it changes.

    A file that cannot be read leaves the calendar as it was; the log says which line.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._changed = _changed(settings.holidays_file)
        self._office = office_of(settings)

    def __call__(self) -> Office:
        """Return the office as it is now."""
        changed = _changed(self._settings.holidays_file)
        if changed != self._changed:
            self._changed = changed
            try:
                self._office = office_of(self._settings)
            except (OverridesError, OSError, UnicodeDecodeError) as error:
                _log.error("the file of swapped days is left aside: %s", error)
        return self._office


def _changed(file: Path | None) -> int | None:
    """Return when a file was changed last, None if it is not there."""
    try:
        return file.stat().st_mtime_ns if file is not None else None
    except OSError:
        return None
