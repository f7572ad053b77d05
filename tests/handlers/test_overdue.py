"""What is overdue stands in /han, /nhac and /nghiavu; what was handed in is said to be; settings show what they are."""

from contextlib import asynccontextmanager
from datetime import UTC, datetime

from handlers.reminding.reminders import message
from knowledge.work.reminding import obligations, recording, reminders
from knowledge.work.reminding.schedule import Office
from tests.handlers.test_reports import office
from tests.talking import Hands

LATE = datetime(2026, 5, 13, 2, 0, tzinfo=UTC)
"""Wednesday 13 May 2026: four days after the last day."""


@asynccontextmanager
async def begun(tmp_path, now):
    """Run the assistant from a day on: nothing was recorded before it."""
    async with office(tmp_path, clock=Hands(now)) as (talk, connection):
        recording.bring_up_to_date(connection, now.date())
        yield talk, connection


async def test_the_overdue_stands_above_what_is_to_come(tmp_path):
    async with begun(tmp_path, LATE) as (talk, _):
        said = (await talk.say("/han")).text
        assert "Đã quá hạn, chưa nộp" in said
        assert "Báo cáo kết quả: hạn 09/05/2026, quá 4 ngày (Công an xã)" in said
        assert "Trạm Y tế" not in said
        assert "1 việc đã quá hạn" in (await talk.say("/nhac")).text
        every = (await talk.as_("coordinator").say("/han")).text
        assert "(Công an xã)" in every
        assert "(Trạm Y tế)" in every
        assert "quá 4 ngày" in (await talk.as_("coordinator").say("/nghiavu")).text


async def test_what_was_handed_in_is_said_to_be(tmp_path):
    async with begun(tmp_path, datetime(2026, 5, 4, 2, 0, tzinfo=UTC)) as (talk, connection):
        assert "Đã nộp" not in (await talk.say("/han")).text
        owed = next(each for each in obligations.obligations(connection) if each.owing.unit == "Công an xã")
        obligations.change(connection, owed.owing.id, state="done", by=talk.chat, now=LATE)
        assert "✅ Đã nộp" in (await talk.say("/han")).text


async def test_the_settings_that_hold_are_marked(tmp_path):
    async with begun(tmp_path, LATE) as (talk, _):
        said = await talk.say("/nhac")
        assert [name for name in said.labels if "✓" in name] == ["✓ 8 giờ", "✓ 🔊 Không giờ yên lặng"]
        await talk.press("10 giờ")
        said = await talk.press("🔇 17")
        assert [name for name in said.labels if "✓" in name] == ["✓ 10 giờ", "✓ 🔇 17–8 giờ"]


async def test_a_reminder_counts_what_was_done_in_its_own_period(tmp_path):
    async with begun(tmp_path, datetime(2026, 5, 8, 2, 0, tzinfo=UTC)) as (talk, connection):
        await talk.say("Ngày 5/5 tổ chức truyền thông phòng chống đuối nước cho 120 học sinh tại trường tiểu học")
        await talk.press("Gửi")
        (digest,) = [
            each
            for each in reminders.pending(connection, now=datetime(2026, 5, 8, 2, 0, tzinfo=UTC), office=Office())
            if each.official.telegram_id == talk.chat
        ]
        assert "Từ 01/01/2026 đã báo cáo 1 hoạt động" in message(connection, digest)[0]
        for change in ("date = '2025-05-05'", "date = '2026-05-05', state = 'returned'"):
            connection.execute(f"update activity set {change}")
            assert "Chưa có hoạt động nào được báo cáo từ 01/01/2026" in message(connection, digest)[0]
