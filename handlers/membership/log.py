"""/lichsu: who changed what and when, for administrators."""

from telegram import Update

from handlers.actions import Parts
from handlers.context import Context
from handlers.rendering import render
from handlers.screen import Screen, Stale, replace, send, turner
from knowledge.work import audit

A_PAGE = 10


async def list_changes(update: Update, context: Context) -> None:
    """Send the latest changes."""
    await send(update, _changes(context, 0))


async def turn(update: Update, context: Context, parts: Parts) -> None:
    """Show another page of the changes."""
    await replace(update, _changes(context, parts.number(0)))


def _changes(context: Context, page: int) -> Screen:
    found = audit.told(context.connection, limit=A_PAGE, offset=page * A_PAGE)
    if page and not found:
        raise Stale
    html = render("people/changes", changes=found)
    return Screen(html, turner(page, -(-audit.count(context.connection) // A_PAGE), "gc"))
