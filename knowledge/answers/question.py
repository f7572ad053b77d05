"""A question as it was asked: its words, and what the chat already knows."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Question:
    """What an official wrote. `plan` limits the answer to one plan; `context` holds the chat's earlier questions.

    The oldest stands first; `unit` is the asker's own unit; `now` is aware, UTC.
    """

    text: str
    plan: str | None = None
    context: tuple[str, ...] = ()
    unit: str | None = None
    now: datetime | None = None
