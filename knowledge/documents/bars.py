"""Tables written as text: cells on lines of their own between lines that hold one bar.

A row opens with a bar and every cell closes with one, so two bars in a row are a row's end and the next row's
beginning, or an empty cell: which of the two, the number of columns and the look of what follows decide.

Tables of the other kind have a whole row on each line, between bars.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge.documents.document import Cell, Line, Span, Table

_FIRST_CELL = re.compile(r"\s*(?:\d{1,3}(?:\.\d{1,2})*|[IVX]{1,5}|[A-HĐ]|[a-h])[.)]?\s*")
_COUNTER = re.compile(r"\s*(?:S?TT|Số TT|Số thứ tự)\s*", re.IGNORECASE)
_NOT_A_CELL = re.compile(r"\s*(?:KẾ HOẠCH\s*$|PHỤ LỤC\b|Phụ lục\b)")
_UNDER_HEADER = re.compile(r"\s*:?-{2,}:?\s*")
_FEWEST_CELLS = 2
_LONGEST_CELL = 40  # lines; what runs on for longer is text after the table


@dataclass(frozen=True, slots=True)
class Columns:
    """What is known of a table's columns: how many there are, and whether the first one counts the rows."""

    width: int = 0
    counted: bool = False


_UNKNOWN = Columns()


def is_bar(text: str) -> bool:
    """Tell whether a line is a bar between cells."""
    return text.strip() == "|"


def is_row(text: str) -> bool:
    """Tell whether a line is a whole row between bars: "| 1 | Mở lớp | Sở A |"."""
    cells = _cells_of(text)
    return len(cells) >= _FEWEST_CELLS and not _is_rule(cells)


def read_rows(lines: Sequence[Line], start: int) -> tuple[Table, int]:
    """Return the table whose rows are whole lines from `start` on, and the index of the first line after it."""
    rows: list[tuple[Cell, ...]] = []
    index = start
    while index < len(lines) and (_cells_of(lines[index].text) or not lines[index].text.strip()):
        line = lines[index]
        cells = _cells_of(line.text)
        if cells and not _is_rule(cells):
            rows.append(tuple(Cell(cell.strip(), _span_of(line, cell)) for cell in cells))
        index += 1
    width = max(len(row) for row in rows)
    filled = [row + tuple(Cell("", row[-1].span) for _ in range(width - len(row))) for row in rows]
    return Table(tuple(filled), Span(rows[0][0].span.start, rows[-1][-1].span.end, rows[0][0].span.page)), index


def _is_rule(cells: Sequence[str]) -> bool:
    """Tell the line between a header and its rows: "|---|---|"."""
    return all(_UNDER_HEADER.fullmatch(cell) for cell in cells)


def _cells_of(text: str) -> list[str]:
    """Return the cells of a line that begins and ends with a bar, none for any other line."""
    row = text.strip()
    return row[1:-1].split("|") if len(row) > 2 and row.startswith("|") and row.endswith("|") else []


def _span_of(line: Line, cell: str) -> Span:
    at = max(line.text.find(cell.strip()), 0)
    return Span(line.span.start + at, line.span.start + at + len(cell.strip()), line.span.page)


def columns_of(table: Table) -> Columns:
    """Return the columns of a table that was read, for the one that continues it after a gap."""
    header = table.rows[0]
    return Columns(len(header), len(header) > 2 and _COUNTER.fullmatch(header[0].text) is not None)


def read_bars(lines: Sequence[Line], start: int, known: Columns = _UNKNOWN) -> tuple[list[Table], int]:
    """Return the table that begins with the bar at `start`, and the index of the first line after it.

    `known` are the columns of the table that stands before it: one that was cut goes on without its header.
    """
    first = next((line.text for line in lines[start + 1 : start + 4] if line.text.strip()), "")
    if not (known.counted and _FIRST_CELL.fullmatch(first)):
        known = _UNKNOWN
    rows: list[list[Cell]] = []
    row: list[Cell] = []
    index = start + 1
    while index < len(lines):
        end = _next_bar(lines, index)
        if end is None or _is_text(lines[index:end]):
            break
        if _is_blank(lines[index:end]) and row and _row_ends(_columns(rows, known), row, lines, end + 1):
            rows.append(row)
            row = []
        elif not (_is_blank(lines[index:end]) and not row):
            row.append(_cell(lines[index:end], lines[index]))
            if _is_last(_columns(rows, known), row, lines, end):
                index = end + 1
                break
        index = end + 1
    if row:
        rows.append(row)
    return _tables(rows), index


def _next_bar(lines: Sequence[Line], start: int) -> int | None:
    for index in range(start, min(start + _LONGEST_CELL, len(lines))):
        if is_bar(lines[index].text):
            return index
    return None


def _is_text(lines: Sequence[Line]) -> bool:
    first = next((line for line in lines if line.text.strip()), None)
    return first is not None and _NOT_A_CELL.match(first.text) is not None


def _is_blank(lines: Sequence[Line]) -> bool:
    return not any(line.text.strip() for line in lines)


def _columns(rows: Sequence[Sequence[Cell]], known: Columns) -> Columns:
    if known.width or not rows:
        return known
    return Columns(max(len(row) for row in rows), _COUNTER.fullmatch(rows[0][0].text) is not None)


def _row_ends(columns: Columns, row: Sequence[Cell], lines: Sequence[Line], after: int) -> bool:
    """Tell whether an empty place is the gap between two rows and not an empty cell."""
    if len(row) >= columns.width:
        return True
    if not columns.counted:
        return False
    end = _next_bar(lines, after)
    return end is not None and _FIRST_CELL.fullmatch(_text(lines[after:end])) is not None


def _is_last(columns: Columns, row: Sequence[Cell], lines: Sequence[Line], bar: int) -> bool:
    """Tell whether the table ends with this cell: its row is full and no bar follows."""
    full = len(row) >= columns.width if columns.width else len(row) >= 2 and row[0].text.startswith("Nơi nhận")
    return full and (bar + 1 >= len(lines) or not is_bar(lines[bar + 1].text))


def _text(lines: Sequence[Line]) -> str:
    return " ".join(" ".join(line.text.split()) for line in lines if line.text.strip())


def _cell(lines: Sequence[Line], at: Line) -> Cell:
    filled = [line for line in lines if line.text.strip()]
    if not filled:
        return Cell("", Span(at.span.start, at.span.start, at.span.page))
    return Cell(_text(filled), Span(filled[0].span.start, filled[-1].span.end, filled[0].span.page))


def _tables(rows: Sequence[Sequence[Cell]]) -> list[Table]:
    return list(_table(rows)) if rows else []


def _table(rows: Sequence[Sequence[Cell]]) -> Iterator[Table]:
    """Yield one table, short rows filled up with empty cells unless they are group headings."""
    width = max(len(row) for row in rows)
    filled = []
    for row in rows:
        missing = width - len(row)
        end = Span(row[-1].span.end, row[-1].span.end, row[-1].span.page)
        filled.append(tuple(row) + (() if len(row) <= 2 else tuple(Cell("", end) for _ in range(missing))))
    yield Table(tuple(filled), Span(rows[0][0].span.start, rows[-1][-1].span.end, rows[0][0].span.page))
