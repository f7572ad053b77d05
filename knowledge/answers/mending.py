"""A question's words as they were meant: telex keys, shorthand, abbreviations, typos and glued words written out."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from knowledge.answers.bodies import glued, known
from knowledge.answers.known_words import Known
from knowledge.answers.vocabulary import (
    QUESTIONS,
    Words,
    abbreviations,
    ignored,
    manners,
    numbered_abbreviations,
)
from knowledge.language.folding import folded_word, folded_words, normalise
from knowledge.language.spelling import shorthand, split_glued, squeezed
from knowledge.language.syllables import is_syllable
from knowledge.language.telex import untelex

_WORD = re.compile(r"[^\W_]+(?:[/-][^\W_]+)*|%")
_SOUNDS = (
    ("ch", "tr"),
    ("x", "s"),
    ("d", "gi"),
    ("l", "n"),
    ("ng", "ngh"),
    ("c", "k"),
    ("i", "y"),
)
_SHORTEST_TYPO = 3
_STROKE_KEYS = re.compile(r"\b([A-Z]*)dd(?=[A-Z]|(?<=[A-Z]dd)\b)")
_CAPITAL_AI = re.compile(r"(?<!^)\bAI\b|^AI(?= (?:pháp|phap|trợ|tro|tạo|tao)\b)")
"""The technology; at the very start 'AI' may be a stressed 'ai' (who)."""
_SHORT = {"đ/c": "đồng chí", "d/c": "đồng chí", "v/v": "về việc"}
_WRITTEN_SHORT = re.compile(r"\b(?:[đd]/c|v/v)\b", re.IGNORECASE)
_TOOLS = frozenset(["ly", "cu", "nghe", "mem", "bot", "chatbot", "hinh"])
"""The last words of what 'ai' after them is a kind of: 'trợ lý ai', 'công cụ ai', 'phần mềm ai'."""
_ROMAN = re.compile(r"[ivx]{2,4}")
_BOTH_SIDES = 2
_VOWELS = frozenset("aeiouy")


@dataclass(frozen=True, slots=True)
class Wording:
    """A question's folded words, and the places of those whose marks tell that they name no office.

    `numbers_said` are those of 'so' that was written 'số'; `unlike` those of what only folds like an abbreviation:
    'cá', 'cả'. `typed` has each word with the marks that it was typed with, '' where it was mended.
    """

    words: Words
    numbers_said: frozenset[int] = frozenset()
    unlike: frozenset[int] = frozenset()
    typed: Words = ()


@lru_cache(maxsize=QUESTIONS)
def cleaned(text: str) -> str:
    """Return a text in NFC with its telex keys as letters, those inside abbreviations ('LddTB&XH') too."""
    normal = _WRITTEN_SHORT.sub(lambda found: _SHORT[found[0].lower()], normalise(text))
    if not normal.isupper():
        normal = _CAPITAL_AI.sub("trí tuệ nhân tạo", normal)
    return _STROKE_KEYS.sub(lambda found: f"{found[1]}Đ", untelex(normal))


def wording(text: str, known_: Known) -> Wording:
    """Return a question's words as they were meant, without what is said around it."""
    raw = _written(text)
    folded = [folded_word(token) for token in raw]
    found: list[str] = []
    typed: list[str] = []
    numbers: set[int] = set()
    unlike: set[int] = set()
    for at, word in enumerate(folded):
        if raw[at] == "số":
            numbers.add(len(found))
        if (word,) in known().same and is_syllable(word) and raw[at] != word:
            unlike.add(len(found))
        after = folded[at + 1] if at + 1 < len(folded) else ""
        meant = _meant(word, raw[at], found[-1] if found else "", after, known_)
        found.extend(meant)
        typed.extend((raw[at],) if meant == (word,) else ("",) * len(meant))
    return Wording(_without_plurals(tuple(found)), frozenset(numbers), frozenset(unlike), tuple(typed))


def _without_plurals(words: Words) -> Words:
    """Return the words with 'mấy' as 'các' where it counts nothing: 'mấy ông trưởng thôn phải làm gì'."""
    if not _ASKING & set(words) and words[-1:] != ("khong",):
        return words
    return tuple(
        "cac" if word == "may" and at + 1 < len(words) and words[at + 1] in _COUNTED_AS_MANY else word
        for at, word in enumerate(words)
    )


_ASKING = frozenset(["gi", "nao", "sao", "ai", "dau"])
_COUNTED_AS_MANY = frozenset(
    ["ong", "ba", "anh", "chi", "chu", "bac", "cai", "con", "ben", "dua", "thang", "vi", "chau", "em", "be", "viec"]
)


@lru_cache(maxsize=QUESTIONS)
def _written(text: str) -> tuple[str, ...]:
    """Return a question's words as they were typed, without what is said around it."""
    raw = [token.lower() for token in _WORD.findall(glued(cleaned(text)))]
    return tuple(_without_manners([part for token in raw for part in _parted(token)]))


