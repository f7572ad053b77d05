"""Who does now what an office did that no longer exists: a dated table, each line with its legal basis.

The lines that come with the program stand in successors.txt; those that an office adds, in its database.
"""

import re
import sqlite3
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from knowledge.answers.freshness import while_unwritten
from knowledge.answers.names import Name, read_name
from knowledge.answers.own_words import NotWords, OwnWordUnknown, WordsError
from knowledge.answers.vocabulary import lines
from knowledge.clock import stamp
from knowledge.database import transaction
from knowledge.language.folding import folded_words, key, normalise, squeeze
from knowledge.work import audit
from knowledge.work.audit import Change

_ANY = "*"
_PLACE = "place"
_COLUMNS = (6, 7)
_OF_DISTRICTS = frozenset({"phong", "ubnd"})
_ALIKE = {"city": "province"}
"""A city under the central government has departments as a province has."""
LONGEST = 200
"""Characters of a typed line."""


@dataclass(frozen=True, slots=True)
class Successor:
    """From a day until another (None: still), an old office's work `what` is done by `name`; `id` if it was added."""

    level: str
    old: str
    since: date
    until: date | None
    name: str
    what: str
    basis: str
    id: int | None = None

    def counts(self, issued: date, today: date) -> bool:
        """Tell whether the work moved after a plan was issued and is still there today."""
        return issued < self.since <= today and (self.until is None or today < self.until)


@cache
def shipped() -> tuple[Successor, ...]:
    """Return the lines of successors.txt that name their legal basis."""
    rows = ([cell.strip() for cell in line.split("|")] for line in lines("successors.txt"))
    return tuple(
        Successor(row[0], row[1], _day(row[2]), _day(row[6]) if row[6:] else None, row[3], row[4], row[5])
        for row in rows
        if len(row) in _COLUMNS and row[5]
    )


def added(connection: sqlite3.Connection) -> tuple[Successor, ...]:
    """Return what the office added and did not remove, in the order in which it came."""
    return while_unwritten(connection, "successors", lambda: tuple(map(_successor, connection.execute(_ADDED))))


def table(connection: sqlite3.Connection) -> tuple[Successor, ...]:
    """Return all lines, the office's own last."""
    return (*shipped(), *added(connection))


def successors(
    connection: sqlite3.Connection, unit: str, *, issued: date, today: date, of_district: bool
) -> tuple[Successor, ...]:
    """Return who has the unit's work today, where it moved after the plan was issued.

    `of_district`: whether the plan is a district's, whose 'Phòng …' and bodies without a level are of the district.
    """
    name = read_name(unit)
    rows = (row for row in table(connection) if row.counts(issued, today))
    return tuple(row for row in rows if _is(row, name, of_district=of_district))


def predecessors(connection: sqlite3.Connection, unit: str, *, issued: date, today: date) -> tuple[Successor, ...]:
    """Return the lines by which a unit has taken over work since the plan was issued."""
    core = read_name(unit).core
    rows = (row for row in table(connection) if row.counts(issued, today))
    return tuple(row for row in rows if read_name(row.name).core == core)


def dissolved(connection: sqlite3.Connection, unit: str, *, today: date) -> tuple[Successor, ...]:
    """Return who has the work of an office that was gone by today, whatever plan is asked; only of offices named."""
    found = successors(connection, unit, issued=date.min, today=today, of_district=False)
    return tuple(row for row in found if row.old != _ANY)


def read_successor(text: str) -> Successor:
    """Return what typed lines ('cũ: …', 'mới: …', 'từ: …', 'việc: …', 'căn cứ: …') say. Raises WordsError."""
    said = dict(_labelled(text))
    if not said.keys() & _LABELS.keys():
        raise NotWords("Hãy gõ các dòng như trong mẫu: cũ, mới, từ, việc, căn cứ; mỗi dòng một mục, có dấu hai chấm.")
    for label, shown in _LABELS.items():
        if label not in said:
            raise WordsError(f"Thiếu dòng “{shown}:”. Hãy gõ lại cả tin, mỗi dòng bắt đầu như trong mẫu.")
    if not re.search(r"\d+/[\dA-ZĐ]", said["can cu"]):
        raise WordsError("Dòng “căn cứ:” phải có số văn bản, ví dụ: Nghị quyết số 12/2026/NQ-HĐND ngày 05/01/2026.")
    since = _typed_day(said["tu"], "từ")
    until = _typed_day(said["den"], "đến") if "den" in said else None
    if until is not None and until <= since:
        raise WordsError("Ngày ở dòng “đến:” phải sau ngày ở dòng “từ:”. Hãy gõ lại cả tin.")
    if key(said["cu"]) == key(said["moi"]):
        raise WordsError("Tên cũ và tên mới giống nhau. Hãy gõ lại cả tin.")
    return Successor(_level(said["cu"]), said["cu"], since, until, said["moi"], said["viec"], said["can cu"])


