"""The lines of a paragraph joined into one text."""

import re
from collections.abc import Iterable, Sequence

from knowledge.documents.document import Line, Paragraph, Span

_BROKEN = re.compile(r"[A-ZĐ\d&][-/]$")


def join(parts: Iterable[str]) -> str:
    """Join the lines of a paragraph: a number or name that was broken after its hyphen or slash is closed up."""
    text = ""
    for part in parts:
        part = " ".join(part.split())
        broken = text.endswith(("-", "/")) and _BROKEN.search(text[-2:])
        closed = (broken and part[:1].isalnum()) or (part[:1] == "/" and text[-1:].isalnum())
        text += part if not text or closed else f" {part}"
    return text


def joined(lines: Sequence[Line]) -> Paragraph:
    """Return the paragraph that lines make, with the span from the first to the last."""
    span = Span(lines[0].span.start, lines[-1].span.end, lines[0].span.page)
    text = join(line.text for line in lines)
    return Paragraph(text, span, bold=lines[0].bold, centred=all(line.centred for line in lines))
