"""The desk in a real browser: the facts beside the document on a wide screen, one after the other on a phone."""

import re
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from knowledge.plans import store
from knowledge.plans.loading import load
from knowledge.plans.model import Role
from knowledge.plans.store import PlanStatus
from tests.bot.local.test_browser import CHROMIUM, DESK, PHONE, free_port, looking, served
from tests.handlers.test_correcting import PLAN, doubtful
from tests.handlers.test_paper import scanned
from tests.talking import START, database

pytestmark = [pytest.mark.browser, pytest.mark.skipif(not CHROMIUM.exists(), reason="chromium is not installed")]


@asynccontextmanager
async def desk(
    tmp_path: Path, size: dict[str, int], *, may_refuse: bool = False
) -> AsyncIterator[tuple[Page, sqlite3.Connection]]:
    """Open the desk as the administrator over a scanned draft."""
    connection = database()
    plan = doubtful(PLAN)
    store.save(connection, plan, scanned(plan), now=START, status=PlanStatus.DRAFT)
    port = free_port()
    async with served(tmp_path, port, connection), looking(port, may_stop=may_refuse) as page:
        await page.set_viewport_size(size)
        await page.select_option("#persona", "admin", force=True)
        await page.locator(".to-desk:visible, #settings:visible").first.click()
        if not page.url.endswith("/desk"):
            await page.locator(".to-desk:visible").click()
        await page.wait_for_selector("body[data-ready]")
        yield page, connection


async def test_facts_stand_beside_the_lines_they_were_read_from(tmp_path: Path) -> None:
    async with desk(tmp_path, DESK) as (page, connection):
        await expect(page.locator("#count")).to_contain_text("2 đơn vị · 4 nhiệm vụ")
        await expect(page.locator(".group").first).to_contain_text("Chưa chắc")
        picture = page.locator(".doubts img.lines").first
        await page.wait_for_function("image => image.naturalWidth > 0", arg=await picture.element_handle())

        task = page.locator(".units .fact").nth(1)
        await task.locator(".face").click()
        await expect(page.locator(".passage.here")).to_have_text(re.compile("đợt 2"))
        await page.click("[data-look=pages]")
        await expect(page.locator(".sheet .spot")).to_be_in_viewport()
        await page.click("[data-look=words]")

        await task.locator("select[aria-label='Vai trò']").select_option("tham mưu")
        await expect(task.locator("small").first).to_contain_text("tham mưu")
        assert load(connection, PLAN.id).units[0].tasks[1].role is Role.ADVISE
        await expect(page.locator(".units .fact.open")).to_have_count(1)

        await page.locator(".unit-head input").first.fill("Công an xã An Phú")
        await page.keyboard.press("Enter")
        await page.locator(".unit").first.get_by_role("button", name="Đúng").click()
        await expect(page.locator("#count")).to_contain_text("đã xem 1/2")

        await page.locator(".passage", has_text="trước ngày 10/5").click()
        await expect(page.locator(".deadlines .fact.open")).to_have_count(1)

        await page.click("#publish")
        await expect(page.locator("#toast")).to_contain_text("Đã công bố")
        await expect(page.locator(".empty")).to_contain_text("Không có bản nháp nào")
    assert load(connection, PLAN.id).units[0].name == "Công an xã An Phú"
    assert store.is_published(connection, PLAN.id)


async def test_on_a_phone_the_document_is_one_tap_away(tmp_path: Path) -> None:
    async with desk(tmp_path, PHONE) as (page, _):
        await expect(page.locator(".paper")).to_be_hidden()
        assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        await page.locator(".deadlines .face").first.click()
        await page.locator(".fact.open .to-paper").click()
        await expect(page.locator(".facts")).to_be_hidden()
        await expect(page.locator(".passage.here")).to_be_in_viewport()
        assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")


async def test_what_does_not_fit_is_said_and_nothing_changes(tmp_path: Path) -> None:
    async with desk(tmp_path, DESK, may_refuse=True) as (page, connection):
        year = page.locator(".head-fields input[aria-label='Năm']")
        await year.fill("năm tới")
        await year.press("Enter")
        await expect(page.locator("#toast")).to_contain_text("2026")
        await expect(year).to_have_value("2026")
        store.publish(connection, PLAN.id, now=START)
        await page.locator(".units .face").first.click()
        await page.locator(".fact.open .danger").click()
        await expect(page.locator("#toast")).to_contain_text("vừa được sửa")
    assert len(load(connection, PLAN.id).units[0].tasks) == 3
