"""Questions and what comes back, through the real application."""

import sqlite3
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from telegram import Update
from telegram.error import NetworkError, RetryAfter, TelegramError
from telegram.ext import TypeHandler

from bot.local.transport import LocalTelegram
from knowledge.work.chats import questions, unanswered
from tests.talking import Hands, commune_plan, database, talking

VOICE = {"voice": {"file_id": "v", "file_unique_id": "v", "duration": 3}}
STICKER = {
    "sticker": {
        "file_id": "s", "file_unique_id": "s", "width": 9, "height": 9, "is_animated": False, "is_video": False,
        "type": "regular",
    }
}  # fmt: skip
PLACE = {"location": {"latitude": 11.2, "longitude": 106.6}}
PICTURE = {"photo": [{"file_id": "p", "file_unique_id": "p", "width": 9, "height": 9}]}


async def test_a_question_is_answered_with_the_plans_words(tmp_path: Path) -> None:
    async with talking(database(), tmp_path) as chat:
        heard = await chat.say("tram y te phai lam gi")
    assert "Khám sức khỏe cho trẻ em dưới 6 tuổi." in heard.text
    assert heard.kinds == ["message"]


async def test_one_update_is_one_request(tmp_path: Path) -> None:
    async with talking(database(), tmp_path) as chat:
        calls = chat.application.bot.request.calls
        before = len(calls)
        await chat.say("trạm y tế phải làm gì")
    assert calls[before:] == ["sendMessage"]


async def test_a_long_answer_is_turned_in_place(tmp_path: Path) -> None:
    async with talking(database(commune_plan(tasks=12)), tmp_path) as chat:
        first = await chat.say("công an xã có những nhiệm vụ gì")
        assert "1/" in " ".join(first.labels)
        second = await chat.press("▶")
        assert second.kinds == ["edit", "answer"]
        assert second.last["id"] == first.last["id"]
        assert second.text != first.text
        back = await chat.press("◀")
    assert back.text == first.text


async def test_the_button_of_the_page_shown_changes_nothing(tmp_path: Path) -> None:
    async with talking(database(commune_plan(tasks=12)), tmp_path) as chat:
        await chat.say("công an xã có những nhiệm vụ gì")
        heard = await chat.press("1/")
    assert heard.kinds == ["answer"]
    assert not heard.alert


async def test_buttons_work_after_a_restart(tmp_path: Path) -> None:
    connection = database(commune_plan(tasks=12))
    async with talking(connection, tmp_path) as chat:
        await chat.say("công an xã có những nhiệm vụ gì")
        world = chat.world
    async with talking(connection, tmp_path, world=world) as chat:
        heard = await chat.press("▶")
    assert heard.kinds == ["edit", "answer"]


async def test_a_forgotten_question_is_stale(tmp_path: Path) -> None:
    clock = Hands()
    async with talking(database(commune_plan(tasks=12)), tmp_path, clock=clock) as chat:
        await chat.say("công an xã có những nhiệm vụ gì")
        clock.move(timedelta(days=40))
        questions.forget_old(chat.application.bot_data.connection, now=clock(), most=9)
        message = next(iter(chat.world.chat(chat.chat).messages)) + 1
        heard = await chat.press_data(message, "a:1:1")
    assert "đã cũ" in heard.alert


@pytest.mark.parametrize("refusal", [RetryAfter(timedelta(seconds=1)), NetworkError("reset")])
async def test_a_question_whose_answer_is_refused_for_now_is_asked_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, refusal: TelegramError
) -> None:
    refusals: list[TelegramError] = []
    answered = LocalTelegram.do_request

    async def refuse(self: LocalTelegram, *request: Any, **more: Any) -> tuple[int, bytes]:
        if refusals:
            raise refusals.pop()
        return await answered(self, *request, **more)

    monkeypatch.setattr(LocalTelegram, "do_request", refuse)
    connection = database()
    async with talking(connection, tmp_path) as chat:
        for said in ("công an xã làm gì", "giá xăng hôm nay thế nào"):
            refusals = [refusal, refusal]
            heard = await chat.say(said)
            assert len(heard.messages) == 1
        assert "ghi lại" in (await chat.press("👎")).alert
    kept = [row["question"] for row in connection.execute("select question from chat_question")]
    assert kept == ["công an xã làm gì", "giá xăng hôm nay thế nào"]
    assert [one.count for one in unanswered.waiting(connection, limit=9)] == [1, 1]


