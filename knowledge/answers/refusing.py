"""What stands beside a refusal: the passages that come nearest, for the plan may say it in other words."""

from dataclasses import replace

from knowledge.answers.about_units import scored_tasks, tasks_of
from knowledge.answers.asking import Asked
from knowledge.answers.model import Kind
from knowledge.answers.ranking import ENOUGH, excerpt, ranked
from knowledge.answers.replies import Reply, not_found, of_line, of_task
from knowledge.answers.views import View

_NOT_CLEAR = frozenset({"no_deadline", "no_figure", "unit_without_topic", "nothing_on_topic"})
_NEAREST = 0.3
_OF_UNIT = 0.2
_MOST_NEAREST = 2


def nearest(asked: Asked, view: View) -> Reply:
    """Say that the plan has nothing on the subject, and what comes nearest."""
    found = [one for one in ranked(view, asked.topic) if one.covered >= 0.35 * ENOUGH][:3]
    titles = [view.sections[one.line.section].title for one in found if one.line.section in view.sections]
    return not_found(
        view, Kind.TOPIC, "nothing_on_topic", subject=asked.topic.said, nearest=dict.fromkeys(filter(None, titles))
    )


def with_nearest(found: Reply, asked: Asked, view: View) -> Reply:
    """Return a refusal with what comes nearest to the question, for the plan may say it in other words.

    What is counted, and the report of a period, are in the plan or they are not: nothing comes near.
    """
    exact = found.answer.kind is Kind.COUNT or (asked.period is not None and "report" in asked.wants)
    if found.answer.reason not in _NOT_CLEAR or found.answer.statements or exact:
        return found
    if found.answer.reason == "unit_without_topic" and asked.unit:
        scored = [one for one in scored_tasks(tasks_of(asked.unit), asked.topic, view) if one[0] >= _OF_UNIT]
        said = tuple(of_task(view, task, unit) for _, unit, task in scored[:_MOST_NEAREST])
    else:
        near = [one for one in ranked(view, asked.topic) if one.covered >= _NEAREST and not one.line.is_heading]
        told = ((one.line, excerpt(one.line.passage.text, asked.topic)) for one in near[:_MOST_NEAREST])
        said = tuple(of_line(view, line, quote) for line, quote in told)
    nearest = () if said else found.answer.nearest
    return replace(found, answer=replace(found.answer, statements=said, nearest=nearest))
