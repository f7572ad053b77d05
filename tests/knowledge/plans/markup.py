"""Plans for tests, written as text: a case is a few lines of a plan and, after "=>", what is to be read from them.

== what the case shows
! year=2026 issued=2026-01-05 number=12/KH-UBND
# V Chế độ báo cáo              a heading, with its path and title
- Các xã gửi báo cáo ...        a bullet;  a line without a mark is a paragraph
| TT | Nội dung | Thời gian     a table's header, then its rows; "|" alone ends the header's reign
@ lead 14 Phòng Tư pháp         a unit with a task in the passage before: role, indicators, name
=> --05-10 | yearly             what is expected, in the test's own columns
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from knowledge.documents.document import Span
from knowledge.plans.model import Head, Passage, PassageKind, Plan, Role, Section, Task, Unit

FIXTURES = Path(__file__).parent / "fixtures"
ROLES = {"lead": Role.LEAD, "with": Role.COORDINATE, "does": Role.CARRY_OUT, "asked": Role.REQUESTED}


@dataclass
class Case:
    """One case of a fixture file: its name, the plan it writes and the lines it expects."""

    name: str
    lines: list[str] = field(default_factory=list)
    expected: list[str] = field(default_factory=list)

    @property
    def plan(self) -> Plan:
        return plan_of(self.lines)


def cases(file: str) -> list[Case]:
    """Return the cases of a fixture file in order."""
    found: list[Case] = []
    for line in (FIXTURES / file).read_text(encoding="utf-8").splitlines():
        if line.startswith("=="):
            found.append(Case(line.strip("= ")))
        elif line.startswith("=>"):
            found[-1].expected.append(line[2:].strip())
        elif line.strip():
            found[-1].lines.append(line.strip())
    return found


@dataclass
class _Page:
    path: str = "Mở đầu"
    passages: list[Passage] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    headers: list[str] = field(default_factory=list)
    units: dict[str, Unit] = field(default_factory=dict)
    head: dict[str, str] = field(default_factory=dict)
    at: int = 0

    def add(self, kind: PassageKind, text: str, label: str = "", columns: tuple[tuple[str, str], ...] = ()) -> None:
        span = Span(self.at, self.at + len(text))
        self.at += len(text) + 1
        self.passages.append(Passage(len(self.passages), self.path, kind, text, span, label, None, columns))


def plan_of(lines: list[str]) -> Plan:
    """Return the plan that the lines write."""
    page = _Page()
    for line in lines:
        _write(page, line)
    year = page.head.get("year")
    to = page.head.get("to")
    head = Head(
        number=page.head.get("number"),
        title="",
        issuer=None,
        level=None,
        place=None,
        issue_date=page.head.get("issued"),
        year=int(year) if year else None,
        year_to=int(to) if to else None,
        signer=None,
        signer_role=None,
    )
    units = tuple(page.units.values())
    return Plan("thu", head, tuple(page.sections), tuple(page.passages), units, (), (), (), (), ())


def _write(page: _Page, line: str) -> None:
    mark, _, text = line.partition(" ")
    if mark == "!":
        page.head.update(dict(pair.split("=") for pair in text.split()))
    elif mark == "#":
        path, _, title = text.partition(" ")
        page.path = path
        label = path.rsplit(".", 1)[-1].split("(")[0]
        parent = path.rpartition(".")[0] or None
        page.sections.append(Section(path, label, title, parent, Span(page.at, page.at + len(title))))
        page.add(PassageKind.HEADING, title, label)
    elif mark in ("-", "+"):
        page.add(PassageKind.BULLET, text, mark)
    elif mark.startswith("|"):
        _write_row(page, [cell.strip() for cell in line[1:].split("|")])
    elif mark == "@":
        _write_task(page, text)
    else:
        page.add(PassageKind.PARAGRAPH, line)


def _write_row(page: _Page, cells: list[str]) -> None:
    if cells == [""]:
        page.headers = []
    elif not page.headers:
        page.headers = cells
    else:
        headers = [h if h != "-" else "" for h in page.headers]
        page.add(PassageKind.ROW, " | ".join(c for c in cells if c), columns=tuple(zip(headers, cells, strict=True)))


def _write_task(page: _Page, text: str) -> None:
    role, numbers, name = text.split(" ", 2)  # the name "-" is that of the tasks without an owner
    passage = page.passages[-1]
    indicators = tuple(int(n) for n in numbers.split(",") if n.isdigit())
    task = Task(passage.text, ROLES[role], passage.section, passage.position, indicators=indicators)
    before = page.units.get(name)
    tasks = (*before.tasks, task) if before else (task,)
    page.units[name] = Unit(None if name == "-" else name, (), before.section if before else passage.section, tasks)


def columns(expected: list[str]) -> Iterator[list[str]]:
    """Yield the expected lines as columns."""
    for line in expected:
        yield [cell.strip() for cell in line.split(" | ")]
