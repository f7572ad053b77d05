"""What an official's unit may report on in a plan."""

import sqlite3

from knowledge.language.folding import folded_words, key
from knowledge.work.reporting.activity import TaskPlace
from knowledge.work.reporting.drafts.matching import Candidates

_TASKS = """
select unit.id as unit, unit.name, unit.is_group, task.text, task.section from task
join unit on unit.id = task.unit where unit.plan = ? order by unit.position, task.position
"""
_NAMED = "select unit.id as unit from unit join unit_alias on unit_alias.unit = unit.id where plan = ? and folded = ?"
_PASSAGES = """
select text, section from passage where plan = ? and kind != 'heading' and section != ''
and length(text) between 30 and 600 order by position
"""


def unit_tasks(connection: sqlite3.Connection, *, plan: str | None, unit: str | None) -> Candidates:
    """Return what a unit may report on in a plan: its own tasks, those of groups and of nobody, and all else in it.

    The unit is known by an alias, or by a name all of whose words its own name has ("A, B huyện": A huyện, B huyện).
    """
    if plan is None:
        return Candidates()
    rows = connection.execute(_TASKS, (plan,)).fetchall()
    named = {row["unit"] for row in connection.execute(_NAMED, (plan, key(unit or "")))}
    own = named or {row["unit"] for row in rows if row["name"] and _is_part_of(row["name"], unit or "")}
    nobodys = {row["unit"] for row in rows if row["name"] is None or row["is_group"]} - own
    others = [row for row in rows if row["unit"] not in own | nobodys]
    return Candidates(
        own=_places([row for row in rows if row["unit"] in own]),
        general=_places([row for row in rows if row["unit"] in nobodys]),
        others=_places([*others, *connection.execute(_PASSAGES, (plan,))]),
    )


def _is_part_of(name: str, unit: str) -> bool:
    words = set(folded_words(name))
    return len(words) > 1 and words <= set(folded_words(unit))


def _places(rows: list[sqlite3.Row]) -> tuple[TaskPlace, ...]:
    return tuple(TaskPlace(row["text"], row["section"]) for row in rows)
