"""Which units of a plan a question is about: named in full, by abbreviation, by level, or known from elsewhere."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from knowledge.answers.bodies import CONNECTING, OPENERS
from knowledge.answers.collectives import collective, head_body, issuer
from knowledge.answers.levels import ACTS, levels_at, speaks_of_itself
from knowledge.answers.names import (
    GENERIC,
    NAMELESS,
    Mention,
    Name,
    Roll,
    fits_level,
    is_same,
    mentions,
    read_name,
)
from knowledge.answers.posts import ends_title, is_post, names_deputy, opens_with, title_alone
from knowledge.answers.views import KEPT_PLANS, View
from knowledge.answers.vocabulary import QUESTIONS, Words, lines, position
from knowledge.plans.model import Unit

_LEVEL_NAMES = {"province": "tỉnh", "city": "thành phố", "district": "huyện", "commune": "xã"}
_CLOSE = 0.12
_SHORTEST_PART = 2
_TELLING_NOTHING = NAMELESS | GENERIC | CONNECTING


@dataclass(frozen=True, slots=True)
class Named:
    """The unit that a question names; `shown` is how to call it, `span` its words.

    `units` are the plan's own (several under one name), empty where the plan has none; `rivals` the other readings
    where the question is not exact.
    """

    shown: str
    core: Words
    units: tuple[Unit, ...]
    span: tuple[int, int]
    levels: frozenset[str] = frozenset()
    rivals: tuple[str, ...] = ()
    confidence: float = 1.0


@cache
def known_names() -> tuple[Name, ...]:
    """Return the names of bodies.txt, as they are known beside every plan."""
    heads = ("Sở", "Phòng")
    fields = _shown("field")
    return tuple(read_name(name) for name in [f"{head} {field}" for head in heads for field in fields] + _shown("body"))


def _shown(kind: str) -> list[str]:
    return [line.partition(":")[2].strip() for line in lines("bodies.txt") if line.startswith(f"{kind}:")]


@lru_cache(maxsize=QUESTIONS)
def _known_mentions(words: Words, blocked: frozenset[int], own: tuple[Name, ...]) -> tuple[Mention, ...]:
    """Return the units known anywhere, or to the office, that the words name: the same beside every plan."""
    return tuple(mentions(words, _known_roll(own), blocked=blocked))


@lru_cache(maxsize=8)
def _known_roll(own: tuple[Name, ...]) -> Roll:
    return Roll((*known_names(), *own))


@lru_cache(maxsize=KEPT_PLANS)
def _names_of(view: View) -> tuple[dict[Name, Unit], Roll]:
    """Return the plan's units by those of their names that tell one from another."""
    own = {name: unit for unit, names in view.units for name in names if not _TELLING_NOTHING.issuperset(name.core)}
    return own, Roll(own)


@lru_cache(maxsize=KEPT_PLANS)
def _generic(view: View) -> tuple[tuple[Unit, Words], ...]:
    """Return the plan's units whose whole name is a common noun of several words ('Văn phòng'), with its words."""
    cores = ((unit, names[0].core) for unit, names in view.units)
    return tuple((unit, core) for unit, core in cores if len(core) > 1 and GENERIC.issuperset(core))


def named(words: Words, view: View, *, blocked: frozenset[int] = frozenset()) -> Named | None:
    """Return the unit that the words name, as the plan knows it or as it is known elsewhere, if they name one."""
    if post := _by_title(words, view):
        return post
    own, roll = _names_of(view)
    found = mentions(words, roll, blocked=blocked)
    fitting = [m for m in found if fits_level(m) and _is_spoken_to(m, words) and not _is_deputys(own[m.name], m, words)]
    known_ones = [
        m for m in _known_mentions(words, blocked, view.elsewhere) if m.matched > 1 or m.name.core == ("thon",)
    ]
    elsewhere = [m for m in known_ones if not any(_inside(b, m) for b in fitting)]
    given = _given(words, view, blocked)
    first = _earliest([*fitting, *elsewhere, *given])
    if first is None and (whole := _all_generic(words, view, blocked)):
        return whole
    if (schools := _schools(words, view)) and (first is None or first.start >= schools.span[0]):
        return schools
    by_level = _by_level(words, view)
    if first is None or (by_level and by_level.units and by_level.span[0] < first.start):
        return by_level or _of_groups(words, view, blocked)
    if first in given:
        return _by_alias(first, view)
    if first in fitting:
        return _of_plan(first, [m for m in fitting if m.start < first.end], own, view)
    return _containing(first, view) or _absent(first)


