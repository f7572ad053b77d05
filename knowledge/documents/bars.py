"""Tables written as text: cells on lines of their own between lines that hold one bar.

A row opens with a bar and every cell closes with one, so two bars in a row are a row's end and the next row's
beginning, or an empty cell: which of the two, the number of columns and the look of what follows decide.
"""

import re
from collections.abc import Iterator, Sequence

from knowledge.documents.document import Cell, Line, Span, Table

_FIRST_CELL = re.compile(r"\s*(?:\d{1,3}(?:\.\d{1,2})*|[IVX]{1,5}|[A-HĐ]|[a-h])[.)]?\s*")
_COUNTER = re.compile(r"\s*(?:S?TT|Số TT|Số thứ tự)\s*", re.IGNORECASE)
_NOT_A_CELL = re.compile(r"\s*(?:KẾ HOẠCH\s*$|PHỤ LỤC\b|Phụ lục\b)")
_LONGEST_CELL = 40  # lines; what runs on for longer is text after the table


def is_bar(text: str) -> bool:
    """Tell whether a line is a bar between cells."""
    return text.strip() == "|"


def read_bars(lines: Sequence[Line], start: int) -> tuple[list[Table], int]:
    """Return the table that begins with the bar at `start`, and the index of the first line after it."""
    rows: list[list[Cell]] = []
    row: list[Cell] = []
    index = start + 1
    while index < len(lines):
        end = _next_bar(lines, index)
        if end is None or _is_text(lines[index:end]):
            break
        if _is_blank(lines[index:end]) and row and _row_ends(rows, row, lines, end + 1):
            rows.append(row)
            row = []
        elif not (_is_blank(lines[index:end]) and not row):
            row.append(_cell(lines[index:end], lines[index]))
            if _is_last(rows, row, lines, end):
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


def _row_ends(rows: Sequence[Sequence[Cell]], row: Sequence[Cell], lines: Sequence[Line], after: int) -> bool:
    """Tell whether an empty place is the gap between two rows and not an empty cell."""
    if not rows:
        return True
    width = max(len(r) for r in rows)
    if len(row) >= width:
        return True
    if _COUNTER.fullmatch(rows[0][0].text):
        end = _next_bar(lines, after)
        return end is not None and _FIRST_CELL.fullmatch(_text(lines[after:end])) is not None
    return len(row) == len(rows[-1])


def _is_last(rows: Sequence[Sequence[Cell]], row: Sequence[Cell], lines: Sequence[Line], bar: int) -> bool:
    """Tell whether the table ends with this cell: its row is full and no bar follows."""
    if rows:
        full = len(row) >= max(len(r) for r in rows)
    else:
        full = len(row) >= 2 and _text_of(row[0]).startswith("Nơi nhận")
    if not full:
        return False
    following = next((line for line in lines[bar + 1 : bar + 2]), None)
    return following is None or not is_bar(following.text)


def _text_of(cell: Cell) -> str:
    return cell.text.strip()


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
