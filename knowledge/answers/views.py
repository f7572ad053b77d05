"""A published plan as the answers look at it: its passages folded, each with the headings above it."""

import re
import sqlite3
from collections import OrderedDict
from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import islice, takewhile

from knowledge.answers.bodies import glued
from knowledge.answers.freshness import while_unwritten
from knowledge.answers.names import Name, read_name
from knowledge.answers.own_words import OwnWord, WordKind, own_words, synonym_lines
from knowledge.answers.spellings import Spellings
from knowledge.answers.successors import added
from knowledge.answers.topics import Term
from knowledge.answers.vocabulary import Synonyms, Words, synonyms
from knowledge.language.folding import folded_words
from knowledge.plans.concordance import Concordance
from knowledge.plans.gist import Headings, spaced
from knowledge.plans.loading import StoredPlan
from knowledge.plans.model import Passage, Section, Task, Unit

KEPT_PLANS = 32
"""How many plans stay folded in memory, at about 2 MB each."""
_FIRM = 0.3
_SEVERAL = 3
_OFTEN = 0.1
_MOST_TERMS = 1024
_PREPOSITIONS = frozenset(folded_words("trong về tại ở cho theo qua từ đến với"))
"""They make a word with what follows ('tai nạn') only where that is seldom without them."""


@dataclass(frozen=True, slots=True)
class Line:
    """A passage ready to be searched; its own text is read when it is asked for."""

    plan: StoredPlan
    position: int

    @property
    def passage(self) -> Passage:
        """Return the passage."""
        return self.plan.passages[self.position]

    @property
    def id(self) -> int:
        """Return the database's id of the passage."""
        return self.plan.ids[self.position]

    @property
    def section(self) -> str:
        """Return the path of the section in which the passage stands."""
        return self.plan.gist.sections[self.position]

    @property
    def is_heading(self) -> bool:
        """Tell whether the passage is a heading."""
        return self.position in self.plan.gist.headings

    @property
    def own(self) -> str:
        """Return the passage's folded words between spaces."""
        return self.plan.gist.words.written[self.position]

    @property
    def words(self) -> Words:
        """Return the passage's folded words."""
        return tuple(self.own.split())

    @property
    def above(self) -> str:
        """Return the folded words of what stands above the passage, between spaces."""
        gist = self.plan.gist
        return gist.above[gist.under[self.position]]


