"""A consolidated periodic report as records: what its Word and Excel files and its picture are written from."""

from dataclasses import dataclass
from datetime import date

from knowledge.plans.model import Head
from knowledge.work.reporting.activity import Activity, TaskPlace
from knowledge.work.reporting.figures import Figures
from knowledge.work.summarising.outlines import About
from knowledge.work.summarising.periods import Period
from knowledge.work.summarising.progress import Doer, UnitProgress


@dataclass(frozen=True, slots=True)
class TaskResult:
    """What was reported for one task; `task` is None for what belongs to none. `by` counts activities per unit."""

    task: TaskPlace | None
    doers: tuple[Doer, ...]
    figures: Figures
    by: tuple[tuple[str, int], ...]
    activities: tuple[Activity, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Tasks of one section of the plan. `title` is the section's own, empty where the plan gives it none."""

    section: str
    title: str
    done: tuple[TaskResult, ...]
    untouched: int


@dataclass(frozen=True, slots=True)
class Part:
    """One heading of the report with what stands under it. `shows` names the blocks that the template writes."""

    heading: str
    depth: int
    about: About
    shows: frozenset[str]
    is_leaf: bool
    groups: tuple[Group, ...] = ()


@dataclass(frozen=True, slots=True)
class Remark:
    """A difficulty or a proposal in a unit's own words, with those who reported the same."""

    text: str
    units: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Upcoming:
    """A deadline of the plan after the period, in the plan's words."""

    what: str
    who: tuple[str, ...]
    last_day: date


@dataclass(frozen=True, slots=True)
class Summary:
    """A consolidated report. `before` are the figures of the same period a year earlier, None where there are none."""

    plan: str
    head: Head
    period: Period
    parts: tuple[Part, ...]
    figures: Figures
    before: Figures | None
    units: tuple[UnitProgress, ...]
    untouched: tuple[TaskResult, ...]
    difficulties: tuple[Remark, ...]
    proposals: tuple[Remark, ...]
    upcoming: tuple[Upcoming, ...]
    targets: tuple[str, ...]
    activities: tuple[Activity, ...]
    waiting: int

    @property
    def silent(self) -> tuple[UnitProgress, ...]:
        """The units that reported nothing."""
        return tuple(unit for unit in self.units if unit.is_silent)

    @property
    def reporting(self) -> tuple[UnitProgress, ...]:
        """The units that reported something, the most first."""
        return tuple(
            sorted((unit for unit in self.units if not unit.is_silent), key=lambda unit: -unit.figures.activities)
        )
