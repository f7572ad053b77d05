"""/hangdoi: what waits to be sent, what was given up and why, for administrators."""

from telegram import Update

from handlers.context import Context
from handlers.rendering import render
from handlers.screen import Screen, send
from knowledge.work import inbox, outbox

SHOWN = 10


async def show_queues(update: Update, context: Context) -> None:
    """Send the lengths of the queues and the latest messages that could not be sent."""
    counts = outbox.counts(context.connection)
    html = render(
        "help/queues",
        counts=counts,
        given_up=outbox.given_up(context.connection, limit=SHOWN),
        next_due=outbox.next_due(context.connection),
        inbox=inbox.counts(context.connection),
    )
    await send(update, Screen(html))
