"""Figures of several reports taken together."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from knowledge.language.folding import key
from knowledge.work.reporting.activity import Activity, Details


@dataclass(frozen=True, slots=True)
class Figures:
    """How many activities, people reached (each time anew), đồng spent, and things by their unit words, most first."""

    activities: int = 0
    children: int = 0
    adults: int = 0
    total: int = 0
    cost: int = 0
    quantities: tuple[tuple[str, float], ...] = ()

    def __add__(self, other: "Figures") -> "Figures":
        """Return the sums of both."""
        return Figures(
            activities=self.activities + other.activities,
            children=self.children + other.children,
            adults=self.adults + other.adults,
            total=self.total + other.total,
            cost=self.cost + other.cost,
            quantities=merged((*self.quantities, *other.quantities)),
        )


def people_in(details: Details) -> int:
    """Return how many people an activity reached: the total, or its parts where no total was given."""
    return details.total if details.total is not None else (details.children or 0) + (details.adults or 0)


def figures_of(activities: Iterable[Activity]) -> Figures:
    """Return the sums over some reports."""
    every = [activity.details for activity in activities]
    return Figures(
        activities=len(every),
        children=sum(details.children or 0 for details in every),
        adults=sum(details.adults or 0 for details in every),
        total=sum(people_in(details) for details in every),
        cost=sum(details.cost or 0 for details in every),
        quantities=merged(quantity for details in every for quantity in details.quantities),
    )


def merged(quantities: Iterable[tuple[str, float]]) -> tuple[tuple[str, float], ...]:
    """Return the sums by unit word, the greatest first; spellings of a word count as one, shown as most people do."""
    sums: Counter[str] = Counter()
    spellings: dict[str, Counter[str]] = {}
    for word, number in quantities:
        sums[key(word)] += number  # type: ignore[assignment]
        spellings.setdefault(key(word), Counter())[word] += 1
    shown = {
        folded: max(words, key=lambda word: (words[word], not word.isascii())) for folded, words in spellings.items()
    }
    return tuple((shown[folded], number) for folded, number in sums.most_common())
