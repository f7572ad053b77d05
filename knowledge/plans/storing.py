"""Plans into the database: what was read from a plan becomes rows of migration m001's tables."""

import sqlite3
from collections.abc import Sequence
from dataclasses import astuple

from knowledge.database import as_json
from knowledge.language.folding import key
from knowledge.language.terms import terms
from knowledge.plans.gists import keep_gist
from knowledge.plans.loading import EMPTY_LIST
from knowledge.plans.model import Plan, Task


def insert_parts(connection: sqlite3.Connection, plan: Plan) -> None:
    """Store all of a plan but its head, whose row is there."""
    passage_ids = _insert_passages(connection, plan)
    keep_gist(connection, plan)
    _insert_sections(connection, plan)
    _insert_units(connection, plan, passage_ids)
    _insert_facts(connection, plan, passage_ids)


def _insert_sections(connection: sqlite3.Connection, plan: Plan) -> None:
    connection.executemany(
        "insert into section (plan, position, path, label, title, parent, start, end, page) values (?,?,?,?,?,?,?,?,?)",
        [
            (plan.id, position, s.path, s.label, s.title, s.parent, s.span.start, s.span.end, s.span.page)
            for position, s in enumerate(plan.sections)
        ],
    )


def _insert_passages(connection: sqlite3.Connection, plan: Plan) -> Sequence[int]:
    """Store the passages and their terms; return their ids by position."""
    ids = _new_ids(connection, "passage", len(plan.passages))
    connection.executemany(
        "insert into passage (id, plan, position, section, kind, text, label, lead_in, columns, doubtful, start, end,"
        " page) values (?,?,?,?,?,?,?,?,?,?,?,?,?)",
        [
            (id_, plan.id, p.position, p.section, p.kind, p.text, p.label, p.lead_in, _list(p.columns), p.doubtful)
            + (p.span.start, p.span.end, p.span.page)
            for id_, p in zip(ids, plan.passages, strict=True)
        ],
    )
    connection.executemany(
        "insert into passage_index (rowid, words) values (?, ?)",
        [(id_, terms(p.text)) for id_, p in zip(ids, plan.passages, strict=True)],
    )
    return ids


def _insert_units(connection: sqlite3.Connection, plan: Plan, passage_ids: Sequence[int]) -> None:
    units = list(zip(_new_ids(connection, "unit", len(plan.units)), plan.units, strict=True))
    connection.executemany(
        "insert into unit (id, plan, position, name, section, is_group) values (?,?,?,?,?,?)",
        [(id_, plan.id, position, u.name, u.section, u.is_group) for position, (id_, u) in enumerate(units)],
    )
    connection.executemany(
        "insert or ignore into unit_alias (folded, unit, position, alias) values (?,?,?,?)",
        [
            (key(name), id_, place, name)
            for id_, unit in units
            for place, name in enumerate((unit.name, *unit.aliases) if unit.name else unit.aliases)
        ],
    )
    _insert_tasks(connection, [(id_, *task) for id_, unit in units for task in enumerate(unit.tasks)], passage_ids)


def _insert_tasks(
    connection: sqlite3.Connection, given: Sequence[tuple[int, int, Task]], passage_ids: Sequence[int]
) -> None:
    """Store tasks, each with its unit's id and its position among the unit's."""
    ids = _new_ids(connection, "task", len(given))
    connection.executemany(
        "insert into task (id, unit, position, passage, section, role, text, partners, confidence)"
        " values (?,?,?,?,?,?,?,?,?)",
        [
            (id_, unit, position, passage_ids[t.passage], t.section, t.role, t.text, _list(t.partners), t.confidence)
            for id_, (unit, position, t) in zip(ids, given, strict=True)
        ],
    )
    connection.executemany(
        "insert or ignore into task_indicator (number, task) values (?, ?)",
        [(number, id_) for id_, (_, _, task) in zip(ids, given, strict=True) for number in task.indicators],
    )


def _new_ids(connection: sqlite3.Connection, table: str, count: int) -> range:
    """Return the ids of so many new rows of a table."""
    first = connection.execute(f"select coalesce(max(id), 0) + 1 from {table}").fetchone()[0]
    return range(first, first + count)


def _list(values: Sequence[object]) -> str:
    """Return a list as a column keeps it; most of them are empty."""
    return as_json(values) if values else EMPTY_LIST


def _insert_facts(connection: sqlite3.Connection, plan: Plan, passage_ids: Sequence[int]) -> None:
    connection.executemany(
        "insert into deadline (plan, passage, what, who, addressee, date, last_day, recurs, quote, section, confidence)"
        " values (?,?,?,?,?,?,?,?,?,?,?)",
        [
            (plan.id, passage_ids[d.passage], d.what, _list(d.who), d.to, d.date, d.last_day, d.recurs, d.quote)
            + (d.section, d.confidence)
            for d in plan.deadlines
        ],
    )
    connection.executemany(
        "insert into target (plan, passage, text, value, unit, by, indicator, section) values (?,?,?,?,?,?,?,?)",
        [
            (plan.id, passage_ids[t.passage], t.text, t.value, t.unit, t.by, t.indicator, t.section)
            for t in plan.targets
        ],
    )
    connection.executemany(
        "insert into reference (plan, passage, kind, number, date, issuer, about, quote, section)"
        " values (?,?,?,?,?,?,?,?,?)",
        [
            (plan.id, passage_ids[r.passage], r.kind, r.number, r.date, r.issuer, r.about, r.quote, r.section)
            for r in plan.references
        ],
    )
    connection.executemany(
        "insert into contact (plan, passage, what, value, quote, section) values (?,?,?,?,?,?)",
        [(plan.id, passage_ids[c.passage], c.what, c.value, c.quote, c.section) for c in plan.contacts],
    )
    for table, texts in (("report_heading", plan.report_outline), ("recipient", plan.recipients)):
        connection.executemany(
            f"insert into {table} (plan, position, text) values (?,?,?)",
            [(plan.id, position, text) for position, text in enumerate(texts)],
        )
    connection.executemany(
        "insert into finding (plan, kind, message, quotes) values (?,?,?,?)",
        [(plan.id, f.kind, f.message, as_json([astuple(q) for q in f.quotes])) for f in plan.findings],
    )
