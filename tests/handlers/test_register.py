"""Joining by link or by asking, what is stored about me, and being forgotten."""

import re

from tests.handlers.test_reports import office
from tests.talking import database, talking


async def link_of(talk, unit="Công an xã", role="Cán bộ"):
    """Let the administrator make an invitation; return its code."""
    admin = talk.as_("admin")
    await admin.say("/moi")
    await admin.press(unit)
    made = await admin.press(role)
    return re.search(r"start=([\w-]+)", made.text)[1]


async def test_a_stranger_hears_one_sentence_and_joins_by_a_link(tmp_path):
    async with talking(database(), tmp_path) as talk:
        stranger = talk.as_("stranger")
        assert "đã đăng ký" in (await stranger.say("phòng tư pháp làm gì")).text
        assert "đã đăng ký" in (await stranger.say("/start")).text
        code = await link_of(talk)

        joined = await stranger.say(f"/start {code}")

        assert "Chào mừng" in joined.text
        assert "Công an xã" in joined.text
        assert "Công an xã" in (await stranger.say("/toi")).text
        assert "II.1" in (await stranger.say("công an xã làm gì")).text


async def test_a_link_that_was_used_up_revoked_or_guessed_lets_nobody_in(tmp_path):
    async with talking(database(), tmp_path) as talk:
        stranger = talk.as_("stranger")
        code = await link_of(talk)
        await talk.as_("admin").press("Thu hồi")

        assert "thu hồi" in (await stranger.say(f"/start {code}")).text
        assert "không đúng" in (await stranger.say("/start ' or 1=1 --")).text
        assert "đã đăng ký" in (await stranger.say("công an xã làm gì")).text


async def test_asking_to_join_reaches_the_administrator_who_approves(tmp_path):
    async with talking(database(), tmp_path) as talk:
        stranger, admin = talk.as_("stranger"), talk.as_("admin")
        await admin.say("/start")
        assert "Gõ tên đơn vị" in (await stranger.say("/thamgia")).text
        assert "chuyển yêu cầu" in (await stranger.say("/thamgia Công an xã")).text

        waiting = await admin.say("/choduyet")
        assert "Phạm Quốc Bảo" in waiting.text
        await admin.press("Nhận vào")
        done = await admin.press("Công an xã")

        assert "Đã nhận" in done.text
        assert "Công an xã" in (await stranger.say("/toi")).text


async def test_asking_can_be_turned_down_and_nothing_is_kept(tmp_path):
    connection = database()
    async with talking(connection, tmp_path) as talk:
        await talk.as_("stranger").say("/thamgia Công an xã")
        await talk.as_("admin").say("/choduyet")
        await talk.as_("admin").press("Từ chối")
        assert connection.execute("select count(*) from join_request").fetchone()[0] == 0
        assert "Không có ai" in (await talk.as_("admin").say("/choduyet")).text


async def test_an_officer_may_not_invite(tmp_path):
    async with talking(database(), tmp_path) as talk:
        assert "dành cho" in (await talk.say("/moi")).text
        refused = await talk.press_data(1, "il:1:3:1")
        assert "dành cho" in refused.alert


async def test_whoever_wants_to_is_forgotten(tmp_path):
    async with office(tmp_path) as (talk, connection):
        me = await talk.say("/toi")
        assert "Nguyễn Thị Mai" in me.text
        await talk.press("Xóa thông tin")
        await talk.press("Thôi")
        await talk.press("Xóa thông tin")
        done = await talk.press("Xóa hết")

        assert "Đã xóa" in done.text
        assert connection.execute("select 1 from official where name = 'Nguyễn Thị Mai'").fetchone() is None
        assert "đã đăng ký" in (await talk.say("công an xã làm gì")).text


async def test_a_stranger_in_danger_hears_whom_to_call(tmp_path):
    async with talking(database(), tmp_path) as talk:
        said = await talk.as_("stranger").say("có trẻ đang bị đuối nước ở ao, cứu với")
        assert "113" in said.text
        assert "111" in said.text
        assert "đã đăng ký" in said.text
