"""One message read as a report of activities: pure, no database, nothing stored."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from knowledge.language.dates import DateKind, FoundDate, find_dates, find_impossible
from knowledge.language.folding import normalise, squeeze
from knowledge.language.patterns import compiled, just_before
from knowledge.language.telex import untelex
from knowledge.work.reporting.activity import (
    LENGTHS,
    LONGEST,
    MOST_COST,
    MOST_PEOPLE,
    MOST_QUANTITIES,
    OLDEST,
    Details,
    TaskPlace,
)
from knowledge.work.reporting.drafts.costs import find_cost
from knowledge.work.reporting.drafts.is_report import Verdict, is_question, judge, names_deed
from knowledge.work.reporting.drafts.matching import Candidates, TaskLike, best_tasks
from knowledge.work.reporting.drafts.model import Doubt, Draft, DraftedActivity, PersonalKind
from knowledge.work.reporting.drafts.parts import take_apart
from knowledge.work.reporting.drafts.people import People, count_people
from knowledge.work.reporting.drafts.personal_data import find_personal_data
from knowledge.work.reporting.drafts.places import find_place
from knowledge.work.reporting.drafts.quantities import find_quantities
from knowledge.work.reporting.drafts.remarks import Remarks, find_remarks
from knowledge.work.reporting.drafts.when import chosen_date
from knowledge.work.reporting.drafts.words import blanked

_LONGEST_MESSAGE = 4096
_FEWEST_LETTERS = 20
_MOST_ACTIVITIES = 20
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")
_MINUS = re.compile(r"[^\S\n][-−]$|,[-−]$")
_THROUGH = compiled(r"\s*(?:đến hết|đến|tới|-|–)\s*(?:hết )?(?:ngày )?")
_NUMBERED = (PersonalKind.BIRTH, PersonalKind.PHONE, PersonalKind.IDENTITY)
_FUNDING = compiled(
    r"(?<!\w)(?:kinh phí|kp|chi phí|tổng chi|tổng kinh phí|tổng|chi|hết|trị giá|nhuận bút|vốn|số tiền"
    r"|tổng thu(?: ủng hộ| đóng góp)?|trong đó(?: \w+){1,2})\s*(?:hết|là|khoảng|:)*\s*\x00[^,;.\n]*"
    r"|(?<!\w)từ (?:ngân sách|nguồn|quỹ) [^,;.\n\x00]*"
)
_FULL_MOON = compiled(r"(?<!\w)(?:rằm tháng (?:8|tám)|15/0?8\s*(?:âm|al|âl))(?!\w)")
_CHILDRENS_DAY = compiled(
    r"(?<!\w)(?:tổ chức|dịp|nhân|mừng|lễ|hội|vui|quà|tết|đón|chào)(?: mừng)?(?: ngày)? 0?1/0?6(?![\w/])"
)
_LONGEST_GUESSED = timedelta(days=200)


@dataclass(frozen=True, slots=True)
class _Heading:
    """What the heading of a message says for all of its activities."""

    text: str
    when: FoundDate | None
    place: str | None


@dataclass(frozen=True, slots=True)
class _Facts:
    """What one activity's text says, before it is checked; `subject` is what is left to tell its task by."""

    text: str
    dates: tuple[FoundDate, ...]
    place: str | None
    people: People
    has_negative: bool
    impossible: tuple[str, ...]
    cost: int | None
    quantities: tuple[tuple[str, float], ...]
    remarks: Remarks
    subject: str


