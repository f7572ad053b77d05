"""The stand-in holds python-telegram-bot to the Bot API's limits."""

from collections.abc import AsyncIterator
from io import BytesIO

import pytest
from PIL import Image
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, InputMediaDocument, InputMediaPhoto
from telegram.error import BadRequest, InvalidToken

from bot.local.transport import LocalTelegram
from bot.local.world import EVENTS_KEPT, World
from tests.talking import Hands

CHAT = 1001


def picture() -> bytes:
    """Return a small PNG."""
    stream = BytesIO()
    Image.new("RGB", (30, 20), "white").save(stream, "PNG")
    return stream.getvalue()


@pytest.fixture
def world() -> World:
    """A world with one chat, in which a person has written."""
    world = World(Hands())
    world.add(CHAT, {"id": CHAT, "is_bot": False, "first_name": "Mai"}, {"text": "chào"})
    return world


@pytest.fixture
async def bot(world: World) -> AsyncIterator[Bot]:
    """A bot over the stand-in."""
    async with Bot("1:local", request=LocalTelegram(world), get_updates_request=LocalTelegram(world)) as bot:
        yield bot


def keys(*data: str) -> InlineKeyboardMarkup:
    """Return a keyboard with one button for each callback data."""
    return InlineKeyboardMarkup([[InlineKeyboardButton("nút", callback_data=one)] for one in data])


async def test_a_message_is_sent_edited_and_deleted(bot: Bot, world: World) -> None:
    sent = await bot.send_message(CHAT, "<b>Chào</b>", parse_mode="HTML", reply_markup=keys("a:1"))
    assert sent.text == "Chào"
    assert sent.entities[0].type == "bold"
    await bot.edit_message_text("khác", CHAT, sent.message_id)
    assert world.shown(CHAT, sent.message_id)["html"] == "khác"
    assert world.shown(CHAT, sent.message_id)["buttons"] == []
    await bot.edit_message_reply_markup(CHAT, sent.message_id, reply_markup=keys("b"))
    assert world.shown(CHAT, sent.message_id)["buttons"]
    await bot.delete_message(CHAT, sent.message_id)
    assert sent.message_id not in world.chat(CHAT).messages


@pytest.mark.parametrize(
    ("text", "words"),
    [(" ", "empty"), ("<b>", "parse entities"), ("ố" * 4097, "too long"), ("<b>a</b> " * 101, "too many entities")],
)
async def test_texts_that_telegram_refuses(bot: Bot, text: str, words: str) -> None:
    with pytest.raises(BadRequest, match=f"(?i){words}"):
        await bot.send_message(CHAT, text, parse_mode="HTML")


async def test_the_limit_counts_what_is_shown(bot: Bot) -> None:
    await bot.send_message(CHAT, f"<b>{'ố' * 4096}</b>", parse_mode="HTML")


@pytest.mark.parametrize("data", ["x" * 65, "ố" * 22])
async def test_callback_data_above_64_bytes_is_refused(bot: Bot, data: str) -> None:
    with pytest.raises(BadRequest, match="(?i)BUTTON_DATA_INVALID"):
        await bot.send_message(CHAT, "a", reply_markup=keys(data))


async def test_keyboards_have_their_limits(bot: Bot) -> None:
    with pytest.raises(BadRequest, match="(?i)reply markup is too long"):
        await bot.send_message(CHAT, "a", reply_markup=keys(*["x"] * 101))
    nameless = InlineKeyboardMarkup([[InlineKeyboardButton("", callback_data="x")]])
    with pytest.raises(BadRequest, match="(?i)button"):
        await bot.send_message(CHAT, "a", reply_markup=nameless)


async def test_edits_that_telegram_refuses(bot: Bot) -> None:
    sent = await bot.send_message(CHAT, "a", reply_markup=keys("x"))
    with pytest.raises(BadRequest, match="(?i)not modified"):
        await bot.edit_message_text("a", CHAT, sent.message_id, reply_markup=keys("x"))
    with pytest.raises(BadRequest, match="(?i)not modified"):
        await bot.edit_message_reply_markup(CHAT, sent.message_id, reply_markup=keys("x"))
    with pytest.raises(BadRequest, match="(?i)not found"):
        await bot.edit_message_text("a", CHAT, 99)
    with pytest.raises(BadRequest, match="(?i)can't be edited"):
        await bot.edit_message_text("a", CHAT, 1)
    with pytest.raises(BadRequest, match="(?i)not found"):
        await bot.delete_message(CHAT, 99)


