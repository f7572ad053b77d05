"""The units that somebody can be let into: those of the published plans, the ones that are meant first."""

import sqlite3
from collections import Counter
from dataclasses import dataclass

from rapidfuzz import fuzz

from knowledge.language.folding import key


@dataclass(frozen=True, slots=True)
class Place:
    """A unit of a plan. `shown` is its name, with the issuer where another issuer has a unit of that name."""

    plan: str
    position: int
    name: str
    issuer: str
    shown: str


def places(connection: sqlite3.Connection, wanted: str = "") -> list[Place]:
    """Return each issuer's units once, in the plans' order; the most like what is `wanted` first.

    A unit's other names in its plan count as its name; the issuer's name decides between units of one name.
    """
    found = {(key(row["name"]), key(row["issuer"] or "")): row for row in reversed(_rows(connection))}
    rows = list(reversed(found.values()))
    times = Counter(key(row["name"]) for row in rows)
    every = [_place(row, with_issuer=times[key(row["name"])] > 1) for row in rows]
    if not key(wanted):
        return every
    aliases = _aliases(connection)
    return sorted(every, key=lambda place: _likeness(key(wanted), place, aliases), reverse=True)


def _rows(connection: sqlite3.Connection) -> list[sqlite3.Row]:
    return connection.execute(
        "select unit.plan, unit.position, unit.name, plan.issuer from unit join plan on plan.id = unit.plan"
        " where plan.status = 'published' and name is not null and not is_group"
        " order by plan.year desc, plan.id, unit.position"
    ).fetchall()


def _place(row: sqlite3.Row, *, with_issuer: bool) -> Place:
    issuer = row["issuer"] or ""
    shown = f"{row['name']} · {issuer}" if with_issuer and issuer else row["name"]
    return Place(row["plan"], row["position"], row["name"], issuer, shown)


def _aliases(connection: sqlite3.Connection) -> dict[tuple[str, int], list[str]]:
    found: dict[tuple[str, int], list[str]] = {}
    for row in connection.execute(
        "select unit.plan, unit.position, folded from unit_alias join unit on unit.id = unit_alias.unit"
    ):
        found.setdefault((row["plan"], row["position"]), []).append(row["folded"])
    return found


def _likeness(wanted: str, place: Place, aliases: dict[tuple[str, int], list[str]]) -> tuple[float, float]:
    """Return how much a unit's name, and then its name with its issuer's, resemble the words wanted."""
    names = (key(place.name), *aliases.get((place.plan, place.position), ()))
    best = max(fuzz.token_sort_ratio(wanted, f"{name} {more}") for name in names for more in ("", key(place.issuer)))
    return best, fuzz.token_set_ratio(wanted, f"{names[0]} {key(place.issuer)}")
