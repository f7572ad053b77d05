"""An answer as Telegram shows it, and as the `ask` command prints it."""

import re
from itertools import groupby

from handlers.rendering import plain, render
from knowledge.answers.model import Answer, Statement

_LONG = 280
"""A quotation longer than this stands folded in an expandable block."""


def show(answer: Answer, titles: dict[str, str] | None = None) -> str:
    """Return the whole answer as Telegram HTML; `titles` gives the plans' short names by id."""
    return render(
        "answers/answer",
        answer=answer,
        facts={fact.name: fact.value for fact in answer.facts},
        groups=_groups(answer),
        titles=titles or {},
        long=_LONG,
    )


def _groups(answer: Answer) -> list[tuple[str, str | None, list[Statement]]]:
    """Return the statements by plan and role, in the order in which they stand."""
    keyed = groupby(answer.statements, key=lambda one: (one.plan, one.role))
    return [(plan, role, list(group)) for (plan, role), group in keyed]


def to_json(answer: Answer, titles: dict[str, str] | None = None) -> dict[str, object]:
    """Return the answer as the `ask` command's contract has it."""
    return {
        "status": answer.status.value,
        "kind": answer.kind.value,
        "text": re.sub(r"\n{3,}", "\n\n", plain(show(answer, titles))),
        "citations": [{"plan": one.plan, "section": one.section, "quote": one.quote} for one in answer.statements],
        "choices": [
            {"label": choice.label, "question": choice.question, "plan": choice.plan} for choice in answer.choices
        ],
    }
