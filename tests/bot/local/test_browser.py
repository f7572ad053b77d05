"""The page in a real browser: what an officer types, taps and reads on a phone."""

import asyncio
import socket
import sqlite3
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.async_api import Page, async_playwright, expect

from bot.running import serve_page
from tests.talking import commune_plan, database, settings

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
    "--disable-gpu",
]
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 800}


def _pixel() -> bytes:
    made = BytesIO()
    Image.new("RGB", (8, 8)).save(made, "PNG")
    return made.getvalue()


PIXEL = _pixel()

pytestmark = [pytest.mark.browser, pytest.mark.skipif(not CHROMIUM.exists(), reason="chromium is not installed")]


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@asynccontextmanager
async def served(tmp_path: Path, port: int, connection: sqlite3.Connection | None = None) -> AsyncIterator[None]:
    """Run the program with the page on a port, over a database if one is given."""
    stop = asyncio.Event()
    given = settings(page_port=port, database=tmp_path / "k.db")
    connection = connection or database(commune_plan(tasks=12))
    serving = asyncio.create_task(serve_page(connection, given, stop))
    try:
        yield
    finally:
        stop.set()
        await serving


@asynccontextmanager
async def opened(tmp_path: Path) -> AsyncIterator[Page]:
    """Serve the page and open it in Chromium."""
    port = free_port()
    async with served(tmp_path, port), looking(port) as page:
        yield page


@asynccontextmanager
async def looking(port: int, *, may_stop: bool = False) -> AsyncIterator[Page]:
    """Open the page in Chromium; errors of its script and of its policy fail the test, a program that stops may not."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        page = await browser.new_page(viewport=PHONE)
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
        await page.goto(f"http://127.0.0.1:{port}/")
        await page.wait_for_selector("body[data-ready]")
        try:
            yield page
        finally:
            await browser.close()
    assert [error for error in errors if not may_stop or "Failed to load resource" not in error] == []


async def say(page: Page, text: str) -> None:
    """Type a text and send it."""
    await page.fill("#text", text)
    await page.press("#text", "Enter")


async def test_a_day_on_the_page(tmp_path: Path) -> None:
    async with opened(tmp_path) as page:
        his = page.locator(".message.his")
        await say(page, "tram y te phai lam gi")
        await expect(his).to_have_count(1)
        await expect(his.last).to_contain_text("Khám sức khỏe cho trẻ em dưới 6 tuổi.")

        # a long answer is turned in place
        await say(page, "công an xã có những nhiệm vụ gì")
        await expect(his).to_have_count(2)
        before = await his.last.inner_text()
        await his.last.get_by_text("▶").click()
        await expect(his.last.get_by_text("2/", exact=False).first).to_be_visible()
        assert await his.last.inner_text() != before
        await expect(his).to_have_count(2)

        # the menu of commands
        await page.click("#commands")
        await page.locator("#menu button", has_text="/kehoach").click()
        await expect(his).to_have_count(3)
        await his.last.get_by_text("12/KH-UBND", exact=False).last.click()
        await expect(his.last).to_contain_text("Chọn mục để đọc")

        # another person, the clock moved on
        await page.set_viewport_size(DESK)
        await page.click("[data-persona=stranger]")
        await say(page, "/start")
        await expect(his).to_have_count(1)
        await expect(his.last).not_to_contain_text("kế hoạch 12")
        year = (await page.inner_text(".desk .clock"))[-4:]
        for _ in range(13):
            await page.locator(".desk [data-days='30']").click()
        await expect(page.locator(".desk .clock")).to_contain_text(str(int(year) + 1))


async def test_a_report_takes_two_interactions(tmp_path: Path) -> None:
    async with opened(tmp_path) as page:
        his = page.locator(".message.his")
        await say(page, "sáng nay truyền thông đuối nước ở thôn 3, 45 cháu 12 phụ huynh, phát 100 tờ rơi, 2tr5")  # one
        await expect(his.last).to_contain_text("2.500.000 đồng")
        await his.last.get_by_text("Gửi", exact=False).last.click()  # two
        await expect(his.last).to_contain_text("Đã gửi báo cáo số 1")


async def test_a_file_is_sent_and_quotations_unfold(tmp_path: Path) -> None:
    async with opened(tmp_path) as page:
        await page.select_option("#persona", "admin", force=True)
        await expect(page.locator("#who")).to_have_text("Lê Minh Anh")
        sample = Path(__file__).parents[2] / "plans" / "xa-van-hoa-doc-2026.txt"
        await page.set_input_files("#file", sample)
        his = page.locator(".message.his")
        await expect(his.last).to_contain_text("Đã đọc kế hoạch", timeout=15000)
        await expect(page.locator(".message.mine .file")).to_contain_text(sample.name)
        folded = his.last.locator("blockquote.closed")
        await folded.click()
        await expect(folded).to_have_count(0)
        await his.last.get_by_role("button", name="Công bố").click()
        await expect(his.last).to_contain_text("Đã công bố")


async def test_nothing_typed_is_lost_while_the_program_is_down_and_the_page_comes_back(tmp_path: Path) -> None:
    port = free_port()
    async with AsyncExitStack() as stack:
        async with served(tmp_path, port):
            page = await stack.enter_async_context(looking(port, may_stop=True))
            await say(page, "tram y te phai lam gi")
            await expect(page.locator(".message.his")).to_have_count(1)
        await say(page, "cong an xa lam gi")
        await expect(page.locator("#toast")).to_contain_text("Chưa gửi được")
        await expect(page.locator("#text")).to_have_value("cong an xa lam gi")
        await expect(page.locator("#status")).to_have_text("đang nối lại…")
        async with served(tmp_path, port):
            await expect(page.locator("#status")).to_have_text("trợ lý", timeout=10000)
            await page.press("#text", "Enter")
            await expect(page.locator(".message.his").last).to_contain_text("Công an xã")
            await expect(page.locator("#text")).to_have_value("")
            await page.close()


async def test_a_stranger_is_shown_how_to_join_and_the_box_shrinks_after_a_photo(tmp_path: Path) -> None:
    async with opened(tmp_path) as page:
        height = await page.evaluate("document.querySelector('#text').offsetHeight")
        await page.fill("#text", "một\nhai\nba\nbốn")
        await page.set_input_files("#file", {"name": "a.png", "mimeType": "image/png", "buffer": PIXEL})
        await expect(page.locator(".message.mine")).to_have_count(1)
        assert await page.evaluate("document.querySelector('#text').offsetHeight") == height
        await page.select_option("#persona", "stranger", force=True)
        await expect(page.locator(".empty button")).to_have_text(["/thamgia"])
