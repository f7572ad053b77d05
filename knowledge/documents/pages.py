"""Laid-out pages to a `Document`: furniture off, columns and grids to tables, rows to paragraphs."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, groupby, pairwise

from knowledge.documents.builder import Builder
from knowledge.documents.document import Cell, Document, PagePicture, Place, Span
from knowledge.documents.furniture import Item, footnotes, without_furniture
from knowledge.documents.grids import Box, Grid, GridCell, append, continues, grid_of, group_heading, is_in
from knowledge.documents.layout import Columns, Row, Word, items_of
from knowledge.documents.marks import stands_alone
from knowledge.documents.mending import join
from knowledge.documents.paragraphs import Shape, paragraphs, shapes

SHOWN_DPI = 120
"""Dots an inch of the picture that is kept of a page."""
DOUBTFUL = 80.0  # mean confidence of a line below which it is shown for checking

_CENTRED = 15.0  # points from the middle of the text within which a row heads a page

_SECOND_ROW = re.compile(r"\s*Số\s*:|.*\bngày\b.*\btháng\b", re.IGNORECASE)
_NOTE_NUMBER = re.compile(r"\[?(\d{1,2})\]?\s*")


@dataclass(slots=True)
class Page:
    """A page: its words and, for each table drawn on it, the boxes of the cells; or a picture yet to be recognised.

    `image` is a small picture (JPEG, at `SHOWN_DPI`) of a page that was recognised.
    """

    number: int
    height: float
    words: list[Word]
    tables: list[list[Box]] = field(default_factory=list)
    picture: bool = False
    image: bytes = field(default=b"", repr=False)


def document_of(
    pages: Sequence[Page],
    name: str,
    repair: Callable[[str], str] = str,
    repair_grid: Callable[[Grid], None] | None = None,
) -> Document:
    """Return the document that pages hold, its text in reading order.

    `repair` mends each text, in order (legacy fonts, misread letters); `repair_grid` each whole table.
    """
    items = without_furniture([page_items(page) for page in pages], [page.height for page in pages])
    _close_columns(items)
    body = _usual_height(items)
    notes = {page.number: footnotes(own, body) for page, own in zip(pages, items, strict=True)}
    pictures = tuple(PagePicture(page.number, page.image) for page in pages if page.image)
    by_page = shapes([item for own in items for item in own if isinstance(item, Row)])
    writer = _Writer(Builder(), by_page, repair, frozenset(picture.page for picture in pictures))
    joined = _joined_grids(chain.from_iterable(items))
    for grid in joined:
        if repair_grid is not None and isinstance(grid, Grid):
            repair_grid(grid)
    writer.write(joined, notes)
    document = writer.builder.document(name, pages=len(pages))
    return replace(document, pictures=pictures, places=tuple(writer.places))


def page_items(page: Page) -> list[Item]:
    """Return what stands on a page, in reading order; the words in a table's cells stand in the table alone."""
    grids: list[Grid] = []
    words = page.words
    for boxes in page.tables:
        grid = grid_of(boxes, words, page.number)
        if grid is not None:
            grids.append(grid)
            words = [word for word in words if not any(is_in(word, box) for box in boxes)]
    items: list[Item] = [*items_of(words, page.number), *grids]
    return sorted(items, key=lambda item: item.top) if grids else items


