"""A reminder reaches the unit's people through the outbox; its buttons end it, take it back or put it off."""

from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import pytest

from bot.delivery import Sender
from bot.heartbeat import Heartbeat
from handlers.reminding.reminders import snoozed_until
from knowledge.clock import VIET_NAM
from knowledge.plans import store
from knowledge.work.reminding import obligations, reminders
from tests.handlers.test_reports import office
from tests.talking import Hands

EVE = datetime(2026, 5, 8, 2, 0, tzinfo=UTC)
"""Friday 8 May 2026, 9:00 in Viet Nam: the day before the last day."""


@asynccontextmanager
async def reminded(tmp_path, now=EVE):
    """Run the assistant of the commune, its clock on the eve of the deadline, one heartbeat done and its mail sent."""
    clock = Hands(now)
    async with office(tmp_path, clock=clock) as (talk, connection):
        for persona in ("officer", "head", "coordinator"):
            await talk.as_(persona).say("/start")
        heartbeat = Heartbeat(talk.application, backups=None)
        heartbeat.beat()
        await Sender(talk.application).send_due()
        yield talk, connection, heartbeat, clock


def newest(talk):
    return list(talk.world.chat(talk.chat).messages.values())[-1].html


async def test_the_reminder_says_what_to_whom_and_by_when(tmp_path):
    async with reminded(tmp_path) as (talk, _, _, _):
        text = newest(talk)
        assert "Báo cáo kết quả" in text
        assert "09/05/2026" in text
        assert "ngày mai" in text
        assert "UBND xã" in text
        assert "trước ngày 10/5" in text
        assert "Chưa có hoạt động nào" in text


async def test_a_reminder_of_a_withdrawn_plan_says_that_it_was_withdrawn(tmp_path):
    async with reminded(tmp_path) as (talk, connection, _, _):
        store.set_status(connection, "xa-an-phu-2026", store.PlanStatus.WITHDRAWN)
        for label in ("Đã nộp", "Báo cáo ngay", "Chiều nay", "Xem yêu cầu"):
            assert "12/KH-UBND của UBND xã An Phú đã được thu hồi" in (await talk.press(label)).alert
        assert obligations.find(connection, 1).state == "open"


async def test_done_by_one_ends_it_for_all_of_the_unit_and_can_be_taken_back(tmp_path):
    async with reminded(tmp_path) as (talk, connection, heartbeat, clock):
        done = await talk.press("Đã nộp")
        assert "Nguyễn Thị Mai ghi nhận" in done.text

        clock.now = EVE + timedelta(days=1)
        heartbeat.beat()
        told = connection.execute("select chat, key, text from outbox where state = 'waiting'").fetchall()
        reminded_of = {row["chat"] for row in told if row["key"].startswith("digest:")}
        assert reminded_of.isdisjoint({talk.chat, talk.as_("head").chat})
        (notice,) = [row for row in told if row["key"].startswith("duty:")]
        assert notice["chat"] == talk.as_("head").chat
        assert "Nguyễn Thị Mai ghi nhận" in notice["text"]

        again = await talk.press("mở lại")
        assert "Hôm nay là ngày cuối" in again.text
        assert obligations.obligations(connection)


async def test_a_snooze_is_confirmed_and_kept(tmp_path):
    async with reminded(tmp_path) as (talk, connection, heartbeat, clock):
        said = await talk.press("Chiều nay")
        assert "14:00 ngày 08/05/2026" in said.text
        clock.now = EVE + timedelta(hours=3)
        assert heartbeat.beat() == 0
        clock.now = EVE + timedelta(hours=5)
        assert heartbeat.beat() == 1, "a promise holds though there was a message in the morning"
        told = connection.execute("select key from outbox where chat = ? and key like 'digest:%'", (talk.chat,))
        day = f"digest:{talk.chat}:2026-05-08"
        assert [row["key"] for row in told] == [day, f"{day}:070000"]
        clock.now = EVE + timedelta(hours=6)
        assert heartbeat.beat() == 0


async def test_a_snooze_till_the_next_working_day_warns_that_it_is_late_then(tmp_path):
    async with reminded(tmp_path) as (talk, _, _, _):
        said = await talk.press("Mai")
        assert "8:00 ngày 11/05/2026 (thứ Hai)" in said.text
        assert "quá hạn 09/05/2026" in said.text


async def test_the_plans_words_open(tmp_path):
    async with reminded(tmp_path) as (talk, _, _, _):
        said = await talk.press("Xem yêu cầu")
        assert "Các đơn vị báo cáo về UBND xã trước ngày 10/5" in said.text


async def test_another_units_officer_may_not_end_it(tmp_path):
    async with reminded(tmp_path) as (talk, connection, _, _):
        health = next(each for each in obligations.obligations(connection) if each.owing.unit == "Trạm Y tế")
        refused = await talk.press_data(1, f"od:{health.owing.id}")
        assert "quyền" in refused.alert
        assert obligations.find(connection, health.owing.id).state == "open"


async def test_people_choose_their_hour_and_pause(tmp_path):
    async with reminded(tmp_path) as (talk, connection, _, _):
        said = await talk.say("/nhac")
        assert "8 giờ" in said.text
        said = await talk.press("10 giờ")
        assert "10 giờ" in said.text
        said = await talk.press("⏸ 7")
        assert "15/05/2026" in said.text
        assert reminders.wish(connection, talk.chat).paused_until is not None
        said = await talk.press("▶")
        assert "tạm ngừng" not in said.text


async def test_a_stale_obligation_is_said_to_be(tmp_path):
    async with reminded(tmp_path) as (talk, _, _, _):
        said = await talk.press_data(1, "od:99999")
        assert "nghĩa vụ" in said.alert


@pytest.mark.parametrize(
    ("choice", "hour", "expected"),
    [
        ("afternoon", 9, "2026-05-08 14:00"),
        ("afternoon", 15, "2026-05-11 08:00"),
        ("tomorrow", 9, "2026-05-11 08:00"),
        ("three_days", 9, "2026-05-11 08:00"),
    ],
)
def test_when_a_snooze_ends(choice, hour, expected):
    now = datetime(2026, 5, 8, hour, 0, tzinfo=VIET_NAM)
    assert f"{snoozed_until(choice, now):%Y-%m-%d %H:%M}" == expected


async def test_quiet_hours_and_a_pause_until_a_day(tmp_path):
    async with reminded(tmp_path) as (talk, connection, _, _):
        assert "13/05/2026" in (await talk.say("/nhac 13/5")).text
        await talk.press("▶")
        said = await talk.press("17–8 giờ")
        assert "từ 17 giờ đến 8 giờ" in said.text
        assert "Giờ yên lặng" not in (await talk.press("Không giờ yên lặng")).text
        assert reminders.wish(connection, talk.chat).quiet is None
        assert "đã cũ" in (await talk.press_data(1, "ok:9")).alert


async def test_the_deadlines_come_as_a_file_for_the_phone(tmp_path):
    async with reminded(tmp_path) as (talk, _, _, _):
        await talk.say("/han")
        sent = await talk.press("lịch điện thoại")
        assert sent.last["document"]["name"] == "han.ics"
        assert "đã cũ" in (await talk.press_data(1, "hc:khong-co")).alert
