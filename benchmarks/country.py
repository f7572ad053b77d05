"""How answers hold out at a country's size, beside the raw SQL of the same rows, FTS5 and bm25s.

    python -m benchmarks.country [--tasks 1000 100000 1000000] [--folder FOLDER] [--questions 240] [--cpu]

A database of made-up plans (`country_plans`) is built once and kept where a folder is given. The questions are those of
the sample set, each about a plan drawn from the whole country, so that nearly every answer begins with a plan that is
not in memory; "words" are runs of words out of a passage of such a plan. An answer counts whole: folded, understood,
fetched, composed and rendered. All engines answer the same question in turn; each question counts with its least time
over the rounds, which leaves out most of what else the machine does; `--cpu` leaves out the rest, and waiting for the
disk with it.
bm25s is left out where it is not installed (requirements-bench.txt).
"""

import argparse
import json
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from benchmarks.country_cases import Case, cases
from benchmarks.country_plans import build
from benchmarks.measuring import most_memory
from bot.collecting import settle
from handlers.asking.answers import show
from knowledge.answers.answering import answer
from knowledge.answers.model import Answer
from knowledge.answers.topics import content
from knowledge.answers.vocabulary import synonyms
from knowledge.database import connect
from knowledge.language.folding import folded_words, key
from knowledge.plans.gists import keep_missing

ROUNDS = 2
GOALS = {"unit": {"p99": 20.0}, "topic": {"p50": 15.0, "p99": 150.0}, "words": {"p50": 15.0, "p99": 150.0}}
"""Milliseconds at 10^6 tasks, from issue 3."""
MOST_MEMORY, MOST_SECONDS = 300, 1.5
"""Megabytes and seconds at 10^6 tasks, from issue 7."""
MOST_OF_P50, MOST_OF_P99, MOST_TAIL = 0.2, 0.05, 8.0
"""The answer beside FTS5 over all questions at 10^6 tasks, at its middle and its tail; its tail beside its middle."""


class Yardsticks:
    """What people would otherwise take, on the same texts. `bm25s` is None where it is not installed."""

    def __init__(self, connection: sqlite3.Connection, *, ranked: bool) -> None:
        self.connection = connection
        self.bm25s = _bm25s(connection) if ranked else None

    def raw_sql(self, case: Case, found: Answer) -> None:
        """Fetch the rows that an answer shows, by the indexes, knowing which."""
        if case.group.startswith("unit"):
            self.connection.execute(
                "select task.text, role, task.section from unit cross join unit_alias on unit.id = unit_alias.unit"
                " join task on task.unit = unit.id where plan = ? and folded = ? order by task.position",
                (found.plan or "", key(found.subject)),
            ).fetchall()
        ids = [statement.passage for statement in found.statements]
        marks = ",".join("?" * len(ids))
        self.connection.execute(f"select text, section from passage where id in ({marks})", ids).fetchall()

    def fts5(self, words: list[str]) -> None:
        """Find the ten best passages that hold all the words."""
        query = " AND ".join(f'"{word}"' for word in words)
        self.connection.execute(
            "select rowid from passage_index where passage_index match ? order by rank limit 10", (query,)
        ).fetchall()

    def ranked(self, words: list[str]) -> None:
        """Find the ten best passages by BM25."""
        if self.bm25s is not None:
            self.bm25s.retrieve([words], k=10, show_progress=False)


def _bm25s(connection: sqlite3.Connection) -> Any:
    try:
        import bm25s  # type: ignore[import-not-found, import-untyped, unused-ignore]
    except ImportError:
        return None
    known: dict[str, int] = {}
    corpus = [
        [known.setdefault(word, len(known)) for word in folded_words.__wrapped__(text)]
        for (text,) in connection.execute("select text from passage order by id")
    ]
    index = bm25s.BM25()
    index.index((corpus, known), show_progress=False)
    return index


_clock = time.perf_counter


def _spent(work: Callable[[], Any]) -> tuple[float, Any]:
    start = _clock()
    found = work()
    return (_clock() - start) * 1000, found


Times = dict[str, list[float]]


def measure(path: Path, asked: list[Case], *, ranked: bool) -> dict[str, dict[str, Times]]:
    """Return the milliseconds by group, by engine and by question."""
    connection = connect(path)
    yardsticks = Yardsticks(connection, ranked=ranked)
    engines = ["answer", "raw SQL", "FTS5 AND"] + (["bm25s"] if yardsticks.bm25s is not None else [])
    found: dict[str, dict[str, Times]] = {}
    settle()
    for turn in range(ROUNDS + 1):
        for number, case in enumerate(asked):
            times = dict(zip(engines, _one(connection, yardsticks, case), strict=False))
            if turn:
                for engine, spent in times.items():
                    found.setdefault(case.group, {}).setdefault(engine, {}).setdefault(str(number), []).append(spent)
    connection.close()
    return found


def _one(connection: sqlite3.Connection, yardsticks: Yardsticks, case: Case) -> Iterator[float]:
    runs = content(folded_words(case.text), lambda *_: True, synonyms())
    words = list(dict.fromkeys(word for run in runs for word in run))
    spent, said = _spent(lambda: _full(connection, case))
    yield spent
    yield _spent(lambda: yardsticks.raw_sql(case, said))[0]
    yield _spent(lambda: yardsticks.fts5(words or ["0"]))[0]
    yield _spent(lambda: yardsticks.ranked(words))[0]


