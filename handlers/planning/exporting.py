"""A plan out again: as an Excel file, or a unit's tasks as one page of Word to print."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from telegram import InputFile, Update

from handlers.actions import Parts
from handlers.context import Context
from handlers.planning.standing import published
from handlers.rendering import callback, label, render
from handlers.screen import Button, Row, Screen, Stale, columns, replace, shorten, turner
from knowledge.language.folding import key
from knowledge.plans import browsing
from knowledge.plans.loading import load
from knowledge.plans.model import Plan
from knowledge.work.plan_life.plan_files import write_plan_xlsx, write_unit_docx

UNITS_A_PAGE = 12
LONGEST_NAME = 60


def plan_rows(plan: str) -> tuple[Row, ...]:
    """Return the buttons of a plan that give it out as files."""
    return ((Button(label("as_excel"), callback("ex", plan)), Button(label("unit_page"), callback("eu", plan, 0))),)


async def send_excel(update: Update, context: Context, parts: Parts) -> None:
    """Send a plan's tasks, units, deadlines and targets as an Excel file."""
    plan = _published(context, parts.word(0))
    await _send(update, context, f"{plan.id}.xlsx", lambda path: write_plan_xlsx(plan, path))


async def choose_unit(update: Update, context: Context, parts: Parts) -> None:
    """Offer the units of a plan."""
    plan, page = _published(context, parts.word(0)), parts.number(1)
    units = browsing.units(context.connection, plan.id)
    shown = units[page * UNITS_A_PAGE : (page + 1) * UNITS_A_PAGE]
    if page and not shown:
        raise Stale
    buttons = (Button(shorten(unit.name, 60), callback("ed", plan.id, unit.position)) for unit in shown)
    turning = turner(page, -(-len(units) // UNITS_A_PAGE), "eu", plan.id)
    rows = (*columns(buttons, 1), *turning, (Button(label("contents"), callback("p", plan.id)),))
    await replace(update, Screen(render("plans/which_unit_page", head=plan.head), rows))


async def send_unit_page(update: Update, context: Context, parts: Parts) -> None:
    """Send a unit's tasks as one page of Word."""
    plan, at = _published(context, parts.word(0)), parts.number(1)
    if at >= len(plan.units):
        raise Stale
    unit = plan.units[at]
    name = key(unit.name or "").replace(" ", "-")[:LONGEST_NAME]
    await _send(update, context, f"{name or 'nhiem-vu'}.docx", lambda path: write_unit_docx(plan, unit, path))


async def _send(update: Update, context: Context, name: str, write: Callable[[Path], None]) -> None:
    """Write a file beside the loop and send it."""
    chat = update.effective_chat
    if chat is None:
        return
    files = context.bot_data.files
    files.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=files) as folder:
        path = Path(folder) / name
        await asyncio.to_thread(write, path)
        await chat.send_document(InputFile(path.read_bytes(), filename=name))


def _published(context: Context, plan_id: str) -> Plan:
    """Return a published plan. Raises PlanWithdrawn, Stale."""
    published(context, plan_id)
    return load(context.connection, plan_id)
