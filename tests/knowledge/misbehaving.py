"""Work that goes as none may: each could be what a file makes of a library. It is done in a process apart."""

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from knowledge.documents.document import Document

Progress = Callable[[int, int], None]


def crashes(paths: Sequence[Path], *, progress: Progress) -> Document:
    os.abort()


def is_killed(paths: Sequence[Path], *, progress: Progress) -> Document:
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError


def holds_the_processor(paths: Sequence[Path], *, progress: Progress) -> Document:
    while True:
        pass


def waits(paths: Sequence[Path], *, progress: Progress) -> Document:
    """Wait for ever for a process of its own; both note their ids beside the file, and leave a file behind."""
    (Path(tempfile.gettempdir()) / "left").touch()
    wait = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); signal.pause()"
    started = subprocess.Popen([sys.executable, "-c", wait])
    paths[0].with_name("ids").write_text(f"{os.getpid()} {started.pid} {tempfile.gettempdir()}")
    progress(1, 2)
    started.wait()
    raise AssertionError


def eats_memory(paths: Sequence[Path], *, progress: Progress) -> Document:
    kept = [bytearray(2**20) for _ in range(4096)]
    return Document(str(len(kept)), "", ())


def says_too_much(paths: Sequence[Path], *, progress: Progress) -> Document:
    return Document("", "a" * (2**26 + 1), ())


def has_a_bug(paths: Sequence[Path], *, progress: Progress) -> Document:
    raise ZeroDivisionError(paths[0].name)


def tells_pages(paths: Sequence[Path], *, progress: Progress) -> Document:
    for page in (1, 2, 3):
        progress(page, 3)
    return Document(paths[0].name, "x", ())


def says_who_goes_first(paths: Sequence[Path], *, progress: Progress) -> Document:
    return Document("", Path("/proc/self/oom_score_adj").read_text(), ())
