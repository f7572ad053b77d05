"""Whom people call shortly: collectives ('các sở ngành', 'đoàn thể'), and who issued the plan ('tiểu ban làm gì')."""

import re
from functools import lru_cache

from knowledge.answers.bodies import OPENERS
from knowledge.answers.levels import ACTS
from knowledge.answers.names import GENERIC, NAMELESS, read_name
from knowledge.answers.views import View
from knowledge.answers.vocabulary import Words, position
from knowledge.language.folding import folded_words
from knowledge.plans.model import Unit

_COLLECTIVES: tuple[tuple[Words, tuple[frozenset[str], ...]], ...] = (
    (("so", "ban", "nganh"), ()),
    (("so", "nganh"), ()),
    (("ban", "nganh"), ()),
    (("doan", "the"), (frozenset(["to", "chuc", "chinh", "tri"]), frozenset(["hoi", "doan", "quan", "chung"]))),
    (("cac", "so"), ()),
    (("don", "vi"), ()),
    (("to", "chuc", "chinh", "tri", "xa", "hoi"), ()),
)
"""What is said, and the words that a plan's name for it may hold instead."""
_KINDS_OF_UNITS = frozenset(["so", "ban", "nganh", "phong", "doan", "the", "hoi", "thu", "truong", "thanh", "vien"])
"""Words of collectives that name nobody: 'các cơ quan, đơn vị, địa phương có liên quan'."""
_WITH_MEMBERS = re.compile(r"\s+(?:và|cùng)\s+(?:các\s+)?(?=tổ chức|đoàn thể|hội|thành viên)", re.IGNORECASE)


def is_collective(name: str) -> bool:
    """Tell whether a name is a collective of nobody in particular ('các sở, ban, ngành', 'các đơn vị liên quan')."""
    own = re.split(r"\s(?:trực )?thuộc\s", name)[0]
    return set(read_name(own).core) <= NAMELESS | _KINDS_OF_UNITS


def collective(words: Words, view: View, blocked: frozenset[int]) -> tuple[tuple[Unit, ...], tuple[int, int]] | None:
    """Return the groups that words name, and where; None where they name none to which the plan gives tasks."""
    for said, instead in _COLLECTIVES:
        at = position(words, said)
        if at < 0 or at in blocked:
            continue
        wanted = (frozenset(said) - {"cac"}, *instead)
        groups = (unit for unit, _ in view.units if unit.is_group or _WITH_MEMBERS.search(unit.name or ""))
        named = [(unit, set(folded_words(unit.name or ""))) for unit in groups]
        if units := tuple(unit for unit, own in named if any(kind <= own for kind in wanted)):
            return units, (at, at + len(said))
    return None


@lru_cache(maxsize=4096)
def head_body(name: str) -> Words:
    """Return the body that a name is of, without the members that it names beside it ('MTTQ và các đoàn thể')."""
    return read_name(_WITH_MEMBERS.split(name)[0]).core


_SHORTEST = 2


def issuer(words: Words, view: View) -> tuple[int, int] | None:
    """Return the place of the first words of the plan's issuer, where a question opens with them and asks what it does.

    An office of the government is none: whoever is asked for by a word such as 'ubnd' is not the issuer alone.
    """
    core = read_name(view.plan.head.issuer or "").core
    start = next((at for at, word in enumerate(words) if word not in OPENERS), len(words))
    for size in range(len(core), _SHORTEST - 1, -1):
        end = start + size
        if words[start:end] == core[:size] and words[end : end + 1] and words[end] in ACTS | {"nay", "minh"}:
            return None if core[0] == "uy" or set(core[:size]) <= GENERIC else (start, end)
    return None
