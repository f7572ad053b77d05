"""Whom a plan is sent to: the lines under "Nơi nhận", without the copy that is kept."""

import re
from collections.abc import Iterator, Sequence

from knowledge.documents.document import Block, Table
from knowledge.documents.footnotes import RECIPIENTS
from knowledge.language.folding import squeeze

_ITEM = re.compile(r"\s*(?:[-–+•]\s*)+(?=\w)")
_GOES_ON = re.compile(r"\s*[a-zà-ỹđ(]")
_COLUMN = re.compile(r"\s{4,}|\t")
_KEPT = re.compile(r"Lưu\b", re.IGNORECASE)


def recipients(foot: Sequence[Block], text: str) -> tuple[str, ...]:
    """Return the recipients in the plan's words; `text` is the document's, which the foot's spans refer to.

    The signature may stand to the right of them on the same lines; a second list ("Bản điện tử:") belongs to them.
    """
    found: list[str] = []
    goes_on = False
    for line in _lines(foot, text):
        item = _ITEM.match(line)
        if item:
            found.append(_COLUMN.split(line[item.end() :])[0])
        elif goes_on and _GOES_ON.match(line):
            found[-1] += " " + _COLUMN.split(line.strip())[0]
        goes_on = item is not None or goes_on and (not line.strip() or _GOES_ON.match(line) is not None)
    words = (squeeze(one).rstrip(".;, ") for one in found)
    return tuple(one for one in words if one and not _KEPT.match(one))


def _lines(foot: Sequence[Block], text: str) -> Iterator[str]:
    """Yield the lines of the foot from "Nơi nhận" on: of a table, those of the cell that begins so."""
    began = False
    for block in foot:
        spans = [cell.span for row in block.rows for cell in row] if isinstance(block, Table) else [block.span]
        for span in spans:
            said = text[span.start : span.end]
            opens = RECIPIENTS.match(said)
            began = began or opens is not None
            if began:
                yield from (said[opens.end() :].lstrip(" :") if opens else said).splitlines()
