"""Vietnamese dates in running text: days, ranges, months, quarters; written out, relative to today, or lunar."""

from knowledge.language.dates.finding import find_dates
from knowledge.language.dates.impossible import find_impossible
from knowledge.language.dates.model import DateKind, FoundDate, Lean

__all__ = ["DateKind", "FoundDate", "Lean", "find_dates", "find_impossible"]
