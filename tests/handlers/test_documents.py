"""A plan sent as a file or as photographs: taken in, read beside the loop, recognised, gone on with after a stop."""

import asyncio
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from telegram.error import TimedOut

from bot.local.personas import by_key
from handlers.planning import readings
from handlers.planning.documents import safe_name
from handlers.planning.readings import Readings
from knowledge.confined import confined
from knowledge.documents.document import DocumentError
from knowledge.plans import store
from knowledge.plans.store import PlanStatus
from knowledge.work import audit
from knowledge.work.chats import outbox
from knowledge.work.members import people, registered_units
from knowledge.work.members.officials import OfficialRole
from knowledge.work.plan_life import uploads
from tests.talking import START, Hands, database, talking

SAMPLE = Path(__file__).parent.parent / "plans" / "xa-van-hoa-doc-2026.txt"
ISSUER = "Ủy ban nhân dân xã Phú Ngần"


def picture(shade: int) -> bytes:
    content = BytesIO()
    Image.new("L", (20, 20), shade).save(content, "PNG")
    return content.getvalue()


def photo(chat, shade: int, album: str) -> dict:
    stored = chat.world.keep(f"{shade}.png", "image/png", picture(shade))
    size = {"file_id": stored.id, "file_unique_id": stored.id, "width": 20, "height": 20, "file_size": 100}
    return {"photo": [size], "media_group_id": album}


async def test_an_administrators_file_becomes_a_draft_and_is_published(tmp_path: Path) -> None:
    connection = database()
    async with talking(connection, tmp_path) as chat:
        admin = chat.as_("admin")
        heard = await admin.send_file(SAMPLE.name, SAMPLE.read_bytes())
        assert heard.kinds == ["message", "edit"]
        assert "Đã nhận" in heard.text
        assert "Đã đọc kế hoạch" in heard.text
        assert {"✅ Công bố", "🗑 Bỏ"} <= set(heard.labels)
        assert [entry.status for entry in store.entries(connection)].count(PlanStatus.DRAFT) == 1
        listed = await admin.say("/duyet")
        assert "1 kế hoạch chờ duyệt" in listed.text
        assert "Đã đọc kế hoạch" in (await admin.press(listed.labels[0])).text
        assert "Đã công bố" in (await admin.press("Công bố")).text
        assert not [entry for entry in store.entries(connection) if entry.status is PlanStatus.DRAFT]
        again = next(number for number in admin.world.chat(admin.chat).messages)
        assert "đã cũ" in (await admin.press_data(again + 1, "discard:gone")).alert
    assert not list((tmp_path / "files").iterdir())
    assert [entry.change.action for entry in audit.entries(connection, limit=2)] == ["plan.publish", "plan.read"]


async def test_a_draft_is_thrown_away(tmp_path: Path) -> None:
    connection = database()
    async with talking(connection, tmp_path) as chat:
        admin = chat.as_("admin")
        await admin.send_file(SAMPLE.name, SAMPLE.read_bytes())
        assert "Đã bỏ" in (await admin.press("🗑 Bỏ")).text
    assert len(store.entries(connection)) == 1


async def test_an_officer_is_told_who_may_send_plans(tmp_path: Path) -> None:
    async with talking(database(), tmp_path) as chat:
        heard = await chat.send_file("ke-hoach.txt", b"x")
    assert "Chỉ người quản trị" in heard.text


async def test_a_coordinator_sends_plans_of_the_own_issuer_only(tmp_path: Path) -> None:
    connection = database()
    coordinator = by_key("coordinator")
    async with talking(connection, tmp_path) as chat:
        person = chat.as_("coordinator")
        refused = await person.send_file(SAMPLE.name, SAMPLE.read_bytes())
        assert f"do {ISSUER} ban hành" in refused.text
        assert "nhờ quản trị viên gửi" in refused.text
        assert len(store.entries(connection)) == 1
        unit = registered_units.register(connection, "Văn phòng", issuer=ISSUER)
        role = OfficialRole.COORDINATOR
        people.join(connection, coordinator.telegram_id, "Hòa", unit=unit.id, role=role, by=None, now=START)
        assert "Đã đọc kế hoạch" in (await person.send_file(SAMPLE.name, SAMPLE.read_bytes())).text
        assert "Đã công bố" in (await person.press("Công bố")).text


