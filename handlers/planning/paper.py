"""The picture of a place in a scanned draft: the lines as they stand on the paper, to be held against what was read."""

from telegram import InputMediaPhoto, Update

from handlers.actions import Parts
from handlers.context import Context
from handlers.planning import drafts
from handlers.rendering import callback, label, plain, render
from handlers.screen import Button, Row, Screen, Stale, send
from knowledge.plans import page_pictures, reviewing
from knowledge.plans.model import Passage, Plan
from knowledge.plans.reviewing import Doubt

AT_ONCE = 10
"""Photos of an album (Bot API, sendMediaGroup)."""


async def show(update: Update, context: Context, parts: Parts) -> None:
    """Send the picture of the lines of a passage."""
    plan = drafts.draft_of(context, parts.word(0))
    at = parts.number(1)
    if at >= len(plan.passages):
        raise Stale
    picture = page_pictures.lines(context.connection, plan.id, plan.passages[at].span)
    if picture is None or update.effective_chat is None:
        raise Stale
    await update.effective_chat.send_photo(picture)


async def show_doubtful(update: Update, context: Context, parts: Parts) -> None:
    """Send the pictures of the places in doubt, so many at once, and a button for the next ones."""
    plan = drafts.draft_of(context, parts.word(0))
    first = parts.number(1)
    doubts = reviewing.doubts(plan)
    found = [photo for doubt in doubts[first : first + AT_ONCE] if (photo := _photo(context, plan, doubt))]
    if not found or update.effective_chat is None:
        raise Stale
    if len(found) == 1:
        await update.effective_chat.send_photo(found[0].media, caption=found[0].caption)
    else:
        await update.effective_chat.send_media_group(found)
    rest = len(doubts) - first - AT_ONCE
    more = (Button(label("more_pictures", rest), callback("xq", plan.id, first + AT_ONCE)),) if rest > 0 else ()
    rows = tuple(row for row in (more, (Button(label("summary_of_draft"), callback("draft", plan.id, 0)),)) if row)
    await send(update, Screen(render("documents/pictures", first=first + 1, count=len(found)), rows))


def row(context: Context, plan: Plan, passage: Passage) -> tuple[Row, ...]:
    """Return the button that shows the picture of a passage's lines, none where there is no picture."""
    if not any(page_pictures.spots(context.connection, plan.id, [passage.span])):
        return ()
    return ((Button(label("picture"), callback("xi", plan.id, passage.position)),),)


def _photo(context: Context, plan: Plan, doubt: Doubt) -> InputMediaPhoto | None:
    picture = page_pictures.lines(context.connection, plan.id, plan.passages[doubt.passage].span)
    if picture is None:
        return None
    return InputMediaPhoto(picture, caption=plain(render("documents/place", doubt=doubt)))
