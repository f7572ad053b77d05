"""What was asked once is asked again only when something may have changed."""

import sqlite3
from pathlib import Path

import pytest

from knowledge.answers.freshness import one_state, while_unwritten
from knowledge.database import connect, transaction


@pytest.fixture
def connection(tmp_path: Path) -> sqlite3.Connection:
    """Return a connection to a file with one small table."""
    made = connect(tmp_path / "a.db")
    made.execute("create table thing (name text)")
    return made


def count(connection: sqlite3.Connection, asked: list[int]) -> int:
    """Return how many things there are as kept; each real look is noted in `asked`."""

    def look() -> int:
        asked.append(1)
        return int(connection.execute("select count(*) from thing").fetchone()[0])

    return while_unwritten(connection, "things", look)


def test_looks_once_while_nothing_is_written(connection: sqlite3.Connection) -> None:
    asked: list[int] = []
    assert [count(connection, asked) for _ in range(3)] == [0, 0, 0]
    assert len(asked) == 1


def test_asks_once_for_all_that_is_read_together_whether_anything_was_written(connection: sqlite3.Connection) -> None:
    said: list[str] = []
    connection.set_trace_callback(said.append)
    with one_state(connection):
        assert [count(connection, []) for _ in range(3)] == [0, 0, 0]
    assert said.count("pragma data_version") == 1


def test_looks_again_after_its_own_and_after_another_writing(connection: sqlite3.Connection, tmp_path: Path) -> None:
    assert count(connection, []) == 0
    connection.execute("insert into thing values ('một')")
    assert count(connection, []) == 1
    other = connect(tmp_path / "a.db")
    other.execute("insert into thing values ('hai')")
    assert count(connection, []) == 2
    assert count(other, []) == 2


def test_keeps_nothing_of_what_is_rolled_back(connection: sqlite3.Connection) -> None:
    assert count(connection, []) == 0

    def fail() -> None:
        with transaction(connection):
            connection.execute("insert into thing values ('một')")
            assert count(connection, []) == 1
            raise ValueError

    with pytest.raises(ValueError, match="^$"):
        fail()
    assert count(connection, []) == 0


def test_all_that_is_read_together_is_of_one_state(connection: sqlite3.Connection, tmp_path: Path) -> None:
    other = connect(tmp_path / "a.db")
    asked: list[int] = []
    with one_state(connection):
        assert [count(connection, asked), count(connection, asked)] == [0, 0]
        other.execute("insert into thing values ('một')")
        assert count(connection, asked) == 0
    assert len(asked) == 1
    assert not connection.in_transaction
    assert count(connection, asked) == 1


def test_reading_inside_a_transaction_is_a_part_of_it(connection: sqlite3.Connection) -> None:
    with transaction(connection):
        connection.execute("insert into thing values ('một')")
        with one_state(connection):
            assert count(connection, []) == 1
    assert count(connection, []) == 1
