"""Files that were sent to be read as plans: each sending a row, so that a stop in the middle loses none.

A sending is one file, or an album of them: its files come as messages of their own, so it waits a little after each
one. One sending is read at a time, which bounds the memory; one that stopped the program three times is given up.
"""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from knowledge.clock import stamp
from knowledge.database import transaction
from knowledge.errors import UserError

ALBUM_PAUSE = timedelta(seconds=4)
"""How long after a file of an album the next one may come. Telegram cuts what is sent at once into albums of ten."""
MOST_FILES = 60
MOST_BYTES = 200 * 2**20
"""The bytes of all files of a sending: sixty photographs of a telephone at most."""
MOST_WAITING = 10
TRIES = 3

_GIVEN_UP = "Đã thử đọc tệp này nhiều lần mà không xong, hãy gửi bản .docx hoặc tách thành tệp nhỏ hơn."


class UploadError(UserError):
    """A file that is not taken in now; its message says what to do."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A file as it came: where from, in which message and album, Telegram's id of it and its name."""

    chat: int
    official: int
    message: int
    file_id: str
    name: str
    album: str | None = None


@dataclass(frozen=True, slots=True)
class File:
    """A file of a sending."""

    message: int
    file_id: str
    name: str


@dataclass(frozen=True, slots=True)
class Upload:
    """A sending. `progress` is the message that shows how far it is, None before there is one."""

    id: int
    chat: int
    official: int
    name: str
    state: str
    progress: int | None
    plan: str | None
    files: tuple[File, ...]


def receive(connection: sqlite3.Connection, sent: Sent, *, now: datetime) -> Upload:
    """Take a file in and return its sending: the album's if one is being gathered, else a new one.

    The same message delivered again changes nothing. Raises UploadError where too much waits already.
    """
    with transaction(connection):
        known = connection.execute(
            "select upload from upload_page where chat = ? and message = ?", (sent.chat, sent.message)
        ).fetchone()
        if known is not None:
            return find(connection, known["upload"])
        upload = _gathering(connection, sent, now) or _new(connection, sent, now)
        due = now + ALBUM_PAUSE if sent.album else now
        connection.execute("update upload set due_at = ? where id = ?", (stamp(due), upload))
        connection.execute(
            "insert into upload_page (chat, message, upload, file_id, name) values (?, ?, ?, ?, ?)",
            (sent.chat, sent.message, upload, sent.file_id, sent.name),
        )
        found = find(connection, upload)
        if len(found.files) > MOST_FILES:
            raise UploadError(f"Một kế hoạch nhận nhiều nhất {MOST_FILES} ảnh: hãy gửi bản .docx hoặc .pdf.")
        return found


def demand_room(sizes: Iterable[int]) -> None:
    """Pass only files that a sending may hold on the disk together. Raises UploadError."""
    if sum(sizes) > MOST_BYTES:
        raise UploadError(
            f"Các tệp gửi một lượt lớn hơn {MOST_BYTES // 2**20} MB: hãy gửi ảnh nhỏ hơn, hoặc gửi bản .docx hay .pdf."
        )


def find(connection: sqlite3.Connection, upload: int) -> Upload:
    """Return a sending, its files in the order in which they were sent."""
    row = connection.execute("select * from upload where id = ?", (upload,)).fetchone()
    files = connection.execute(
        "select message, file_id, name from upload_page where upload = ? order by message", (upload,)
    )
    return Upload(
        *(row["id"], row["chat"], row["official"], row["name"], row["state"], row["progress"], row["plan"]),
        files=tuple(File(*each) for each in files),
    )


def show_in(connection: sqlite3.Connection, upload: int, message: int) -> None:
    """Keep which message shows how far a sending is."""
    connection.execute("update upload set progress = ? where id = ?", (message, upload))


def claim(connection: sqlite3.Connection, *, now: datetime) -> Upload | None:
    """Take the oldest sending that is due, None if nothing is or another one is being read."""
    row = connection.execute(
        "update upload set state = 'reading', attempts = attempts + 1 where id = ("
        "  select id from upload where state = 'waiting' and due_at <= ? order by due_at, id limit 1"
        ") and not exists (select 1 from upload where state = 'reading') returning id",
        (stamp(now),),
    ).fetchone()
    return find(connection, row["id"]) if row else None


