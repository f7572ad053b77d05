"""Writing a `Document` block by block: the text grows, and every block knows its span of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from knowledge.documents.document import Block, Cell, Document, Paragraph, Span, Table
from knowledge.language.folding import normalise


@dataclass(slots=True)
class Builder:
    """Collects blocks over one growing text; `document` closes it."""

    blocks: list[Block] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    _parts: list[str] = field(default_factory=list)
    _length: int = 0

    def write(self, text: str, page: int | None = None) -> tuple[str, Span]:
        """Add a line of text; return it as it stands there, with its span."""
        text = normalise(text)
        span = Span(self._length, self._length + len(text), page)
        self._parts.append(text)
        self._length += len(text) + 1
        return text, span

    def paragraph(
        self, text: str, page: int | None = None, *, bold: bool = False, centred: bool = False, doubtful: bool = False
    ) -> Span | None:
        """Add a paragraph and return its span; one without text is left out."""
        if not text.strip():
            return None
        shown, span = self.write(text.strip(), page)
        self.blocks.append(Paragraph(shown, span, bold=bold, centred=centred, doubtful=doubtful))
        return span

    def table(self, rows: Sequence[Sequence[Cell]]) -> None:
        """Add a table whose cells were written with `cell`; one without rows is left out."""
        kept = tuple(tuple(row) for row in rows if row)
        cells = [cell.span for row in kept for cell in row]
        if cells:
            span = Span(min(cell.start for cell in cells), max(cell.end for cell in cells), cells[0].page)
            self.blocks.append(Table(kept, span))

    def cell(self, text: str, page: int | None = None, *, doubtful: bool = False) -> Cell:
        """Write a cell's text and return the cell."""
        return Cell(*self.write(text.strip(), page), doubtful=doubtful)

    def document(self, name: str, *, pages: int | None = None) -> Document:
        """Return what was collected as a document."""
        text = "\n".join(self._parts)
        return Document(name, text, tuple(self.blocks), pages=pages, notes=tuple(self.notes))
