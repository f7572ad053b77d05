"""/moi with words and /choduyet offer the unit that is meant first; units of one name are told apart."""

from dataclasses import replace

from knowledge.plans.model import Role, Task, Unit
from knowledge.work.members.places import places
from tests.talking import commune_plan, database, talking

NAMES = ("Công an xã", "Đoàn Thanh niên", "Hội Phụ nữ", "Phòng Kinh tế", "Phòng Tư pháp", "Phòng Văn hóa - Xã hội",
         "Trường THCS An Phú", "Trường Tiểu học An Phú", "Trạm Y tế", "Văn phòng")  # fmt: skip


def plan_of(commune):
    made = commune_plan(commune)
    task = (Task("Tập huấn.", Role.LEAD, "II.1", 4),)
    units = tuple(Unit(name, ("VHXH",) if "Văn hóa" in name else (), "II.1", task) for name in NAMES)
    return replace(made, head=replace(made.head, issuer=f"UBND xã {commune}"), units=units)


async def test_words_after_the_command_bring_the_unit_first_on_every_page(tmp_path):
    async with talking(database(plan_of("Lúa")), tmp_path) as talk:
        admin = talk.as_("admin")
        assert (await admin.say("/moi")).labels[0] == "Công an xã"
        assert (await admin.say("/moi tram y te")).labels[0] == "Trạm Y tế"
        assert (await admin.say("/moi vhxh")).labels[0] == "Phòng Văn hóa - Xã hội"
        turned = await admin.press("▶")
        assert turned.labels[-2:] == ["◀", "2/2"]
        assert (await admin.press("◀")).labels[0] == "Phòng Văn hóa - Xã hội"
        assert (await admin.say("/moi :::")).labels[0] == "Công an xã"


async def test_the_applicants_words_bring_their_unit_first(tmp_path):
    async with talking(database(plan_of("Lúa")), tmp_path) as talk:
        await talk.as_("stranger").say("/thamgia cán bộ trường thcs an phú")
        await talk.as_("admin").say("/choduyet")
        offered = await talk.as_("admin").press("Nhận vào")
        assert "Xin vào: cán bộ trường thcs an phú" in offered.text
        assert offered.labels[0] == "Trường THCS An Phú"


def test_units_of_one_name_are_told_apart_and_each_issuers_stands_once():
    connection = database(plan_of("Lúa"), plan_of("Mía"), replace(plan_of("Mía"), id="khác"))
    found = places(connection, "công an xã mía")
    assert found[0].shown == "Công an xã · UBND xã Mía"
    assert found[1].shown == "Công an xã · UBND xã Lúa"
    assert len(found) == 2 * len(NAMES)
    alone = places(database(plan_of("Lúa")))
    assert [one.shown for one in alone] == list(NAMES)


def test_a_slip_and_an_abbreviation_still_bring_the_unit_first():
    connection = database(plan_of("Lúa"), plan_of("Mía"))
    for typed in ("phong tu phpa xa mia", "p tu phap ubnd x mia", "phòng tư pháp ủy ban nhân dân xã mía"):
        assert places(connection, typed)[0].shown == "Phòng Tư pháp · UBND xã Mía"
