"""A made-up province for the benchmarks: its offices' plans of some years, the units that they name, its officials.

Every office issues one plan a year, with the same units and tasks each year; half of the plan's text is an appendix
(`country_plans`). The rows are those that the program would write, straight through SQL.
"""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count

from benchmarks.country_plans import Change, Sample, Writer, names_of_places, plan_id, samples
from knowledge.language.folding import key
from knowledge.work.members.officials import OfficialRole

COMMUNES = 60
FIRST_OFFICIAL = 100_001
ADMINS = 3
COORDINATORS = 2
"""For each office, members of its first unit."""
_FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương")
_MIDDLE = ("Thị", "Văn", "Thanh", "Minh", "Ngọc", "Quốc", "Thu", "Hữu", "Đức", "Kim")
_GIVEN = ("An", "Bình", "Chi", "Dũng", "Hà", "Hạnh", "Hòa", "Lan", "Mai", "Nam", "Nga", "Phúc", "Quang", "Tâm", "Yến")


@dataclass(frozen=True, slots=True)
class PlanTask:
    """A task of a unit, as a report names it."""

    section: str
    text: str


@dataclass(frozen=True, slots=True)
class Office:
    """An issuer: its plans by year, its registered units, and the tasks of each by (year, unit)."""

    name: str
    plans: dict[int, str]
    units: tuple[int, ...]
    tasks: dict[tuple[int, int], tuple[PlanTask, ...]]


@dataclass(frozen=True, slots=True)
class Member:
    """An official with the one unit that they belong to."""

    telegram_id: int
    name: str
    role: OfficialRole
    unit: int
    office: int


@dataclass(frozen=True, slots=True)
class Province:
    """What was written: the offices and who works there."""

    offices: tuple[Office, ...]
    members: tuple[Member, ...]


def people_names() -> Iterator[str]:
    """Yield made-up names of people, many of them alike."""
    for number in count():
        yield f"{_FAMILY[number % 12]} {_MIDDLE[number // 12 % 10]} {_GIVEN[number * 7 % 15]}"


def write(
    connection: sqlite3.Connection, years: Sequence[int], *, officials: int, communes: int = COMMUNES
) -> Province:
    """Write the plans of the years, the units and the officials into an empty database."""
    joined_at = datetime(years[0], 1, 4, 2, tzinfo=UTC).isoformat()
    offices = _write_offices(connection, years, communes)
    members = tuple(_members(offices, officials))
    connection.execute("begin")
    units = dict(connection.execute("select id, name from registered_unit").fetchall())
    connection.executemany(
        "insert into official (telegram_id, name, unit, role, joined_at) values (?, ?, ?, ?, ?)",
        [(one.telegram_id, one.name, units[one.unit], one.role, joined_at) for one in members],
    )
    connection.executemany(
        "insert into membership (telegram_id, unit, role, since) values (?, ?, ?, ?)",
        [(one.telegram_id, one.unit, _held(one.role), joined_at) for one in members],
    )
    connection.executemany(
        "insert into audit (at, actor, action, official, unit, before, after) values (?, ?, 'member.join', ?, ?, ?, ?)",
        [
            (joined_at, FIRST_OFFICIAL, one.telegram_id, one.unit)
            + (json.dumps({"role": None}), json.dumps({"role": one.role}))
            for one in members
        ],
    )
    connection.execute("commit")
    return Province(offices, members)


def _write_offices(connection: sqlite3.Connection, years: Sequence[int], communes: int) -> tuple[Office, ...]:
    writer, made, numbers, units = Writer(connection), samples(), count(), count(1)
    offices = []
    for at, (sample, places) in enumerate(_issuers(made, communes)):
        changes = {year: sample.change(at, places, year=year) for year in years}
        plans = {year: plan_id(next(numbers)) for year in years}
        for year in years:
            writer.add(plans[year], sample, changes[year])
        offices.append(_office(connection, sample, changes, plans, units))
    writer.flush()
    connection.execute("insert into passage_index (passage_index) values ('optimize')")
    return tuple(offices)


def _office(
    connection: sqlite3.Connection,
    sample: Sample,
    changes: dict[int, Change],
    plans: dict[int, str],
    numbers: Iterator[int],
) -> Office:
    """Write an office's units and return it."""
    last = changes[max(changes)]
    issuer = last.text(sample.cut(sample.plan.head.issuer or ""))
    found: dict[str, int] = {}
    tasks: dict[tuple[int, int], tuple[PlanTask, ...]] = {}
    for unit in sample.plan.units:
        name = last.text(sample.cut(unit.name or ""))
        if unit.is_group or not unit.tasks or not key(name) or key(name) in found:
            continue
        number = found[key(name)] = next(numbers)
        for year, change in changes.items():
            said = (PlanTask(task.section, change.text(sample.cut(task.text))) for task in unit.tasks)
            tasks[year, number] = tuple(said)
        connection.execute(
            "insert into registered_unit (id, name, folded, issuer, issuer_folded) values (?, ?, ?, ?, ?)",
            (number, name, key(name), issuer, key(issuer)),
        )
    return Office(issuer, plans, (*found.values(),), tasks)


def _issuers(made: Sequence[Sample], communes: int) -> Iterator[tuple[Sample, dict[str, list[str]]]]:
    """Yield one sample and place for each office: the province, its department, a district, every commune."""
    names = names_of_places()
    every: dict[str, list[Sample]] = {}
    for sample in made:
        every.setdefault(str(sample.plan.head.level), []).append(sample)
    for level, number in (("province", 1), ("department", 1), ("district", 1), ("commune", communes)):
        for at in range(number):
            own = {**{each: [found[0]] for each, found in names.items()}, level: [names[level][at]]}
            yield every[level][at % len(every[level])], own


def _members(offices: Sequence[Office], officials: int) -> Iterator[Member]:
    """Yield the officials: administrators and each office's coordinators first, the rest over all units in turn."""
    numbers, names = count(FIRST_OFFICIAL), people_names()
    first = [(office.units[0], at) for at, office in enumerate(offices)]
    leading = [(OfficialRole.ADMIN, *first[0])] * ADMINS
    leading += [(OfficialRole.COORDINATOR, *place) for place in first for _ in range(COORDINATORS)]
    for role, unit, at in leading:
        yield Member(next(numbers), next(names), role, unit, at)
    units = [(unit, at) for at, office in enumerate(offices) for unit in office.units]
    for number in range(officials - len(leading)):
        unit, at = units[number % len(units)]
        role = OfficialRole.HEAD if number < len(units) else OfficialRole.OFFICER
        yield Member(next(numbers), next(names), role, unit, at)


def _held(role: OfficialRole) -> OfficialRole:
    """Return the role of a membership: an administrator is a coordinator there."""
    return OfficialRole.COORDINATOR if role is OfficialRole.ADMIN else role
