"""The one SQLite file: its connection and its migrations.

WAL with `synchronous=NORMAL`: a crash of the process loses nothing that was committed, a crash of the machine at most
the last transactions. Every table's statements live in the module that owns the table; only its shape stands here.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlite_utils import Database, Migrations

from knowledge.errors import UserError
from knowledge.schema import reminders, work

migrations = Migrations("kehoach")


class DatabaseError(UserError):
    """A database that cannot be used; its message is one Vietnamese sentence that says what to do next."""


def connect(path: Path | str) -> sqlite3.Connection:
    """Open the database, made and migrated where needed. Raises DatabaseError if a newer version wrote it."""
    if path != ":memory:":
        Path(path).parent.mkdir(parents=True, exist_ok=True)
    try:
        connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        connection.row_factory = sqlite3.Row
        connection.execute("pragma journal_mode = wal")
        connection.execute("pragma synchronous = normal")
        connection.execute("pragma foreign_keys = on")
        connection.execute("pragma busy_timeout = 5000")
        _migrate(connection)
    except sqlite3.DatabaseError as error:
        raise DatabaseError(f"Không mở được cơ sở dữ liệu {path}: tệp bị hỏng hoặc không ghi được.") from error
    return connection


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Make what happens inside one change: all of it is there afterwards, or, after an exception, none.

    Inside another transaction it becomes a part of that one.
    """
    if connection.in_transaction:
        yield
        return
    connection.execute("begin immediate")
    try:
        yield
    except BaseException:
        connection.execute("rollback")
        raise
    connection.execute("commit")


def _migrate(connection: sqlite3.Connection) -> None:
    """Bring the schema up to date; a migration that this version does not know means a newer program wrote the file."""
    database = Database(connection)
    known = {migration.name for migration in migrations.pending(Database(memory=True))}
    applied = {migration.name for migration in migrations.applied(database)}
    if newer := applied - known:
        raise DatabaseError(
            f"Cơ sở dữ liệu do phiên bản mới hơn tạo ra ({min(newer)}): hãy cập nhật chương trình rồi chạy lại."
        )
    if known - applied:
        migrations.apply(database)


@migrations()
def m001_plans(database: Database) -> None:
    """Plans and all that was read from them."""
    database.executescript(
        """
        create table plan (
            id text primary key,
            status text not null default 'published' check (status in ('draft', 'published', 'withdrawn')),
            number text, title text not null, issuer text, level text, place text, issue_date text,
            year integer, year_to integer, signer text, signer_role text, superior text,
            file_name text not null, sha256 text not null, added_at text not null
        );
        create table section (
            plan text not null references plan on delete cascade,
            position integer not null, path text not null, label text not null, title text not null,
            parent text, start integer not null, end integer not null, page integer,
            primary key (plan, position)
        ) without rowid;
        create index section_by_path on section (plan, path);
        create table passage (
            id integer primary key,
            plan text not null references plan on delete cascade,
            position integer not null, section text not null, kind text not null, text text not null,
            label text not null, lead_in integer, columns text not null, doubtful integer not null,
            start integer not null, end integer not null, page integer,
            unique (plan, position)
        );
        create virtual table passage_index using fts5 (words, content='', detail=full,
            tokenize="ascii tokenchars '_'");
        create table unit (
            id integer primary key,
            plan text not null references plan on delete cascade,
            position integer not null, name text, section text not null, is_group integer not null,
            unique (plan, position)
        );
        create table unit_alias (
            folded text not null, unit integer not null references unit on delete cascade,
            position integer not null, alias text not null,
            primary key (folded, unit)
        ) without rowid;
        create index unit_alias_by_unit on unit_alias (unit);
        create table task (
            id integer primary key,
            unit integer not null references unit on delete cascade,
            position integer not null, passage integer not null references passage on delete cascade,
            section text not null, role text not null, text text not null, partners text not null,
            confidence real not null
        );
        create index task_by_unit on task (unit, position);
        create index task_by_passage on task (passage);
        create table task_indicator (
            task integer not null references task on delete cascade, number integer not null,
            primary key (task, number)
        ) without rowid;
        create table deadline (
            id integer primary key,
            plan text not null references plan on delete cascade,
            passage integer not null references passage on delete cascade,
            what text not null, who text not null, addressee text, date text, last_day text, recurs text,
            quote text not null, section text not null, confidence real not null
        );
        create index deadline_by_plan on deadline (plan);
        create index deadline_by_passage on deadline (passage);
        create table target (
            id integer primary key,
            plan text not null references plan on delete cascade,
            passage integer not null references passage on delete cascade,
            text text not null, value real, unit text, by text, indicator integer, section text not null
        );
        create index target_by_plan on target (plan);
        create table reference (
            id integer primary key,
            plan text not null references plan on delete cascade,
            passage integer not null references passage on delete cascade,
            kind text not null, number text, date text, issuer text, about text not null,
            quote text not null, section text not null
        );
        create index reference_by_plan on reference (plan);
        create table contact (
            id integer primary key,
            plan text not null references plan on delete cascade,
            passage integer not null references passage on delete cascade,
            what text not null, value text not null, quote text not null, section text not null
        );
        create index contact_by_plan on contact (plan);
        create table report_heading (
            plan text not null references plan on delete cascade,
            position integer not null, text text not null,
            primary key (plan, position)
        ) without rowid;
        create table finding (
            id integer primary key,
            plan text not null references plan on delete cascade,
            kind text not null, message text not null, quotes text not null
        );
        create index finding_by_plan on finding (plan);
        """
    )


@migrations()
def m002_people(database: Database) -> None:
    """Who is known, and what a chat asked last: context for short follow-ups, and what its buttons stand for."""
    database.executescript(
        """
        create table official (
            telegram_id integer primary key, name text not null, unit text,
            role text not null check (role in ('officer', 'head', 'coordinator', 'admin')), joined_at text not null
        );
        create table chat_question (
            id integer primary key autoincrement,
            chat integer not null, question text not null, plan text, context text not null,
            choices text not null, asked_at text not null
        );
        create index chat_question_by_chat on chat_question (chat, asked_at);
        """
    )


@migrations()
def m003_delivery(database: Database) -> None:
    """What came from Telegram and what is owed to it. Times are UTC in ISO, so that they compare as texts."""
    database.executescript(
        """
        create table inbox (
            update_id integer primary key,
            body text not null, state text not null default 'received'
                check (state in ('received', 'handled', 'set_aside')),
            attempts integer not null default 0, error text, received_at text not null, done_at text
        );
        create index inbox_open on inbox (update_id) where state = 'received';
        create index inbox_done on inbox (done_at) where state = 'handled';
        create table outbox (
            id integer primary key,
            key text unique, chat integer not null, text text not null, buttons text not null,
            state text not null default 'waiting' check (state in ('waiting', 'sending', 'sent', 'given_up')),
            attempts integer not null default 0, reason text, owed_at text not null, due_at text not null, done_at text
        );
        create index outbox_due on outbox (due_at) where state = 'waiting';
        """
    )


for _migration in (*work.MIGRATIONS, *reminders.MIGRATIONS):
    migrations()(_migration)
