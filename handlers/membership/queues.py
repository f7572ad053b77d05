"""/hangdoi: what waits to be sent, what was given up and why, for administrators."""

from telegram import Update

from handlers.context import Context
from handlers.rendering import render
from handlers.screen import Screen, send
from knowledge.work.chats import inbox, outbox

SHOWN = 10
REASONS = (
    ("blocked by the user", "người nhận đã chặn trợ lý"),
    ("chat not found", "người nhận chưa mở cuộc trò chuyện với trợ lý"),
    ("user is deactivated", "tài khoản Telegram của người nhận đã bị xóa"),
    ("can't initiate conversation", "người nhận chưa mở cuộc trò chuyện với trợ lý"),
    ("bot was kicked", "trợ lý đã bị đưa ra khỏi nhóm"),
    ("not enough rights", "trợ lý không được phép gửi vào đây"),
    ("message is too long", "tin quá dài"),
    ("can't parse entities", "tin có định dạng mà Telegram không nhận"),
    ("timed out", "quá thời gian chờ Telegram"),
    ("flood", "Telegram yêu cầu gửi chậm lại"),
)
"""What Telegram's usual refusals mean, by words of theirs in lower case (Bot API, error descriptions)."""


async def show_queues(update: Update, context: Context) -> None:
    """Send the lengths of the queues and the latest messages that could not be sent."""
    counts = outbox.counts(context.connection)
    html = render(
        "help/queues",
        counts=counts,
        given_up=[(one, reason(one.reason)) for one in outbox.given_up(context.connection, limit=SHOWN)],
        next_due=outbox.next_due(context.connection),
        inbox=inbox.counts(context.connection),
    )
    await send(update, Screen(html))


def reason(said: str) -> str:
    """Return why a message was not sent, in Vietnamese where Telegram's reason is a usual one, else as it stands."""
    return next((words for mark, words in REASONS if mark in said.lower()), said)
