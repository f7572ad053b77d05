"""A plan out again: all of it as an Excel file, a unit's tasks as one page of Word to pin up.

Excel cells are texts, never formulas: a plan may hold anything.
"""

from collections.abc import Iterator
from functools import partial
from math import ceil
from pathlib import Path
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.shared import Cm, Pt

from knowledge.plans.dating.shown_dates import shown
from knowledge.plans.model import Deadline, Head, Plan, Task, Unit
from knowledge.plans.naming.unit_keys import unit_key
from knowledge.work.summarising.report_docx import ReportError
from knowledge.work.summarising.report_xlsx import Book
from knowledge.work.summarising.word_shapes import Column, add_table, line, set_page, set_styles

NOBODY = "(chưa rõ đơn vị)"
_TASKS = (("Mục", 9), ("Đơn vị", 34), ("Vai trò", 12), ("Nhiệm vụ", 80), ("Phối hợp với", 30), ("Chỉ tiêu", 10))
_UNITS = (("Đơn vị", 45), ("Tên gọi khác", 40), ("Mục", 9), ("Số nhiệm vụ", 12), ("Chủ trì", 10), ("Phối hợp", 10))
_DEADLINES = (("Mục", 9), ("Việc", 50), ("Đơn vị", 34), ("Gửi", 26), ("Thời hạn", 24), ("Ngày cuối", 20), ("Lời", 70))
_TARGETS = (("Mục", 9), ("Chỉ tiêu", 80), ("Số", 12), ("Đơn vị tính", 14), ("Đến", 12))
_LARGEST, _SMALLEST = 16, 8
"""Points of the letters of a unit's page: as large as the page allows."""
_PAGE, _HEAD, _ROW = 745, 75, 8
"""Points: the height of a page between its margins, of its heading, of what a row has beside its lines."""
_LINE, _LETTER = 1.2, 0.46
"""The height of a line and the mean width of a letter, of the size of the letters."""
_CM = 28.35


def write_plan_xlsx(plan: Plan, path: Path) -> None:
    """Write a plan's tasks, units, deadlines and targets. Raises ReportError if the file cannot be written."""
    with Book(path) as book:
        book.sheet("Nhiệm vụ", _TASKS, [_task_row(unit, task) for unit in plan.units for task in unit.tasks])
        book.sheet("Đơn vị", _UNITS, [_unit_row(unit) for unit in plan.units])
        book.sheet("Thời hạn", _DEADLINES, [_deadline_row(deadline) for deadline in plan.deadlines])
        targets = [(one.section, one.text, one.value, one.unit, one.by) for one in plan.targets]
        book.sheet("Chỉ tiêu", _TARGETS, targets)


def write_unit_docx(plan: Plan, unit: Unit, path: Path) -> None:
    """Write one page with a unit's tasks and deadlines. Raises ReportError if the file cannot be written."""
    document = docx.Document()
    set_styles(document)
    set_page(document.sections[0])
    for edge in ("top_margin", "bottom_margin", "left_margin", "right_margin"):
        setattr(document.sections[0], edge, Cm(1.5))
    deadlines = deadlines_of(plan, unit)
    size = _size(unit, deadlines)
    _centred(document, (unit.name or NOBODY).upper(), size + 6, bold=True)
    _centred(document, f"Nhiệm vụ theo {_called(plan.head)}", size)
    _fill(document, size, _task_columns(), [_task_cells(number, task) for number, task in enumerate(unit.tasks, 1)])
    if deadlines:
        line(document, "Thời hạn", "Giua", bold=True, size=size + 2)
        _fill(document, size, _deadline_columns(), [_deadline_cells(deadline) for deadline in deadlines])
    try:
        document.save(str(path))
    except OSError as problem:
        raise ReportError(f"Không ghi được tệp {path.name}: hãy kiểm tra thư mục và dung lượng.") from problem


def deadlines_of(plan: Plan, unit: Unit) -> tuple[Deadline, ...]:
    """Return the deadlines that name a unit, by its name or an alias."""
    names = {unit_key(name) for name in (unit.name, *unit.aliases) if name}
    return tuple(one for one in plan.deadlines if any(unit_key(who) in names for who in one.who))