def _full(connection: sqlite3.Connection, case: Case) -> Answer:
    """Answer a question and render it, as people get it."""
    found = answer(connection, case.question())
    show(found)
    return found


def serve(path: Path) -> None:
    """Answer the cases on standard input from a fresh process; print when the first was answered and the memory."""
    connection = connect(path)
    settle()
    first = 0.0
    for line in sys.stdin:
        _full(connection, Case(**json.loads(line)))
        first = first or time.time()
    print(json.dumps({"first": first, "memory": most_memory()}))


def fresh(path: Path, asked: list[Case]) -> tuple[float, float]:
    """Return the seconds from a process's start to its first answer, and its megabytes at most."""
    lines = "".join(f"{json.dumps(asdict(case))}\n" for case in asked)
    start = time.time()
    said = subprocess.run(
        [sys.executable, "-m", "benchmarks.country", "--serve", str(path)],
        input=lines,
        capture_output=True,
        text=True,
        check=True,
    )
    figures = json.loads(said.stdout)
    return figures["first"] - start, figures["memory"]


def percentiles(times: Times) -> tuple[float, float]:
    """Return p50 and p99 of an engine."""
    least = sorted(min(spent) for spent in times.values())
    return statistics.median(least), least[min(int(len(least) * 0.99), len(least) - 1)]


def table(tasks: int, found: dict[str, dict[str, Times]]) -> Iterable[str]:
    """Yield the rows of one size."""
    for group, engines in sorted(found.items(), reverse=True):
        own = percentiles(engines["answer"])
        goals = GOALS.get(group.split(",", 1)[0], {})
        missed = [name for name, value in zip(("p50", "p99"), own, strict=True) if value > goals.get(name, value)]
        cells = [f"{tasks:,}", group, str(len(engines["answer"])), f"{own[0]:.1f}", f"{own[1]:.1f}"]
        for engine in ("raw SQL", "FTS5 AND", "bm25s"):
            other = percentiles(engines[engine]) if engine in engines else None
            cells.append(f"{other[0]:.2f} / {other[1]:.1f}" if other else "-")
            cells.append(f"{own[0] / other[0]:.2f} / {own[1] / other[1]:.2f}" if other else "-")
        yield f"| {' | '.join(cells)} | {'missed: ' + ', '.join(missed) if missed else 'reached'} |"


def over_all(tasks: int, found: dict[str, dict[str, Times]]) -> Iterable[str]:
    """Yield the row of all questions together beside what people would otherwise take."""
    together: dict[str, Times] = {}
    for group, engines in found.items():
        for engine, times in engines.items():
            together.setdefault(engine, {}).update({f"{group} {number}": spent for number, spent in times.items()})
    yield from table(tasks, {"all": together})
    own, fts5 = percentiles(together["answer"]), percentiles(together["FTS5 AND"])
    ratios = (own[0] / fts5[0], MOST_OF_P50), (own[1] / fts5[1], MOST_OF_P99), (own[1] / own[0], MOST_TAIL)
    said = " · ".join(f"{value:.2f} (goal ≤ {goal})" for value, goal in ratios)
    yield f"| {tasks:,} | all: answer ÷ FTS5 at p50, at p99; p99 ÷ p50: {said} |" + " |" * 10


HEADER = (
    "| tasks | question | n | p50 ms | p99 ms | raw SQL p50 / p99 | answer × | FTS5 AND p50 / p99 | answer × "
    "| bm25s p50 / p99 | answer × | goal |\n|--:|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|---|"
)


def report(tasks: int, path: Path, most: int, *, ranked: bool) -> Iterator[str]:
    """Yield what one size shows."""
    if not path.exists():
        build(path, tasks)
    connection = connect(path)
    keep_missing(connection)
    plans = connection.execute("select count(*) from plan").fetchone()[0]
    connection.close()
    asked = cases(plans, most)
    seconds, memory = fresh(path, asked)
    found = measure(path, asked, ranked=ranked)
    yield from table(tasks, found)
    yield from over_all(tasks, found)
    reached = "reached" if seconds <= MOST_SECONDS and memory <= MOST_MEMORY else "missed"
    yield (
        f"| {tasks:,} | start-up to first answer {seconds:.2f} s, memory {memory:.0f} MB |" + " |" * 9 + f" {reached} |"
    )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tasks", type=int, nargs="+", default=[1_000, 100_000, 1_000_000])
    parser.add_argument("--folder", type=Path, help="where the databases are kept; default: a folder that goes again")
    parser.add_argument("--questions", type=int, default=240, help="how many of every group")
    parser.add_argument("--without-bm25s", action="store_true")
    parser.add_argument("--serve", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--cpu", action="store_true", help="count the processor's time, for a busy machine")
    given = parser.parse_args()
    if given.cpu:
        global _clock
        _clock = time.process_time
    if given.serve:
        serve(given.serve)
        return
    print(HEADER)
    with tempfile.TemporaryDirectory() as folder:
        for tasks in given.tasks:
            path = (given.folder or Path(folder)) / f"country-{tasks}.db"
            for line in report(tasks, path, given.questions, ranked=not given.without_bm25s):
                print(line, flush=True)


if __name__ == "__main__":
    main()
