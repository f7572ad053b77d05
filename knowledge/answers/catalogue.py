"""The published plans and the names of all their units, at hand for choosing among plans."""

import re
import sqlite3
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from functools import cached_property

from knowledge.answers.freshness import while_unwritten
from knowledge.answers.vocabulary import Words
from knowledge.language.folding import fold, folded_words, key

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
    """The published plans, newest first, and where to find them by place and by number.

    `chosen_from` is how many there are where it holds only those that a question names, 0 where it holds all.
    """

    entries: tuple[Entry, ...]
    chosen_from: int = 0

    @property
    def whole(self) -> bool:
        """Tell whether all plans are here."""
        return not self.chosen_from

    @property
    def total(self) -> int:
        """Return how many plans there are, here or not."""
        return self.chosen_from or len(self.entries)

    def only(self, entries: Iterable[Entry]) -> "Catalogue":
        """Return a catalogue of some of the plans."""
        return Catalogue(tuple(entries), chosen_from=self.total)

    @cached_property
    def by_id(self) -> dict[str, Entry]:
        """Return the plans by their ids."""
        return {entry.id: entry for entry in self.entries}

    @property
    def ids(self) -> Set[str]:
        """Return the ids of the plans."""
        return self.by_id.keys()

    @cached_property
    def rank(self) -> dict[str, int]:
        """Return the places of the plans by their ids: 0 is the newest."""
        return {entry.id: at for at, entry in enumerate(self.entries)}

    @cached_property
    def _by_issuer(self) -> dict[str, list[Entry]]:
        found: dict[str, list[Entry]] = {}
        for entry in self.entries:
            found.setdefault(key(entry.issuer), []).append(entry)
        return found

    def of_issuer(self, issuer: str) -> "Catalogue":
        """Return the plans of an issuer, whose name is folded."""
        return self.only(self._by_issuer.get(issuer, ()))

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


_STAMP = """
    select group_concat(status || ' ' || plans || ' ' || added),
        (select max(rowid) from plan), (select max(id) from unit),
        (select group_concat(id, ' ') from (select id from plan order by rowid limit 50))
    from (select status, count(*) as plans, max(added_at) as added from plan group by status)
"""
"""What tells one state of the plans from another; `plan_by_status` answers the counts without reading the plans."""

_catalogues: OrderedDict[tuple[object, ...], Catalogue] = OrderedDict()


def catalogue(connection: sqlite3.Connection) -> Catalogue:
    """Return the published plans, from the cache while they stay."""
    stamp = while_unwritten(connection, _STAMP, lambda: connection.execute(_STAMP).fetchone())
    at = (id(connection), *stamp)
    found = _catalogues.get(at)
    if found is None:
        found = _catalogues[at] = Catalogue(tuple(_entries(connection)))
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