async def test_a_fault_between_an_answer_and_its_keeping_leaves_buttons_that_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep, faults = questions.keep, [sqlite3.OperationalError("disk I/O error")]

    def fail_once(*given: Any, **more: Any) -> None:
        if faults:
            raise faults.pop()
        keep(*given, **more)

    monkeypatch.setattr(questions, "keep", fail_once)
    connection = database(commune_plan(tasks=12))
    async with talking(connection, tmp_path) as chat:
        twice = (await chat.say("công an xã làm gì")).messages
        pressed = [await chat.press_data(one["id"], one["buttons"][0][-1]["callback_data"]) for one in twice]
    assert [heard.kinds for heard in pressed] == [["edit", "answer"]] * 2
    assert connection.execute("select count(*) from chat_question").fetchone()[0] == 1


async def test_another_chats_question_is_stale(tmp_path: Path) -> None:
    async with talking(database(commune_plan(tasks=12)), tmp_path) as chat:
        await chat.say("công an xã có những nhiệm vụ gì")
        other = chat.as_("admin")
        await other.say("/start")
        heard = await other.press_data(2, "a:1:0")
    assert "đã cũ" in heard.alert


@pytest.mark.parametrize("data", ["a", "a:x:0", "a:1", "a:-1:0", "a:1:99", "c:1:99", "c:9999999999999:1", "zz:1", ""])
async def test_forged_or_foreign_callback_data_is_stale(tmp_path: Path, data: str) -> None:
    async with talking(database(), tmp_path) as chat:
        await chat.say("công an xã có những nhiệm vụ gì")
        heard = await chat.press_data(2, data)
    assert "đã cũ" in heard.alert


async def test_an_edited_question_is_answered_again(tmp_path: Path) -> None:
    async with talking(database(), tmp_path) as chat:
        await chat.say("tram y")
        heard = await chat.edit("trạm y tế phải làm gì")
    assert "Khám sức khỏe" in heard.text


async def test_what_is_not_read_gets_a_kind_word_or_silence(tmp_path: Path) -> None:
    async with talking(database(), tmp_path) as chat:
        assert "thoại" in (await chat.send(VOICE)).text
        assert "ảnh" in (await chat.send(PICTURE)).text
        assert "gõ câu hỏi" in (await chat.send(PLACE)).text
        assert not (await chat.send(STICKER)).messages
        assert not (await chat.send({"text": "   "})).messages
        assert not (await chat.send({"pinned_message": None, "group_chat_created": True})).messages


async def test_a_section_opens_from_an_answer(tmp_path: Path) -> None:
    async with talking(database(), tmp_path) as chat:
        await chat.say("trạm y tế phải làm gì")
        heard = await chat.press("Xem mục II.2")
    assert heard.text.startswith("2. Trạm Y tế")


async def test_a_button_under_a_message_that_telegram_no_longer_shows_gets_a_new_one(tmp_path: Path) -> None:
    async with talking(database(), tmp_path) as chat:
        await chat.say("/kehoach")
        old = chat.world.chat(chat.chat).messages[2].json
        old["date"] = 0  # what Telegram sends of a message that is out of reach
        heard = await chat.press("12/KH-UBND")
    assert heard.kinds == ["message", "answer"]


async def test_a_button_under_a_deleted_message_gets_a_new_one(tmp_path: Path) -> None:
    async with talking(database(), tmp_path) as chat:
        await chat.say("/kehoach")
        pressed = chat.world.chat(chat.chat).messages[2]

        async def vanish(*args: object) -> None:
            chat.world.delete(chat.chat, 2)

        chat.application.add_handler(TypeHandler(Update, vanish), group=-2)
        heard = await chat.press_data(2, pressed.json["reply_markup"]["inline_keyboard"][0][0]["callback_data"])
    assert heard.kinds == ["delete", "message", "answer"]
    assert "Chọn mục" in heard.text
