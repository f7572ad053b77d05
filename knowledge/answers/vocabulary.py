"""The words behind the questions, read from the data files beside this module: synonyms, ignored words, abbreviations.

Everything is folded words in tuples, so that two spellings of the same words are equal.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import chain
from pathlib import Path

from knowledge.language.folding import fold, folded_words
from knowledge.language.marks import agrees
from knowledge.language.syllables import is_syllable

Words = tuple[str, ...]
QUESTIONS = 16
"""Of so many questions it is kept what they say: of one that several plans are asked, and of those before it."""


def lines(name: str) -> Iterator[str]:
    """Yield the lines of a data file that hold something; a comment starts with '# ' or is a lone '#'."""
    for line in Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line.strip()


@dataclass(frozen=True, slots=True)
class Synonyms:
    """What finds what: for the words of a question, all the words that may stand for them in a plan."""

    variants: dict[Words, tuple[Words, ...]]
    longest: dict[str, int]
    """How many words the longest phrase has that begins with a word."""

    def at(self, words: Words, start: int) -> tuple[int, tuple[Words, ...]] | None:
        """Return the longest known phrase at a place: its end and its variants, itself among them."""
        if words[start] not in self.longest:
            return None
        for end in range(min(len(words), start + self.longest[words[start]]), start, -1):
            found = self.variants.get(words[start:end])
            if found:
                return end, found
        return None


@lru_cache(maxsize=8)
def synonyms(own: tuple[str, ...] = ()) -> Synonyms:
    """Return the synonyms of synonyms.txt and those of an office's own lines.

    A lone syllable that means something else is not looked for itself: without diacritics it is many words ('tiền').
    """
    variants: dict[Words, list[Words]] = {}
    for line in chain(lines("synonyms.txt"), own):
        if ">" in line:
            said, meant = (folded_words(part) for part in line.split(">", 1))
            variants.setdefault(said, [said] if len(said) > 1 or not is_syllable(said[0]) else []).append(meant)
            continue
        group = [folded_words(part) for part in line.split("=")]
        for said in group:
            known = variants.setdefault(said, [said])
            known.extend(word for word in group if word not in known)
    return Synonyms(
        {said: tuple(dict.fromkeys(found)) for said, found in variants.items()}, longest_by_opening(variants)
    )


def longest_by_opening(phrases_: Iterable[Words]) -> dict[str, int]:
    """Return how many words the longest of some phrases has that begins with a word."""
    longest: dict[str, int] = {}
    for phrase in filter(None, phrases_):
        longest[phrase[0]] = max(longest.get(phrase[0], 0), len(phrase))
    return longest


def phrases(lines_: Iterable[str]) -> Iterator[Words]:
    """Yield the phrases that lines of synonyms hold."""
    for line in lines_:
        yield from (folded_words(part) for part in re.split("[=>]", line))


@dataclass(frozen=True, eq=False)
class Ignored:
    """What says nothing about a question's subject: words, words that count only in company, and phrases.

    `of_units` are words that say nothing where they are all that is said of a unit.
    """

    empty: frozenset[str]
    light: frozenset[str]
    phrases: tuple[Words, ...]
    kept: tuple[Words, ...]
    of_units: frozenset[str]

    @cached_property
    def opening(self) -> dict[str | None, list[tuple[int, Words]]]:
        """Return the phrases by the word that they begin with, each after its place among them all."""
        found: dict[str | None, list[tuple[int, Words]]] = {}
        for at, phrase in enumerate(self.phrases):
            found.setdefault(phrase[0], []).append((at, phrase))
        return found


@cache
def ignored() -> Ignored:
    """Return the words of ignored.txt."""
    empty: set[str] = set()
    light: set[str] = set()
    phrases: list[Words] = []
    kept: list[Words] = []
    of_units: set[str] = set()
    for line in lines("ignored.txt"):
        if line.startswith(("*", "+")):
            (phrases if line[0] == "*" else kept).extend(folded_words(phrase) for phrase in line.split(","))
        elif line.startswith("@"):
            of_units.update(folded_words(line))
        else:
            (empty if line.startswith("!") else light).update(folded_words(line))
    longest_first = tuple(sorted(set(phrases), key=len, reverse=True))
    return Ignored(frozenset(empty), frozenset(light - empty), longest_first, tuple(kept), frozenset(of_units))


@cache
def _everyday() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in chain(lines("ignored.txt"), lines("ordinary.txt")):
        for word in line.replace(",", " ").lower().split():
            found.setdefault(fold(word), []).append(word)
    return found


@lru_cache(maxsize=1024)
def is_everyday(typed: str) -> bool:
    """Tell whether a word's marks let it be one of ignored.txt or ordinary.txt: 'hỏi' and 'hoi', not 'hội'."""
    return any(agrees(typed, written) for written in _everyday().get(fold(typed), ()))


