"""The few plans of many that a question may be about, through the indexes of names and of passages.

However many plans there are, a question reads a bounded number of rows: units by their folded names, topics by their
rarest terms first, and no more than `_MOST_PASSAGES` passages are looked at closely.
"""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from math import log

from knowledge.answers.catalogue import Catalogue, Entry
from knowledge.answers.names import GENERIC
from knowledge.answers.own_words import WordKind, own_words, synonym_lines
from knowledge.answers.parts import without
from knowledge.answers.topics import content
from knowledge.answers.vocabulary import Synonyms, Words, cues, synonyms
from knowledge.language.folding import folded_words, key
from knowledge.language.terms import bigrams

MOST = 2
"""How many plans are read for one question where there are many."""
_SEVERAL = ("compare", "plans")
"""What gives away that a question is about several plans."""
_CLOSE = 0.9
_LONGEST_NAME = 12
_MOST_UNITS = 400
_MOST_ASKED = 100
_MOST_NAMED = 24
_MOST_TERMS = 8
_MOST_COUNTED = 1000
_MOST_FOUND = 60
_MOST_PASSAGES = 200
_ENOUGH_PLANS = 6
_WORD = 0.3
"""What a word alone weighs beside a phrase."""
_UNIT = 0.5
"""What a plan gains that names the unit asked about, beside the best that a topic can give it."""


@dataclass(frozen=True, slots=True)
class Term:
    """A phrase of the subject with those that mean the same; `weight` is 0 where no passage has it."""

    phrases: tuple[Words, ...]
    weight: float = 1.0
    found: int = 0

    @property
    def query(self) -> str:
        """Return the term for `passage_index`."""
        return " OR ".join(f"({' AND '.join(_terms(phrase))})" for phrase in self.phrases)


def _terms(phrase: Words) -> Iterator[str]:
    return (f'"{term}"' for term in (bigrams(phrase) if len(phrase) > 1 else phrase))


def shortlist(
    connection: sqlite3.Connection, words: Words, plans: Catalogue, *, year: int | None = None, unit: str | None = None
) -> list[str]:
    """Return the ids of at most `MOST` plans, best first; those for `year` and that name the asker's `unit` first.

    Only one where it alone names that unit or is in force, unless the words compare plans or ask for several. Empty
    where neither a unit nor a topic of the words is in any of the plans.
    """
    names, rest = _names_said(connection, words)
    terms = _weighed(connection, rest)
    scores = _by_topic(connection, terms, plans) if terms else {}
    named = _with_unit(connection, names, plans, scores)
    if named and not scores:
        scores = dict.fromkeys(sorted(named, key=plans.rank.__getitem__), 1.0)
    best = max(scores.values(), default=0.0)
    scores = {plan: score + best * _UNIT * (plan in named) for plan, score in scores.items()}
    own = _with_unit(connection, {key(unit)}, plans, scores) if unit else frozenset()

    def standing(plan: str) -> tuple[bool, bool]:
        return plan not in own, not _in_force(plans.by_id[plan], year)

    def order(plan: str) -> tuple[tuple[bool, bool], float, int]:
        return standing(plan), -scores[plan], plans.rank[plan]

    top = max(scores.values(), default=0.0)
    close = [plan for plan, score in scores.items() if score >= _CLOSE * top]
    best_ones = sorted(close, key=order)[:MOST]
    if any(cues().found(name, words) for name in _SEVERAL):
        return best_ones
    return [plan for plan in best_ones if standing(plan) == standing(best_ones[0])]


def _in_force(entry: Entry, year: int | None) -> bool:
    return year is None or entry.expired_by is None or entry.expired_by >= year


def _names_said(connection: sqlite3.Connection, words: Words) -> tuple[frozenset[str], tuple[Words, ...]]:
    """Return the units' names that the words hold, the longest ones, and the runs of content words around them."""
    spans = {
        (start, end): " ".join(words[start:end])
        for start in range(len(words))
        for end in range(start + 1, min(len(words), start + _LONGEST_NAME) + 1)
        if not (end - start == 1 and words[start] in GENERIC)
    }
    words_ = own_words(connection)
    own = {key(word.said): key(word.meant) for word in words_ if word.kind is WordKind.ALIAS}
    known = _known_names(connection, set(spans.values())) | own.keys()
    chosen: list[tuple[int, int]] = []
    for span in sorted((span for span, name in spans.items() if name in known), key=lambda s: (s[0] - s[1], s)):
        if all(span[1] <= start or end <= span[0] for start, end in chosen):
            chosen.append(span)
    rest = content(without(words, chosen), lambda *_: True, synonyms(synonym_lines(words_)))
    return frozenset(own.get(spans[span], spans[span]) for span in chosen), rest


def _known_names(connection: sqlite3.Connection, names: Iterable[str]) -> set[str]:
    rows = connection.execute(
        "select value from json_each(?) where exists (select 1 from unit_alias where folded = value)",
        (json.dumps(list(names)),),
    )
    return {row["value"] for row in rows}


def _with_unit(
    connection: sqlite3.Connection, names: Iterable[str], plans: Catalogue, among: Iterable[str]
) -> frozenset[str]:
    """Return the plans that name a unit: those added last where there are many, and any of those given."""
    names = sorted(names)
    found: set[str] = set()
    more = False
    for name in names:
        rows = connection.execute(
            "select unit.plan from unit_alias cross join unit on unit.id = unit_alias.unit where folded = ?"
            f" order by unit_alias.unit desc limit {_MOST_UNITS}",
            (name,),
        ).fetchall()
        found.update(row["plan"] for row in rows)
        more |= len(rows) == _MOST_UNITS
    if more:
        asked = list(among)[:_MOST_ASKED] if plans.whole else [entry.id for entry in plans.entries[:_MOST_NAMED]]
        found.update(plan for plan in asked if plan not in found and _names_unit(connection, plan, names))
    return frozenset(found & plans.ids)


