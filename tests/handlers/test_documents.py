"""A plan sent as a file: read, reviewed, published or thrown away."""

from pathlib import Path

import pytest

from handlers.documents import safe_name
from knowledge.plans import store
from knowledge.plans.store import PlanStatus
from tests.talking import database, talking

SAMPLE = Path(__file__).parent.parent / "plans" / "xa-van-hoa-doc-2026.txt"


async def test_an_administrators_file_becomes_a_draft_and_is_published(tmp_path: Path) -> None:
    connection = database()
    async with talking(connection, tmp_path) as chat:
        admin = chat.as_("admin")
        heard = await admin.send_file(SAMPLE.name, SAMPLE.read_bytes())
        assert heard.kinds == ["message", "edit"]
        assert "Đã đọc kế hoạch" in heard.text
        assert heard.labels == ["✅ Công bố", "🗑 Bỏ"]
        assert [entry.status for entry in store.entries(connection)].count(PlanStatus.DRAFT) == 1
        listed = await admin.say("/duyet")
        assert "1 kế hoạch chờ duyệt" in listed.text
        assert "Đã đọc kế hoạch" in (await admin.press(listed.labels[0])).text
        assert "Đã công bố" in (await admin.press("Công bố")).text
        assert not [entry for entry in store.entries(connection) if entry.status is PlanStatus.DRAFT]
        again = next(number for number in admin.world.chat(admin.chat).messages)
        assert "đã cũ" in (await admin.press_data(again + 1, "discard:gone")).alert
    assert not list((tmp_path / "files").iterdir())


async def test_a_draft_is_thrown_away(tmp_path: Path) -> None:
    connection = database()
    async with talking(connection, tmp_path) as chat:
        admin = chat.as_("admin")
        await admin.send_file(SAMPLE.name, SAMPLE.read_bytes())
        assert "Đã bỏ" in (await admin.press("Bỏ")).text
    assert len(store.entries(connection)) == 1


async def test_an_officer_is_told_who_may_send_plans(tmp_path: Path) -> None:
    async with talking(database(), tmp_path) as chat:
        heard = await chat.send_file("ke-hoach.txt", b"x")
    assert "Chỉ người quản trị" in heard.text


async def test_the_same_file_again_is_recognised(tmp_path: Path) -> None:
    async with talking(database(), tmp_path) as chat:
        admin = chat.as_("admin")
        await admin.send_file(SAMPLE.name, SAMPLE.read_bytes())
        heard = await admin.send_file(SAMPLE.name, SAMPLE.read_bytes())
    assert "đã có" in heard.text
    assert heard.kinds == ["message", "delete", "message"]


async def test_a_file_that_is_no_plan_leaves_the_database_as_it_was(tmp_path: Path) -> None:
    connection = database()
    async with talking(connection, tmp_path) as chat:
        heard = await chat.as_("admin").send_file("anh.xyz", b"\x00\x01\x02" * 50)
    assert heard.kinds[-1] == "message"
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
    assert heard.kinds == ["message", "delete", "message"]


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("Kế hoạch (bản 2).docx", "Kế hoạch (bản 2).docx"),
        ("../../etc/passwd", "passwd"),
        ("..\\..\\windows\\x.pdf", "x.pdf"),
        ("a\x00b\n.txt", "a_b_.txt"),
        ("", "tep"),
        ("...", "tep"),
        ("x" * 300 + ".pdf", "x" * 96 + ".pdf"),
    ],
)
def test_file_names_cannot_leave_their_folder(given: str, kept: str) -> None:
    assert safe_name(given) == kept
