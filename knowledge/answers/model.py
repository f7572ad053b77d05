"""An answer and what it rests on. It composes no fact: every statement is a plan's own words with their place."""

from dataclasses import dataclass
from enum import StrEnum


class Status(StrEnum):
    """How a question ended."""

    ANSWERED = "answered"
    NOT_FOUND = "not_found"
    AMBIGUOUS = "ambiguous"


class Kind(StrEnum):
    """What is asked; the value names the template that renders the answer."""

    UNIT_TASKS = "unit_tasks"
    UNIT_TOPIC = "unit_topic"
    WHO = "who"
    DEADLINE = "deadline"
    TARGET = "target"
    REFERENCE = "reference"
    CONTACT = "contact"
    FUNDING = "funding"
    PLAN = "plan"
    OUTLINE = "outline"
    REPORT_OUTLINE = "report_outline"
    LIST = "list"
    COUNT = "count"
    COMPARE = "compare"
    TOPIC = "topic"
    CHECK = "check"
    EMERGENCY = "emergency"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that a plan says, verbatim. `role`, `unit`, `partners`, `note` describe it; they are never quoted.

    `passage` is the database's id of the passage, for the button that opens its section; `plan_name` is what people
    call the plan; `under` is the heading that says what is done with the quote where that is a document's name alone.
    """

    quote: str
    plan: str
    section: str
    page: int | None = None
    passage: int | None = None
    role: str | None = None
    unit: str | None = None
    partners: tuple[str, ...] = ()
    note: str = ""
    plan_name: str = ""
    under: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to ask more exactly: what the button says, and the question that it stands for."""

    label: str
    question: str
    plan: str | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """A short datum beside the statements, as (name, value): the template gives the name its Vietnamese words."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Moved:
    """Work that an office of the plan no longer has: who does it since when, by what law. No words of the plan."""

    old: str
    name: str
    what: str
    since: str
    basis: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What the assistant found. Statements are its citations: an answered one has at least one.

    `subject` is what the question was understood to be about, in display form (a unit's name, a topic's words).
    `reason` names why nothing was found (`no_such_unit`, `unit_without_tasks`, `nothing_on_topic`, ...), `nearest`
    what exists instead; `choices` are the readings of an ambiguous question; `facts` feed the template; `moved`
    tells who does now what an office of the plan did.
    """

    status: Status
    kind: Kind
    subject: str = ""
    plan: str | None = None
    statements: tuple[Statement, ...] = ()
    facts: tuple[Fact, ...] = ()
    reason: str = ""
    nearest: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    follow_ups: tuple[Choice, ...] = ()
    moved: tuple[Moved, ...] = ()

    def __post_init__(self) -> None:
        """Refuse an answer without its source."""
        if self.status is Status.ANSWERED and not self.statements:
            raise ValueError("an answered question cites its plan")
