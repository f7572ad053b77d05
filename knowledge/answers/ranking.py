"""The passages that cover a topic best, and the part of a long one that does."""

import re
from collections.abc import Iterable, Sequence, Set
from functools import lru_cache
from typing import NamedTuple

from knowledge.answers.topics import IN_HEADING, Term, Topic
from knowledge.answers.views import Line, View
from knowledge.language.folding import folded_words

ENOUGH = 0.52
"""The share of a question's weight that a passage must cover to be an answer to it."""
_BESIDE = 0.85
_LONG = 420
_HEADED = 0.6
_CLAUSE = re.compile(r"(?<=;)\s+|(?<=[.!?…])\s+(?=[A-ZĐÀ-Ỹ+-])")


class Ranked(NamedTuple):
    """A line with the share of the topic that it covers, its headings included, and its rank among others."""

    line: Line
    covered: float
    rank: float


@lru_cache(maxsize=8192)
def between_spaces(text: str) -> str:
    """Return a text's folded words as topics search them."""
    return f" {' '.join(folded_words(text))} "


def is_report_outline(line: Line) -> bool:
    """Tell whether a line is of the attached outline of a report, which says nothing of its own."""
    return line.section.startswith("ĐC")


def ranked(view: View, topic: Topic, lines: Iterable[Line] | None = None) -> list[Ranked]:
    """Return the lines that cover anything of the topic, best first."""
    held = [view.holding(term) for term in topic.terms]
    among = _solid(view, topic)
    if lines is not None:
        among &= {line.position for line in lines}
    found = [one for at in among if (one := _ranked(view.lines[at], topic, held))]
    return sorted(found, key=lambda one: (-one.rank, one.line.position))


Held = tuple[Set[int], Set[int]]
"""The positions of the passages that hold a term, and of those above which it stands."""


def _solid(view: View, topic: Topic) -> set[int]:
    """Return the positions of the lines that hold anything of a topic and are solid on it."""
    if topic.telling is None:
        return _either(view, topic.terms)
    among = _either(view, topic.telling)
    if topic.titled:
        whole = set.intersection(*(_either(view, (term,)) for term in topic.own))
        among |= whole.intersection(at for term in topic.titled for at in view.holding(term)[0])
    return among


def _either(view: View, terms: Iterable[Term]) -> set[int]:
    return {at for term in terms for places in view.holding(term) for at in places}


def _ranked(line: Line, topic: Topic, held: Sequence[Held]) -> Ranked | None:
    at = line.position
    covered = topic.share([1.0 if at in own else IN_HEADING if at in above else 0.0 for own, above in held])
    if covered == 0 or is_report_outline(line):
        return None
    heading = line.is_heading
    under = 0.12 * (topic.share([float(at in above) for _, above in held]) >= _HEADED)
    own = topic.share([float(at in own) for own, _ in held])
    rank = covered + under + 0.15 * own - 0.0004 * min(len(line.words), 250) - 0.04 * heading
    return Ranked(line, covered, rank)


def best(found: Sequence[Ranked], *, most: int = 3, enough: float = ENOUGH) -> list[Ranked]:
    """Return the lines that answer: those near the best one, if that covers enough; in reading order."""
    if not found or found[0].covered < enough:
        return []
    near = [one for one in found if one.rank >= _BESIDE * found[0].rank and one.covered >= enough]
    return near[:most]


def clauses(text: str) -> list[str]:
    """Return the clauses of a text, verbatim: parts between semicolons and sentences."""
    return [clause.strip() for clause in _CLAUSE.split(text) if clause.strip()]


def excerpt(text: str, topic: Topic) -> str:
    """Return a text as it is where it is short, else its clauses that cover the topic best, in order, '…' between."""
    parts = clauses(text)
    if len(text) <= _LONG or len(parts) < 2 or not topic.terms:
        return text
    scores = [topic.covered(between_spaces(part)) for part in parts]
    top = max(scores)
    if top == 0:
        return text
    kept = [at for at, score in enumerate(scores) if score >= 0.6 * top]
    shown: list[str] = []
    for at in kept:
        if shown and at - 1 in kept:
            shown[-1] += " " + parts[at]
        else:
            shown.append(parts[at])
    return " … ".join(shown)
