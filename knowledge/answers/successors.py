"""Who does now what an office did that no longer exists: a dated table, each line with its legal basis."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from knowledge.answers.names import Name, read_name
from knowledge.answers.vocabulary import lines
from knowledge.language.folding import folded_words

_ANY = "*"
_PLACE = "place"
_COLUMNS = 6
_OF_DISTRICTS = frozenset({"phong", "ubnd"})


@dataclass(frozen=True, slots=True)
class Successor:
    """A line of successors.txt: since a day the work `what` of an old office is done by `name`."""

    level: str
    old: str
    since: date
    name: str
    what: str
    basis: str


@cache
def table() -> tuple[Successor, ...]:
    """Return the lines of successors.txt that name their legal basis."""
    rows = ([cell.strip() for cell in line.split("|")] for line in lines("successors.txt"))
    return tuple(
        Successor(row[0], row[1], date.fromisoformat(row[2]), row[3], row[4], row[5])
        for row in rows
        if len(row) == _COLUMNS and row[5]
    )


def successors(unit: str, *, issued: date, today: date, of_district: bool) -> tuple[Successor, ...]:
    """Return who has the unit's work today, where it moved after the plan was issued.

    `of_district`: whether the plan is a district's, whose 'Phòng …' and bodies without a level are of the district.
    """
    name = read_name(unit)
    return tuple(row for row in table() if issued < row.since <= today and _is(row, name, of_district=of_district))


def predecessors(unit: str, *, issued: date, today: date) -> tuple[Successor, ...]:
    """Return the lines by which a unit has taken over work since the plan was issued."""
    core = read_name(unit).core
    return tuple(row for row in table() if issued < row.since <= today and read_name(row.name).core == core)


def joined(issuer: str, *, issued: date, today: date) -> tuple[Successor, ...]:
    """Return what the province of an issuer ("UBND tỉnh …", "Sở …, tỉnh …") was joined to since the plan's issue."""
    return tuple(
        row for row in table() if row.level == _PLACE and issued < row.since <= today and _ends(issuer, row.old)
    )


def _ends(name: str, place: str) -> bool:
    words, of = folded_words(name), folded_words(place)
    return words[-len(of) :] == of


def _is(row: Successor, name: Name, *, of_district: bool) -> bool:
    if row.old == _ANY:
        return row.level in name.levels or (of_district and not name.levels) or name.core[0] in _OF_DISTRICTS
    return read_name(row.old).core == name.core
