"""The contract of `draft`: one JSON object in, one out."""

import sqlite3
from collections.abc import Mapping
from datetime import date
from typing import Any

from knowledge.clock import local_date, wall_clock
from knowledge.work.reporting.drafts import read_draft
from knowledge.work.reporting.unit_tasks import unit_tasks


def draft_json(
    connection: sqlite3.Connection, request: Mapping[str, Any], *, today: date | None = None
) -> dict[str, Any]:
    """Return the draft of `{"text", "today", "plan", "unit"}` as the contract gives it.

    Without a day in the request it is `today`, else the present one in Viet Nam. Raises ValueError for a day that is no
    ISO date. A plan or unit that the database lacks leaves the activities without a task.
    """
    said = request.get("today")
    day = date.fromisoformat(said) if said else today or local_date(wall_clock())
    tasks = unit_tasks(connection, plan=request.get("plan"), unit=request.get("unit"))
    return read_draft(str(request.get("text") or ""), today=day, unit=request.get("unit"), tasks=tasks).to_json()