@dataclass(slots=True)
class _Writer:
    """Writes items to a builder; rows wait until something else comes, so that paragraphs may cross pages.

    `places` says where on the pages that have pictures it all stands.
    """

    builder: Builder
    shapes: dict[int, Shape]
    repair: Callable[[str], str]
    pictured: frozenset[int] = frozenset()
    waiting: list[Row] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)

    def write(self, items: Iterable[Item], notes: dict[int, list[list[Row]]]) -> None:
        for item in items:
            if isinstance(item, Row):
                self.waiting.append(item)
                continue
            self._flush(notes)
            if isinstance(item, Columns):
                self._columns(item)
            else:
                self._grid(item)
        self._flush(notes)
        self._notes(notes, max(notes, default=0))

    def _flush(self, notes: dict[int, list[list[Row]]]) -> None:
        for group in paragraphs(self.waiting, self.shapes):
            self._notes(notes, group[0].page - 1)
            span = self.builder.paragraph(
                self.repair(join(row.text for row in group)),
                group[0].page,
                bold=all(row.bold for row in group),
                centred=all(self.shapes[row.page].is_centred(row) for row in group),
                doubtful=any(row.confidence < DOUBTFUL for row in group),
            )
            self._place(span, group)
        self.waiting.clear()

    def _place(self, span: Span | None, rows: Iterable[Row]) -> None:
        """Note where rows stand, on each page that they are on."""
        for page, own in groupby(rows, key=lambda row: row.page):
            self._place_boxes(span, page, [(row.x0, row.top, row.x1, row.bottom) for row in own])

    def _place_boxes(self, span: Span | None, page: int, boxes: Sequence[Box]) -> None:
        if span is not None and page in self.pictured and boxes:
            lefts, tops, rights, bottoms = zip(*boxes, strict=True)
            edges = (min(lefts), min(tops), max(rights), max(bottoms))
            x0, top, x1, bottom = (round(edge * SHOWN_DPI / 72) for edge in edges)
            self.places.append(Place(span.start, span.end, page, (x0, top, x1, bottom)))

    def _notes(self, notes: dict[int, list[list[Row]]], last: int) -> None:
        """Write the footnotes of the pages up to `last`, after the paragraph that was open at their end."""
        for page in [page for page in notes if page <= last]:
            for note in notes.pop(page):
                text = self.repair(join(row.text for row in note))
                self.builder.paragraph(_NOTE_NUMBER.sub(r"[\1] ", text, count=1), page)

    def _columns(self, block: Columns) -> None:
        """Write a heading or foot as a table of two columns, the number and the date in a second row."""
        parts = [_parted(block.left), _parted(block.right)]
        rows = max(len(part) for part in parts)
        self.builder.table(
            [[self._side(part[row] if row < len(part) else [], block.page) for part in parts] for row in range(rows)]
        )

    def _side(self, rows: Sequence[Row], page: int) -> Cell:
        cell = self.builder.cell(self.repair(join(row.text for row in rows)), page)
        self._place(cell.span, rows)
        return cell

    def _grid(self, grid: Grid) -> None:
        cells: dict[int, Cell] = {}
        rows: list[list[Cell]] = []
        above: list[GridCell] = []
        for row in grid.rows:
            for cell in row:
                if id(cell) not in cells:
                    cells[id(cell)] = self._cell(cell)
            rows.append([cells[id(cell)] for cell in group_heading(row, above) or row])
            above = row
        self.builder.table(rows)

    def _cell(self, cell: GridCell) -> Cell:
        doubtful = cell.confidence < DOUBTFUL and not cell.text.isdigit()  # a row's number is counted, not believed
        written = self.builder.cell(self.repair(cell.text), cell.page, doubtful=doubtful)
        self._place_boxes(written.span, cell.page, [cell.box] if cell.box else [])
        return written


def _close_columns(pages: Sequence[list[Item]]) -> None:
    """Give a foot that a page's end cut the rows that go on with its columns on the next page."""
    for items, following in pairwise(pages):
        last = items[-1] if items else None
        rows = [item for item in following if isinstance(item, Row)]
        full = [item for item in items if isinstance(item, Row)]
        centre = (min((row.x0 for row in full), default=0.0) + max((row.x1 for row in full), default=0.0)) / 2
        while isinstance(last, Columns) and rows and following[0] is rows[0]:
            if stands_alone(rows[0].text) or abs(rows[0].centre - centre) < _CENTRED or not last.takes(rows[0]):
                break
            following.pop(0)
            rows.pop(0)


def _parted(rows: Sequence[Row]) -> list[list[Row]]:
    """Cut a heading's column before its number or its date."""
    cut = next((index for index, row in enumerate(rows) if index and _SECOND_ROW.match(row.text)), len(rows))
    return [list(part) for part in (rows[:cut], rows[cut:]) if part]


def _joined_grids(items: Iterable[Item]) -> list[Item]:
    """Put tables together that a page's end cut: two grids with nothing between them, on pages that follow."""
    joined: list[Item] = []
    for item in items:
        before = joined[-1] if joined else None
        if isinstance(item, Grid) and isinstance(before, Grid) and continues(item, before):
            append(before, item)
        else:
            joined.append(item)
    return joined


def _usual_height(pages: Sequence[Sequence[Item]]) -> float:
    heights = sorted(item.height for items in pages for item in items if isinstance(item, Row))
    return heights[len(heights) // 2] if heights else 0.0
