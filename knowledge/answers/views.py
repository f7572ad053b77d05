"""A published plan as the answers look at it: its passages folded, each with the headings above it."""

import re
import sqlite3
from collections import Counter, OrderedDict
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain

from knowledge.answers.bodies import glued
from knowledge.answers.freshness import while_unwritten
from knowledge.answers.names import Name, read_name
from knowledge.answers.own_words import OwnWord, WordKind, own_words, synonym_lines
from knowledge.answers.successors import added
from knowledge.answers.vocabulary import Synonyms, Words, synonyms
from knowledge.language.folding import folded_words
from knowledge.plans.loading import load
from knowledge.plans.model import Passage, PassageKind, Plan, Section, Unit

KEPT_PLANS = 32
"""How many plans stay folded in memory, at about 2 MB each."""
_FIRM = 0.3
_OFTEN = 0.1
_PREPOSITIONS = frozenset(folded_words("trong về tại ở cho theo qua từ đến với"))
"""They make a word with what follows ('tai nạn') only where that is seldom without them."""
_LONGEST_HEADING = 250


@dataclass(frozen=True, slots=True)
class Line:
    """A passage ready to be searched: `own` and `above` are folded words between spaces."""

    passage: Passage
    id: int
    words: Words
    own: str
    above: str


@dataclass(frozen=True, eq=False)
class View:
    """A plan with all that answering needs of it; made once for each content of the plan and the office's own words.

    `gone` are the offices whose work others have, by the office's own table.
    """

    plan: Plan
    ids: tuple[int, ...]
    own: tuple[OwnWord, ...] = ()
    gone: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """Return the plan's id."""
        return self.plan.id

    @cached_property
    def sections(self) -> dict[str, Section]:
        """Return the sections by path, the first where two share one."""
        found: dict[str, Section] = {}
        for section in self.plan.sections:
            found.setdefault(section.path, section)
        return found

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """Return the passages as lines, in reading order."""
        return tuple(self._line(passage, id_) for passage, id_ in zip(self.plan.passages, self.ids, strict=True))

    def _line(self, passage: Passage, id_: int) -> Line:
        words = folded_words(passage.text)
        path: str | None = passage.section
        if passage.kind is PassageKind.HEADING and passage.section in self.sections:
            path = self.sections[passage.section].parent
        said = [name for name, _ in passage.columns]
        if passage.lead_in is not None:
            said.append(self.plan.passages[passage.lead_in].text)
        above = self.over(path) + _between_spaces(folded_words(" ".join(said)))
        return Line(passage, id_, words, _between_spaces(words), above)

    @cached_property
    def positions(self) -> dict[int, int]:
        """Return the passages' positions by their ids."""
        return {id_: at for at, id_ in enumerate(self.ids)}

    @cached_property
    def items(self) -> dict[int, list[Line]]:
        """Return the lines that each lead-in introduces, by its position."""
        found: dict[int, list[Line]] = {}
        for line in self.lines:
            if line.passage.lead_in is not None:
                found.setdefault(line.passage.lead_in, []).append(line)
        return found

    @cached_property
    def headings(self) -> dict[str, str]:
        """Return the folded words of each section's whole heading, which may say more than its title."""
        found: dict[str, str] = {path: section.title for path, section in self.sections.items()}
        for passage in self.plan.passages:
            longer = len(found.get(passage.section, "")) < len(passage.text) < _LONGEST_HEADING
            if passage.kind is PassageKind.HEADING and longer:
                found[passage.section] = passage.text
        return {path: _between_spaces(folded_words(text)) for path, text in found.items()}

    def over(self, path: str | None) -> str:
        """Return the folded words of a section's heading and of those above it, whole, the innermost first."""
        found, seen = "", set()
        while path and path in self.sections and path not in seen:
            seen.add(path)
            found += self.headings[path]
            path = self.sections[path].parent
        return found

    @cached_property
    def units(self) -> tuple[tuple[Unit, tuple[Name, ...]], ...]:
        """Return the named units with all their names in canonical form."""
        return tuple((unit, _names(unit.name, unit.aliases)) for unit in self.plan.units if unit.name)

    @cached_property
    def aliases(self) -> tuple[tuple[Words, Name], ...]:
        """Return the phrases by which the office calls units here, each with the name of its unit."""
        words = (word for word in self.own if word.kind is WordKind.ALIAS and word.plan in (None, self.id))
        return tuple((folded_words(glued(word.said)), read_name(word.meant)) for word in words)

    @cached_property
    def elsewhere(self) -> tuple[Name, ...]:
        """Return the names that the office knows beside this plan's."""
        return tuple(map(read_name, self.gone))

    @cached_property
    def synonyms(self) -> Synonyms:
        """Return what means the same, the office's own words among them."""
        return synonyms(synonym_lines(self.own, self.id))

    @cached_property
    def counts(self) -> dict[str, int]:
        """Return in how many passages each folded word stands."""
        return Counter(chain.from_iterable(set(line.words) for line in self.lines))

    @cached_property
    def pairs(self) -> dict[tuple[str, str], int]:
        """Return how often two folded words stand side by side."""
        return Counter(chain.from_iterable(zip(line.words, line.words[1:], strict=False) for line in self.lines))

    def firmly(self, before: str, word: str) -> bool:
        """Tell whether two words belong together here: a good part of the rarer one's places are beside the other."""
        together = self.pairs.get((before, word), 0)
        if before in _PREPOSITIONS:
            return together > 0 and together >= _FIRM * self.counts.get(word, 0)
        rarer = min(self.counts.get(before, 0), self.counts.get(word, 0))
        return together > 0 and (together >= _FIRM * rarer or (together >= 3 and together >= _OFTEN * rarer))

    @cached_property
    def title(self) -> str:
        """Return the folded words of the plan's title, issuer and place: what every passage is about."""
        head = self.plan.head
        return _between_spaces(folded_words(f"{head.title} {head.issuer or ''} {head.place or ''} {head.year or ''}"))

    @cached_property
    def text(self) -> str:
        """Return all the passages' folded words."""
        return " ".join(line.own for line in self.lines)

    @cached_property
    def place_text(self) -> str:
        """Return the folded words of the plan's place and issuer between spaces."""
        return _between_spaces(folded_words(f"{self.plan.head.place or ''} {self.plan.head.issuer or ''}"))

    @cached_property
    def place_words(self) -> frozenset[str]:
        """Return the folded words of the plan's own place and issuer's name."""
        return frozenset(self.place_text.split())


