"""What one asks about one's own unit, and what makes no sense."""

import pytest

from tests.handlers.test_reports import office
from tests.talking import words_of


@pytest.mark.parametrize(
    "text",
    ["tôi phải làm gì", "việc của tôi", "đơn vị mình có nhiệm vụ gì?", "nhiem vu cua don vi toi", "việc em cần làm"],
)
async def test_ones_own_unit_is_meant_and_named(tmp_path, text):
    async with office(tmp_path) as (talk, _):
        heard = await talk.say(text)
        assert words_of(heard.last["html"]).startswith("Công an xã có 3 nhiệm vụ")
        assert "Trạm Y tế có 1 nhiệm vụ" in (await talk.as_("coordinator").say(text)).text


@pytest.mark.parametrize("text", ["han cua toi", "hạn nộp của đơn vị mình là khi nào?", "tôi còn hạn gì"])
async def test_ones_own_deadlines(tmp_path, text):
    async with office(tmp_path) as (talk, _):
        heard = await talk.say(text)
        assert "Trong các kế hoạch có Công an xã" in heard.text
        assert "09/05/2026" in heard.text


async def test_a_follow_up_keeps_ones_own_unit(tmp_path):
    async with office(tmp_path) as (talk, _):
        await talk.say("trạm y tế phải làm gì")
        assert "Công an xã:" in (await talk.say("tôi phải làm gì về đuối nước")).text
        await talk.say("trạm y tế phải làm gì")
        assert "Công an xã có 3 nhiệm vụ" in (await talk.say("còn tôi thì sao?")).text


@pytest.mark.parametrize("text", ["tôi phải làm gì", "việc của tôi", "hạn của tôi"])
async def test_who_belongs_to_no_unit_hears_how_to_name_one(tmp_path, text):
    async with office(tmp_path) as (talk, _):
        heard = await talk.as_("admin").say(text)
        assert "nêu tên đơn vị" in heard.text


@pytest.mark.parametrize("text", ["hạn sắp tới", "han sap toi", "em", "tôi cần số điện thoại của trạm y tế"])
async def test_what_is_not_about_ones_own_unit_is_answered_as_ever(tmp_path, text):
    async with office(tmp_path) as (talk, _):
        heard = await talk.as_("admin").say(text)
        assert "nêu tên đơn vị" not in heard.text


@pytest.mark.parametrize("text", ["asdfgh", "...", "?", "???", "qwrt zxcv"])
async def test_noise_after_a_question_is_not_understood(tmp_path, text):
    async with office(tmp_path) as (talk, connection):
        await talk.say("trạm y tế phải làm gì")
        heard = await talk.say(text)
        assert "chưa hiểu" in heard.text
        assert "Khám sức khỏe" not in heard.text
        assert connection.execute("select count(*) from unanswered").fetchone()[0] == 0
        assert "Công an xã có 3 nhiệm vụ" in (await talk.say("còn công an xã?")).text


async def test_an_abbreviation_is_no_noise(tmp_path):
    async with office(tmp_path) as (talk, _):
        assert "Phòng Tư pháp" in (await talk.say("ptp")).text
