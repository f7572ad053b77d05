"""The terms under which a text is indexed and searched: folded syllables, and pairs of neighbours as one term."""

from collections.abc import Iterator, Sequence

from knowledge.language.folding import folded_words


def bigrams(words: Sequence[str]) -> Iterator[str]:
    """Yield each pair of neighbouring words as one term, `tre_em`."""
    return (f"{first}_{second}" for first, second in zip(words, words[1:], strict=False))


def terms(text: str) -> str:
    """Return the terms of a text, separated by spaces, as `passage_index` stores them."""
    words = folded_words(text)
    return " ".join((*words, *bigrams(words)))
