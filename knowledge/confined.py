"""What strangers sent, worked on in a process of its own: a file that breaks or holds it leaves this one alone.

A fresh interpreter works within `Limits` and tells its pages and its outcome through a pipe. It is ended, with all that
it started (tesseract, LibreOffice), when it takes more, when whoever asked gives up and when this process ends. It
runs as the same account: the limits bound what a file costs, they are no jail for a file that takes the worker over.
"""

import logging
import multiprocessing
import os
import pickle
import signal
import sys
import threading
import time
import traceback
import warnings
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

from knowledge.documents.document import DocumentError
from knowledge.documents.reading import Progress
from knowledge.errors import UserError

_TOO_MUCH = (
    "Không đọc được tệp này vì tệp bị hỏng hoặc quá nặng, hãy gửi bản .docx, hoặc xuất (chụp) lại thành tệp nhẹ hơn"
    " rồi gửi lại."
)

_BEAT = 0.2  # seconds between two looks at whether whoever asked gives up
_MOST_BYTES = 2**26  # of an outcome on its way through the pipe: sixty pages with their pictures have a sixth of them
_KINDNESS = 10  # how far the worker stands back behind those who answer (nice)
_ONE_THREAD = dict.fromkeys(("OMP_THREAD_LIMIT", "OPENBLAS_NUM_THREADS", "OPENCV_FOR_THREADS_NUM"), "1")
_AT, _DONE, _FAILED = "at", "done", "failed"  # what the worker tells
_SPAWN = multiprocessing.get_context("spawn")

Outcome = TypeVar("Outcome")
Work = Callable[..., Outcome]
"""A function of a module that a fresh interpreter can import; it takes `progress`, too."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a work may take: of each of its processes the processor's seconds and bytes of memory; seconds in all.

    A scan of sixty pages takes 30 seconds of the worker's and 150 in all, the largest picture 1.3 GB for a moment.
    """

    processor: int = 120
    memory: int = 3 * 2**29
    seconds: float = 900


class WorkerBroken(Exception):
    """A bug that was met in the process apart: `way` names its kind and the lines of code that it came through."""

    def __init__(self, way: str) -> None:
        super().__init__(way)
        self.way = way


def confined(
    work: Work[Outcome], *given: object, progress: Progress | None = None, limits: Limits = Limits()
) -> Outcome:
    """Return what a work makes of what it is given, done in a process of its own.

    `progress(page, pages)` is called some times a second with what the work told last; what it raises ends the work.
    Raises what the work raises where it is a UserError; DocumentError where the process died or was ended at a limit.
    """
    receiver, sender = _SPAWN.Pipe(duplex=False)
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder, receiver:  # who was killed may still be writing
        with sender:
            worker = _SPAWN.Process(target=_work, args=(sender, folder, limits, work, given), daemon=True)
            worker.start()
        try:
            outcome: Outcome = _heard(receiver, progress, time.monotonic() + limits.seconds)
            return outcome
        finally:
            _end(worker)


def _heard(receiver: Connection, progress: Progress | None, until: float) -> Any:
    """Return the outcome that the worker tells, its pages handed on. Raises DocumentError where it ends without."""
    told: tuple[str, Any] = (_AT, (0, 0))
    while time.monotonic() < until:
        told = _told(receiver, told)
        kind, said = told
        if kind == _DONE:
            return said
        if kind == _FAILED:
            raise said
        if progress is not None:
            progress(*said)
    raise DocumentError(_TOO_MUCH)


def _told(receiver: Connection, before: tuple[str, Any]) -> tuple[str, Any]:
    """Return what the worker tells within a beat, else what it told before. Raises DocumentError where it has ended."""
    try:
        return pickle.loads(receiver.recv_bytes(_MOST_BYTES)) if receiver.poll(_BEAT) else before  # noqa: S301
    except (EOFError, OSError):
        raise DocumentError(_TOO_MUCH) from None


def _end(worker: BaseProcess) -> None:
    """End the worker and all that it started, whatever they are doing."""
    if sys.platform != "win32" and worker.pid is not None:
        with suppress(OSError):  # it has no group before it works
            os.killpg(worker.pid, signal.SIGKILL)
    worker.kill()
    worker.join()


def _work(sender: Connection, folder: str, limits: Limits, work: Work[object], given: tuple[object, ...]) -> None:
    """Work in the worker's process and tell what comes of it; nothing is told where memory ends."""
    _confine(folder, limits)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    said: tuple[str, object]
    try:
        said = (_DONE, work(*given, progress=lambda *at: sender.send((_AT, at))))
    except MemoryError:
        return
    except UserError as error:
        said = (_FAILED, error)
    except Exception as error:
        said = (_FAILED, WorkerBroken("".join([*traceback.format_tb(error.__traceback__), type(error).__name__])))
    sender.send(said)


def _confine(folder: str, limits: Limits) -> None:
    """Set the limits of this process and of those that it starts; only its asker ends it, with what it leaves behind.

    Windows has neither limits nor groups: there, only the time is bounded.
    """
    logging.disable()  # what the libraries warn of quotes the file
    warnings.simplefilter("ignore")
    os.environ.update(_ONE_THREAD, TMPDIR=folder)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    if sys.platform == "win32":
        return
    import resource

    os.setsid()
    os.nice(_KINDNESS)
    with suppress(OSError):  # Linux alone: where the machine's memory runs out, this process is the first to go
        Path("/proc/self/oom_score_adj").write_text("1000")
    most = {resource.RLIMIT_CPU: limits.processor, resource.RLIMIT_AS: limits.memory, resource.RLIMIT_CORE: 0}
    for kind, value in most.items():
        hard = resource.getrlimit(kind)[1]
        with suppress(ValueError, OSError):  # macOS bounds no memory
            resource.setrlimit(kind, (value if hard == resource.RLIM_INFINITY else min(value, hard), hard))


def _end_with_parent() -> None:
    """Wait for the process that asked to end, and end with it and with all that was started here."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
    if sys.platform == "win32":
        os._exit(1)
    os.killpg(0, signal.SIGKILL)