def recover(connection: sqlite3.Connection) -> None:
    """Put back what was being read when the process stopped; what stopped it too often has failed."""
    connection.execute(
        "update upload set state = 'failed', reason = ? where state = 'reading' and attempts >= ?", (_GIVEN_UP, TRIES)
    )
    connection.execute("update upload set state = 'waiting' where state = 'reading'")


def put_back(connection: sqlite3.Connection, upload: int) -> None:
    """Let a sending wait again, as though it had not been taken: the program is stopping."""
    connection.execute("update upload set state = 'waiting', attempts = attempts - 1 where id = ?", (upload,))


def postpone(connection: sqlite3.Connection, upload: int, *, until: datetime) -> bool:
    """Let a sending that could not be fetched wait until a time; False if it was tried often enough."""
    row = connection.execute(
        "update upload set state = 'waiting', due_at = ? where id = ? and attempts < ? returning id",
        (stamp(until), upload, TRIES),
    ).fetchone()
    return row is not None


def became(connection: sqlite3.Connection, upload: int, plan: str, notes: Iterable[str] = ()) -> None:
    """Note which plan a sending became, and what its reader had to say of the file."""
    connection.execute("update upload set plan = ?, reason = ? where id = ?", (plan, "\n".join(notes) or None, upload))


def fail(connection: sqlite3.Connection, upload: int, reason: str) -> None:
    """Note why a sending became no plan."""
    connection.execute("update upload set plan = null, reason = ? where id = ?", (reason, upload))


def finish(connection: sqlite3.Connection, upload: int) -> None:
    """Be done with a sending when its outcome was shown: a stop before that reads it again, and shows it then."""
    connection.execute(
        "update upload set state = iif(plan is null, 'failed', 'done') where id = ? and state = 'reading'", (upload,)
    )


def notes_on(connection: sqlite3.Connection, plan: str) -> tuple[str, ...] | None:
    """Return what the reader had to say of the file that a plan was read from, None if it was not sent in a chat."""
    row = connection.execute("select reason from upload where plan = ? order by id desc limit 1", (plan,)).fetchone()
    return tuple((row["reason"] or "").splitlines()) if row else None


def forget(connection: sqlite3.Connection, chat: int) -> None:
    """Delete what a chat sent; the plans that were read from it stay."""
    connection.execute("delete from upload where chat = ?", (chat,))


def _gathering(connection: sqlite3.Connection, sent: Sent, now: datetime) -> int | None:
    """Return the sending that waits for files of an album: of the same one, or of one that was sent just before it."""
    row = connection.execute(
        "select id from upload where chat = ?1 and state = 'waiting' and album is not null and ?2 is not null"
        " and (album = ?2 or due_at > ?3) order by album = ?2 desc, id desc limit 1",
        (sent.chat, sent.album, stamp(now)),
    ).fetchone()
    return int(row["id"]) if row else None


def _new(connection: sqlite3.Connection, sent: Sent, now: datetime) -> int:
    waiting = "select count(*) from upload where chat = ? and state = 'waiting'"
    if connection.execute(waiting, (sent.chat,)).fetchone()[0] >= MOST_WAITING:
        raise UploadError(f"Đang có {MOST_WAITING} tệp chờ đọc: hãy đợi đọc xong rồi gửi tiếp.")
    late = "select 1 from upload where chat = ? and album = ?"
    if connection.execute(late, (sent.chat, sent.album)).fetchone():
        raise UploadError("Ảnh này đến sau khi các ảnh cùng lượt đã được đọc: hãy gửi lại tất cả trong một lượt.")
    row = connection.execute(
        "insert into upload (chat, official, album, name, came_at, due_at) values (?, ?, ?, ?, ?, ?) returning id",
        (sent.chat, sent.official, sent.album, sent.name, stamp(now), stamp(now)),
    ).fetchone()
    return int(row["id"])
