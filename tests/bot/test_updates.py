"""What Telegram may send tomorrow: nothing stops the line, and nothing of it reaches the log."""

import asyncio
import json
import logging
from pathlib import Path
from typing import Any

import pytest
from telegram import Update

from bot.delivery import InboxQueue
from bot.updates import UpdatesRequest, readable, sound, text_of
from bot.webhook import LARGEST
from knowledge.work.chats import inbox
from tests.bot.test_running import (
    SECRET,
    TOKEN,
    FakeApi,
    api,
    free_port,
    message,
    serve_telegram,
    settings,
    until,
)
from tests.mutating import storm
from tests.talking import Hands, database, talking

__all__ = ["api"]
WORDS = "em Nguyễn Văn A ở thôn 3"


def said(**changes: Any) -> dict[str, Any]:
    """Return an update with a text, its message changed."""
    update = message(WORDS)
    return {**update, "message": {**update["message"], **changes}}


@pytest.mark.parametrize("seed", range(2))
async def test_no_mutated_update_meets_a_bug(tmp_path: Path, seed: int) -> None:
    errors, unread = await storm(seed, 120, tmp_path)
    assert errors == []
    assert unread < 60


async def test_the_storm_sees_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def fails(*arguments: Any) -> None:
        raise ValueError

    monkeypatch.setattr("handlers.asking.ask.respond", fails)
    errors, _ = await storm(0, 60, tmp_path)
    assert "ValueError" in errors[0]


@pytest.mark.parametrize(
    ("changes", "kept"),
    [
        ({"text": 5}, None),
        ({"chat": "5"}, None),
        ({"from": {"id": "5", "is_bot": False, "first_name": "x"}}, None),
        ({"date": 2**40}, None),
        ({"reply_to_message": {"message_id": 1, "date": 1, "text": "x"}}, None),
        ({"chat": {"id": 2**63, "type": "private"}}, None),
        ({"entities": [{"type": "bold", "offset": -1, "length": 2}]}, None),
        ({"forward_origin": {"type": "of_tomorrow", "date": 1}}, WORDS),
        ({"video": {"of": "tomorrow"}}, WORDS),
        ({"gift_of_tomorrow": {"x": 1}}, WORDS),
        ({"text": "\ud83d" + WORDS}, "\ufffd" + WORDS),
    ],
)
def test_what_cannot_be_read_is_cut_down_or_emptied(
    changes: dict[str, Any], kept: str | None, caplog: pytest.LogCaptureFixture
) -> None:
    update = readable(said(**changes), None)
    assert update is not None
    assert update.update_id == 9
    assert (update.message.text if update.message else None) == kept
    assert "Nguyễn" not in caplog.text


def test_what_was_not_asked_for_and_what_has_no_id_is_passed_over() -> None:
    body = message("x")["message"]
    others = [{"update_id": 1, "guest_message": body}, {"update_id": 2, "channel_post": body}]
    assert [json.loads(text_of(one)) for one in Update.de_list(sound(others))] == [{"update_id": 1}, {"update_id": 2}]
    assert sound([None, 5, "x", [], {}, {"update_id": "1"}, {"update_id": True}, {"update_id": -1}]) == []


