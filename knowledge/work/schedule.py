"""When an open obligation is reminded of, and who is told: a pure function of what is owed and of the moment.

Nothing is planned ahead and stored. At any moment the schedule of each open obligation is computed, and the person is
told if its latest step has come and nobody told them of it since. So an hour, a day or a month without the assistant
ends in one message that fits the moment.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from itertools import groupby

from knowledge.clock import VIET_NAM, local_date
from knowledge.work.officials import Official, OfficialRole
from knowledge.work.working_days import WorkingDays

OFFSETS = (14, 7, 3, 1, 0)
"""Days before the last day on which an obligation is reminded of, unless the office chooses others."""

DAILY_WHILE_OVERDUE = 5
"""Working days after the last day on which it is reminded of daily; weekly from then on."""


class Urgency(StrEnum):
    """How late it is: who is told follows from it."""

    AHEAD = "ahead"
    LAST_DAY = "last_day"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class Owing:
    """An open obligation: `unit` owes `what` for a `period` by `last_day`. `daily` ones are due at an hour each day."""

    id: int
    plan: str
    unit: str
    what: str
    last_day: date
    addressee: str | None = None
    quote: str = ""
    section: str = ""
    daily: bool = False


@dataclass(frozen=True, slots=True)
class Office:
    """How an office wants to be reminded."""

    offsets: tuple[int, ...] = OFFSETS
    hour: time = time(8, 0)
    calendar: WorkingDays = field(default_factory=WorkingDays)


@dataclass(frozen=True, slots=True)
class Wishes:
    """An official's own wishes: nothing before `paused_until`; of one obligation, nothing before its snooze ends."""

    paused_until: date | None = None
    hour: time | None = None
    snoozed: Mapping[int, datetime] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Item:
    """One obligation in a message. `days_left` is negative once it is overdue."""

    owing: Owing
    days_left: int
    urgency: Urgency


@dataclass(frozen=True, slots=True)
class Digest:
    """One message owed to one official, on one day, about one or more obligations, the most urgent first."""

    official: Official
    day: date
    items: tuple[Item, ...]


Told = Mapping[tuple[int, int], date]
"""(official's telegram id, obligation's id) -> the day on which that person was last told of it."""


def steps(owing: Owing, office: Office, until: date) -> Iterator[date]:
    """Yield, in order, the days up to `until` on which an obligation is reminded of."""
    planned: set[date] = set()
    for offset in () if owing.daily else office.offsets:
        day = owing.last_day - timedelta(days=offset)
        planned.add(office.calendar.on_or_before(day) if offset else day)
    if owing.daily:
        planned.add(owing.last_day)
    yield from sorted(day for day in planned if day <= until)
    if not owing.daily:
        yield from _overdue_steps(owing, office, until)


def _overdue_steps(owing: Owing, office: Office, until: date) -> Iterator[date]:
    day = owing.last_day
    for count in range(1, 10_000):
        gap = timedelta(days=1 if count <= DAILY_WHILE_OVERDUE else 7)
        day = office.calendar.on_or_after(day + gap)
        if day > until:
            return
        yield day


def urgency(owing: Owing, today: date) -> Urgency:
    """Return how late it is on a day."""
    if today < owing.last_day:
        return Urgency.AHEAD
    return Urgency.LAST_DAY if today == owing.last_day else Urgency.OVERDUE


def is_told(official: Official, owing: Owing, level: Urgency) -> bool:
    """Tell whether a person hears of an obligation: officers always, heads from the last day, coordinators overdue."""
    if official.role is OfficialRole.COORDINATOR:
        return level is Urgency.OVERDUE or official.unit == owing.unit
    if official.unit != owing.unit:
        return False
    return official.role is OfficialRole.OFFICER or level is not Urgency.AHEAD


def due(
    owed: Sequence[Owing],
    officials: Sequence[Official],
    *,
    told: Told,
    last_digest: Mapping[int, date],
    now: datetime,
    office: Office,
    wishes: Mapping[int, Wishes] | None = None,
) -> tuple[Digest, ...]:
    """Return the messages that are owed at a moment: at most one for each official and day.

    `officials` come sorted by telegram id, one entry for each unit that a person belongs to.
    """
    today = local_date(now)
    current = [(owing, _latest_step(owing, office, today)) for owing in owed]
    found = []
    for person, memberships in groupby(officials, key=lambda official: official.telegram_id):
        wish = (wishes or {}).get(person, Wishes())
        if last_digest.get(person) == today or not _may_speak(wish, office, now):
            continue
        belongs = tuple(memberships)
        items = [item for official in belongs for item in _items(official, current, told, wish, now)]
        if items and (office.calendar.is_worked(today) or any(item.urgency is Urgency.LAST_DAY for item in items)):
            found.append(Digest(belongs[0], today, tuple(sorted(items, key=lambda item: item.days_left))))
    return tuple(found)


def _latest_step(owing: Owing, office: Office, today: date) -> date | None:
    return max(steps(owing, office, today), default=None)


def _may_speak(wish: Wishes, office: Office, now: datetime) -> bool:
    local = now.astimezone(VIET_NAM)
    if wish.paused_until and local.date() < wish.paused_until:
        return False
    return local.time() >= (wish.hour or office.hour)


def _items(
    official: Official, current: Sequence[tuple[Owing, date | None]], told: Told, wish: Wishes, now: datetime
) -> Iterator[Item]:
    today = local_date(now)
    for owing, step in current:
        level = urgency(owing, today)
        if step is None or not is_told(official, owing, level):
            continue
        snooze = wish.snoozed.get(owing.id)
        if snooze is not None and now < snooze:
            continue
        last = told.get((official.telegram_id, owing.id))
        if last is None or last < step or (snooze is not None and last <= local_date(snooze)):
            yield Item(owing, (owing.last_day - today).days, level)
