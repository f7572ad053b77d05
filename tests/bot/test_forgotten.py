"""Who asked to be forgotten stays forgotten when an older backup is put back."""

from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli import cli
from bot.local import personas
from bot.local.personas import PERSONAS
from knowledge import backup
from knowledge.database import connect
from knowledge.work.members import own_data, people, registered_units
from knowledge.work.members.officials import OfficialRole
from tests.talking import START

OFFICER = PERSONAS[0].telegram_id


def forgetting(path: Path, *, anew: bool) -> None:
    """Let the officer ask to be forgotten, and perhaps register anew a day later."""
    with closing(connect(path)) as connection:
        own_data.forget(connection, OFFICER, by=OFFICER, now=START + timedelta(days=2))
        if anew:
            unit = registered_units.units(connection)[0]
            now = START + timedelta(days=3)
            people.join(connection, OFFICER, "Mai", unit=unit.id, role=OfficialRole.OFFICER, by=None, now=now)


@pytest.mark.parametrize(("saved", "comes_back"), [("before", False), ("after", True)])
def test_an_older_backup_does_not_bring_back_who_was_forgotten_since(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, saved: str, comes_back: bool
) -> None:
    path = tmp_path / "k.db"
    with closing(connect(path)) as connection:
        personas.register(connection, now=START)
        name = people.person(connection, OFFICER).name
        backup.save(connection, tmp_path / "before.db")
    forgetting(path, anew=True)
    with closing(connect(path)) as connection:
        backup.save(connection, tmp_path / "after.db")
    monkeypatch.setenv("DATABASE", str(path))
    restored = CliRunner().invoke(cli, ["restore", str(tmp_path / f"{saved}.db")])
    assert restored.exit_code == 0, restored.output
    assert ("xóa lại thông tin của 1 người" in restored.output) is not comes_back
    with closing(connect(path)) as connection:
        assert (people.find_person(connection, OFFICER) is not None) == comes_back
        assert people.find_person(connection, PERSONAS[1].telegram_id)
        assert connection.execute("select count(*) from forgotten").fetchone()[0] == 1
        assert name not in "\n".join(connection.iterdump())
    assert name.encode() not in b"".join(file.read_bytes() for file in tmp_path.glob("k.db*"))


def test_a_restore_over_a_damaged_database_knows_from_the_newest_backup_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "k.db"
    with closing(connect(path)) as connection:
        personas.register(connection, now=START)
        backup.save(connection, tmp_path / "before.db")
    forgetting(path, anew=False)
    backup.daily(path, tmp_path / "backups", now=START + timedelta(days=2))
    path.write_bytes(b"hong" * 5000)
    monkeypatch.setenv("DATABASE", str(path))
    restored = CliRunner().invoke(cli, ["restore", str(tmp_path / "before.db")])
    assert "xóa lại thông tin của 1 người" in restored.output, restored.output
    assert "Không đọc được cơ sở dữ liệu cũ" in restored.output
    with closing(connect(path)) as connection:
        assert people.find_person(connection, OFFICER) is None
