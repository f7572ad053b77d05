"""The units of a plan, gathered while it is read: every spelling of a name goes to one unit."""

import re
from collections import Counter
from dataclasses import dataclass, field

from knowledge.language.folding import key
from knowledge.plans.model import Role, Task
from knowledge.plans.naming.aliases import aliases_of
from knowledge.plans.naming.bodies import is_collective
from knowledge.plans.naming.persons import post_of
from knowledge.plans.naming.unit_keys import COMMUNES, DISTRICTS, unit_key, without_level

_HEADED = re.compile(
    r"(?:Thủ trưởng|Giám đốc|Lãnh đạo|Người đứng đầu|Chủ tịch|Trưởng (?=(?:các )?(?:thôn|ấp|bản|buôn|xóm|khu)))\s*"
)
_MANY = re.compile(
    r"(?:Các|Những|Tất cả|Toàn thể|Mọi)\s"
    r"|.*\scác\s(?:sở|huyện|thị xã|thành phố|xã|phường|thị trấn|đặc khu|thôn|ấp|bản|buôn|tổ dân phố|khu phố|trường)\b",
    re.IGNORECASE,
)
_EACH = re.compile(r"(?:Mỗi|Từng)\s", re.IGNORECASE)
_LOCALITIES = "dia phuong"
_CONCERNED = re.compile(r"(?:có )?liên quan$")
"""At the end of a group's name: only those of it whom the matter concerns."""


def _is_of_concerned(name: str) -> bool:
    return _CONCERNED.search(name) is not None


@dataclass(slots=True)
class Entry:
    """A unit that is being gathered: its spellings by weight, its tasks, the section that names it first."""

    key: str | None
    section: str
    heading: str | None = None
    spellings: Counter[str] = field(default_factory=Counter)
    tasks: list[Task] = field(default_factory=list)
    seen: set[tuple[int, str]] = field(default_factory=set)
    given: list[tuple[str, Task]] = field(default_factory=list)

    @property
    def is_two(self) -> bool:
        """Whether one passage gives "các sở, ngành" and "các sở, ngành liên quan" different roles: they are two."""
        roles: dict[tuple[int, str], dict[bool, Role]] = {}
        for name, task in self.given:
            roles.setdefault((task.passage, task.text), {}).setdefault(_is_of_concerned(name), task.role)
        return any(len(set(said.values())) > 1 for said in roles.values())

    @property
    def name(self) -> str | None:
        """The name that the plan gives it as a heading, else the one it uses most."""
        if self.key is None:
            return None
        bodies = [spelling for spelling in self.spellings if not _HEADED.match(spelling)] or list(self.spellings)
        bodies = [spelling for spelling in bodies if not _EACH.match(spelling) and not spelling.isupper()] or bodies
        if self.heading and (self.heading in bodies or self.heading not in self.spellings):
            return self.heading
        weights: Counter[str] = Counter()
        for spelling, weight in self.spellings.items():
            weights[spelling.lower()] += weight
        return max(bodies, key=lambda spelling: (weights[spelling.lower()], self.spellings[spelling]))

    @property
    def is_group(self) -> bool:
        return self.key is not None and (
            self.key.startswith("#") or is_collective(self.name or "") or _MANY.match(self.name or "") is not None
        )


@dataclass(slots=True)
class Registry:
    """All units of a plan, in the order in which it names them."""

    entries: dict[str | None, Entry] = field(default_factory=dict)

    def name(self, name: str, section: str, *, heading: bool = False) -> Entry:
        """Return the unit of a name; one that is new is added."""
        unit = unit_key(name)
        entry = self.entries.get(unit)
        if entry is None:
            entry = self.entries[unit] = Entry(unit, section)
        entry.spellings[name] += 1
        if heading and not entry.heading:
            entry.heading, entry.section = name, section
        return entry

    def add(self, name: str | None, task: Task, *, heading: bool = False) -> None:
        """Give a unit a task; the same passage is given once, under the first role."""
        if name is None:
            entry = self.entries.setdefault(None, Entry(None, task.section))
        else:
            entry = self.name(name, task.section, heading=heading)
        if name is not None:
            entry.given.append((name, task))
        mark = (task.passage, task.text)
        if mark not in entry.seen:
            entry.seen.add(mark)
            entry.tasks.append(task)

    def _part(self) -> None:
        """Part the groups of which the plan tells those concerned from all of them, in the same passage."""
        entries: dict[str | None, Entry] = {}
        for unit, entry in self.entries.items():
            if not entry.is_two:
                entries[unit] = entry
                continue
            for concerned in (False, True):
                part = Registry()
                for name, task in entry.given:
                    if _is_of_concerned(name) == concerned:
                        part.add(name, task)
                entries[f"{unit}{' lien quan' * concerned}"] = next(iter(part.entries.values()))
        self.entries = entries

    def merged(self) -> list[Entry]:
        """Return the units that have tasks; a name without its level joins the only unit that has it with one."""
        self._part()
        bare = {unit: without_level(unit) for unit in self.entries if unit}
        for unit in [unit for unit in bare if not unit.startswith("#")]:
            longer = [u for u in bare if bare[u] == unit != u and u in self.entries]
            if len(longer) == 1:
                self._join(unit, longer[0])
        governments = [unit for unit in (COMMUNES, DISTRICTS) if unit in self.entries]
        if _LOCALITIES in self.entries and len(governments) == 1:
            self._join(_LOCALITIES, governments[0])
        self._join_short_names()
        self._join_persons()
        entries = [entry for entry in self.entries.values() if entry.tasks]
        for entry in entries:
            entry.tasks.sort(key=lambda task: task.passage)
        return entries

    def _join_short_names(self) -> None:
        """Join a unit under a short name ("Phòng LĐTB&XH") to the only one that the name is short for."""
        named = {unit: entry for unit, entry in self.entries.items() if unit and not unit.startswith("#")}
        short: dict[str, set[str]] = {}
        for unit, entry in named.items():
            for alias in aliases_of(entry.name or "", ()):
                short.setdefault(key(alias), set()).add(unit)
        for unit, entry in named.items():
            into = short.get(key(entry.name or ""), set()) - {unit}
            target = next(iter(into)) if len(into) == 1 else unit
            if target != unit and {unit, target} <= self.entries.keys() and not target.startswith(unit):
                self._join(unit, target)

    def _join_persons(self) -> None:
        """Join the names of one person: a title alone to the only post that it opens, equal posts to each other."""
        named = {unit: post_of(entry.name or "") for unit, entry in self.entries.items() if unit}
        posts = {unit: (title, post) for unit, (title, post) in named.items() if title}
        for unit, (title, post) in posts.items():
            same = [other for other, (_, whole) in posts.items() if other != unit and whole == post]
            longer = [other for other, (_, whole) in posts.items() if post == title and whole.startswith(f"{title} ")]
            into = same or longer
            if len(into) == 1 and {unit, into[0]} <= self.entries.keys():
                self._join(unit, into[0])

    def _join(self, unit: str, into: str) -> None:
        source, target = self.entries.pop(unit), self.entries[into]
        target.spellings.update(source.spellings)
        for task in source.tasks:
            if (task.passage, task.text) not in target.seen:
                target.seen.add((task.passage, task.text))
                target.tasks.append(task)
