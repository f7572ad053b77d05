"""/canbo: who belongs where, for administrators."""

import pytest

from knowledge.work import audit
from knowledge.work.chats import outbox
from knowledge.work.members import people
from knowledge.work.members.officials import OfficialRole
from tests.handlers.test_register import link_of
from tests.handlers.test_reports import office

OFFICER = "Nguyễn Thị Mai"


def member(connection, name=OFFICER):
    return next(one for one in people.people(connection) if one.name == name)


def owed(connection, person):
    rows = connection.execute("select text from outbox where chat = ?", (person.telegram_id,))
    return "\n".join(row["text"] for row in rows)


async def opened(talk, wanted=OFFICER):
    admin = talk.as_("admin")
    await admin.say(f"/canbo {wanted}")
    return admin, await admin.press(wanted)


async def test_everybody_is_listed_and_found_by_name_or_unit(tmp_path):
    async with office(tmp_path) as (talk, connection):
        everybody = await talk.as_("admin").say("/canbo")
        assert f"{len(people.people(connection))} người" in everybody.text
        assert any(OFFICER in label for label in everybody.labels)

        of_the_station = await talk.as_("admin").say("/canbo tram y te")
        assert not any(OFFICER in label for label in of_the_station.labels)
        assert any("Trạm Y tế" in label for label in of_the_station.labels)

        assert "không có ai" in (await talk.as_("admin").say("/canbo xyzzy")).text.lower()


async def test_a_role_is_changed_and_the_person_is_told(tmp_path):
    async with office(tmp_path) as (talk, connection):
        admin, person = await opened(talk)
        assert "Công an xã: cán bộ" in person.text
        await admin.press("Vai trò")
        done = await admin.press("Lãnh đạo đơn vị")

        assert "Công an xã: lãnh đạo đơn vị" in done.text
        assert member(connection).memberships[0].role is OfficialRole.HEAD
        assert "lãnh đạo đơn vị" in owed(connection, member(connection))


async def test_who_moves_to_another_unit_keeps_the_role(tmp_path):
    async with office(tmp_path) as (talk, connection):
        admin, _ = await opened(talk)
        await admin.press("Chuyển đơn vị")
        done = await admin.press("Trạm Y tế")

        assert "Trạm Y tế: cán bộ" in done.text
        (membership,) = member(connection).memberships
        assert (membership.unit.name, membership.role) == ("Trạm Y tế", OfficialRole.OFFICER)


async def test_who_leaves_may_nothing_any_more_once_it_is_confirmed(tmp_path):
    async with office(tmp_path) as (talk, connection):
        admin, _ = await opened(talk)
        asked = await admin.press("Cho thôi")
        assert "báo cáo" in asked.text
        assert member(connection).memberships
        await admin.press("Thôi, giữ lại")
        await admin.press("Cho thôi")
        await admin.press("Đồng ý")

        assert all(one.name != OFFICER for one in people.people(connection))
        assert "đã đăng ký" in (await talk.say("công an xã làm gì")).text
        again = await admin.say(f"/canbo {OFFICER}")
        assert "không có ai" in again.text.lower()


async def test_an_administrator_is_dismissed_but_not_the_last_one(tmp_path):
    async with office(tmp_path) as (talk, connection):
        admin, _ = await opened(talk)
        await admin.press("Vai trò")
        await admin.press("Quản trị viên")
        assert member(connection).is_admin

        await admin.press("Thôi quyền quản trị")
        assert not member(connection).is_admin
        assert member(connection).memberships

        me = people.person(connection, admin.persona.telegram_id)
        refused = await admin.press_data(1, f"ga:{me.telegram_id}")
        assert "duy nhất" in refused.alert + refused.text
        assert people.person(connection, me.telegram_id).is_admin


async def test_open_links_are_listed_and_revoked(tmp_path):
    async with office(tmp_path) as (talk, _):
        code = await link_of(talk)
        admin = talk.as_("admin")
        await admin.say("/canbo")
        links = await admin.press("Liên kết mời")
        assert "Công an xã" in links.text
        assert code not in links.text
        left = await admin.press("Thu hồi 1")

        assert "Không có liên kết" in left.text
        assert "thu hồi" in (await talk.as_("stranger").say(f"/start {code}")).text


async def test_what_was_changed_stands_in_the_log_for_administrators(tmp_path):
    async with office(tmp_path) as (talk, connection):
        admin, _ = await opened(talk)
        await admin.press("Vai trò")
        await admin.press("Đầu mối")
        log = await admin.say("/lichsu")

        assert "đổi vai trò" in log.text
        assert OFFICER in log.text
        assert "Công an xã" in log.text
        assert audit.entries(connection, limit=1)[0].change.action == "member.role"


@pytest.mark.parametrize("data", ["go:77", "gs:1:1:9", "gt:1:1:none:0", "gy:1:1", "gl:-:5", "gl"])
async def test_a_forged_button_changes_nothing(tmp_path, data):
    async with office(tmp_path) as (talk, connection):
        admin = talk.as_("admin")
        await admin.say("/canbo")
        before = len(people.people(connection))
        heard = await admin.press_data(1, data)
        assert heard.alert or heard.text
        assert "Có lỗi" not in heard.alert + heard.text
        assert len(people.people(connection)) == before


async def test_someone_who_was_moved_hears_of_it_through_the_outbox(tmp_path):
    async with office(tmp_path) as (talk, connection):
        admin, _ = await opened(talk)
        person = member(connection)
        await admin.press("Cho thôi")
        await admin.press("Đồng ý")
        assert outbox.counts(connection)
        assert "không còn thuộc" in owed(connection, person)
