"""What a report's history keeps: that something was changed, not the personal data that were taken out of its words."""

import json
import sqlite3

from knowledge.database import as_json
from knowledge.work.reporting.activity import Details, details_of
from knowledge.work.reporting.drafts.masking import mask, masked, texts_of
from knowledge.work.reporting.drafts.personal_data import find_personal_data


def mask_gone(connection: sqlite3.Connection, activity: int, now: Details) -> None:
    """Mask in all earlier versions of a report, and in their comments, what leads to a person and its words no longer.

    What does not look like personal data (`find_personal_data`) stays as it was.
    """
    rows = connection.execute(
        "select version, details, comment from activity_version where activity = ? and json_valid(details)",
        (activity,),
    ).fetchall()
    before = [(row["version"], details_of(json.loads(row["details"])), row["comment"] or "") for row in rows]
    kept = "\n".join(texts_of(now))
    said = {text for _, details, comment in before for text in (*texts_of(details), comment)}
    gone = [datum for text in said for datum in find_personal_data(text) if datum.text not in kept]
    for version, details, comment in before if gone else ():
        connection.execute(
            "update activity_version set details = ?, comment = ? where activity = ? and version = ?",
            (as_json(masked(details, gone).to_json()), mask(comment, gone) or None, activity, version),
        )
