"""The page's requests, and who may make them."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import httpx2
import pytest
from PIL import Image

from bot.local import personas
from bot.local.clock import MovableClock
from bot.local.desk import Desk
from bot.local.page import Page
from bot.local.world import World
from knowledge.work.members import people, registered_units
from knowledge.work.members.officials import OfficialRole
from knowledge.work.reminding.working_days import WorkingDays
from tests.talking import START, Talk, database, talking

HOME = "http://127.0.0.1:8080"


class Browser(httpx2.AsyncClient):
    """A client of the page, in process."""

    talk: Talk


def page_of(talk: Talk) -> Page:
    """Return the page over a conversation's application."""
    clock = MovableClock()
    return Page(talk.world, talk.people, clock, Desk(talk.application.bot_data.connection, clock))


@asynccontextmanager
async def browsing(tmp_path: Path) -> AsyncIterator[Browser]:
    """Open the page over the application."""
    async with talking(database(), tmp_path) as talk:
        page = page_of(talk)
        async with Browser(transport=httpx2.ASGITransport(page.app), base_url=HOME) as browser:
            browser.talk = talk
            yield browser


@pytest.fixture
async def browser(tmp_path: Path) -> AsyncIterator[Browser]:
    """A client of the page."""
    async with browsing(tmp_path) as found:
        yield found


async def messages(browser: Browser, persona: str = "officer") -> list[dict[str, Any]]:
    """Wait for what was sent to be handled, and return the chat."""
    await browser.talk.application.update_queue.join()
    return list((await browser.get(f"/api/{persona}/state")).json()["messages"])


async def test_the_page_and_what_it_needs_are_served(browser: Browser) -> None:
    page = await browser.get("/")
    assert page.status_code == 200
    assert 'lang="vi"' in page.text
    assert "default-src 'self'" in page.headers["content-security-policy"]
    for name in ("page.js", "page.css", "icon.svg"):
        assert (await browser.get(f"/static/{name}")).status_code == 200
    start = (await browser.get("/api/start")).json()
    assert [one["key"] for one in start["personas"]] == ["officer", "head", "coordinator", "admin", "stranger"]


async def test_a_question_is_answered(browser: Browser) -> None:
    assert (await browser.post("/api/officer/say", json={"text": "trạm y tế phải làm gì"})).status_code == 204
    mine, his = await messages(browser)
    assert mine["mine"]
    assert not his["mine"]
    assert "Khám sức khỏe" in his["html"]


async def test_a_message_is_edited_and_answered_again(browser: Browser) -> None:
    await browser.post("/api/officer/say", json={"text": "trạm"})
    await messages(browser)
    edited = await browser.post("/api/officer/edit", json={"message_id": 1, "text": "trạm y tế làm gì"})
    assert edited.status_code == 204
    found = await messages(browser)
    assert found[0]["edited"]
    assert "Khám sức khỏe" in found[-1]["html"]
    assert (await browser.post("/api/officer/edit", json={"message_id": 2, "text": "x"})).status_code == 404


async def test_a_button_is_pressed(browser: Browser) -> None:
    await browser.post("/api/officer/say", json={"text": "/kehoach"})
    shown = (await messages(browser))[-1]
    data = shown["buttons"][0][0]["callback_data"]
    await browser.post("/api/officer/press", json={"message_id": shown["id"], "data": data})
    assert "Chọn mục" in (await messages(browser))[-1]["html"]
    assert (await browser.post("/api/officer/press", json={"message_id": 99, "data": data})).status_code == 404


async def test_files_are_taken_and_given(browser: Browser) -> None:
    sent = await browser.post("/api/officer/file", files={"file": ("kế hoạch.txt", b"abc", "text/plain")})
    assert sent.status_code == 204
    document = (await messages(browser))[0]["document"]
    given = await browser.get(f"/files/{document['id']}")
    assert given.content == b"abc"
    assert given.headers["content-disposition"].startswith("attachment")
    assert (await browser.get("/files/none")).status_code == 404


async def test_photos_are_shown_in_place(browser: Browser) -> None:
    stream = BytesIO()
    Image.new("RGB", (30, 20)).save(stream, "PNG")
    files = {"file": ("a.png", stream.getvalue(), "image/png")}
    await browser.post("/api/officer/file", files=files, data={"caption": "ảnh"})
    shown = (await messages(browser))[0]
    assert (await browser.get(f"/files/{shown['photo']}")).headers["content-type"] == "image/png"


@pytest.mark.parametrize(("content", "mime", "status"), [(b"", "text/plain", 413), (b"no picture", "image/png", 400)])
async def test_files_that_are_refused(browser: Browser, content: bytes, mime: str, status: int) -> None:
    sent = await browser.post("/api/officer/file", files={"file": ("a", content, mime)})
    assert sent.status_code == status


async def test_files_that_are_chosen_together_come_as_albums_of_ten(browser: Browser) -> None:
    stream = BytesIO()
    Image.new("RGB", (4, 3)).save(stream, "PNG")
    files = [("file", (f"{number}.png", stream.getvalue(), "image/png")) for number in range(12)]
    await browser.post("/api/officer/file", files=files)

    sent = browser.talk.world.chat(1001).messages.values()
    albums = [message.json["media_group_id"] for message in sent if "media_group_id" in message.json]
    assert [albums.count(album) for album in dict.fromkeys(albums)] == [10, 2]


