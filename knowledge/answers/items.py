"""What belongs to a passage though it stands beside it: the owner of an item, what a label speaks of."""

import re
from dataclasses import replace

from knowledge.answers.model import Statement
from knowledge.answers.replies import of_line, of_task
from knowledge.answers.views import Line, View
from knowledge.answers.vocabulary import Words
from knowledge.language.folding import folded_words
from knowledge.plans.model import PassageKind, Role, Task, Unit

_MOST_OWNERS = 4
_LABELS = (" thoi gian ", " thoi han ", " don vi ", " co quan ", " ket qua ", " tien do ", " san pham ", " kinh phi ")
_LONGEST_LABEL = 8


def owners(view: View, line: Line) -> list[tuple[Unit, Role]]:
    """Return whose a passage is: by its own words, by its lead-in, or by the heading above it."""
    found = [(unit, task.role) for unit, task in tasks_at(view, line.position)]
    if not found and line.passage.lead_in is not None:
        found = [(unit, task.role) for unit, task in tasks_at(view, line.passage.lead_in)]
    return found if 0 < len(found) <= _MOST_OWNERS else []


_SECTION = re.compile(
    r"\bmục ([IVX]+(?:\.\d+)*)(?:,? phần (thứ \w+|[IVX]+|[A-E]))?\b(?! (?:Kế|Quyết|Nghị|Công))", re.IGNORECASE
)


def charged_elsewhere(view: View, section: str) -> list[tuple[Unit, Task]]:
    """Return the tasks that charge a section by its number: 'chủ trì thực hiện nhiệm vụ tại mục II.3'."""
    return [
        (unit, task)
        for unit in view.plan.units
        if unit.name and not unit.is_group
        for task in unit.tasks
        if task.section != section and any(f"{section}.".startswith(cited) for cited in _cited(task.text))
    ]


def _cited(text: str) -> list[str]:
    """Return the paths, with a dot at their end, of the sections that a text names by number."""
    return [f"{f'{found[2].lower()}.' if found[2] else ''}{found[1].upper()}." for found in _SECTION.finditer(text)]


def tasks_at(view: View, position: int) -> list[tuple[Unit, Task]]:
    """Return the tasks of named units that stand in a passage, those who only help left out."""
    return [
        (unit, task)
        for unit in view.plan.units
        if unit.name
        for task in unit.tasks
        if task.passage == position and task.role is not Role.COORDINATE
    ]


def owned(view: View, line: Line, quote: str) -> list[Statement]:
    """Return what a passage says, once for each unit whose it is; without a unit where it is nobody's."""
    own = tasks_at(view, line.position)
    if 0 < len(own) <= _MOST_OWNERS:
        return [of_task(view, task, unit, quote) for unit, task in own]
    statement = of_line(view, line, quote)
    inherited = owners(view, line)
    return [replace(statement, unit=unit.name, role=role.value) for unit, role in inherited] or [statement]


_WHICH_PART = re.compile(r"\b(?:dot|giai doan|buoc|muc|phan|chuong|vong|lan|nhom) (?:may|nao|thu may|bao nhieu)\b")


def heading_asked(view: View, line: Line, words: Words) -> list[Statement]:
    """Return the heading over a passage where it is what the question asks for ('vào đợt mấy')."""
    if not _WHICH_PART.search(" ".join(words)):
        return []
    over = [one for one in view.lines[: line.position] if one.section == line.section and one.is_heading]
    return [of_line(view, one) for one in over[-1:]]


def is_label(line: Line) -> bool:
    """Tell whether a passage only says something of the one before it: 'Thời gian: …', 'Đơn vị chủ trì: …'."""
    name = line.passage.text.split(":", 1)[0]
    words = f" {' '.join(folded_words(name))} "
    return ":" in line.passage.text and len(words.split()) <= _LONGEST_LABEL and words.startswith(_LABELS)


def described(view: View, line: Line) -> list[Line]:
    """Return the passages of which a label says the time or the owner: those before it, up to another's labels."""
    found: list[Line] = []
    at = line.position - 1
    while at >= 0 and is_label(view.lines[at]):
        at -= 1
    while at >= 0 and not is_label(view.lines[at]) and view.lines[at].section == line.section:
        found.append(view.lines[at])
        at -= 1
    return [one for one in found if one.passage.kind is not PassageKind.HEADING] or found
