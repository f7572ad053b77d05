"""Which plans a question is about: the one given, those that it names, or all that are published."""

import re
import sqlite3

from knowledge.answers.asking import known_of
from knowledge.answers.catalogue import Catalogue, Entry, places
from knowledge.answers.mending import wording
from knowledge.answers.parts import without_number
from knowledge.answers.question import Question
from knowledge.answers.shortlist import MOST, shortlist
from knowledge.answers.views import view
from knowledge.answers.vocabulary import Words, position
from knowledge.clock import local_date
from knowledge.language.folding import fold, folded_words, normalise

FEW = 12
"""So many plans are all read for one question; more are narrowed by the indexes first."""


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


def narrowed(connection: sqlite3.Connection, plans: Catalogue, question: Question) -> list[str]:
    """Return the ids of the plans to be read for a question that gives none: all of few, else a handful of many.

    Where the words as they were typed lead nowhere, they are mended by what the newest plan knows.
    """
    if plans.total <= FEW or len(plans.entries) <= MOST:
        return [entry.id for entry in plans.entries]
    newest = [entry.id for entry in plans.entries[:MOST]]
    said = folded_words(question.text)
    found = _shortlist(connection, said, plans, question)
    if not found:
        mended = wording(without_number(question.text), known_of(view(connection, newest[0]))).words
        found = _shortlist(connection, mended, plans, question)
    return found or newest


def _shortlist(connection: sqlite3.Connection, words: Words, plans: Catalogue, question: Question) -> list[str]:
    """Return the plans of the shortlist, the best of the asker's own issuer before those of the country."""
    year = local_date(question.now).year if question.now else None
    own = plans.of_issuer(question.issuer) if question.issuer else Catalogue(())
    ids = shortlist(connection, words, own, year=year, unit=question.unit)[:1] if own.entries else []
    ids += shortlist(connection, words, plans, year=year, unit=question.unit)
    return list(dict.fromkeys(ids))[:MOST]
