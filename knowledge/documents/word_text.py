"""What Word shows of an element of its XML: the text of a paragraph, the blocks of a body, a table's rows and cells.

Deleted text, field codes, hidden text and placeholders are not shown; what was inserted or moved here is.
"""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from knowledge.documents.numbering import VAL, W, is_on, under

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_DROPPED = {f"{W}{name}" for name in ("del", "moveFrom", "instrText", "delText", "rPr", "pPr", "txbxContent", "pict")}
_SIGNS = {f"{W}tab": " ", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-", f"{W}ptab": " "}
_WRAPPERS = {f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")}
_MAX_SPAN = 63  # Word's own limit of columns
_CODE, _RESULT = "begin", "separate"


def blocks_of(parent: Element) -> Iterator[Element]:
    """Yield paragraphs and tables in order, through content controls and accepted insertions."""
    for child in parent:
        if child.tag in (f"{W}p", f"{W}tbl"):
            yield child
        elif child.tag in _WRAPPERS and not _is_placeholder(child):
            yield from blocks_of(child)


def rows_of(table: Element) -> Iterator[Element]:
    """Yield a table's rows, those that were deleted left out."""
    for child in table:
        if child.tag == f"{W}tr" and under(child, "trPr", "del") is None:
            yield child
        elif child.tag in _WRAPPERS:
            yield from rows_of(child)


def cells_of(row: Element) -> list[Element]:
    """Return a row's cells, those that were deleted left out."""
    cells: list[Element] = []
    for child in row:
        if child.tag == f"{W}tc" and under(child, "tcPr", "cellDel") is None:
            cells.append(child)
        elif child.tag in _WRAPPERS:
            cells += cells_of(child)
    return cells


def indent_of(row: Element) -> int:
    """Return how many columns of the grid a row leaves out before its first cell."""
    before = under(row, "trPr", "gridBefore")
    width = before.get(VAL, "0") if before is not None else "0"
    return min(int(width[:3]), _MAX_SPAN) if width.isdecimal() else 0


def span_of(cell: Element) -> int:
    """Return how many columns of the grid a cell covers."""
    span = under(cell, "tcPr", "gridSpan")
    width = span.get(VAL, "1") if span is not None else "1"
    return min(int(width[:3]), _MAX_SPAN) if width.isdecimal() and width != "0" else 1


def continues(cell: Element) -> bool:
    """Tell whether a cell is the rest of the one above it."""
    merge = under(cell, "tcPr", "vMerge")
    return merge is not None and merge.get(VAL, "continue") == "continue"


def boxes_of(element: Element) -> Iterator[Element]:
    """Yield the text boxes in a paragraph, each once: a fallback repeats the box for older programs."""
    for child in element:
        if child.tag == f"{W}txbxContent":
            yield child
        elif child.tag == f"{_MC}AlternateContent":
            yield from boxes_of(child[0] if len(child) else child)
        elif child.tag != f"{W}del":
            yield from boxes_of(child)


def runs_on(paragraph: Element) -> bool:
    """Tell whether a paragraph's mark was deleted: its text goes on in the next one."""
    return under(paragraph, "pPr", "rPr", "del") is not None


def text_of(paragraph: Element) -> str:
    """Return the text that Word shows of a paragraph, a soft line break as a line break."""
    return "".join(_pieces(paragraph, []))


def _pieces(element: Element, fields: list[str]) -> Iterator[str]:
    """Yield what is shown, in order; `fields` says of each open field whether its code or its result is read."""
    for child in element:
        if child.tag == f"{W}fldChar":
            _step(fields, child.get(f"{W}fldCharType", ""))
        elif _CODE in fields and child.tag != f"{W}r":
            continue
        elif child.tag in (f"{W}t", f"{_MATH}t"):
            yield child.text or ""
        elif child.tag == f"{W}sym":
            yield _sign(child)
        elif child.tag in _SIGNS:
            yield " " if child.get(f"{W}type") == "page" else _SIGNS[child.tag]
        elif child.tag == f"{W}r":
            yield _run(child, fields)
        elif child.tag not in _DROPPED and not _is_placeholder(child):
            yield from _pieces(child, fields)


def _step(fields: list[str], kind: str) -> None:
    if kind == _CODE:
        fields.append(kind)
    elif fields and kind == _RESULT:
        fields[-1] = kind
    elif fields:
        fields.pop()


def _run(run: Element, fields: list[str]) -> str:
    """Return a run's text, in capitals where Word shows it so, nothing where it is hidden."""
    text = "".join(_pieces(run, fields))
    if is_on(under(run, "rPr", "vanish")):
        return ""
    return text.upper() if is_on(under(run, "rPr", "caps")) else text


def _sign(symbol: Element) -> str:
    """Return the sign of a symbol font as it stands in typed text: in the private use area."""
    code = symbol.get(f"{W}char", "")
    try:
        return chr(0xF000 | int(code, 16) & 0xFFF)
    except ValueError:
        return ""


def _is_placeholder(control: Element) -> bool:
    """Tell whether a content control still shows what is to be typed into it."""
    return under(control, "sdtPr", "showingPlcHdr") is not None
