"""Masking: what leads to a child is taken out of a report's texts before they are stored."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from knowledge.work.activity import Details
from knowledge.work.drafts.model import PersonalDatum

MASK = "[đã che]"
_TEXTS = ("what", "place", "difficulty", "proposal")


def masked(details: Details, data: Sequence[PersonalDatum]) -> Details:
    """Return the details with each personal datum masked wherever its words stand."""
    texts: dict[str, Any] = {n: _mask(getattr(details, n), data) for n in _TEXTS if getattr(details, n)}
    return replace(details, **texts)


def _mask(text: str, data: Sequence[PersonalDatum]) -> str:
    for datum in sorted(data, key=lambda one: len(one.text), reverse=True):
        text = text.replace(datum.text, MASK)
    return text
