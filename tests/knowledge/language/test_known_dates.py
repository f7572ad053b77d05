"""Date phrases whose days are known, where the file of them stands beside the project."""

import json
from datetime import date
from pathlib import Path

import pytest

from knowledge.language.dates import find_dates

KNOWN = Path(__file__).parents[4] / "shared" / "eval" / "gold" / "dates.jsonl"
LEAST = 0.97


@pytest.mark.skipif(not KNOWN.exists(), reason="no file of known dates beside the project")
def test_known_dates_are_read():
    phrases = [json.loads(line) for line in KNOWN.read_text(encoding="utf-8").splitlines() if line.strip()]
    wrong = [phrase for phrase in phrases if not _is_read(phrase)]
    assert len(wrong) <= (1 - LEAST) * len(phrases), wrong


def _is_read(phrase):
    found = find_dates(phrase["text"], today=date.fromisoformat(phrase["today"]))
    if not found:
        return False
    first, last = found[0].first, None if found[0].is_one_day else found[-1].last
    expected = phrase["end"] and date.fromisoformat(phrase["end"])
    return (first, last) == (date.fromisoformat(phrase["start"]), expected)