def read_draft(
    text: str,
    *,
    today: date,
    unit: str | None,
    tasks: Sequence[TaskLike] | Candidates = (),
    is_claimed: bool = False,
) -> Draft:
    """Return a message read as a report; `tasks` are those of the official's unit, of which each activity gets one.

    With `Candidates` it may get one of the plan's other tasks, where that is much more like it. A message that
    `is_claimed` to be a report, by its author or by the photo that it stands under, is read as one whatever it holds.
    Whatever the message holds, the draft can be shown: values that no report may have are left out with a doubt.
    """
    cleaned, doubts = _cleaned(text)
    personal_data = find_personal_data(cleaned)
    cleaned = _calmed(cleaned)
    verdict = Verdict(is_report=True, sure=True) if is_claimed else judge(cleaned, today=today)
    if not verdict.is_report:
        return Draft(is_report=False, sure=verdict.sure, personal_data=personal_data)
    parts = take_apart(cleaned, today=today)
    heading = _heading(parts.heading, today)
    candidates = tasks if isinstance(tasks, Candidates) else Candidates(own=tasks)
    activities: list[DraftedActivity] = []
    for part in parts.texts[:_MOST_ACTIVITIES]:
        facts = _facts(part, today)
        when = chosen_date(facts.dates, today, heading.when)
        matched = best_tasks(f"{heading.text} {facts.subject}", candidates, unit=unit)
        activities.append(_drafted(facts, when, heading.place, matched, today, doubts))
        heading = _Heading(heading.text, heading.when or when, heading.place)
    missing = tuple(name for name in ("date", "task") if any(getattr(one.details, name) is None for one in activities))
    return Draft(True, verdict.sure, tuple(activities), missing, personal_data)


def judged(text: str, *, today: date) -> Verdict:
    """Return whether a message is a report, without reading what it says: `read_draft` comes to the same verdict."""
    return judge(_calmed(_cleaned(text)[0]), today=today)


def names_activity(text: str, *, today: date) -> bool:
    """Tell whether a message names an activity, be it too little for a report: a photo may show it."""
    return names_deed(_calmed(_cleaned(text)[0]), today=today)


def asks(text: str) -> bool:
    """Tell whether a message asks something, so that it is no answer to an open form."""
    return is_question(_cleaned(text)[0])


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


def _calmed(text: str) -> str:
    """Return a text that is all in capitals in lower case: it has no names to tell by them."""
    letters = [character for character in text if character.isalpha()]
    capitals = sum(character.isupper() for character in letters)
    return text.lower() if len(letters) > _FEWEST_LETTERS and capitals > 0.8 * len(letters) else text


def _heading(text: str, today: date) -> _Heading:
    found = find_dates(text, today=today)
    rest = blanked(text, ((one.start, one.end) for one in found))
    return _Heading(_subject(rest, None, text, found), chosen_date(found, today), find_place(rest))


def _facts(text: str, today: date) -> _Facts:
    remarks = find_remarks(text)
    personal = tuple((one.start, one.end) for one in find_personal_data(text) if one.kind in _NUMBERED)
    rest = blanked(remarks.rest, personal)
    impossible = find_impossible(rest, today=today)
    written = tuple(rest[start:end] for start, end in impossible)
    rest = blanked(rest, tuple(impossible))
    dates = find_dates(rest, today=today)
    undated = blanked(rest, tuple((one.start, one.end) for one in dates))
    cost, money_spans = find_cost(undated)
    people = count_people(blanked(undated, money_spans))
    negative = tuple(span for span in people.spans if _MINUS.search(just_before(undated, span[0])))
    if negative:
        people = count_people(blanked(undated, (*money_spans, *negative)))
    rest = blanked(undated, (*money_spans, *people.spans, *negative))
    place = find_place(rest)
    quantities = find_quantities(rest)
    subject = _subject(blanked(undated, money_spans), place, text, dates)
    return _Facts(text, tuple(dates), place, people, bool(negative), written, cost, quantities, remarks, subject)


def _subject(rest: str, place: str | None, text: str, dates: Sequence[FoundDate]) -> str:
    """Return what is left of a text to tell its task by: no place, no word on who paid, the festivals by name."""
    unpaid = _FUNDING.sub(" ", rest.replace(place, " ", 1) if place else rest)
    festivals = [one.text for one in dates if one.kind is DateKind.FESTIVAL]
    if _FULL_MOON.search(text):
        festivals.append("tết trung thu")
    if _CHILDRENS_DAY.search(text):
        festivals.append("quốc tế thiếu nhi")
    return " ".join((unpaid.replace("\x00", " "), *festivals))


