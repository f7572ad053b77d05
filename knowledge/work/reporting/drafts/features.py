"""What two texts can have in common: words, pairs of neighbours, and the groups of phrases of synonyms.txt.

A text with diacritics is taken at its word ('thăm' is not 'tham'); a message that is typed without them is compared
with the folded words of a plan, whose groups are still read with their marks.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from knowledge.language.folding import fold, normalise

_WORD = re.compile(r"[^\W_]+")
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_KEPT_NUMBERS = ("111",)
_LONGEST_PHRASE = 6
_GUESSED = 0.5  # a group by a single syllable without its marks: 'ao' may be 'ao' or 'áo'
_FEW_MARKS = 0.15  # a text of which fewer words are marked is typed without diacritics


@dataclass(frozen=True, slots=True)
class Groups:
    """The phrases of synonyms.txt: the groups of each, as it is written and folded; the groups of what is done."""

    marked: Mapping[tuple[str, ...], tuple[str, ...]]
    bare: Mapping[tuple[str, ...], tuple[str, ...]]
    deeds: frozenset[str]


@cache
def groups() -> Groups:
    """Return the groups of synonyms.txt."""
    marked: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    bare: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    deeds = set()
    for line in Path(__file__).with_name("synonyms.txt").read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        phrases = [syllables(phrase) for phrase in line.lstrip("~!").split("|")]
        name = "=" + " ".join(phrases[0])
        if line.startswith("~"):
            deeds.add(name)
        for phrase in dict.fromkeys(phrases):
            names = () if line.startswith("!") else (name,)
            marked[phrase].extend(names)
            bare[tuple(folded(word) for word in phrase)].extend(names)
    return Groups(_frozen(marked), _frozen(bare), frozenset(deeds))


def _frozen(table: Mapping[tuple[str, ...], Sequence[str]]) -> dict[tuple[str, ...], tuple[str, ...]]:
    return {phrase: tuple(dict.fromkeys(names)) for phrase, names in table.items()}


@lru_cache(maxsize=16384)
def _canonical(word: str) -> str:
    """Return a word in lower case with its tone at its end, so that 'hoà' and 'hòa' are one."""
    letters = unicodedata.normalize("NFD", word.lower())
    tone = "".join(character for character in letters if character in _TONES)
    return unicodedata.normalize("NFC", "".join(one for one in letters if one not in _TONES)) + tone


def folded(canonical: str) -> str:
    """Return a word of `syllables` without its marks."""
    return fold("".join(character for character in canonical if character not in _TONES))


@lru_cache(maxsize=8192)
def syllables(text: str) -> tuple[str, ...]:
    """Return the words of a text as they are compared; numbers are left out but for the hotline's."""
    words = _WORD.findall(normalise(text))
    return tuple(_canonical(word) for word in words if not word[0].isdecimal() or word in _KEPT_NUMBERS)


def is_bare(text: str) -> bool:
    """Tell whether a text is typed without diacritics."""
    words = [word for word in _WORD.findall(normalise(text)) if word[0].isalpha()]
    return sum(not word.isascii() for word in words) <= _FEW_MARKS * len(words)


@lru_cache(maxsize=16384)
def features(text: str, *, bare: bool, guessing: bool = False) -> Mapping[str, float]:
    """Return the features of a text and how often it has them; with `bare`, its words and pairs are folded.

    With `guessing` its groups are found by folded phrases too: for a message, that has no marks to tell by.
    """
    words = syllables(text)
    plain = tuple(folded(word) for word in words) if bare else words
    found: defaultdict[str, float] = defaultdict(float)
    for word in plain:
        if len(word) > 1:
            found[word] += 1
    for one, other in zip(plain, plain[1:], strict=False):
        found[f"{one} {other}"] += 1
    for name, weight in _grouped(plain if guessing else words, guessing=guessing):
        found[name] += weight
    return dict(found)


def _grouped(words: tuple[str, ...], *, guessing: bool) -> Iterator[tuple[str, float]]:
    """Yield the groups of the longest phrases of a text, from left to right."""
    table = groups().bare if guessing else groups().marked
    at = 0
    while at < len(words):
        length = next((n for n in range(_LONGEST_PHRASE, 0, -1) if words[at : at + n] in table), 0)
        for name in table[words[at : at + length]] if length else ():
            yield name, _GUESSED if guessing and length == 1 else 1.0
        at += max(length, 1)
