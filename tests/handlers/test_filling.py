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


async def test_a_task_is_chosen_by_its_number_and_a_question_left_out_by_words(tmp_path):
    async with office(tmp_path) as (talk, connection):
        await talk.say("/baocao")
        await talk.say("Tuần tra ao hồ quanh thôn")
        await talk.say("hôm nay")
        form = await talk.say("2")
        assert draft(connection, talk).details.task.text.startswith("Truyền thông phòng chống đuối nước đợt 2")
        assert "Ở đâu" in form.text
        assert "Bao nhiêu trẻ em" in (await talk.say("không nhớ")).text

        await talk.say("/huy")
        await talk.say("/baocao Tuần tra ao hồ quanh thôn hôm nay")
        await talk.press("Nhiệm vụ khác")
        assert draft(connection, talk).details.what == "Tuần tra ao hồ quanh thôn hôm nay"


@pytest.mark.parametrize("said", ["gửi", "gửi đi", "đúng rồi gửi luôn", "Ok gửi nhé"])
async def test_a_report_is_sent_by_saying_so(tmp_path, said):
    async with office(tmp_path) as (talk, connection):
        await talk.say(LINE)
        assert "bấm Gửi" in (await talk.say("đúng rồi")).text
        assert "Đã gửi báo cáo" in (await talk.say(said)).text
        assert len(sent(connection)) == 1


async def test_what_is_missing_is_not_sent_by_saying_so(tmp_path):
    async with office(tmp_path) as (talk, connection):
        await talk.say("đã phát 200 tờ rơi tại chợ")
        assert "Ngày nào" in (await talk.say("gửi đi")).text
        assert sent(connection) == []


async def test_figures_told_after_the_report_go_into_it(tmp_path):
    async with office(tmp_path) as (talk, connection):
        await talk.say("sáng nay tuần tra ao hồ ở thôn 3, 40 em")
        await talk.say("thêm 10 phụ huynh nữa")
        await talk.say("có 2 phụ huynh nữa")
        form = await talk.say("kinh phí 500k")
        details = draft(connection, talk).details
        assert (details.children, details.adults, details.total, details.cost) == (40, 12, 52, 500_000)
        assert "40 em" in form.text
        await talk.say("nhầm, 35 em")
        assert draft(connection, talk).details.what == "sáng nay tuần tra ao hồ ở thôn 3, 35 em"


@pytest.mark.parametrize("said", ["hôm qua mới đúng", "1/3", "à, ngày 1/3"])
async def test_a_day_told_after_the_report_is_its_day(tmp_path, said):
    async with office(tmp_path) as (talk, connection):
        await talk.say(LINE)
        assert "01/03/2026" in (await talk.say(said)).text
        assert len(reports.drafts(connection, talk.chat)) == 1


async def test_a_quantity_changed_by_button_changes_in_the_words_too(tmp_path):
    async with office(tmp_path) as (talk, _):
        await talk.say(LINE)
        await talk.press("Sửa")
        await talk.press("Số lượng")
        assert "phát 120 tờ rơi" in (await talk.say("120 tờ rơi")).text


async def test_there_is_nothing_to_send_twice(tmp_path):
    async with office(tmp_path) as (talk, connection):
        await talk.say(LINE)
        await talk.say("gửi")
        assert "Không có báo cáo nào đang soạn" in (await talk.say("gửi")).text
        assert len(sent(connection)) == 1


async def test_a_field_asked_for_by_button_is_asked_for_once(tmp_path):
    async with office(tmp_path) as (talk, connection):
        await talk.say(LINE)
        for field, said in (
            ("Trẻ em", "50 em"),
            ("Ngày", "hôm qua"),
            ("Kinh phí", "3tr"),
            ("Người lớn", "12 phụ huynh"),
        ):
            await talk.press("Sửa")
            await talk.press(field)
            assert "bấm Gửi" in (await talk.say(said)).text
        details = draft(connection, talk).details
        assert (details.children, details.adults, details.cost) == (50, 12, 3_000_000)


async def test_a_place_that_is_exchanged_is_exchanged_in_the_words_too(tmp_path):
    async with office(tmp_path) as (talk, connection):
        await talk.say("sáng nay tuần tra ao hồ ở thôn Hạ, 40 em")
        await talk.say("à thôn Thượng chứ không phải thôn Hạ")
        details = draft(connection, talk).details
        assert (details.place, details.what) == ("thôn Thượng", "sáng nay tuần tra ao hồ ở thôn Thượng, 40 em")


async def test_a_correction_finds_the_draft_that_it_is_about(tmp_path):
    async with office(tmp_path) as (talk, connection):
        form = await talk.say(LINE)
        await talk.say("hôm qua tuần tra ao hồ ở thôn 5, 20 em")
        await talk.say("không phải 45 mà 54")
        assert [one.details.children for one in reports.drafts(connection, talk.chat)] == [54, 20]

        about = talk.world.chat(talk.chat).messages[form.last["id"]].json
        await talk.say("trẻ em: 21")
        await talk.send({"text": "trẻ em: 46", "reply_to_message": about})
        assert [one.details.children for one in reports.drafts(connection, talk.chat)] == [46, 21]
        heard = await talk.send({"text": "hủy", "reply_to_message": about})
        assert "truyền thông đuối nước" in heard.text
        assert [one.details.children for one in reports.drafts(connection, talk.chat)] == [21]


async def test_the_same_thing_reported_by_two_of_a_unit_is_pointed_out(tmp_path):
    async with office(tmp_path) as (talk, _):
        head = talk.as_("head")
        await head.say(LINE)
        assert "hai lần" not in (await talk.say(LINE)).text
        await head.press("Gửi")
        heard = await talk.say("đúng rồi")
        assert f"{head.persona.name} đã gửi báo cáo số 1 giống thế này" in heard.text


@pytest.mark.parametrize("said", ["sửa số trẻ em thành 54", "không phải 45 mà 54", "nhầm, 54 em"])
async def test_a_correction_after_sending_leads_to_the_report(tmp_path, said):
    async with office(tmp_path) as (talk, _):
        await talk.say(LINE)
        await talk.press("Gửi")
        heard = await talk.say(said)
        assert "Báo cáo số 1 đã gửi" in heard.text
        assert heard.labels == ["✏️ Sửa"]
