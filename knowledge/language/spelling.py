"""Mending what was typed in haste, against the words that are known: glued words, one typo, chat shorthand.

What is known comes from outside as a `Vocabulary` (the folded terms of the plans with their frequencies); the shorthand
stands in shorthand.txt, which an office can extend. Everything here is folded; numbers are never changed.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache, cached_property, lru_cache
from math import log
from pathlib import Path
from string import ascii_lowercase

from knowledge.language.syllables import is_syllable

__all__ = ["Vocabulary", "is_syllable", "mend", "nearest", "shorthand", "split_glued"]

_SHORTEST_GLUED = 5
_LONGEST_GLUED = 120
_LONGEST_TERM = 30
_SHORTEST_TYPO = 3
_UNSEEN = 12.0  # what a syllable that no plan has costs: more than two that plans have
_KEY_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")


class Vocabulary:
    """The words that are known: folded terms (one word, or several joined by spaces) with how often they occur."""

    def __init__(self, frequencies: Mapping[str, float]) -> None:
        """Take the terms as they are; each single word of a longer term counts as known too."""
        words: dict[str, float] = {term: count for term, count in frequencies.items() if " " not in term}
        for term in frequencies.keys() - words.keys():
            for word in term.split():
                words[word] = max(words.get(word, 0.0), frequencies[term])
        self.words: Mapping[str, float] = words
        self._glued = {term.replace(" ", ""): tuple(term.split()) for term in frequencies if " " in term}

    @classmethod
    def of_words(cls, frequencies: Mapping[str, float]) -> "Vocabulary":
        """Return a vocabulary of single words alone, which looks them up where they are."""
        made = cls({})
        made.words = frequencies
        return made

    @cached_property
    def _total(self) -> float:
        return sum(self.words.values()) + 1.0

    def __contains__(self, word: object) -> bool:
        """Tell whether a folded word is known."""
        return word in self.words

    def cost(self, word: str) -> float | None:
        """Return how surprising a word is in a text: low for a frequent one, None for what is no word."""
        if word in self.words and len(word) > 1:
            return log(self._total / self.words[word]) + 1.0
        return _UNSEEN + log(self._total) if is_syllable(word) and len(word) > 1 else None

    def term_cost(self, glued: str) -> float | None:
        """Return the cost of letters that are a known term of several words, cheaper than its words alone."""
        words = self._glued.get(glued)
        costs = [self.cost(word) for word in words or ()]
        return 0.5 * sum(cost or _UNSEEN for cost in costs) if costs else None

    def words_of(self, glued: str) -> tuple[str, ...]:
        """Return the words of a glued known term, or the letters as one word."""
        return self._glued.get(glued, (glued,))

    def one_slip_from(self, word: str) -> Iterator[str]:
        """Yield the known words that a word becomes by one slip: a letter more, less, another, or two changed over."""
        return (other for other in self.words.keys() & _slips(word) if len(other) >= _SHORTEST_TYPO - 1)


@lru_cache(maxsize=256)
def _slips(word: str) -> frozenset[str]:
    """Return all that one slip makes of a word, and the word itself."""
    parts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    found = {word, *(before + after[1:] for before, after in parts)}
    found.update(before + after[1] + after[0] + after[2:] for before, after in parts if len(after) > 1)
    found.update(before + letter + after[1:] for before, after in parts if after for letter in ascii_lowercase)
    found.update(before + letter + after for before, after in parts for letter in ascii_lowercase)
    return frozenset(found)


def split_glued(word: str, vocabulary: Vocabulary) -> tuple[str, ...] | None:
    """Return the words that were typed without spaces ('phongtuphap': phong, tu, phap); None where it is not so.

    A known word, a syllable, a number or letters that cannot all be accounted for are left alone.
    """
    if not (_SHORTEST_GLUED <= len(word) <= _LONGEST_GLUED) or not word.isascii() or not word.isalpha():
        return None
    if word in vocabulary or is_syllable(word):
        return None
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(word) + 1):
        best.append(min(_ways(word, end, best, vocabulary), default=(float("inf"), 0)))
    if best[-1][0] == float("inf"):
        return None
    parts: list[str] = []
    end = len(word)
    while end:
        start = best[end][1]
        parts[:0] = vocabulary.words_of(word[start:end])
        end = start
    return tuple(parts) if any(part in vocabulary for part in parts) else None


def _ways(word: str, end: int, best: list[tuple[float, int]], vocabulary: Vocabulary) -> Iterator[tuple[float, int]]:
    for start in range(max(0, end - _LONGEST_TERM), end):
        letters = word[start:end]
        costs = (
            vocabulary.cost(letters) if len(letters) <= 7 or letters in vocabulary else None,
            vocabulary.term_cost(letters),
        )
        for cost in costs:
            if cost is not None:
                yield best[start][0] + cost, start


def nearest(word: str, vocabulary: Vocabulary) -> str | None:
    """Return the known word that a folded word is one slip away from; None where it is known or none is near.

    A slip is a letter dropped, added, doubled or replaced, or two changed places. Of several, the likelier slip of the
    more frequent word wins. Numbers and words of fewer than three letters are never changed.
    """
    if word in vocabulary or len(word) < _SHORTEST_TYPO or not word.isalpha():
        return None
    known = set(vocabulary.one_slip_from(word))
    return max(known, key=lambda near: (_likelihood(word, near, vocabulary), near), default=None)


def _likelihood(word: str, known: str, vocabulary: Vocabulary) -> float:
    score = log(1.0 + vocabulary.words[known])
    if word[0] != known[0]:
        score -= 4.0
    if sorted(word) == sorted(known):
        return score + 3.0
    if len(word) != len(known):
        return score + (1.5 if squeezed(word) == squeezed(known) else 0.5)
    typed, meant = next((a, b) for a, b in zip(word, known, strict=True) if a != b)
    return score + (1.0 if _neighbours(typed, meant) else -1.0)


def squeezed(word: str) -> str:
    """Return a word with each run of one letter as that letter: "xaaa" as "xa"."""
    return re.sub(r"(.)\1+", r"\1", word)


def _neighbours(one: str, other: str) -> bool:
    return any(one in row and other in row and abs(row.index(one) - row.index(other)) == 1 for row in _KEY_ROWS)


@cache
def shorthand() -> Mapping[str, str]:
    """Return the chat shorthand of shorthand.txt: what is typed, in lower case, to what it stands for."""
    lines = Path(__file__).with_name("shorthand.txt").read_text(encoding="utf-8").splitlines()
    pairs = (line.split("=", 1) for line in lines if "=" in line and not line.startswith("#"))
    return {typed.strip(): meant.strip() for short, meant in pairs for typed in short.split(",")}


def mend(word: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return a folded word as known words: itself where it is known, its glued words, or the nearest known one."""
    if word in vocabulary or not word.isalpha():
        return (word,)
    parts = split_glued(word, vocabulary)
    if parts:
        return parts
    return (nearest(word, vocabulary) or word,)
