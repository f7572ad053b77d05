"""One message read as a report of activities: pure, no database, nothing stored."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from knowledge.language.dates import FoundDate, find_dates
from knowledge.language.folding import normalise, squeeze
from knowledge.language.telex import untelex
from knowledge.work.activity import LENGTHS, LONGEST, MOST_COST, MOST_PEOPLE, MOST_QUANTITIES, OLDEST, Details
from knowledge.work.drafts.costs import find_cost
from knowledge.work.drafts.is_report import judge
from knowledge.work.drafts.matching import TaskLike, best_tasks
from knowledge.work.drafts.model import Doubt, Draft, DraftedActivity
from knowledge.work.drafts.parts import take_apart
from knowledge.work.drafts.people import People, count_people
from knowledge.work.drafts.personal_data import find_personal_data
from knowledge.work.drafts.places import find_place
from knowledge.work.drafts.quantities import find_quantities
from knowledge.work.drafts.remarks import find_remarks
from knowledge.work.drafts.when import chosen_date

_LONGEST_MESSAGE = 4096
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")
_NUMBER_OF_PEOPLE = ("children", "adults", "total")


@dataclass(frozen=True, slots=True)
class _Heading:
    """What the heading of a message says for all of its activities."""

    when: FoundDate | None
    place: str | None


def read_draft(text: str, *, today: date, unit: str | None, tasks: Sequence[TaskLike] = ()) -> Draft:
    """Return a message read as a report; `tasks` are those of the official's unit, of which each activity gets one.

    Whatever the message holds, the draft can be shown: values that no report may have are left out with a doubt.
    """
    cleaned, doubts = _cleaned(text)
    personal_data = find_personal_data(cleaned)
    verdict = judge(cleaned, today=today)
    if not verdict.is_report:
        return Draft(is_report=False, sure=verdict.sure, personal_data=personal_data)
    parts = take_apart(cleaned, today=today)
    heading = _heading(parts.heading, today)
    activities: list[DraftedActivity] = []
    for part in parts.texts:
        drafted, when = _activity(part, parts.heading, heading, today, tasks, doubts)
        activities.append(drafted)
        heading = _Heading(heading.when or when, heading.place)
    missing = tuple(name for name in ("date", "task") if any(getattr(one.details, name) is None for one in activities))
    return Draft(True, verdict.sure, tuple(activities), missing, personal_data)


def _cleaned(text: str) -> tuple[str, tuple[Doubt, ...]]:
    """Return the message as it is read: NFC, without markup, telex keys mended, of a bounded length."""
    cleaned = normalise(text)
    doubts: list[Doubt] = []
    if len(cleaned) > _LONGEST_MESSAGE:
        cleaned = cleaned[:_LONGEST_MESSAGE]
        doubts.append(Doubt.CUT_SHORT)
    if _MARKUP.search(cleaned):
        cleaned = _MARKUP.sub(" ", cleaned)
        doubts.append(Doubt.MARKUP)
    return untelex(cleaned).strip(), tuple(doubts)


def _heading(text: str, today: date) -> _Heading:
    found = find_dates(text, today=today)
    place = find_place(_blanked(text, tuple((one.start, one.end) for one in found))) if text else None
    return _Heading(chosen_date(found, today), place)


def _activity(
    text: str, heading_text: str, heading: _Heading, today: date, tasks: Sequence[TaskLike], doubts: tuple[Doubt, ...]
) -> tuple[DraftedActivity, FoundDate | None]:
    remarks = find_remarks(text)
    found = find_dates(remarks.rest, today=today)
    when = chosen_date(found, today, heading.when)
    date_spans = tuple((one.start, one.end) for one in found)
    undated = _blanked(remarks.rest, date_spans)
    cost, money_spans = find_cost(undated)
    counted = count_people(_blanked(undated, money_spans))
    taken = (*date_spans, *money_spans, *counted.spans)
    place = find_place(_blanked(undated, (*money_spans, *counted.spans))) or heading.place
    matched = best_tasks(f"{heading_text} {text}", tasks)
    period, period_doubts = _period(when, today)
    people, people_doubts = _sane_people(counted)
    sane_cost = cost if cost is not None and 1 <= cost <= MOST_COST else None
    details = Details(
        what=squeeze(text)[: LENGTHS["what"]],
        date=period[0],
        end_date=period[1],
        place=squeeze(place)[: LENGTHS["place"]] if place else None,
        children=people.children,
        adults=people.adults,
        total=people.total,
        cost=sane_cost,
        quantities=find_quantities(remarks.rest, taken)[:MOST_QUANTITIES],
        difficulty=remarks.difficulty and squeeze(remarks.difficulty)[: LENGTHS["difficulty"]],
        proposal=remarks.proposal and squeeze(remarks.proposal)[: LENGTHS["proposal"]],
        task=matched[0] if matched else None,
    )
    too_much = (Doubt.TOO_MUCH_MONEY,) if cost is not None and sane_cost is None else ()
    return DraftedActivity(details, matched[1:], (*doubts, *period_doubts, *people_doubts, *too_much)), when


def _blanked(text: str, spans: tuple[tuple[int, int], ...]) -> str:
    """Return the text, as long as it was, with some of its characters blanked so that nothing is read across them."""
    for start, end in spans:
        text = text[:start] + "\x00" * (end - start) + text[end:]
    return text


def _period(when: FoundDate | None, today: date) -> tuple[tuple[date | None, date | None], tuple[Doubt, ...]]:
    """Return the first and last day of an activity, left out with a doubt where no report may have them."""
    if when is None:
        return (None, None), ()
    first, last = when.first, None if when.is_one_day else when.last
    if first > today:
        return (None, None), (Doubt.FUTURE_DATE,)
    if first < today - OLDEST:
        return (None, None), (Doubt.OLD_DATE,)
    if last is not None and last - first > min(LONGEST, timedelta(days=366)):
        return (first, None), (Doubt.LONG_PERIOD,)
    return (first, last), ()


def _sane_people(people: People) -> tuple[People, tuple[Doubt, ...]]:
    """Return the counts without those that no report may have."""
    doubts: list[Doubt] = []
    values: dict[str, int | None] = {}
    for name in _NUMBER_OF_PEOPLE:
        number = getattr(people, name)
        if number is not None and number < 1:
            doubts.append(Doubt.NO_PEOPLE)
        elif number is not None and number > MOST_PEOPLE:
            doubts.append(Doubt.TOO_MANY_PEOPLE)
        values[name] = number if number is not None and 1 <= number <= MOST_PEOPLE else None
    sane = People(values["children"], values["adults"], values["total"], people.spans)
    return sane, tuple(dict.fromkeys(doubts))
