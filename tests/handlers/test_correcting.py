"""A draft gone through unit by unit and corrected, before and after which nothing is answered from it."""

from contextlib import asynccontextmanager
from dataclasses import replace

import pytest

from knowledge.documents.document import Document
from knowledge.plans import reviewing, store
from knowledge.plans.loading import load
from knowledge.plans.model import Role
from knowledge.plans.store import PlanStatus
from knowledge.work import audit
from tests.talking import START, commune_plan, database, talking

PLAN = commune_plan("ban-nhap", number="99/KH-UBND")
POLICE, HEALTH = 0, 1


def doubtful(plan):
    tasks = tuple(replace(task, confidence=0.6) for task in plan.units[HEALTH].tasks)
    passages = tuple(replace(one, doubtful=one.position in (1, 8)) for one in plan.passages)
    deadlines = (replace(plan.deadlines[0], confidence=0.8), *plan.deadlines[1:])
    units = (plan.units[POLICE], replace(plan.units[HEALTH], tasks=tasks))
    return replace(plan, units=units, passages=passages, deadlines=deadlines)


@asynccontextmanager
async def drafting(tmp_path, plan=PLAN):
    connection = database()
    store.save(connection, plan, Document("a.txt", "", (), sha256="x"), now=START, status=PlanStatus.DRAFT)
    async with talking(connection, tmp_path) as chat:
        admin = chat.as_("admin")
        await admin.say("/duyet")
        await admin.press("Công tác trẻ em")
        yield admin, connection


async def test_units_are_gone_through_and_each_said_right(tmp_path):
    async with drafting(tmp_path, doubtful(PLAN)) as (admin, connection):
        first = await admin.press("Xem từng đơn vị")
        assert "Công an xã" in first.text
        assert "Đơn vị 1/2" in first.text
        second = await admin.press("Đúng")
        assert "Trạm Y tế" in second.text
        assert "❓" in second.text
        back = await admin.press("Đúng")
        assert "Đã xem 2/2 đơn vị" in back.text
        plan = load(connection, PLAN.id)
        assert {task.confidence for unit in plan.units for task in unit.tasks} == {1.0}
        assert reviewing.looked_at(connection, plan) == {0, 1}


async def test_what_is_in_doubt_comes_first_with_its_lines(tmp_path):
    async with drafting(tmp_path, doubtful(PLAN)) as (admin, _):
        heard = await admin.press_data(2, f"draft:{PLAN.id}:0")
        heard = await admin.say("/duyet")
        heard = await admin.press("Công tác trẻ em")
    assert "3 chỗ đọc chưa chắc" in heard.text
    assert "Mục II.2, trang 1 (Trạm Y tế): “Khám sức khỏe" in heard.text
    assert heard.text.index("chưa chắc") < heard.text.index("Công an xã: 3 nhiệm vụ")


async def test_a_name_is_typed(tmp_path):
    async with drafting(tmp_path) as (admin, connection):
        await admin.press("Xem từng đơn vị")
        assert "Gõ tên đúng" in (await admin.press("Sửa tên")).text
        heard = await admin.say("Công an xã An Phú")
        assert "Công an xã An Phú" in heard.text
        assert load(connection, PLAN.id).units[POLICE].name == "Công an xã An Phú"
        change = audit.entries(connection)[0].change
        assert (change.action, change.plan, change.after) == ("plan.correct", PLAN.id, {"correction": "name"})


@pytest.mark.parametrize(
    ("field", "said", "shown"),
    [("Số", "100/KH-UBND", "100/KH-UBND"), ("Ngày", "03/02/2026", "03/02/2026"), ("Người ký", "-", "(không rõ)")],
)
async def test_the_head_is_typed(tmp_path, field, said, shown):
    async with drafting(tmp_path) as (admin, _):
        await admin.press("Phần đầu")
        await admin.press(field)
        assert shown in (await admin.say(said)).text


async def test_words_that_do_not_fit_are_answered_with_an_example_and_nothing_changes(tmp_path):
    async with drafting(tmp_path) as (admin, connection):
        await admin.press("Phần đầu")
        await admin.press("Năm")
        assert "2026" in (await admin.say("năm tới")).text
        assert load(connection, PLAN.id) == PLAN


async def test_a_task_gets_a_role_and_an_owner(tmp_path):
    async with drafting(tmp_path) as (admin, connection):
        await admin.press("Xem từng đơn vị")
        opened = await admin.press("2")
        assert "Đọc từ mục II.1, trang 1" in opened.text
        await admin.press("Vai trò")
        assert "Tham mưu" in (await admin.press("tham mưu")).text
        assert load(connection, PLAN.id).units[POLICE].tasks[1].role is Role.ADVISE
        await admin.press("2")
        await admin.press("Đơn vị")
        await admin.press("Trạm Y tế")
        assert len(load(connection, PLAN.id).units[HEALTH].tasks) == 2
        await admin.press("1")
        await admin.press("Đơn vị")
        await admin.press("Đơn vị khác")
        await admin.say("Trường Tiểu học An Phú")
        assert [unit.name for unit in load(connection, PLAN.id).units][-1] == "Trường Tiểu học An Phú"


