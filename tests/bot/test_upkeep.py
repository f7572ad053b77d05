"""One program a database; a stop within ten seconds; doctor; a restore elsewhere after which conversations go on."""

import asyncio
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot import doctor
from bot.cli import cli
from bot.doctor import Check, examine
from bot.heartbeat import Heartbeat
from bot.lock import InUse, held
from bot.office import CurrentOffice
from knowledge import backup
from knowledge.clock import VIET_NAM
from knowledge.database import DatabaseError, connect, file_of
from knowledge.work.chats import inbox, outbox
from knowledge.work.members import people, registered_units
from knowledge.work.members.officials import OfficialRole
from knowledge.work.reporting import reports
from knowledge.work.reporting.reports import Sought
from tests.bot.test_running import TOKEN, api, free_port
from tests.handlers.test_reports import LINE, office
from tests.talking import START, Hands, database, settings

__all__ = ["api"]
ROOT = Path(__file__).parents[2]


def test_a_second_program_on_a_database_is_told_so(tmp_path: Path) -> None:
    path = tmp_path / "data" / "k.db"
    with held(path), pytest.raises(InUse, match="đang chạy trên"), held(path):
        pass
    with held(path):
        pass


def test_a_folder_that_cannot_be_made_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(DatabaseError, match="quyền ghi"), held(tmp_path / "file" / "k.db"):
        pass
    with pytest.raises(DatabaseError, match="quyền ghi"):
        connect(tmp_path / "file" / "k.db")


@contextmanager
def run(folder: Path, port: int) -> Iterator[subprocess.Popen[str]]:
    """Run the program; whatever fails, it does not outlive the test."""
    env = {**os.environ, "DATABASE": str(folder / "k.db"), "PAGE_PORT": str(port), "TELEGRAM_TOKEN": ""}
    command = [sys.executable, "-m", "bot", "run"]
    with subprocess.Popen(command, cwd=ROOT, env=env, stderr=subprocess.PIPE, text=True) as program:
        try:
            yield program
        finally:
            program.kill()


def test_sigterm_ends_the_program_within_ten_seconds_and_a_second_one_does_not_start(tmp_path: Path) -> None:
    with run(tmp_path, free_port()) as first:
        assert first.stderr is not None
        assert "mở http" in first.stderr.readline()
        with run(tmp_path, free_port()) as second:
            assert second.wait(20) == 2
            assert second.stderr is not None
            assert "Một chương trình khác đang chạy" in second.stderr.read()
        assert (tmp_path / "k.db").stat().st_mode & 0o077 == 0
        started = time.monotonic()
        first.send_signal(signal.SIGTERM)
        assert first.wait(10) == 0
        assert time.monotonic() - started < 10
    connection = connect(tmp_path / "k.db")
    assert connection.execute("pragma quick_check").fetchone()[0] == "ok"
    connection.close()


def test_what_hangs_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    from bot import running

    ended: list[int] = []
    monkeypatch.setattr(running, "STOP_SECONDS", 0.01)
    monkeypatch.setattr(os, "_exit", ended.append)
    running.end_soon()
    time.sleep(0.2)
    assert ended == [0]


def well(given: object) -> Check:
    return Check("token", True, "@bot")


def checks(connection: sqlite3.Connection, folder: Path, now: datetime = START, **more: object) -> dict[str, bool]:
    given = settings(database=folder / "k.db", **more)
    return {check.name: check.is_well for check in examine(connection, given, now=now, telegram=well)}


def test_doctor_names_what_is_wrong(tmp_path: Path) -> None:
    connection = connect(tmp_path / "k.db")
    backup.daily(file_of(connection), tmp_path / "backups", now=START)
    assert all(checks(connection, tmp_path).values())

    outbox.owe(connection, 1, "một", now=START - timedelta(hours=2))
    assert not checks(connection, tmp_path)["outbox"]
    inbox.store(connection, 7, "{}", now=START + timedelta(days=1))
    assert not checks(connection, tmp_path)["clock"]
    inbox.set_aside(connection, 7, "lỗi", now=START)
    assert not checks(connection, tmp_path)["inbox"]
    assert not checks(connection, tmp_path, START + timedelta(days=5))["last_backup"]
    (tmp_path / "nghi.txt").write_text("2026-13-45 nghỉ\n", encoding="utf-8")
    assert not checks(connection, tmp_path, holidays_file=tmp_path / "nghi.txt")["holidays"]
    connection.close()


