"""Which plans a question is about: the one given, those that it names, or all that are published."""

import re
import sqlite3

from knowledge.answers.catalogue import Catalogue, Entry, places
from knowledge.answers.names import mentions
from knowledge.answers.vocabulary import Words, position
from knowledge.language.folding import fold, folded_words, key, normalise

_MOST = 12
"""How many plans are read for one question; more are narrowed by the index first."""
_MOST_NARROWED = 5
_MOST_NAMES = 40


def mentioned(text: str, words: Words, plans: Catalogue) -> list[Entry]:
    """Return the plans that the words name by number or place; empty where they name none."""
    folded = fold(normalise(text))
    by_number = [
        entry
        for found in re.finditer(r"\b(?:ke hoach|kh)\s*(?:so\s*)?0*(\d{1,5})\b(?!\s*/\s*\d)", folded)
        for entry in plans.by_number.get(int(found[1]), ())
        if _fits_number(folded, found.end(1), entry)
    ]
    if by_number:
        return list(dict.fromkeys(by_number))
    found = list(dict.fromkeys(plans.at_places(words)))
    years = {word for word in words if re.fullmatch(r"20[1-4]\d", word)}
    return [entry for entry in found if str(entry.year) in years] or found


_LONGEST_TITLED = 6
_MOST_COMPARED = 500
_MOST_TITLED = 0.4
"""Words in more of the titles than this tell no plan from another."""


def titled(text: str, entries: list[Entry]) -> list[Entry]:
    """Return the plan whose title the text says in part ('kế hoạch văn hóa đọc') and no other's."""
    words = folded_words(text)
    at = position(words, ("ke", "hoach"))
    if at < 0 or not 1 < len(entries) <= _MOST_COMPARED:
        return []
    said = words[at + 2 : at + 2 + _LONGEST_TITLED]
    titles = {entry.id: f" {' '.join(folded_words(entry.title))} " for entry in entries}
    for size in range(len(said), 1, -1):
        phrase = f" {' '.join(said[:size])} "
        found = [entry for entry in entries if phrase in titles[entry.id]]
        if found:
            return found if len(found) <= max(1, _MOST_TITLED * len(entries)) else []
    return []


def _fits_number(folded: str, end: int, entry: Entry) -> bool:
    """Tell whether the letters that follow a number in the text are those of the plan's own number."""
    letters = re.match(r"\s*([/-]\s*[a-z&]+(?:[-&/][a-z&]+)*)", folded[end:])
    return letters is None or letters[1].replace(" ", "") in entry.number


def without_places(text: str, entries: list[Entry]) -> str:
    """Return the text without the names of the plans' places, which choose the plans and are no subject."""
    folded = fold(normalise(text))
    kept = normalise(text)
    for place in sorted({place for entry in entries for place in places(entry)}, key=len, reverse=True):
        for found in re.finditer(rf"\b(?:(?:tinh|huyen|xa|thanh pho|phuong) )?{re.escape(place)}\b", folded):
            kept = kept[: found.start()] + " " * len(found[0]) + kept[found.end() :]
    return kept


def with_unit(connection: sqlite3.Connection, words: Words, plans: Catalogue) -> list[str]:
    """Return the ids of plans in which a unit that the words name stands, through the index of names."""
    found = mentions(words, plans.names_like(words))
    best = [mention.name.shown for mention in found if mention.matched >= found[0].matched]
    if not best:
        return []
    marks = ",".join("?" * len(best[:_MOST_NAMES]))
    rows = connection.execute(
        "select distinct unit.plan from unit_alias join unit on unit.id = unit_alias.unit"
        f" where folded in ({marks}) limit {_MOST * 4}",
        [key(name) for name in best[:_MOST_NAMES]],
    )
    return [row["plan"] for row in rows if row["plan"] in plans.ids]


def on_topic(connection: sqlite3.Connection, runs: tuple[Words, ...], ids: frozenset[str]) -> list[str]:
    """Return the ids of the plans whose passages hold the rarest words of a topic, best first."""
    words = list(dict.fromkeys(word for run in runs for word in run))
    counted = [(_frequency(connection, word), word) for word in words]
    rare = [word for count, word in sorted(counted) if count][:5]
    hits: dict[str, int] = {}
    for size in range(len(rare), 0, -1):
        query = " AND ".join(f'"{word}"' for word in rare[:size])
        for row in connection.execute(
            "select passage.plan from passage_index join passage on passage.id = passage_index.rowid"
            " where passage_index match ? limit 200",
            (query,),
        ):
            if row["plan"] in ids:
                hits[row["plan"]] = hits.get(row["plan"], 0) + size * size
        if len(hits) >= _MOST:
            break
    return sorted(hits, key=lambda plan: -hits[plan])[:_MOST]


def _frequency(connection: sqlite3.Connection, word: str) -> int:
    row = connection.execute(
        "select count(*) from (select 1 from passage_index where passage_index match ? limit 2000)", (f'"{word}"',)
    ).fetchone()
    return int(row[0])


def narrowed(connection: sqlite3.Connection, plans: Catalogue, words: Words, runs: tuple[Words, ...]) -> list[str]:
    """Return the ids of at most a dozen plans that a question without a plan may be about."""
    ids = [entry.id for entry in plans.entries]
    if len(ids) <= _MOST:
        return ids
    found = with_unit(connection, words, plans) or on_topic(connection, runs, plans.ids)
    return (found or ids)[:_MOST_NARROWED]
