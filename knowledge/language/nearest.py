"""The names most like what was typed, among as many as a country has offices.

One slip spoils one word, so of any three words typed at least two stand in the name that is meant: only names that hold
two of the three rarest are compared letter by letter. what they share with all others is never looked through.
"""

from array import array
from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz, process

_RAREST = 3
_LEAST_LIKE = 60
"""Below this ratio two names have little more than their common words in common."""


class Names:
    """Folded names, found by their words."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names: Sequence[str] = tuple(names)
        self._places: dict[str, array[int]] = {}
        for at, name in enumerate(self.names):
            for word in set(name.split()):
                self._places.setdefault(word, array("I")).append(at)

    def nearest(self, *typed: str, limit: int = 1) -> list[int]:
        """Return the places of the names most like any of the readings of what was typed, folded, best first."""
        found: dict[int, float] = {}
        for reading in typed:
            near = {at: self.names[at] for at in self._comparable(reading)}
            best = process.extract(reading, near, scorer=fuzz.ratio, limit=limit, score_cutoff=_LEAST_LIKE)
            found |= {at: max(ratio, found.get(at, 0.0)) for _, ratio, at in best}
        return sorted(found, key=lambda at: (-found[at], at))[:limit]

    def _comparable(self, reading: str) -> set[int]:
        """Return the places of the names with two of the reading's three rarest words, or with its only known one."""
        known = [self._places[word] for word in set(reading.split()) if word in self._places]
        rarest = [set(places) for places in sorted(known, key=len)[:_RAREST]]
        if len(rarest) == 1:
            return rarest[0]
        once: set[int] = set()
        twice: set[int] = set()
        for places in rarest:
            twice |= once & places
            once |= places
        return twice
