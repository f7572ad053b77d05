"""A backup is whole or not there; a restore puts it back or leaves the database as it was."""

from datetime import UTC, datetime, timedelta

import pytest

from knowledge import backup
from knowledge.database import connect, file_of
from knowledge.work.members.officials import Official, OfficialRole, add, find

NOW = datetime(2026, 5, 4, 2, 0, tzinfo=UTC)


@pytest.fixture
def connection(tmp_path):
    connection = connect(tmp_path / "kehoach.db")
    add(connection, Official(7, "Lan", OfficialRole.OFFICER, "Phòng Tư pháp"), now=NOW)
    yield connection
    connection.close()


def test_what_was_saved_comes_back(connection, tmp_path):
    copy = tmp_path / "xa" / "ban-sao.db"
    backup.save(connection, copy)
    add(connection, Official(8, "Tú", OfficialRole.HEAD, "Phòng Y tế"), now=NOW)
    connection.close()

    kept = backup.restore(copy, tmp_path / "kehoach.db")

    restored = connect(tmp_path / "kehoach.db")
    assert find(restored, 7) == Official(7, "Lan", OfficialRole.OFFICER, "Phòng Tư pháp")
    assert find(restored, 8) is None
    restored.close()
    replaced = connect(kept)
    assert find(replaced, 8)
    replaced.close()


def test_a_restore_on_another_machine_makes_the_database(connection, tmp_path):
    backup.save(connection, tmp_path / "ban-sao.db")

    assert backup.restore(tmp_path / "ban-sao.db", tmp_path / "moi" / "kehoach.db") is None

    restored = connect(tmp_path / "moi" / "kehoach.db")
    assert find(restored, 7)
    restored.close()


def test_a_backup_never_overwrites(connection, tmp_path):
    backup.save(connection, tmp_path / "ban-sao.db")

    with pytest.raises(backup.BackupError, match="đã có"):
        backup.save(connection, tmp_path / "ban-sao.db")


@pytest.mark.parametrize("content", [b"", b"khong phai co so du lieu " * 400])
def test_a_file_that_is_no_backup_changes_nothing(connection, tmp_path, content):
    bad = tmp_path / "hong.db"
    if content:
        bad.write_bytes(content)

    with pytest.raises(backup.BackupError):
        backup.restore(bad, tmp_path / "kehoach.db")

    assert find(connection, 7)
    assert not list(tmp_path.glob("*.part"))


def test_a_backup_that_cannot_be_written_leaves_nothing(connection, tmp_path):
    (tmp_path / "chan").write_text("một tệp, không phải thư mục")

    with pytest.raises(backup.BackupError, match="Không ghi được"):
        backup.save(connection, tmp_path / "chan" / "ban-sao.db")


def test_daily_backups_come_once_a_day_and_the_oldest_go(connection, tmp_path):
    folder = tmp_path / "sao-luu"
    assert backup.latest(folder) is None
    for day in range(backup.KEPT + 3):
        assert backup.daily(file_of(connection), folder, now=NOW + timedelta(days=day))
        assert backup.daily(file_of(connection), folder, now=NOW + timedelta(days=day, hours=3)) is None

    assert len(list(folder.iterdir())) == backup.KEPT
    assert backup.latest(folder).name == "kehoach-2026-05-20.db"
