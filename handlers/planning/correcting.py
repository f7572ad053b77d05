"""A draft gone through unit by unit and corrected: each screen shows the lines that a fact was read from.

A button that changes a task or a deadline bears a mark of its words: after another change it does nothing any more.
"""

from collections.abc import Callable
from typing import TypeVar

from telegram import Update

from handlers.actions import Parts
from handlers.context import Context
from handlers.planning import drafts, paper
from handlers.rendering import callback, label, render
from handlers.screen import Button, Row, Screen, Stale, columns, paged, replace, send, shorten, turner
from knowledge.plans import corrections, reviewing
from knowledge.plans.model import Deadline, Plan, Role, Task
from knowledge.plans.reviewing import Asked, Correction, Outdated, mark
from knowledge.work.chats import prompts
from knowledge.work.chats.prompts import Prompt
from knowledge.work.plan_life import reviews

_T = TypeVar("_T")

PURPOSE = "correction"
"""The purpose of a prompt: the next message corrects a draft."""
DEADLINES_A_PAGE = 8
CHOICES = 12
ROLES = tuple(Role)
FIELDS = (*corrections.HEAD_FIELDS, "name", "owner", "date")
"""What typed words can correct: the head's fields, a unit's name, a task's owner, a deadline's date."""

TASK_CHANGES: dict[str, tuple[str, Callable[[Plan, int], str]]] = {
    "j": ("join", lambda plan, given: ""),
    "d": ("delete", lambda plan, given: ""),
    "r": ("role", lambda plan, given: _at(ROLES, given).value),
    "k": ("cut", lambda plan, given: str(given)),
    "g": ("owner", lambda plan, given: _at(plan.units, given).name or ""),
}
"""The letter in a task's buttons: the kind of the correction, and what its number says."""
DEADLINE_CHANGES = {"d": "drop", "y": "sure"}


async def open_unit(update: Update, context: Context, parts: Parts) -> None:
    """Show what was read of a unit."""
    plan = drafts.draft_of(context, parts.word(0))
    await replace(update, unit_screen(context, plan, parts.number(1), parts.number(2)))


async def confirm_unit(update: Update, context: Context, parts: Parts) -> None:
    """Note that a unit is right and show the next one, or the summary after the last."""
    plan = drafts.draft_of(context, parts.word(0))
    unit = parts.number(1)
    plan = change(context, plan.id, Correction(reviewing.RIGHT, unit, 0, "", parts.word(2)))
    on = unit + 1 < len(plan.units)
    screen = unit_screen(context, plan, unit + 1) if on else drafts.summary(context.connection, plan.id)
    await replace(update, screen)


async def open_task(update: Update, context: Context, parts: Parts) -> None:
    """Show a task with the lines that it was read from, and what can be corrected."""
    plan = drafts.draft_of(context, parts.word(0))
    await replace(update, _task_screen(context, plan, parts.number(1), parts.number(2)))


async def choose(update: Update, context: Context, parts: Parts) -> None:
    """Offer the roles, the owners or the cuts of a task."""
    plan = drafts.draft_of(context, parts.word(0))
    unit, at, kind = parts.number(1), parts.number(2), parts.word(3)
    task = _task(plan, unit, at)
    if kind not in _CHOICES:
        raise Stale
    place = (plan.id, unit, at, mark(task.text))
    offered = ((shorten(text, 60), given) for given, text in _CHOICES[kind](plan, task))
    rows = [*columns((Button(text, callback("xa", *place, given)) for text, given in offered), 1)]
    if kind == "g":
        rows.append((Button(label("other_owner"), callback("xp", plan.id, FIELDS.index("owner"), unit, at)),))
    rows.append((Button(label("back"), callback("xt", plan.id, unit, at)),))
    cuts = corrections.cuts(task.text) if kind == "k" else ()
    await replace(update, paged(render("documents/choice", task=task, kind=kind, cuts=cuts), 0, "xt", rows=tuple(rows)))


async def change_task(update: Update, context: Context, parts: Parts) -> None:
    """Join, cut or delete a task, give it another role or owner."""
    plan = drafts.draft_of(context, parts.word(0))
    unit, at, verb = parts.number(1), parts.number(2), parts.word(4)
    kind, given = verb[:1], verb[1:]
    if kind not in TASK_CHANGES:
        raise Stale
    number = int(given) if given.isdecimal() and len(given) < CHOICES else 0
    name, said = TASK_CHANGES[kind]
    plan = change(context, plan.id, Correction(name, unit, at, said(plan, number), parts.word(3)))
    await replace(update, unit_screen(context, plan, min(unit, len(plan.units) - 1)))


