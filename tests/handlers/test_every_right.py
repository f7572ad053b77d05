"""The table of rights, cell by cell: every command and every button, tried by every role and by a stranger."""

from pathlib import Path

import pytest

from handlers.command_table import COMMANDS
from handlers.commands import PRESSES
from knowledge.work.members.officials import OfficialRole
from knowledge.work.members.rights import RIGHTS
from tests.handlers.test_reports import office

PEOPLE = {
    "stranger": None,
    "officer": OfficialRole.OFFICER,
    "head": OfficialRole.HEAD,
    "coordinator": OfficialRole.COORDINATOR,
    "admin": OfficialRole.ADMIN,
}
TABLE = Path(__file__).parents[2] / "docs" / "rights.md"


def table() -> str:
    """Return the table of rights as Markdown, made from the code's own tables."""
    roles = list(OfficialRole)
    rows = [
        "# Who may do what",
        "",
        "Made from the code by `tests/handlers/test_every_right.py`; a test keeps it true.",
        "",
    ]
    rows += [
        "## Commands and buttons",
        "",
        "| | stranger | " + " | ".join(roles) + " |",
        "|---|---|" + "---|" * len(roles),
    ]
    for command in COMMANDS:
        cells = ["yes" if role.covers(command.least) else "no" for role in roles]
        rows.append(f"| `/{command.name}` | {'yes' if command.strangers else 'no'} | " + " | ".join(cells) + " |")
    for press in PRESSES:
        cells = ["yes" if role.covers(press.least) else "no" for role in roles]
        rows.append(f"| button `{press.prefix}` | no | " + " | ".join(cells) + " |")
    rows += [
        "",
        "## Things",
        "",
        "How far a right goes: to one's own, to one's unit, to the units of one's issuer, to all.",
        "",
    ]
    rows += ["| | " + " | ".join(roles) + " |", "|---|" + "---|" * len(roles)]
    rows += [
        f"| {action} | " + " | ".join(RIGHTS[action][role].name.lower() for role in roles) + " |" for action in RIGHTS
    ]
    return "\n".join(rows) + "\n"


def test_the_written_table_is_the_codes():
    assert TABLE.read_text(encoding="utf-8") == table()


@pytest.mark.parametrize("who", PEOPLE)
async def test_commands(tmp_path, who):
    role = PEOPLE[who]
    async with office(tmp_path) as (talk, _):
        person = talk.as_(who)
        for command in COMMANDS:
            heard = await person.say(f"/{command.name}")
            assert ("dành cho người" in heard.text) == (role is not None and not role.covers(command.least)), command
            assert ("đã đăng ký" in heard.text) == (role is None and command.name != "thamgia"), command


@pytest.mark.parametrize("who", PEOPLE)
async def test_buttons_replayed_or_forged(tmp_path, who):
    role = PEOPLE[who]
    async with office(tmp_path) as (talk, connection):
        person = talk.as_(who)
        first = (await person.say("/trogiup")).last["id"]
        before = connection.execute("select count(*) from audit").fetchone()[0]
        for press in (press for press in PRESSES if press.prefix != "tx" or role is None):
            for data in (press.prefix, f"{press.prefix}:1:0", f"{press.prefix}:'; drop table plan;--:9999999999999"):
                heard = await person.press_data(first, data[:60])
                said = heard.alert + heard.text
                refused = role is not None and not role.covers(press.least)
                assert ("dành cho người" in said) == refused, data
                assert ("đã đăng ký" in said) == (role is None), data
        if role is None or not role.covers(OfficialRole.COORDINATOR):
            assert connection.execute("select count(*) from audit").fetchone()[0] == before
        assert connection.execute("select count(*) from plan").fetchone()[0] == 1
