"""Evidence of a report: photos, documents and places, kept as Telegram's file ids; the files stay with Telegram."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from knowledge.clock import stamp
from knowledge.database import transaction
from knowledge.work.reporting.activity import ActivityError

MOST = 30
LARGEST = 20 * 1024 * 1024
"""Bytes: what a bot may fetch from Telegram."""


class Kind(StrEnum):
    """What a piece of evidence is."""

    PHOTO = "photo"
    DOCUMENT = "document"
    LOCATION = "location"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One photo, document or place. `album` is Telegram's media group; a place has latitude and longitude."""

    kind: Kind
    file_id: str | None = None
    file_unique_id: str | None = None
    file_name: str | None = None
    album: str | None = None
    latitude: float | None = None
    longitude: float | None = None


def attach(
    connection: sqlite3.Connection, activity: int, evidence: Evidence, *, now: datetime, size: int | None = None
) -> bool:
    """Add evidence to a report; False if the same file, or place, is there already. Raises ActivityError."""
    if size is not None and size > LARGEST:
        raise ActivityError("Tệp lớn hơn 20 MB nên không nhận được: hãy gửi tệp nhỏ hơn hoặc ảnh chụp.")
    with transaction(connection):
        known = attached(connection, activity)
        if any(_same(evidence, other) for other in known):
            return False
        if len(known) >= MOST:
            raise ActivityError(f"Một báo cáo nhận nhiều nhất {MOST} tệp minh chứng: các tệp sau chưa được lưu.")
        connection.execute(
            "insert into evidence (activity, kind, file_id, file_unique_id, file_name, album, latitude, longitude,"
            " added_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (activity, evidence.kind, evidence.file_id, evidence.file_unique_id, evidence.file_name, evidence.album)
            + (evidence.latitude, evidence.longitude, stamp(now)),
        )
    return True


def attached(connection: sqlite3.Connection, activity: int) -> list[Evidence]:
    """Return a report's evidence in the order in which it came."""
    rows = connection.execute(
        "select kind, file_id, file_unique_id, file_name, album, latitude, longitude from evidence where activity = ?"
        " order by id",
        (activity,),
    )
    return [Evidence(Kind(row["kind"]), *tuple(row)[1:]) for row in rows]


def activity_of_album(connection: sqlite3.Connection, album: str) -> int | None:
    """Return the report that other pictures of an album went to, None if they went nowhere."""
    row = connection.execute("select activity from evidence where album = ? limit 1", (album,)).fetchone()
    return int(row["activity"]) if row else None


def _same(one: Evidence, other: Evidence) -> bool:
    if one.file_unique_id is None:
        return (one.latitude, one.longitude) == (other.latitude, other.longitude)
    return one.file_unique_id == other.file_unique_id
