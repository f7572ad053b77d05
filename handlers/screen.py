"""What is shown: a text with buttons, sent as a new message or put in the place of the one whose button was pressed."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    Message,
    ReplyParameters,
    Update,
)
from telegram.constants import ChatType, ParseMode
from telegram.error import BadRequest

from handlers.rendering import callback, messages, pages, render
from knowledge.errors import UserError
from knowledge.work.chats.outbox import Buttons

LABEL_LIMIT = 40
"""Characters of a label that a phone shows of a button in a row of its own."""
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


class Stale(UserError):
    """A button whose plan, section or question is there no longer."""

    def __init__(self) -> None:
        super().__init__(render("errors/stale"))


@dataclass(frozen=True, slots=True)
class Button:
    """A button under a message: its label and its callback data."""

    label: str
    data: str


Row = tuple[Button, ...]


@dataclass(frozen=True, slots=True)
class Screen:
    """Telegram HTML, one message of it as a rule, and rows of buttons."""

    html: str
    rows: tuple[Row, ...] = ()

    @property
    def keyboard(self) -> InlineKeyboardMarkup | None:
        """The buttons as Telegram takes them."""
        if not self.rows:
            return None
        return InlineKeyboardMarkup(
            [[InlineKeyboardButton(button.label, callback_data=button.data) for button in row] for row in self.rows]
        )


def owed_buttons(rows: Iterable[Row]) -> Buttons:
    """Return rows of buttons as the outbox keeps them."""
    return tuple(tuple((button.label, button.data) for button in row) for row in rows)


def shorten(text: str, limit: int = LABEL_LIMIT) -> str:
    """Shorten a label at a word, so that a phone shows all of it."""
    text = " ".join(text.split())
    if len(text) <= limit:
        return text
    return text[: limit - 1].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"


def columns(buttons: Iterable[Button], width: int = 2) -> tuple[Row, ...]:
    """Lay buttons out in rows of a width."""
    found = tuple(buttons)
    return tuple(found[start : start + width] for start in range(0, len(found), width))


def turner(page: int, count: int, *parts: str | int) -> tuple[Row, ...]:
    """Return the row that turns pages (none for a single one); its data are the parts and the page."""
    if count <= 1:
        return ()
    row = [Button(f"{page + 1}/{count}", callback(*parts, page))]
    if page > 0:
        row.insert(0, Button("◀", callback(*parts, page - 1)))
    if page + 1 < count:
        row.append(Button("▶", callback(*parts, page + 1)))
    return (tuple(row),)


def paged(html: str, page: int, *parts: str | int, rows: tuple[Row, ...] = (), limit: int = 2600) -> Screen:
    """Make a screen of one page of a long text: the turner first, then the rows. Raises Stale beyond the last page."""
    found = pages(html, limit)
    if not 0 <= page < len(found):
        raise Stale
    return Screen(found[page], (*turner(page, len(found), *parts), *rows))


async def send(update: Update, screen: Screen, *, reply_to: int | None = None) -> Message | None:
    """Send a screen as a new message to the chat that the update came from; return the one that bears its buttons.

    It is a reply if a message is named; in a group, to what was said there. Above Telegram's limits it becomes several.
    """
    chat = update.effective_chat
    if chat is None:
        return None
    if update.message is not None and chat.type != ChatType.PRIVATE:
        reply_to = reply_to or update.message.message_id
    say = partial(
        chat.send_message,
        parse_mode=ParseMode.HTML,
        link_preview_options=_NO_PREVIEW,
        reply_parameters=ReplyParameters(reply_to, allow_sending_without_reply=True) if reply_to else None,
    )
    *first, last = messages(screen.html)
    for html in first:
        await say(html)
    return await say(last, reply_markup=screen.keyboard)


async def replace(update: Update, screen: Screen) -> None:
    """Put a screen in the place of the message whose button was pressed; the same screen changes nothing.

    What takes more than one message takes no message's place: it is sent.
    """
    query = update.callback_query
    fits = len(messages(screen.html)) == 1
    if query is None or query.message is None or not query.message.is_accessible or not fits:
        await send(update, screen)
        return
    try:
        await query.edit_message_text(
            screen.html,
            parse_mode=ParseMode.HTML,
            reply_markup=screen.keyboard,
            link_preview_options=_NO_PREVIEW,
        )
    except BadRequest as error:
        if "not modified" in error.message.lower():
            return
        if "can't be edited" not in error.message and "not found" not in error.message:
            raise
        await send(update, screen)
