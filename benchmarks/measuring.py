"""How every row is measured: what is compared answers the same cases in turn, within one run; only ratios count.

Each engine takes each case once a round, the first round warms up and is dropped, the collector of garbage rests.
A case counts with the median of its rounds for p50, with the least for p99, which leaves out what else the machine
does. The time is the processor's, for a machine shared with others.
"""

import gc
import statistics
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

Case = TypeVar("Case")
Spent = list[list[float]]
"""Milliseconds by case and round."""
ROUNDS = 3
CASES = 200
"""So many cases a row has at least."""
NOT_INSTALLED = "not installed (requirements-bench.txt)"

clock = time.process_time


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: what was measured beside which yardstick, and the value that the goal is about.

    `value` is None where it could not be measured; `note` then says why, else what is to be known of the value.
    """

    measured: str
    yardstick: str
    value: float | None
    goal: float | None
    unit: str = "×"
    at_least: bool = False
    figures: str = ""
    quality: str = ""
    note: str = ""

    @property
    def reached(self) -> bool | None:
        """Tell whether the goal is reached; None without a value or a goal."""
        if self.value is None or self.goal is None:
            return None
        return self.value >= self.goal if self.at_least else self.value <= self.goal


@contextmanager
def undisturbed() -> Iterator[None]:
    """Let the collector of garbage rest."""
    gc.collect()
    gc.freeze()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        gc.unfreeze()


def spent(work: Callable[[], Any]) -> float:
    """Return the milliseconds that work takes."""
    start = clock()
    work()
    return (clock() - start) * 1000


def interleaved(
    engines: Mapping[str, Callable[[Case], Any]], cases: Sequence[Case], rounds: int = ROUNDS
) -> dict[str, Spent]:
    """Return what each engine took for each case, all of them one after the other, case by case."""
    found: dict[str, Spent] = {name: [[] for _ in cases] for name in engines}
    with undisturbed():
        for turn in range(rounds + 1):
            for at, case in enumerate(cases):
                for name, engine in engines.items():
                    took = spent(lambda engine=engine, case=case: engine(case))  # type: ignore[misc]
                    if turn:
                        found[name][at].append(took)
            gc.collect()
    return found


def p50(times: Spent) -> float:
    """Return the median over the cases of each case's median."""
    return statistics.median(statistics.median(rounds) for rounds in times)


def most_memory() -> float:
    """Return the megabytes that this process took at most; those of the process that started it do not count."""
    status = Path("/proc/self/status").read_text().splitlines()
    return int(next(line for line in status if line.startswith("VmHWM")).split()[1]) / 1024


def p99(times: Spent) -> float:
    """Return the time that one case of a hundred exceeds, each with its least."""
    least = sorted(min(rounds) for rounds in times)
    return least[min(int(len(least) * 0.99), len(least) - 1)]


def paired(own: Spent, other: Spent) -> float:
    """Return how many times as long the one takes as the other: the median of the ratios, round by round."""
    return statistics.median(
        one / two for mine, theirs in zip(own, other, strict=True) for one, two in zip(mine, theirs, strict=True)
    )


def milliseconds(**times: Spent) -> str:
    """Return the figures of some engines, p50 and p99."""
    return "; ".join(f"{name} {p50(one):.3g} / {p99(one):.3g}" for name, one in times.items())
