"""What README.md and docs/ say about the project, against the project."""

import re
from pathlib import Path

from bot.cli import cli
from bot.settings import Settings
from handlers.command_table import COMMANDS
from knowledge.database import connect

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
ARCHITECTURE = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
GUIDE = (ROOT / "docs/huong-dan.md").read_text(encoding="utf-8")


def first_column(text: str) -> set[str]:
    return {cell.strip(" `") for cell in re.findall(r"^\| ([^|]+) \|", text, re.MULTILINE)}


def test_every_dependency_has_its_reason() -> None:
    lines = (ROOT / "requirements.in").read_text(encoding="utf-8").splitlines()
    names = {re.split(r"[\[>=<]", line)[0] for line in lines if line and not line.startswith("#")}
    assert names <= first_column(README)


def test_every_setting_is_explained() -> None:
    settings = {name.upper() for name in Settings.model_fields}
    assert settings <= first_column(README)
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    assert settings == set(re.findall(r"^([A-Z_]+)=", example, re.MULTILINE))


def test_every_command_is_named() -> None:
    assert not [name for name in cli.commands if f"`{name}" not in README]


def test_the_guide_names_what_officials_can_do() -> None:
    assert not [one.name for one in COMMANDS if one.listed and f"/{one.name}" not in GUIDE]


def drawn() -> set[str]:
    """Return the folders that the drawing shows, as paths: two spaces more are a floor further in."""
    above: list[str] = []
    found = set()
    for indent, name in re.findall(r"^  │ ( *)([a-z_]+)/ ", ARCHITECTURE.split("```")[1], re.MULTILINE):
        above = [*above[: len(indent) // 2], name]
        found.add("/".join(above))
    return found


def test_the_drawing_shows_every_room_and_no_other() -> None:
    rooms = {
        folder.relative_to(ROOT).as_posix()
        for floor in ("bot", "handlers", "knowledge")
        for folder in (ROOT / floor, *(ROOT / floor).rglob("*"))
        if folder.is_dir() and not re.search(r"/[._]", f"/{folder.relative_to(ROOT).as_posix()}")
    }
    assert drawn() == {room for room in rooms if not room.startswith("handlers/templates/")}


def test_links_lead_somewhere() -> None:
    for file in (ROOT / "README.md", ROOT / "README.vi.md", *(ROOT / "docs").glob("*.md")):
        targets = re.findall(r"\]\(([^)#]+)\)|src=\"([^\"]+)\"", file.read_text(encoding="utf-8"))
        paths = [path for pair in targets for path in pair if path and "://" not in path]
        assert not [path for path in paths if not (file.parent / path).exists()], file


def test_the_page_on_security_names_every_pinned_dependency_and_what_is_there() -> None:
    page = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    pinned = re.findall(r"^([\w.-]+)==(\S+)", (ROOT / "requirements.txt").read_text(encoding="utf-8"), re.MULTILINE)
    listed = " ".join(page.split("## Dependencies")[1].split(":\n\n")[1].split())
    assert listed == ", ".join(f"{name} {version}" for name, version in pinned) + "."
    tables = {row[0] for row in connect(":memory:").execute("select name from sqlite_master")}
    data = page.split("## Where personal data are")[1].split("**")[0]
    named = {
        name for cell in first_column(data) for name in re.findall(r"^\w+$", cell.replace("`, `", "\n"), re.MULTILINE)
    }
    assert named - {"where", "Telegram"} <= tables
    assert {"official", "activity_version", "evidence", "inbox"} <= named
    assert all((ROOT / path).exists() for path in re.findall(r"`((?:tests|bot|benchmarks)/[\w/.]*)`", page))