def _drafted(
    facts: _Facts,
    when: FoundDate | None,
    heading_place: str | None,
    matched: tuple[TaskPlace, ...],
    today: date,
    doubts: tuple[Doubt, ...],
) -> DraftedActivity:
    """Return the activity with only values that a report may have; each that was left out is a doubt."""
    period, period_doubts = _period(facts, when, today)
    people, people_doubts = _sane_people(facts)
    place = facts.place or heading_place
    cost = facts.cost if facts.cost is not None and 1 <= facts.cost <= MOST_COST else None
    too_much = (Doubt.TOO_MUCH_MONEY,) if facts.cost is not None and cost is None else ()
    details = Details(
        what=squeeze(facts.text)[: LENGTHS["what"]],
        date=period[0],
        end_date=period[1],
        place=squeeze(place)[: LENGTHS["place"]] if place else None,
        children=people.children,
        adults=people.adults,
        total=people.total,
        cost=cost,
        quantities=_sane_quantities(facts.quantities),
        difficulty=facts.remarks.difficulty and squeeze(facts.remarks.difficulty)[: LENGTHS["difficulty"]],
        proposal=facts.remarks.proposal and squeeze(facts.remarks.proposal)[: LENGTHS["proposal"]],
        task=matched[0] if matched else None,
    )
    return DraftedActivity(details, matched[1:], (*doubts, *period_doubts, *people_doubts, *too_much), facts.impossible)


def _period(
    facts: _Facts, when: FoundDate | None, today: date
) -> tuple[tuple[date | None, date | None], tuple[Doubt, ...]]:
    """Return the first and last day of an activity, left out with a doubt where no report may have them."""
    impossible = (Doubt.IMPOSSIBLE_DATE,) if facts.impossible else ()
    if when is None or impossible:
        return (None, None), impossible
    first, last = when.first, None if when.is_one_day else when.last
    if _is_reversed(facts) or (not when.certain and when.last - first > _LONGEST_GUESSED):
        return (None, None), (Doubt.REVERSED_DATES,)
    if first > today:
        return (None, None), (Doubt.FUTURE_DATE,)
    if first < today - OLDEST:
        return (None, None), (Doubt.OLD_DATE,)
    if last is not None and last - first > LONGEST:
        return (first, None), (Doubt.LONG_PERIOD,)
    return (first, last), ()


def _is_reversed(facts: _Facts) -> bool:
    """Tell whether a range was written whose end lies before its start: 'từ 20/6 đến 10/6'."""
    return any(
        one.first > other.first and _THROUGH.fullmatch(facts.text[one.end : other.start])
        for one, other in zip(facts.dates, facts.dates[1:], strict=False)
    )


def _sane_people(facts: _Facts) -> tuple[People, tuple[Doubt, ...]]:
    """Return the counts without those that no report may have."""
    people = facts.people
    doubts = [Doubt.NEGATIVE_PEOPLE] if facts.has_negative else []
    values: list[int | None] = []
    for number in (people.children, people.adults, people.total):
        if number is not None and number < 1:
            doubts.append(Doubt.NO_PEOPLE)
        elif number is not None and number > MOST_PEOPLE:
            doubts.append(Doubt.TOO_MANY_PEOPLE)
        values.append(number if number is not None and 1 <= number <= MOST_PEOPLE else None)
    return People(values[0], values[1], values[2], people.spans), tuple(dict.fromkeys(doubts))


def _sane_quantities(quantities: tuple[tuple[str, float], ...]) -> tuple[tuple[str, float], ...]:
    sane = [(word, number) for word, number in quantities if 0 < number <= MOST_COST and len(word) <= 60]
    return tuple(sane[:MOST_QUANTITIES])
