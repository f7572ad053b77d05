"""Coordinators give, move and waive obligations; the unit is told by whom; what cannot be read is asked for again."""

from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.delivery import Sender
from bot.heartbeat import Heartbeat
from knowledge.work.chats import prompts
from knowledge.work.reminding import obligations, recording
from knowledge.work.reminding.duty_words import DutyWordsError, read_duty, read_move
from tests.handlers.test_reports import office
from tests.talking import Hands

TODAY = datetime(2026, 5, 4, 2, 0, tzinfo=UTC)
"""Monday 4 May 2026, 9:00 in Viet Nam."""


@asynccontextmanager
async def coordinating(tmp_path):
    """Run the commune's assistant with its obligations written down; everybody has said hello."""
    clock = Hands(TODAY)
    async with office(tmp_path, clock=clock) as (talk, connection):
        for persona in ("officer", "head", "coordinator"):
            await talk.as_(persona).say("/start")
        recording.bring_up_to_date(connection, TODAY.date())
        yield talk, talk.as_("coordinator"), connection


async def posted(talk):
    """Send what is owed and return the newest message of the person."""
    while await Sender(talk.application).send_due():
        pass
    return list(talk.world.chat(talk.chat).messages.values())[-1].html


def of(connection, unit, what="Báo cáo kết quả"):
    every = obligations.obligations(connection, state=None)
    return next(each for each in every if (each.owing.unit, each.owing.what) == (unit, what))


async def open_police(coordinator, connection):
    await coordinator.say("/nghiavu")
    number = of(connection, "Công an xã").owing.id
    return await coordinator.press_data(1, f"do:{number}")


async def test_a_last_day_is_moved_with_its_reason_and_the_unit_told(tmp_path):
    async with coordinating(tmp_path) as (talk, coordinator, connection):
        listed = await coordinator.say("/nghiavu")
        assert "Công an xã: Báo cáo kết quả" in listed.text
        await open_police(coordinator, connection)
        assert "vì hoãn họp" in (await coordinator.press("Dời hạn")).text
        assert "Cần cả lý do" in (await coordinator.say("20/5")).text
        said = await coordinator.say("20/5 vì hoãn họp giao ban")
        assert "Hạn: 20/05/2026" in said.text
        assert "hoãn họp giao ban" in said.text
        assert of(connection, "Công an xã").owing.last_day == date(2026, 5, 20)
        told = await posted(talk)
        assert "Trần Văn Hòa dời hạn" in told
        assert "20/05/2026" in told


async def test_an_obligation_is_waived_with_its_reason_and_taken_back(tmp_path):
    async with coordinating(tmp_path) as (talk, coordinator, connection):
        await open_police(coordinator, connection)
        await coordinator.press("➖ Miễn")
        said = await coordinator.say("đơn vị mới thành lập")
        assert "Được miễn" in said.text
        assert of(connection, "Công an xã").state == "waived"
        assert "Lý do: đơn vị mới thành lập" in await posted(talk)
        again = await coordinator.press("mở lại")
        assert "Còn 5 ngày" in again.text
        assert "mở lại" in await posted(talk)


async def test_a_new_duty_is_given_to_one_unit_or_to_all(tmp_path):
    async with coordinating(tmp_path) as (talk, coordinator, connection):
        await coordinator.say("/nghiavu")
        await coordinator.press("Giao thêm")
        await coordinator.press("Công an xã")
        said = await coordinator.say("báo cáo nhanh tình hình đuối nước, trước ngày 13/5")
        assert "hạn cuối 12/05/2026, cho Công an xã" in said.text
        assert "giao <b>Công an xã</b>" in (await posted(talk)).replace("giao Công an xã", "giao <b>Công an xã</b>")
        await coordinator.press("Các nghĩa vụ")
        await coordinator.press("Giao thêm")
        await coordinator.press("Mọi đơn vị")
        said = await coordinator.say("góp ý dự thảo, hạn 15/5")
        assert "2 đơn vị" in said.text
        added = of(connection, "Trạm Y tế", "góp ý dự thảo")
        assert added.owing.last_day == date(2026, 5, 15)


