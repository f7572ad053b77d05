"""The passages that cover a topic best, and the part of a long one that does."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from knowledge.answers.topics import Topic
from knowledge.answers.views import Line, View
from knowledge.language.folding import folded_words
from knowledge.plans.model import PassageKind

ENOUGH = 0.52
"""The share of a question's weight that a passage must cover to be an answer to it."""
_BESIDE = 0.85
_LONG = 420
_HEADED = 0.6
_CLAUSE = re.compile(r"(?<=;)\s+|(?<=[.!?…])\s+(?=[A-ZĐÀ-Ỹ+-])")


@dataclass(frozen=True, slots=True)
class Ranked:
    """A line with the share of the topic that it covers, its headings included, and its rank among others."""

    line: Line
    covered: float
    rank: float


def between_spaces(text: str) -> str:
    """Return a text's folded words as topics search them."""
    return f" {' '.join(folded_words(text))} "


def is_report_outline(line: Line) -> bool:
    """Tell whether a line is of the attached outline of a report, which says nothing of its own."""
    return line.passage.section.startswith("ĐC")


def ranked(view: View, topic: Topic, lines: Iterable[Line] | None = None) -> list[Ranked]:
    """Return the lines that cover anything of the topic, best first."""
    found = []
    for line in view.lines if lines is None else lines:
        if is_report_outline(line):
            continue
        covered = topic.covered(line.own, line.above)
        if covered > 0 and topic.solid(line.own, line.above):
            own = topic.covered(line.own)
            heading = line.passage.kind is PassageKind.HEADING
            under = 0.12 * (topic.covered(line.above) >= _HEADED)
            rank = covered + under + 0.15 * own - 0.0004 * min(len(line.words), 250) - 0.04 * heading
            found.append(Ranked(line, covered, rank))
    return sorted(found, key=lambda one: (-one.rank, one.line.passage.position))


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
