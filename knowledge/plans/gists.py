"""The gists of the plans in the database: each kept with its plan; those of plans that an earlier program stored."""

import sqlite3

from knowledge.database import transaction
from knowledge.plans.gist import gist_of, packed
from knowledge.plans.loading import StoredPlan
from knowledge.plans.model import Plan


def keep_gist(connection: sqlite3.Connection, plan: Plan | StoredPlan) -> None:
    """Store the gist of a plan that has none in the database."""
    gist = packed(gist_of(plan.sections, tuple(plan.passages)))
    connection.execute("insert into plan_gist (plan, gist) values (?, ?)", (plan.id, gist))


def keep_missing(connection: sqlite3.Connection) -> int:
    """Store the gists of the plans that have none, some milliseconds each; return how many."""
    rows = connection.execute("select id from plan where id not in (select plan from plan_gist)").fetchall()
    for row in rows:
        with transaction(connection):
            keep_gist(connection, StoredPlan(connection, row["id"]))
    return len(rows)
