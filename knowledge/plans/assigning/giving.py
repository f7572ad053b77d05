"""Giving a passage to a unit as its task."""

from knowledge.plans.assigning.roles import indicators_of
from knowledge.plans.assigning.subjects import partners_of
from knowledge.plans.model import Passage, Role, Task
from knowledge.plans.naming.registry import Registry

_DOUBTFUL = 0.6


def give(
    registry: Registry,
    name: str | None,
    passage: Passage,
    role: Role,
    *,
    text: str | None = None,
    partners: tuple[str, ...] | None = None,
) -> None:
    """Give a unit (None: nobody) a passage, or the part of it in `text`; partners are read from it unless given."""
    words = passage.text if text is None else text
    task = Task(
        text=words,
        role=role,
        section=passage.section,
        passage=passage.position,
        partners=partners_of(words) if partners is None else partners,
        indicators=indicators_of(words),
        confidence=_DOUBTFUL if passage.doubtful else 1.0,
    )
    registry.add(name, task)