def _given(words: Words, view: View, blocked: frozenset[int]) -> list[Mention]:
    """Return where the words hold a phrase by which the office calls a unit, with the noun of offices before it."""
    found = []
    for phrase, name in view.aliases:
        start = position(words, phrase)
        if start >= 0 and start not in blocked:
            end = start + len(phrase)
            start -= start > 0 and words[start - 1] in GENERIC and phrase[0] not in GENERIC
            found.append(Mention(name, start, end, end - start, 1.0, frozenset(), True))
    return found


def _by_alias(mention: Mention, view: View) -> Named:
    """Return the plan's units that an office's own phrase stands for; the unit as it is known elsewhere without any."""
    units = tuple(unit for unit, names in view.units if any(is_same(name, mention.name) for name in names))
    if not units:
        return _containing(mention, view) or _absent(mention)
    span = (mention.start, mention.end)
    return Named(units[0].name or "", read_name(units[0].name or "").core, units, span, mention.name.levels)


def _all_generic(words: Words, view: View, blocked: frozenset[int]) -> Named | None:
    """Return the unit whose whole name is a common noun ('Văn phòng') where a question opens with it."""
    for unit, core in _generic(view):
        at = position(words, core)
        if at >= 0 and at not in blocked and set(words[:at]) <= {*OPENERS, "ben"}:
            return Named(str(unit.name), core, (unit,), (at, at + len(core)))
    return None


def _by_title(words: Words, view: View) -> Named | None:
    """Return who holds the post of which a question says no more than its title: 'chủ tịch làm gì'."""
    if not (said := title_alone(words)):
        return None
    units = [unit for unit, own in view.units if any(opens_with(name.core, words[slice(*said)]) for name in own)]
    names = [str(unit.name) for unit in units]
    return Named(names[0], read_name(names[0]).core, (units[0],), said, rivals=tuple(names[1:])) if units else None


_SCHOOL = re.compile(r"(?:các |nhà )?trường\b(?! hợp)", re.IGNORECASE)
_SCHOOLS = (("truong", "hoc"), ("nha", "truong"), ("cac", "truong"))


def _schools(words: Words, view: View) -> Named | None:
    """Return all the plan's schools where a question says no more than that it means schools ('trường học làm gì')."""
    for said in _SCHOOLS:
        at = position(words, said)
        end = at + len(said)
        if at < 0 or not (set(words[:at]) <= OPENERS or words[end : end + 1] and words[end] in ACTS):
            continue
        units = tuple(unit for unit, _ in view.units if _SCHOOL.match(unit.name or ""))
        if units:
            shown = str(units[0].name) if len(units) == 1 else "Các trường học"
            return Named(shown, ("truong", "hoc"), units, (at, end))
    return None


def _containing(mention: Mention, view: View) -> Named | None:
    """Return the plan's one unit of whose name a known one is a part ('hải quan': 'Chi cục Hải quan khu vực IX')."""
    if mention.share < 1 or len(mention.name.core) < _SHORTEST_PART:
        return None
    part = f" {' '.join(mention.name.core)} "
    units = [
        unit
        for unit, names in view.units
        if any(part in f" {' '.join(name.core)} " and not _clash(mention.levels, name.levels) for name in names)
    ]
    if len(units) != 1 or units[0].is_group:
        return None
    span = (mention.start, mention.end)
    return Named(str(units[0].name), mention.name.core, tuple(units), span, mention.levels, (), mention.share)


def _clash(said: frozenset[str], own: frozenset[str]) -> bool:
    return bool(said and own and not said & own)


def _is_spoken_to(mention: Mention, words: Words) -> bool:
    """Tell whether a name of one word ('thôn') is the one asked about: it opens the question or is said to act."""
    if mention.matched > 1 or mention.levels:
        return True
    before = [word for word in words[: mention.start] if word not in OPENERS]
    after = words[mention.end] if mention.end < len(words) else ""
    return not before or after in ACTS


def _is_deputys(unit: Unit, mention: Mention, words: Words) -> bool:
    """Tell whether a question asks for the head of an office whose deputy is all that the plan names."""
    return ends_title(words, mention.start) and not is_post(mention.name.core) and names_deputy(unit.name or "")


