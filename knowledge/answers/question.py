"""A question as it was asked: its words, and what the chat already knows."""

from dataclasses import dataclass
from datetime import datetime

LONGEST = 500
"""Characters of a message that are read as a question; understanding takes time with the square of its length."""


@dataclass(frozen=True, slots=True)
class Question:
    """What an official wrote. `plan` limits the answer to one plan; `context` holds the chat's earlier questions.

    The oldest stands first; `unit` is the asker's own unit, `issuer` the folded name of who issues its plans; `last` is
    the plan of the chat's last answer, to which a follow-up goes; `now` is aware, UTC.
    """

    text: str
    plan: str | None = None
    context: tuple[str, ...] = ()
    unit: str | None = None
    now: datetime | None = None
    issuer: str = ""
    last: str | None = None

    def __post_init__(self) -> None:
        """Leave out what lies beyond the longest question, here and in the context."""
        object.__setattr__(self, "text", self.text[:LONGEST])
        object.__setattr__(self, "context", tuple(text[:LONGEST] for text in self.context))
