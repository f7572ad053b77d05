"""Cells drawn on a page to the rows of a table: merged cells spread, tables cut by a page end put together again."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol, TypeVar

from knowledge.documents.layout import Word, lines_of
from knowledge.documents.marks import starts_small
from knowledge.documents.mending import join
from knowledge.language.folding import key

Box = tuple[float, float, float, float]  # x0, top, x1, bottom

_NEAR = 5.0  # points within which two lines are one
_SHORT_LABEL = 8
_COUNTERS = {"tt", "stt", "so tt", "so thu tu"}


class _Texted(Protocol):
    @property
    def text(self) -> str: ...


T = TypeVar("T", bound=_Texted)


@dataclass(slots=True, eq=False)
class GridCell:
    """A cell as drawn; it stands in the grid once for each row and column that it covers."""

    text: str
    page: int
    confidence: float = 100.0
    box: Box | None = None


@dataclass(slots=True)
class Grid:
    """A table as drawn on one page, or put together from several."""

    rows: list[list[GridCell]]
    edges: list[float]
    top: float
    bottom: float
    page: int


def grid_of(boxes: Sequence[Box], words: Iterable[Word], page: int) -> Grid | None:
    """Return the table that cells make with the words in them; None where it has one column or hardly a word."""
    columns = _edges(edge for box in boxes for edge in (box[0], box[2]))
    lines = _edges(edge for box in boxes for edge in (box[1], box[3]))
    if len(columns) < 3 or len(lines) < 2:
        return None
    inside = list(words)
    empty = [[GridCell("", page) for _ in pairwise(columns)] for _ in pairwise(lines)]
    for box in boxes:
        cell = _cell(box, inside, page)
        for row in range(_index(lines, box[1]), _index(lines, box[3])):
            for column in range(_index(columns, box[0]), _index(columns, box[2])):
                empty[row][column] = cell
    rows = [row for row in empty if any(cell.text for cell in row)]
    filled = {id(cell) for row in rows for cell in row if cell.text}
    return Grid(rows, columns, lines[0], lines[-1], page) if len(filled) > 1 else None


def is_in(word: Word, box: Box) -> bool:
    """Tell whether a word's middle stands in a box."""
    return box[0] <= (word.x0 + word.x1) / 2 <= box[2] and box[1] <= word.middle <= box[3]


def continues(grid: Grid, above: Grid) -> bool:
    """Tell whether a grid goes on with the one that ended the page before: the same columns, a page later."""
    if grid.page <= above.page or len(grid.edges) != len(above.edges):
        return False
    shift = grid.edges[0] - above.edges[0]
    width = above.edges[-1] - above.edges[0]
    return all(abs(a - b - shift) <= max(_NEAR, width * 0.02) for a, b in zip(grid.edges, above.edges, strict=True))


def append(above: Grid, grid: Grid) -> None:
    """Put the rows of a grid under those of the grid that it continues: repeated header off, a cut row closed."""
    rows = list(grid.rows)
    for header in above.rows:
        if not rows or [cell.text for cell in rows[0]] != [cell.text for cell in header]:
            break
        rows.pop(0)
    above.page = grid.page
    if rows and _is_rest(rows[0], above):
        _close(above.rows[-1], rows.pop(0))
    elif rows and not rows[0][0].text:
        _carry(above.rows[-1], rows)
    above.rows += rows


def group_heading(row: Sequence[T], above: Sequence[T]) -> list[T]:
    """Return the one or two cells of a row that only heads those below it (merged to the last column), else nothing.

    A row is as wide as its table; a merged cell is the same object in each column.
    """
    distinct = list({id(cell): cell for cell in row}.values())
    if len(row) < 2 or len(distinct) > 2 or any(cell is other for cell in distinct for other in above):
        return []
    if len(distinct) == 1:
        return distinct
    labelled = len(row) > 2 and row[1] is row[-1] and len(distinct[0].text) <= _SHORT_LABEL
    return distinct if labelled and distinct[1].text else []


def _cell(box: Box, words: Sequence[Word], page: int) -> GridCell:
    own = [word for word in words if is_in(word, box)]
    if not own:
        return GridCell("", page)
    text = join(line.text for line in lines_of(own))
    return GridCell(text, page, min(line.confidence for line in lines_of(own)), box)


def _edges(values: Iterable[float]) -> list[float]:
    """Return the distinct lines among edges that nearly meet."""
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > _NEAR:
            edges.append(value)
    return edges


def _index(edges: Sequence[float], value: float) -> int:
    return min(range(len(edges)), key=lambda index: abs(edges[index] - value))


def _is_rest(row: Sequence[GridCell], above: Grid) -> bool:
    """Tell whether a page's first row is the rest of a row that the page's end cut."""
    last = above.rows[-1]
    if row[0].text or group_heading(row, ()) or not any(cell.text for cell in row):
        return False
    if key(above.rows[0][0].text) in _COUNTERS:
        return True
    filled = [index for index, cell in enumerate(row) if cell.text]
    return any(starts_small(row[index].text) for index in filled) or len(filled) < sum(bool(c.text) for c in last) - 1


def _close(last: Sequence[GridCell], rest: Sequence[GridCell]) -> None:
    """Add the rest of each cell to the cell that was cut, each cell once."""
    done: set[int] = set()
    for cell, more in zip(last, rest, strict=True):
        if more.text and id(more) not in done:
            cell.text = join((cell.text, more.text))
            cell.confidence = min(cell.confidence, more.confidence)
            done.add(id(more))


def _carry(last: Sequence[GridCell], rows: Sequence[list[GridCell]]) -> None:
    """Give the first column's empty cell the text of the merged cell that the page's end cut."""
    cut = rows[0][0]
    for row in rows:
        if row[0] is not cut:
            break
        row[0] = last[0]
