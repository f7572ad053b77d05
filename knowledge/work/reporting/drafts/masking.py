"""Masking: what leads to a child is taken out of a report's texts before they are stored."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from knowledge.language.patterns import compiled
from knowledge.work.reporting.activity import Details
from knowledge.work.reporting.drafts.model import PersonalDatum, PersonalKind

MASK = "[đã che]"
_HOUSEHOLD = compiled(r"(?<!\w)(?:số nhà|nhà|đường|hẻm|ngõ|ngách|kiệt|tổ|số) ?\d|\d ?đường")
_TEXTS = ("what", "place", "difficulty", "proposal")


def texts_of(details: Details) -> tuple[str, ...]:
    """Return the texts of a report that people write and that may lead to a child; empty ones are left out."""
    return tuple(filter(None, (getattr(details, name) for name in _TEXTS)))


def masked(details: Details, data: Sequence[PersonalDatum]) -> Details:
    """Return the details with each personal datum masked wherever its words stand.

    In the place a hamlet or a commune stays: without the child's name it leads to nobody, and a report needs one.
    """
    texts: dict[str, Any] = {n: mask(getattr(details, n), data) for n in _TEXTS if getattr(details, n)}
    if details.place:
        texts["place"] = mask(details.place, [datum for datum in data if _is_narrow(datum)])
    return replace(details, **texts)


def _is_narrow(datum: PersonalDatum) -> bool:
    """Tell whether a datum leads to a house or a person, and not to a hamlet only."""
    return datum.kind is not PersonalKind.ADDRESS or bool(_HOUSEHOLD.search(datum.text))


def mask(text: str, data: Sequence[PersonalDatum]) -> str:
    """Return a text with each personal datum masked wherever its words stand, the longest first."""
    for datum in sorted(data, key=lambda one: len(one.text), reverse=True):
        text = text.replace(datum.text, MASK)
    return text
