"""Several files that are one document: photographs of its pages, or a body and its appendices in files of their own."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from knowledge.documents.document import Block, Document, PagePicture, Paragraph, Place, Span
from knowledge.documents.reading import Progress, read


def digest(paths: Sequence[Path]) -> str:
    """Return what the files are recognised by when they come again: a single file's own SHA-256."""
    digests = [hashlib.sha256(path.read_bytes()).hexdigest() for path in paths]
    return digests[0] if len(digests) == 1 else hashlib.sha256("".join(digests).encode()).hexdigest()


def read_files(paths: Sequence[Path], *, progress: Progress | None = None) -> Document:
    """Return the document that lies in one or several files, in the order given. Raises DocumentError."""
    if len(paths) == 1:
        return read(paths[0], progress=progress)
    if all(is_picture(path) for path in paths):
        from knowledge.documents.scan import read_pictures  # OpenCV is loaded only where a picture comes in

        document = read_pictures(paths, progress=progress)
    else:
        document = joined([read(path, progress=progress) for path in paths])
    return replace(document, sha256=digest(paths))


def is_picture(path: Path) -> bool:
    """Tell whether a file is a picture, by its first bytes."""
    with path.open("rb") as file:
        return file.read(4).startswith((b"\x89PNG", b"\xff\xd8\xff"))


def joined(documents: Sequence[Document]) -> Document:
    """Return documents as one, under the first one's name: texts after each other, pages counted on."""
    texts: list[str] = []
    blocks: list[Block] = []
    pictures: list[PagePicture] = []
    places: list[Place] = []
    start = pages = 0
    for document in documents:
        blocks.extend(_moved(document.blocks, start, pages))
        pictures += [replace(one, page=one.page + pages) for one in document.pictures]
        places += [Place(one.start + start, one.end + start, one.page + pages, one.box) for one in document.places]
        texts.append(document.text)
        start += len(document.text) + 1
        pages += document.pages or 1
    notes = tuple(dict.fromkeys(note for document in documents for note in document.notes))
    joined = Document(documents[0].name, "\n".join(texts), tuple(blocks), pages=pages, notes=notes)
    return replace(joined, pictures=tuple(pictures), places=tuple(places))


def _moved(blocks: Sequence[Block], by: int, pages: int) -> Iterator[Block]:
    def place(span: Span) -> Span:
        return Span(span.start + by, span.end + by, (span.page or 1) + pages)

    for block in blocks:
        if isinstance(block, Paragraph):
            yield replace(block, span=place(block.span))
        else:
            rows = tuple(tuple(replace(cell, span=place(cell.span)) for cell in row) for row in block.rows)
            yield replace(block, rows=rows, span=place(block.span))
