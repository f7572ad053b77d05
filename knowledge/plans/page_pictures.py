"""Pictures of a draft's pages, kept while it is reviewed: a place in doubt is shown as it stands on the paper.

Boxes are in pixels of the kept picture: left, top, right, bottom.
"""

import sqlite3
from collections.abc import Iterable
from io import BytesIO

from PIL import Image

from knowledge.documents.document import Document, Place, Span

Spot = tuple[int, tuple[int, int, int, int]]
"""A page and a box on it."""

_MARGIN = 12  # pixels around the lines that are cut out
_QUALITY = 70


def keep(connection: sqlite3.Connection, plan: str, document: Document) -> None:
    """Store the pictures that a document came with, and what stands where on them."""
    connection.executemany(
        "insert into page_picture (plan, page, image) values (?, ?, ?)",
        [(plan, picture.page, picture.image) for picture in document.pictures],
    )
    connection.executemany(
        "insert or ignore into page_place (plan, start, end, page, x0, top, x1, bottom) values (?,?,?,?,?,?,?,?)",
        [(plan, place.start, place.end, place.page, *place.box) for place in document.places],
    )


def drop(connection: sqlite3.Connection, plan: str) -> None:
    """Delete a plan's pictures."""
    for table in ("page_picture", "page_place"):
        connection.execute(f"delete from {table} where plan = ?", (plan,))


def pages(connection: sqlite3.Connection, plan: str) -> tuple[int, ...]:
    """Return the numbers of the pages of which there is a picture."""
    rows = connection.execute("select page from page_picture where plan = ? order by page", (plan,))
    return tuple(row["page"] for row in rows)


def page(connection: sqlite3.Connection, plan: str, number: int) -> bytes | None:
    """Return a page's picture as JPEG, None if there is none."""
    row = connection.execute("select image from page_picture where plan = ? and page = ?", (plan, number)).fetchone()
    return bytes(row["image"]) if row else None


def spots(connection: sqlite3.Connection, plan: str, spans: Iterable[Span]) -> list[tuple[Spot, ...]]:
    """Return for each span of a plan's text where it stands: a box on each page that it is on."""
    rows = connection.execute("select * from page_place where plan = ? order by start, page", (plan,))
    places = [
        Place(row["start"], row["end"], row["page"], (row["x0"], row["top"], row["x1"], row["bottom"])) for row in rows
    ]
    return [_spots(span, places) for span in spans]


def lines(connection: sqlite3.Connection, plan: str, span: Span) -> bytes | None:
    """Return the picture (JPEG) of the lines of a span, where it begins; None where there is none."""
    found = next(iter(spots(connection, plan, [span])), ())
    image = page(connection, plan, found[0][0]) if found else None
    if image is None:
        return None
    (x0, top, x1, bottom) = found[0][1]
    with Image.open(BytesIO(image)) as whole:
        box = (x0 - _MARGIN, top - _MARGIN, x1 + _MARGIN, bottom + _MARGIN)
        inside = (max(box[0], 0), max(box[1], 0), min(box[2], whole.width), min(box[3], whole.height))
        cut = BytesIO()
        whole.crop(inside).save(cut, "JPEG", quality=_QUALITY)
    return cut.getvalue()


def _spots(span: Span, places: Iterable[Place]) -> tuple[Spot, ...]:
    by_page: dict[int, list[tuple[int, int, int, int]]] = {}
    for place in places:
        if place.start < span.end and span.start < place.end:
            by_page.setdefault(place.page, []).append(place.box)
    return tuple((number, _around(boxes)) for number, boxes in by_page.items())


def _around(boxes: list[tuple[int, int, int, int]]) -> tuple[int, int, int, int]:
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)
