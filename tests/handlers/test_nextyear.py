"""/nammoi: a plan carried into the next year in the chat."""

from dataclasses import replace

from knowledge.documents.document import Document
from knowledge.plans import store
from knowledge.plans.loading import load
from knowledge.plans.model import Level
from knowledge.plans.store import PlanStatus
from tests.knowledge.work.test_new_year import province
from tests.talking import START, database, talking


def names(connection):
    (draft,) = store.entries(connection, status=PlanStatus.DRAFT)
    return [unit.name for unit in load(connection, draft.id).units]


async def test_a_plan_is_carried_and_each_unit_in_doubt_asked_about(tmp_path):
    connection = database(province())
    async with talking(connection, tmp_path) as chat:
        admin = chat.as_("admin")
        assert "sang năm sau" in (await admin.say("/nammoi")).text
        shown = await admin.press("Công tác trẻ em")
        assert "Sang năm 2025: 4 nhiệm vụ, 1 hạn thường xuyên" in shown.text
        assert "Sở Kế hoạch và Đầu tư → Sở Tài chính (Nghị định số 45/2025/NĐ-CP" in shown.text
        assert "4 nhiệm vụ chưa có hoạt động nào" in shown.text
        asked = await admin.press("Lập bản nháp năm 2025")
        assert "Sở Thông tin và Truyền thông đã thay đổi" in asked.text
        assert "báo chí, xuất bản" in asked.text
        data = asked.last["buttons"][0][0]["callback_data"]
        summary = await admin.press("Sở Văn hóa, Thể thao")
        assert "Đã đọc kế hoạch" in summary.text
        assert names(connection) == ["Sở Tài chính", "Sở Văn hóa, Thể thao và Du lịch"]
        assert "đã cũ" in (await admin.press_data(asked.last["id"], data)).alert
        await admin.press("Công bố")
        await chat.say("/kehoach")
        await chat.press("12/KH")
        assert (
            "Đã có kế hoạch năm sau"
            in chat.world.chat(chat.chat).messages[max(chat.world.chat(chat.chat).messages)].html
        )


async def test_a_name_may_be_kept_and_is_not_asked_about_again(tmp_path):
    connection = database(province())
    async with talking(connection, tmp_path) as chat:
        admin = chat.as_("admin")
        await admin.say("/nammoi")
        await admin.press("Công tác trẻ em")
        await admin.press("Lập bản nháp")
        kept = await admin.press("Giữ nguyên tên")
        assert names(connection)[1] == "Sở Thông tin và Truyền thông"
        (draft,) = store.entries(connection, status=PlanStatus.DRAFT)
        assert "Đã đọc kế hoạch" in kept.text
        same = await admin.press_data(kept.last["id"], f"nq:{draft.id}")
        assert "đã thay đổi" not in same.text
        assert "đã cũ" in (await admin.press_data(kept.last["id"], f"nm:{draft.id}:1:0000:0")).alert


async def test_a_draft_from_a_file_has_no_year_before(tmp_path):
    connection = database()
    plan = province()
    plan = replace(plan, id="nhap", head=replace(plan.head, level=Level.DISTRICT))
    store.save(connection, plan, Document("a", "", (), sha256="a"), now=START, status=PlanStatus.DRAFT)
    async with talking(connection, tmp_path) as chat:
        admin = chat.as_("admin")
        await admin.say("/duyet")
        heard = await admin.press_data(2, "nq:nhap")
        assert "Đã đọc kế hoạch" in heard.text
