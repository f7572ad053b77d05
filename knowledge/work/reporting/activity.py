"""What a report of an activity says, as frozen records, and which values no report may have."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from knowledge.errors import UserError
from knowledge.work.members.registered_units import RegisteredUnit

Day = date
"""A field of `Details` is called `date` too."""

MOST_PEOPLE = 1_000_000
MOST_COST = 1_000_000_000_000
MOST_QUANTITIES = 20
LENGTHS = {"what": 1000, "place": 200, "difficulty": 1000, "proposal": 1000}
OLDEST = timedelta(days=3 * 366)
LONGEST = timedelta(days=366)


class State(StrEnum):
    """Where a report stands. Only `submitted` and `accepted` ones count in figures."""

    DRAFT = "draft"
    CANCELLED = "cancelled"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    ACCEPTED = "accepted"


COUNTED = (State.SUBMITTED, State.ACCEPTED)
REPORTED = (*COUNTED, State.RETURNED)


class ActivityError(UserError):
    """Something that cannot be done with a report; its message says why and what to do."""


class DetailsError(ActivityError):
    """A value that no report may have; `field` names it."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


class NoValue(DetailsError):
    """Words in which nothing could be a field's value: perhaps they are meant as something else."""


@dataclass(frozen=True, slots=True)
class TaskPlace:
    """The task that a report belongs to: the plan's own words and where they stand."""

    text: str
    section: str


@dataclass(frozen=True, slots=True)
class Details:
    """What was done, when, where, for how many, with what; `cost` in đồng, `quantities` as (unit word, number)."""

    what: str = ""
    date: Day | None = None
    end_date: Day | None = None
    place: str | None = None
    children: int | None = None
    adults: int | None = None
    total: int | None = None
    cost: int | None = None
    quantities: tuple[tuple[str, float], ...] = ()
    difficulty: str | None = None
    proposal: str | None = None
    task: TaskPlace | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the details under the keys of the contract of `draft`, with `what`."""
        return {
            "what": self.what,
            "date": self.date and self.date.isoformat(),
            "end_date": self.end_date and self.end_date.isoformat(),
            "place": self.place,
            "children": self.children,
            "adults": self.adults,
            "total": self.total,
            "cost": self.cost,
            "quantities": dict(self.quantities),
            "difficulty": self.difficulty,
            "proposal": self.proposal,
            "task": self.task and {"text": self.task.text, "section": self.task.section},
        }


def details_of(value: Mapping[str, Any]) -> Details:
    """Return the details that `to_json`, or an activity of the contract of `draft`, holds; other keys are left out."""
    task = value.get("task")
    return Details(
        what=value.get("what") or "",
        date=_day(value.get("date")),
        end_date=_day(value.get("end_date")),
        place=value.get("place"),
        children=value.get("children"),
        adults=value.get("adults"),
        total=value.get("total"),
        cost=value.get("cost"),
        quantities=tuple((value.get("quantities") or {}).items()),
        difficulty=value.get("difficulty"),
        proposal=value.get("proposal"),
        task=TaskPlace(task["text"], task["section"]) if task else None,
    )


@dataclass(frozen=True, slots=True)
class Activity:
    """One report in its present state.

    While it is a draft, `asking` is the field that the next typed answer fills, `skipped` are the fields that the
    author left out on purpose, and `guided` says that the author wants to be asked for all of them.
    """

    id: int
    state: State
    version: int
    author: int
    author_name: str
    unit: RegisteredUnit
    plan: str | None
    details: Details
    guided: bool
    asking: str | None
    skipped: tuple[str, ...]
    comment: str | None
    created_at: datetime
    changed_at: datetime
    submitted_at: datetime | None


@dataclass(frozen=True, slots=True)
class Version:
    """One state in a report's history: who brought it there, when, what it said, with which comment."""

    number: int
    state: State
    at: datetime
    by: int | None
    details: Details
    comment: str | None


def check(details: Details, *, today: date) -> None:
    """Pass only details that a report may have; what is missing is no fault here. Raises DetailsError."""
    _check_days(details, today)
    _check_people(details)
    if details.cost is not None and not 1 <= details.cost <= MOST_COST:
        raise DetailsError("cost", "Kinh phí phải từ 1 đồng đến 1.000 tỷ đồng; nếu không có thì bỏ trống.")
    _check_quantities(details)
    for name, longest in LENGTHS.items():
        if len(getattr(details, name) or "") > longest:
            raise DetailsError(name, f"Nội dung này dài quá {longest} ký tự: hãy viết ngắn lại.")


def _check_days(details: Details, today: date) -> None:
    if details.date is None:
        if details.end_date is not None:
            raise DetailsError("date", "Có ngày kết thúc mà chưa có ngày bắt đầu: hãy cho biết ngày bắt đầu.")
        return
    if details.date > today:
        raise DetailsError("date", f"Ngày {details.date:%d/%m/%Y} chưa tới: hãy báo cáo sau khi đã thực hiện.")
    if details.date < today - OLDEST:
        raise DetailsError("date", f"Ngày {details.date:%d/%m/%Y} đã quá ba năm: hãy kiểm tra lại năm.")
    if details.end_date is not None and not details.date <= details.end_date <= details.date + LONGEST:
        raise DetailsError(
            "end_date", "Ngày kết thúc phải sau ngày bắt đầu và trong vòng một năm: hãy kiểm tra lại hai ngày."
        )


def _check_people(details: Details) -> None:
    for name in ("children", "adults", "total"):
        number = getattr(details, name)
        if number is not None and not 1 <= number <= MOST_PEOPLE:
            raise DetailsError(name, "Số người phải từ 1 đến 1.000.000; nếu không có thì bỏ trống.")
    if details.total is not None and details.total < (details.children or 0) + (details.adults or 0):
        raise DetailsError("total", "Tổng số người nhỏ hơn trẻ em cộng người lớn: hãy kiểm tra lại các số.")


def _check_quantities(details: Details) -> None:
    if len(details.quantities) > MOST_QUANTITIES:
        raise DetailsError("quantities", f"Một báo cáo ghi nhiều nhất {MOST_QUANTITIES} loại số lượng: hãy tách ra.")
    if not all(0 < number <= MOST_COST and 0 < len(word) <= 60 for word, number in details.quantities):
        raise DetailsError("quantities", "Số lượng phải lớn hơn 0 và có tên gọi ngắn, ví dụ: 100 tờ rơi.")


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
