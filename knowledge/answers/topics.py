"""What a question is about: its content words as weighted terms, and how well a text covers them.

A term is a word, or two neighbouring words that the plans write side by side, with the phrases that mean the same.
It weighs the more the rarer it is in the plan; a term that the plan does not have weighs most, so that a question
about something else is covered badly.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log
from typing import NamedTuple

from knowledge.answers.vocabulary import Synonyms, Words, ignored, ordinary, position
from knowledge.language.syllables import is_syllable
from knowledge.plans.concordance import Concordance

Pairs = Callable[[str, str], bool]
_ABSENT = 0.95
IN_HEADING = 0.7
_WORD_OF_PAIR = 0.35
_OFTENER = 4
"""A pair that shares a word with one so much more frequent joins two words' ends: 'trí người' of 'bố trí người'."""
_IN_TITLE = 0.45
_APART = 0.6
_ORDINARY = 0.4
_KNOWN = 1.4
"""A term of the synonyms is certainly what the question is about."""


class Term(NamedTuple):
    """A thing asked about: the phrases that stand for it (between spaces) and its weight.

    `common` marks what the plan's title says: every passage is about it. `exact` marks what a passage must say to be
    about the topic at all ('dự án 7'), elsewhere than after the words `not_after` ('tiểu dự án 7').
    """

    phrases: tuple[str, ...]
    weight: float
    said: str
    common: bool = False
    exact: bool = False
    not_after: str = ""

    def in_text(self, text: str) -> bool:
        """Tell whether a text (folded, between spaces) holds one of the phrases."""
        if self.not_after:
            text = text.replace(f" {self.not_after} ", f" {self.not_after}-")
        # A loop, for this runs for every passage and every term of a question: any() takes three times as long.
        for phrase in self.phrases:  # noqa: SIM110
            if phrase in text:
                return True
        return False

    @property
    def is_of_several(self) -> bool:
        """Tell whether the term is of several words, or stands for such a term."""
        return " " in self.said or (len(self.phrases) > 1 and not is_syllable(self.said))

    def part_in(self, own: str, above: str = "") -> float:
        """Return how much of the term's weight a text gets: less where only its headings hold it."""
        return 1.0 if self.in_text(own) else IN_HEADING if above and self.in_text(above) else 0.0


@dataclass(frozen=True)
class Topic:
    """The weighted terms of a question."""

    terms: tuple[Term, ...]

    @cached_property
    def weight(self) -> float:
        """Return the weight of all terms."""
        return sum(term.weight for term in self.terms)

    @cached_property
    def said(self) -> str:
        """Return the folded words that the topic was read from."""
        return " ".join(dict.fromkeys(word for term in self.terms for word in term.said.split()))

    def covered(self, own: str, above: str = "") -> float:
        """Return the share of the weight that a text covers, its headings counted for less; 0 without terms."""
        return self.share([term.part_in(own, above) for term in self.terms])

    def share(self, parts: Sequence[float]) -> float:
        """Return the share of the weight that is covered where each of the terms counts for a part of its own."""
        found = 0.0
        for term, part in zip(self.terms, parts, strict=True):
            if part:
                found += term.weight * part
            elif term.exact:
                return 0.0
        return found / self.weight if found else 0.0

    def solid(self, own: str, above: str = "") -> bool:
        """Tell whether a text shares more than stray syllables: a term of several words, or the one word asked."""
        if self.telling is None:
            return True
        text = own + above
        if any(term.in_text(text) for term in self.telling):
            return True
        return any(term.in_text(own) for term in self.titled) and all(term.in_text(text) for term in self.own)

    @cached_property
    def own(self) -> tuple[Term, ...]:
        """Return the terms that the plan's title does not say."""
        return tuple(term for term in self.terms if not term.common)

    @cached_property
    def _words_alone(self) -> bool:
        return not any(" " in term.said for term in self.own)

    @cached_property
    def telling(self) -> tuple[Term, ...] | None:
        """Return the terms one of which makes a text solid; None where every text is."""
        if not self.own:
            return None
        told = tuple(term for term in self.own if term.is_of_several or _is_foreign(term.said))
        return (_things(told) or _things(self.own) or told) if told else ()

    @cached_property
    def titled(self) -> tuple[Term, ...]:
        """Return the terms of the title one of which makes a text solid that holds all that are not of it."""
        return tuple(t for t in self.terms if t.common and t.is_of_several) if self._words_alone else ()


def _things(terms: Iterable[Term]) -> tuple[Term, ...]:
    return tuple(term for term in terms if not ordinary().issuperset(term.said.split()))


def _is_foreign(word: str) -> bool:
    """Tell whether a word stands for something by itself, as no single syllable does: 'hiv', 'facebook'."""
    return word.isalpha() and not is_syllable(word)


def content(words: tuple[str | None, ...], firmly: Pairs, same: Synonyms) -> tuple[Words, ...]:
    """Return the runs of words that say something about the subject, ignored words and phrases left out."""
    kept = _without_phrases(words)
    safe = _kept(words, same)
    said = [word if word and (at in safe or word not in ignored().empty) else None for at, word in enumerate(words)]
    said = [word if at in safe or kept[at] else None for at, word in enumerate(said)]
    light = ignored().light
    runs: list[list[str]] = [[]]
    for at, word in enumerate(said):
        before = said[at - 1] if at else None
        after = said[at + 1] if at + 1 < len(said) else None
        if word is None:
            runs.append([])
        elif at in safe or word not in light or _in_company(before, word, after, firmly):
            runs[-1].append(word)
        else:
            runs.append([])
    return tuple(tuple(run) for run in runs if run)