async def test_a_chat_that_never_wrote_is_not_there(bot: Bot) -> None:
    with pytest.raises(BadRequest, match=r"[Cc]hat not found"):
        await bot.send_message(77, "a")


async def test_a_method_that_is_not_there(bot: Bot) -> None:
    with pytest.raises((InvalidToken, BadRequest, Exception), match="(?i)not found"):
        await bot.log_out()


async def test_files_go_both_ways(bot: Bot, world: World) -> None:
    sent = await bot.send_document(CHAT, b"noi dung", filename="b.txt", caption="<b>Tệp</b>", parse_mode="HTML")
    assert sent.document is not None
    assert sent.document.file_name == "b.txt"
    assert bytes(await (await sent.document.get_file()).download_as_bytearray()) == b"noi dung"
    again = await bot.send_document(CHAT, sent.document.file_id)
    assert again.document == sent.document
    shown = world.shown(CHAT, sent.message_id)
    assert shown["document"] == {"id": sent.document.file_id, "name": "b.txt", "size": 8}
    assert shown["html"] == "<b>Tệp</b>"
    with pytest.raises(BadRequest, match="(?i)caption"):
        await bot.send_document(CHAT, b"x", caption="ố" * 1025)
    with pytest.raises(BadRequest, match="(?i)identifier"):
        await bot.send_document(CHAT, "no-such-file")
    with pytest.raises(BadRequest, match="(?i)file_id"):
        await bot.get_file("no-such-file")
    with pytest.raises(BadRequest, match="(?i)non-empty"):
        await bot.send_document(CHAT, b"")


async def test_a_download_that_is_not_there(bot: Bot) -> None:
    with pytest.raises(InvalidToken):
        await bot.request.retrieve("https://api.telegram.org/file/bot1:local/none/file")


async def test_photos_and_albums(bot: Bot, world: World) -> None:
    sent = await bot.send_photo(CHAT, picture())
    assert (sent.photo[0].width, sent.photo[0].height) == (30, 20)
    assert world.shown(CHAT, sent.message_id)["photo"] == sent.photo[0].file_id
    with pytest.raises(BadRequest, match="(?i)IMAGE_PROCESS_FAILED"):
        await bot.send_photo(CHAT, b"no picture")
    album = await bot.send_media_group(CHAT, [InputMediaPhoto(picture()), InputMediaDocument(b"x", filename="a.txt")])
    assert [bool(message.photo) for message in album] == [True, False]
    with pytest.raises(BadRequest, match="(?i)album"):
        await bot.send_media_group(CHAT, [InputMediaPhoto(picture())])


async def test_answers_to_buttons_actions_and_the_menu(bot: Bot, world: World) -> None:
    before = world.version(CHAT)
    await bot.answer_callback_query(f"{CHAT}-1", "xong", show_alert=True)
    await bot.send_chat_action(CHAT, "typing")
    assert [event["type"] for event in world.chat(CHAT).events[before:]] == ["answer", "action"]
    with pytest.raises(BadRequest):
        await bot.answer_callback_query(f"{CHAT}-1", "x" * 201)
    await bot.set_my_commands([("han", "Các hạn")])
    assert world.commands == [{"command": "han", "description": "Các hạn"}]
    with pytest.raises(BadRequest, match="(?i)BOT_COMMAND_INVALID"):
        await bot.set_my_commands([("han", "")])


async def test_events_are_kept_up_to_a_number(world: World) -> None:
    for _ in range(EVENTS_KEPT + 10):
        world.tell(CHAT, {"type": "action"})
    events, version = await world.events_after(CHAT, 0)
    assert version == EVENTS_KEPT + 11
    assert len(events) <= EVENTS_KEPT
    assert len((await world.events_after(CHAT, version - 3))[0]) == 3


async def test_a_photo_too_slim_for_telegram_is_refused(bot: Bot) -> None:
    made = BytesIO()
    Image.new("L", (900, 40)).save(made, "PNG")
    with pytest.raises(BadRequest, match="(?i)photo_invalid_dimensions"):
        await bot.send_photo(CHAT, made.getvalue())