def add(connection: sqlite3.Connection, row: Successor, *, by: int | None, now: datetime) -> Successor:
    """Add a line and return it; it counts at once. Raises WordsError if it is there."""
    same = (key(row.old), key(row.name), key(row.what))
    if any((key(one.old), key(one.name), key(one.what)) == same for one in table(connection)):
        raise WordsError("Bảng đã có dòng này: muốn sửa thì gỡ dòng cũ rồi thêm lại.")
    with transaction(connection):
        number = connection.execute(
            "insert into own_successor (level, old, since, until, name, what, basis, by, at)"
            " values (?, ?, ?, ?, ?, ?, ?, ?, ?) returning id",
            (row.level, row.old, row.since.isoformat(), row.until.isoformat() if row.until else None)
            + (row.name, row.what, row.basis, by, stamp(now)),
        ).fetchone()["id"]
        audit.log(connection, Change("successor.add", by, after={"successor": number}), now=now)
    return next(one for one in added(connection) if one.id == number)


def remove(connection: sqlite3.Connection, number: int, *, by: int | None, now: datetime) -> Successor:
    """Let an added line count no longer and return it. Raises OwnWordUnknown."""
    gone = next((one for one in added(connection) if one.id == number), None)
    if gone is None:
        raise OwnWordUnknown
    with transaction(connection):
        connection.execute("update own_successor set removed_at = ? where id = ?", (stamp(now), number))
        audit.log(connection, Change("successor.remove", by, before={"successor": number}), now=now)
    return gone


_ADDED = (
    "select level, old, since, until, name, what, basis, id from own_successor where removed_at is null order by id"
)
_LABELS = {"cu": "cũ", "moi": "mới", "tu": "từ", "viec": "việc", "can cu": "căn cứ"}
_HEAD_LEVELS = {"so": "province", "phong": "district"}


def _successor(row: sqlite3.Row) -> Successor:
    until = _day(row["until"]) if row["until"] else None
    return Successor(row["level"], row["old"], _day(row["since"]), until, *tuple(row)[4:])


def _labelled(text: str) -> list[tuple[str, str]]:
    """Return the lines of a text by their folded labels, those that hold something."""
    parts = (squeeze(line).partition(":") for line in normalise(text).splitlines())
    return [(key(label), said.strip()[:LONGEST]) for label, _, said in parts if key(said)]


def _level(old: str) -> str:
    """Return the level of an office: the one in its name, else the one that its first word has; '' for any."""
    name = read_name(old)
    return next(iter(sorted(name.levels)), _HEAD_LEVELS.get(name.core[0], ""))


def _day(iso: str) -> date:
    return date.fromisoformat(iso)


def _typed_day(said: str, label: str) -> date:
    found = re.fullmatch(r"(?:ngày )?(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", said.strip(" ."), re.IGNORECASE)
    try:
        return date(int(found[3]), int(found[2]), int(found[1])) if found else _day(said)
    except ValueError:
        raise WordsError(f"Dòng “{label}:” cần một ngày, ví dụ 01/7/2025. Hãy gõ lại cả tin.") from None


def joined(connection: sqlite3.Connection, issuer: str, *, issued: date, today: date) -> tuple[Successor, ...]:
    """Return what the province of an issuer ("UBND tỉnh …", "Sở …, tỉnh …") was joined to since the plan's issue."""
    rows = (row for row in table(connection) if row.level == _PLACE and row.counts(issued, today))
    return tuple(row for row in rows if _ends(issuer, row.old))


def _ends(name: str, place: str) -> bool:
    words, of = folded_words(name), folded_words(place)
    return words[-len(of) :] == of


def _is(row: Successor, name: Name, *, of_district: bool) -> bool:
    if row.old == _ANY:
        return row.level in name.levels or (of_district and not name.levels) or name.core[0] in _OF_DISTRICTS
    levels = {_ALIKE.get(level, level) for level in name.levels}
    fits = not levels or not row.level or _ALIKE.get(row.level, row.level) in levels
    return fits and read_name(row.old).core == name.core
