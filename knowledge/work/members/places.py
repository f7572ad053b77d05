"""The units that somebody can be let into: those of the published plans, the ones that are meant first."""

import json
import sqlite3
from collections import Counter
from dataclasses import dataclass
from functools import cache

from rapidfuzz import fuzz

from knowledge.answers.bodies import readings
from knowledge.language.folding import key
from knowledge.language.nearest import Names

_MOST_LIKE = 40
"""Names that come near enough to be looked at closely."""


@dataclass(frozen=True, slots=True)
class Place:
    """A unit of a plan. `shown` is its name, with the issuer where another issuer has a unit of that name."""

    plan: str
    position: int
    name: str
    issuer: str
    shown: str


def places(connection: sqlite3.Connection, wanted: str = "") -> list[Place]:
    """Return each issuer's units once, in the plans' order; those most like what is `wanted` first.

    A unit's other names in its plan count as its name, abbreviations as what they stand for; the issuer's name decides
    between units of one name.
    """
    folded = cache(key)
    found = {(folded(row["name"]), folded(row["issuer"] or "")): row for row in reversed(_rows(connection))}
    rows = list(reversed(found.values()))
    times = Counter(name for name, _ in found)
    every = [_place(row, with_issuer=times[folded(row["name"])] > 1) for row in rows]
    if not key(wanted):
        return every
    aliases = _aliases(connection, [row["id"] for row in rows])
    return list(dict.fromkeys([*_most_like(key(wanted), every, aliases), *every]))


def _most_like(wanted: str, every: list[Place], aliases: dict[tuple[str, int], list[str]]) -> list[Place]:
    """Return the places whose names, alone or with the issuer's, come near to what is wanted, the most like first."""
    named: dict[str, list[Place]] = {}
    for place in every:
        for name in _names(place, aliases):
            named.setdefault(name, []).append(place)
    names = Names(named)
    typed = [wanted, *readings(tuple(wanted.split()))]
    near = dict.fromkeys(place for at in names.nearest(*typed, limit=_MOST_LIKE) for place in named[names.names[at]])
    return sorted(near, key=lambda place: _likeness(typed, place, aliases), reverse=True)


def _names(place: Place, aliases: dict[tuple[str, int], list[str]]) -> set[str]:
    own = (key(place.name), *aliases.get((place.plan, place.position), ()))
    return {f"{name} {more}".strip() for name in own for more in ("", key(place.issuer))}


def _rows(connection: sqlite3.Connection) -> list[sqlite3.Row]:
    """Return each name under each issuer once: where the newest plan has it, in the plans' order."""
    return connection.execute(
        "select unit.id, unit.plan, unit.position, unit.name, plan.issuer,"
        " min(printf('%04d %s %06d', 9999 - coalesce(plan.year, 0), plan.id, unit.position)) as place"
        " from unit join plan on plan.id = unit.plan"
        " where plan.status = 'published' and name is not null and not is_group"
        " group by unit.name, plan.issuer order by place"
    ).fetchall()


def _place(row: sqlite3.Row, *, with_issuer: bool) -> Place:
    issuer = row["issuer"] or ""
    shown = f"{row['name']} · {issuer}" if with_issuer and issuer else row["name"]
    return Place(row["plan"], row["position"], row["name"], issuer, shown)


def _aliases(connection: sqlite3.Connection, units: list[int]) -> dict[tuple[str, int], list[str]]:
    found: dict[tuple[str, int], list[str]] = {}
    for row in connection.execute(
        "select unit.plan, unit.position, folded from json_each(?) join unit on unit.id = value"
        " join unit_alias on unit_alias.unit = unit.id",
        (json.dumps(units),),
    ):
        found.setdefault((row["plan"], row["position"]), []).append(row["folded"])
    return found


def _likeness(typed: list[str], place: Place, aliases: dict[tuple[str, int], list[str]]) -> tuple[float, float]:
    """Return how much a unit's name, and then its name with its issuer's, resemble any reading of what is wanted."""
    names = _names(place, aliases)
    best = max(scorer(one, name) for scorer in (fuzz.ratio, fuzz.token_sort_ratio) for one in typed for name in names)
    return best, fuzz.token_set_ratio(typed[0], f"{key(place.name)} {key(place.issuer)}")