def _task_row(unit: Unit, task: Task) -> tuple[str, ...]:
    numbers = ", ".join(map(str, task.indicators))
    return task.section, unit.name or NOBODY, task.role.value, task.text, "; ".join(task.partners), numbers


def _unit_row(unit: Unit) -> tuple[str | int, ...]:
    roles = [task.role.value for task in unit.tasks]
    names = (unit.name or NOBODY, "; ".join(unit.aliases), unit.section)
    return (*names, len(roles), roles.count("chủ trì"), roles.count("phối hợp"))


def _deadline_row(deadline: Deadline) -> tuple[str | None, ...]:
    last = shown(deadline.last_day) if deadline.last_day else None
    day = shown(deadline.date) if deadline.date else None
    return deadline.section, deadline.what, "; ".join(deadline.who), deadline.to, day, last, deadline.quote


def _size(unit: Unit, deadlines: tuple[Deadline, ...]) -> int:
    """Return the size of letters with which a unit's tasks and deadlines fit on one page."""
    tables = [(_task_columns(), [_task_cells(1, task) for task in unit.tasks])]
    if deadlines:
        tables.append((_deadline_columns(), [_deadline_cells(deadline) for deadline in deadlines]))
    fitting = (size for size in range(_LARGEST, _SMALLEST, -1) if sum(_height(*one, size) for one in tables) <= _PAGE)
    return next(fitting, _SMALLEST)


def _height(columns: tuple[Column, ...], rows: list[tuple[str, ...]], size: int) -> float:
    """Return how high a table with its heading is, in points."""
    lines = (max(map(partial(_lines, size), cells, columns)) for cells in rows)
    return _HEAD + sum(count * size * _LINE + _ROW for count in lines)


def _lines(size: int, text: str, column: Column) -> int:
    return max(1, ceil(len(text) * size * _LETTER / (column.width * _CM - 11)))


def _called(head: Head) -> str:
    """Return what a plan is called in a line: its number and day, else its title."""
    if not head.number:
        return head.title
    day = f" ngày {shown(head.issue_date)}" if head.issue_date else ""
    return f"Kế hoạch số {head.number}{day} của {head.issuer or 'cơ quan ban hành'}"


def _task_columns() -> tuple[Column, ...]:
    return (
        Column("TT", 1.3, "", align=ALIGN.CENTER),
        Column("Nhiệm vụ", 11.7, ""),
        Column("Vai trò", 3.4, ""),
        Column("Mục", 1.6, "", align=ALIGN.CENTER),
    )


def _deadline_columns() -> tuple[Column, ...]:
    return (Column("Việc", 11.0, ""), Column("Ngày cuối", 4.0, ""), Column("Gửi", 3.0, ""))


def _task_cells(number: int, task: Task) -> tuple[str, ...]:
    role = task.role.value.capitalize()
    partners = f", cùng {', '.join(task.partners)}" if task.partners else ""
    return str(number), task.text, role + partners, task.section


def _deadline_cells(deadline: Deadline) -> tuple[str, ...]:
    day = deadline.last_day or deadline.date
    return deadline.what, shown(day) if day else "", deadline.to or ""


def _centred(document: Any, text: str, size: int, *, bold: bool = False) -> None:
    paragraph = line(document, text, "Giua", bold=bold, size=size)
    paragraph.paragraph_format.space_after = Pt(6)


def _fill(document: Any, size: int, columns: tuple[Column, ...], rows: list[tuple[str, ...]]) -> None:
    """Add a table with these rows."""
    add_table(document, "", columns, size=size)
    table = document.tables[-1]
    for row in list(table.rows)[1:]:
        table._tbl.remove(row._tr)
    for cells in rows:
        row = table.add_row()
        for cell, (text, column) in zip(row.cells, _paired(cells, columns), strict=True):
            paragraph = cell.paragraphs[0]
            paragraph.style, paragraph.alignment = "Bang", column.align
            paragraph.add_run(_printable(text)).font.size = Pt(size)


def _paired(cells: tuple[str, ...], columns: tuple[Column, ...]) -> Iterator[tuple[str, Column]]:
    yield from zip(cells, columns, strict=True)


def _printable(text: str) -> str:
    """Return a text without what XML cannot hold."""
    return "".join(sign for sign in text if sign.isprintable() or sign in "\n\t")
