"""Months and quarters: the last day of a month, and the numerals by which quarters are named."""

from calendar import monthrange
from datetime import date

QUARTERS = ("I", "II", "III", "IV")
QUARTER_OF = {name: 1 + at % 4 for at, name in enumerate(("i", "ii", "iii", "iv", "1", "2", "3", "4"))}
"""The number of a quarter, by its numeral in small letters or by its figure."""


def month_end(day: date) -> date:
    """Return the last day of the month of a day."""
    return day.replace(day=monthrange(day.year, day.month)[1])
