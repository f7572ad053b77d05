"""What an office adds to the words of the data files: other names of units, and words that mean the same.

What is removed keeps its row, for the audit log points to it.
"""

import sqlite3
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from knowledge.answers.freshness import while_unwritten
from knowledge.clock import stamp
from knowledge.database import transaction
from knowledge.errors import UserError
from knowledge.language.folding import key
from knowledge.work import audit
from knowledge.work.audit import Change


class WordKind(StrEnum):
    """What a word is to what it means: another name of a unit, or a phrase of the same meaning."""

    ALIAS = "alias"
    SYNONYM = "synonym"


@dataclass(frozen=True, slots=True)
class OwnWord:
    """What an office added: `said` means `meant`, a unit's name or a phrase; an alias of one `plan`, or of all."""

    id: int
    kind: WordKind
    said: str
    meant: str
    plan: str | None = None

    @property
    def line(self) -> str:
        """What synonyms.txt would have: a unit's name does not find what the unit is called by some."""
        return f"{self.said} {'>' if self.kind is WordKind.ALIAS else '='} {self.meant}"


class WordsError(UserError):
    """Words that cannot be added; its message says why and what to type instead."""


class NotWords(WordsError):
    """A text that has not the form of what was asked for: it may be something else."""


class OwnWordUnknown(UserError):
    """A word that is not there, or no longer."""

    def __init__(self) -> None:
        super().__init__("Từ này đã được gỡ: hãy mở lại danh sách từ đã thêm.")


def own_words(connection: sqlite3.Connection) -> tuple[OwnWord, ...]:
    """Return what was added and not removed, in the order in which it came."""
    return while_unwritten(connection, "own_words", lambda: _read(connection))


def find(connection: sqlite3.Connection, word: int) -> OwnWord:
    """Return one of them. Raises OwnWordUnknown."""
    found = next((one for one in own_words(connection) if one.id == word), None)
    if found is None:
        raise OwnWordUnknown
    return found


def synonym_lines(words: tuple[OwnWord, ...], plan: str | None = None) -> tuple[str, ...]:
    """Return the words that count in a plan, or in every plan, as lines of synonyms.txt."""
    return tuple(word.line for word in words if word.plan in (None, plan))


def add(
    connection: sqlite3.Connection, kind: WordKind, said: str, meant: str, *, by: int | None, now: datetime
) -> OwnWord:
    """Add a word, an alias for all plans, and return it."""
    with transaction(connection):
        row = connection.execute(
            "insert into own_word (kind, said, folded, meant, meant_folded, by, at) values (?, ?, ?, ?, ?, ?, ?)"
            " returning id",
            (kind, said, key(said), meant, key(meant), by, stamp(now)),
        ).fetchone()
        audit.log(connection, Change("word.add", by, after={"kind": kind, "word": row["id"]}), now=now)
    return find(connection, row["id"])


def narrow(connection: sqlite3.Connection, word: int, plan: str, *, by: int | None, now: datetime) -> OwnWord:
    """Let an alias count in one plan only. Raises OwnWordUnknown."""
    before = find(connection, word)
    with transaction(connection):
        connection.execute("update own_word set plan = ? where id = ?", (plan, word))
        change = Change(
            "word.narrow", by, plan=plan, before={"word": word, "plan": before.plan}, after={"word": word, "plan": plan}
        )
        audit.log(connection, change, now=now)
    return find(connection, word)


def remove(connection: sqlite3.Connection, word: int, *, by: int | None, now: datetime) -> OwnWord:
    """Let a word count no longer and return what it was. Raises OwnWordUnknown."""
    gone = find(connection, word)
    with transaction(connection):
        connection.execute("update own_word set removed_at = ? where id = ?", (stamp(now), word))
        audit.log(connection, Change("word.remove", by, before={"kind": gone.kind, "word": word}), now=now)
    return gone


def _read(connection: sqlite3.Connection) -> tuple[OwnWord, ...]:
    rows = connection.execute("select * from own_word where removed_at is null order by id")
    return tuple(OwnWord(row["id"], WordKind(row["kind"]), row["said"], row["meant"], row["plan"]) for row in rows)
