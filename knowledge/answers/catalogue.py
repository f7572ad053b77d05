"""The published plans and the names of all their units, at hand for choosing among plans."""

import re
import sqlite3
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from knowledge.answers.bodies import canonical
from knowledge.answers.names import Name, read_name
from knowledge.answers.vocabulary import Words
from knowledge.language.folding import fold, folded_words, key
from knowledge.language.syllables import is_syllable

_NO_PLACE = frozenset(
    folded_words("tỉnh huyện xã thành phố ủy ban nhân dân sở phòng UBND quận phường thị trấn ngày tháng năm")
)
_LONGEST_PLACE = 5
_TAIL = re.compile(r"(?:tỉnh|huyện|xã|thành phố|phường|thị xã|thị trấn|quận)\s+([^,;()]+)$", re.IGNORECASE)
_KEPT = 8


@dataclass(frozen=True, slots=True)
class Entry:
    """A published plan as far as choosing among plans needs it; `expired_by` is the last year that it is for."""

    id: str
    number: str
    place: str
    issuer: str
    title: str
    year: int | None
    expired_by: int | None


@dataclass(frozen=True, eq=False)
class Catalogue:
    """The published plans, newest first, and where to find them by place, by number and by a unit's name."""

    entries: tuple[Entry, ...]
    names: tuple[str, ...]

    @cached_property
    def ids(self) -> frozenset[str]:
        """Return the ids of the plans."""
        return frozenset(entry.id for entry in self.entries)

    @cached_property
    def by_place(self) -> dict[Words, list[Entry]]:
        """Return the plans by the folded words of the places that they may be called by."""
        found: dict[Words, list[Entry]] = {}
        for entry in self.entries:
            for place in places(entry):
                found.setdefault(tuple(place.split()), []).append(entry)
        return found

    @cached_property
    def by_number(self) -> dict[int, list[Entry]]:
        """Return the plans by the figure that their number begins with."""
        found: dict[int, list[Entry]] = {}
        for entry in self.entries:
            if first := re.match(r"\d+", entry.number):
                found.setdefault(int(first[0]), []).append(entry)
        return found

    @cached_property
    def _named(self) -> dict[str, list[Name]]:
        found: dict[str, list[Name]] = {}
        for shown in self.names:
            name = read_name(shown)
            for word in name.core[:2]:
                found.setdefault(word, []).append(name)
        return found

    def names_like(self, words: Words) -> list[Name]:
        """Return the units' names that the words may mean: by their first words, or all for abbreviations."""
        tokens = [token.word for token in canonical(words)]
        if any(token.isalpha() and not is_syllable(token) for token in tokens):
            return [read_name(shown) for shown in self.names]
        return list(dict.fromkeys(name for token in tokens for name in self._named.get(token, ())))

    def at_places(self, words: Words) -> Iterator[Entry]:
        """Yield the plans whose place the words name."""
        for start in range(len(words)):
            for end in range(start + 1, min(len(words), start + _LONGEST_PLACE) + 1):
                yield from self.by_place.get(words[start:end], ())


def places(entry: Entry) -> set[str]:
    """Return the folded names of the places that a plan may be called by."""
    found = {" ".join(word for word in folded_words(entry.place) if word not in _NO_PLACE)}
    tail = _TAIL.search(entry.issuer)
    if tail:
        found.add(key(tail[1]))
    for said in re.findall(r"(?:tỉnh|huyện|xã|thành phố|quận)\s+((?:[A-ZĐÀ-Ỹ][^\s,;.]*\s?){1,4})", entry.title):
        found.add(key(said))
    return {place for place in found if len(place) > 3}


_catalogues: OrderedDict[tuple[object, ...], Catalogue] = OrderedDict()


def catalogue(connection: sqlite3.Connection) -> Catalogue:
    """Return the published plans, from the cache while they stay."""
    stamp = connection.execute(
        "select count(*), max(added_at), total(status = 'published'), group_concat(id, ' ') filter (where rowid < 50),"
        " (select max(id) from unit) from plan"
    ).fetchone()
    at = (id(connection), *stamp)
    found = _catalogues.get(at)
    if found is None:
        found = _catalogues[at] = Catalogue(tuple(_entries(connection)), tuple(_names(connection)))
        if len(_catalogues) > _KEPT:
            _catalogues.popitem(last=False)
    return found


def _entries(connection: sqlite3.Connection) -> Iterator[Entry]:
    for row in connection.execute(
        "select id, number, place, issuer, title, year, year_to from plan where status = 'published'"
        " order by year desc, issue_date desc, id"
    ):
        yield Entry(
            id=row["id"],
            number=fold(row["number"] or "").replace(" ", ""),
            place=row["place"] or "",
            issuer=row["issuer"] or "",
            title=row["title"],
            year=row["year"],
            expired_by=row["year_to"] or row["year"],
        )


def _names(connection: sqlite3.Connection) -> Iterator[str]:
    for row in connection.execute("select min(alias) as alias from unit_alias group by folded"):
        yield row["alias"]
