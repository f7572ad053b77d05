"""One line, one tap: a report is written, corrected, sent, decided; nothing is lost and nothing is doubled."""

from contextlib import asynccontextmanager
from datetime import timedelta

import pytest

from bot.heartbeat import Heartbeat
from bot.local import personas
from knowledge.work.members import people, registered_units
from knowledge.work.members.officials import OfficialRole
from knowledge.work.reporting import reports
from knowledge.work.reporting.activity import State
from knowledge.work.reporting.reports import Sought
from tests.talking import START, Hands, database, talking

LINE = "sáng nay truyền thông đuối nước ở thôn 3, 45 cháu 12 phụ huynh, phát 100 tờ rơi, 2tr5"


@asynccontextmanager
async def office(tmp_path, connection=None, clock=None):
    """Run the assistant for a commune: the officer and the head of its police, a coordinator of its health station."""
    connection = connection or database()
    personas.register(connection, now=START)
    unit = registered_units.register(connection, "Công an xã", issuer="UBND xã An Phú")
    health = registered_units.register(connection, "Trạm Y tế", issuer="UBND xã An Phú")
    for key, place, role in (
        ("officer", unit, OfficialRole.OFFICER),
        ("head", unit, OfficialRole.HEAD),
        ("coordinator", health, OfficialRole.COORDINATOR),
    ):
        persona = personas.by_key(key)
        person = people.find_person(connection, persona.telegram_id)
        for membership in person.memberships:
            people.leave(connection, person.telegram_id, membership.unit.id, by=None, now=START)
        people.join(connection, persona.telegram_id, persona.name, unit=place.id, role=role, by=None, now=START)
    async with talking(connection, tmp_path, clock=clock) as talk:
        yield talk, connection


def sent(connection):
    return reports.reports(connection, Sought(), limit=None)


async def test_one_line_and_one_tap_store_a_report(tmp_path):
    async with office(tmp_path) as (talk, connection):
        form = await talk.say(LINE)

        assert "45 trẻ em" in form.text
        assert "12 người lớn" in form.text
        assert "100 tờ rơi" in form.text
        assert "2.500.000 đồng" in form.text
        assert "02/03/2026" in form.text
        assert "II.1" in form.text
        assert sent(connection) == []

        done = await talk.press("Gửi")

        (report,) = sent(connection)
        assert "Đã gửi báo cáo" in done.text
        assert (report.details.children, report.details.adults, report.details.cost) == (45, 12, 2_500_000)
        assert report.details.quantities == (("tờ rơi", 100),)
        assert report.plan == "xa-an-phu-2026"


async def test_pressing_twice_sends_once_and_undo_brings_the_draft_back(tmp_path):
    clock = Hands()
    async with office(tmp_path, clock=clock) as (talk, connection):
        form = await talk.say(LINE)
        press = next(b["callback_data"] for row in form.last["buttons"] for b in row if "Gửi" in b["text"])
        await talk.press_data(form.last["id"], press)
        await talk.press_data(form.last["id"], press)
        assert len(sent(connection)) == 1

        again = await talk.press("Hoàn tác")
        assert "Báo cáo hoạt động" in again.text
        assert sent(connection) == []

        await talk.press("Gửi")
        clock.move(timedelta(minutes=11))
        late = await talk.press("Hoàn tác")
        assert "mười phút" in late.alert
        assert len(sent(connection)) == 1


async def test_a_number_is_corrected_by_saying_so(tmp_path):
    async with office(tmp_path) as (talk, connection):
        await talk.say(LINE)
        form = await talk.say("không phải 45 mà 54")
        assert "54 trẻ em" in form.text
        assert "54 cháu 12 phụ huynh" in form.text

        await talk.press("Gửi")
        assert sent(connection)[0].details.children == 54


async def test_what_must_not_be_missing_is_asked_for(tmp_path):
    async with office(tmp_path) as (talk, connection):
        form = await talk.say("đã tuyên truyền phòng chống đuối nước cho 30 học sinh lớp 4A")
        assert "Ngày nào" in form.text
        assert not any("Gửi" in label for label in form.labels)

        form = await talk.say("hôm qua")
        assert "01/03/2026" in form.text
        await talk.press("Gửi")
        assert len(sent(connection)) == 1