async def test_the_same_file_again_is_recognised(tmp_path: Path) -> None:
    async with talking(database(), tmp_path) as chat:
        admin = chat.as_("admin")
        await admin.send_file(SAMPLE.name, SAMPLE.read_bytes())
        heard = await admin.send_file("ten-khac.docx", SAMPLE.read_bytes())
        assert "Tệp này đã có" in heard.text
        assert "đang chờ duyệt" in heard.text
        assert "Đã đọc kế hoạch" in (await admin.press("Xem bản nháp")).text
        await admin.press("Công bố")
        heard = await admin.send_file(SAMPLE.name, SAMPLE.read_bytes())
        assert "đã công bố" in heard.text
        assert heard.labels == ["Mở kế hoạch"]


async def test_a_changed_file_of_the_same_plan_gets_an_id_of_its_own(tmp_path: Path) -> None:
    connection = database()
    async with talking(connection, tmp_path) as chat:
        admin = chat.as_("admin")
        await admin.send_file(SAMPLE.name, SAMPLE.read_bytes())
        await admin.send_file(SAMPLE.name, SAMPLE.read_bytes() + b"\n")
    first, second = sorted(entry.id for entry in store.entries(connection, status=PlanStatus.DRAFT))
    assert second == f"{first}-2"


async def test_pages_are_shown_while_they_are_read_and_others_are_answered(tmp_path: Path, monkeypatch) -> None:
    turned = asyncio.Event()
    loop = asyncio.get_running_loop()

    def slow(work, paths, *, progress):
        progress(7, 12)
        asyncio.run_coroutine_threadsafe(turned.wait(), loop).result()
        return work(paths)

    monkeypatch.setattr(readings, "confined", slow)
    async with talking(database(), tmp_path) as chat:
        admin = chat.as_("admin")
        admin.readings = Readings(chat.application, pace=0.01)
        sending = asyncio.create_task(admin.send_file(SAMPLE.name, SAMPLE.read_bytes()))
        await asyncio.sleep(0.1)
        assert "1 kế hoạch" in (await chat.say("/kehoach")).text
        turned.set()
        heard = await sending
    assert "đang đọc trang 7/12" in heard.text
    assert heard.kinds[0] == "message"
    assert set(heard.kinds[1:]) == {"edit"}


async def test_an_album_in_the_wrong_order_becomes_one_document_in_the_order_of_its_messages(
    tmp_path: Path, monkeypatch
) -> None:
    seen: list[list[int]] = []

    def pages(work, paths, *, progress):
        seen.append([Image.open(path).getpixel((0, 0)) for path in paths])
        raise DocumentError("Không thấy chữ nào.")

    monkeypatch.setattr(readings, "confined", pages)
    clock = Hands()
    connection = database()
    async with talking(connection, tmp_path, clock=clock) as chat:
        admin = chat.as_("admin")
        kinds = []
        for shade in (10, 20, 30):
            kinds += (await admin.send(photo(chat, shade, "album"))).kinds
        assert kinds.count("message") == 1
        connection.execute("update upload_page set message = -message")
        clock.move(uploads.ALBUM_PAUSE)
        heard = await admin.say("/trogiup")
    assert seen == [[30, 20, 10]]
    assert "Không thấy chữ nào" in heard.text


async def test_a_stop_in_the_middle_is_gone_on_with(tmp_path: Path, monkeypatch) -> None:
    connection = database()
    async with talking(connection, tmp_path) as chat:
        admin = chat.as_("admin")
        reading = asyncio.Event()
        loop = asyncio.get_running_loop()

        def endless(work, paths, *, progress):
            loop.call_soon_threadsafe(reading.set)
            while True:
                progress(1, 2)

        monkeypatch.setattr(readings, "confined", endless)
        sending = asyncio.create_task(admin.send_file(SAMPLE.name, SAMPLE.read_bytes()))
        await reading.wait()
        sending.cancel()
        await asyncio.gather(sending, return_exceptions=True)
        assert [row["state"] for row in connection.execute("select state from upload")] == ["waiting"]
        monkeypatch.setattr(readings, "confined", confined)
        assert await Readings(chat.application).read_next()
        messages = admin.world.chat(admin.chat).messages.values()
        assert sum("Đã đọc kế hoạch" in message.html for message in messages) == 1


