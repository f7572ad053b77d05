"""Plain text files: the bytes decoded, cut into lines, and the lines mended into blocks."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from knowledge.documents.document import Document, DocumentError, Line, Span
from knowledge.documents.encodings import decode
from knowledge.documents.mending import mend

_EMPTY = "Tệp không có chữ nào, hãy gửi lại đúng tệp kế hoạch."


def read_text(path: Path) -> Document:
    """Return the document that a text file holds. Raises DocumentError where it is empty or in no known encoding."""
    data = path.read_bytes()
    text = decode(data)
    if not text.strip():
        raise DocumentError(_EMPTY)
    return text_document(text, path.name, sha256=hashlib.sha256(data).hexdigest())


def text_document(text: str, name: str = "", *, sha256: str = "") -> Document:
    """Return the document of a normalised text; form feeds are page ends."""
    lines = tuple(lines_of(text))
    pages = lines[-1].span.page if lines else None
    return Document(name, text, mend(lines), sha256=sha256, pages=pages)


def lines_of(text: str) -> Iterator[Line]:
    """Yield the lines of a text with their spans, blank ones too; pages are counted where it has form feeds."""
    page = 1 if "\f" in text else None
    start = 0
    for raw in text.split("\n"):
        if page and "\f" in raw:
            page += raw.count("\f")
        yield Line(raw.replace("\f", " ").rstrip(), Span(start, start + len(raw), page))
        start += len(raw) + 1
