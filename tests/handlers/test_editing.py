"""A message changed after it was sent: its draft is read anew, what was sent stays as it was and says so."""

from knowledge.work.reporting import evidence, reports
from tests.handlers.test_reports import LINE, office, sent

FIXED = LINE.replace("45 cháu", "54 cháu")


async def test_a_drafts_message_that_is_changed_is_read_anew(tmp_path):
    async with office(tmp_path) as (talk, connection):
        await talk.say(LINE)
        form = await talk.edit(FIXED)
        assert "54 trẻ em" in form.text
        (draft,) = reports.drafts(connection, talk.chat)
        assert draft.details.children == 54
        assert draft.details.task is not None


async def test_a_task_chosen_by_hand_is_kept(tmp_path):
    async with office(tmp_path) as (talk, connection):
        await talk.say(LINE)
        await talk.press("Nhiệm vụ khác")
        await talk.press("2")
        (chosen,) = reports.drafts(connection, talk.chat)
        await talk.edit(FIXED)
        (draft,) = reports.drafts(connection, talk.chat)
        assert (draft.details.task, draft.details.children) == (chosen.details.task, 54)


async def test_a_message_of_a_sent_report_leaves_it_and_says_so(tmp_path):
    async with office(tmp_path) as (talk, connection):
        await talk.say(LINE)
        await talk.press("Gửi")
        heard = await talk.edit(FIXED)
        assert "vẫn ghi như trước" in heard.text
        assert heard.labels == ["✏️ Sửa"]
        assert sent(connection)[0].details.children == 45

        await talk.press("Sửa")
        await talk.say("không phải 45 mà 54")
        assert sent(connection)[0].details.children == 54
        assert not (await talk.edit(FIXED + ".", at=0)).messages, "the report says so by now"


async def test_an_activity_added_by_the_change_gets_a_form_of_its_own(tmp_path):
    first = "- sáng nay tập huấn bơi ở thôn 3, 45 cháu"
    async with office(tmp_path) as (talk, connection):
        await talk.say(first)
        await talk.edit(f"{first}\n- chiều qua phát 100 tờ rơi ở thôn 5, 30 phụ huynh")
        assert {one.details.place for one in reports.drafts(connection, talk.chat)} == {"thôn 3", "thôn 5"}


async def test_a_message_that_tells_of_nothing_any_more_leaves_the_draft(tmp_path):
    async with office(tmp_path) as (talk, connection):
        await talk.say(LINE)
        heard = await talk.edit("nhầm")
        assert "vẫn ghi như trước" in heard.messages[0]["html"]
        assert reports.drafts(connection, talk.chat)[0].details.children == 45


async def test_an_answer_that_is_changed_must_be_typed_again(tmp_path):
    async with office(tmp_path) as (talk, connection):
        await talk.say(LINE)
        await talk.say("không phải 45 mà 54")
        heard = await talk.edit("không phải 45 mà 55")
        assert "gõ lại" in heard.text
        assert reports.drafts(connection, talk.chat)[0].details.children == 54


async def test_a_question_that_becomes_a_report_is_one(tmp_path):
    async with office(tmp_path) as (talk, connection):
        await talk.say("truyền thông")
        await talk.edit(LINE)
        assert reports.drafts(connection, talk.chat)[0].details.children == 45


async def test_a_caption_that_is_changed_changes_its_draft(tmp_path):
    photo = {"file_id": "f", "file_unique_id": "u", "width": 90, "height": 90, "file_size": 900}
    async with office(tmp_path) as (talk, connection):
        await talk.send({"photo": [photo], "caption": LINE})
        await talk.edit(FIXED)
        (draft,) = reports.drafts(connection, talk.chat)
        assert draft.details.children == 54
        assert len(evidence.attached(connection, draft.id)) == 1


async def test_a_changed_caption_that_is_no_report_is_left_alone(tmp_path):
    photo = {"file_id": "f", "file_unique_id": "u", "width": 90, "height": 90, "file_size": 900}
    async with office(tmp_path) as (talk, _):
        await talk.send({"photo": [photo], "caption": "ảnh đẹp"})
        assert not (await talk.edit("ảnh")).messages
