"""Time comes in from outside: whoever needs it is handed a clock, and only a clock made here reads the wall."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

Clock = Callable[[], datetime]
"""Returns the present moment, aware, in UTC."""

VIET_NAM = ZoneInfo("Asia/Ho_Chi_Minh")


def wall_clock() -> datetime:
    """Return the present moment in UTC."""
    return datetime.now(UTC)


def local_date(moment: datetime) -> date:
    """Return the day that a moment falls on in Viet Nam."""
    return moment.astimezone(VIET_NAM).date()


def stamp(moment: datetime) -> str:
    """Return a moment as the database keeps it: UTC in ISO, comparable as a text."""
    return moment.astimezone(UTC).isoformat()
