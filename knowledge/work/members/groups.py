"""Group chats that an administrator has admitted: there the assistant answers questions about published plans."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from knowledge.clock import stamp
from knowledge.database import transaction
from knowledge.work import audit

TITLE_LENGTH = 120


@dataclass(frozen=True, slots=True)
class Group:
    """An admitted group: its chat and what it was called when it was admitted."""

    chat: int
    title: str


def admit(connection: sqlite3.Connection, group: Group, *, by: int, now: datetime) -> bool:
    """Let the assistant answer in a group; False if it does so already."""
    with transaction(connection):
        added = connection.execute(
            "insert into admitted_group (chat, title, admitted_at) values (?, ?, ?) on conflict do nothing",
            (group.chat, group.title[:TITLE_LENGTH], stamp(now)),
        ).rowcount
        if added:
            audit.log(connection, audit.Change("group.admit", by, after={"chat": group.chat}), now=now)
        return bool(added)


def dismiss(connection: sqlite3.Connection, chat: int, *, by: int, now: datetime) -> bool:
    """Be silent in a group from now on; False if the assistant is so already."""
    with transaction(connection):
        removed = connection.execute("delete from admitted_group where chat = ?", (chat,)).rowcount
        if removed:
            audit.log(connection, audit.Change("group.dismiss", by, before={"chat": chat}), now=now)
        return bool(removed)


def is_admitted(connection: sqlite3.Connection, chat: int) -> bool:
    """Tell whether the assistant answers in a group."""
    return connection.execute("select 1 from admitted_group where chat = ?", (chat,)).fetchone() is not None


def admitted(connection: sqlite3.Connection) -> list[Group]:
    """Return the admitted groups, by title."""
    rows = connection.execute("select chat, title from admitted_group order by title, chat")
    return [Group(row["chat"], row["title"]) for row in rows]


def renumber(connection: sqlite3.Connection, chat: int, to: int) -> None:
    """Follow a group that Telegram has made a supergroup, under a number of its own."""
    connection.execute("update or replace admitted_group set chat = ? where chat = ?", (to, chat))