async def test_a_form_without_a_file_is_refused(browser: Browser) -> None:
    assert (await browser.post("/api/officer/file", data={"caption": "x"})).status_code == 400


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/api/officer/say", b"no json"),
        ("/api/officer/say", b"[]"),
        ("/api/officer/say", b'{"text": " "}'),
        ("/api/officer/say", json.dumps({"text": "x" * 4097}).encode()),
        ("/api/officer/press", b'{"message_id": "1", "data": "a"}'),
        ("/api/clock", b'{"hours": -1}'),
        ("/api/clock", b'{"hours": "1"}'),
        ("/api/clock", b'{"days": 0}'),
        ("/api/clock", b"{}"),
        ("/api/clock", b'{"days": 367}'),
        ("/api/clock", b'{"hours": 99999999}'),
    ],
)
async def test_what_makes_no_sense_is_refused(browser: Browser, path: str, body: bytes) -> None:
    assert (await browser.post(path, content=body)).status_code == 400


async def test_a_person_who_is_not_there(browser: Browser) -> None:
    assert (await browser.get("/api/nobody/state")).status_code == 404


async def test_the_clock_moves_on(browser: Browser) -> None:
    before = (await browser.get("/api/start")).json()["now"]
    after = (await browser.post("/api/clock", json={"hours": 24})).json()["now"]
    assert before[:10] < after[:10]


@pytest.mark.parametrize("days", [1, 7, 30])
async def test_steps_of_days_end_on_a_working_morning(browser: Browser, days: int) -> None:
    for _ in range(3):
        before = (await browser.get("/api/start")).json()["now"]
        after = (await browser.post("/api/clock", json={"days": days})).json()["now"]
        assert WorkingDays().is_worked(date.fromisoformat(after[:10]))
        assert after[10:16] == "T09:00"
        assert date.fromisoformat(after[:10]) - date.fromisoformat(before[:10]) >= timedelta(days=days)


async def test_events_stream_what_happens(browser: Browser) -> None:
    page = page_of(browser.talk)
    stream = page.stream(browser.talk.chat, 0)
    await browser.post("/api/officer/say", json={"text": "trạm y tế phải làm gì"})
    await messages(browser)
    block = await anext(stream)
    number, data = block.strip().split("\n")
    assert number == "id: 2"
    assert [event["type"] for event in json.loads(data.removeprefix("data: "))] == ["message", "message"]
    assert (await browser.get("/api/officer/events?after=x")).status_code == 400


@pytest.mark.parametrize(
    "headers",
    [
        {"host": "evil.example"},
        {"host": "127.0.0.1.evil.example:8080"},
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"host": "localhost:8080", "origin": "http://127.0.0.1:8080"},
    ],
)
async def test_requests_of_other_sites_are_refused(browser: Browser, headers: dict[str, str]) -> None:
    sent = await browser.post("/api/officer/say", json={"text": "x"}, headers=headers)
    assert sent.status_code == 403
    assert await messages(browser) == []


@pytest.mark.parametrize("headers", [{"origin": HOME}, {"host": "localhost:8080", "origin": "http://localhost:8080"}])
async def test_the_pages_own_requests_pass(browser: Browser, headers: dict[str, str]) -> None:
    sent = await browser.post("/api/officer/say", json={"text": "trạm y tế"}, headers=headers)
    assert sent.status_code == 204


def test_the_clock_never_goes_back() -> None:
    with pytest.raises(ValueError, match="only goes on"):
        MovableClock().move(timedelta(hours=-1))


async def test_what_stands_beside_a_name_follows_who_joined(browser: Browser) -> None:
    async def stranger() -> dict[str, Any]:
        return next(one for one in (await browser.get("/api/start")).json()["personas"] if one["key"] == "stranger")

    connection = browser.talk.application.bot_data.connection
    assert (await stranger())["says"] == "Người chưa đăng ký"
    unit = registered_units.register(connection, "Trạm Y tế", issuer="UBND xã An Phú")
    people.join(connection, 1004, "Phạm Quốc Bảo", unit=unit.id, role=OfficialRole.OFFICER, by=None, now=START)
    assert await stranger() == {
        "key": "stranger",
        "name": "Phạm Quốc Bảo",
        "says": "Cán bộ · Trạm Y tế",
        "member": True,
        "manages": False,
    }


def test_everybody_can_be_written_to_from_the_start() -> None:
    world = World(MovableClock())
    personas.open_chats(world)
    assert set(world.chats) == {one.telegram_id for one in personas.PERSONAS}


async def test_a_stream_ends_when_the_program_stops(browser: Browser) -> None:
    page = page_of(browser.talk)

    async def streamed() -> list[str]:
        return [each async for each in page.stream(1001, browser.talk.world.version(1001))]

    stream = asyncio.create_task(streamed())
    await asyncio.sleep(0)
    browser.talk.world.close()
    await asyncio.wait_for(stream, 2)
    assert await streamed() == []