def _earliest(found: Sequence[Mention]) -> Mention | None:
    """Return the mention that the question begins with: of those that overlap, the one that names most."""
    best: Mention | None = None
    for mention in sorted(found, key=lambda m: (m.start, -m.matched, -m.share)):
        if best is None or (mention.start < best.end and mention.strength > best.strength):
            best = mention
    return best


def _inside(best: Mention, rival: Mention) -> bool:
    """Tell whether the rival names no more of the question than the plan's own name covers."""
    return best.start <= rival.start and rival.end <= best.end and best.matched >= rival.matched


def _of_plan(best: Mention, fitting: Sequence[Mention], own: dict[Name, Unit], view: View) -> Named:
    body = head_body(best.name.shown)
    same = [m for m in fitting if m.start == best.start and head_body(m.name.shown) == body]
    units = list(dict.fromkeys(own[m.name].name for m in same))
    close = [
        m
        for m in fitting
        if m.matched == best.matched
        and own[m.name].name not in units
        and abs(m.share - best.share) < _CLOSE
        and m.share < 0.999
        and not own[m.name].is_group
    ]
    if not best.levels and best.name.core == ("uy", "ban", "nhan", "dan"):
        units, close = _of_one_level(same, own)
    chosen = tuple(unit for unit, _ in view.units if unit.name in units)
    rivals = tuple(dict.fromkeys(str(own[m.name].name) for m in close))
    shown = chosen[0].name or ""
    return Named(shown, best.name.core, chosen, (best.start, best.end), best.levels, rivals, min(1.0, best.share + 0.3))


def _of_one_level(same: Sequence[Mention], own: dict[Name, Unit]) -> tuple[list[str | None], list[Mention]]:
    """Keep the bodies of one level: 'UBND' alone means the issuer's subordinate that the plan gives most tasks."""
    first = max(same, key=lambda m: len(own[m.name].tasks))
    kept = [m for m in same if m.name.levels == first.name.levels]
    rest = [m for m in same if m.name.levels != first.name.levels]
    return list(dict.fromkeys(own[m.name].name for m in kept)), rest


def _absent(mention: Mention) -> Named:
    level = next((_LEVEL_NAMES[level] for level in sorted(mention.levels - mention.name.levels)), "")
    shown = f"{mention.name.shown} {level}".strip()
    return Named(shown, mention.name.core, (), (mention.start, mention.end), mention.levels, (), mention.share)


def _by_level(words: Words, view: View) -> Named | None:
    """Return the local governments meant by levels alone: 'xã em phải làm gì', 'phường xã làm gì', 'huyện phải làm'.

    The plan's own level is no unit of it: 'xã làm gì' asks a commune's plan for all that it says.
    """
    own = view.plan.head.level.value if view.plan.head.level else ""
    for at in range(len(words)):
        end, levels = levels_at(words, at)
        wanted = levels - {own}
        if not wanted or not speaks_of_itself(words, at, end):
            continue
        units = tuple(
            unit
            for unit, names in view.units
            if any(name.core[:4] == ("uy", "ban", "nhan", "dan") and name.levels & wanted for name in names)
        )
        units = units or _of_level(wanted, view)
        if not units and len(levels) > 1:
            continue
        shown = units[0].name if units else f"Ủy ban nhân dân {_LEVEL_NAMES[min(wanted)]}"
        start = at - (words[at - 1 : at] == ("cap",))
        return Named(str(shown), ("uy", "ban", "nhan", "dan"), units, (start, end), wanted, (), 0.7)
    return None


def _of_level(wanted: frozenset[str], view: View) -> tuple[Unit, ...]:
    """Return the only kind of body that the plan has at a level, several of them at once ('Hội LHPN các huyện')."""
    found = [u for u, names in view.units if any(n.levels & wanted for n in names) and " các " in f" {u.name} "]
    return tuple(found) if len({read_name(unit.name or "").core for unit in found}) == 1 else ()


def _of_groups(words: Words, view: View, blocked: frozenset[int]) -> Named | None:
    if found := collective(words, view, blocked):
        name = found[0][0].name or ""
        return Named(name, read_name(name).core, *found)
    span, name = issuer(words, view), view.plan.head.issuer or ""
    return Named(name, read_name(name).core, (), span) if span else None


def covers(named_: Named, who: str) -> bool:
    """Tell whether a plan's own words for a group of units name this unit."""
    return any(unit.name == who for unit in named_.units) or is_same(
        read_name(who), Name(named_.shown, named_.core, named_.levels)
    )
