"""Soft line breaks inside one paragraph: which of them part two paragraphs, and which only wrap a line."""

from knowledge.documents.marks import begins_block, is_capitals, is_dangling, is_terminal
from knowledge.documents.mending import join


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
