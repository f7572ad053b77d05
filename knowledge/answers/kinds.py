"""The kind of body that a question asks for: 'sở nào' wants a department's owner, 'xã nào' a commune."""

from collections.abc import Sequence

from knowledge.answers.bodies import level_at
from knowledge.answers.names import read_name
from knowledge.answers.vocabulary import Words
from knowledge.plans.model import Task, Unit

_HEADS = frozenset(["so", "phong", "hoi", "doan", "trung", "truong", "tram"])
_ASKING = frozenset(["nao", "gi"])


def of_kind(found: Sequence[tuple[float, Unit, Task]], words: Words) -> list[tuple[float, Unit, Task]]:
    """Return the scored tasks of units of the kind asked for; all of them where none is, or no kind is asked for."""
    asking = [at for at, word in enumerate(words) if at and word in _ASKING]
    heads = {words[at - 1] for at in asking} & _HEADS
    levels = {level[1] for at in asking if (level := level_at(words, at - 1)) and level[0] == at}
    if not heads and not levels:
        return list(found)
    kept = [one for one in found if _is_of(one[1], heads, levels)]
    return kept or list(found)


def _is_of(unit: Unit, heads: set[str], levels: set[str]) -> bool:
    name = read_name(unit.name or "")
    return name.core[0] in heads or name.core[0] == "uy" and bool(name.levels & levels)
