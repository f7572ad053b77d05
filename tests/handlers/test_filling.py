"""/baocao: an answer fills what it tells, whatever was asked; a whole report may be the first answer."""

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


async def test_a_question_in_bare_telex_is_answered_while_a_draft_is_open(tmp_path):
    async with office(tmp_path) as (talk, _):
        await talk.say("đã phát 200 tờ rơi tại chợ")
        heard = await talk.say("coong an xax phair lamf gif")
        assert "Chưa đọc được ngày" not in heard.text
        assert "II.1" in heard.messages[0]["html"]
