"""What a question asks: its parts put together in one place."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from knowledge.answers import parts
from knowledge.answers.mending import Known, Wording, known_words, wording
from knowledge.answers.topics import Topic, content, topic
from knowledge.answers.units import Named, named, own_places
from knowledge.answers.views import View
from knowledge.answers.vocabulary import Words, cues
from knowledge.plans.model import Role

_CUES = tuple(
    "deadline when report who figure target amount count reference contact phone funding where_from report_outline list"
    " outline compare plans signer issued issuer number title plan head check tasks yes_no".split()
)
_SPENT = frozenset("deadline when who count list tasks yes_no amount compare plans where_from signer issued".split())
"""Cues whose words are no part of the subject."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question understood against one plan. `wants` names the cues that it gives."""

    text: str
    words: Words
    wants: frozenset[str]
    period: parts.Period | None
    indicators: parts.Indicators | None
    cited: parts.Cited | None
    document_kind: str
    roles: tuple[Role, ...]
    unit: Named | None
    topic: Topic
    runs: tuple[Words, ...]


def read(text: str, view: View) -> Asked:
    """Return the question as it is understood beside a plan."""
    return read_wording(text, wording(parts.without_number(text), known_of(view)), view)


@lru_cache(maxsize=256)
def known_of(view: View) -> Known:
    """Return the words that a plan knows."""
    names = [name.core for _, found in view.units for name in found]
    return known_words((*(line.words for line in view.lines), *names), names)


def read_wording(text: str, said: Wording, view: View) -> Asked:
    """Return the parts of a question whose words are mended already."""
    words = said.words
    found = {name: place for name in _CUES if (place := cues().found(name, words))}
    asking = {at for start, end in cues().all("who", words) for at in range(start, end)}
    unit = named(words, view, blocked=said.numbers_said | asking)
    period = parts.period(words)
    numbers = parts.indicators(words)
    spans = [place for name in found if name in _SPENT for place in cues().all(name, words)]
    spans.extend(own_places(words))
    if unit:
        spans.append(unit.span)
        spans.extend(
            place for name in ("coordinate", "lead", "advise", "requested") for place in cues().all(name, words)
        )
    if period and period.kind != "day":
        spans.append((period.start, period.end))
    if numbers:
        spans.append((numbers.start, numbers.end))
    cited = parts.document(text)
    if cited and (number := re.match(r"\d+", cited.number)) and number[0] in words:
        at = words.index(number[0])
        spans.append((at - (words[at - 1 : at] == ("so",)), at + 1))
    joined = _joined(view)
    runs = content(_without_places(parts.without(words, spans), view), joined)
    return Asked(
        text=text,
        words=words,
        wants=frozenset(found),
        period=period,
        indicators=numbers,
        cited=cited,
        document_kind=parts.document_kind(words),
        roles=parts.roles(words),
        unit=unit,
        topic=topic(runs, joined, view.counts, tuple(line.own for line in view.lines)),
        runs=runs,
    )


def _joined(view: View):  # type: ignore[no-untyped-def]
    pairs = known_of(view).pairs
    return lambda before, word: (before, word) in pairs


def _without_places(words: tuple[str | None, ...], view: View) -> tuple[str | None, ...]:
    """Drop the plan's own place, which every passage is about ('ở Hớn Quản', 'tỉnh NA')."""
    place = view.place_words
    kept = list(words)
    for at in range(len(words) - 1):
        first, second = words[at], words[at + 1]
        if first in place and second in place and f" {first} {second} " in view.place_text:
            kept[at] = kept[at + 1] = None
    return tuple(kept)


def with_topic_of(asked: Asked, other: Asked) -> Asked:
    """Return the question about another's subject."""
    return replace(asked, topic=other.topic, runs=other.runs)