async def test_a_question_in_the_middle_is_answered_and_the_prompt_stays(tmp_path):
    async with coordinating(tmp_path) as (_, coordinator, connection):
        await open_police(coordinator, connection)
        await coordinator.press("Dời hạn")
        assert "Khám sức khỏe" in (await coordinator.say("trạm y tế phải làm gì?")).text
        assert prompts.waiting(connection, coordinator.chat, now=TODAY) is not None
        await coordinator.say("22/5 vì nghỉ lễ")
        assert of(connection, "Công an xã").owing.last_day == date(2026, 5, 22)


async def test_another_units_officer_may_not(tmp_path):
    async with coordinating(tmp_path) as (talk, _, connection):
        number = of(connection, "Công an xã").owing.id
        for data in (f"dm:{number}", f"dw:{number}", "du:1", "da:0", "wn"):
            assert "dành cho" in (await talk.press_data(1, data)).alert


async def test_a_reminder_starts_a_report_for_the_unit(tmp_path):
    async with coordinating(tmp_path) as (talk, _, connection):
        Heartbeat(talk.application, backups=None).beat()
        await posted(talk)
        form = await talk.press("Báo cáo ngay")
        assert connection.execute("select unit from activity").fetchone()[0] == of(connection, "Công an xã").unit_id
        assert form.labels


async def test_the_week_is_overlooked_and_all_are_reminded(tmp_path):
    async with coordinating(tmp_path) as (talk, coordinator, connection):
        health = of(connection, "Trạm Y tế").owing.id
        obligations.change(connection, health, state="done", by=None, now=TODAY)
        heartbeat = Heartbeat(talk.application, backups=None)
        heartbeat.beat()
        overview = await posted(coordinator)
        assert "Đã nộp 1/2: Trạm Y tế" in overview
        assert "Chưa: Công an xã" in overview
        assert "Nhắc tất cả" not in str(talk.as_("head").world.chat(1005).messages)
        assert "2 người của 1 đơn vị" in (await coordinator.press("Nhắc tất cả")).text
        assert "Trần Văn Hòa nhắc" in await posted(talk)
        heartbeat.beat()
        weekly = connection.execute("select count(*) from outbox where key like 'week:%'").fetchone()[0]
        assert weekly == 2


async def test_tasks_left_alone_are_listed_once_a_month(tmp_path):
    async with coordinating(tmp_path) as (talk, _, connection):
        heartbeat = Heartbeat(talk.application, backups=None)
        heartbeat.beat()
        rows = connection.execute("select chat, text from outbox where key like 'idle:%'").fetchall()
        assert {row["chat"] for row in rows} == {talk.chat}
        assert "3 nhiệm vụ chưa có hoạt động" in rows[0]["text"]
        talk.application.bot_data.clock.move(timedelta(days=1))
        heartbeat.beat()
        assert connection.execute("select count(*) from outbox where key like 'idle:%'").fetchone()[0] == 1


@pytest.mark.parametrize(
    ("text", "what", "day"),
    [
        ("báo cáo nhanh, trước ngày 20/5", "báo cáo nhanh", "2026-05-19"),
        ("báo cáo nhanh tai nạn 20/5/2026", "báo cáo nhanh tai nạn", "2026-05-20"),
        ("đến hết ngày 20/5 nộp danh sách", "nộp danh sách", "2026-05-20"),
        ("Góp ý dự thảo hạn cuối là 20/5", "Góp ý dự thảo", "2026-05-20"),
        ("họp tổng kết thứ sáu tuần sau", "họp tổng kết", "2026-05-15"),
    ],
)
def test_a_duty_is_read_from_one_line(text, what, day):
    assert read_duty(text, date(2026, 5, 4)) == (what, date.fromisoformat(day))


@pytest.mark.parametrize("text", ["báo cáo nhanh", "hạn 20/5", "báo cáo 1/5/2026"])
def test_what_lacks_a_day_or_a_thing_is_refused(text):
    with pytest.raises(DutyWordsError):
        read_duty(text, date(2026, 5, 4))


def test_a_move_wants_a_reason():
    assert read_move("20/5 vì hoãn họp", date(2026, 5, 4)) == (date(2026, 5, 20), "hoãn họp")
    assert read_move("hoãn họp nên dời sang 20/5", date(2026, 5, 4)) == (date(2026, 5, 20), "hoãn họp nên dời")
    with pytest.raises(DutyWordsError, match="lý do"):
        read_move("sang ngày 20/5", date(2026, 5, 4))