def test_doctor_asks_telegram_about_the_token(api: str, tmp_path: Path) -> None:
    known = doctor.token(settings(telegram_token=TOKEN, telegram_api_url=api))
    assert (known.is_well, known.found) == (True, "@kehoach_bot")
    assert not doctor.token(settings(telegram_token="9:wrong", telegram_api_url=api)).is_well
    assert not doctor.token(settings()).is_well
    nobody = doctor.token(settings(telegram_token=TOKEN, telegram_api_url=f"http://127.0.0.1:{free_port()}"))
    assert not nobody.is_well
    assert "không kết nối" in nobody.found


async def test_a_restored_backup_is_all_green_and_conversations_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there, here = tmp_path / "there", tmp_path / "here"
    there.mkdir()
    old = connect(there / "k.db")
    database().backup(old)
    clock = Hands()
    async with office(there, connection=old, clock=clock) as (talk, _):
        await talk.say(LINE)
        saved = backup.daily(file_of(old), there / "backups", now=clock())
    old.close()
    assert saved is not None

    monkeypatch.setenv("DATABASE", str(here / "k.db"))
    monkeypatch.setenv("TELEGRAM_TOKEN", "")
    restored = CliRunner().invoke(cli, ["restore", str(saved)])
    assert restored.exit_code == 0, restored.output
    connection = connect(here / "k.db")
    assert all(checks(connection, here, START + timedelta(days=1)).values())

    async with office(here, connection=connection, clock=Hands(START + timedelta(days=1))) as (talk, _):
        await talk.say("không phải 45 mà 54")
        number = reports.drafts(connection, talk.chat)[0].id
        await talk.press_data(1, f"rs:{number}")
        (sent,) = reports.reports(connection, Sought(), limit=None)
        assert sent.details.children == 54
    connection.close()


def test_a_restore_waits_until_the_program_has_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE", str(tmp_path / "k.db"))
    with held(tmp_path / "k.db"):
        refused = CliRunner().invoke(cli, ["restore", str(tmp_path / "x.db")])
    assert refused.exit_code == 2
    assert "đang chạy" in refused.output


def test_the_file_of_swapped_days_is_followed(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    file = tmp_path / "nghi.txt"
    office = CurrentOffice(settings(holidays_file=file, reminder_offsets="5 0"))
    friday = datetime(2026, 8, 21, tzinfo=VIET_NAM).date()
    assert office().offsets == (5, 0)
    assert office().calendar.is_worked(friday)
    file.write_text("2026-08-21 off nghỉ lễ hội\n", encoding="utf-8")
    assert not office().calendar.is_worked(friday)
    file.write_text("# sửa dở\n2026-08-2\n", encoding="utf-8")
    os.utime(file, ns=(1, 1))
    assert not office().calendar.is_worked(friday)
    assert "Dòng 2" in caplog.text


@pytest.mark.parametrize("offsets", ["", "a", "-1", "99"])
def test_offsets_that_make_no_sense_are_refused(offsets: str) -> None:
    with pytest.raises(ValueError, match="reminder_offsets"):
        settings(reminder_offsets=offsets or ())


async def test_people_are_answered_while_many_are_reminded(tmp_path: Path) -> None:
    clock, many = Hands(datetime(2026, 5, 8, 2, 0, tzinfo=UTC)), 300
    async with office(tmp_path, clock=clock) as (talk, connection):
        unit = registered_units.units(connection)[0]
        for number in range(20_000, 20_000 + many):
            people.join(connection, number, "Cán bộ", unit=unit.id, role=OfficialRole.OFFICER, by=None, now=clock())

        def told() -> int:
            """Return how many are reminded so far."""
            return int(connection.execute("select count(*) from outbox where key like 'digest:%'").fetchone()[0])

        beating = asyncio.create_task(Heartbeat(talk.application, backups=None).run())
        while not told():  # noqa: ASYNC110  (rows, no event)
            await asyncio.sleep(0)
        heard = await talk.say("/trogiup")
        assert heard.messages
        assert told() < many
        beating.cancel()
        await asyncio.gather(beating, return_exceptions=True)


async def test_a_beat_that_finds_nothing_new_is_cheap(tmp_path: Path) -> None:
    clock = Hands(datetime(2026, 5, 8, 2, 0, tzinfo=UTC))
    async with office(tmp_path, clock=clock) as (talk, _):
        heartbeat = Heartbeat(talk.application, backups=None)
        assert heartbeat.beat() > 0
        heartbeat.beat()
        costs = []
        for _ in range(20):
            clock.move(timedelta(seconds=20))
            started = time.perf_counter()
            assert heartbeat.beat() == 0
            costs.append(time.perf_counter() - started)
            await asyncio.sleep(0)
        assert sorted(costs)[10] < 0.005