async def list_deadlines(update: Update, context: Context, parts: Parts) -> None:
    """Show the deadlines that were read, those in doubt first."""
    plan = drafts.draft_of(context, parts.word(0))
    await replace(update, _deadlines_screen(plan, parts.number(1)))


async def open_deadline(update: Update, context: Context, parts: Parts) -> None:
    """Show a deadline with the lines that it was read from."""
    plan = drafts.draft_of(context, parts.word(0))
    at = parts.number(1)
    deadline = _at(plan.deadlines, at)
    passage = plan.passages[deadline.passage]
    place = (plan.id, at, mark(deadline.quote))
    rows: tuple[Row, ...] = (
        (
            Button(label("right"), callback("xz", *place, "y")),
            Button(label("other_date"), callback("xp", plan.id, FIELDS.index("date"), 0, at)),
        ),
        (Button(label("drop_deadline"), callback("xz", *place, "d")),),
        *paper.row(context, plan, passage),
        (Button(label("back"), callback("xl", plan.id, 0)),),
    )
    await replace(update, paged(render("documents/deadline", deadline=deadline, passage=passage), 0, "xe", rows=rows))


async def change_deadline(update: Update, context: Context, parts: Parts) -> None:
    """Say that a deadline is right, or that it is none."""
    plan = drafts.draft_of(context, parts.word(0))
    at, kind = parts.number(1), parts.word(3)
    if kind not in DEADLINE_CHANGES:
        raise Stale
    plan = change(context, plan.id, Correction(DEADLINE_CHANGES[kind], 0, at, "", parts.word(2)))
    await replace(update, _deadlines_screen(plan, 0))


async def open_head(update: Update, context: Context, parts: Parts) -> None:
    """Show the head's fields, each with a button that corrects it."""
    plan = drafts.draft_of(context, parts.word(0))
    buttons = (
        Button(label("head_field", field), callback("xp", plan.id, at, 0, 0))
        for at, field in enumerate(corrections.HEAD_FIELDS)
    )
    rows = (*columns(buttons, 2), _to_summary(plan))
    await replace(update, Screen(render("documents/head", head=plan.head), rows))


async def ask(update: Update, context: Context, parts: Parts) -> None:
    """Ask for words: the next message is the new name, owner, date or field of the head."""
    plan = drafts.draft_of(context, parts.word(0))
    field = _at(FIELDS, parts.number(1))
    unit, item = parts.number(2), parts.number(3)
    now = _current(plan, field, unit, item)
    number = reviewing.ask(context.connection, Asked(plan.id, field, unit, item, mark(now)))
    chat = update.effective_chat
    if chat is not None:
        prompts.ask(context.connection, chat.id, Prompt(PURPOSE, number), now=context.now)
        await send(update, Screen(render("documents/ask", field=field, now=now)))


async def correct(update: Update, context: Context, number: int, text: str) -> None:
    """Take the words that were asked for and show what was corrected. Raises CorrectionError, Stale."""
    asked = reviewing.asked(context.connection, number)
    if asked is None:
        raise Stale
    plan = change(context, asked.plan, Correction(asked.field, asked.unit, asked.item, text, asked.mark))
    if asked.field in corrections.HEAD_FIELDS:
        screen = drafts.summary(context.connection, plan.id)
    elif asked.field == "date":
        screen = _deadlines_screen(plan, 0)
    else:
        screen = unit_screen(context, plan, min(asked.unit, len(plan.units) - 1))
    await send(update, screen)


