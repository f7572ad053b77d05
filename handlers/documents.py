"""A plan sent as a file: read, shown as a draft, published or thrown away with a button. /duyet lists the drafts."""

import asyncio
import re
from pathlib import Path
from tempfile import TemporaryDirectory

from telegram import Document as Attachment
from telegram import Message, Update
from telegram.error import BadRequest

from handlers.actions import Parts
from handlers.context import Context
from handlers.rendering import callback, label, render
from handlers.screen import Button, Screen, Stale, columns, paged, replace, send, shorten
from knowledge.documents.document import Document
from knowledge.documents.reading import read
from knowledge.errors import UserError
from knowledge.plans import store
from knowledge.plans.loading import load
from knowledge.plans.model import Plan
from knowledge.plans.reading import read_plan
from knowledge.plans.store import PlanStatus
from knowledge.work.officials import OfficialRole

LARGEST = 20 * 2**20
"""The bytes of the largest file that Telegram's servers let a bot download (Bot API, getFile)."""
LONGEST_NAME = 100


class FileRefused(UserError):
    """A file that is not taken; its message says why and what to do."""


async def receive(update: Update, context: Context) -> None:
    """Read the plan that an administrator sent and offer it for publishing; others are told who may send one."""
    message = update.effective_message
    if message is None or message.document is None:
        return
    _refuse(context, message.document)
    progress = await send(update, Screen(render("documents/reading", name=message.document.file_name or "")))
    try:
        plan = await _take(context, message.document)
    except UserError:
        await _remove(progress)
        raise
    if progress is not None:
        screen = _draft(plan)
        await progress.edit_text(screen.html, parse_mode="HTML", reply_markup=screen.keyboard)


async def list_drafts(update: Update, context: Context) -> None:
    """Send the plans that wait to be published."""
    drafts = store.entries(context.connection, status=PlanStatus.DRAFT)
    rows = columns((Button(shorten(entry.head.title, 60), callback("draft", entry.id)) for entry in drafts[:20]), 1)
    await send(update, Screen(render("documents/drafts", count=len(drafts)), rows))


async def review(update: Update, context: Context, parts: Parts) -> None:
    """Show what was read of a draft."""
    await replace(update, _draft(_loaded(context, parts.word(0))))


async def publish(update: Update, context: Context, parts: Parts) -> None:
    """Publish a draft: from now on it is answered from."""
    plan = _loaded(context, parts.word(0))
    store.set_status(context.connection, plan.id, PlanStatus.PUBLISHED)
    opener = Button(label("open_plan"), callback("p", plan.id))
    await replace(update, Screen(render("documents/published", plan=plan), ((opener,),)))


async def discard(update: Update, context: Context, parts: Parts) -> None:
    """Throw a draft away."""
    plan = _loaded(context, parts.word(0))
    store.delete(context.connection, plan.id)
    await replace(update, Screen(render("documents/discarded", plan=plan)))


def _refuse(context: Context, attachment: Attachment) -> None:
    if not context.official.role.covers(OfficialRole.ADMIN):
        raise FileRefused(render("documents/not_yours"))
    if (attachment.file_size or 0) > LARGEST:
        raise FileRefused(render("documents/too_large", limit=LARGEST // 2**20))


async def _take(context: Context, attachment: Attachment) -> Plan:
    """Download and read a file beside the loop and store its plan as a draft."""
    context.bot_data.files.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=context.bot_data.files) as folder:
        path = Path(folder) / safe_name(attachment.file_name or "")
        await _download(attachment, path)
        document, plan = await asyncio.to_thread(_read, path)
    store.save(context.connection, plan, document, now=context.now, status=PlanStatus.DRAFT)
    return plan


async def _download(attachment: Attachment, path: Path) -> None:
    """Store a file that was sent. Raises FileRefused where Telegram does not hand it out."""
    try:
        await (await attachment.get_file()).download_to_drive(path)
    except BadRequest:
        raise FileRefused(render("documents/not_handed_out")) from None


def safe_name(name: str) -> str:
    """Return a file name without folders, control characters or undue length, its ending kept."""
    name = re.sub(r"[^\w.() -]", "_", Path(name.replace("\\", "/")).name).strip(". ")
    return name[-LONGEST_NAME:] or "tep"


def _read(path: Path) -> tuple[Document, Plan]:
    document = read(path)
    return document, read_plan(document)


def _loaded(context: Context, plan_id: str) -> Plan:
    """Return a draft. Raises Stale if it is gone, or published already."""
    drafts = {entry.id for entry in store.entries(context.connection, status=PlanStatus.DRAFT)}
    if plan_id not in drafts:
        raise Stale
    return load(context.connection, plan_id)


async def _remove(progress: Message | None) -> None:
    if progress is not None:
        await progress.delete()


def _draft(plan: Plan) -> Screen:
    buttons = (
        Button(label("publish"), callback("publish", plan.id)),
        Button(label("discard"), callback("discard", plan.id)),
    )
    named = [unit for unit in plan.units if unit.name]
    text = render("documents/draft", plan=plan, units=named, tasks=sum(len(unit.tasks) for unit in plan.units))
    return paged(text, 0, "draft", plan.id, rows=(buttons,), limit=3900)