def _kept(words: tuple[str | None, ...], same: Synonyms) -> set[int]:
    """Return the places of phrases that are always part of the subject, though their words alone are not."""
    text = tuple(word or "" for word in words)
    safe: set[int] = set()
    for phrase in ignored().kept:
        at = position(text, phrase)
        if at >= 0:
            safe.update(range(at, at + len(phrase)))
    for start in range(len(text)):
        known = same.at(text, start)
        if known and known[0] - start > 1:
            safe.update(range(start, known[0]))
    return safe


def _without_phrases(words: tuple[str | None, ...]) -> list[str | None]:
    """Return the words with the ignored phrases as None, the longest ones first."""
    kept = list(words)
    opening = ignored().opening
    for _, at, phrase in sorted(
        (order, at, phrase)
        for at, word in enumerate(words)
        if word in opening
        for order, phrase in opening[word]
        if words[at : at + len(phrase)] == phrase
    ):
        end = at + len(phrase)
        if None not in kept[at:end]:
            kept[at:end] = [None] * len(phrase)
    return kept


def _in_company(before: str | None, word: str, after: str | None, joined: Pairs) -> bool:
    light = ignored().light
    return bool(
        (before and before not in light and joined(before, word))
        or (after and after not in light and joined(word, after))
    )


def topic(runs: tuple[Words, ...], joined: Pairs, texts: Concordance, same: Synonyms, title: str = "") -> Topic:
    """Return the runs of content words as weighted terms of a plan's texts.

    What the plan's title says weighs less: every passage is about it. A word of everyday speech that the plan does not
    have is no term: it says nothing about a subject that is clear without it, by something else than the title's words.
    """
    for unsaid in (ordinary(), frozenset[str]()):
        terms = [term for run in runs for term in _terms(run, joined, texts, same, unsaid)]
        weighed = [
            term._replace(weight=term.weight * _IN_TITLE, common=True)
            if any(said in title for said in term.phrases)
            else term
            for term in terms
        ]
        if not weighed or any(not term.common for term in weighed):
            break
    return Topic(tuple(dict.fromkeys(weighed)))


def _terms(run: Words, joined: Pairs, texts: Concordance, same: Synonyms, unsaid: frozenset[str]) -> list[Term]:
    found: list[Term] = []
    at = 0
    alone: list[int] = []
    while at < len(run):
        known = same.at(run, at)
        if known and (known[0] - at > 1 or not _is_paired(run, at, joined)):
            if not _says_nothing(run[at : known[0]], known[1], texts, unsaid):
                found.append(_term(run[at : known[0]], known[1], texts, times=_KNOWN))
            at = known[0]
        else:
            alone.append(at)
            at += 1
    return found + _words_and_pairs(run, alone, joined, texts, unsaid)


def _says_nothing(said: Words, phrases: tuple[Words, ...], texts: Concordance, unsaid: frozenset[str]) -> bool:
    """Tell whether words are of those that may stay unsaid, and the plan has neither them nor what means the same."""
    return unsaid.issuperset(said) and not any(texts.holding(f" {' '.join(phrase)} ") for phrase in phrases)


def _is_paired(run: Words, at: int, joined: Pairs) -> bool:
    """Tell whether a word makes one with a neighbour here, whatever it may mean alone ('phát' in 'phát động')."""
    beside = (at > 0 and joined(run[at - 1], run[at])) or (at + 1 < len(run) and joined(run[at], run[at + 1]))
    return beside and is_syllable(run[at])


def _words_and_pairs(
    run: Words, alone: list[int], joined: Pairs, texts: Concordance, unsaid: frozenset[str]
) -> list[Term]:
    """Return each word as a term, and each two neighbours that the plan has side by side as one that weighs more."""
    pairs = [at for at in alone if at + 1 in alone and joined(run[at], run[at + 1])]
    paired = {place for at in pairs for place in (at, at + 1)}
    found: list[Term] = []
    for at in alone:
        if _says_nothing((run[at],), ((run[at],),), texts, unsaid):
            continue
        found.append(_term((run[at],), ((run[at],),), texts, times=_WORD_OF_PAIR if at in paired else 1.0))
    often = {at: len(texts.holding(f" {run[at]} {run[at + 1]} ")) for at in pairs}
    for at in pairs:
        across = max(often.get(at - 1, 0), often.get(at + 1, 0)) >= _OFTENER * often[at]
        found.append(_term(run[at : at + 2], (run[at : at + 2],), texts, times=_WORD_OF_PAIR if across else 1.0))
    apart = [at for at in alone if at + 1 in alone and not {at, at + 1} & paired]
    return found + [_apart(run[at : at + 2], texts) for at in apart if not ordinary() & set(run[at : at + 2])]


def _apart(said: Words, texts: Concordance) -> Term:
    """Return two neighbours that the plan never has side by side: most likely one word that it does not have."""
    return Term((f" {' '.join(said)} ",), _APART * log(len(texts.written) + 1.5), " ".join(said))


def _term(said: Words, phrases: tuple[Words, ...], texts: Concordance, *, times: float = 1.0) -> Term:
    written = tuple(f" {' '.join(phrase)} " for phrase in phrases)
    frequency = len(set().union(*map(texts.holding, written)))
    size = len(texts.written) + 1
    weight = log(size / frequency + 0.5) if frequency else _ABSENT * log(size + 0.5)
    if ordinary().issuperset(said):
        weight *= _ORDINARY
    return Term(written, max(weight, 0.15) * times, " ".join(said))
