"""The whole question set asked of the sample plans: read, stored and answered as the command line does it."""

import json
import sqlite3
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from handlers.asking.answers import to_json
from knowledge.answers.answering import answer
from knowledge.answers.question import Question
from knowledge.database import connect
from knowledge.documents.reading import read
from knowledge.plans.reading import read_plan
from knowledge.plans.store import save
from tests.judging import Asked, Said, questions
from tests.samples import IDS, plan_file

NOW = datetime(2026, 4, 1, 2, tzinfo=UTC)


def sample_database(path: Path | str = ":memory:") -> sqlite3.Connection:
    """Return a database that holds the sample plans, published."""
    connection = connect(path)
    for plan_id in IDS:
        document = read(plan_file(plan_id))
        save(connection, read_plan(document, id=plan_id), document, now=NOW)
    return connection


def ask(connection: sqlite3.Connection, asked: Asked) -> Said:
    """Return the answer to a question of the set, as the contract of `ask` has it."""
    context = tuple(asked.get("context") or ())
    found = answer(connection, Question(text=asked["q"], plan=asked["plan"], context=context, now=NOW))
    said: Said = json.loads(json.dumps(to_json(found)))
    return said


@cache
def answers() -> dict[str, Said]:
    """Return the answer to every question of the set, by the question's id."""
    return ask_all(sample_database(), questions())


def ask_all(connection: sqlite3.Connection, asked: Iterable[Asked]) -> dict[str, Said]:
    """Return the answers by the questions' ids."""
    return {question["id"]: ask(connection, question) for question in asked}
