"""The tasks of a plan that an official's unit may report on."""

import sqlite3

from knowledge.language.folding import key
from knowledge.work.activity import TaskPlace

_OF_PLAN = """
select unit.id as unit, unit.name, unit.is_group, task.text, task.section from task
join unit on unit.id = task.unit where unit.plan = ? order by unit.position, task.position
"""


def unit_tasks(connection: sqlite3.Connection, *, plan: str | None, unit: str | None) -> tuple[TaskPlace, ...]:
    """Return the tasks of a unit in a plan: its own; else those of units whose name it contains or is contained in;
    else those of groups and without an owner; else all of the plan's."""
    if plan is None:
        return ()
    rows = connection.execute(_OF_PLAN, (plan,)).fetchall()
    name = key(unit or "")
    ids = {row["unit"] for row in connection.execute(_NAMED, (plan, name))}
    choices = (
        [row for row in rows if row["unit"] in ids],
        [row for row in rows if name and row["name"] and _overlaps(name, key(row["name"]))],
        [row for row in rows if row["is_group"] or row["name"] is None],
        rows,
    )
    chosen = next((choice for choice in choices if choice), [])
    return tuple(TaskPlace(row["text"], row["section"]) for row in chosen)


_NAMED = "select unit.id as unit from unit join unit_alias on unit_alias.unit = unit.id where plan = ? and folded = ?"


def _overlaps(one: str, other: str) -> bool:
    return f" {one} " in f" {other} " or f" {other} " in f" {one} "
