"""Shapes of a Word document in the layout of Nghị định 30/2020/NĐ-CP: styles, pages, lines of text, rules, tables."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

FONT = "Times New Roman"

_FILL = re.compile(r"(\[\.\.\.\])")
_STYLES = {
    # name: (size, bold, italic, first line in cm, left in cm, space before and after in pt, alignment)
    "Muc 1": (14, True, False, 1.0, 0, (8, 4), ALIGN.JUSTIFY),
    "Muc 2": (14, True, False, 1.0, 0, (6, 4), ALIGN.JUSTIFY),
    "Muc 3": (14, True, True, 1.0, 0, (4, 3), ALIGN.JUSTIFY),
    "Than bai": (14, False, False, 1.0, 0, (0, 5), ALIGN.JUSTIFY),
    "Cau dan": (14, False, False, 1.0, 0, (0, 5), ALIGN.JUSTIFY),
    "Gach dau dong": (14, False, False, 1.0, 0, (0, 4), ALIGN.JUSTIFY),
    "Giua": (14, False, False, 0, 0, (0, 0), ALIGN.CENTER),
    "Bang": (12, False, False, 0, 0, (2, 2), ALIGN.LEFT),
    "Noi nhan": (11, False, False, 0, 0, (0, 0), ALIGN.LEFT),
}
_KEPT = ("Muc 1", "Muc 2", "Muc 3", "Cau dan")
"""Styles of what never stands alone at the foot of a page."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its head, its width in centimetres, what stands in a row, and in the row of sums."""

    head: str
    width: float
    cell: str
    total: str = ""
    align: Any = ALIGN.LEFT


def set_styles(document: Any) -> None:
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(14)
    fonts = normal.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(script), FONT)
    normal.paragraph_format.space_after = Pt(0)
    for name, (size, bold, italic, first, left, (before, after), align) in _STYLES.items():
        style = document.styles.add_style(name, 1)
        style.base_style = normal
        style.font.size, style.font.bold, style.font.italic = Pt(size), bold, italic
        shape = style.paragraph_format
        shape.first_line_indent, shape.left_indent = Cm(first), Cm(left)
        shape.space_before, shape.space_after, shape.alignment = Pt(before), Pt(after), align
        shape.keep_with_next = shape.keep_together = name in _KEPT
        shape.widow_control = True


def set_page(section: Any, *, landscape: bool = False) -> None:
    """Set A4 with margins of 20, 20, 30 and 20 mm: top, bottom, left, right of the upright page."""
    width, height = (Cm(29.7), Cm(21)) if landscape else (Cm(21), Cm(29.7))
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = width, height
    section.top_margin = section.bottom_margin = Cm(2)
    section.left_margin, section.right_margin = Cm(3), Cm(2)
    section.header_distance = section.footer_distance = Cm(1)


def number_pages(section: Any) -> None:
    """Number the pages from 1, centred in the upper margin, not shown on the first."""
    section.different_first_page_header_footer = True
    section.header.is_linked_to_previous = section.first_page_header.is_linked_to_previous = False
    section.footer.is_linked_to_previous = section.first_page_footer.is_linked_to_previous = False
    if section._sectPr.find(qn("w:pgNumType")) is None:
        number = OxmlElement("w:pgNumType")
        number.set(qn("w:start"), "1")
        section._sectPr.insert_element_before(number, "w:cols", "w:titlePg", "w:docGrid")
    paragraph = section.header.paragraphs[0]
    paragraph.style, paragraph.alignment = "Giua", ALIGN.CENTER
    for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
        run = paragraph.add_run()
        mark = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark.text = text
        run._r.append(mark)


def line(container: Any, text: str, style: str, *, bold: bool = False, italic: bool = False, size: int = 0) -> Any:
    """Add a paragraph; each "[...]" in it is highlighted."""
    paragraph = container.add_paragraph(style=style)
    write(paragraph, text, bold=bold, italic=italic, size=size)
    return paragraph


def write(paragraph: Any, text: str, *, bold: bool = False, italic: bool = False, size: int = 0) -> None:
    """Add runs to a paragraph; each "[...]" is highlighted."""
    for part in filter(None, _FILL.split(text)):
        run = paragraph.add_run(part)
        run.bold, run.italic = bold or None, italic or None
        if size:
            run.font.size = Pt(size)
        if _FILL.fullmatch(part):
            run.font.highlight_color = WD_COLOR_INDEX.YELLOW


def write_first(
    cell: Any, text: str, style: str, *, bold: bool = False, italic: bool = False, size: int = 0, only_if: str = ""
) -> None:
    """Write into a cell's first paragraph, which is left out where a condition does not hold."""
    paragraph = cell.paragraphs[0]
    paragraph.style = style
    if only_if:
        write(paragraph, f"{{%p if {only_if} %}}")
        line(cell, text, style, bold=bold, italic=italic, size=size)
        line(cell, "{%p endif %}", style)
    else:
        write(paragraph, text, bold=bold, italic=italic, size=size)


def draw_rule(container: Any, indent: float) -> None:
    """Draw a thin line under what stands above, as a paragraph's border between indents in centimetres."""
    paragraph = container.add_paragraph(style="Giua")
    shape = paragraph.paragraph_format
    shape.left_indent = shape.right_indent = Cm(indent)
    shape.line_spacing, shape.space_before = Pt(6), Pt(3)
    borders = OxmlElement("w:pBdr")
    top = OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        top.set(qn(f"w:{name}"), value)
    borders.append(top)
    paragraph._p.get_or_add_pPr().insert_element_before(borders, "w:spacing", "w:ind", "w:jc")


def plain_table(document: Any, widths: Sequence[float]) -> Any:
    """Add a table of one row without borders; the widths are in centimetres."""
    table = document.add_table(rows=1, cols=len(widths))
    _set_widths(table, widths)
    _mark_row(table.rows[0], "w:cantSplit")
    return table


def add_table(document: Any, loop: str, columns: Sequence[Column], *, size: int = 12, together: bool = False) -> None:
    """Add a bordered table: a head that is repeated on each page, a row for each turn of the loop, a row of sums.

    `together` keeps a short table on one page.
    """
    rows = [
        ([column.head for column in columns], True),
        ([f"{{%tr for {loop} %}}"], False),
        ([column.cell for column in columns], False),
        (["{%tr endfor %}"], False),
    ]
    if any(column.total for column in columns):
        rows.append(([column.total for column in columns], True))
    table = document.add_table(rows=len(rows), cols=len(columns), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    _set_widths(table, [column.width for column in columns])
    for number, (row, (texts, bold)) in enumerate(zip(table.rows, rows, strict=True)):
        _mark_row(row, "w:cantSplit")
        for cell, text, column in zip(row.cells, texts, columns, strict=False):
            paragraph = cell.paragraphs[0]
            paragraph.style = "Bang"
            paragraph.alignment = column.align if number else ALIGN.CENTER
            paragraph.paragraph_format.keep_with_next = together or None
            write(paragraph, text, bold=bold, size=size)
    _mark_row(table.rows[0], "w:tblHeader")
    document.add_paragraph(style="Bang")


def _mark_row(row: Any, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _set_widths(table: Any, widths: Sequence[float]) -> None:
    """Fix the columns: LibreOffice reads the grid, Word the cells."""
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
        for cell in column.cells:
            cell.width = Cm(width)
