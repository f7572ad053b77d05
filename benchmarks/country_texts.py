"""Texts of a country's plans: cut at what changes, and put together with what one plan says there."""

from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.language.folding import fold
from knowledge.language.terms import bigrams


@dataclass(frozen=True, slots=True)
class Text:
    """A text cut at what changes: at odd places stand the names of what is put in."""

    pieces: tuple[str, ...]
    words: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Change:
    """What one plan puts into its texts, by the word that it replaces; its folded words beside it."""

    put: dict[str, str]
    words: dict[str, tuple[str, ...]]

    def text(self, text: Text) -> str:
        """Return the text of this plan."""
        pieces = text.pieces
        if len(pieces) == 1:
            return pieces[0]
        return "".join(self.put.get(piece, piece) if at % 2 else piece for at, piece in enumerate(pieces))

    def terms(self, text: Text) -> str:
        """Return the terms of the text, as `knowledge.language.terms.terms` has them."""
        found: list[str] = []
        for at, (piece, words) in enumerate(zip(text.pieces, text.words, strict=True)):
            found += self.words.get(piece, words) if at % 2 else words
        return " ".join((*found, *bigrams(found)))


def cased(said: str, put: str) -> Iterator[tuple[str, str]]:
    """Yield a word and its replacement as they stand, opening a sentence, in capitals and folded."""
    yield said, put
    yield said[0].upper() + said[1:], put[0].upper() + put[1:]
    yield said.upper(), put.upper()
    yield fold(said), fold(put)
