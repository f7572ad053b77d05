"""A message read as a report, as frozen records: what the officer is shown before anything is stored."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from knowledge.work.reporting.activity import Details, TaskPlace


class Doubt(StrEnum):
    """Why a drafted activity needs a second look; the value is the identifier that templates know."""

    NEGATIVE_PEOPLE = "negative_people"
    NO_PEOPLE = "zero_people"
    TOO_MANY_PEOPLE = "too_many_people"
    TOO_MUCH_MONEY = "too_much_money"
    FUTURE_DATE = "future_date"
    IMPOSSIBLE_DATE = "impossible_date"
    OLD_DATE = "old_date"
    REVERSED_DATES = "reversed_dates"
    LONG_PERIOD = "long_period"
    CUT_SHORT = "cut_short"
    MARKUP = "markup"


class PersonalKind(StrEnum):
    """What sort of personal data was seen."""

    NAME = "name"
    PHONE = "phone"
    IDENTITY = "identity"
    BIRTH = "birth"
    ADDRESS = "address"
    CLASS = "class"
    EMAIL = "email"


@dataclass(frozen=True, slots=True)
class PersonalDatum:
    """Personal data: characters [start, end) of the normalised message, its words and its sort."""

    kind: PersonalKind
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class DraftedActivity:
    """One activity as it was read, the tasks that it may belong to after the best one, and what is doubtful.

    `impossible` are the days, as written, that are in no calendar.
    """

    details: Details
    next_best: tuple[TaskPlace, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    impossible: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return the activity under the keys of the contract."""
        return {
            **self.details.to_json(),
            "next_best": [{"text": task.text, "section": task.section} for task in self.next_best],
            "doubts": [str(doubt) for doubt in self.doubts],
        }


@dataclass(frozen=True, slots=True)
class Draft:
    """What a message says as a report; `sure` is False where it may as well be something else.

    `missing` names the fields that a report must have and this one lacks.
    """

    is_report: bool
    sure: bool
    activities: tuple[DraftedActivity, ...] = ()
    missing: tuple[str, ...] = ()
    personal_data: tuple[PersonalDatum, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return the draft as the contract of `draft` gives it."""
        return {
            "is_report": self.is_report,
            "sure": self.sure,
            "activities": [activity.to_json() for activity in self.activities],
            "missing": list(self.missing),
            "personal_data": [datum.text for datum in self.personal_data],
        }
