"""Pieces of Word files for the tests, as XML, and what is read of them."""

from collections.abc import Callable
from pathlib import Path

from knowledge.documents.document import Document, Paragraph, Table

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
MATH = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'

Make = Callable[..., Path]
FIRST = '<w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
ONE = f'<w:abstractNum w:abstractNumId="0">{FIRST}</w:abstractNum>'
LIST = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
MERGED_DOWN = '<w:vMerge w:val="restart"/>'
GOES_ON = "<w:vMerge/>"
TWO = '<w:gridSpan w:val="2"/>'
FOUR = '<w:gridSpan w:val="4"/>'


def p(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"


def table(*rows: str) -> str:
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"


def listed(number: int, level: int = 0) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def rows(document: Document) -> list[list[str]]:
    return [[c.text for c in row] for block in document.blocks if isinstance(block, Table) for row in block.rows]
