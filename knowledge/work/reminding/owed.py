"""What the published plans ask of the registered units: who owes which deadline for which period."""

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from knowledge.language.folding import key
from knowledge.plans.browsing import PlanDeadline, deadlines
from knowledge.plans.model import Deadline
from knowledge.work.members.registered_units import units
from knowledge.work.reminding.occurrences import Occurrence, in_force, occurrences
from knowledge.work.reminding.owers import owers

_CONDITION = re.compile(r"\b(?:khi (?:có|xảy ra|phát sinh|phát hiện)|nếu|trường hợp|đột xuất|trong thời gian)\b")


@dataclass(frozen=True, slots=True)
class Owed:
    """What a plan asks of a unit in a period."""

    of: PlanDeadline
    unit: int
    occurrence: Occurrence

    @property
    def key(self) -> tuple[str, str, int, str]:
        """What the table holds once."""
        deadline = self.of.deadline
        name = f"{deadline.section}|{key(deadline.quote)}|{deadline.date}"
        return self.of.plan, name, self.unit, self.occurrence.period

    def is_what(self, row: sqlite3.Row) -> bool:
        """Tell whether an obligation of an earlier version of the plan is this one."""
        same = (row["plan"], row["unit"], row["period"]) == (self.of.plan, self.unit, self.occurrence.period)
        return same and key(row["what"]) == key(self.of.deadline.what)


def owed(connection: sqlite3.Connection, first: date, last: date) -> Iterator[Owed]:
    """Yield who owes what for which period; a deadline without an owner is announced, not owed."""
    aliases = _aliases(connection)
    under: dict[str, dict[str, int]] = {}
    for unit in units(connection):
        under.setdefault(key(unit.issuer), {})[unit.name] = unit.id
    for item in deadlines(connection):
        places = under.get(key(item.head.issuer or ""), {})
        who = item.deadline.who
        asked = who and places and not _is_conditional(item.deadline)
        periods = list(occurrences(item.deadline, in_force(item.head), first, last)) if asked else []
        for name in sorted(owers(who, places, aliases.get(item.plan, {}))) if periods else ():
            for occurrence in periods:
                yield Owed(item, places[name], occurrence)


def _is_conditional(deadline: Deadline) -> bool:
    """Tell whether a daily duty begins only when something happens ("khi có thiên tai, báo cáo hằng ngày")."""
    return deadline.recurs == "daily" and _CONDITION.search(f"{deadline.what} {deadline.quote}".lower()) is not None


def _aliases(connection: sqlite3.Connection) -> dict[str, dict[str, str]]:
    """Return, for each published plan, the folded names of its units with the canonical one."""
    found: dict[str, dict[str, str]] = {}
    for row in connection.execute(
        "select plan, folded, name from unit_alias join unit on unit.id = unit_alias.unit where name is not null"
        " and plan in (select id from plan where status = 'published')"
    ):
        found.setdefault(row["plan"], {})[row["folded"]] = row["name"]
    return found
