"""What a plan holds, as frozen records. The words are those of the table in docs/architecture.md.

Dates are ISO strings as the contract of `export` gives them: a day `2024-05-10`, a month `2021-09`, a quarter
`2024-Q2`, a year `2025`, a range `2024-06-01/2024-06-30`; recurring ones `--05-10` or `--12` (yearly), `---20`
(monthly), `T09:00` (daily); None where the plan gives none.
"""

from dataclasses import dataclass
from enum import StrEnum

from knowledge.documents.document import Span
from knowledge.language.folding import fold

_TITLE = 110
"""Characters of a title in the name of a plan that has no number."""


class Role(StrEnum):
    """What a unit is to a task; the value is the plan's own word."""

    LEAD = "chủ trì"
    COORDINATE = "phối hợp"
    CARRY_OUT = "thực hiện"
    ADVISE = "tham mưu"
    REQUESTED = "đề nghị"
    DIRECT = "chỉ đạo"
    GUIDE = "hướng dẫn"


class Level(StrEnum):
    """The level of an issuer."""

    PROVINCE = "province"
    DEPARTMENT = "department"
    DISTRICT = "district"
    COMMUNE = "commune"


class PassageKind(StrEnum):
    """What a passage is in the outline."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    BULLET = "bullet"
    ROW = "row"


@dataclass(frozen=True, slots=True)
class Section:
    """A node of the outline. `path` is its address as the plan numbers it (`IV.3`, `II.3.2.1`, `PL.II.5`)."""

    path: str
    label: str
    title: str
    parent: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph, bullet, heading or table row of a section: the smallest thing that is quoted.

    `position` counts passages from 0 in reading order. `lead_in` is the position of the passage that introduces this
    one ("tổ chức các hoạt động sau:"), None where it stands alone. For a row, `columns` pairs header and cell texts.
    """

    position: int
    section: str
    kind: PassageKind
    text: str
    span: Span
    label: str = ""
    lead_in: int | None = None
    columns: tuple[tuple[str, str], ...] = ()
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Task:
    """What a unit must do: the plan's own words, one passage or a part of one."""

    text: str
    role: Role
    section: str
    passage: int
    partners: tuple[str, ...] = ()
    indicators: tuple[int, ...] = ()
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Unit:
    """Who is given tasks. `name` is None for the tasks whose owner the plan does not name.

    `is_group` marks a collective under its own words ("các sở, ban, ngành"). `section` is where the plan gives it its
    own heading, or where it is first named with a role.
    """

    name: str | None
    aliases: tuple[str, ...]
    section: str
    tasks: tuple[Task, ...]
    is_group: bool = False


@dataclass(frozen=True, slots=True)
class Deadline:
    """Who owes what to whom, and by when. `last_day` is the ISO day that still counts ("trước ngày 10/5": 9 May)."""

    what: str
    who: tuple[str, ...]
    to: str | None
    date: str | None
    last_day: str | None
    recurs: str | None
    quote: str
    section: str
    passage: int
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Target:
    """A figure to reach: `value` with its `unit` ("%", "trẻ", "xã"), by a year where the plan names one."""

    text: str
    value: float | None
    unit: str | None
    by: str | None
    section: str
    passage: int
    indicator: int | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """A cited document. `number` and `date` are None where the plan gives none; `about` is what it says it is about."""

    kind: str
    number: str | None
    date: str | None
    issuer: str | None
    about: str
    quote: str
    section: str
    passage: int


@dataclass(frozen=True, slots=True)
class Contact:
    """A telephone number, an address or a named contact point, with the words that introduce it."""

    what: str
    value: str
    quote: str
    section: str
    passage: int


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of the plan with their place."""

    text: str
    section: str


@dataclass(frozen=True, slots=True)
class Finding:
    """An inconsistency of the plan itself, with both places quoted. `kind` names the rule that found it."""

    kind: str
    message: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """The head and foot of a plan. What the plan does not state is None: a superior plan's number is not its own.

    `issuer` is the issuing body's full name, `superior` the plan's number that it carries out.
    """

    number: str | None
    title: str
    issuer: str | None
    level: Level | None
    place: str | None
    issue_date: str | None
    year: int | None
    year_to: int | None
    signer: str | None
    signer_role: str | None
    superior: str | None = None

    @property
    def called(self) -> str:
        """What to call the plan among others: its number, or its title where it has none, and who issued it."""
        title = self.title.removeprefix("KẾ HOẠCH").strip()
        title = title if len(title) <= _TITLE else title[:_TITLE].rsplit(" ", 1)[0] + "…"
        parts = [f"Kế hoạch số {self.number}" if self.number else f"Kế hoạch “{title}”"]
        if self.issuer:
            parts.append(f"của {self.issuer}")
        if self.place and fold(self.place) not in fold(self.issuer or ""):
            parts.append(f"({self.place})")
        return " ".join(parts)


@dataclass(frozen=True, slots=True)
class Plan:
    """One issued document, read."""

    id: str
    head: Head
    sections: tuple[Section, ...]
    passages: tuple[Passage, ...]
    units: tuple[Unit, ...]
    deadlines: tuple[Deadline, ...]
    targets: tuple[Target, ...]
    references: tuple[Reference, ...]
    contacts: tuple[Contact, ...]
    report_outline: tuple[str, ...]
    findings: tuple[Finding, ...] = ()
    recipients: tuple[str, ...] = ()