@cache
def ordinary() -> frozenset[str]:
    """Return the words of ordinary.txt."""
    return frozenset(word for line in lines("ordinary.txt") for word in folded_words(line))


@cache
def abbreviations() -> dict[str, Words]:
    """Return what each abbreviation of abbreviations.txt stands for on its own."""
    return {short: full for short, full, numbered in _abbreviations() if not numbered}


@cache
def numbered_abbreviations() -> dict[str, Words]:
    """Return what an abbreviation stands for before a number ('ct 14', 'tt 13/2021')."""
    return {short: full for short, full, numbered in _abbreviations() if numbered}


@cache
def manners() -> tuple[tuple[Words, ...], tuple[Words, ...]]:
    """Return what is said before a question and what after it, longest first, of manners.txt."""
    said: dict[str, set[Words]] = {"<": set(), ">": set()}
    for line in lines("manners.txt"):
        said[line[0]].update(folded_words(phrase) for phrase in line[1:].split(","))
    before, after = (tuple(sorted(found, key=len, reverse=True)) for found in (said["<"], said[">"]))
    return before, after


def _abbreviations() -> Iterator[tuple[str, Words, bool]]:
    for line in lines("abbreviations.txt"):
        short, full = line.split("=", 1)
        yield folded_words(short)[0], folded_words(full), short.strip().endswith("#")


@dataclass(frozen=True, eq=False)
class Cues:
    """Phrases that give away what a question wants, by name of what they give away."""

    phrases: dict[str, tuple[Words, ...]]

    @cached_property
    def opening(self) -> dict[str, list[tuple[str, Words]]]:
        """Return the phrases with their names by the word that they begin with, each name's in their order."""
        found: dict[str, list[tuple[str, Words]]] = {}
        for name, phrases in self.phrases.items():
            for phrase in phrases:
                found.setdefault(phrase[0], []).append((name, phrase))
        return found

    def heard(self, words: Words) -> Mapping[str, Sequence[tuple[int, int]]]:
        """Return where phrases stand in the words, by their names."""
        return _heard(self, words)

    def found(self, name: str, words: Words) -> bool:
        """Tell whether a phrase of a name stands in the words."""
        return name in _heard(self, words)

    def all(self, name: str, words: Words) -> Sequence[tuple[int, int]]:
        """Return where the phrases of a name stand in the words."""
        return _heard(self, words).get(name, ())


@lru_cache(maxsize=QUESTIONS)
def _heard(cues_: Cues, words: Words) -> dict[str, list[tuple[int, int]]]:
    found: dict[str, list[tuple[int, int]]] = {}
    for at, word in enumerate(words):
        for name, phrase in cues_.opening.get(word, ()):
            end = at + len(phrase)
            if words[at:end] == phrase:
                found.setdefault(name, []).append((at, end))
    return found


@cache
def cues() -> Cues:
    """Return the cues of cues.txt."""
    return read_cues("cues.txt")


def read_cues(file: str) -> Cues:
    """Return the phrases of a data file by name: each line is 'name: phrase, phrase'."""
    phrases: dict[str, list[Words]] = {}
    for line in lines(file):
        name, _, said = line.partition(":")
        phrases.setdefault(name.strip(), []).extend(
            folded_words(phrase) for phrase in said.split(",") if phrase.strip()
        )
    return Cues({name: tuple(found) for name, found in phrases.items()})


def position(words: Words, phrase: Words, start: int = 0) -> int:
    """Return where a phrase begins in the words, -1 where it does not stand in them."""
    if not phrase or phrase[0] not in words:
        return -1
    first, size = phrase[0], len(phrase)
    for at in range(start, len(words) - size + 1):
        if words[at] == first and words[at : at + size] == phrase:
            return at
    return -1
