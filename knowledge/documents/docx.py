"""A Word file to a `Document`: what Word shows, in order, automatic numbers and merged cells included.

The XML is read as it stands (ECMA-376): deleted text, field codes, hidden text, headers and footers are left out;
inserted text, content controls and text boxes are kept; a footnote is a paragraph after the one that it is for.
Only the parts needed are unpacked, each within a bound.
"""

import zipfile
import zlib
from collections.abc import Callable, Iterator
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
from knowledge.documents.numbering import VAL, Numbering, W, is_on, read_numbering

_BROKEN = "Tệp Word bị hỏng hoặc tải lên chưa trọn vẹn, hãy mở lại bằng Word, lưu thành tệp .docx mới rồi gửi lại."
_ENCRYPTED = "Tệp Word được đặt mật khẩu, hãy gỡ mật khẩu rồi gửi lại."
_TOO_LARGE = "Tệp Word bung ra quá lớn nên không được mở, hãy xóa bớt hình ảnh rồi lưu lại và gửi lại."
_MACROS = "Tệp có chứa macro; chỉ phần chữ được đọc, macro không được chạy."

_MAX_PART = 40 * 2**20
_MAX_TOTAL = 400 * 2**20
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_TRANSITIONAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_DROPPED = {f"{W}{name}" for name in ("del", "moveFrom", "instrText", "delText", "rPr", "pPr", "txbxContent", "pict")}
_SIGNS = {f"{W}tab": " ", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-", f"{W}ptab": " "}
_WRAPPERS = {f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")}
_MAX_SPAN = 63  # Word's own limit of columns
_MAX_TAGS = 3_000_000  # of one part: a hundred pages of tables have a tenth of it
_MAX_GRID = 1_000_000  # places of one table, merged ones counted in each row and column


def read_docx(path: Path) -> Document:
    """Return the document in a .docx or .docm file.

    Raises DocumentError where the file is encrypted, broken, no Word file, or unpacks to more than can be right.
    """
    builder = Builder()
    with _open(path) as package:
        main = _part(package, "word/document.xml")
        body = main.find(f"{W}body") if main is not None else None
        if body is None:
            raise DocumentError(_BROKEN)
        numbering = read_numbering(_part(package, "word/numbering.xml"), _part(package, "word/styles.xml"))
        notes = _notes(_part(package, "word/footnotes.xml"))
        if "word/vbaProject.bin" in package.namelist():
            builder.notes.append(_MACROS)
    try:
        mend = repairer("\n".join(_text(paragraph) for paragraph in body.iter(f"{W}p")))
        _Reader(builder, numbering, mend, notes).read(body)
    except RecursionError as error:  # no one nests tables a hundred deep
        raise DocumentError(_BROKEN) from error
    document = builder.document(path.name)
    return replace(document, blocks=rejoined(document.blocks))


def _open(path: Path) -> zipfile.ZipFile:
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

    def read(self, parent: Element) -> None:
        """Add the blocks of a body, a cell that frames a text, or a text box."""
        for block in _blocks(parent):
            if block.tag == f"{W}tbl":
                self._table(block)
            else:
                self._paragraph(block)
                for box in _boxes(block):
                    self.read(box)

    def _paragraph(self, element: Element) -> None:
        label, text = self.numbering.label(element), self.mend(_text(element))
        if not text.strip():
            return
        bold, centred = self._is_bold(element), self._is_centred(element)
        for part in split_breaks(label + text.lstrip()):
            self.builder.paragraph(part, bold=bold, centred=centred)
        for number in _note_numbers(element):
            if number in self.notes:
                self.builder.paragraph(f"[{len(self.noted) + 1}] {self.mend(self.notes[number])}")
                self.noted.append(number)

    def _table(self, table: Element) -> None:
        rows = [(_indent(row), _cells(row)) for row in _rows(table)]
        if all(len(cells) <= 1 for _, cells in rows):  # a frame around text is no table
            for _, cells in rows:
                for cell in cells:
                    self.read(cell)
            return
        self.builder.table(self._grid(rows))

    def _grid(self, rows: list[tuple[int, list[Element]]]) -> list[list[Cell]]:
        """Write the cells and lay them out: a merged cell's text stands in each row and column that it covers."""
        above: dict[int, Cell] = {}
        grid: list[dict[int, Cell]] = []
        for column, cells in rows:
            row: dict[int, Cell] = {}
            for element in cells:
                width = _span(element)
                merged = _continues(element) and column in above
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
        """Return a cell's text, its paragraphs joined; a number that Word paints stands even without text."""
        lines: list[str] = []
        for block in _blocks(cell):
            if block.tag == f"{W}tbl":
                lines += [self._cell_text(inner) for row in _rows(block) for inner in _cells(row)]
            else:
                lines += split_breaks(self.numbering.label(block) + self.mend(_text(block)).lstrip())
                lines += [self._cell_text(box) for box in _boxes(block)]
        return join(lines)

    def _is_bold(self, paragraph: Element) -> bool:
        styles = [style.bold for style in self.numbering.style_chain(paragraph) if style.bold is not None]
        runs = [run for run in paragraph.iter(f"{W}r") if (run.findtext(f"{W}t") or "").strip()]
        own = [is_on(run.find(f"{W}rPr/{W}b")) for run in runs]
        return bool(runs) and all((styles[:1] == [True]) if bold is None else bold for bold in own)

    def _is_centred(self, paragraph: Element) -> bool:
        own = paragraph.find(f"{W}pPr/{W}jc")
        if own is not None:
            return own.get(VAL) == "center"
        return next((s.centred for s in self.numbering.style_chain(paragraph) if s.centred is not None), False)


def _notes(part: Element | None) -> dict[str, str]:
    """Return the footnotes' texts by their ids; separators, which are footnotes too, have a type."""
    notes = part.findall(f"{W}footnote") if part is not None else []
    return {
        note.get(f"{W}id", ""): join(_text(paragraph) for paragraph in note.iter(f"{W}p"))
        for note in notes
        if note.get(f"{W}type") is None
    }


def _note_numbers(paragraph: Element) -> list[str]:
    return [mark.get(f"{W}id", "") for mark in paragraph.iter(f"{W}footnoteReference")]


def _blocks(parent: Element) -> Iterator[Element]:
    """Yield paragraphs and tables in order, through content controls and accepted insertions."""
    for child in parent:
        if child.tag in (f"{W}p", f"{W}tbl"):
            yield child
        elif child.tag in _WRAPPERS:
            yield from _blocks(child)


def _rows(table: Element) -> Iterator[Element]:
    for child in table:
        if child.tag == f"{W}tr" and child.find(f"{W}trPr/{W}del") is None:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _rows(child)


def _cells(row: Element) -> list[Element]:
    cells: list[Element] = []
    for child in row:
        if child.tag == f"{W}tc":
            cells.append(child)
        elif child.tag in _WRAPPERS:
            cells += _cells(child)
    return cells


def _indent(row: Element) -> int:
    """Return how many columns of the grid a row leaves out before its first cell."""
    before = row.find(f"{W}trPr/{W}gridBefore")
    width = before.get(VAL, "0") if before is not None else "0"
    return min(int(width[:3]), _MAX_SPAN) if width.isdecimal() else 0


def _span(cell: Element) -> int:
    span = cell.find(f"{W}tcPr/{W}gridSpan")
    width = span.get(VAL, "1") if span is not None else "1"
    return min(int(width[:3]), _MAX_SPAN) if width.isdecimal() and width != "0" else 1


def _continues(cell: Element) -> bool:
    merge = cell.find(f"{W}tcPr/{W}vMerge")
    return merge is not None and merge.get(VAL, "continue") == "continue"


def _boxes(element: Element) -> Iterator[Element]:
    """Yield the text boxes in a paragraph, each once: a fallback repeats the box for older programs."""
    for child in element:
        if child.tag == f"{W}txbxContent":
            yield child
        elif child.tag == f"{_MC}AlternateContent":
            yield from _boxes(child[0] if len(child) else child)
        elif child.tag != f"{W}del":
            yield from _boxes(child)


def _text(element: Element) -> str:
    """Return the text that Word shows of a paragraph, a soft line break as a line break."""
    return "".join(_pieces(element))


def _pieces(element: Element) -> Iterator[str]:
    for child in element:
        if child.tag == f"{W}t":
            yield child.text or ""
        elif child.tag in _SIGNS:
            yield " " if child.get(f"{W}type") == "page" else _SIGNS[child.tag]
        elif child.tag == f"{W}r":
            yield _run(child)
        elif child.tag not in _DROPPED:
            yield from _pieces(child)


def _run(run: Element) -> str:
    """Return a run's text, in capitals where Word shows it so, nothing where it is hidden."""
    if is_on(run.find(f"{W}rPr/{W}vanish")):
        return ""
    text = "".join(_pieces(run))
    return text.upper() if is_on(run.find(f"{W}rPr/{W}caps")) else text
