"""Asking to join: who has no link asks, an administrator approves with a unit and a role, or refuses."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from knowledge.clock import stamp
from knowledge.errors import UserError
from knowledge.language.folding import squeeze

WANTED_LENGTH = 200


class RequestError(UserError):
    """A request that is not (or no longer) there."""

    def __init__(self) -> None:
        super().__init__("Yêu cầu tham gia này đã được xử lý hoặc không còn nữa.")


@dataclass(frozen=True, slots=True)
class JoinRequest:
    """Somebody unknown who wants to join; `wanted` is the unit in their own words."""

    telegram_id: int
    name: str
    wanted: str
    asked_at: datetime


def ask(connection: sqlite3.Connection, telegram_id: int, name: str, wanted: str, *, now: datetime) -> bool:
    """Keep a request; False if the same person has one waiting already, which then says what they want now."""
    before = connection.execute("select 1 from join_request where telegram_id = ?", (telegram_id,)).fetchone()
    connection.execute(
        "insert into join_request (telegram_id, name, wanted, asked_at) values (?, ?, ?, ?)"
        " on conflict do update set name = excluded.name, wanted = excluded.wanted",
        (telegram_id, squeeze(name)[:WANTED_LENGTH], squeeze(wanted)[:WANTED_LENGTH], stamp(now)),
    )
    return before is None


def waiting(connection: sqlite3.Connection) -> list[JoinRequest]:
    """Return the requests that wait for an answer, oldest first."""
    rows = connection.execute("select * from join_request order by asked_at, telegram_id")
    return [_request(row) for row in rows]


def take(connection: sqlite3.Connection, telegram_id: int) -> JoinRequest:
    """Remove a person's request and return it. Raises RequestError if two administrators answer the same one."""
    row = connection.execute("delete from join_request where telegram_id = ? returning *", (telegram_id,)).fetchone()
    if row is None:
        raise RequestError
    return _request(row)


def drop(connection: sqlite3.Connection, telegram_id: int) -> None:
    """Remove a person's request if there is one."""
    connection.execute("delete from join_request where telegram_id = ?", (telegram_id,))


def _request(row: sqlite3.Row) -> JoinRequest:
    return JoinRequest(row["telegram_id"], row["name"], row["wanted"], datetime.fromisoformat(row["asked_at"]))
