"""A plan sent as a file, or as photographs of its pages: taken in at once, read beside the loop (`readings`)."""

import re
from pathlib import Path

from telegram import Message, Update

from handlers.context import Context
from handlers.rendering import render
from handlers.screen import Screen, send
from knowledge.documents.reading import MAX_BYTES
from knowledge.errors import UserError
from knowledge.work.members import people
from knowledge.work.members.rights import Action, may
from knowledge.work.plan_life import uploads
from knowledge.work.plan_life.uploads import Sent

LONGEST_NAME = 200
"""Bytes of a file's name; file systems take 255, and the place in an album stands before it."""


class FileRefused(UserError):
    """A file that is not taken; its message says why and what to do."""


async def receive(update: Update, context: Context) -> None:
    """Take a plan's file in, a page of it if it is a picture; others are told who may send one."""
    message = update.effective_message
    if message is None:
        return
    if not may_send(context):
        raise FileRefused(render("documents/not_yours"))
    upload = uploads.receive(context.connection, _sent(context, message), now=context.now)
    if upload.progress is None and len(upload.files) == 1:
        progress = await send(update, Screen(render("documents/received", upload=upload)))
        if progress is not None:
            uploads.show_in(context.connection, upload.id, progress.message_id)


def may_send(context: Context) -> bool:
    """Tell whether the person may send plans."""
    person = people.find_person(context.connection, context.official.telegram_id)
    return person is not None and may(person, Action.MANAGE_PLANS)


def _sent(context: Context, message: Message) -> Sent:
    """Return the file of a message. Raises FileRefused for one that Telegram will not hand out."""
    attached = message.document or message.photo[-1]
    if (attached.file_size or 0) > MAX_BYTES:
        raise FileRefused(render("documents/too_large", limit=MAX_BYTES // 2**20))
    name = message.document.file_name or "" if message.document else f"trang-{message.message_id}.jpg"
    return Sent(
        chat=message.chat_id,
        official=context.official.telegram_id,
        message=message.message_id,
        file_id=attached.file_id,
        name=safe_name(name),
        album=message.media_group_id,
    )


def safe_name(name: str) -> str:
    """Return a file name without folders, control characters or undue length, its ending kept."""
    name = re.sub(r"[^\w.() -]", "_", Path(name.replace("\\", "/")).name).strip(". ")
    return name.encode()[-LONGEST_NAME:].decode(errors="ignore") or "tep"
