"""Footnotes taken out of the flow of a text, and the raised numbers that point to them.

Footnotes interrupt a sentence at the end of a page, under a rule that is often nothing but the spaces it was drawn
with; or they stand together at the end of the text as "[1] ...".
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from knowledge.documents.document import Line, Paragraph, Span
from knowledge.documents.joining import joined
from knowledge.language.letters import SMALL

_RULE = re.compile(r" {16,}|\s*_{5,}\s*")
_NOTE = re.compile(r"\s*(?:\[(\d{1,2})\]|(\d{1,2})) ?(?=[^\W\d_“])")
_END_NOTE = re.compile(r"\s*\[(\d{1,2})\]\s*\S")
RECIPIENTS = re.compile(r"\s*(?:[-–]\s*)?Nơi nhận\b")
AFTER_FOOT = re.compile(r"\s*(?:PHỤ LỤC|Phụ lục|ĐỀ CƯƠNG|DANH MỤC|BIỂU|MẪU)\b")
_MARK = re.compile(rf"\[(\d{{1,2}})\]|(?<=[{SMALL}])(\d{{1,2}})(?=[\s,.;:)]|$)")
_FOOT_LINES = 80  # the foot of a plan is not longer

Notes = dict[int, tuple[Paragraph, int]]


def without_notes(lines: Sequence[Line]) -> tuple[list[Line], Notes]:
    """Take the footnotes out of the flow; return the other lines, and the notes by where they stood."""
    kept: list[Line] = []
    notes: Notes = {}
    index = 0
    while index < len(lines):
        end = _note_end(lines, index)
        if end is None:
            kept.append(lines[index])
            index += 1
            continue
        for group in _note_groups([line for line in lines[index:end] if line.text.strip()]):
            number = _NOTE.match(group[0].text)
            if number:
                digits = number[1] or number[2]
                paragraph = joined(group)
                text = f"[{digits}] {paragraph.text[paragraph.text.index(digits) + len(digits) :].lstrip('] ')}"
                notes[paragraph.span.start] = (Paragraph(text, paragraph.span), int(digits))
        index = end
    return kept, notes


def _note_end(lines: Sequence[Line], index: int) -> int | None:
    """Return where the footnotes that begin here end: at the next page, or at the end; None where none begin."""
    text = lines[index].text
    ruled = _is_note_rule(lines[index]) and _is_note_after(lines, index)
    ending = _END_NOTE.match(text) and any(
        RECIPIENTS.match(line.text) for line in lines[max(0, index - _FOOT_LINES) : index]
    )
    if not ruled and not ending:
        return None
    end = index + 1
    while end < len(lines):
        here = lines[end]
        if ruled and here.text.strip() and (here.text.startswith(" ") or here.span.page != lines[index].span.page):
            break
        if AFTER_FOOT.match(here.text):
            break
        end += 1
    return end


def _is_note_after(lines: Sequence[Line], index: int) -> bool:
    """Tell whether the next line that holds anything begins a footnote."""
    after = next((line for line in lines[index + 1 : index + 4] if line.text.strip()), None)
    return after is not None and _NOTE.match(after.text) is not None


def _is_note_rule(line: Line) -> bool:
    """Tell whether a line is the rule above footnotes: underscores, or nothing but the spaces that drew it."""
    width = line.span.end - line.span.start
    return _RULE.fullmatch(line.text) is not None or (not line.text.strip() and width >= 16)


def _note_groups(lines: Sequence[Line]) -> Iterator[list[Line]]:
    group: list[Line] = []
    for line in lines:
        if group and _NOTE.match(line.text):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def notes_between(notes: Notes, span: Span) -> Iterator[Paragraph]:
    """Yield and forget the notes that stood inside a paragraph."""
    for start in [start for start in notes if start < span.end]:
        yield notes.pop(start)[0]


def without_marks(paragraph: Paragraph, notes: set[int]) -> Paragraph:
    """Leave out the raised numbers that point to the footnotes: "chương trình1", "tiêu chí[2]"."""
    if not notes:
        return paragraph
    text = _MARK.sub(lambda found: "" if int(found[1] or found[2]) in notes else found[0], paragraph.text)
    return paragraph if text == paragraph.text else replace(paragraph, text=text)
