"""The full answer at a thousand tasks (fold, understand, fetch, compose, render) beside retrieval alone.

The sample plans stand among made-up ones. The sample questions are asked as people ask: of all plans; those that name
their plan's place or were asked of one plan are asked of it in a row of their own. What is right is judged for all
alike: the words that an answer must hold stand in what is shown; for a retriever, in any of its ten passages.
"""

import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks import yardsticks
from benchmarks.country_plans import build
from benchmarks.measuring import CASES, NOT_INSTALLED, ROUNDS, Row, interleaved, milliseconds, p50, p99
from handlers.asking.answers import show
from handlers.rendering import plain
from knowledge.answers.answering import answer
from knowledge.answers.question import Question
from knowledge.language.folding import key
from tests.asking import NOW, ask, sample_database
from tests.judging import Asked, faults, pairs, questions, share

TASKS = 1000
_GOALS = {"FTS5 AND": ("FTS5 AND, ranked, ten", 3.0), "FTS5 OR": ("FTS5 AND, else OR, ranked, ten", None),
          "LlamaIndex": ("LlamaIndex BM25Retriever", 1.0), "Haystack": ("Haystack in-memory BM25", 0.15)}  # fmt: skip
_TAIL = 8.0
_SAME = 0.98
_WHY = (
    "it tells unit, role, topic and time apart and makes sure of what it says; plans that answer alike become buttons,"
    " so several are read: one alone takes about 0.7 ms, rendering 0.1"
)


def rows(cases: int = CASES, tasks: int = TASKS, rounds: int = ROUNDS) -> Iterator[Row]:
    """Yield the rows of the full answer."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "answers.db"
        build(path, tasks)
        connection = sample_database(path)
        yield from _beside(connection, cases, rounds)
        connection.close()


def _searches(texts: Sequence[str]) -> dict[str, yardsticks.Search]:
    """Return the retrievers that are installed."""
    both = yardsticks.fts5(texts), yardsticks.fts5(texts, or_any=True)
    made = (*both, yardsticks.llama_index(texts), yardsticks.haystack(texts))
    return {name: search for name, search in zip(_GOALS, made, strict=True) if search is not None}


def _beside(connection: sqlite3.Connection, cases: int, rounds: int) -> Iterator[Row]:
    tasks = connection.execute("select count(*) from task").fetchone()[0]
    texts = [text for (text,) in connection.execute("select text from passage order by id")]
    searches = _searches(texts)
    asked = [one for one in questions() if one["status"] == "answered" and one["plan"] and not one.get("context")]
    asked = asked[:: max(1, len(asked) // cases)]

    def of_its_plan(one: Asked) -> str:
        return plain(show(answer(connection, Question(one["q"], plan=one["plan"], now=NOW))))

    def of_all(one: Asked) -> str:
        return plain(show(answer(connection, Question(one["q"], now=NOW))))

    answers = {"of its plan": of_its_plan, "of all plans": of_all}
    found = {name: lambda one, search=search: search(one["q"]) for name, search in searches.items()}
    times = interleaved(answers | found, asked, rounds)
    right = {name: _right(asked, [engine(one) for one in asked]) for name, engine in answers.items()}
    for name, search in found.items():
        right[name] = _right(asked, ["\n".join(texts[at] for at in search(one)) for one in asked])
    for own in answers:
        measured = f"full answer, asked {own}, {tasks:,} tasks"
        for name, (shown, goal) in _GOALS.items():
            if name not in times:
                yield Row(measured, shown, None, goal, note=NOT_INSTALLED)
                continue
            figures = milliseconds(answer=times[own], yardstick=times[name])
            quality = f"right {right[own]:.1%} / {right[name]:.1%} of {len(asked)}"
            yield Row(
                measured, shown, p50(times[own]) / p50(times[name]), goal, figures=figures, quality=quality, note=_WHY
            )
        yield Row(f"{measured}: p99", "its own p50", p99(times[own]) / p50(times[own]), _TAIL)


def _right(asked: Sequence[Asked], said: Sequence[str]) -> float:
    """Return the share of texts that hold, of each group of words that the answer must have, one."""
    texts = [f" {key(text)} " for text in said]
    return share(
        all(any(f" {key(word)} " in text for word in group) for group in one["must"])
        for one, text in zip(asked, texts, strict=True)
    )


def without_diacritics() -> Iterator[Row]:
    """Yield the row of the questions that stand with and without diacritics."""
    connection = sample_database()
    by_id = {one["id"]: one for one in questions()}
    with_, without = (
        share(not faults(by_id[one], ask(connection, by_id[one])) for one in side)
        for side in zip(*pairs(), strict=True)
    )
    quality = f"right {without:.1%} / {with_:.1%} of {len(pairs())}"
    yield Row(
        "questions right, without diacritics", "with them", without / with_, _SAME, at_least=True, quality=quality
    )
