"""A file as the plan reader sees it: blocks in reading order over one normalised text.

Whatever the file was (text, Word, PDF, scan), it becomes a `Document`: one text in NFC, and over it paragraphs, whose
broken lines are mended, and tables. Every block keeps the span of `Document.text` that it was read from.
"""

from dataclasses import dataclass, field

from knowledge.errors import UserError


class DocumentError(UserError):
    """A file that cannot be read; its message is one Vietnamese sentence that says what to do next."""


@dataclass(frozen=True, slots=True)
class Span:
    """Where something stands: characters [start, end) of `Document.text`, on a page (1-based; None without pages)."""

    start: int
    end: int
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One line as the file has it, before paragraphs are mended. `centred` and `bold` where the file tells."""

    text: str
    span: Span
    bold: bool = False
    centred: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: its lines joined, hyphenless breaks, page numbers and footnote marks mended."""

    text: str
    span: Span
    bold: bool = False
    centred: bool = False
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell, its lines joined. A merged cell's text stands in each row and column that it covers."""

    text: str
    span: Span
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; every row has as many cells as the table has columns, but a group heading's may have one."""

    rows: tuple[tuple[Cell, ...], ...]
    span: Span


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Place:
    """Where characters [start, end) of `Document.text` stand on a page's picture: x0, top, x1, bottom in pixels."""

    start: int
    end: int
    page: int
    box: tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A small grey picture (JPEG) of a page that was read from a picture, turned and levelled as it was read."""

    page: int
    image: bytes


@dataclass(frozen=True, slots=True)
class Document:
    """A file that was read. `sha256` tells whether the same file came before; `notes` say what was doubtful.

    Pages that were read from pictures come with their `pictures`, and `places` say what stands where on them.
    """

    name: str
    text: str
    blocks: tuple[Block, ...]
    sha256: str = ""
    pages: int | None = None
    notes: tuple[str, ...] = field(default=())
    pictures: tuple[PagePicture, ...] = field(default=(), repr=False)
    places: tuple[Place, ...] = field(default=(), repr=False)
