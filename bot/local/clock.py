"""The clock of the simulation: the real one, moved on by hand."""

from datetime import datetime, timedelta

from knowledge.clock import Clock, wall_clock


class MovableClock:
    """A clock that goes on from where it was moved to."""

    def __init__(self, real: Clock = wall_clock) -> None:
        self._real = real
        self._moved = timedelta()

    def __call__(self) -> datetime:
        """Return the simulation's present moment, UTC."""
        return self._real() + self._moved

    def move(self, by: timedelta) -> None:
        """Move the clock on; it never goes back. Raises ValueError for a step back."""
        if by < timedelta():
            raise ValueError("the simulation's clock only goes on")
        self._moved += by