async def test_a_question_in_the_middle_is_answered_and_one_line_leads_back(tmp_path):
    async with office(tmp_path) as (talk, connection):
        await talk.say("/baocao")
        heard = await talk.say("trạm y tế phải làm gì?")

        assert "Khám sức khỏe cho trẻ em dưới 6 tuổi" in heard.text
        assert "Báo cáo hoạt động" not in heard.text
        assert heard.labels == ["▶ Tiếp tục báo cáo"]
        assert "Đã làm việc gì" in (await talk.press("Tiếp tục")).text
        assert len(reports.drafts(connection, talk.chat)) == 1


async def test_a_guided_report_asks_field_by_field_and_lets_them_be_skipped(tmp_path):
    async with office(tmp_path) as (talk, connection):
        form = await talk.say("/baocao")
        assert "Đã làm việc gì" in form.text
        await talk.say("Tuần tra ao hồ quanh thôn")
        form = await talk.say("hôm nay")
        assert "Thuộc nhiệm vụ nào" in form.text
        assert form.labels[:3] == ["1", "2", "3"]
        assert "2. Truyền thông phòng chống đuối nước đợt 2" in form.text
        form = await talk.press("2")
        for _ in range(8):
            form = await talk.press("Bỏ qua")
        assert "bấm Gửi" in form.text
        await talk.press("Gửi")
        assert sent(connection)[0].details.task.section == "II.1"


async def test_fields_are_changed_by_button(tmp_path):
    async with office(tmp_path) as (talk, connection):
        await talk.say(LINE)
        await talk.press("Sửa")
        form = await talk.press("Địa điểm")
        assert "Ở đâu" in form.text
        form = await talk.say("nhà văn hóa thôn 5")
        assert "nhà văn hóa thôn 5" in form.text
        await talk.press("Sửa")
        form = await talk.press("Quay lại")
        assert "bấm Gửi" in form.text
        await talk.press("Nhiệm vụ khác")
        form = await talk.press("3")
        assert "đợt 3" in form.text


async def test_a_draft_can_be_given_up(tmp_path):
    async with office(tmp_path) as (talk, connection):
        await talk.say(LINE)
        heard = await talk.press("Hủy")
        assert "Đã hủy" in heard.text
        assert reports.drafts(connection, talk.chat) == []


async def test_a_restart_in_the_middle_loses_nothing(tmp_path):
    connection = database()
    async with office(tmp_path, connection) as (talk, _):
        await talk.say("đã tuyên truyền phòng chống đuối nước cho 30 học sinh lớp 4A")
    async with talking(connection, tmp_path) as talk:
        form = await talk.say("hôm qua")
        assert "01/03/2026" in form.text


async def test_a_childs_name_is_masked_before_anything_is_stored(tmp_path):
    line = "hôm qua thăm cháu Nguyễn Thị Bông bị bạo hành ở thôn 3, hỗ trợ 500k"
    async with office(tmp_path) as (talk, connection):
        form = await talk.say(line)
        assert "che" in form.text
        assert "Bông" not in form.text
        assert not any("Giữ nguyên" in label for label in form.labels)
        assert "Bông" not in reports.drafts(connection, talk.chat)[0].details.what

        head = talk.as_("head")
        form = await head.say(line)
        assert "Bông" not in form.text
        form = await head.press("Giữ nguyên")
        assert "Bông" in form.text
        logged = connection.execute("select action from audit where action like 'personal%'").fetchall()
        assert len(logged) == 1


async def test_the_coordinator_hears_of_it_returns_it_and_the_author_is_told(tmp_path):
    async with office(tmp_path) as (talk, connection):
        await talk.say(LINE)
        await talk.press("Gửi")
        (report,) = sent(connection)
        owed = connection.execute("select chat, text from outbox").fetchall()
        coordinator = talk.as_("coordinator")
        assert [row["chat"] for row in owed] == [coordinator.chat]
        assert "vừa báo cáo" in owed[0]["text"]

        await coordinator.say("/nhatky")
        await coordinator.press("1")
        asked = await coordinator.press("Trả lại")
        assert "Vì sao" in asked.text
        await coordinator.say("Ghi rõ số buổi")
        assert reports.find(connection, report.id).state is State.RETURNED
        told = connection.execute("select text from outbox where chat = ?", (talk.chat,)).fetchone()
        assert "Ghi rõ số buổi" in told["text"]


