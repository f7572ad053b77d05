"""A Word file to a `Document`: what Word shows, in order, automatic numbers and merged cells included.

The XML is read as it stands (ECMA-376): deleted text, field codes, hidden text, headers and footers are left out;
inserted text, content controls and text boxes are kept; a footnote is a paragraph after the one that it is for.
Only the parts needed are unpacked, each within a bound.
"""

import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from knowledge.documents.breaks import rejoined, split_breaks
from knowledge.documents.builder import Builder
from knowledge.documents.document import Cell, Document, DocumentError, Span
from knowledge.documents.encodings import repairer
from knowledge.documents.grids import group_heading
from knowledge.documents.mending import join
from knowledge.documents.numbering import VAL, Numbering, W, is_on, read_numbering, under
from knowledge.documents.word_text import (
    blocks_of,
    boxes_of,
    cells_of,
    continues,
    indent_of,
    rows_of,
    runs_on,
    span_of,
    text_of,
)

_BROKEN = "Tệp Word bị hỏng hoặc tải lên chưa trọn vẹn, hãy mở lại bằng Word, lưu thành tệp .docx mới rồi gửi lại."
_ENCRYPTED = "Tệp Word được đặt mật khẩu, hãy gỡ mật khẩu rồi gửi lại."
_TOO_LARGE = "Tệp Word bung ra quá lớn nên không được mở, hãy xóa bớt hình ảnh rồi lưu lại và gửi lại."
_MACROS = "Tệp có chứa macro; chỉ phần chữ được đọc, macro không được chạy."

_NOTES = ("footnote", "endnote")
_MARKS = frozenset(f"{W}{kind}Reference" for kind in _NOTES)
_MAX_PART = 40 * 2**20
_MAX_TOTAL = 400 * 2**20
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_TRANSITIONAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"

_MAX_TAGS = 3_000_000  # of one part: a hundred pages of tables have a tenth of it
_MAX_GRID = 1_000_000  # places of one table, merged ones counted in each row and column


def read_docx(path: Path) -> Document:
    """Return the document in a .docx or .docm file.

    Raises DocumentError where the file is encrypted, broken, no Word file, or unpacks to more than can be right.
    """
    builder = Builder()
    with open_package(path) as package:
        main = _part(package, "word/document.xml")
        body = main.find(f"{W}body") if main is not None else None
        if body is None:
            raise DocumentError(_BROKEN)
        numbering = read_numbering(_part(package, "word/numbering.xml"), _part(package, "word/styles.xml"))
        notes = _notes(package)
        if "word/vbaProject.bin" in package.namelist():
            builder.notes.append(_MACROS)
    try:
        mend = repairer("\n".join(text_of(paragraph) for paragraph in body.iter(f"{W}p")))
        _Reader(builder, numbering, mend, notes).read(body)
    except RecursionError as error:  # no one nests tables a hundred deep
        raise DocumentError(_BROKEN) from error
    document = builder.document(path.name)
    return replace(document, blocks=rejoined(document.blocks))


def open_package(path: Path) -> zipfile.ZipFile:
    """Return an opened package of a word processor. Raises DocumentError where it is broken, encrypted or too large."""
    try:
        package = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise DocumentError(_BROKEN) from error
    if any(part.flag_bits & 1 for part in package.infolist()):
        package.close()
        raise DocumentError(_ENCRYPTED)
    if sum(part.file_size for part in package.infolist()) > _MAX_TOTAL:
        package.close()
        raise DocumentError(_TOO_LARGE)
    return package


def _part(package: zipfile.ZipFile, name: str) -> Element | None:
    """Return the root of one XML part, None where the package has no such part."""
    if name not in package.namelist():
        return None
    if package.getinfo(name).file_size > _MAX_PART:
        raise DocumentError(_TOO_LARGE)
    try:
        data = package.read(name)
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError, EOFError, zlib.error) as error:
        raise DocumentError(_BROKEN) from error
    if b"<!DOCTYPE" in data.replace(b"\0", b""):  # no Word file has one; its entities could unfold without end
        raise DocumentError(_BROKEN)
    if data.count(b"<") > _MAX_TAGS:
        raise DocumentError(_TOO_LARGE)
    try:
        return ElementTree.fromstring(data.replace(_STRICT, _TRANSITIONAL))  # noqa: S314
    except (ElementTree.ParseError, ValueError) as error:
        raise DocumentError(_BROKEN) from error


