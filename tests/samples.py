"""The sample plans and the truth about them, written by hand beside them."""

import json
from functools import cache
from pathlib import Path
from typing import Any

PLANS = Path(__file__).parent / "plans"
EXPECTED = PLANS / "expected"
IDS = tuple(sorted(path.stem for path in PLANS.glob("*.txt")))


def plan_file(plan_id: str) -> Path:
    """Return the sample plan's text file."""
    return PLANS / f"{plan_id}.txt"


@cache
def expected(plan_id: str) -> dict[str, Any]:
    """Return what a careful person finds in the sample plan."""
    truth: dict[str, Any] = json.loads((EXPECTED / f"{plan_id}.json").read_text(encoding="utf-8"))
    return truth
