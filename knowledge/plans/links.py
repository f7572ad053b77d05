"""How plans belong together: a newer version of one, a plan that replaces or supplements one, next year's edition."""

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from knowledge.language.folding import fold, key
from knowledge.plans import store
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
    others = (one for one in store.entries(connection, status=PlanStatus.PUBLISHED) if one.id != plan.id)
    return next((one for one in others if _is_version(one.head, plan.head)), None)


def named(connection: sqlite3.Connection, plan: Plan) -> tuple[Link, ...]:
    """Return the published plans that a plan says it replaces or supplements, by their numbers."""
    published = [one for one in store.entries(connection, status=PlanStatus.PUBLISHED) if one.id != plan.id]
    found = {
        (kind, entry.id): Link(kind, entry)
        for kind, number in _numbers(plan)
        for entry in published
        if entry.head.number and number_key(entry.head.number) == number and _same_issuer(entry.head, plan.head)
    }
    return tuple(found.values())


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
    entries = {entry.id: entry for entry in store.entries(connection)}
    return tuple(Link(LinkKind(row[0]), entries[row[1]]) for row in connection.execute(statement, (plan,)))


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
