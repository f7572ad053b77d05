"""Messages read whole; they stand in messages.txt."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from knowledge.language.folding import key
from knowledge.work.reporting.activity import Details
from knowledge.work.reporting.drafts import read_draft

TODAY = date(2026, 6, 18)


@dataclass
class Message:
    """One case of messages.txt: the text and its activities' fields, none where it is no report."""

    text: str
    activities: list[dict[str, str]]


def _messages() -> Iterator[Message]:
    text = Path(__file__).with_name("messages.txt").read_text(encoding="utf-8")
    for block in text.split("\n> ")[1:]:
        said, meant = _halves(block)
        if meant == "no report":
            yield Message(said, [])
        else:
            parts = meant.split("\n---\n")
            yield Message(said, [dict(line.split(": ", 1) for line in part.splitlines()) for part in parts])


def _halves(block: str) -> tuple[str, str]:
    """Split a block into the message and what it means: the first field or 'no report' begins the second."""
    lines = [line for line in block.splitlines() if line and not line.startswith("# ")]
    first = next(at for at, line in enumerate(lines) if at and line.split(": ")[0] in (*FIELDS, "no report"))
    return "\n".join(lines[:first]), "\n".join(lines[first:])


FIELDS = ("date", "end_date", "place", "children", "adults", "total", "cost", "quantities", "difficulty", "proposal")
MESSAGES = list(_messages())


def _faults(details: Details, meant: dict[str, str]) -> list[str]:
    faults = []
    said = details.to_json()
    for field in FIELDS:
        got, wanted = said[field], meant.get(field)
        if field == "quantities":
            for thing in (wanted or "").split("; ") if wanted else []:
                word, number = thing.rsplit(" ", 1)
                if not any(key(word) in key(name) and value == float(number) for name, value in (got or {}).items()):
                    faults.append(f"{field}: {got} lacks {thing}")
        elif field in ("place", "difficulty", "proposal"):
            if (wanted is None and got) or (wanted and key(wanted) not in key(got or "")):
                faults.append(f"{field}: {got!r}, not {wanted!r}")
        elif (None if got is None else str(got)) != wanted:
            faults.append(f"{field}: {got!r}, not {wanted!r}")
    return faults


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: key(message.text)[:40])
def test_what_a_message_says(message: Message) -> None:
    draft = read_draft(message.text, today=TODAY, unit=None)
    assert draft.is_report is bool(message.activities)
    assert len(draft.activities) == len(message.activities)
    pairs = zip(draft.activities, message.activities, strict=True)
    assert [_faults(one.details, meant) for one, meant in pairs] == [[] for _ in message.activities]
