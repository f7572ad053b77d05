"""The desk: a draft beside its document; the same rights and the same corrections as in the chat."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from knowledge.plans import store
from knowledge.plans.loading import load
from knowledge.plans.model import Plan
from knowledge.plans.reviewing import mark
from knowledge.plans.store import PlanStatus
from knowledge.work import audit
from tests.bot.local.test_page import Browser, browsing
from tests.handlers.test_correcting import HEALTH, PLAN, POLICE, doubtful
from tests.handlers.test_paper import scanned
from tests.talking import START

DRAFT = f"/drafts/{PLAN.id}"
ADMIN = 1003


@asynccontextmanager
async def desk(tmp_path: Path) -> AsyncIterator[Browser]:
    """Open the desk over a scanned draft."""
    async with browsing(tmp_path) as browser:
        connection = browser.talk.application.bot_data.connection
        plan = doubtful(PLAN)
        store.save(connection, plan, scanned(plan), now=START, status=PlanStatus.DRAFT)
        yield browser


def stored(browser: Browser) -> Plan:
    return load(browser.talk.application.bot_data.connection, PLAN.id)


async def correct(browser: Browser, persona: str = "admin", **asked: Any) -> Any:
    return await browser.post(f"/api/{persona}{DRAFT}/correct", json=asked)


async def test_a_draft_comes_with_its_document_and_what_is_in_doubt(tmp_path: Path) -> None:
    async with desk(tmp_path) as browser:
        assert "desk.js" in (await browser.get("/desk")).text
        (listed,) = (await browser.get("/api/admin/drafts")).json()
        given = (await browser.get(f"/api/admin/drafts/{listed['id']}")).json()
    assert listed["title"] == given["title"] == PLAN.head.title
    assert [passage["text"] for passage in given["passages"]] == [passage.text for passage in PLAN.passages]
    assert given["passages"][0]["label"] == "I."
    assert [doubt["what"] for doubt in given["doubts"]][0] == PLAN.units[HEALTH].tasks[0].text
    task = given["units"][HEALTH]["tasks"][0]
    assert (task["passage"], task["doubtful"], task["role"]) == (8, True, "thực hiện")
    assert given["deadlines"][0]["last_day"] == "09/05 hằng năm"
    assert given["passages"][8]["spots"] == [{"page": 1, "box": [60, 360, 840, 380]}]
    assert {field["kind"]: field["value"] for field in given["head"]}["number"] == "99/KH-UBND"


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"kind": "name", "unit": POLICE, "said": "Công an xã An Phú"}, lambda plan: plan.units[0].name),
        ({"kind": "role", "unit": POLICE, "item": 1, "said": "tham mưu"}, lambda plan: plan.units[0].tasks[1].role),
        ({"kind": "owner", "unit": POLICE, "item": 0, "said": "Trạm Y tế"}, lambda plan: len(plan.units[1].tasks)),
        ({"kind": "cut", "unit": POLICE, "item": 0, "said": "0"}, lambda plan: len(plan.units[0].tasks)),
        ({"kind": "join", "unit": POLICE, "item": 0}, lambda plan: len(plan.units[0].tasks)),
        ({"kind": "delete", "unit": POLICE, "item": 0}, lambda plan: len(plan.units[0].tasks)),
        ({"kind": "right", "unit": HEALTH}, lambda plan: plan.units[1].tasks[0].confidence),
        ({"kind": "date", "item": 1, "said": "ngày 15/3/2026"}, lambda plan: plan.deadlines[1].date),
        ({"kind": "sure", "item": 0}, lambda plan: plan.deadlines[0].confidence),
        ({"kind": "drop", "item": 0}, lambda plan: len(plan.deadlines)),
        ({"kind": "signer", "said": "Trần Văn An"}, lambda plan: plan.head.signer),
    ],
)
async def test_what_the_chat_corrects_the_desk_corrects(
    tmp_path: Path, asked: dict[str, Any], says: Callable[[Plan], object]
) -> None:
    async with desk(tmp_path) as browser:
        before = says(stored(browser))
        given = (await browser.get(f"/api/admin{DRAFT}")).json()
        answer = await correct(browser, mark=_mark(given, asked), **asked)
        assert answer.status_code == 200
        assert answer.json()["id"] == PLAN.id
        assert says(stored(browser)) != before
        change = audit.entries(browser.talk.application.bot_data.connection)[0].change
    assert (change.action, change.actor, change.after) == ("plan.correct", ADMIN, {"correction": asked["kind"]})


def _mark(given: dict[str, Any], asked: dict[str, Any]) -> str:
    """Return the mark that the desk would send with a correction."""
    fields = {field["kind"]: field["mark"] for field in given["head"]}
    unit = given["units"][asked.get("unit", 0)]
    if asked["kind"] in ("date", "sure", "drop"):
        return str(given["deadlines"][asked["item"]]["mark"])
    if asked["kind"] in ("name", "right"):
        return str(unit["mark" if asked["kind"] == "name" else "whole"])
    return str(fields.get(asked["kind"]) or unit["tasks"][asked.get("item", 0)]["mark"])


@pytest.mark.parametrize(
    ("asked", "status", "says"),
    [
        ({"kind": "delete", "unit": 0, "item": 0, "mark": "0000"}, 409, "vừa được sửa"),
        ({"kind": "delete", "unit": 9, "item": 0}, 409, "vừa được sửa"),
        ({"kind": "delete", "unit": 0, "item": -1}, 409, "vừa được sửa"),
        ({"kind": "drop", "item": 7}, 409, "vừa được sửa"),
        ({"kind": "none such"}, 409, "vừa được sửa"),
        ({"kind": "role", "unit": 0, "item": 0, "said": "vua", "mark": None}, 409, "vừa được sửa"),
        ({"kind": "cut", "unit": 0, "item": 0, "said": "x", "mark": None}, 409, "không còn chỗ tách"),
        ({"kind": "year", "said": "năm tới", "mark": mark("2026")}, 409, "2026"),
        ({"kind": "year", "unit": "0"}, 400, ""),
        ({"kind": 1}, 400, ""),
        ({"kind": "name", "said": "x" * 5000}, 400, ""),
    ],
)
async def test_what_cannot_be_corrected_changes_nothing(
    tmp_path: Path, asked: dict[str, Any], status: int, says: str
) -> None:
    async with desk(tmp_path) as browser:
        before = stored(browser)
        if "mark" in asked and asked["mark"] is None:
            asked["mark"] = mark(before.units[0].tasks[0].text)
        answer = await correct(browser, **asked)
        assert answer.status_code == status
        assert says in answer.text
        assert stored(browser) == before


@pytest.mark.parametrize("persona", ["officer", "head", "coordinator", "stranger"])
async def test_who_may_not_review_in_the_chat_may_not_here(tmp_path: Path, persona: str) -> None:
    async with desk(tmp_path) as browser:
        before = stored(browser)
        assert (await browser.get(f"/api/{persona}/drafts")).json() == []
        for path in (DRAFT, f"{DRAFT}/pages/1", f"{DRAFT}/lines/1"):
            assert (await browser.get(f"/api/{persona}{path}")).status_code == 403
        assert (await correct(browser, persona, kind="drop", mark=mark(before.deadlines[0].quote))).status_code == 403
        assert (await browser.post(f"/api/{persona}{DRAFT}/publish")).status_code == 403
        assert stored(browser) == before
        assert (await browser.get("/api/nobody/drafts")).status_code == 404


async def test_a_draft_is_published_once(tmp_path: Path) -> None:
    async with desk(tmp_path) as browser:
        answer = await browser.post(f"/api/admin{DRAFT}/publish")
        assert answer.json() == {"title": PLAN.head.title}
        assert store.is_published(browser.talk.application.bot_data.connection, PLAN.id)
        assert (await browser.post(f"/api/admin{DRAFT}/publish")).status_code == 409
        assert (await browser.get("/api/admin/drafts")).json() == []


async def test_pages_and_lines_are_shown(tmp_path: Path) -> None:
    async with desk(tmp_path) as browser:
        for path, width in ((f"{DRAFT}/pages/1", 900), (f"{DRAFT}/lines/3", 808)):
            answer = await browser.get(f"/api/admin{path}")
            assert answer.headers["content-type"] == "image/jpeg"
            assert answer.headers["cross-origin-resource-policy"] == "same-origin"
            assert Image.open(BytesIO(answer.content)).width == width
        for path in (f"{DRAFT}/pages/2", f"{DRAFT}/lines/99"):
            assert (await browser.get(f"/api/admin{path}")).status_code == 404


async def test_other_sites_reach_nothing(tmp_path: Path) -> None:
    async with desk(tmp_path) as browser:
        headers = {"origin": "http://example.org"}
        before = stored(browser)
        answer = await browser.post(f"/api/admin{DRAFT}/publish", headers=headers)
        assert answer.status_code == 403
        assert "chỉ mở trên chính máy" in answer.text
        assert (await browser.get("/desk", headers={"host": "desk.example.org"})).status_code == 403
        assert stored(browser) == before