@dataclass(frozen=True, eq=False)
class View:
    """A plan with all that answering needs of it; made once for each revision of the plan and the office's own words.

    `gone` are the offices whose work others have, by the office's own table.
    """

    plan: StoredPlan
    own: tuple[OwnWord, ...] = ()
    gone: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """Return the plan's id."""
        return self.plan.id

    @cached_property
    def called(self) -> str:
        """Return what to call the plan."""
        return self.plan.head.called

    @property
    def words(self) -> Concordance:
        """Return where the passages' folded words stand, passages by position."""
        return self.plan.gist.words

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """Return the passages as lines, in reading order."""
        return tuple(Line(self.plan, at) for at in range(len(self.plan.gist.sections)))

    def led_in_by(self, position: int) -> list[Line]:
        """Return the lines that the passage at a position introduces."""
        return [self.lines[at] for at in self.plan.gist.items.get(position, ())]

    def under(self, position: int) -> list[Line]:
        """Return the lines that follow the passage at a position in its section."""
        section = self.lines[position].section
        return list(takewhile(lambda line: line.section == section, islice(self.lines, position + 1, None)))

    @cached_property
    def _outline(self) -> Headings:
        return Headings(self.plan.sections, self.plan.passages)

    @property
    def sections(self) -> dict[str, Section]:
        """Return the sections by path, the first where two share one."""
        return self._outline.sections

    @property
    def headings(self) -> dict[str, str]:
        """Return the folded words of each section's whole heading, which may say more than its title."""
        return self._outline.folded

    def over(self, path: str | None) -> str:
        """Return the folded words of a section's heading and of those above it, whole, the innermost first."""
        return self._outline.over(path)

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

    def holding(self, term: Term) -> tuple[Set[int], Set[int]]:
        """Return the positions of the passages that hold a term themselves, and of those above which it stands."""
        found = self._holding.get(term)
        if found is None:
            if len(self._holding) >= _MOST_TERMS:
                self._holding.clear()
            own = {at for phrase in term.phrases for at in self.words.holding(phrase)}
            if term.not_after:
                own = {at for at in own if term.in_text(self.words.written[at])}
            above = {at for text, under in self.plan.gist.by_above if term.in_text(text) for at in under}
            found = self._holding[term] = (own, above)
        return found

    @cached_property
    def _holding(self) -> dict[Term, tuple[Set[int], Set[int]]]:
        return {}

    @cached_property
    def spellings(self) -> Spellings:
        """Return how the plan writes its words."""
        return Spellings(self.plan)

    def said(self, task: Task) -> str:
        """Return the folded words of a task, of its partners and of its indicators, between spaces."""
        found = self._said.get(id(task))
        if found is None:
            numbers = task.indicators
            indicated = [one.text for one in self.plan.targets if one.indicator in numbers] if numbers else []
            found = self._said[id(task)] = spaced(" ".join((task.text, *task.partners, *indicated)))
        return found

    @cached_property
    def _said(self) -> dict[int, str]:
        return {}

    def firmly(self, before: str, word: str) -> bool:
        """Tell whether two words belong together here: a good part of the rarer one's places are beside the other."""
        found = self._firm.get((before, word))
        if found is None:
            if len(self._firm) >= _MOST_TERMS:
                self._firm.clear()
            found = self._firm[before, word] = self._is_firm(before, word)
        return found

    @cached_property
    def _firm(self) -> dict[tuple[str, str], bool]:
        return {}

    def _is_firm(self, before: str, word: str) -> bool:
        together = self.words.together(before, word)
        if not together:
            return False
        one, other = len(self.words.places(before)), len(self.words.places(word))
        if before in _PREPOSITIONS:
            return together >= _FIRM * other
        rarer = min(one, other)
        return together >= _FIRM * rarer or (together >= _SEVERAL and together >= _OFTEN * rarer)

    @cached_property
    def title(self) -> str:
        """Return the folded words of the plan's title, issuer and place: what every passage is about."""
        head = self.plan.head
        return spaced(f"{head.title} {head.issuer or ''} {head.place or ''} {head.year or ''}")

    @cached_property
    def text(self) -> str:
        """Return all the passages' folded words."""
        return " ".join(self.words.written)

    @cached_property
    def place_text(self) -> str:
        """Return the folded words of the plan's place and issuer between spaces."""
        return spaced(f"{self.plan.head.place or ''} {self.plan.head.issuer or ''}")

    @cached_property
    def place_words(self) -> frozenset[str]:
        """Return the folded words of the plan's own place and issuer's name."""
        return frozenset(self.place_text.split())


def _names(name: str, aliases: tuple[str, ...]) -> tuple[Name, ...]:
    """Return all names of a unit; one without a level has that of the first."""
    first = read_name(name)
    others = [
        read_name(alias) for alias in (*(alias for alias in dict.fromkeys(aliases) if alias != name), *_offices(name))
    ]
    return (first, *(other if other.levels else Name(other.shown, other.core, first.levels) for other in others))


@lru_cache(maxsize=4096)
def _offices(name: str) -> Sequence[str]:
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


_STAMP = "select added_at, sha256, revision from plan where id = ?"

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
    """Return a plan's view, from the cache while nobody stores the plan anew or changes the office's words.

    Raises PlanUnknown.
    """
    stamp = while_unwritten(connection, plan_id, lambda: connection.execute(_STAMP, (plan_id,)).fetchone())
    own = own_words(connection)
    gone = tuple(row.old for row in added(connection))
    key: _Key = (id(connection), plan_id, tuple(stamp or ()), own, gone)
    kept = _views.get(key)
    if kept is None:
        kept = _views[key] = View(StoredPlan(connection, plan_id), own, gone)
        if len(_views) > KEPT_PLANS:
            _views.popitem(last=False)
    _views.move_to_end(key)
    return kept
