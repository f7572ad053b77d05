"""How plans belong together: a newer version of one, a plan that replaces or supplements one, next year's edition."""

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from knowledge.language.folding import fold, key
from knowledge.plans import browsing, store
from knowledge.plans.model import Head, Plan
from knowledge.plans.store import PlanEntry, PlanStatus


class LinkKind(StrEnum):
    """What a plan is to another one."""

    VERSION = "version"
    REPLACES = "replaces"
    SUPPLEMENTS = "supplements"
    NEXT_YEAR = "next_year"


@dataclass(frozen=True, slots=True)
class Link:
    """A plan that another one belongs to."""

    kind: LinkKind
    other: PlanEntry


_NAMED = re.compile(r"\b(thay the|bo sung)\b[^.;]{0,80}?ke hoach so\s*:?\s*(\d+\s*/\s*[\w-]+(?:-\w+)*)")
_KINDS = {"thay the": LinkKind.REPLACES, "bo sung": LinkKind.SUPPLEMENTS}


def earlier_version(connection: sqlite3.Connection, plan: Plan) -> PlanEntry | None:
    """Return the published plan that a plan is a newer version of: of its number, or of its title and year."""
    number = plan.head.number
    others = numbered(connection, number_key(number)) if number else browsing.heads(connection)
    found = (one for one, head in others if one != plan.id and _is_version(head, plan.head))
    return next((store.entry(connection, one) for one in found), None)


def named(connection: sqlite3.Connection, plan: Plan) -> tuple[Link, ...]:
    """Return the published plans that a plan says it replaces or supplements, by their numbers."""
    found = {
        (kind, other): Link(kind, entry)
        for kind, number in _numbers(plan)
        for other, head in numbered(connection, number)
        if other != plan.id and _same_issuer(head, plan.head) and (entry := store.entry(connection, other))
    }
    return tuple(found.values())


def numbered(connection: sqlite3.Connection, number: str) -> list[tuple[str, Head]]:
    """Return the published plans of a number, as `number_key` gives it."""
    found = browsing.heads(connection, number=number.split("/")[0])
    return [(plan, head) for plan, head in found if head.number and number_key(head.number) == number]


def number_key(number: str) -> str:
    """Return a plan's number as it is compared: "64 / KH-UBND" and "064/kh-ubnd" are one."""
    return re.sub(r"\s", "", fold(number)).lstrip("0")


def link(connection: sqlite3.Connection, plan: str, kind: LinkKind, other: str) -> None:
    """Note that a plan belongs to another one."""
    connection.execute(
        "insert into plan_link (plan, kind, other) values (?, ?, ?) on conflict do nothing", (plan, kind, other)
    )


def links_of(connection: sqlite3.Connection, plan: str) -> tuple[Link, ...]:
    """Return the plans that a plan belongs to."""
    return _links(connection, "select kind, other from plan_link where plan = ? order by kind, other", plan)


def links_to(connection: sqlite3.Connection, plan: str) -> tuple[Link, ...]:
    """Return the plans that belong to a plan, drafts left out."""
    found = _links(connection, "select kind, plan from plan_link where other = ? order by kind, plan", plan)
    return tuple(one for one in found if one.other.status is not PlanStatus.DRAFT)


def _links(connection: sqlite3.Connection, statement: str, plan: str) -> tuple[Link, ...]:
    rows = connection.execute(statement, (plan,)).fetchall()
    found = ((row[0], store.entry(connection, row[1])) for row in rows)
    return tuple(Link(LinkKind(kind), entry) for kind, entry in found if entry is not None)


def _is_version(old: Head, new: Head) -> bool:
    if not _same_issuer(old, new) or old.year != new.year:
        return False
    if old.number and new.number:
        return number_key(old.number) == number_key(new.number)
    return key(old.title) == key(new.title)


def _same_issuer(old: Head, new: Head) -> bool:
    return key(old.issuer or "") == key(new.issuer or "")


def _numbers(plan: Plan) -> Iterator[tuple[LinkKind, str]]:
    for text in (plan.head.title, *(passage.text for passage in plan.passages)):
        for match in _NAMED.finditer(fold(text)):
            yield _KINDS[match[1]], number_key(match[2])
