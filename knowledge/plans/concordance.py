"""Where the words of a plan's passages stand, so that a phrase is looked for only where all its words are."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

_MOST_KEPT = 4096


class Concordance:
    """Some texts as folded words between spaces (`written`), with the texts in which each word stands (`by_word`).

    The places are numbers between spaces, read when they are asked for: most words of a plan are never asked for.
    """

    def __init__(self, written: Sequence[str], by_word: Mapping[str, str]) -> None:
        """Take both as they are; `of` makes them."""
        self.written = written
        self.by_word = by_word
        self._places: dict[str, Sequence[int]] = {}
        self._holding: dict[str, Sequence[int]] = {}

    @classmethod
    def of(cls, texts: Iterable[Sequence[str]]) -> "Concordance":
        """Return the concordance of texts given as folded words."""
        places: defaultdict[str, list[str]] = defaultdict(list)
        written: list[str] = []
        for at, words in enumerate(texts):
            place = str(at)
            written.append(f" {' '.join(words)} ")
            for word in dict.fromkeys(words):
                places[word].append(place)
        return cls(written, {word: " ".join(found) for word, found in places.items()})

    def __contains__(self, word: object) -> bool:
        """Tell whether a word stands in any of the texts."""
        return word in self.by_word

    def __iter__(self) -> Iterator[str]:
        """Yield the words that stand in the texts."""
        return iter(self.by_word)

    def places(self, word: str) -> Sequence[int]:
        """Return the texts in which a word stands, in order."""
        if word not in self.by_word:
            return ()
        found = self._places.get(word)
        if found is None:
            found = self._places[word] = tuple(map(int, self.by_word[word].split()))
        return found

    def total(self, word: str) -> int:
        """Return how often a word stands in the texts."""
        return sum(self.written[at].split().count(word) for at in self.places(word))

    def holding(self, phrase: str) -> Sequence[int]:
        """Return the texts that hold a phrase (folded words between spaces), in order."""
        found = self._holding.get(phrase)
        if found is None:
            if len(self._holding) >= _MOST_KEPT:
                self._holding.clear()
            found = self._holding[phrase] = self._look_for(phrase)
        return found

    def _look_for(self, phrase: str) -> Sequence[int]:
        words = phrase.split()
        among = min(map(self.places, words), key=len)
        return among if len(words) == 1 else [at for at in among if phrase in self.written[at]]

    def beside(self, before: str, word: str) -> bool:
        """Tell whether two words stand side by side anywhere."""
        return before in self.by_word and word in self.by_word and bool(self.holding(f" {before} {word} "))

    def together(self, before: str, word: str) -> int:
        """Return how often two words stand side by side."""
        if not self.beside(before, word):
            return 0
        texts = (self.written[at].split() for at in self.holding(f" {before} {word} "))
        return sum(
            one == before and other == word for text in texts for one, other in zip(text, text[1:], strict=False)
        )
