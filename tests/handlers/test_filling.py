"""/baocao: an answer fills what it tells, whatever was asked; a whole report may be the first answer."""

import pytest

from knowledge.work.reporting import reports
from tests.handlers.test_reports import LINE, office, sent


def draft(connection, talk):
    (one,) = reports.drafts(connection, talk.chat)
    return one


async def test_a_whole_report_as_the_first_answer_fills_the_open_form(tmp_path):
    async with office(tmp_path) as (talk, connection):
        await talk.say("/baocao")
        form = await talk.say("sáng nay phát 20 tờ gấp ở thôn Pá, 10 người")

        details = draft(connection, talk).details
        assert (details.place, details.total, details.quantities) == ("thôn Pá", 10, (("tờ gấp", 20),))
        assert "02/03/2026" in form.text


async def test_two_activities_as_the_first_answer_make_two_forms(tmp_path):
    async with office(tmp_path) as (talk, connection):
        await talk.say("/baocao")
        await talk.say("- sáng nay tập huấn bơi ở thôn 3, 45 cháu\n- chiều qua phát 100 tờ rơi ở thôn 5, 30 phụ huynh")
        assert {one.details.place for one in reports.drafts(connection, talk.chat)} == {"thôn 3", "thôn 5"}


async def test_people_go_where_their_noun_says(tmp_path):
    async with office(tmp_path) as (talk, connection):
        await talk.say("/baocao")
        await talk.say("Tuần tra ao hồ quanh thôn")
        await talk.say("hôm nay")
        await talk.press("Bỏ qua")
        await talk.say("ở nhà văn hóa huyện")
        form = await talk.say("25 người lớn")

        assert (draft(connection, talk).details.children, draft(connection, talk).details.adults) == (None, 25)
        assert "Bao nhiêu trẻ em" in form.text
        await talk.say("40")
        assert draft(connection, talk).details.children == 40


async def test_a_place_with_people_fills_both(tmp_path):
    async with office(tmp_path) as (talk, connection):
        await talk.say("/baocao")
        await talk.say("Tuần tra ao hồ quanh thôn")
        await talk.say("hôm nay")
        await talk.press("Bỏ qua")
        await talk.say("ở nhà văn hóa huyện, 25 người")
        details = draft(connection, talk).details
        assert (details.place, details.total) == ("nhà văn hóa huyện", 25)


async def test_an_old_forms_send_button_is_harmless(tmp_path):
    async with office(tmp_path) as (talk, connection):
        form = await talk.say(LINE)
        press = next(b["callback_data"] for row in form.last["buttons"] for b in row if "Gửi" in b["text"])
        await talk.say("không phải 45 mà 54")
        await talk.press("Hủy")
        assert "đã hủy" in (await talk.press_data(form.last["id"], press)).alert
        assert sent(connection) == []


async def test_a_report_written_while_another_asks_for_its_date_is_one_of_its_own(tmp_path):
    async with office(tmp_path) as (talk, connection):
        await talk.say("đã phát 200 tờ rơi tại chợ")
        await talk.say("đã tập huấn bơi cho 30 em ở trường Lê Lợi hôm qua")
        first, second = reports.drafts(connection, talk.chat)
        assert (first.details.date, second.details.children) == (None, 30)


@pytest.mark.parametrize("day", ["31/02", "31/4", "29/2/2026", "ngày 30/13"])
async def test_a_day_of_no_calendar_is_said_to_be_none(tmp_path, day):
    async with office(tmp_path) as (talk, connection):
        await talk.say("đã phát 200 tờ rơi tại chợ")
        assert f"Lịch không có {day}" in (await talk.say(day)).text
        assert draft(connection, talk).details.date is None
        assert "28/02/2026" in (await talk.say("28/2")).text


async def test_a_unit_named_while_a_draft_asks_is_answered_and_the_draft_stays(tmp_path):
    async with office(tmp_path) as (talk, connection):
        await talk.say("đã phát 200 tờ rơi tại chợ")
        heard = await talk.say("trạm y tế")
        assert "Khám sức khỏe" in heard.text
        assert "vẫn còn đó, đang hỏi: Ngày nào?" in heard.text
        assert draft(connection, talk).details.date is None
        assert "Chưa đọc được ngày" in (await talk.say("hom wa")).text
        assert "Chưa đọc được ngày" in (await talk.say("xyzzy")).text


async def test_a_negative_number_is_refused(tmp_path):
    async with office(tmp_path) as (talk, connection):
        await talk.say(LINE)
        for said in ("trẻ em: -5", "không phải 45 mà -5", "kinh phí: -2tr"):
            assert "phải từ 1" in (await talk.say(said)).text
        assert draft(connection, talk).details.children == 45


async def test_a_done_thing_with_a_day_to_come_is_a_form_that_doubts_it(tmp_path):
    async with office(tmp_path) as (talk, _):
        form = await talk.say("đã truyền thông đuối nước ở trường Lê Lợi ngày 15/12/2026, 45 cháu")
        assert "Ngày chưa tới" in form.text
        assert "Ngày nào" in form.text
        form = await talk.say("đã truyền thông đuối nước ở trường Lê Lợi ngày 31/02, -5 cháu")
        assert "Lịch không có ngày 31/02" in form.text
        assert "số âm" in form.text


async def test_a_question_in_bare_telex_is_answered_while_a_draft_is_open(tmp_path):
    async with office(tmp_path) as (talk, _):
        await talk.say("đã phát 200 tờ rơi tại chợ")
        heard = await talk.say("coong an xax phair lamf gif")
        assert "Chưa đọc được ngày" not in heard.text
        assert "II.1" in heard.messages[0]["html"]
