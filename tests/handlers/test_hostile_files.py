"""Files made to break or to hold the reader: one sentence each, and meanwhile everybody is answered."""

import asyncio
import sys
from pathlib import Path
from typing import Any

import pytest

from handlers.planning import readings
from handlers.planning.readings import Readings
from knowledge.confined import Limits, Work, confined
from knowledge.plans import store
from knowledge.plans.reading import read_plan_files
from tests.knowledge import misbehaving
from tests.knowledge.documents.bombs import nested_forms
from tests.knowledge.test_confined import is_alive, processes, soon
from tests.talking import database, talking

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limits and no groups of processes")


@pytest.mark.parametrize(
    ("work", "limits"),
    [
        (read_plan_files, Limits(processor=2)),
        (misbehaving.is_killed, Limits()),
        (misbehaving.crashes, Limits()),
        (misbehaving.eats_memory, Limits(memory=2**28)),
    ],
    ids=["nested forms", "killed", "crashed", "memory"],
)
async def test_a_file_that_breaks_its_reader_is_one_sentence_and_others_are_answered_meanwhile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, work: Work[object], limits: Limits
) -> None:
    monkeypatch.setattr(readings, "confined", lambda _, paths, progress: confined(work, paths, limits=limits))
    connection = database()
    async with talking(connection, tmp_path) as chat:
        sending = asyncio.create_task(chat.as_("admin").send_file("ke-hoach.pdf", nested_forms()))
        await asyncio.sleep(0.05)
        assert "1 kế hoạch" in (await chat.say("/kehoach")).text
        assert not sending.done()
        heard = await sending
    assert "hỏng hoặc quá nặng" in heard.text
    assert heard.kinds == ["message", "edit"]
    assert connection.execute("select state from upload").fetchone()["state"] == "failed"
    assert len(store.entries(connection)) == 1
    assert not list((tmp_path / "files").iterdir())


async def test_a_stop_leaves_no_process_behind_and_the_file_is_read_after_the_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper = tmp_path / "a.pdf"

    def waits(work: object, paths: object, **given: Any) -> object:
        return confined(misbehaving.waits, [paper], **given)

    monkeypatch.setattr(readings, "confined", waits)
    connection = database()
    async with talking(connection, tmp_path) as chat:
        await chat.people.send_file(chat.as_("admin").persona, "ke-hoach.pdf", "application/pdf", b"%PDF-1.7")
        await chat.application.update_queue.join()
        working = asyncio.create_task(Readings(chat.application).run())
        assert await asyncio.to_thread(soon, paper.with_name("ids").exists)
        working.cancel()
        await asyncio.gather(working, return_exceptions=True)
    worker, started, _ = processes(paper)
    assert await asyncio.to_thread(soon, lambda: not is_alive(worker) and not is_alive(started))
    assert [row["state"] for row in connection.execute("select state from upload")] == ["waiting"]
