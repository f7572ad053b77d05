"""An administrator teaches the assistant a word out of /cauhoi: it counts at once, is listed, is removed again."""

from contextlib import asynccontextmanager
from dataclasses import replace

import pytest

from bot.local import personas
from knowledge.answers.own_words import own_words
from knowledge.work import audit
from knowledge.work.chats import unanswered
from knowledge.work.chats.unanswered import Lack
from knowledge.work.members import people
from tests.handlers.test_reports import office
from tests.talking import START, commune_plan, database

TYPED = """cũ: Đội Trật tự xã
mới: Công an xã
từ: 01/02/2026
việc: trật tự đô thị
căn cứ: Quyết định số 15/2026/QĐ-UBND ngày 20/01/2026"""


@asynccontextmanager
async def administered(tmp_path, connection=None):
    async with office(tmp_path, connection) as (talk, connection):
        yield talk, talk.as_("admin"), connection


async def asked_in_vain(talk, admin, question):
    """Ask what nothing answers, then open it as the administrator."""
    said = await talk.say(question)
    assert "Không tìm thấy" in said.text, said.text
    assert question in (await admin.say("/cauhoi")).text
    return await admin.press("1")


async def test_another_name_of_a_unit_counts_at_once_for_everybody(tmp_path):
    async with administered(tmp_path) as (talk, admin, connection):
        shown = await asked_in_vain(talk, admin, "nhà thương làm gì")
        assert "Đã hỏi 1 lần" in shown.text

        assert "nhà thương làm gì" in (await admin.press("Tên gọi khác")).text
        said = await admin.say("nhà thương = tram y te")
        assert "nhà thương → Trạm Y tế (mọi kế hoạch)" in said.text
        assert "Khám sức khỏe cho trẻ em dưới 6 tuổi" in said.messages[-1]["html"]

        await admin.press("✔ Xong")
        assert "Chưa có câu hỏi" in (await admin.say("/cauhoi")).text
        assert "Khám sức khỏe" in (await talk.say("nha thuong lam gi")).text
        change = audit.entries(connection)[0].change
        assert (change.action, change.actor) == ("word.add", admin.chat)
        assert "nhà thương" not in str(change)


async def test_words_of_the_same_meaning_count_at_once_and_can_be_removed(tmp_path):
    async with administered(tmp_path) as (talk, admin, _):
        await asked_in_vain(talk, admin, "ai lo kiểm tra thể trạng")
        await admin.press("Từ cùng nghĩa")
        said = await admin.say("kiểm tra thể trạng = khám sức khỏe")
        assert "kiểm tra thể trạng = khám sức khỏe" in said.text
        assert "Trạm Y tế" in said.messages[-1]["html"]
        assert "Trạm Y tế" in (await talk.say("ai lo kiem tra the trang")).text

        await admin.press("✖ Gỡ")
        assert "Không tìm thấy" in (await talk.say("ai lo kiem tra the trang")).text
        await admin.say("/cauhoi")
        assert "chưa thêm từ nào" in (await admin.press("Từ đã thêm")).text


async def test_a_name_of_one_plan_says_nothing_in_another(tmp_path):
    plans = commune_plan(), commune_plan("xa-khac", number="13/KH-UBND")
    async with administered(tmp_path, database(*plans)) as (talk, admin, connection):
        await admin.say("/cauhoi")
        await admin.press("Từ đã thêm")
        await admin.press("Tên gọi khác")
        assert "Chỉ trong KH 13/KH-UBND" in (await admin.say("nhà thương = Trạm Y tế")).labels
        assert "chỉ trong KH 13/KH-UBND" in (await admin.press("Chỉ trong KH 13/KH-UBND")).text
        assert [word.plan for word in own_words(connection)] == ["xa-khac"]
        assert "Khám sức khỏe" in (await talk.say("kế hoạch 13 nhà thương làm gì")).text
        assert "Khám sức khỏe" not in (await talk.say("kế hoạch 12 nhà thương làm gì")).text


async def test_a_question_answered_by_the_wrong_plan_is_asked_of_all(tmp_path):
    other = commune_plan("xa-khac", number="13/KH-UBND")
    plans = commune_plan(), replace(other, units=other.units[:1])
    async with administered(tmp_path, database(*plans)) as (_, admin, connection):
        unanswered.note(connection, "nhà thương làm gì", Lack.DISLIKED, plan="xa-khac", now=START)
        await admin.say("/cauhoi")
        assert "theo kế hoạch số 13/KH-UBND" in (await admin.press("1")).text
        await admin.press("Tên gọi khác")
        assert "Khám sức khỏe" in (await admin.say("nhà thương = trạm y tế")).text


