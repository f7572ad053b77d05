"""Rows of a plan's table: headers paired with cells, group headings told from rows."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge.documents.document import Cell, Span, Table
from knowledge.language.folding import fold

_HEADER = re.compile(
    r"\b(?:tt|stt|noi dung|nhiem vu|cong viec|hoat dong|chu tri|phoi hop|thuc hien|thoi gian|thoi han|tien do|don vi|"
    r"co quan|san pham|ket qua|ghi chu|muc tieu|chi tieu|kinh phi)\b"
)
_COUNTER = re.compile(r"(?:s?tt|so tt|so thu tu)$")
_LABEL = re.compile(r"\s*([IVX]{1,5}|\d{1,3}(?:\.\d{1,2})*|[A-HĐ]|[a-hđ])\s*[.)]?\s*$")
_TITLE = re.compile(r"\b(?:noi dung|nhiem vu|cong viec|hoat dong|ten|muc tieu|chi tieu)\b")
_INLINE_LABEL = re.compile(r"([IVX]{1,5}|\d{1,3}(?:\.\d{1,2})*)[.)]\s+")


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its label (the number in its first cell), its title, all its words, and header-cell pairs."""

    label: str
    title: str
    text: str
    span: Span
    is_group: bool
    columns: tuple[tuple[str, str], ...]
    doubtful: bool


def header_of(table: Table) -> tuple[str, ...]:
    """Return the names of a table's columns, nothing where it has no header row."""
    depth = _header_depth(table.rows)
    return tuple(_names(table.rows[:depth], max(len(row) for row in table.rows))) if depth else ()


def table_rows(table: Table, before: Sequence[str] = ()) -> Iterator[Row]:
    """Yield a table's rows without its header; `before` is the header of the table that this one may go on with."""
    depth = _header_depth(table.rows)
    width = max(len(row) for row in table.rows)
    names: Sequence[str] = header_of(table) or (before if len(before) == width else [""] * width)
    counted = bool(names) and _COUNTER.match(fold(names[0])) is not None
    for cells in table.rows[depth:]:
        if any(cell.text for cell in cells) and not _repeats_header(cells, table.rows[:depth]):
            yield _row(cells, names, counted)


def _header_depth(rows: Sequence[Sequence[Cell]]) -> int:
    depth = 0
    while depth < min(2, len(rows) - 1) and _is_header(rows[depth]):
        depth += 1
    return depth


def _is_header(row: Sequence[Cell]) -> bool:
    if len(row) < 2 or _LABEL.match(row[0].text):
        return False
    named = sum(len(cell.text) < 60 and _HEADER.search(fold(cell.text)) is not None for cell in row)
    return named * 2 >= len(row)


def _repeats_header(cells: Sequence[Cell], header: Sequence[Sequence[Cell]]) -> bool:
    return any([c.text for c in cells] == [c.text for c in row] for row in header)


def _names(header: Sequence[Sequence[Cell]], width: int) -> list[str]:
    names = []
    for column in range(width):
        words = dict.fromkeys(row[column].text for row in header if column < len(row) and row[column].text)
        names.append(" ".join(words))
    return names


def _row(cells: Sequence[Cell], names: Sequence[str], counted: bool) -> Row:
    texts = [cell.text.strip() for cell in cells]
    label = _LABEL.match(texts[0])
    rest = texts[1:] if (label or counted) and len(texts) > 1 else texts
    distinct = [text for text in dict.fromkeys(rest) if text]
    own = label[1] if label else ""
    if not own and distinct and (inline := _INLINE_LABEL.match(distinct[0])):
        own = inline[1]
    group = len(distinct) <= 1
    pairs = tuple((name, text) for name, text in zip(names, texts, strict=False) if name or text)
    title = distinct[0] if group and distinct else _title(pairs, rest)
    text = title if group else " | ".join(text for text in rest if text)
    span = Span(cells[0].span.start, cells[-1].span.end, cells[0].span.page)
    return Row(own, title, text, span, group, pairs, any(cell.doubtful for cell in cells))


def _title(pairs: Sequence[tuple[str, str]], rest: Sequence[str]) -> str:
    named = next((text for name, text in pairs if _TITLE.search(fold(name))), None)
    return named or max(rest, key=len)
