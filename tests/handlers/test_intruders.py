"""Every button and command tried by those who have no business with it, with the ids of what is really there."""

import sqlite3
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest
from telegram.ext import CallbackQueryHandler, CommandHandler, MessageHandler, TypeHandler

from bot.local.personas import Persona, by_key
from handlers.command_table import COMMANDS
from handlers.commands import PRESSES
from knowledge.plans import store
from knowledge.plans.store import PlanStatus
from knowledge.work.members import people, registered_units
from knowledge.work.members.officials import OfficialRole
from knowledge.work.reminding import recording
from tests.handlers.test_correcting import PLAN, doubtful
from tests.handlers.test_documents import picture
from tests.handlers.test_duties import TODAY
from tests.handlers.test_groups import CHAT, OUTSIDER, Group
from tests.handlers.test_groups import user as as_user
from tests.handlers.test_paper import scanned
from tests.handlers.test_reports import office
from tests.talking import START, Hands, Talk, commune_plan, database

SECRET = "vườn cam"
"""Words of a report and of a draft that none of the intruders may read."""
ISSUER = "UBND xã An Phú"
INTRUDERS = {
    "stranger": Persona("stranger", 1004, "Phạm Quốc Bảo", None),
    "removed": Persona("removed", 2001, "Người đã thôi", None),
    "neighbour": Persona("neighbour", 2002, "Cán bộ trạm", OfficialRole.OFFICER),
    "foreign": Persona("foreign", 2003, "Đầu mối xã khác", OfficialRole.COORDINATOR),
}
KNOWN = ("neighbour", "foreign")
FORGED = """
a:{question}:0 c:{question}:0 k:0 p:{plan} m:{plan}:0:0 u:{plan}:0 v:{plan}:0 h:{plan}:0 hc:{plan} rr rq
rs:{open} ru:{report} rx:{open}
re:{open} ro:{open} rf:{open}:0 rn:{open} rt:{open}:0 rl:{open}:0 rk:{open}:0 vp:0: vo:{report} ve:{report} vf:{report}
va:{report} vb:{report} tp:{plan}:0 ta:{plan}:0 tc:{plan} tq:{plan} tn:{plan}:0 ts:{plan}:0
tw:{plan}:0 fb:{question}:0 fw:{question}:0
qp:0 qx:{lack} qo:{lack} qt:{lack} qa:{lack} qs:{lack} qe:{lack} qw:0 qn:1:{plan} qr:w:1 od:{duty} oa:{duty} oo:{duty}
os:{duty}:0 oq:{duty} op:7 oh:7 ok:1 ob:{duty} dp:0 do:{duty} da:0 du:0 dm:{duty} dw:{duty} wn iu:{unit}:0 ip:0:
il:{unit}:3:0 ix:1 jp:{asker}:0 ja:{asker}:{unit} jx:{asker} gl::0 go:{official} gr:{official}:{unit}
gs:{official}:{unit}:3 gm:{official}:{unit}:0 gt:{official}:{unit}:{other}:0 gx:{official}:{unit} gy:{official}:{unit}
ga:{admin} gi gv:1 gg:1001234567890 gc:0 tu:{unit} td tm tz:daily tx publish:{draft} discard:{draft} draft:{draft}:0
xd:{plan} xb:{gone} xv:{draft}:0 xs:{plan}:0 xw:{plan}:0:0 ny:{plan}:0 nb:{plan} nq:{draft} nm:{draft}:0:0 ex:{plan}
eu:{plan}:0 ed:{plan}:0 xu:{draft}:0:0 xr:{draft}:0:9c79 xt:{draft}:0:0 xc:{draft}:0:0:r xa:{draft}:0:0:421c:r1
xl:{draft}:0 xe:{draft}:0 xz:{draft}:0:9cb2:y xh:{draft} xp:{draft}:6:0:0 xi:{draft}:1 xq:{draft}:0
"""
OWN = ("chat_question", "prompt", "outbox", "reminder_wish", "news_choice")
"""Tables in which an official may write about themselves: what is the intruder's own there is not looked at."""
PASSING = ("inbox", "sqlite_sequence", "activity_index")
"""What comes in, and what follows from the rest."""
THERE = {
    "plan": "select 'xa-an-phu-2026'",
    "gone": "select id from plan where status = 'withdrawn'",
    "draft": "select id from plan where status = 'draft'",
    "report": "select id from activity where state = 'submitted'",
    "open": "select id from activity where state = 'draft'",
    "question": "select min(id) from chat_question",
    "lack": "select min(id) from unanswered",
    "duty": "select min(id) from obligation",
    "unit": "select id from registered_unit where name = 'Công an xã'",
    "other": "select id from registered_unit where name = 'Văn phòng'",
    "asker": "select telegram_id from join_request",
    "official": "select 1001",
    "admin": "select 1003",
}
"""What the forged buttons name."""
DEAD = ["rr", "rq", "xs", "xw"]
"""Buttons for which nothing is there: the first two begin work of one's own, the others only read."""
OPEN = ("start", "thamgia")
"""Commands that are for strangers."""
OWN_WORK = ("baocao", "huy", "thamgia")
"""Commands by which officials begin or end what is their own."""


