"""“Hủy” means what it says: the open draft, or what a button asked for, is given up; it never becomes content."""

import pytest

from knowledge.work.chats import prompts
from knowledge.work.reporting import reports
from knowledge.work.reporting.activity import State
from knowledge.work.reporting.corrections import gives_up
from tests.handlers.test_reports import LINE, office, sent
from tests.talking import START


@pytest.mark.parametrize(
    "said",
    ["hủy", "Huỷ bỏ", "huy", "hủy báo cáo này", "xóa đi", "Thôi hủy đi", "bỏ báo cáo này đi", "hủy nhé", "HỦY!",
     "thôi không báo cáo nữa", "thôi, không gửi nữa", "xóa bản nháp"],
)  # fmt: skip
def test_these_words_give_up(said):
    assert gives_up(said)


@pytest.mark.parametrize(
    "said",
    ["bỏ qua", "hôm qua", "không", "anh Huy", "hủy 20 kg hàng giả", "hôm nay", "bỏ", "thôn Bỏ", "xóa mù chữ",
     "không báo cáo thì sao", "hủy báo cáo thế nào", "thôi", ""],
)  # fmt: skip
def test_these_words_do_not(said):
    assert not gives_up(said)


@pytest.mark.parametrize("said", ["hủy", "/huy", "xóa đi"])
async def test_a_draft_is_given_up_by_saying_so(tmp_path, said):
    async with office(tmp_path) as (talk, connection):
        await talk.say(LINE)
        heard = await talk.say(said)
        assert "Đã hủy" in heard.text
        assert reports.drafts(connection, talk.chat) == []
        assert sent(connection) == []


async def test_the_first_answer_of_a_guided_report_may_give_it_up(tmp_path):
    async with office(tmp_path) as (talk, connection):
        await talk.say("/baocao")
        assert "Đã hủy" in (await talk.say("hủy")).text
        assert reports.drafts(connection, talk.chat) == []
        assert reports.find(connection, 1).state is State.CANCELLED


@pytest.mark.parametrize("said", ["hủy", "/huy"])
async def test_without_a_draft_there_is_nothing_to_give_up(tmp_path, said):
    async with office(tmp_path) as (talk, _):
        await talk.say("công an xã phải làm gì")
        heard = await talk.say(said)
        assert "Không có báo cáo nào đang soạn" in heard.text
        assert len(heard.messages) == 1


async def test_a_comment_that_a_button_asked_for_is_given_up_and_the_report_stays(tmp_path):
    async with office(tmp_path) as (talk, connection):
        await talk.say(LINE)
        await talk.press("Gửi")
        coordinator = talk.as_("coordinator")
        report = sent(connection)[0]
        await coordinator.say("/nhatky")
        await coordinator.press_data(_newest(coordinator), f"vb:{report.id}")
        assert prompts.waiting(connection, coordinator.chat, now=START) is not None

        assert "Đã thôi" in (await coordinator.say("hủy")).text
        assert prompts.waiting(connection, coordinator.chat, now=START) is None
        assert sent(connection)[0].state is State.SUBMITTED


def _newest(talk):
    return max(talk.world.chat(talk.chat).messages)
