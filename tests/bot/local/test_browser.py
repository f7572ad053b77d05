"""The page in a real browser: what an officer types, taps and reads on a phone."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
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

pytestmark = [pytest.mark.browser, pytest.mark.skipif(not CHROMIUM.exists(), reason="chromium is not installed")]


@asynccontextmanager
async def opened(tmp_path: Path) -> AsyncIterator[Page]:
    """Serve the page and open it in Chromium; errors of its script and of its policy fail the test."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    stop = asyncio.Event()
    given = settings(page_port=port, database=tmp_path / "k.db")
    serving = asyncio.create_task(serve_page(database(commune_plan(tasks=12)), given, stop))
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
            stop.set()
            await serving
    assert errors == []


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
            await page.locator(".desk [data-hours='720']").click()
        await expect(page.locator(".desk .clock")).to_contain_text(str(int(year) + 1))


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
