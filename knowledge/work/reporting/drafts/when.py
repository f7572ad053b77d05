"""When an activity took place: the date that its text names, seen in the light of the message's heading."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from knowledge.language.dates import DateKind, FoundDate

_EXACT = (DateKind.DAY, DateKind.WEEKDAY, DateKind.DAY_OF_MONTH, DateKind.RANGE)
_RANKS = {DateKind.WEEK: 1, DateKind.FESTIVAL: 2, DateKind.MONTH: 3, DateKind.QUARTER: 4, DateKind.HALF: 5}


def chosen_date(found: Sequence[FoundDate], today: date, heading: FoundDate | None = None) -> FoundDate | None:
    """Return the date of an activity among those of its text: an exact one before a month, a past one before a future.

    A weekday or a day alone lies in the week or month of the `heading`; without any date it is the heading's.
    """
    dates = [_within(one, heading) for one in found if one.kind is not DateKind.YEAR]
    if not dates:
        return heading
    return min(dates, key=lambda one: (one.first > today, 0 if one.kind in _EXACT else _RANKS[one.kind], one.start))


def _within(one: FoundDate, heading: FoundDate | None) -> FoundDate:
    if heading is None:
        return one
    if one.kind is DateKind.WEEKDAY and heading.kind is DateKind.WEEK:
        day = heading.first + timedelta(days=one.first.weekday())
        return replace(one, first=day, last=day)
    if one.kind is DateKind.DAY_OF_MONTH:
        try:
            day = heading.first.replace(day=one.first.day)
        except ValueError:
            return one
        return replace(one, first=day, last=day)
    return one