@pytest.mark.parametrize(
    ("button", "typed", "says"),
    [
        ("Tên gọi khác", "nhà thương", "dấu bằng"),
        ("Tên gọi khác", "nt = trạm y tế", "quá ngắn"),
        ("Tên gọi khác", "phòng ban = trạm y tế", "từ chung"),
        ("Tên gọi khác", "công an xã = trạm y tế", "đang là tên của Công an xã"),
        ("Tên gọi khác", "CAX = trạm y tế", "đang là tên của Công an xã"),
        ("Tên gọi khác", "tram y te xa = trạm y tế", "đã hiểu"),
        ("Tên gọi khác", "sở y tế = trạm y tế", "cơ quan khác"),
        ("Tên gọi khác", "nhà thương = hội chữ thập", "Gần nhất"),
        ("Từ cùng nghĩa", "như thế nào = khám sức khỏe", "từ chung"),
        ("Từ cùng nghĩa", "đi bác sĩ = việc", "từ chung"),
        ("Từ cùng nghĩa", "hs = giáo viên", "viết tắt"),
        ("Từ cùng nghĩa", "chết đuối = đuối nước", "đã biết"),
        ("Từ cùng nghĩa", "khám sức khoẻ = kham suc khoe", "giống nhau"),
        ("Từ cùng nghĩa", "trạm y tế = khám sức khỏe", "Tên gọi khác"),
        ("Từ cùng nghĩa", "ngựa vằn = sư tử", "Chưa kế hoạch nào viết"),
    ],
)
async def test_what_would_do_harm_is_refused_and_asked_for_again(tmp_path, button, typed, says):
    async with administered(tmp_path) as (talk, admin, connection):
        await asked_in_vain(talk, admin, "nhà thương ở đâu")
        await admin.press(button)
        assert says in (await admin.say(typed)).text
        assert own_words(connection) == ()
        right = "nhà thương = trạm y tế" if button == "Tên gọi khác" else "đi bác sĩ = khám sức khỏe"
        assert "Đã thêm" in (await admin.say(right)).text


async def test_the_same_name_is_not_given_twice(tmp_path):
    async with administered(tmp_path) as (talk, admin, _):
        await asked_in_vain(talk, admin, "nhà thương ở đâu")
        await admin.press("Tên gọi khác")
        await admin.say("nhà thương = trạm y tế")
        await admin.say("/cauhoi")
        await admin.press("Từ đã thêm")
        await admin.press("Tên gọi khác")
        assert "gỡ từ ấy trước" in (await admin.say("nhà thương = công an xã")).text


async def test_an_office_that_took_over_is_told_beside_the_answer(tmp_path):
    async with administered(tmp_path) as (talk, admin, _):
        await admin.say("/cauhoi")
        await admin.press("Từ đã thêm")
        assert "Bắt buộc có căn cứ" in (await admin.press("Cơ quan đã đổi")).text
        assert "Thiếu dòng “căn cứ:”" in (await admin.say(TYPED.rsplit("\n", 1)[0])).text
        assert "Đã thêm" in (await admin.say(TYPED)).text
        said = await talk.say("công an xã làm gì")
        assert "15/2026/QĐ-UBND" not in said.text, "nothing that the plan's own unit must know"
        assert "do Công an xã đảm nhiệm" in (await talk.say("đội trật tự xã làm gì")).text
        await admin.press("Từ đã thêm")
        assert "Đội Trật tự xã" in (await admin.press("✖ 1")).text
        assert "15/2026/QĐ-UBND" not in (await talk.say("đội trật tự xã làm gì")).text


async def test_a_question_is_answered_while_a_word_is_asked_for(tmp_path):
    async with administered(tmp_path) as (talk, admin, connection):
        await asked_in_vain(talk, admin, "nhà thương ở đâu")
        await admin.press("Tên gọi khác")
        assert "đợt 1" in (await admin.say("công an xã làm gì")).text
        await admin.say("nhà thương = trạm y tế")
        assert len(own_words(connection)) == 1


async def test_whoever_is_administrator_no_longer_adds_nothing(tmp_path):
    async with administered(tmp_path) as (talk, admin, connection):
        await asked_in_vain(talk, admin, "nhà thương ở đâu")
        await admin.press("Tên gọi khác")
        connection.execute("update official set role = 'officer' where telegram_id = ?", (admin.chat,))
        for membership in people.person(connection, personas.by_key("admin").telegram_id).memberships:
            people.leave(connection, admin.chat, membership.unit.id, by=None, now=START)
        await admin.say("nhà thương = trạm y tế")
        assert own_words(connection) == ()


async def test_what_was_wrong_with_an_answer_is_told_to_the_administrator(tmp_path):
    async with administered(tmp_path) as (talk, admin, connection):
        await talk.say("công an xã làm gì")
        assert "chưa được ở chỗ nào" in (await talk.press("👎")).text
        assert "còn thiếu" in (await talk.press("Còn thiếu")).text
        assert "👎 công an xã làm gì · còn thiếu" in (await admin.say("/cauhoi")).text
        shown = await admin.press("1")
        assert "không hài lòng: còn thiếu" in shown.text
        assert "đợt 1" in (await admin.press("Hỏi thử")).text
        await admin.press("✔ Xong")
        assert connection.execute("select count(*) from unanswered").fetchone()[0] == 0
