"""Questions worded in many ways over plans that nothing was written for: each of them must be answered right."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from knowledge.database import connect
from knowledge.documents.reading import read
from knowledge.plans.reading import read_plan
from knowledge.plans.store import save
from tests.asking import ask
from tests.judging import faults

NOW = datetime(2026, 4, 1, 2, tzinfo=UTC)
PLANS = sorted((Path(__file__).parent / "phrasings").glob("*.txt"))


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_every_question_is_answered_right(path: Path) -> None:
    connection = connect(":memory:")
    document = read(path)
    save(connection, read_plan(document, id=path.stem), document, now=NOW)
    asked = [json.loads(line) for line in path.with_suffix(".jsonl").read_text(encoding="utf-8").splitlines()]
    found = {one["q"]: faults(one, ask(connection, one)) for one in asked}
    wrong = {q: [fault for fault in said if not fault.startswith("made up")] for q, said in found.items()}
    assert {q: said for q, said in wrong.items() if said} == {}
