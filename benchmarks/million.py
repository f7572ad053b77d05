"""The full answer at a country's size beside FTS5 and bm25s, its memory and its start: `benchmarks.country` as rows.

The database is built where it is not there yet, which takes minutes and a gigabyte.
"""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from benchmarks import country
from benchmarks.country_plans import build
from benchmarks.measuring import NOT_INSTALLED, Row, Spent, p50, p99
from knowledge.database import connect
from knowledge.plans.gists import keep_missing

TASKS = 1_000_000
OF_A_GROUP = 40
"""Questions of each of the six groups."""
_TAIL = 8.0
_GOALS = {"FTS5 AND": ("FTS5 AND, ranked, ten", 0.2, 0.05), "bm25s": ("bm25s", 1.5, None)}


def rows(folder: Path, tasks: int = TASKS, of_a_group: int = OF_A_GROUP, *, ranked: bool = True) -> Iterator[Row]:
    """Yield the rows of a size, over the database of a folder; without `ranked`, bm25s is left out (much memory)."""
    path = folder / f"country-{tasks}.db"
    if not path.exists():
        build(path, tasks)
    with closing(connect(path)) as connection:
        keep_missing(connection)
        plans = connection.execute("select count(*) from plan").fetchone()[0]
    asked = country.cases(plans, of_a_group)
    seconds, memory = country.fresh(path, asked)
    times = _of_all_groups(country.measure(path, asked, ranked=ranked))
    measured = f"full answer, {tasks:,} tasks"
    for name, (yardstick, middle, tail) in _GOALS.items():
        if name not in times:
            yield Row(measured, yardstick, None, middle, note=NOT_INSTALLED if ranked else "left out: much memory")
            continue
        for which, of, goal in (("p50", p50, middle), ("p99", p99, tail)):
            own, other = of(times["answer"]), of(times[name])
            figures = f"answer {own:.3g}; yardstick {other:.3g}"
            yield Row(f"{measured}: {which}", yardstick, own / other, goal, figures=figures)
    yield Row(f"{measured}: p99", "its own p50", p99(times["answer"]) / p50(times["answer"]), _TAIL)
    yield Row(f"memory at {tasks:,} tasks", "", memory, country.MOST_MEMORY, " MB")
    yield Row(f"start to the first answer, {tasks:,} tasks", "", seconds, country.MOST_SECONDS, " s")


def _of_all_groups(found: dict[str, dict[str, country.Times]]) -> dict[str, Spent]:
    """Return the times by engine, whatever the group of the question."""
    times: dict[str, Spent] = {}
    for engines in found.values():
        for engine, by_question in engines.items():
            times.setdefault(engine, []).extend(by_question.values())
    return times