@dataclass(slots=True)
class _Reader:
    """Walks the body once, in order: the numbering counts along."""

    builder: Builder
    numbering: Numbering
    mend: Callable[[str], str]
    notes: dict[str, str]
    noted: list[str] = field(default_factory=list)
    carried: str = ""
    nested: list[Element] = field(default_factory=list)

    def read(self, parent: Element) -> None:
        """Add the blocks of a body, a cell that frames a text, or a text box."""
        for block in blocks_of(parent):
            if block.tag == f"{W}tbl":
                self._table(block)
            else:
                self._paragraph(block)
                for box in boxes_of(block):
                    self.read(box)

    def _paragraph(self, element: Element) -> None:
        label, text = self._labelled(element)
        if not text.strip():
            return
        bold, centred = self._is_bold(element), self._is_centred(element)
        for part in split_breaks(label + text.lstrip()):
            self.builder.paragraph(part, bold=bold, centred=centred)
        for number in _note_numbers(element):
            if number in self.notes:
                self.builder.paragraph(f"[{len(self.noted) + 1}] {self.mend(self.notes[number])}")
                self.noted.append(number)

    def _labelled(self, element: Element) -> tuple[str, str]:
        """Return a paragraph's number and text; nothing yet where it runs on into the next paragraph."""
        text = self.carried + self.mend(self._shown(element))
        self.carried = text if runs_on(element) else ""
        return ("", "") if self.carried or runs_on(element) else (self.numbering.label(element), text)

    def _shown(self, element: Element) -> str:
        """Return a paragraph's text as its style shows it: nothing where it hides it, in capitals where it says so."""
        styles = list(self.numbering.style_chain(element))
        if next((style.hidden for style in styles if style.hidden is not None), False):
            return ""
        text = text_of(element)
        return text.upper() if next((style.caps for style in styles if style.caps is not None), False) else text

    def _table(self, table: Element) -> None:
        rows = [(indent_of(row), cells_of(row)) for row in rows_of(table)]
        if all(len(cells) <= 1 for _, cells in rows):  # a frame around text is no table
            for _, cells in rows:
                for cell in cells:
                    self.read(cell)
            return
        self.builder.table(self._grid(rows))
        nested, self.nested = self.nested, []
        for inner in nested:
            self._table(inner)

    def _grid(self, rows: list[tuple[int, list[Element]]]) -> list[list[Cell]]:
        """Write the cells and lay them out: a merged cell's text stands in each row and column that it covers."""
        above: dict[int, Cell] = {}
        grid: list[dict[int, Cell]] = []
        for column, cells in rows:
            row: dict[int, Cell] = {}
            for element in cells:
                width = span_of(element)
                merged = continues(element) and column in above
                cell = above[column] if merged else self.builder.cell(self._cell_text(element))
                row.update(dict.fromkeys(range(column, column + width), cell))
                column += width
                if column * len(rows) > _MAX_GRID:
                    raise DocumentError(_TOO_LARGE)
            grid.append(row)
            above = row
        columns = max(max(row, default=0) for row in grid) + 1
        wide = [[row.get(column) or self._gap(row) for column in range(columns)] for row in grid]
        return [group_heading(row, above) or row for row, above in zip(wide, [[], *wide], strict=False)]

    def _gap(self, row: dict[int, Cell]) -> Cell:
        """Return an empty cell for a place that a row leaves out."""
        end = max((cell.span.end for cell in row.values()), default=0)
        return Cell("", Span(end, end))

    def _cell_text(self, cell: Element) -> str:
        """Return a cell's text, its paragraphs joined; a number that Word paints stands even without text.

        A table inside it that has rows and columns of its own is read after the table around it.
        """
        lines: list[str] = []
        for block in blocks_of(cell):
            if block.tag == f"{W}tbl" and _is_grid(block):
                self.nested.append(block)
            elif block.tag == f"{W}tbl":
                lines += [self._cell_text(inner) for row in rows_of(block) for inner in cells_of(row)]
            else:
                label, text = self._labelled(block)
                lines += split_breaks(label + text.lstrip())
                lines += [self._cell_text(box) for box in boxes_of(block)]
        return join(lines)

    def _is_bold(self, paragraph: Element) -> bool:
        styles = [style.bold for style in self.numbering.style_chain(paragraph) if style.bold is not None]
        runs = [run for run in paragraph.iter(f"{W}r") if (run.findtext(f"{W}t") or "").strip()]
        own = [is_on(under(run, "rPr", "b")) for run in runs]
        return bool(runs) and all((styles[:1] == [True]) if bold is None else bold for bold in own)

    def _is_centred(self, paragraph: Element) -> bool:
        own = under(paragraph, "pPr", "jc")
        if own is not None:
            return own.get(VAL) == "center"
        return next((s.centred for s in self.numbering.style_chain(paragraph) if s.centred is not None), False)


def _notes(package: zipfile.ZipFile) -> dict[str, str]:
    """Return the texts of footnotes and endnotes by what points to them; separators, which have a type, are none."""
    found: dict[str, str] = {}
    for kind in _NOTES:
        part = _part(package, f"word/{kind}s.xml")
        for note in part.findall(f"{W}{kind}") if part is not None else []:
            if note.get(f"{W}type") is None:
                text = join(text_of(paragraph) for paragraph in note.iter(f"{W}p"))
                found[f"{kind}Reference {note.get(f'{W}id', '')}"] = text
    return found


def _note_numbers(paragraph: Element) -> list[str]:
    return [f"{mark.tag[len(W) :]} {mark.get(f'{W}id', '')}" for mark in paragraph.iter() if mark.tag in _MARKS]


def _is_grid(table: Element) -> bool:
    """Tell whether a table has several rows of several cells."""
    rows = [cells_of(row) for row in rows_of(table)]
    return len(rows) > 1 and all(len(cells) > 1 for cells in rows)
