"""Reports as an Excel file: by unit, by task, every activity. What people typed is text in it, never a formula."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.exceptions import XlsxWriterException

from knowledge.work.reporting.activity import Activity, State
from knowledge.work.reporting.figures import Figures, people_in
from knowledge.work.summarising.report_docx import ReportError
from knowledge.work.summarising.summary import Summary, TaskResult

STATES = {
    State.SUBMITTED: "Đã gửi",
    State.RETURNED: "Trả lại",
    State.ACCEPTED: "Đã tiếp nhận",
    State.DRAFT: "Nháp",
    State.CANCELLED: "Đã hủy",
}
LONGEST_CELL = 32_767
"""Characters: Excel's own limit."""

Cell = str | int | float | date | None
Row = Sequence[Cell]

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_FIGURES = (("Số hoạt động", 10), ("Trẻ em", 10), ("Người lớn", 10), ("Tổng số", 10), ("Kinh phí (đồng)", 16))
_ACTIVITIES = (
    *(("TT", 5), ("Từ ngày", 11), ("Đến ngày", 11), ("Đơn vị", 28), ("Người báo cáo", 20), ("Nội dung", 50)),
    *(("Địa điểm", 24), ("Trẻ em", 9), ("Người lớn", 9), ("Tổng số", 9), ("Kinh phí (đồng)", 15), ("Hiện vật", 24)),
    *(("Khó khăn", 30), ("Đề xuất", 30), ("Mục", 9), ("Nhiệm vụ", 40), ("Trạng thái", 13)),
)


def write_xlsx(summary: Summary, path: Path) -> None:
    """Write the summary's figures and all its activities. Raises ReportError if the file cannot be written."""
    with Book(path) as book:
        head = (("Đơn vị", 45), *_FIGURES)
        units: list[Row] = [(unit.name, *_numbers(unit.figures)) for unit in summary.units]
        book.sheet("Theo đơn vị", head, units, ("Tổng cộng", *_numbers(summary.figures)))
        tasks = [_task_row(result) for part in summary.parts for group in part.groups for result in group.done]
        tasks += [_task_row(result) for result in summary.untouched]
        book.sheet("Theo nhiệm vụ", (("Mục", 9), ("Nhiệm vụ", 70), ("Đơn vị được giao", 45), *_FIGURES), tasks)
        book.sheet("Hiện vật", (("Tên gọi", 40), ("Số lượng", 14)), summary.figures.quantities)
        _write_activities(book, summary.activities)


def write_activities_xlsx(activities: Sequence[Activity], path: Path) -> None:
    """Write reports, one a row. Raises ReportError if the file cannot be written."""
    with Book(path) as book:
        _write_activities(book, activities)


def _write_activities(book: "Book", activities: Iterable[Activity]) -> None:
    rows = [_activity_row(number, activity) for number, activity in enumerate(activities, start=1)]
    book.sheet("Hoạt động", _ACTIVITIES, rows)


def _numbers(figures: Figures) -> tuple[int, ...]:
    return figures.activities, figures.children, figures.adults, figures.total, figures.cost


def _task_row(result: TaskResult) -> tuple[Cell, ...]:
    section, text = (result.task.section, result.task.text) if result.task else ("", "Hoạt động khác")
    doers = "; ".join(f"{doer.name} ({doer.role})" for doer in result.doers)
    return section, text, doers, *_numbers(result.figures)


def _activity_row(number: int, activity: Activity) -> tuple[Cell, ...]:
    details = activity.details
    things = "; ".join(f"{amount:.10g} {word}" for word, amount in details.quantities)
    section, task = (details.task.section, details.task.text) if details.task else (None, None)
    return (
        *(
            number,
            details.date,
            details.end_date,
            activity.unit.name,
            activity.author_name,
            details.what,
            details.place,
        ),
        *(details.children, details.adults, people_in(details) or None, details.cost, things, details.difficulty),
        *(details.proposal, section, task),
        STATES[activity.state],
    )


class Book:
    """An Excel file being written; it is on the disk when the block ends without an exception."""

    def __init__(self, path: Path) -> None:
        options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
        self._path = path
        self._book = xlsxwriter.Workbook(path, options)
        wrap = {"text_wrap": True, "valign": "top", "border": 1}
        self._text = self._book.add_format(wrap)
        self._number = self._book.add_format({**wrap, "num_format": "#,##0.##"})
        self._whole = self._book.add_format({**wrap, "num_format": "#,##0"})
        self._day = self._book.add_format({**wrap, "num_format": "dd/mm/yyyy"})
        self._bold = self._book.add_format({**wrap, "bold": True, "align": "center", "bg_color": "#DCE6F1"})

    def __enter__(self) -> "Book":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: object) -> None:
        if kind is not None:
            return
        try:
            self._book.close()
        except (OSError, XlsxWriterException) as problem:
            raise ReportError(f"Không ghi được tệp {self._path.name}: hãy kiểm tra thư mục và dung lượng.") from problem

    def sheet(
        self, name: str, head: Sequence[tuple[str, int]], rows: Iterable[Sequence[Cell]], total: Sequence[Cell] = ()
    ) -> None:
        """Add a sheet: the head is frozen, filtered and printed on every page, all columns on one page's width."""
        sheet = self._book.add_worksheet(name)
        for column, (title, width) in enumerate(head):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, title, self._bold)
        last = 0
        for last, row in enumerate((*rows, total) if total else rows, start=1):
            for column, value in enumerate(row):
                self._write(sheet, last, column, value)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(last - bool(total), 1), len(head) - 1)
        sheet.repeat_rows(0)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)

    def _write(self, sheet: Any, row: int, column: int, value: Cell) -> None:
        if value is None or value == "":
            sheet.write_blank(row, column, None, self._text)
        elif isinstance(value, date):
            sheet.write_datetime(row, column, value, self._day)
        elif isinstance(value, str):
            sheet.write_string(row, column, _CONTROL.sub("", value)[:LONGEST_CELL], self._text)
        else:
            sheet.write_number(row, column, value, self._whole if value == int(value) else self._number)
