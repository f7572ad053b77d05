"""An answer as Telegram shows it, and as the `ask` command prints it."""

import re
from collections.abc import Iterator
from itertools import groupby

from handlers.rendering import macros, plain, render
from knowledge.answers.model import Answer, Kind, Statement, Status

_BY_PLAN = frozenset({Kind.COMPARE, Kind.CHECK, Kind.NONE})
"""Kinds whose statements stand each under its plan, as those of several plans do."""


def show(answer: Answer) -> str:
    """Return the whole answer as Telegram HTML."""
    return render(
        "answers/answer",
        say=macros("answers/statements"),
        name=_template(answer),
        answer=answer,
        facts={fact.name: fact.value for fact in answer.facts},
        groups=_groups(answer),
    )


def _template(answer: Answer) -> str:
    """Return the name of the template of what was found."""
    if answer.status is not Status.ANSWERED:
        return answer.status.value
    return answer.kind.value if answer.plan and answer.kind not in _BY_PLAN else Kind.COMPARE.value


def _groups(answer: Answer) -> Iterator[tuple[str, str | None, list[Statement]]]:
    """Yield the statements by plan and role, in the order in which they stand."""
    for (plan, role), group in groupby(answer.statements, key=lambda one: (one.plan, one.role)):
        yield plan, role, list(group)


def to_json(answer: Answer) -> dict[str, object]:
    """Return the answer as the `ask` command's contract has it."""
    return {
        "status": answer.status.value,
        "kind": answer.kind.value,
        "text": re.sub(r"\n{3,}", "\n\n", plain(show(answer))),
        "citations": [{"plan": one.plan, "section": one.section, "quote": one.quote} for one in answer.statements],
        "choices": [
            {"label": choice.label, "question": choice.question, "plan": choice.plan} for choice in answer.choices
        ],
    }