def unit_screen(context: Context, plan: Plan, at: int, page: int = 0) -> Screen:
    """Return a unit of a draft with its tasks. Raises Stale without it."""
    unit = _at(plan.units, at)
    looked = at in reviewing.looked_at(context.connection, plan)
    openers = (Button(str(number), callback("xt", plan.id, at, number - 1)) for number in range(1, len(unit.tasks) + 1))
    main = [Button(label("right"), callback("xr", plan.id, at, mark(_current(plan, reviewing.RIGHT, at, 0))))]
    if unit.name:
        main.append(Button(label("other_name"), callback("xp", plan.id, FIELDS.index("name"), at, 0)))
    last = [Button("☰", callback("draft", plan.id, 0))]
    if at > 0:
        last.insert(0, Button("◀", callback("xu", plan.id, at - 1, 0)))
    if at + 1 < len(plan.units):
        last.append(Button(label("next"), callback("xu", plan.id, at + 1, 0)))
    rows = (*columns(openers, 6), tuple(main), tuple(last))
    html = render("documents/unit", unit=unit, number=at + 1, count=len(plan.units), looked=looked)
    return paged(html, page, "xu", plan.id, at, rows=rows)


def _task_screen(context: Context, plan: Plan, unit: int, at: int) -> Screen:
    task = _task(plan, unit, at)
    place = (plan.id, unit, at)
    sure = (*place, mark(task.text))
    rows: list[Row] = [
        (
            Button(label("role"), callback("xc", *place, "r")),
            Button(label("owner"), callback("xc", *place, "g")),
        )
    ]
    shape = [Button(label("cut"), callback("xc", *place, "k"))] if corrections.cuts(task.text) else []
    if at + 1 < len(plan.units[unit].tasks):
        shape.append(Button(label("join"), callback("xa", *sure, "j")))
    rows += [tuple(shape)] if shape else []
    rows.append((Button(label("delete_task"), callback("xa", *sure, "d")),))
    passage = plan.passages[task.passage]
    rows += paper.row(context, plan, passage)
    rows.append((Button(label("back"), callback("xu", plan.id, unit, 0)),))
    html = render("documents/task", task=task, unit=plan.units[unit], passage=passage, number=at + 1)
    return paged(html, 0, "xt", rows=tuple(rows), limit=3900)


def _deadlines_screen(plan: Plan, page: int) -> Screen:
    order = sorted(range(len(plan.deadlines)), key=lambda at: (plan.deadlines[at].confidence >= reviewing.SURE, at))
    shown = order[page * DEADLINES_A_PAGE : (page + 1) * DEADLINES_A_PAGE]
    if page and not shown:
        raise Stale
    first = page * DEADLINES_A_PAGE + 1
    openers = (Button(str(number), callback("xe", plan.id, at)) for number, at in enumerate(shown, first))
    rows = (
        *columns(openers, DEADLINES_A_PAGE // 2),
        *turner(page, -(-len(order) // DEADLINES_A_PAGE), "xl", plan.id),
        _to_summary(plan),
    )
    deadlines: list[Deadline] = [plan.deadlines[at] for at in shown]
    html = render("documents/deadlines", deadlines=deadlines, first=first, count=len(order))
    return Screen(html, rows)


def change(context: Context, plan_id: str, asked: Correction) -> Plan:
    """Store a corrected draft with its entry in the log. Raises Stale, CorrectionError."""
    try:
        return reviews.correct(context.connection, plan_id, asked, by=context.official.telegram_id, now=context.now)
    except Outdated:
        raise Stale from None


def _current(plan: Plan, kind: str, unit: int, item: int) -> str:
    """Return the words that a correction would change. Raises Stale where they are gone."""
    try:
        return reviewing.subject(plan, kind, unit, item)
    except Outdated:
        raise Stale from None


def _task(plan: Plan, unit: int, at: int) -> Task:
    return _at(_at(plan.units, unit).tasks, at)


def _to_summary(plan: Plan) -> Row:
    return (Button(label("summary_of_draft"), callback("draft", plan.id, 0)),)


def _at(items: tuple[_T, ...], at: int) -> _T:
    """Return an item by its position. Raises Stale beyond the last."""
    if at >= len(items):
        raise Stale
    return items[at]


_CHOICES: dict[str, Callable[[Plan, Task], list[tuple[str, str]]]] = {
    "r": lambda plan, task: [(f"r{at}", role.value) for at, role in enumerate(ROLES) if role is not task.role],
    "g": lambda plan, task: [
        (f"g{at}", unit.name) for at, unit in enumerate(plan.units) if unit.name and task not in unit.tasks
    ][:CHOICES],
    "k": lambda plan, task: [
        (f"k{at}", f"{at + 1}. …{first[-25:]} ✂ {second}")
        for at, (first, second) in enumerate(corrections.cuts(task.text)[:CHOICES])
    ],
}
