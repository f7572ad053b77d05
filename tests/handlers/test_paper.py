"""Pictures of the places of a scanned draft, in the chat."""

from contextlib import asynccontextmanager
from dataclasses import replace
from io import BytesIO

from PIL import Image

from knowledge.documents.document import Document, PagePicture, Place
from knowledge.plans import store
from knowledge.plans.model import Plan
from knowledge.plans.store import PlanStatus
from tests.handlers.test_correcting import PLAN, doubtful
from tests.talking import START, database, talking


def scanned(plan: Plan) -> Document:
    """Return the document of a plan of which each passage is a line on one page."""
    content = BytesIO()
    Image.new("L", (900, 1200), 255).save(content, "JPEG")
    places = (
        Place(one.span.start, one.span.end, 1, (60, 40 * at + 40, 840, 40 * at + 60))
        for at, one in enumerate(plan.passages)
    )
    pictures = (PagePicture(1, content.getvalue()),)
    return Document("a.pdf", "", (), sha256="x", pictures=pictures, places=tuple(places))


@asynccontextmanager
async def reviewing(tmp_path, plan):
    connection = database()
    store.save(connection, plan, scanned(plan), now=START, status=PlanStatus.DRAFT)
    async with talking(connection, tmp_path) as chat:
        admin = chat.as_("admin")
        await admin.say("/duyet")
        heard = await admin.press("Công tác trẻ em")
        yield admin, heard


def photos(heard):
    return [message for message in heard.messages if message["photo"]]


async def test_places_in_doubt_come_as_pictures_with_what_was_read(tmp_path):
    async with reviewing(tmp_path, doubtful(PLAN)) as (admin, summary):
        assert "🖼 Ảnh chỗ chưa chắc (3)" in summary.labels
        heard = await admin.press("Ảnh chỗ chưa chắc")
        assert [photo["html"].split(":")[0] for photo in photos(heard)] == [
            "Mục II.2, trang 1", "Mục III, trang 1", "Mục I, trang 1",
        ]  # fmt: skip
        assert "3 chỗ đọc chưa chắc" in heard.text
        assert heard.labels == ["☰ Tóm tắt"]


async def test_more_places_than_an_album_holds_are_sent_in_turn(tmp_path):
    whole = doubtful(PLAN)
    many = replace(whole, passages=tuple(replace(one, doubtful=True) for one in whole.passages))
    many = replace(many, units=tuple(replace(u, tasks=tuple(replace(t, confidence=0.5) for t in u.tasks))
                                     for u in many.units))  # fmt: skip
    async with reviewing(tmp_path, many) as (admin, _):
        first = await admin.press("Ảnh chỗ chưa chắc")
        assert len(photos(first)) == 10
        rest = await admin.press("Còn 1 chỗ")
        assert len(photos(rest)) == 1
        assert "từ chỗ thứ 11" in rest.text


async def test_a_task_and_a_deadline_are_shown_as_they_stand_on_the_paper(tmp_path):
    async with reviewing(tmp_path, PLAN) as (admin, summary):
        assert not any("Ảnh" in label for label in summary.labels)
        await admin.press("Xem từng đơn vị")
        await admin.press("2")
        assert len(photos(await admin.press("Xem trên giấy"))) == 1
        await admin.press("Quay lại")
        await admin.press("☰")
        await admin.press("⏰ Hạn")
        await admin.press("1")
        assert len(photos(await admin.press("Xem trên giấy"))) == 1
        await admin.press_data(2, f"xi:{PLAN.id}:999")
        assert not photos(await admin.press_data(2, f"xq:{PLAN.id}:900"))


async def test_without_pictures_nothing_is_offered(tmp_path):
    connection = database()
    plan = doubtful(PLAN)
    store.save(connection, plan, Document("a.txt", "", (), sha256="x"), now=START, status=PlanStatus.DRAFT)
    async with talking(connection, tmp_path) as chat:
        admin = chat.as_("admin")
        await admin.say("/duyet")
        assert not any("🖼" in label for label in (await admin.press("Công tác trẻ em")).labels)
        assert not photos(await admin.press_data(2, f"xi:{PLAN.id}:1"))
