"""What the published plans ask of the registered units: who owes which deadline for which period."""

import re
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from knowledge.language.folding import key
from knowledge.plans.browsing import PlanDeadline
from knowledge.plans.model import Deadline
from knowledge.work.members.registered_units import units
from knowledge.work.reminding.occurrences import Occurrence, in_force, occurrences
from knowledge.work.reminding.owers import owers

_CONDITION = re.compile(r"\b(?:khi (?:có|xảy ra|phát sinh|phát hiện)|nếu|trường hợp|đột xuất|trong thời gian)\b")


Name = tuple[str, str, int, str]
"""What the table of obligations holds once: plan, deadline, unit, period."""

Places = dict[str, dict[str, int]]
"""An issuer's folded name -> its open units, by name."""


@dataclass(frozen=True, slots=True)
class Owed:
    """What a plan asks of a unit in a period."""

    of: PlanDeadline
    unit: int
    occurrence: Occurrence

    @property
    def key(self) -> Name:
        """What the table holds once."""
        deadline = self.of.deadline
        name = f"{deadline.section}|{key(deadline.quote)}|{deadline.date}"
        return self.of.plan, name, self.unit, self.occurrence.period

    def is_what(self, row: sqlite3.Row) -> bool:
        """Tell whether an obligation of an earlier version of the plan is this one."""
        same = (row["plan"], row["unit"], row["period"]) == (self.of.plan, self.unit, self.occurrence.period)
        return same and key(row["what"]) == key(self.of.deadline.what)


def places_by_issuer(connection: sqlite3.Connection) -> Places:
    """Return the registered units by what `owed` asks for."""
    found: Places = {}
    for unit in units(connection):
        found.setdefault(key(unit.issuer), {})[unit.name] = unit.id
    return found


def owed(
    connection: sqlite3.Connection, items: Iterable[PlanDeadline], places: Places, first: date, last: date
) -> Iterator[Owed]:
    """Yield who owes what for which period, of a plan's deadlines; one without an owner is announced, not owed."""
    aliases: dict[str, str] | None = None
    for item in items:
        own, who = places.get(key(item.head.issuer or ""), {}), item.deadline.who
        asked = who and own and not _is_conditional(item.deadline)
        periods = list(occurrences(item.deadline, in_force(item.head), first, last)) if asked else []
        if periods:
            aliases = _aliases(connection, item.plan) if aliases is None else aliases
            for name in sorted(owers(who, own, aliases)):
                for occurrence in periods:
                    yield Owed(item, own[name], occurrence)


def _is_conditional(deadline: Deadline) -> bool:
    """Tell whether a daily duty begins only when something happens ("khi có thiên tai, báo cáo hằng ngày")."""
    return deadline.recurs == "daily" and _CONDITION.search(f"{deadline.what} {deadline.quote}".lower()) is not None


def _aliases(connection: sqlite3.Connection, plan: str) -> dict[str, str]:
    """Return the folded names of a plan's units with the canonical one."""
    rows = connection.execute(
        "select folded, name from unit join unit_alias on unit.id = unit_alias.unit"
        " where name is not null and plan = ?",
        (plan,),
    )
    return {row["folded"]: row["name"] for row in rows}
