"""Photos, albums, places, videos and voices with captions: what is a report, what is asked, what is not kept."""

import pytest

from knowledge.work.reporting import reports
from knowledge.work.reporting.activity import State
from tests.handlers.test_reports import LINE, office

UNCLEAR = "phát 100 tờ rơi ở chợ"
NO_FIGURES = "buổi truyền thông ở thôn 3"
QUESTION = "trạm y tế phải làm gì?"


def photo(name: str, caption: str = "", album: str = "") -> dict[str, object]:
    """Return a photo as Telegram's JSON."""
    content: dict[str, object] = {"photo": [{"file_id": name, "file_unique_id": name, "width": 10, "height": 10}]}
    return content | ({"caption": caption} if caption else {}) | ({"media_group_id": album} if album else {})


def kept(connection):
    """Return how many pieces of evidence each draft or report has."""
    rows = connection.execute("select activity, count(*) as number from evidence group by activity order by activity")
    return [row["number"] for row in rows]


@pytest.mark.parametrize("caption", [UNCLEAR, NO_FIGURES])
async def test_a_photo_whose_caption_is_unclear_is_a_report_at_once(tmp_path, caption):
    async with office(tmp_path) as (talk, connection):
        heard = await talk.send(photo("a", caption))

        (draft,) = reports.drafts(connection, talk.chat)
        assert draft.details.what == caption
        assert kept(connection) == [1]
        assert len(heard.messages) == 1
        assert "Ngày nào" in heard.text
        assert "1 minh chứng" in heard.text


async def test_the_button_that_takes_an_unclear_text_as_a_report_makes_one(tmp_path):
    async with office(tmp_path) as (talk, connection):
        assert "hay là câu hỏi" in (await talk.say("ra quân phát 100 tờ rơi")).text
        heard = await talk.press("Ghi báo cáo")
        assert "Ngày nào" in heard.text
        assert len(reports.drafts(connection, talk.chat)) == 1


async def test_a_photo_that_asks_is_answered(tmp_path):
    async with office(tmp_path) as (talk, connection):
        heard = await talk.send(photo("a", QUESTION))
        assert "Khám sức khỏe" in heard.text
        assert "không đọc được ảnh" in heard.text
        assert reports.drafts(connection, talk.chat) == []

        await talk.say(LINE)
        heard = await talk.send(photo("b", QUESTION))
        assert "Khám sức khỏe" in heard.text
        assert kept(connection) == []


async def test_a_child_in_danger_is_heard_in_a_caption(tmp_path):
    async with office(tmp_path) as (talk, connection):
        heard = await talk.send(photo("a", "có cháu bé bị đánh đập dã man ở thôn 3"))
        assert "111" in heard.text
        assert reports.drafts(connection, talk.chat) == []


async def test_an_album_with_its_story_is_one_form_without_a_count_that_grows_old(tmp_path):
    async with office(tmp_path) as (talk, connection):
        first = await talk.send(photo("a", LINE, "an-pham"))
        rest = [await talk.send(photo(name, album="an-pham")) for name in "bcd"]

        assert len(first.messages) == 1
        assert [label for label in first.labels if "Gửi" in label]
        assert "minh chứng" not in first.text
        assert "album" in first.text
        assert "gia đình đồng ý" in first.text
        assert [heard.messages for heard in rest] == [[], [], []]
        assert kept(connection) == [4]
        assert "4 minh chứng" in (await talk.press("Gửi")).text


async def test_an_album_while_a_draft_is_open_is_one_message_that_leads_back(tmp_path):
    async with office(tmp_path) as (talk, connection):
        await talk.say(LINE)
        heard = [await talk.send(photo(name, album="an-pham")) for name in "abc"]

        assert [len(one.messages) for one in heard] == [1, 0, 0]
        assert "Báo cáo hoạt động" not in heard[0].text
        assert heard[0].labels == ["▶ Tiếp tục báo cáo"]
        assert "3 minh chứng" in (await talk.press("Tiếp tục")).text


async def test_a_single_photo_keeps_its_form(tmp_path):
    async with office(tmp_path) as (talk, _):
        await talk.say(LINE)
        heard = await talk.send(photo("a"))
        assert len(heard.messages) == 1
        assert "gia đình đồng ý" in heard.text
        assert "1 minh chứng" in heard.text
        assert [label for label in heard.labels if "Gửi" in label]


@pytest.mark.parametrize("content", [photo("a"), {"location": {"latitude": 11.5, "longitude": 106.6}}])
async def test_what_belongs_to_no_report_says_how_to_send_it_with_one(tmp_path, content):
    async with office(tmp_path) as (talk, _):
        assert "đi kèm báo cáo" in (await talk.send(content)).text


VIDEO = {"video": {"file_id": "v", "file_unique_id": "v", "width": 9, "height": 9, "duration": 5}}
VOICE = {"voice": {"file_id": "v", "file_unique_id": "v", "duration": 5}}


@pytest.mark.parametrize(("content", "kind"), [(VIDEO, "video"), (VOICE, "tin thoại")])
async def test_what_is_not_kept_is_taken_by_its_caption(tmp_path, content, kind):
    async with office(tmp_path) as (talk, connection):
        heard = await talk.send(content | {"caption": LINE})
        assert f"không lưu được {kind}" in heard.text
        assert "45 trẻ em" in heard.text
        assert len(reports.drafts(connection, talk.chat)) == 1

        heard = await talk.send(content | {"caption": QUESTION})
        assert "Khám sức khỏe" in heard.text
        heard = await talk.send(content | {"caption": "xem nhé"})
        assert len(heard.messages) == 1


async def test_a_sticker_is_let_be(tmp_path):
    sticker = {"file_id": "s", "file_unique_id": "s", "type": "regular", "width": 9, "height": 9}
    async with office(tmp_path) as (talk, _):
        heard = await talk.send({"sticker": sticker | {"is_animated": False, "is_video": False}})
        assert heard.messages == []


async def test_a_photo_that_a_returned_report_lacked_sends_it_again(tmp_path):
    async with office(tmp_path) as (talk, connection):
        await talk.say(LINE)
        await talk.press("Gửi")
        coordinator = talk.as_("coordinator")
        await coordinator.say("/nhatky")
        await coordinator.press("1")
        await coordinator.press("Trả lại")
        await coordinator.say("thiếu ảnh")
        await talk.say("/nhatky")
        await talk.press("1")
        assert "Thiếu ảnh thì gửi ảnh vào đây" in (await talk.press("Sửa")).text

        heard = [await talk.send(photo("a", NO_FIGURES, "an-pham")), await talk.send(photo("b", album="an-pham"))]
        assert "Đã gửi báo cáo số 1" in heard[0].text
        assert heard[1].messages == []
        assert kept(connection) == [2]
        assert reports.find(connection, 1).state is State.SUBMITTED
        told = connection.execute("select text from outbox where chat = ?", (coordinator.chat,)).fetchall()
        assert "đã sửa báo cáo" in told[-1]["text"]