async def test_the_coordinator_accepts_and_an_officer_may_not(tmp_path):
    async with office(tmp_path) as (talk, connection):
        form = await talk.say(LINE)
        await talk.press("Gửi")
        (report,) = sent(connection)

        refused = await talk.press_data(form.last["id"], f"va:{report.id}")
        assert "dành cho" in refused.alert
        assert reports.find(connection, report.id).state is State.SUBMITTED

        coordinator = talk.as_("coordinator")
        await coordinator.say("/nhatky đuối nước")
        await coordinator.press("1")
        await coordinator.press("Nhận")
        assert reports.find(connection, report.id).state is State.ACCEPTED


async def test_photos_become_evidence_with_one_word_about_consent(tmp_path):
    async with office(tmp_path) as (talk, connection):
        await talk.say(LINE)
        photo = {"photo": [{"file_id": "a", "file_unique_id": "a1", "width": 10, "height": 10}]}
        first = await talk.send(photo)
        second = await talk.send({"photo": [{"file_id": "b", "file_unique_id": "b1", "width": 10, "height": 10}]})
        await talk.send(photo)
        await talk.send({"location": {"latitude": 11.5, "longitude": 106.6}})

        assert "gia đình đồng ý" in first.text
        assert "gia đình đồng ý" not in second.text
        assert connection.execute("select count(*) from evidence").fetchone()[0] == 3


async def test_a_photo_with_its_story_is_a_report(tmp_path):
    async with office(tmp_path) as (talk, connection):
        photo = {"photo": [{"file_id": "a", "file_unique_id": "a1", "width": 10, "height": 10}], "caption": LINE}
        await talk.send(photo)
        await talk.press("Gửi")
        (report,) = sent(connection)
        assert connection.execute("select activity from evidence").fetchone()[0] == report.id


@pytest.mark.parametrize("text", ["trạm y tế làm gì", "ngày mai sẽ họp thôn 3 lúc 8 giờ", "kính mời các đồng chí họp"])
async def test_what_is_no_report_makes_no_draft(tmp_path, text):
    async with office(tmp_path) as (talk, connection):
        await talk.say(text)
        assert reports.drafts(connection, talk.chat) == []


async def test_somebody_without_a_unit_is_told_so(tmp_path):
    async with office(tmp_path) as (talk, _):
        heard = await talk.as_("admin").say("/baocao")
        assert "chưa thuộc đơn vị" in heard.text


async def test_a_coordinator_may_choose_one_digest_a_day(tmp_path):
    clock = Hands()
    async with office(tmp_path, clock=clock) as (talk, connection):
        coordinator = talk.as_("coordinator")
        assert "báo ngay" in (await coordinator.say("/toi")).text
        assert "gộp mỗi ngày" in (await coordinator.press("Gộp báo cáo")).text
        await talk.say(LINE)
        await talk.press("Gửi")
        assert connection.execute("select count(*) from outbox").fetchone()[0] == 0

        clock.move(timedelta(days=1))
        Heartbeat(talk.application, backups=None).beat()
        owed = [
            row["text"] for row in connection.execute("select text from outbox where chat = ?", (coordinator.chat,))
        ]
        assert any("1 báo cáo mới" in text for text in owed)


async def test_the_oldest_draft_left_lying_is_reminded_of_once(tmp_path):
    clock = Hands()
    async with office(tmp_path, clock=clock) as (talk, connection):
        await talk.say(LINE)
        await talk.say("hôm qua tuần tra ao hồ ở thôn 5, cắm 12 biển báo")
        heartbeat = Heartbeat(talk.application, backups=None)
        for days in (0, 2, 1, 1):
            clock.move(timedelta(days=days))
            for _ in range(3):
                heartbeat.beat()
                clock.move(timedelta(minutes=2))
        owed = connection.execute("select key, text from outbox where key like 'draft:%' order by id").fetchall()
        assert [row["key"] for row in owed] == ["draft:1", "draft:2"]
        days = connection.execute(
            "select distinct substr(owed_at, 1, 10) from outbox where key like 'draft:%'"
        ).fetchall()
        assert len(days) == 2
        assert "đuối nước" in owed[0]["text"]
