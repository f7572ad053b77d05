"""Line breaks in Word files: soft ones inside a paragraph, and paragraph marks where a line was only wrapped.

Converters from PDF end a paragraph at every line's end: a file in which many paragraphs go on in the next one is
mended as a text file is.
"""

from collections.abc import Sequence
from itertools import groupby, pairwise

from knowledge.documents.document import Block, Line, Paragraph
from knowledge.documents.marks import begins_block, is_capitals, is_dangling, is_terminal, starts_small
from knowledge.documents.mending import join, mend

_BROKEN = 0.2  # share of the paragraphs that go on in the next one, from which a file's lines were wrapped
_ENOUGH = 10


def split_breaks(text: str) -> list[str]:
    """Return the paragraphs of a text with soft breaks: parted before a mark, after a sentence, around capitals."""
    groups: list[list[str]] = []
    for line in text.split("\n"):
        if not line.strip():
            continue
        if groups and not _parts(groups[-1][-1], line):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [join(group) for group in groups]


def _parts(before: str, line: str) -> bool:
    if is_dangling(before):
        return False
    return begins_block(line) or is_terminal(before) or is_capitals(before) != is_capitals(line)


def rejoined(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Return the blocks with paragraphs joined where each line of the file was made one; others as they are."""
    paragraphs = [block for block in blocks if isinstance(block, Paragraph)]
    broken = sum(_goes_on(before, after) for before, after in pairwise(paragraphs))
    if len(paragraphs) < _ENOUGH or broken < _BROKEN * len(paragraphs):
        return tuple(blocks)
    result: list[Block] = []
    for _, group in groupby(blocks, type):
        run = list(group)
        lines = [_line(block) for block in run if isinstance(block, Paragraph)]
        result += mend(lines) if lines else run
    return tuple(result)


def _goes_on(before: Paragraph, after: Paragraph) -> bool:
    return starts_small(after.text) is True and not is_terminal(before.text) and not begins_block(after.text)


def _line(paragraph: Paragraph) -> Line:
    return Line(paragraph.text, paragraph.span, paragraph.bold, paragraph.centred)
