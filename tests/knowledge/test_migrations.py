"""A database of any earlier schema comes up to date with all that is in it; a stop in the middle costs nothing."""

import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database

from knowledge import backup, database
from knowledge.database import DatabaseError, NewerDatabase, compact, connect, damages, migrations

NAMES = [migration.name for migration in migrations.pending(Database(memory=True))]
IN_TIME = sorted(NAMES)
"""The migrations in the order in which they were written, which is not that of the files that they stand in."""
OWN = "type = 'table' and not (name glob 'sqlite_*' or name glob '_*' or name glob '*_index*')"
ONE_OF = re.compile(r"(\w+) text[^,]*check \(\1 in \('(\w+)'")
ROWS = 3


def connected(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.row_factory = sqlite3.Row
    connection.execute("pragma journal_mode = wal")
    connection.execute("pragma foreign_keys = on")
    return connection


def made_by(path: Path, names: list[str]) -> sqlite3.Connection:
    """Return a database as the program left it that knew these migrations only."""
    connection = connected(path)
    of_then = {migration.name: migration for migration in migrations.pending(Database(memory=True))}
    store = Database(connection)
    migrations.ensure_migrations_table(store)
    for name in names:
        with store.atomic():
            of_then[name].fn(store)
            migrations._record_applied(store, name)
    return connection


def fill(connection: sqlite3.Connection) -> None:
    """Put rows into every table, whatever its columns are."""
    for table, sql in connection.execute(f"select name, sql from sqlite_master where {OWN}").fetchall():
        numbered = {row["from"] for row in connection.execute(f"pragma foreign_key_list({table})")}
        allowed = dict(ONE_OF.findall(sql))
        columns = connection.execute(f"pragma table_info({table})").fetchall()
        for number in range(1, ROWS + 1):
            values = [value(column, number, numbered, allowed) for column in columns]
            connection.execute(f"insert into {table} values ({', '.join('?' * len(values))})", values)
    for (index,) in connection.execute("select name from sqlite_master where sql like 'create virtual%'").fetchall():
        connection.execute(f"insert into {index} (rowid, words) values (1, 'tre em'), (2, 'duoi nuoc')")


def value(column: sqlite3.Row, number: int, numbered: set[str], allowed: dict[str, str]) -> object:
    """Return what stands in a column of a table's row: what it allows, the row's number as a key, else words."""
    name, kind = column["name"], column["type"]
    if name in allowed:
        return allowed[name]
    if kind in ("INTEGER", "REAL"):
        return number
    return str(number) if name in numbered or column["pk"] else f"{name} {number}"


def content(connection: sqlite3.Connection) -> dict[str, list[tuple[object, ...]]]:
    tables = [row[0] for row in connection.execute(f"select name from sqlite_master where {OWN}")]
    return {table: [tuple(row) for row in connection.execute(f"select * from {table}")] for table in tables}


def shape(connection: sqlite3.Connection) -> list[tuple[object, ...]]:
    rows = connection.execute("select name, sql from sqlite_master where name not like 'sqlite_%' order by name, sql")
    return [tuple(row) for row in rows]


def found(connection: sqlite3.Connection) -> list[int]:
    return [row[0] for row in connection.execute("select rowid from passage_index where words match 'duoi'")]


@pytest.mark.parametrize("known", range(len(IN_TIME) + 1), ids=["none", *IN_TIME])
def test_each_earlier_schema_comes_up_to_date_with_its_rows(tmp_path, known):
    path = tmp_path / "k.db"
    with closing(made_by(path, IN_TIME[:known])) as old:
        fill(old)
        before = content(old)
    assert bool(before) == bool(known)
    with closing(connect(path)) as new, closing(connect(":memory:")) as fresh:
        assert shape(new) == shape(fresh)
        after = content(new)
        for table, rows in before.items():
            assert [row[: len(rows[0])] for row in after[table]] == rows, table
        assert found(new) == ([2] if known else [])
        assert damages(new) == []


def test_a_stop_anywhere_leaves_an_earlier_schema(tmp_path, monkeypatch):
    path, left = tmp_path / "k.db", []
    with closing(made_by(path, IN_TIME[:1])) as old:
        fill(old)
        before = content(old)["passage"]
    opened = sqlite3.connect

    def watched(name, **options):
        def snapshot(statement):
            if statement.lower().startswith(("create", "alter", "insert", "commit", "release")) and str(name) == str(
                path
            ):
                left.append(tmp_path / f"{len(left)}.db")
                for suffix in ("", "-wal"):
                    shutil.copyfile(f"{path}{suffix}", f"{left[-1]}{suffix}")

        connection = opened(name, **options)
        connection.set_trace_callback(snapshot)
        return connection

    monkeypatch.setattr(database.sqlite3, "connect", watched)
    connect(path).close()
    monkeypatch.setattr(database.sqlite3, "connect", opened)
    assert len(left) > 50
    for stopped in left[::6]:
        with closing(connected(stopped)) as half:
            applied = [row[0] for row in half.execute("select name from _sqlite_migrations order by id")]
            assert applied in [NAMES[:number] for number in range(1, len(NAMES) + 1)]
            assert damages(half) == []
        with closing(connect(stopped)) as whole:
            assert content(whole)["passage"] == before


def test_a_migration_that_fails_leaves_no_trace(tmp_path, monkeypatch):
    def fails(store):
        store.executescript("create table half (a); insert into half values (1); select no_such_function();")

    path = tmp_path / "k.db"
    connect(path).close()
    monkeypatch.setattr(migrations, "_migrations", [*migrations._migrations])
    migrations(name="m999_fails")(fails)
    with pytest.raises(DatabaseError):
        connect(path)
    with closing(connected(path)) as connection:
        assert not connection.execute("select 1 from sqlite_master where name = 'half'").fetchone()
        assert not connection.execute("select 1 from _sqlite_migrations where name = 'm999_fails'").fetchone()


def newer(path: Path) -> Path:
    with closing(connect(path)) as connection:
        migrations._record_applied(Database(connection), "m999_tomorrow")
    return path


def test_a_database_of_a_newer_program_is_left_alone(tmp_path):
    path = newer(tmp_path / "k.db")
    was = path.read_bytes()
    with pytest.raises(NewerDatabase, match="m999_tomorrow.*cập nhật chương trình"):
        connect(path)
    with pytest.raises(NewerDatabase):
        backup.restore(path, tmp_path / "other.db")
    assert path.read_bytes() == was
    assert not (tmp_path / "other.db").exists()


def test_damage_is_named(tmp_path):
    with closing(connect(tmp_path / "k.db")) as connection:
        assert damages(connection) == []
        connection.execute("pragma foreign_keys = off")
        connection.execute("insert into membership values (1, 2, 'officer', '')")
        assert damages(connection) == ["membership → registered_unit", "membership → official"]
        connection.execute("insert into passage_index (rowid, words) values (1, 'tre em')")
        connection.execute("update passage_index_data set block = x'00' where id > 100")
        assert any(problem.startswith("passage_index: ") for problem in damages(connection))


def test_what_was_deleted_makes_the_file_smaller(tmp_path):
    with closing(connect(tmp_path / "k.db")) as connection:
        connection.executemany("insert into outbox values (?, null, 1, ?, '[]', 'sent', 1, null, '', '', '')",
                               [(number, "x" * 2000) for number in range(500)])  # fmt: skip
        connection.execute("delete from outbox")
        before, after = compact(connection)
        assert after < before / 3
        assert (tmp_path / "k.db").stat().st_size == after
