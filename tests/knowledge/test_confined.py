"""Work done in a process apart: whatever becomes of that process is one sentence here, and nothing is left of it."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from bot.logs import trace
from knowledge.confined import Limits, Work, WorkerBroken, confined
from knowledge.documents.document import DocumentError
from knowledge.documents.gathering import read_files
from tests.knowledge import misbehaving
from tests.knowledge.documents.bombs import nested_forms, sheet

HERE = Path(__file__).parents[2]
SENTENCE = "hỏng hoặc quá nặng"

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limits and no groups of processes")


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    """Return a file that is no plain text."""
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.7")
    return path


def is_alive(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def soon(is_so: Callable[[], bool]) -> bool:
    """Tell whether something becomes true within five seconds."""
    end = time.monotonic() + 5
    while not (found := is_so()) and time.monotonic() < end:
        time.sleep(0.02)
    return found


def processes(paper: Path) -> tuple[int, int, Path]:
    """Return the ids of the worker and of what it started, and the folder for what they leave behind."""
    worker, started, folder = paper.with_name("ids").read_text().split()
    return int(worker), int(started), Path(folder)


@pytest.mark.parametrize(
    "work", [misbehaving.crashes, misbehaving.is_killed, misbehaving.says_too_much], ids=lambda work: work.__name__
)
def test_a_worker_that_dies_is_one_sentence(paper: Path, work: Work[object]) -> None:
    with pytest.raises(DocumentError, match=SENTENCE):
        confined(work, [paper])


def test_a_worker_that_eats_memory_is_one_sentence(paper: Path) -> None:
    eats = partial(confined, misbehaving.eats_memory, [paper])
    with pytest.raises(DocumentError, match=SENTENCE):
        eats(limits=Limits(memory=2**28))


@pytest.mark.skipif(not Path("/proc/self/oom_score_adj").exists(), reason="Linux alone says who goes first")
def test_where_the_machines_memory_runs_out_the_worker_goes_before_its_program(paper: Path) -> None:
    assert confined(misbehaving.says_who_goes_first, [paper]).text.strip() == "1000"


@pytest.mark.parametrize("work", [misbehaving.holds_the_processor, read_files], ids=["loop", "nested forms"])
def test_a_worker_that_holds_the_processor_is_one_sentence(paper: Path, work: Work[object]) -> None:
    paper.write_bytes(nested_forms())
    started = time.monotonic()
    with pytest.raises(DocumentError, match=SENTENCE):
        confined(work, [paper], limits=Limits(processor=1, seconds=50))
    assert time.monotonic() - started < 45


def test_a_worker_that_waits_too_long_goes_with_all_that_it_started(paper: Path) -> None:
    with pytest.raises(DocumentError, match=SENTENCE):
        confined(misbehaving.waits, [paper], limits=Limits(seconds=3))
    worker, started, folder = processes(paper)
    assert soon(lambda: not is_alive(worker) and not is_alive(started))
    assert not folder.exists()


def test_whoever_gives_up_ends_the_worker(paper: Path) -> None:
    def gives_up(page: int, pages: int) -> None:
        if page:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        confined(misbehaving.waits, [paper], progress=gives_up)
    worker, started, folder = processes(paper)
    assert soon(lambda: not is_alive(worker) and not is_alive(started))
    assert not folder.exists()


def test_the_worker_ends_with_a_program_that_is_killed(paper: Path) -> None:
    program = (
        "from knowledge.confined import confined\n"
        "from tests.knowledge.misbehaving import waits\n"
        f"import pathlib; confined(waits, [pathlib.Path({str(paper)!r})])"
    )
    asking = subprocess.Popen([sys.executable, "-c", program], cwd=HERE)
    assert soon(paper.with_name("ids").exists)
    asking.kill()
    asking.wait()
    worker, started, _ = processes(paper)
    assert soon(lambda: not is_alive(worker) and not is_alive(started))


def test_a_signal_to_everyone_does_not_end_the_worker_before_its_program_says_so(paper: Path) -> None:
    signalled = []

    def to_everyone(page: int, pages: int) -> None:
        if page and len(signalled) < 3:
            signalled.append(page)
            os.kill(processes(paper)[0], 15)
        elif page:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        confined(misbehaving.waits, [paper], progress=to_everyone)


def test_pages_are_told_as_they_are_read(paper: Path) -> None:
    told: list[tuple[int, int]] = []
    document = confined(misbehaving.tells_pages, [paper], progress=lambda *at: told.append(at))
    assert document.text == "x"
    assert [at for at in dict.fromkeys(told) if at != (0, 0)] == [(1, 3), (2, 3), (3, 3)]


def test_a_bug_of_the_worker_says_where_it_is_and_not_what_it_quotes(paper: Path) -> None:
    with pytest.raises(WorkerBroken) as broken:
        confined(misbehaving.has_a_bug, [paper])
    logged = trace(broken.value)
    assert "in has_a_bug" in logged
    assert "ZeroDivisionError" in logged
    assert paper.name not in logged


def test_what_is_read_apart_is_what_is_read_here(paper: Path) -> None:
    font = "<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>"
    paper.write_bytes(sheet(b"BT /F 12 Tf 70 700 Td (Ke hoach) Tj ET", "[0 0 595 842]", font))
    assert confined(read_files, [paper]) == read_files([paper])


def test_what_the_sender_can_mend_is_said_as_it_is_said_here(paper: Path) -> None:
    with pytest.raises(DocumentError, match="xuất lại tệp PDF"):
        confined(read_files, [paper])
