"""Doubtful words settled by the rest of the document: a phrase read one way often was not read another way once."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from knowledge.documents.layout import Word
from knowledge.language.folding import fold

_SURE = 92.0  # confidence from which a word is left as it was read
_NOISE = 45.0  # confidence below which a word of signs alone is a speck on the paper
_DASHES = "-–—+*"
_SPECKS = set("~`^_|¬⁄\\¢£¥")
_EDGES = " .,;:()“”\"'…"

Pair = tuple[str, str]


def agreed(pages: Sequence[Sequence[Word]]) -> list[list[Word]]:
    """Return the pages' words, each doubtful one spelled as the document spells it beside the same word elsewhere.

    Only marks change, never letters, and only to what was read at least twice as often.
    """
    counts = _counts(word for page in pages for word in page)
    return [_settled(page, counts) for page in pages]


def without_specks(words: Iterable[Word]) -> list[Word]:
    """Return the words without what is no word: specks, and signs that the recogniser itself hardly believes."""
    believed = (word for word in words if word.confidence >= _NOISE or _says_something(word.text))
    return [word for word in believed if not set(word.text) <= _SPECKS]


def _says_something(text: str) -> bool:
    return any(letter.isalnum() or letter in _DASHES for letter in text)


def _counts(words: Iterable[Word]) -> dict[Pair, Counter[str]]:
    """Count how a word is spelled after (">") or before ("<") another, all but the spelling of the word the same."""
    counts: dict[Pair, Counter[str]] = {}
    before = ""
    for word in words:
        bare = word.text.strip(_EDGES)
        if before and bare:
            counts.setdefault((f"{before.lower()}>", fold(bare)), Counter())[bare.lower()] += 1
            counts.setdefault((f"<{bare.lower()}", fold(before)), Counter())[before.lower()] += 1
        before = "" if word.text[-1:] in ".;:" else bare
    return counts


def _settled(words: Sequence[Word], counts: dict[Pair, Counter[str]]) -> list[Word]:
    settled = list(words)
    for index, word in enumerate(words):
        bare = word.text.strip(_EDGES)
        if word.confidence >= _SURE or len(bare) < 2 or not bare.isalpha():
            continue
        better = next(_better(bare, index, words, counts), None)
        if better is not None:
            settled[index] = replace(word, text=word.text.replace(bare, better))
    return settled


def _better(bare: str, index: int, words: Sequence[Word], counts: dict[Pair, Counter[str]]) -> Iterator[str]:
    """Yield the spellings that the neighbours speak for."""
    neighbours = []
    if index > 0:
        neighbours.append(f"{words[index - 1].text.strip(_EDGES).lower()}>")
    if index + 1 < len(words):
        neighbours.append(f"<{words[index + 1].text.strip(_EDGES).lower()}")
    for neighbour in neighbours:
        seen = counts.get((neighbour, fold(bare)), Counter())
        for spelling, count in seen.most_common(1):
            if spelling != bare.lower() and count >= 2 * seen[bare.lower()] and count >= 2:
                yield _in_case_of(bare, spelling)


def _in_case_of(model: str, word: str) -> str:
    if model.isupper():
        return word.upper()
    return word.capitalize() if model[0].isupper() else word
