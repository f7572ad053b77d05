"""Danger comes before everything: the lines to call; for a child, the plan's own too and what the plan says to do."""

import re
import sqlite3
from dataclasses import replace
from functools import cache

from knowledge.answers.asking import Asked, known_of
from knowledge.answers.catalogue import catalogue
from knowledge.answers.mending import wording
from knowledge.answers.model import Answer, Fact, Kind, Statement, Status
from knowledge.answers.question import LONGEST
from knowledge.answers.replies import Reply, of_line, of_place, of_task
from knowledge.answers.views import View, view
from knowledge.answers.vocabulary import Cues, Words, cues, read_cues
from knowledge.language.folding import folded_words

NATIONAL_LINE = "111"
"""Tổng đài điện thoại quốc gia bảo vệ trẻ em (Nghị định 56/2017/NĐ-CP, Điều 24)."""

_REPORTING = (" to giac ", " thong bao ", " tiep nhan ", " chuyen vu viec ", " trinh bao ")
_URGENT = frozenset({"emergency_who", "emergency_what", "emergency_now"})
_HARM = (" xam hai ", " bao luc ", " vi pham quyen ", " bao hanh ", " nguy co ")


LINES = {"violence": ("police", "113"), "fire": ("fire", "114"), "medical": ("medical", "115")}
"""The emergency numbers of Vietnam by kind of danger (Luật Viễn thông 2023, quy hoạch kho số viễn thông)."""
_IN_WATER = (("fire", "114"), ("medical", "115"))


@cache
def _signs() -> Cues:
    return read_cues("dangers.txt")


def tells_of_danger(words: Words) -> bool:
    """Tell whether words tell of a danger now, of a child or of anybody, with the urgency of someone who sees it."""
    return _of_child(words) or bool(dangers(words))


def _of_child(words: Words) -> bool:
    if _suffers(words):
        return True
    return cues().heard(words).keys() >= _URGENT and not _asks_for_plan(words)


def _suffers(words: Words) -> bool:
    """Tell whether words tell of one certain child that something is being done to, or of somebody's wish to die."""
    said = tuple(word for word in words if not word.isdecimal())
    signs = _signs().heard(said)
    if "work" in signs:
        return False
    if "self" in signs:
        return True
    return any(
        _signs().found("done", said[at + 1 : at + 6])
        for _, end in signs.get("child", ())
        for at in range(end, min(end + 5, len(said)))
        if said[at] in ("bi", "dang")
    )


def dangers(words: Words) -> tuple[str, ...]:
    """Return the kinds of danger that words tell of as it happens: medical, violence, fire, water; none of a theme."""
    signs = _signs().heard(words)
    if "now" not in signs or "topic" in signs:
        return ()
    return tuple(kind for kind in ("violence", "fire", "water", "medical") if kind in signs)


def heard(connection: sqlite3.Connection, text: str) -> bool:
    """Tell whether a message tells of a danger now; its spelling is mended by the newest plan's words."""
    text = text[:LONGEST]
    newest = next(iter(catalogue(connection).entries), None)
    if newest is None:
        return tells_of_danger(folded_words(text))
    return tells_of_danger(wording(text, known_of(view(connection, newest.id))).words)


def _asks_for_plan(words: Words) -> bool:
    text = f" {' '.join(words)} "
    return bool(
        re.search(
            r" (ke hoach|chi tieu|nhiem vu|kinh phi|han nop|chu tri|truong phai|phai lam gi|muc phat|ty le) ", text
        )
    )


def reply(asked: Asked, view: View) -> Reply:
    """Return the lines to call; for a child the plan's own and its procedure too."""
    child = _concerns_child(asked.words)
    hotlines = _hotlines(view) if child or "phone" in asked.wants else []
    statements = tuple(dict.fromkeys([*hotlines, *(_procedure(view) if child else [])]))
    facts = _to_call(asked.words, in_plan=child and _has_national(view))
    status = Status.ANSWERED if statements else Status.NOT_FOUND
    answer = Answer(status, Kind.EMERGENCY, "", view.id, statements, facts, reason="" if statements else "no_procedure")
    return Reply(answer, 1.0)


def without_plan(words: Words) -> Answer:
    """Return the answer where no plan is at hand: the national lines alone."""
    facts = _to_call(words, in_plan=False)
    return Answer(Status.NOT_FOUND, Kind.EMERGENCY, "", None, (), facts, reason="no_procedure")


def _concerns_child(words: Words) -> bool:
    return _of_child(words) or not dangers(words) or bool(cues().found("emergency_who", words))


def _to_call(words: Words, *, in_plan: bool) -> tuple[Fact, ...]:
    """Return the lines to call: the children's line where a child is concerned, then those of each kind of danger."""
    kinds = dangers(words)
    lines = [LINES[kind] for kind in kinds if kind in LINES and not (kind == "violence" and _of_child(words))]
    if "water" in kinds or {"duoi", "nuoc"} <= set(words) or "chet" in words:
        lines.extend(_IN_WATER)
    child = [("in_plan" if in_plan else "national", NATIONAL_LINE)] if _concerns_child(words) else []
    return tuple(Fact(name, number) for name, number in dict.fromkeys([*child, *lines]))


def _has_national(view: View) -> bool:
    return any(one.value.strip() == NATIONAL_LINE for one in view.plan.contacts) or " so 111 " in f" {view.text} "


def _hotlines(view: View) -> list[Statement]:
    found = [
        of_place(view, one.passage, one.section, one.quote, note=one.value)
        for one in view.plan.contacts
        if re.search(r"\d{3}", one.value)
    ]
    seen: dict[str, Statement] = {}
    for one in found:
        seen.setdefault(one.note, one)
    return list(seen.values())[:3]


def _procedure(view: View) -> list[Statement]:
    """Return what the plan says on reporting harm to a child: the tasks of those who take reports, then the rest."""
    matching = [
        line
        for line in view.lines
        if any(word in line.own for word in _REPORTING) and any(word in line.own for word in _HARM)
    ]
    matching.sort(key=lambda line: -sum(word in line.own for word in (*_REPORTING, *_HARM)))
    statements = []
    for line in matching[:3]:
        owners = [
            of_task(view, task, unit)
            for unit in view.plan.units
            if unit.name and not unit.is_group
            for task in unit.tasks
            if task.passage == line.position
        ]
        statement = of_line(view, line)
        statements.append(replace(statement, unit=owners[0].unit, role=owners[0].role) if owners else statement)
    return statements
