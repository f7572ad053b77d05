"""When an open obligation is reminded of, and who is told: a pure function of what is owed and of the moment.

Nothing is planned ahead and stored. At any moment the schedule of each open obligation is computed, and the person is
told if its latest step has come and nobody told them of it since. So an hour, a day or a month without the assistant
ends in one message that fits the moment.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from itertools import chain, groupby

from knowledge.clock import VIET_NAM, local_date
from knowledge.work.members.officials import Official, OfficialRole
from knowledge.work.reminding.working_days import WorkingDays

OFFSETS = (14, 7, 3, 1, 0)
"""Days before the last day on which an obligation is reminded of, unless the office chooses others."""

EVENT_AHEAD = 7
"""Days before its first day on which an event is announced."""

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
    unit_id: int | None = None
    issuer: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """What a plan names without an owner: it is announced to everybody under the `issuer` (folded), and not owed."""

    plan: str
    what: str
    first_day: date
    last_day: date
    issuer: str = ""
    quote: str = ""
    section: str = ""


@dataclass(frozen=True, slots=True)
class Office:
    """How an office wants to be reminded."""

    offsets: tuple[int, ...] = OFFSETS
    hour: time = time(8, 0)
    calendar: WorkingDays = field(default_factory=WorkingDays)


@dataclass(frozen=True, slots=True)
class Wishes:
    """An official's own wishes: nothing before `paused_until`; of one obligation, nothing before its snooze ends.

    Nothing from the first of the `quiet` hours to the second, which may lie beyond midnight.
    """

    paused_until: date | None = None
    hour: time | None = None
    quiet: tuple[time, time] | None = None
    snoozed: Mapping[int, datetime] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Item:
    """One obligation in a message. `days_left` is negative once it is overdue."""

    owing: Owing
    days_left: int
    urgency: Urgency


@dataclass(frozen=True, slots=True)
class Digest:
    """One message owed to one official, on one day, about obligations, the most urgent first, and events to come.

    `again` marks a further one on that day, about what was put off until now.
    """

    official: Official
    day: date
    items: tuple[Item, ...]
    events: tuple[Event, ...] = ()
    again: bool = False


Told = Mapping[tuple[int, int], date]
"""(official's telegram id, obligation's id) -> the day on which that person was last told of it."""

Announced = Set[tuple[int, str, date]]
"""(official's telegram id, what, first day) of the events that the person was told of."""


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
    """Tell whether a person hears of an obligation: officers always, heads from the last day, coordinators overdue.

    Coordinators hear of what is overdue anywhere under their issuer.
    """
    own = (official.unit_id, official.unit) == (owing.unit_id, owing.unit)
    if official.role is OfficialRole.COORDINATOR:
        return own or (level is Urgency.OVERDUE and official.issuer == owing.issuer)
    return own and (official.role is OfficialRole.OFFICER or level is not Urgency.AHEAD)


def due(
    owed: Sequence[Owing],
    officials: Sequence[Official],
    *,
    told: Told,
    last_digest: Mapping[int, date],
    now: datetime,
    office: Office,
    wishes: Mapping[int, Wishes] | None = None,
    events: Sequence[Event] = (),
    announced: Announced = frozenset(),
) -> tuple[Digest, ...]:
    """Return the messages that are owed at a moment: at most one for each official and day, besides what was put off.

    What a person put off until now is told whatever they heard that day, and on a day off too: it was promised.
    `officials` come sorted by telegram id, one entry for each unit that a person belongs to.
    """
    today, local = local_date(now), now.astimezone(VIET_NAM)
    reached = _Reached(owed, office, today)
    coming = [event for event in events if is_announced(event, office, today)]
    found = []
    for person, memberships in groupby(officials, key=lambda official: official.telegram_id):
        wish = (wishes or {}).get(person, Wishes())
        if not may_speak(wish, office, local):
            continue
        belongs = tuple(memberships)
        items = tuple(sorted(_all_items(belongs, reached, told, wish, now), key=lambda item: item.days_left))
        if last_digest.get(person) == today:
            put_off = tuple(item for item in items if _is_put_off(item, wish))
            found.append(Digest(belongs[0], today, put_off, again=True))
        elif office.calendar.is_worked(today) or any(_cannot_wait(item) or _is_put_off(item, wish) for item in items):
            found.append(Digest(belongs[0], today, items, tuple(_news(belongs, coming, announced))))
    return tuple(digest for digest in found if digest.items or digest.events)


def _cannot_wait(item: Item) -> bool:
    return item.urgency is Urgency.LAST_DAY and not item.owing.daily


def _is_put_off(item: Item, wish: Wishes) -> bool:
    """Tell whether an item that is to be told had been put off: its snooze is over then."""
    return item.owing.id in wish.snoozed


def is_announced(event: Event, office: Office, today: date) -> bool:
    """Tell whether an event is announced on a day to whoever was not told: from a week before it until it is over."""
    return office.calendar.on_or_before(event.first_day - timedelta(days=EVENT_AHEAD)) <= today <= event.last_day


def may_speak(wish: Wishes, office: Office, now: datetime) -> bool:
    """Tell whether a person wants to hear of anything at a moment."""
    local = now.astimezone(VIET_NAM)
    if wish.paused_until and local.date() < wish.paused_until:
        return False
    return local.time() >= (wish.hour or office.hour) and not is_quiet(wish, local.time())


def is_quiet(wish: Wishes, moment: time) -> bool:
    """Tell whether a time of the day is within a person's quiet hours."""
    if wish.quiet is None:
        return False
    begin, end = wish.quiet
    return begin <= moment < end if begin <= end else moment >= begin or moment < end


class _Reached:
    """The obligations whose schedule has begun, each with its latest step, by unit and by issuer.

    What is due daily is told of on its day or not at all.
    """

    def __init__(self, owed: Sequence[Owing], office: Office, today: date) -> None:
        self._by_unit: dict[tuple[int | None, str | None], list[tuple[Owing, date]]] = {}
        self._by_issuer: dict[str, list[tuple[Owing, date]]] = {}
        latest: dict[tuple[date, bool], date | None] = {}
        for owing in owed:
            when = (owing.last_day, owing.daily)
            if when not in latest:
                latest[when] = max(steps(owing, office, today), default=None)
            step = latest[when]
            if step is not None and not (owing.daily and owing.last_day < today):
                self._by_unit.setdefault((owing.unit_id, owing.unit), []).append((owing, step))
                self._by_issuer.setdefault(owing.issuer, []).append((owing, step))

    def of(self, official: Official) -> Iterable[tuple[Owing, date]]:
        """Return what may concern a person in one unit."""
        own = self._by_unit.get((official.unit_id, official.unit), [])
        if official.role is not OfficialRole.COORDINATOR:
            return own
        others = self._by_issuer.get(official.issuer, [])
        return chain(own, (pair for pair in others if pair not in own))


def _all_items(
    belongs: Sequence[Official], reached: _Reached, told: Told, wish: Wishes, now: datetime
) -> Iterator[Item]:
    """Yield what a person is told of, each obligation once though two of their units may bring it."""
    found = (item for official in belongs for item in _items(official, reached.of(official), told, wish, now))
    yield from {item.owing.id: item for item in found}.values()


def _items(
    official: Official, concerned: Iterable[tuple[Owing, date]], told: Told, wish: Wishes, now: datetime
) -> Iterator[Item]:
    today = local_date(now)
    for owing, step in concerned:
        level = urgency(owing, today)
        snooze = wish.snoozed.get(owing.id)
        if not is_told(official, owing, level) or (snooze is not None and now < snooze):
            continue
        last = told.get((official.telegram_id, owing.id))
        if last is None or last < step or snooze is not None:
            yield Item(owing, (owing.last_day - today).days, level)


def _news(belongs: Sequence[Official], coming: Sequence[Event], announced: Announced) -> Iterator[Event]:
    """Yield the events that a person was not told of, each once though two plans may name it."""
    issuers = {official.issuer for official in belongs}
    person = belongs[0].telegram_id
    seen: set[tuple[str, date]] = set()
    for event in coming:
        name = (event.what, event.first_day)
        if event.issuer in issuers and name not in seen and (person, *name) not in announced:
            seen.add(name)
            yield event
