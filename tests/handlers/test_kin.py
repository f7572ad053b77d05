"""Plans that belong together, shown: a newer version, one that replaces another, the superior plan."""

from dataclasses import replace
from datetime import date

from knowledge.documents.document import Document
from knowledge.plans import store
from knowledge.plans.store import PlanStatus
from knowledge.work.members import people, registered_units
from knowledge.work.members.officials import OfficialRole
from knowledge.work.reporting import activities
from knowledge.work.reporting.activity import Details, TaskPlace
from tests.handlers.test_documents import SAMPLE
from tests.knowledge.plans.test_comparison import flat, newer
from tests.samples import plan_file
from tests.talking import START, commune_plan, database, talking


async def test_a_new_version_shows_its_changes_and_takes_over_when_it_is_published(tmp_path):
    connection = database()
    old_text = flat(SAMPLE.read_text(encoding="utf-8"))
    async with talking(connection, tmp_path) as chat:
        admin = chat.as_("admin")
        await admin.send_file("cu.txt", old_text.encode())
        await admin.press("Công bố")
        (old,) = (entry for entry in store.entries(connection) if entry.head.number == "07/KH-UBND")
        unit = registered_units.register(connection, "Trạm Y tế xã", issuer=old.head.issuer or "")
        people.join(connection, chat.chat, "Mai", unit=unit.id, role=OfficialRole.OFFICER, by=None, now=START)
        task = connection.execute("select text, section from task where text like '%sơ cứu khi trẻ%'").fetchone()
        details = Details(what="Tập huấn", date=date(2026, 3, 1), task=TaskPlace(task["text"], task["section"]))
        report = activities.open_draft(
            connection, author=chat.chat, unit=unit.id, now=START, details=details, plan=old.id
        )

        heard = await admin.send_file("moi.txt", newer(old_text).encode())
        assert "bản mới" in heard.text
        changes = await admin.press("So với bản cũ")
        assert "4 nhiệm vụ mới" in changes.text
        await admin.press("Tóm tắt")
        await admin.press("Công bố")

        asked = await chat.say("trạm y tế xã Phú Ngần phải làm gì")
        assert "khi trẻ bị bỏng" in asked.text
        assert "khi trẻ bị hóc" not in asked.text
        row = connection.execute("select * from activity where id = ?", (report.id,)).fetchone()
        assert row["plan"] != old.id
        assert "mở lớp hướng dẫn" in row["task_text"]
        await admin.say("/kehoach")
        await admin.press("07/KH")
        assert "Bản mới của" in admin.world.chat(admin.chat).messages[max(admin.world.chat(admin.chat).messages)].html


async def test_a_plan_that_replaces_another_says_so_and_the_old_one_is_marked(tmp_path):
    connection = database()
    plan = commune_plan("thay-the", number="30/KH-UBND")
    said = replace(plan.passages[1], text="Kế hoạch này thay thế Kế hoạch số 12/KH-UBND ngày 15/01/2026.")
    plan = replace(plan, passages=(plan.passages[0], said, *plan.passages[2:]))
    store.save(connection, plan, Document("a", "", (), sha256="a"), now=START, status=PlanStatus.DRAFT)
    async with talking(connection, tmp_path) as chat:
        admin = chat.as_("admin")
        await admin.say("/duyet")
        assert "ghi là thay thế" in (await admin.press("Công tác")).text
        await admin.press("Công bố")
        await chat.say("/kehoach")
        assert "Đã được thay thế bằng: số 30/KH-UBND" in (await chat.press("12/KH")).text


async def test_a_plan_beside_its_superior_one(tmp_path):
    connection = database()
    async with talking(connection, tmp_path) as chat:
        admin = chat.as_("admin")
        for name in ("tinh-tre-em-2026", "so-y-te-tre-em-2026"):
            heard = await admin.send_file(f"{name}.txt", plan_file(name).read_bytes())
            await admin.press("Công bố")
        assert "Thực hiện kế hoạch số 18/KH-UBND" in heard.text
        await chat.say("/kehoach")
        await chat.press("45/KH-SYT")
        beside = await chat.press("So với kế hoạch cấp trên")
        assert "7 nhiệm vụ" in beside.text
        unit = await chat.press_data(beside.last["id"], beside.last["buttons"][0][0]["callback_data"])
        assert "kế hoạch số 18/KH-UBND" in unit.text or "không có việc nào gần giống" in unit.text
        for forged in ("xs:gone:0", "xw:so-yt-tinh-lam-kha-45-2026:99:0", "xs:xa-an-phu-2026:0"):
            assert "đã cũ" in (await chat.press_data(beside.last["id"], forged)).alert
        assert "đã cũ" in (await admin.press_data(1, "xv:so-yt-tinh-lam-kha-45-2026:0")).alert
