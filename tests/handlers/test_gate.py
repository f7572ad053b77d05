"""Who may speak, and the one table of what people can do."""

from pathlib import Path

import pytest
from telegram import Update

from handlers.command_table import COMMANDS, menu
from handlers.commands import PRESSES
from knowledge.work.members.officials import OfficialRole
from tests.talking import database, talking

ROLES = {"officer": OfficialRole.OFFICER, "coordinator": OfficialRole.COORDINATOR, "admin": OfficialRole.ADMIN}


async def test_a_stranger_hears_one_sentence(tmp_path: Path) -> None:
    async with talking(database(), tmp_path) as chat:
        stranger = chat.as_("stranger")
        for text in ("phòng tư pháp làm gì", "/kehoach", "/start"):
            heard = await stranger.say(text)
            assert len(heard.messages) == 1
            assert "1004" in heard.text
            assert "Công tác trẻ em" not in heard.text
        heard = await stranger.press_data(2, "p:xa-an-phu-2026")
        assert heard.kinds == ["answer"]
        assert "đăng ký" in heard.alert


async def test_a_strangers_press_under_an_open_command_is_no_way_in(tmp_path: Path) -> None:
    async with talking(database(), tmp_path) as chat:
        stranger = chat.as_("stranger")
        await stranger.say("/start")
        assert "đăng ký" in (await stranger.press_data(1, "p:xa-an-phu-2026")).alert


async def test_administrators_come_from_the_settings(tmp_path: Path) -> None:
    connection = database()
    async with talking(connection, tmp_path) as chat:
        services = chat.application.bot_data
        chat.application.bot_data = type(services)(
            services.connection, services.clock, services.files, frozenset({1004, 1001}), services.failed
        )
        heard = await chat.as_("stranger").say("/duyet")
        assert "Không có kế hoạch nào chờ duyệt" in heard.text
        assert "Không có kế hoạch nào chờ duyệt" in (await chat.say("/duyet")).text


async def test_groups_are_left_alone(tmp_path: Path) -> None:
    async with talking(database(), tmp_path) as chat:
        user = {"id": 1001, "is_bot": False, "first_name": "Mai"}
        message = {
            "message_id": 1, "date": 1, "chat": {"id": -5, "type": "group", "title": "Tổ"}, "from": user,
            "text": "trạm y tế làm gì",
        }  # fmt: skip
        calls = len(chat.application.bot.request.calls)
        await chat.application.update_queue.put(Update.de_json({"update_id": 900, "message": message}))
        await chat.application.update_queue.put(Update.de_json({"update_id": 901}))
        await chat.application.update_queue.join()
        assert len(chat.application.bot.request.calls) == calls


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
@pytest.mark.parametrize("persona", ROLES)
async def test_every_command_asks_for_its_role(tmp_path: Path, command: object, persona: str) -> None:
    async with talking(database(), tmp_path) as chat:
        heard = await chat.as_(persona).say(f"/{command.name}")
    assert heard.messages
    assert ("dành cho người quản trị" in heard.text) is not ROLES[persona].covers(command.least)


async def test_a_command_with_a_comma_behind_it_asks_for_its_role_too(tmp_path: Path) -> None:
    async with talking(database(), tmp_path) as chat:
        assert "dành cho người quản trị" in (await chat.say("/duyet,x")).text


@pytest.mark.parametrize("press", PRESSES, ids=lambda press: press.prefix)
async def test_every_button_asks_for_its_role(tmp_path: Path, press: object) -> None:
    async with talking(database(), tmp_path) as chat:
        await chat.say("/start")
        heard = await chat.press_data(2, f"{press.prefix}:gone:0:0")
    assert ("dành cho người quản trị" in heard.alert) is not OfficialRole.OFFICER.covers(press.least)


async def test_help_lists_what_the_person_may(tmp_path: Path) -> None:
    async with talking(database(), tmp_path) as chat:
        officers = (await chat.say("/trogiup")).text
        admins = (await chat.as_("admin").say("/trogiup")).text
    assert "/duyet" not in officers
    assert "/duyet" in admins
    assert "111" in officers


async def test_welcome_names_the_person_and_the_unit(tmp_path: Path) -> None:
    async with talking(database(), tmp_path) as chat:
        heard = await chat.say("/start")
    assert "Nguyễn Thị Mai" in heard.text
    assert "Phòng Tư pháp" in heard.text
    assert "1 kế hoạch" in heard.text


async def test_an_unknown_command_is_said_to_be_unknown(tmp_path: Path) -> None:
    async with talking(database(), tmp_path) as chat:
        assert "không có lệnh này" in (await chat.say("/xyz")).text
        assert (await chat.say("/")).messages


def test_the_menu_shows_what_every_official_may() -> None:
    names = [command.command for command in menu()]
    assert {"kehoach", "donvi", "han", "trogiup"} <= set(names)
    assert not {"start", "duyet"} & set(names)
    assert all(command.description for command in menu())
    assert all(command.description for command in COMMANDS)
    assert len({press.prefix for press in PRESSES}) == len(PRESSES)
