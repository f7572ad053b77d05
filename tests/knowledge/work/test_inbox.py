"""The inbox: stored once, tried three times, forgotten after a while."""

from datetime import timedelta

from knowledge.database import connect
from knowledge.work.chats import inbox
from tests.talking import START


def test_an_update_is_stored_once() -> None:
    connection = connect(":memory:")
    assert inbox.highest(connection) == 0
    assert inbox.store(connection, 5, "{}", now=START) is True
    assert inbox.store(connection, 5, "{}", now=START) is False
    assert inbox.highest(connection) == 5


def test_updates_wait_in_their_order_until_they_are_done() -> None:
    connection = connect(":memory:")
    for number in (7, 5, 6, 8):
        inbox.store(connection, number, f'"{number}"', now=START)
    inbox.done(connection, 6, now=START)
    inbox.set_aside(connection, 8, "error", now=START)
    assert [(one.update_id, one.body) for one in inbox.waiting(connection)] == [(5, '"5"'), (7, '"7"')]


def test_tries_are_counted_before_they_are_made() -> None:
    connection = connect(":memory:")
    inbox.store(connection, 5, "{}", now=START)
    assert [inbox.begin(connection, 5) for _ in range(4)] == [1, 2, 3, 4]
    inbox.done(connection, 5, now=START)
    assert inbox.begin(connection, 5) is None
    assert inbox.begin(connection, 6) is None


def test_what_was_handled_long_ago_is_forgotten_and_what_was_not_is_kept() -> None:
    connection = connect(":memory:")
    for number in (1, 2, 3):
        inbox.store(connection, number, "{}", now=START)
    inbox.done(connection, 1, now=START)
    inbox.set_aside(connection, 2, "error", now=START)
    inbox.forget_old(connection, now=START + inbox.KEPT, most=9)
    assert inbox.highest(connection) == 3
    inbox.forget_old(connection, now=START + inbox.KEPT + timedelta(seconds=1), most=9)
    rows = connection.execute("select update_id from inbox order by update_id").fetchall()
    assert [row["update_id"] for row in rows] == [2, 3]