def _names_unit(connection: sqlite3.Connection, plan: str, names: Sequence[str]) -> bool:
    marks = ",".join("?" * len(names))
    row = connection.execute(
        f"select 1 from unit where plan = ? and exists (select 1 from unit_alias where folded in ({marks})"
        " and unit_alias.unit = unit.id) limit 1",
        (plan, *names),
    ).fetchone()
    return row is not None


def _weighed(connection: sqlite3.Connection, runs: tuple[Words, ...]) -> list[Term]:
    """Return the terms of the runs that stand in any passage, the rarest first."""
    found = []
    same = synonyms(synonym_lines(own_words(connection)))
    for term in dict.fromkeys(term for run in runs for term in _of_run(run, same)):
        if count := _count(connection, term):
            found.append(Term(term.phrases, term.weight * log(2 + 50 * _MOST_COUNTED / count), count))
    return sorted(found, key=lambda term: (term.found, -term.weight))[:_MOST_TERMS]


def _of_run(run: Words, same: Synonyms) -> Iterator[Term]:
    """Yield a run's known phrases with what means the same, its pairs of neighbours, and its words alone."""
    at = 0
    while at < len(run):
        known = same.at(run, at)
        if known:
            yield Term(known[1])
            at = known[0]
            continue
        if at + 1 < len(run):
            yield Term((run[at : at + 2],))
        yield Term((run[at : at + 1],), _WORD)
        at += 1


def _count(connection: sqlite3.Connection, term: Term) -> int:
    row = connection.execute(
        f"select count(*) from (select 1 from passage_index where passage_index match ? limit {_MOST_COUNTED})",
        (term.query,),
    ).fetchone()
    return int(row[0])


def passages_with(connection: sqlite3.Connection, phrase: Words) -> int:
    """Return in how many passages a phrase stands, at most `_MOST_COUNTED`."""
    return _count(connection, Term((phrase,)))


def _by_topic(connection: sqlite3.Connection, terms: list[Term], plans: Catalogue) -> dict[str, float]:
    """Return how much of the terms a passage of each plan holds, for the plans that hold most."""
    if not plans.whole:
        return _of_named(connection, terms, plans)
    found: dict[int, None] = {}
    scored: dict[int, tuple[str, float]] = {}
    for size in dict.fromkeys((len(terms), (len(terms) + 1) // 2, 2, 1)):
        before = len(found)
        found |= dict.fromkeys(_matching(connection, terms[:size]))
        scored |= _scored(connection, list(found)[before:_MOST_PASSAGES], terms, plans)
        if len({plan for plan, _ in scored.values()}) >= _ENOUGH_PLANS or len(found) >= _MOST_PASSAGES:
            break
    best: dict[str, float] = {}
    for _, (plan, score) in sorted(scored.items()):
        best[plan] = max(score, best.get(plan, 0.0))
    return best


def _of_named(connection: sqlite3.Connection, terms: list[Term], plans: Catalogue) -> dict[str, float]:
    """Return the same for the few plans that were named, each of whose passages have ids in a row."""
    scores: dict[str, float] = {}
    for entry in plans.entries[:_MOST_NAMED]:
        low, high = connection.execute("select min(id), max(id) from passage where plan = ?", (entry.id,)).fetchone()
        found = cache(partial(_one, connection, low=low, high=high))
        passages: dict[int, float] = {}
        for term in terms:
            for passage in _holding(found, term):
                passages[passage] = passages.get(passage, 0.0) + term.weight
        if passages:
            scores[entry.id] = max(passages.values())
    return scores


def _holding(holding: Callable[[str], set[int]], term: Term) -> set[int]:
    """Return the passages of a range that hold a term; each word is looked up alone, which ends with the range."""
    found: set[int] = set()
    for phrase in term.phrases:
        among: set[int] | None = None
        for one in _terms(phrase):
            if among is None or among:
                among = holding(one) if among is None else among & holding(one)
        found |= among or set()
    return found


def _one(connection: sqlite3.Connection, term: str, low: int, high: int) -> set[int]:
    rows = connection.execute(
        "select rowid from passage_index where passage_index match ? and rowid between ? and ?", (term, low, high)
    )
    return {row["rowid"] for row in rows}


def _matching(connection: sqlite3.Connection, terms: list[Term]) -> list[int]:
    """Return the passages that hold all the terms, those added last first."""
    query = " AND ".join(f"({term.query})" for term in terms)
    rows = connection.execute(
        f"select rowid from passage_index where passage_index match ? order by rowid desc limit {_MOST_FOUND}", (query,)
    )
    return [row["rowid"] for row in rows]


def _scored(
    connection: sqlite3.Connection, passages: Sequence[int], terms: list[Term], plans: Catalogue
) -> dict[int, tuple[str, float]]:
    """Return, by passage of the plans, its plan and how much of the terms it holds."""
    phrases = [(term.weight, [f" {' '.join(phrase)} " for phrase in term.phrases]) for term in terms]
    scored: dict[int, tuple[str, float]] = {}
    marks = ",".join("?" * len(passages))
    for passage, plan, text in connection.execute(
        f"select id, plan, text from passage where id in ({marks})", passages
    ):
        if plan in plans.by_id:
            spaced = f" {' '.join(folded_words(text))} "
            score = sum(weight for weight, said in phrases if any(phrase in spaced for phrase in said))
            scored[passage] = plan, score
    return scored