@asynccontextmanager
async def attacked(tmp_path):
    """Run an office at work, with everything that the forged buttons name."""
    draft = doubtful(PLAN)
    draft = replace(draft, head=replace(draft.head, title=f"KẾ HOẠCH {SECRET}"))
    connection = database(commune_plan(), commune_plan("xa-cu", number="3/KH-UBND"))
    store.save(connection, draft, scanned(draft), now=START, status=PlanStatus.DRAFT)
    store.set_status(connection, "xa-cu", PlanStatus.WITHDRAWN)
    async with office(tmp_path, connection=connection, clock=Hands(TODAY)) as (talk, _):
        health = registered_units.register(connection, "Trạm Y tế", issuer=ISSUER)
        other = registered_units.register(connection, "Văn phòng", issuer="UBND xã Mây")
        for key, unit in (("removed", health), ("neighbour", health), ("foreign", other)):
            who, role = INTRUDERS[key], INTRUDERS[key].role or OfficialRole.COORDINATOR
            people.join(connection, who.telegram_id, who.name, unit=unit.id, role=role, by=None, now=START)
        people.leave(connection, INTRUDERS["removed"].telegram_id, health.id, by=None, now=START)
        recording.bring_up_to_date(connection, TODAY.date())
        for text in (f"sáng nay truyền thông ở {SECRET}, 45 cháu", "gửi", f"hôm qua họp ở {SECRET}, 12 người"):
            await talk.say(text)
        await talk.send_file("anh.png", picture(9), "image/png")
        await talk.say("công an xã làm gì")
        await talk.say("ai phối hợp nuôi tôm")
        await talk.as_("stranger").say("/thamgia Trạm Y tế")
        await talk.as_("admin").say("/moi Công an")
        await talk.as_("admin").press_data(talk.as_("admin").last, "il:3:0:1")
        group = Group(talk)
        await group.say(as_user(by_key("admin")), "/nhom")
        yield talk, connection, group


def forged(connection: sqlite3.Connection) -> list[str]:
    """Return the callback data of every kind of button, with the ids of what is there."""
    ids = {name: connection.execute(query).fetchone()[0] for name, query in THERE.items()}
    return [one.format(**ids) for one in FORGED.split()]


def state(connection: sqlite3.Connection, intruder: int) -> dict[str, list[tuple[object, ...]]]:
    """Return all that is stored, but for what comes and goes and what is the intruder's own."""
    tables = [row[0] for row in connection.execute("select name from sqlite_master where type = 'table'")]
    return {
        table: [
            tuple(row)
            for row in connection.execute(f"select * from {table}")
            if table not in OWN or intruder not in tuple(row)
        ]
        for table in tables
        if not table.startswith(PASSING)
    }


def test_nothing_that_can_be_pressed_or_commanded_is_left_out():
    assert sorted(one.split(":")[0] for one in FORGED.split()) == sorted(press.prefix for press in PRESSES)


async def test_the_application_hears_buttons_and_commands_by_these_tables_alone(tmp_path):
    async with attacked(tmp_path) as (talk, *_):
        handlers = [one for group in talk.application.handlers.values() for one in group]
    assert {type(one) for one in handlers} == {TypeHandler, MessageHandler, CallbackQueryHandler, CommandHandler}
    assert [one.pattern for one in handlers if isinstance(one, CallbackQueryHandler)] == [None]
    commands = [name for one in handlers if isinstance(one, CommandHandler) for name in one.commands]
    assert sorted(commands) == sorted(command.name for command in COMMANDS)


async def test_what_is_forged_is_live_for_whom_it_was_made(tmp_path):
    async with attacked(tmp_path) as (talk, connection, _):
        clean = sqlite3.connect(":memory:")
        connection.backup(clean)
        dead = []
        for data in forged(connection):
            heard = await talk.as_("admin").press_data(talk.as_("admin").last, data)
            own = await talk.press_data(talk.last, data)
            if all("đã cũ" in one.alert for one in (heard, own)):
                dead.append(data.split(":")[0])
            clean.backup(connection)
    assert dead == DEAD


@pytest.mark.parametrize("key", INTRUDERS)
async def test_an_intruder_changes_nothing_and_reads_no_secret(tmp_path, key):
    who = INTRUDERS[key]
    async with attacked(tmp_path) as (talk, connection, _):
        intruder = Talk(talk.application, talk.world, talk.people, who)
        await intruder.say("/start")
        before = state(connection, who.telegram_id)
        for data in forged(connection):
            if not (key in KNOWN and data == "tx"):
                heard = await intruder.press_data(intruder.last, data)
                assert key in KNOWN or "đã đăng ký" in heard.alert, data
                assert SECRET not in heard.alert + heard.text, data
                assert state(connection, who.telegram_id) == before, data
        for command in COMMANDS:
            if command.name not in (OWN_WORK if key in KNOWN else OPEN):
                heard = await intruder.say(f"/{command.name} {ISSUER}")
                assert heard.messages, command
                assert SECRET not in heard.text, command
        assert state(connection, who.telegram_id) == before


async def test_nothing_is_changed_from_a_group(tmp_path):
    async with attacked(tmp_path) as (talk, connection, group):
        chat = CHAT["id"]
        number = (await group.say(OUTSIDER, "/kehoach")).last["id"]
        before = state(connection, chat)
        for sender in (OUTSIDER, as_user(by_key("officer")), as_user(by_key("admin"))):
            for data in forged(connection):
                heard = await group.press_data(sender, number, data)
                assert SECRET not in heard.alert + heard.text, data
        assert state(connection, chat) == before
