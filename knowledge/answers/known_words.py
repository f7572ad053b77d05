"""The words that a question may hold beside a plan: of its passages, of its units' names, of the data files here."""

from collections import Counter
from collections.abc import Iterable, Iterator, KeysView, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import chain

from knowledge.answers.bodies import initials, known
from knowledge.answers.vocabulary import Words, abbreviations, cues, ignored, lines, phrases
from knowledge.language.spelling import Vocabulary
from knowledge.plans.concordance import Concordance

_OWN_WORD = 20
"""How often a word that says nothing counts as read, so that no typo is mended into a rare word instead."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """The words that stand side by side in some texts, and in this package's own phrases."""

    said: Concordance
    named: frozenset[tuple[str, str]]

    def __contains__(self, pair: tuple[str, str]) -> bool:
        """Tell whether two words stand side by side anywhere."""
        return pair in _own_pairs() or pair in self.named or self.said.beside(*pair)


class _Counts(Mapping[str, int]):
    """How often each word stands in some texts, in names, and in this package's own phrases."""

    def __init__(self, texts: Concordance, names: Sequence[Words]) -> None:
        self._texts = texts
        self._names = names

    @cached_property
    def _named(self) -> Counter[str]:
        return Counter(chain.from_iterable(self._names))

    def keys(self) -> "_Keys":
        return _Keys(self)

    def sources(self) -> tuple[Mapping[str, object], ...]:
        """Return what is counted, each by its words."""
        return _own_counts(), self._texts.by_word, self._named

    def __contains__(self, word: object) -> bool:
        return word in _own_counts() or word in self._texts or word in self._named

    def __getitem__(self, word: str) -> int:
        if word not in self:
            raise KeyError(word)
        return _own_counts()[word] + self._texts.total(word) + self._named[word]

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys(chain.from_iterable(self.sources())))

    def __len__(self) -> int:
        return sum(1 for _ in self)


class _Keys(KeysView[str]):
    """The words that are counted; which of some others are among them is told without gathering them all."""

    _mapping: _Counts

    def __and__(self, other: Iterable[object]) -> set[str]:
        others = frozenset(other)
        return set().union(*(source.keys() & others for source in self._mapping.sources()))


@dataclass(frozen=True, eq=False)
class Known:
    """The words that a question may hold, how frequent they are, and which stand side by side."""

    vocabulary: Vocabulary
    pairs: Pairs
    names: Sequence[Words]

    @cached_property
    def short(self) -> frozenset[str]:
        """Return what may abbreviate the names: the initials of their runs of words."""
        return frozenset(chain.from_iterable(map(_shortened, self.names)))

    def __contains__(self, word: str) -> bool:
        """Tell whether a word is known."""
        return word in self.vocabulary.words

    def fits(self, before: str, word: str, after: str) -> bool:
        """Tell whether a word stands beside a neighbour that it is known beside."""
        return (before, word) in self.pairs or (word, after) in self.pairs

    def joins(self, before: str, word: str, after: str) -> int:
        """Count on how many sides a word stands beside a neighbour that it is known beside."""
        return ((before, word) in self.pairs) + ((word, after) in self.pairs)


@cache
def _own_texts() -> tuple[Words, ...]:
    """Return the phrases that the data files of this package hold."""
    said = [phrase for found in cues().phrases.values() for phrase in found]
    said += phrases(lines("synonyms.txt"))
    said += [(*head, *name) for name in known().fields for head in (("so",), ("phong",))]
    said += [*known().bodies, *known().same, *known().same.values(), *abbreviations().values()]
    return (*said, *ignored().phrases, tuple(sorted(ignored().empty | ignored().light)))


@cache
def _own_counts() -> Counter[str]:
    """Return how often each word counts for standing in this package's own phrases."""
    own = _own_texts()
    counts = Counter(chain.from_iterable(own))
    counts.update(dict.fromkeys(own[-1], _OWN_WORD))
    return counts


@cache
def _own_pairs() -> frozenset[tuple[str, str]]:
    return frozenset(chain.from_iterable(_neighbours(words) for words in _own_texts()[:-1]))


def _neighbours(words: Words) -> Iterable[tuple[str, str]]:
    return zip(words, words[1:], strict=False)


def known_words(texts: Concordance, names: Sequence[Words] = ()) -> Known:
    """Return what is known from the plans' texts, from their units' names and from this package's own phrases."""
    beside = frozenset(chain.from_iterable(map(_neighbours, names)))
    return Known(Vocabulary.of_words(_Counts(texts, names)), Pairs(texts, beside), names)


@lru_cache(maxsize=4096)
def _shortened(name: Words) -> frozenset[str]:
    """Return the initials of every run of at least two words of a name."""
    size = len(name)
    return frozenset(initials(name[start:end]) for start in range(size) for end in range(start + 2, size + 1))