async def test_polling_goes_on_behind_a_poisonous_update(
    api: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    poisonous = said(text={"of": "tomorrow"}, caption=WORDS)
    FakeApi.updates = [{**poisonous, "update_id": 8}, message("trạm y tế làm gì")]
    stop, connection = asyncio.Event(), database()
    given = settings(telegram_token=TOKEN, telegram_api_url=api, admin_ids="5", database=tmp_path / "k.db")
    with caplog.at_level(logging.DEBUG, "bot"):
        serving = asyncio.create_task(serve_telegram(connection, given, stop))
        await until("sendMessage")
        stop.set()
        await asyncio.wait_for(serving, 10)
    assert [row["state"] for row in connection.execute("select state from inbox")] == ["handled", "handled"]
    assert any(parameters.get("offset") == "10" for method, parameters in FakeApi.calls if method == "getUpdates")
    assert "Nguyễn" not in caplog.text


def test_the_answer_of_get_updates_is_made_fit() -> None:
    payload = json.dumps({"ok": True, "result": [said(text=5), said()]}).encode()
    assert ["message" in one for one in UpdatesRequest.parse_json_payload(payload)["result"]] == [False, True]
    assert UpdatesRequest.parse_json_payload(b'{"ok":false,"description":"x"}') == {"ok": False, "description": "x"}
    assert Update.de_list(UpdatesRequest.parse_json_payload(payload)["result"], None)[1].message is not None


@pytest.mark.parametrize(
    ("changes", "kept"),
    [
        ({"gift_of_tomorrow": {"x": 1}}, {"gift_of_tomorrow": {"x": 1}}),
        ({"video": {"of": "tomorrow"}}, {}),
        ({"text": "\ud83d"}, {"text": "\ufffd"}),
    ],
)
async def test_the_inbox_holds_an_update_as_it_came(changes: dict[str, Any], kept: dict[str, Any]) -> None:
    raw = said(**changes)
    payload = json.dumps({"ok": True, "result": [raw]}).encode()
    polled = Update.de_list(UpdatesRequest.parse_json_payload(payload)["result"])[0]
    called = readable(raw, None)
    for update in (polled, called):
        connection = database()
        await InboxQueue(connection, Hands()).put(update)
        assert json.loads(inbox.waiting(connection)[0].body) == said(**kept)


async def test_a_webhook_takes_nothing_from_others_and_nothing_large(api: str, tmp_path: Path) -> None:
    import httpx2

    port, stop, connection = free_port(), asyncio.Event(), database()
    given = settings(
        telegram_token=TOKEN, telegram_api_url=api, admin_ids="5", database=tmp_path / "k.db",
        webhook_url="https://kehoach.example", webhook_secret=SECRET, webhook_port=port,
    )  # fmt: skip
    serving = asyncio.create_task(serve_telegram(connection, given, stop))
    await until("setWebhook")
    right = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
    async with httpx2.AsyncClient(base_url=f"http://127.0.0.1:{port}") as telegram:

        async def status(body: bytes, headers: dict[str, str]) -> int:
            sent = {name: value.encode("latin-1") for name, value in headers.items()}
            return (await telegram.post("/telegram", content=body, headers=sent)).status_code

        good = json.dumps(message("x")).encode()
        for wrong in ("", SECRET[:-1], SECRET + "x", SECRET.upper(), "\xc3\xa9"):
            assert await status(good, {"X-Telegram-Bot-Api-Secret-Token": wrong}) == 403
        assert await status(b" " * (LARGEST + 1), {}) == 403
        assert await status(b" " * (LARGEST + 1), right) == 413
        assert await status(b"{", right) == 400
        assert await status(b"[" * 50_000, right) == 400
        assert (await telegram.get("/telegram", headers=right)).status_code == 405
        assert connection.execute("select count(*) from inbox").fetchone()[0] == 0
        assert await status(json.dumps(said(text=5)).encode(), right) == 200
        connection.execute("drop table inbox")
        assert await status(good, right) == 503
    connection.execute("create table inbox (update_id, received_at, state, done_at)")
    stop.set()
    await asyncio.wait_for(serving, 10)


def test_the_secret_is_compared_in_constant_time(monkeypatch: pytest.MonkeyPatch) -> None:
    import hmac

    from starlette.testclient import TestClient

    from bot import webhook

    compared = []
    monkeypatch.setattr(hmac, "compare_digest", lambda one, other: compared.append((one, other)) or False)
    client = TestClient(webhook.webhook_app(None, SECRET))  # type: ignore[arg-type]
    assert client.post("/telegram", json={}, headers={"X-Telegram-Bot-Api-Secret-Token": "x"}).status_code == 403
    assert compared == [(b"x", SECRET.encode())]


async def test_a_press_on_a_button_of_long_ago_is_answered_in_the_chat(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from bot.local import methods
    from bot.local.methods import ApiError, Call
    from bot.local.world import World

    def too_old(world: World, call: Call) -> bool:
        raise ApiError(400, "Bad Request: query is too old and response timeout expired or query ID is invalid")

    monkeypatch.setitem(methods.METHODS, "answerCallbackQuery", too_old)
    async with talking(database(), tmp_path) as chat:
        await chat.say("/kehoach")
        heard = await chat.press_data(1, "p:gone")
        assert "đã cũ" in heard.text


@pytest.mark.parametrize("days", ["999999999999", "2000000", "5"])
async def test_a_forged_pause_is_a_stale_button(tmp_path: Path, days: str) -> None:
    async with talking(database(), tmp_path) as chat:
        await chat.say("/nhac")
        assert "đã cũ" in (await chat.press_data(2, f"op:{days}")).alert


async def test_a_strangers_text_that_only_looks_like_an_open_command_is_no_way_in(tmp_path: Path) -> None:
    async with talking(database(), tmp_path) as chat:
        stranger = chat.as_("stranger")
        for text in ("/thamgia công an xã", "/start@other_bot", "/thamgia@other_bot x"):
            heard = await stranger.send({"text": text})
            assert "đã đăng ký" in heard.text, text
