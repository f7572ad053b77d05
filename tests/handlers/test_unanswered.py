"""What was not answered is kept without the asker; the queues are shown to administrators."""

from knowledge.work.chats import outbox, unanswered
from tests.handlers.test_reports import office
from tests.talking import START, database


async def test_a_question_without_an_answer_is_counted_for_the_administrator(tmp_path):
    async with office(tmp_path) as (talk, connection):
        for _ in range(2):
            await talk.say("giá xăng hôm nay thế nào")
        kept = connection.execute("select * from unanswered").fetchone()
        assert (kept["count"], "Mai" in str(tuple(kept))) == (2, False)

        admin = talk.as_("admin")
        said = await admin.say("/cauhoi")
        assert "giá xăng" in said.text
        assert "(2 lần)" in said.text
        await admin.press("1")
        await admin.press("✔ Xong")
        assert "Chưa có câu hỏi" in (await admin.say("/cauhoi")).text


async def test_a_thumb_down_keeps_the_question_and_a_thumb_up_does_not(tmp_path):
    async with office(tmp_path) as (talk, connection):
        await talk.say("công an xã làm gì")
        up = await talk.press("👍")
        assert ("Cảm ơn" in up.alert, up.kinds.count("answer")) == (True, 1)
        assert unanswered.waiting(connection, limit=9) == []
        down = await talk.press("👎")
        assert ("ghi lại" in down.alert, down.kinds.count("answer")) == (True, 1)
        assert [one.question for one in unanswered.waiting(connection, limit=9)] == ["công an xã làm gì"]


def test_personal_data_in_a_question_are_masked():
    connection = database()
    unanswered.note(connection, "cháu Nguyễn Thị Bông ở đâu", unanswered.Lack.NOT_FOUND, now=START)
    unanswered.note(connection, "😀😀", unanswered.Lack.NOT_FOUND, now=START)
    assert [one.question for one in unanswered.waiting(connection, limit=9)] == ["cháu [đã che] ở đâu"]


async def test_the_administrator_sees_what_waits_and_what_was_given_up(tmp_path):
    async with office(tmp_path) as (talk, connection):
        outbox.owe(connection, talk.chat, "a", now=START)
        outbox.owe(connection, 999, "b", now=START)
        for message in outbox.claim(connection, now=START):
            if message.chat == 999:
                outbox.give_up(connection, message.id, "bot was blocked", now=START)
        said = await talk.as_("admin").say("/hangdoi")
        assert "1 không gửi được" in said.text
        assert "999: bot was blocked" in said.text


async def test_many_questions_are_paged(tmp_path):
    async with office(tmp_path) as (talk, connection):
        for number in range(12):
            unanswered.note(connection, f"câu hỏi lạ số {number}", unanswered.Lack.NOT_FOUND, now=START)
        admin = talk.as_("admin")
        await admin.say("/cauhoi")
        said = await admin.press("▶")
        assert "9." in said.text
        said = await admin.press("◀")
        assert "1." in said.text