def _without_manners(raw: list[str]) -> list[str]:
    """Return the words without greetings and thanks at their ends; all of them where nothing else would be left."""
    words = tuple(map(folded_word, raw))
    before, after = _around()
    start, end = 0, len(words)
    while start < end and (step := _opening(words[start:], before)):
        start += step
    while start < end and (step := _opening(words[start:end][::-1], after)):
        end -= step
    return raw[start:end] or raw


@cache
def _around() -> tuple[Mapping[str, Sequence[Words]], Mapping[str, Sequence[Words]]]:
    """Return what is said before a question by its first word, and what after it, from its end, by its last."""
    before: dict[str, list[Words]] = {}
    after: dict[str, list[Words]] = {}
    for found, phrases in ((before, manners()[0]), (after, [phrase[::-1] for phrase in manners()[1]])):
        for phrase in phrases:
            found.setdefault(phrase[0], []).append(phrase)
    return before, after


def _opening(words: Words, phrases: Mapping[str, Sequence[Words]]) -> int:
    """Return how many words the longest of the phrases has with which the words begin."""
    return next((len(said) for said in phrases.get(words[0], ()) if words[: len(said)] == said), 0)


def _parted(token: str) -> list[str]:
    """Return a token's parts: at hyphens and slashes, and where letters are glued to figures ('chỉ tiêu11')."""
    if token.isalpha():
        return [token]
    if re.search(r"\d", token):
        return re.findall(r"\d+|[^\W\d_]+|%", token)
    return [part for part in re.split("[/-]", token) if part]


def _meant(word: str, written: str, before: str, after: str, known_: Known) -> Words:
    if word == "%":
        return ("phan", "tram")
    if not word.isalpha() or _ROMAN.fullmatch(word):
        return (word,)
    if meant := _beside(word, before):
        return meant
    if after.isdecimal() and word in numbered_abbreviations():
        return numbered_abbreviations()[word]
    if word in abbreviations() and not (is_syllable(word) and known_.fits(before, word, after)):
        if len(word) == 2 and after.isalpha() and not is_syllable(after):
            return (word,)
        return abbreviations()[word]
    if before and not after.isalnum() and written in shorthand() and not is_syllable(word):
        return folded_words(shorthand()[written])
    if word in known().short or (word,) in known().same or (not is_syllable(word) and word in known_.short):
        return (word,)
    if written in shorthand() and not known_.fits(before, word, after):
        return folded_words(shorthand()[written])
    return _mended(word, before, after, known_)


def _beside(word: str, before: str) -> Words:
    """Return what a word stands for after the one before it; nothing where it is itself."""
    if word == "ai" and before in _TOOLS:
        return ("tri", "tue", "nhan", "tao")
    return ("thi", "tran") if word == "tt" and before in ("xa", "phuong", "huyen") else ()


def _mended(word: str, before: str, after: str, known_: Known) -> Words:
    if known_.fits(before, word, after):
        return (word,)
    if word in ignored().empty:
        return (word,)
    sounded = _likelier(_same_sound(word), before, after, known_)
    if sounded and (not before or (before, sounded) in known_.pairs):
        return (sounded,)
    if is_syllable(word) and len(word) < _SHORTEST_TYPO:
        return (word,)
    if word in known_:
        return (_beside_both(word, before, after, known_) or word,)
    near = _near(word, known_)
    if best := _likelier(near, before, after, known_):
        return (best,)
    if doubled := next((other for other in near if squeezed(other) == squeezed(word)), None):
        return (doubled,)
    if parts := split_glued(word, known_.vocabulary):
        return parts
    if is_syllable(word) or len(word) < _SHORTEST_TYPO or not near or not set(word) & _VOWELS:
        return (word,)
    return (max(near, key=lambda other: (sorted(other) == sorted(word), known_.vocabulary.words[other])),)


def _beside_both(word: str, before: str, after: str, known_: Known) -> str | None:
    """Return the word one slip away that fits both neighbours; None where none does."""
    if before not in known_ or after not in known_:
        return None
    both = [other for other in _near(word, known_) if known_.joins(before, other, after) == _BOTH_SIDES]
    return _likelier(both, before, after, known_)


def _near(word: str, known_: Known) -> set[str]:
    """Return the known words that one slip makes into the word; one that is a syllable keeps its first letter."""
    found = known_.vocabulary.one_slip_from(word)
    return {other for other in found if not is_syllable(word) or other[0] == word[0]}


def _same_sound(word: str) -> set[str]:
    """Return the spellings that sound the same to many: ch and tr, x and s, d, gi and r."""
    found = set()
    for one, other in _SOUNDS:
        for here, there in ((one, other), (other, one)):
            if word.startswith(here):
                found.add(there + word[len(here) :])
    if word.endswith(("i", "y")):
        found.add(word[:-1] + ("y" if word.endswith("i") else "i"))
    return {other for other in found if is_syllable(other)}


def _likelier(others: Iterable[str], before: str, after: str, known_: Known) -> str | None:
    """Return the known word that fits best between its neighbours; None where none fits."""
    fitting = [
        (known_.joins(before, other, after), known_.vocabulary.words[other], other)
        for other in others
        if other in known_
    ]
    best = max(fitting, default=(0, 0.0, ""))
    return best[2] if best[0] else None