async def test_a_task_is_cut_joined_and_deleted(tmp_path):
    async with drafting(tmp_path) as (admin, connection):

        def texts():
            return [task.text for task in load(connection, PLAN.id).units[POLICE].tasks]

        before = texts()
        await admin.press("Xem từng đơn vị")
        await admin.press("1")
        await admin.press("Tách")
        await admin.press("1.")
        assert len(texts()) == 4
        await admin.press("1")
        await admin.press("Gộp")
        assert texts() == before
        await admin.press("3")
        await admin.press("Xóa nhiệm vụ")
        assert texts() == before[:2]


async def test_a_deadline_is_looked_at_corrected_and_dropped(tmp_path):
    async with drafting(tmp_path, doubtful(PLAN)) as (admin, connection):
        listed = await admin.press("Hạn (2)")
        assert "Ngày cuối: 09/05 hằng năm" in listed.text
        assert "❓" in listed.text
        await admin.press("1")
        await admin.press("Đúng")
        assert load(connection, PLAN.id).deadlines[0].confidence == 1.0
        await admin.press("1")
        await admin.press("Sửa hạn")
        assert "20/11/2026" in (await admin.say("chậm nhất ngày 20/11/2026")).text
        await admin.press("2")
        await admin.press("Không phải hạn")
        assert [deadline.date for deadline in load(connection, PLAN.id).deadlines] == ["2026-11-20"]


async def test_a_button_that_was_made_before_another_change_does_nothing(tmp_path):
    async with drafting(tmp_path) as (admin, connection):
        await admin.press("Xem từng đơn vị")
        opened = await admin.press("1")
        data = next(
            button["callback_data"]
            for row in opened.last["buttons"]
            for button in row
            if button["callback_data"].endswith(":d")
        )
        message = opened.last["id"]
        await admin.press_data(message, data)
        again = await admin.press_data(message, data)
        assert "đã cũ" in again.alert
        assert len(load(connection, PLAN.id).units[POLICE].tasks) == 2
        for forged in ("xu:ban-nhap:9:0", "xt:ban-nhap:0:99", "xc:ban-nhap:0:0:z", "xz:ban-nhap:0:0000:y",
                       "xp:ban-nhap:99:0:0", "xr:ban-nhap:0:0000", "xl:ban-nhap:7"):  # fmt: skip
            assert "đã cũ" in (await admin.press_data(message, forged)).alert


async def test_a_prompt_for_what_is_gone_does_nothing(tmp_path):
    async with drafting(tmp_path) as (admin, connection):
        await admin.press("Xem từng đơn vị")
        await admin.press("Sửa tên")
        store.delete(connection, PLAN.id)
        assert "đã cũ" in (await admin.say("Công an")).text


async def test_a_plan_is_answered_from_while_it_is_published(tmp_path):
    question = "Hội Làm vườn phải làm gì"
    units = (PLAN.units[POLICE], replace(PLAN.units[HEALTH], name="Hội Làm vườn"))
    async with drafting(tmp_path, replace(PLAN, units=units)) as (admin, connection):
        assert "Khám sức khỏe" not in (await admin.say(question)).text
        await admin.say("/duyet")
        await admin.press("Công tác trẻ em")
        await admin.press("Công bố")
        assert "Khám sức khỏe" in (await admin.say(question)).text
        await admin.press("Mở kế hoạch")
        assert "Đã thu hồi" in (await admin.press("Thu hồi kế hoạch")).text
        assert "Khám sức khỏe" not in (await admin.say(question)).text
        assert "1 kế hoạch đã thu hồi" in (await admin.say("/duyet")).text
        assert "Đã đọc kế hoạch" in (await admin.press("⏏")).text
        assert [entry.change.action for entry in audit.entries(connection)[:3]] == [
            "plan.reopen",
            "plan.withdraw",
            "plan.publish",
        ]


async def test_an_officer_and_another_issuers_coordinator_withdraw_nothing(tmp_path):
    async with talking(database(), tmp_path) as chat:
        for key, said in (("officer", "dành cho người"), ("coordinator", "chưa được giao quyền")):
            await chat.as_(key).say("/kehoach")
            opened = await chat.as_(key).press("12/KH")
            assert "⏏ Thu hồi kế hoạch" not in opened.labels
            heard = await chat.as_(key).press_data(opened.last["id"], "xd:xa-an-phu-2026")
            assert said in heard.alert + heard.text
