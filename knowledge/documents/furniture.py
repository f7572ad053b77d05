"""What stands on a page but not in its text: page numbers, running headers, the rules and texts of footnotes."""

import re
from collections import Counter
from collections.abc import Sequence

from knowledge.documents.grids import Grid
from knowledge.documents.layout import Columns, Row
from knowledge.language.folding import key

Item = Row | Columns | Grid

_PAGE_NUMBER = re.compile(r"(?:[-–]\s*)?(?:trang\s+)?\d{1,3}(?:\s*/\s*\d{1,3})?(?:\s*[-–])?", re.IGNORECASE)
_RULE = re.compile(r"[\s._\-–—=*~…|]{3,}")
_DIGITS = re.compile(r"\d+")
_NOTE = re.compile(r"\[?\d{1,2}\]?\s*(?=[^\W\d_“\"])")
_NOTE_SIZE = 0.9  # a footnote is set in at most this share of the body's size
_EDGE = 0.12  # share of the page's height, above and below, where headers and numbers stand
_REPEATED = 3
_MANY = 0.4  # share of the pages that show a running header
_SPECK, _DOUBTED = 4, 60.0  # so short and so doubtful, a row at a page's edge is its number misread


def without_furniture(pages: Sequence[list[Item]], heights: Sequence[float]) -> list[list[Item]]:
    """Return the pages' items without rules, page numbers and the headers and footers that pages repeat."""
    repeated = _repeated(pages, heights)
    return [
        [item for item in items if not _is_furniture(item, items, height, repeated)]
        for items, height in zip(pages, heights, strict=True)
    ]


def printed_number(items: Sequence[Item], height: float) -> int | None:
    """Return the number that is printed at the head or foot of a page, None where there is none."""
    for item in (*items[:1], *items[-1:]):
        if isinstance(item, Row) and _at_edge(item, height) and _PAGE_NUMBER.fullmatch(item.text):
            return int(_DIGITS.findall(item.text)[0])
    return None


def footnotes(items: list[Item], body_height: float) -> list[list[Row]]:
    """Take the footnotes off a page's end; return each as its rows."""
    start = len(items)
    while start > 0:
        item = items[start - 1]
        if not isinstance(item, Row) or item.height > body_height * _NOTE_SIZE:
            break
        start -= 1
    while start < len(items) and not _NOTE.match(_row_text(items[start])):
        start += 1
    notes: list[list[Row]] = []
    for item in items[start:]:
        if isinstance(item, Row):
            if not notes or _NOTE.match(item.text):
                notes.append([])
            notes[-1].append(item)
    del items[start:]
    return notes


def _row_text(item: Item) -> str:
    return item.text if isinstance(item, Row) else ""


def _is_furniture(item: Item, items: Sequence[Item], height: float, repeated: set[str]) -> bool:
    if not isinstance(item, Row):
        return False
    if _RULE.fullmatch(item.text):
        return True
    if item is not items[0] and item is not items[-1] and not _at_edge(item, height):
        return False
    if not _at_edge(item, height):
        return _PAGE_NUMBER.fullmatch(item.text) is not None
    misread = len(item.text) <= _SPECK and item.confidence < _DOUBTED
    return misread or _PAGE_NUMBER.fullmatch(item.text) is not None or _shape(item) in repeated


def _at_edge(row: Row, height: float) -> bool:
    return row.bottom < height * _EDGE or row.top > height * (1 - _EDGE)


def _repeated(pages: Sequence[list[Item]], heights: Sequence[float]) -> set[str]:
    """Return what stands at the edges of many pages, at least three, numbers apart."""
    counts: Counter[str] = Counter()
    for items, height in zip(pages, heights, strict=True):
        counts.update({_shape(item) for item in items if isinstance(item, Row) and _at_edge(item, height)})
    enough = max(_REPEATED, len(pages) * _MANY)
    return {shape for shape, count in counts.items() if count >= enough and shape}


def _shape(row: Row) -> str:
    """Return a row's folded words without its numbers, and where it stands: body text never repeats both."""
    words = _DIGITS.sub("", key(row.text))
    return f"{words} @{round(row.top / 8)}" if words.strip() else ""
