"""Broken lines mended into paragraphs.

A text file has its lines cut at the page's width, its pages' numbers between them, footnotes at the pages' ends, blank
lines between paragraphs, or between all lines, or nowhere. What is measured on the lines (how long a cut line is, what
a blank line means here) decides with the marks that open a block where one paragraph ends.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge.documents.bars import Columns, columns_of, is_bar, is_row, read_bars, read_rows
from knowledge.documents.document import Block, Line, Paragraph, Span
from knowledge.documents.footnotes import AFTER_FOOT, RECIPIENTS, notes_between, without_marks, without_notes
from knowledge.documents.joining import join as join  # readers join the lines of their cells with it
from knowledge.documents.joining import joined
from knowledge.documents.marks import (
    begins_block,
    is_capitals,
    is_dangling,
    is_dashed_name,
    is_mark_alone,
    is_terminal,
    stands_alone,
    starts_small,
)

_PAGE_NUMBER = re.compile(r"\s*(?:[-–]\s*)?(?:Trang\s+)?\d{1,3}(?:\s*/\s*\d{1,3})?(?:\s*[-–])?\s*", re.IGNORECASE)
_RULE = re.compile(r"[\s.…_\-–—=*~]*[._\-–—=*~…]{3,}[\s.…_\-–—=*~]*")
_WIDE_GAP = re.compile(r"\S {6,}(?=\S)")
_ENOUGH = 10  # cut lines to measure; of a shorter text the longer lines are taken
_UNCUT = 0.03  # share of the lines that may go on in the next one where lines are whole paragraphs
_WIDEST = 130  # characters: a longer line was never cut at a page's width
_DOUBLED = 0.15  # where so many blank lines stand inside a sentence, blank lines say nothing


@dataclass(frozen=True, slots=True)
class Shape:
    """What was measured: whether blank lines part paragraphs, and how short a line must be to have ended on purpose.

    `whole` lines were not cut anywhere: each is a paragraph of its own.
    """

    blanks_part: bool
    short: int
    usual: int
    full: int
    whole: bool = False


@dataclass(slots=True)
class _Open:
    """A paragraph that is being joined."""

    lines: list[Line]

    @property
    def last(self) -> str:
        return self.lines[-1].text


def mend(lines: Sequence[Line]) -> tuple[Block, ...]:
    """Return the blocks of a text's lines (blank ones included, as they are in the file), in reading order.

    Page numbers and rules are left out; a footnote becomes a paragraph of its own, "[1] ...", after the paragraph that
    it interrupts; cells written as lines between bars become tables.
    """
    kept, notes = without_notes(list(_without_page_numbers(lines)))
    title = _title_at(kept)
    shape = measure(kept[title : _foot_at(kept, title)])
    numbers = {number for _, number in notes.values()} if notes else set()
    blocks: list[Block] = []
    columns = Columns()
    foot = False
    index = 0
    while index < len(kept):
        line = kept[index]
        if is_bar(line.text):
            tables, index = read_bars(kept, index, columns)
            blocks.extend(tables)
            columns = columns_of(tables[0]) if tables else columns
        elif is_row(line.text) and index >= title:
            table, index = read_rows(kept, index)
            blocks.append(table)
        elif index < title or (foot and not AFTER_FOOT.match(line.text)):
            blocks.extend(_pieces(line))
            index += 1
        else:
            foot = bool(RECIPIENTS.match(line.text))
            if foot or not line.text.strip() or _RULE.fullmatch(line.text):
                blocks.extend(_pieces(line))
                index += 1
                continue
            paragraph, index = _paragraph(kept, index, shape, numbers)
            blocks.append(paragraph)
            blocks.extend(notes_between(notes, paragraph.span))
    blocks.extend(note for note, _ in notes.values())
    return tuple(blocks)


def _title_at(lines: Sequence[Line]) -> int:
    """Return the index of the line KẾ HOẠCH; what stands above it is the head, whose lines are not joined."""
    return next((i for i, line in enumerate(lines[:60]) if line.text.strip().startswith("KẾ HOẠCH")), 0)


def _foot_at(lines: Sequence[Line], start: int) -> int:
    """Return the index of the line that names the recipients."""
    return next((i for i in range(start, len(lines)) if RECIPIENTS.match(lines[i].text)), len(lines))


def measure(lines: Sequence[Line]) -> Shape:
    """Measure lines: those that are followed by a small letter were cut, all others may have ended."""
    cut: list[int] = []
    gaps = inside = broken = 0
    before: Line | None = None
    blank = False
    for line in lines:
        if not line.text.strip():
            blank = True
            continue
        runs_on = starts_small(line.text) is True and not begins_block(line.text)
        if before is not None and blank:
            gaps += 1
            inside += runs_on and not is_terminal(before.text)
        if before is not None and runs_on:
            cut.append(len(before.text.strip()))
            broken += not is_terminal(before.text)
        before, blank = line, False
    cut.sort()
    filled = [len(line.text.strip()) for line in lines if line.text.strip()]
    parted = gaps * 10 > len(filled) and inside <= _DOUBLED * gaps
    if len(cut) < _ENOUGH:
        longer = sorted(filled)[len(filled) // 3 :] or [0]
        usual = longer[len(longer) // 2]
        whole = len(filled) >= _ENOUGH and broken <= _UNCUT * len(filled) and max(filled) > _WIDEST
        return Shape(parted, usual * 60 // 100, usual, longer[len(longer) * 3 // 4], whole)
    short, usual, full = cut[len(cut) // 20], cut[len(cut) // 2], cut[len(cut) * 3 // 4]
    return Shape(parted, min(short, usual * 85 // 100), usual, full)


def _paragraph(lines: Sequence[Line], start: int, shape: Shape, notes: set[int]) -> tuple[Paragraph, int]:
    """Join the lines of one paragraph; return it and the index of the line after it."""
    opened = _Open([lines[start]])
    index = start + 1
    blanks = 0
    while index < len(lines):
        line = lines[index]
        if is_bar(line.text) or RECIPIENTS.match(line.text):
            break
        if not line.text.strip():
            blanks += 1
        elif _RULE.fullmatch(line.text) or not _continues(opened, line, blanks, shape):
            break
        else:
            opened.lines.append(line)
            blanks = 0
        index += 1
    return without_marks(joined(opened.lines), notes), index


def _continues(opened: _Open, line: Line, blanks: int, shape: Shape) -> bool:
    """Tell whether a line goes on with the paragraph that is open."""
    before, text = opened.last, line.text
    if is_mark_alone(before) or is_dashed_name(before, text):
        return True
    if before.rstrip().endswith("./."):
        return False
    if stands_alone(before) or (begins_block(text) and not _is_inner_dash(before, text, blanks, shape)):
        return False
    if is_capitals(before) and is_capitals(text) and not blanks:
        return True
    if is_capitals(before) != is_capitals(text) and (is_capitals(before) or len(text.split()) > 2):
        return False
    if shape.whole:
        return not is_terminal(before) and (is_dangling(before) or starts_small(text) is True)
    if blanks > 1 and not shape.blanks_part and starts_small(text) is False and not is_dangling(before):
        return False
    if blanks and shape.blanks_part:
        return not is_terminal(before) and (is_dangling(before) or starts_small(text) is True)
    if shape.blanks_part:
        return not (_opens_page(text) and _ended(opened, text, shape))
    return not _ended(opened, text, shape)


def _is_inner_dash(before: str, text: str, blanks: int, shape: Shape) -> bool:
    """Tell whether a dash opens a line only because the line was cut before it."""
    if blanks or not shape.blanks_part or _opens_page(text) or is_terminal(before):
        return False
    return text.startswith(("- ", "– ")) and len(before.strip()) >= max(shape.short, 20)


def _ended(opened: _Open, text: str, shape: Shape) -> bool:
    """Tell whether a line ended on purpose, judged by its last sign, its length and how the next one begins."""
    before = opened.last
    small = starts_small(text)
    length = len(before.strip())
    if is_terminal(before):
        sentence = before.rstrip().endswith((".", "…"))
        return not (small is True or (sentence and length >= shape.full)) or text.startswith("Yêu cầu ")
    if small is True or is_dangling(before):
        return False
    if small is None:
        return length < shape.usual * 0.4
    headed = len(opened.lines) <= 2 and begins_block(opened.lines[0].text)
    return length < (shape.short if headed else shape.usual * 0.6)


def _opens_page(text: str) -> bool:
    """Tell whether a line is a page's first: it keeps the one space that its form feed left."""
    return text.startswith(" ")


def _pieces(line: Line) -> Iterator[Paragraph]:
    """Yield a line of the foot, parted where its two columns stand side by side."""
    if _RULE.fullmatch(line.text):
        return
    start = 0
    for gap in [*_WIDE_GAP.finditer(line.text), None]:
        end = gap.start() + 1 if gap else len(line.text)
        if text := " ".join(line.text[start:end].split()):
            yield Paragraph(text, Span(line.span.start + start, line.span.start + end, line.span.page))
        start = end


def _without_page_numbers(lines: Sequence[Line]) -> Iterator[Line]:
    """Yield the lines but those that are a page's number; a number between two bars is a cell."""
    before = ""
    for index, line in enumerate(lines):
        if _is_page_number(line.text) and not (is_bar(before) and _bar_follows(lines, index)):
            continue
        yield line
        before = line.text if line.text.strip() else before


def _bar_follows(lines: Sequence[Line], index: int) -> bool:
    following = next((line.text for line in lines[index + 1 : index + 4] if line.text.strip()), "")
    return is_bar(following)


def _is_page_number(text: str) -> bool:
    return bool(text) and _PAGE_NUMBER.fullmatch(text) is not None and not text.strip().endswith((".", ")"))
