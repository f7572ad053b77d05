"""The units of a plan, gathered while it is read: every spelling of a name goes to one unit."""

from collections import Counter
from dataclasses import dataclass, field

from knowledge.plans.bodies import is_collective
from knowledge.plans.model import Role, Task
from knowledge.plans.unit_keys import COMMUNES, DISTRICTS, unit_key, without_level

_LOCALITIES = "dia phuong"


@dataclass(slots=True)
class Entry:
    """A unit that is being gathered: its spellings by weight, its tasks, the section that names it first."""

    key: str | None
    section: str
    heading: str | None = None
    spellings: Counter[str] = field(default_factory=Counter)
    tasks: list[Task] = field(default_factory=list)
    seen: set[tuple[int, str]] = field(default_factory=set)

    @property
    def name(self) -> str | None:
        """The name that the plan gives it as a heading, else the one it uses most."""
        if self.key is None:
            return None
        if self.heading:
            return self.heading
        weights: Counter[str] = Counter()
        for spelling, weight in self.spellings.items():
            weights[spelling.lower()] += weight
        return max(self.spellings, key=lambda spelling: (weights[spelling.lower()], self.spellings[spelling]))

    @property
    def is_group(self) -> bool:
        return self.key is not None and (self.key.startswith("#") or is_collective(self.name or ""))


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
        mark = (task.passage, task.text)
        if mark not in entry.seen:
            entry.seen.add(mark)
            entry.tasks.append(task)

    def merged(self) -> list[Entry]:
        """Return the units that have tasks; a name without its level joins the only unit that has it with one."""
        for unit in [unit for unit in self.entries if unit and not unit.startswith("#")]:
            longer = [u for u in self.entries if u and u != unit and without_level(u) == unit]
            if len(longer) == 1:
                self._join(unit, longer[0])
        governments = [unit for unit in (COMMUNES, DISTRICTS) if unit in self.entries]
        if _LOCALITIES in self.entries and len(governments) == 1:
            self._join(_LOCALITIES, governments[0])
        return [entry for entry in self.entries.values() if entry.tasks]

    def _join(self, unit: str, into: str) -> None:
        source, target = self.entries.pop(unit), self.entries[into]
        target.spellings.update(source.spellings)
        for task in source.tasks:
            if (task.passage, task.text) not in target.seen:
                target.seen.add((task.passage, task.text))
                target.tasks.append(task)


def role_order(role: Role) -> int:
    """Return the order in which roles are shown: who leads first."""
    return list(Role).index(role)
