"""Words at their places on a page to rows in reading order; what stands in two columns side by side is kept apart.

Used for PDFs and scans alike. Coordinates are points (1/72 inch) from the page's upper left corner.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from knowledge.language.folding import fold

_GUTTER = 8.0  # points that must stay free between two columns
_SIGNATURE = 130.0  # points left free for a signature and a stamp between the office and the name
_MIDDLE = 18.0  # points from the middle of the text within which a line is a title, not a column's
_APART = 4.5  # heights of a row between the parts of a heading's column
_CUES = ("cong hoa xa hoi", "doc lap", "noi nhan")


@dataclass(frozen=True, slots=True)
class Word:
    """A word and its box; `confidence`, 0 to 100, where it was recognised from a picture."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    bold: bool = False
    confidence: float = 100.0

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


@dataclass(frozen=True)
class Row:
    """Words beside each other that belong to one line of text; what is asked of them is worked out once."""

    words: Sequence[Word]
    page: int = 1

    @cached_property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def x0(self) -> float:
        return self.words[0].x0

    @cached_property
    def x1(self) -> float:
        return max(word.x1 for word in self.words)

    @cached_property
    def top(self) -> float:
        return min(word.top for word in self.words)

    @cached_property
    def bottom(self) -> float:
        return max(word.bottom for word in self.words)

    @cached_property
    def height(self) -> float:
        """The height of its words: the median, so that one raised mark does not count."""
        heights = sorted(word.height for word in self.words)
        return heights[len(heights) // 2]

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    @property
    def centre(self) -> float:
        return (self.x0 + self.x1) / 2

    @cached_property
    def bold(self) -> bool:
        return all(word.bold for word in self.words)

    @property
    def confidence(self) -> float:
        """The mean confidence of its words, weighed by their length."""
        return sum(w.confidence * len(w.text) for w in self.words) / sum(len(w.text) for w in self.words)


@dataclass(slots=True)
class Columns:
    """Two columns of rows side by side, as in the heading and the foot of an administrative document."""

    left: list[Row]
    right: list[Row]
    gutter: tuple[float, float] = field(default=(0.0, 0.0))

    @property
    def top(self) -> float:
        return min(row.top for row in self.left + self.right)

    @property
    def bottom(self) -> float:
        return max(row.bottom for row in self.left + self.right)

    @property
    def page(self) -> int:
        return self.left[0].page

    def takes(self, row: Row) -> bool:
        """Add a row to the column in whose width it stands; tell whether it stands in one."""
        low, high = self.gutter
        if row.x1 <= high - _GUTTER:
            self.left.append(row)
            self.gutter = (max(low, row.x1), high)
            return True
        if row.x0 >= low + _GUTTER:
            self.right.append(row)
            self.gutter = (low, min(high, row.x0))
            return True
        return False


def rows_of(words: Iterable[Word], page: int = 1) -> list[Row]:
    """Return the words as rows from top to bottom; words on one line but far apart are rows of their own."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda word: word.middle):
        line = next((line for line in lines[-4:] if _same_line(line[0], word)), None)
        if line is None:
            lines.append([word])
        else:
            line.append(word)
    return sorted((row for line in lines for row in _split(line, page)), key=lambda row: (row.top, row.x0))


def lines_of(words: Iterable[Word], page: int = 1) -> list[Row]:
    """Return the words as whole lines from top to bottom, however far apart they stand: a cell's text."""
    return _whole_lines(rows_of(words, page))


def items_of(words: Iterable[Word], page: int = 1) -> list[Row | Columns]:
    """Return a page's words as lines and two-column blocks, in reading order."""
    rows = rows_of(words, page)
    if not rows:
        return []
    centre = (min(row.x0 for row in rows) + max(row.x1 for row in rows)) / 2
    items: list[Row | Columns] = []
    while rows:
        block = _columns(rows, centre)
        if block is None:
            line = [row for row in rows if _beside(rows[0], row)]
            items += _whole_lines([rows[0], *line])
            taken = [rows[0], *line]
        else:
            _take_above(block, items, centre)
            items.append(block)
            taken = block.left + block.right
        rows = [row for row in rows if not any(row is other for other in taken)]
    return items


def _same_line(first: Word, word: Word) -> bool:
    return abs(first.middle - word.middle) < 0.45 * min(first.height, word.height)


def _split(line: list[Word], page: int) -> list[Row]:
    """Cut a line of words where the gap is wider than justified text leaves it."""
    line.sort(key=lambda word: word.x0)
    parts = [[line[0]]]
    end = line[0].x1
    for word in line[1:]:
        gap = word.x0 - end
        if gap > word.height and gap > Row(parts[-1]).height:
            parts.append([word])
            end = word.x1
        else:
            parts[-1].append(word)
            end = max(end, word.x1)
    return [Row(words, page) for words in parts]


def _whole_lines(rows: Sequence[Row]) -> list[Row]:
    """Join rows that stand on one line again."""
    lines: list[Row] = []
    for row in sorted(rows, key=lambda row: row.middle):
        if lines and abs(lines[-1].middle - row.middle) < 0.5 * min(row.height, lines[-1].height):
            words = sorted([*lines[-1].words, *row.words], key=lambda word: word.x0)
            lines[-1] = Row(words, row.page)
        else:
            lines.append(row)
    return lines


def _beside(row: Row, other: Row) -> bool:
    """Tell whether two rows stand side by side: they share most of their height and none of their width."""
    if row is other:
        return False
    shared = min(row.bottom, other.bottom) - max(row.top, other.top)
    apart = max(other.x0 - row.x1, row.x0 - other.x1)
    return shared > 0.4 * min(row.height, other.height) and apart > 0


def _columns(rows: Sequence[Row], centre: float) -> Columns | None:
    """Return the two-column block that the first row begins, None where it begins none."""
    partner = next((row for row in rows[1:12] if _beside(rows[0], row)), None)
    if partner is None:
        return None
    left, right = sorted((rows[0], partner), key=lambda row: row.x0)
    block = Columns([left], [right], (left.x1, right.x0))
    for row in rows[1:]:
        if row is not partner and not _grow(block, row, centre):
            break
    cued = any(fold(row.text).startswith(_CUES) for row in block.left + block.right)
    return block if cued or min(len(block.left), len(block.right)) >= 2 else None


def _grow(block: Columns, row: Row, centre: float) -> bool:
    """Add a row to the column in which it stands; tell whether it stands in one, near enough."""
    gap = row.top - block.bottom
    if row.x1 <= block.gutter[1] - _GUTTER:
        return gap <= _APART * row.height and block.takes(row)
    return gap <= _SIGNATURE and (gap <= 0 or abs(row.centre - centre) >= _MIDDLE) and block.takes(row)


def _take_above(block: Columns, items: list[Row | Columns], centre: float) -> None:
    """Give the right column the line that stands a little higher than the left column's first."""
    above = items[-1] if items else None
    if not isinstance(above, Row) or block.top - above.bottom > above.height or abs(above.centre - centre) < _MIDDLE:
        return
    if above.x0 >= block.gutter[0] + _GUTTER:
        block.right.insert(0, above)
        items.pop()
