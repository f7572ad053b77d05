"""Pictures of a draft's pages, kept while it is reviewed: a place in doubt is shown as it stands on the paper.

Boxes are in pixels of the kept picture: left, top, right, bottom.
"""

import sqlite3
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from io import BytesIO

from PIL import Image, ImageDraw

from knowledge.documents.document import Document, Place, Span

Box = tuple[int, int, int, int]
Spot = tuple[int, Box]
"""A page and a box on it."""

_FRAME, _MARGIN, _GREY = 6, 14, 120  # pixels from the lines to their frame and to the cut's edge; the frame's ink
_NARROWEST, _SLIMMEST = 360, 6  # pixels of a cut's width, and how much wider than tall it may be: what is around helps
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
    """Return for each span of a plan's text where it stands: a box on each page that it is on.

    What stands where follows the text, so that starts and ends both grow.
    """
    rows = connection.execute("select * from page_place where plan = ? order by start, page", (plan,))
    places = [
        Place(row["start"], row["end"], row["page"], (row["x0"], row["top"], row["x1"], row["bottom"])) for row in rows
    ]
    starts, ends = [place.start for place in places], [place.end for place in places]
    return [_spots(places[bisect_right(ends, span.start) : bisect_left(starts, span.end)]) for span in spans]


def lines(connection: sqlite3.Connection, plan: str, span: Span) -> bytes | None:
    """Return the picture (JPEG) of the lines of a span, where it begins, in a frame; None where there is none."""
    found = next(iter(spots(connection, plan, [span])), ())
    image = page(connection, plan, found[0][0]) if found else None
    if image is None:
        return None
    with Image.open(BytesIO(image)) as whole:
        ImageDraw.Draw(whole).rectangle(_grown(found[0][1], _FRAME), outline=_GREY, width=2)
        around = _grown(found[0][1], _MARGIN)
        across = max(_NARROWEST - (around[2] - around[0]), 0) // 2
        down = max((around[2] - around[0]) // _SLIMMEST - (around[3] - around[1]), 0) // 2
        x0, top, x1, bottom = around[0] - across, around[1] - down, around[2] + across, around[3] + down
        cut = BytesIO()
        inside = (max(x0, 0), max(top, 0), min(x1, whole.width), min(bottom, whole.height))
        whole.crop(inside).save(cut, "JPEG", quality=_QUALITY)
    return cut.getvalue()


def _grown(box: Box, by: int) -> Box:
    return box[0] - by, box[1] - by, box[2] + by, box[3] + by


def _spots(places: Sequence[Place]) -> tuple[Spot, ...]:
    by_page: dict[int, list[Box]] = {}
    for place in places:
        by_page.setdefault(place.page, []).append(place.box)
    return tuple((number, _around(boxes)) for number, boxes in by_page.items())


def _around(boxes: list[Box]) -> Box:
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)
