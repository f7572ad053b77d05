"""Rows on pages to paragraphs: by margins, indents, spacing and the marks that open a block."""

from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.documents.layout import Row
from knowledge.documents.marks import (
    begins_block,
    is_capitals,
    is_dangling,
    is_dashed_name,
    is_mark_alone,
    is_terminal,
    stands_alone,
)

_INDENT = 9.0  # points by which a first line stands in
_DEEPEST = 80.0  # points: a page on which all stands in so far still has the margin of the others
_ENOUGH = 8  # rows that tell a page's margins


@dataclass(frozen=True, slots=True)
class Shape:
    """A page's text area: left and right margin, and the usual distance of its rows."""

    left: float
    right: float
    leading: float

    def is_centred(self, row: Row) -> bool:
        """Tell whether a row stands in the middle, away from both margins."""
        left, right = row.x0 - self.left, self.right - row.x1
        return left > 2 * _INDENT and abs(left - right) < max(10.0, 0.08 * (left + right))

    def fits(self, row: Row, word: str) -> bool:
        """Tell whether a word would have found room at a row's end: the row was ended on purpose."""
        letter = (row.x1 - row.x0) / max(len(row.text), 1)
        return row.x1 + letter * (len(word) + 1) < self.right - letter


def shapes(rows: Sequence[Row]) -> dict[int, Shape]:
    """Return the shape of each page by its rows; a page of few rows takes that of all."""
    general = _shape(rows)
    by_page: dict[int, list[Row]] = {}
    for row in rows:
        by_page.setdefault(row.page, []).append(row)
    return {page: _page_shape(own, general) for page, own in by_page.items()}


def paragraphs(rows: Sequence[Row], page_shapes: dict[int, Shape]) -> list[list[Row]]:
    """Return the rows grouped into paragraphs, across page ends too."""
    groups: list[list[Row]] = []
    for row in rows:
        if groups and not _starts(groups[-1], row, page_shapes):
            groups[-1].append(row)
        else:
            groups.append([row])
    return groups


def _starts(group: Sequence[Row], row: Row, page_shapes: dict[int, Shape]) -> bool:
    """Tell whether a row starts a paragraph, given the rows of the one before."""
    before = group[-1]
    shape, old = page_shapes[row.page], page_shapes[before.page]
    if is_mark_alone(before.text):
        return False
    if stands_alone(before.text) or _leaves_capitals(group, row):
        return True
    if old.is_centred(before) or shape.is_centred(row):
        return _starts_centred(before, row, old, shape)
    if before.page == row.page and row.top - before.top > 1.3 * shape.leading and not is_dangling(before.text):
        return True
    if old.fits(before, row.words[0].text):
        return not _is_ragged(group, row)
    if is_dangling(before.text):
        return False
    stands_in = row.x0 - shape.left > _INDENT
    if begins_block(row.text) and not is_dashed_name(before.text, row.text):
        return is_terminal(before.text) or before.bold != row.bold or stands_in
    indented = row.x0 - shape.left > before.x0 - old.left + _INDENT
    if len(group) == 1 and begins_block(before.text):
        return False  # it hangs below its mark
    return indented and (is_terminal(before.text) or row.x0 - shape.left > 2 * _INDENT)


def _leaves_capitals(group: Sequence[Row], row: Row) -> bool:
    """Tell whether a heading in capitals ends before a row that is not."""
    if _same_case("HOA", row.text) or len(row.words) < 3 or is_dangling(group[-1].text):
        return False
    return all(is_capitals(one.text) for one in group)


def _starts_centred(before: Row, row: Row, old: Shape, shape: Shape) -> bool:
    """Tell it of a row in the middle: a heading's lines are of one kind, one below the other."""
    if not old.is_centred(before):
        full = not old.fits(before, row.words[0].text)
        return not (full and _same_case(before.text, row.text) and before.bold == row.bold)
    if row.page != before.page or row.top - before.top > 1.3 * shape.leading:
        return True
    if not _same_case(before.text, row.text) or before.bold != row.bold:
        return True
    return begins_block(row.text) or old.fits(before, row.words[0].text)


def _same_case(before: str, text: str) -> bool:
    """Tell whether two lines are both in capitals or both not; figures alone are either."""
    return is_capitals(before) == is_capitals(text) or not any(letter.isalpha() for letter in text)


def _is_ragged(group: Sequence[Row], row: Row) -> bool:
    """Tell whether a row was only left ragged: the sentence goes on with a small letter."""
    before = group[-1]
    if is_terminal(before.text) or begins_block(row.text):
        return False
    return row.text[:1].islower() or is_dangling(before.text)


def _page_shape(rows: Sequence[Row], general: Shape) -> Shape:
    own = _shape(rows)
    if len(rows) < _ENOUGH and own.left > general.left - _INDENT and own.right < general.right + _INDENT:
        return general
    inside = general.left < own.left < general.left + _DEEPEST and abs(own.right - general.right) < _INDENT
    return Shape(general.left if inside else own.left, own.right, general.leading)


def _shape(rows: Sequence[Row]) -> Shape:
    if not rows:
        return Shape(0.0, 0.0, 16.0)
    lefts = sorted(row.x0 for row in rows)
    rights = sorted(row.x1 for row in rows)
    steps = sorted(b.top - a.top for a, b in zip(rows, rows[1:], strict=False) if a.page == b.page and b.top > a.top)
    tallest = 2 * sorted(row.height for row in rows)[len(rows) // 2]
    leading = min(steps[int(len(steps) * 0.3)], tallest) if steps else tallest
    return Shape(lefts[len(lefts) // 20], rights[int((len(rights) - 1) * 0.95)], leading)