async def test_what_telegram_does_not_give_now_is_fetched_later_and_given_up_in_the_end(
    tmp_path: Path, monkeypatch
) -> None:
    clock = Hands()
    async with talking(database(), tmp_path, clock=clock) as chat:
        admin = chat.as_("admin")

        async def unreachable(*args, **kwargs):
            raise TimedOut

        monkeypatch.setattr(type(chat.application.bot), "get_file", unreachable)
        heard = [await admin.send_file(SAMPLE.name, SAMPLE.read_bytes())]
        for _ in range(uploads.TRIES):
            clock.move(readings.RETRY)
            heard.append(await admin.say("/trogiup"))
    assert "tự thử lại" in heard[0].text
    assert any("không đưa được tệp" in one.text for one in heard)


async def test_a_bug_of_the_reader_is_noted_and_said(tmp_path: Path, monkeypatch) -> None:
    def broken(work, paths, *, progress):
        raise ZeroDivisionError

    monkeypatch.setattr(readings, "confined", broken)
    connection = database()
    async with talking(connection, tmp_path) as chat:
        heard = await chat.as_("admin").send_file(SAMPLE.name, SAMPLE.read_bytes())
    assert "mã" in heard.text.lower()
    assert len(store.entries(connection)) == 1
    assert not list((tmp_path / "files").iterdir())


async def test_what_telegram_does_not_take_now_is_owed(tmp_path: Path, monkeypatch) -> None:
    connection = database()
    async with talking(connection, tmp_path) as chat:

        async def unreachable(*args, **kwargs):
            raise TimedOut

        monkeypatch.setattr(type(chat.application.bot), "edit_message_text", unreachable)
        await chat.as_("admin").send_file(SAMPLE.name, SAMPLE.read_bytes())
        (owed,) = outbox.claim(connection, now=START)
    assert "Đã đọc kế hoạch" in owed.text
    assert any(label == "✅ Công bố" for row in owed.buttons for label, _ in row)
    assert connection.execute("select state from upload").fetchone()["state"] == "done"


async def test_a_message_that_is_gone_is_sent_anew(tmp_path: Path, monkeypatch) -> None:
    def pages(work, paths, *, progress):
        chat.world.chat(admin.chat).messages.pop(2)
        return work(paths)

    monkeypatch.setattr(readings, "confined", pages)
    async with talking(database(), tmp_path) as chat:
        admin = chat.as_("admin")
        heard = await admin.send_file(SAMPLE.name, SAMPLE.read_bytes())
    assert heard.kinds[-1] == "message"
    assert "Đã đọc kế hoạch" in heard.text


async def test_a_file_that_is_no_plan_leaves_the_database_as_it_was(tmp_path: Path) -> None:
    connection = database()
    async with talking(connection, tmp_path) as chat:
        heard = await chat.as_("admin").send_file("anh.xyz", b"\x00\x01\x02" * 50)
    assert heard.kinds == ["message", "edit"]
    assert "✖️ anh.xyz" in heard.text
    assert len(store.entries(connection)) == 1


async def test_a_file_above_telegrams_limit_is_refused(tmp_path: Path) -> None:
    async with talking(database(), tmp_path) as chat:
        large = {"file_id": "f", "file_unique_id": "f", "file_name": "to.pdf", "file_size": 21 * 2**20}
        heard = await chat.as_("admin").send({"document": large})
    assert "lớn hơn 20 MB" in heard.text


async def test_a_file_that_telegram_does_not_hand_out_is_one_sentence(tmp_path: Path) -> None:
    async with talking(database(), tmp_path) as chat:
        lost = {"file_id": "f", "file_unique_id": "f", "file_name": "a.pdf"}
        heard = await chat.as_("admin").send({"document": lost})
    assert "không đưa được tệp" in heard.text
    assert heard.kinds == ["message", "edit"]


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("Kế hoạch (bản 2).docx", "Kế hoạch (bản 2).docx"),
        ("../../etc/passwd", "passwd"),
        ("..\\..\\windows\\x.pdf", "x.pdf"),
        ("a\x00b\n.txt", "a_b_.txt"),
        ("", "tep"),
        ("...", "tep"),
        ("x" * 300 + ".pdf", "x" * 196 + ".pdf"),
        ("ộ" * 300 + ".pdf", "ộ" * 65 + ".pdf"),
    ],
)
def test_file_names_cannot_leave_their_folder(given: str, kept: str) -> None:
    assert safe_name(given) == kept