def _names(name: str, aliases: tuple[str, ...]) -> tuple[Name, ...]:
    """Return all names of a unit; one without a level has that of the first."""
    first = read_name(name)
    others = (read_name(alias) for alias in dict.fromkeys(aliases) if alias != name)
    offices = (read_name(part) for part in _offices(name))
    others_too = (*others, *offices)
    return (first, *(other if other.levels else replace(other, levels=first.levels) for other in others_too))


def _offices(name: str) -> list[str]:
    """Return the offices that a person's name of them joins ('Đồng chí Trưởng phòng - Trưởng Tiểu ban')."""
    joined = [part.strip() for part in _JOINED_NAMES.split(name)]
    if len(joined) > 1 and all(len(part.split()) > 1 for part in joined[1:]):
        return joined if len(joined[0].split()) > 1 else joined[1:]
    if not re.match(r"(?:Các )?(?:Đồng chí|Ông|Bà|Trưởng|Phó)\b", name, re.IGNORECASE):
        return []
    plain = re.sub(r"^(?:Các )?(?:Đồng chí|Ông|Bà)\s+", "", name, flags=re.IGNORECASE)
    parts = [part.strip() for part in _OF_PERSON.split(plain) if len(part.split()) > 1]
    offices = [_HEADS.sub("", part) for part in parts]
    return [*parts, *(office for office in offices if len(office.split()) > _SHORTEST_OFFICE)]


def _between_spaces(words: Words) -> str:
    return f" {' '.join(words)} "


_STAMP = """
    select added_at, sha256,
        (select count(*) || ' ' || min(id) || ' ' || sum(length(text)) from passage where passage.plan = plan.id),
        (select count(*) || ' ' || max(unit.id) from unit join unit_alias on unit_alias.unit = unit.id
            where unit.plan = plan.id)
    from plan where id = ?
"""

_HEADS = re.compile(
    r"^(?:Phó |Cấp phó )?(?:Giám đốc|Trưởng phòng|Chánh Văn phòng|Chủ tịch|Trưởng ban)\s+", re.IGNORECASE
)
_OF_PERSON = re.compile(
    r"(?:\s[-–]|,)\s+(?=(?:Phó|Trưởng|Ủy viên|Uỷ viên|Giám đốc|Chủ tịch|Chánh|Bí thư|Thư ký|Thành viên|phụ trách)\b)"
)
"""Between the offices of one person; 'Văn hóa - Xã hội' is one name."""
_SHORTEST_OFFICE = 2
_JOINED_NAMES = re.compile(
    r"(?:,|\s+và)\s+"
    r"(?=(?:Sở|Phòng|Ban|Đài|Hội|Đoàn|Trung tâm|Công an|Viện|Tòa án|Báo|Ủy ban|UBND|Chi cục|Trạm|Trường)\b)"
)
_Key = tuple[int, str, tuple[object, ...], tuple[OwnWord, ...], tuple[str, ...]]
_views: OrderedDict[_Key, View] = OrderedDict()


def view(connection: sqlite3.Connection, plan_id: str) -> View:
    """Return a plan's view, from the cache while its content and all names and words stay. Raises PlanUnknown."""
    stamp = while_unwritten(connection, plan_id, lambda: connection.execute(_STAMP, (plan_id,)).fetchone())
    own = own_words(connection)
    gone = tuple(row.old for row in added(connection))
    key: _Key = (id(connection), plan_id, tuple(stamp or ()), own, gone)
    kept = _views.get(key)
    if kept is None:
        plan = load(connection, plan_id)
        rows = connection.execute("select id from passage where plan = ? order by position", (plan_id,))
        kept = _views[key] = View(plan, tuple(row["id"] for row in rows), own, gone)
        if len(_views) > KEPT_PLANS:
            _views.popitem(last=False)
    _views.move_to_end(key)
    return kept
