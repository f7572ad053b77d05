"""/hangdoi says in Vietnamese why a message was not sent."""

import pytest

from handlers.membership.queues import reason
from knowledge.work.chats import outbox
from tests.talking import START, database, talking


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("Forbidden: bot was blocked by the user", "người nhận đã chặn trợ lý"),
        ("Chat not found", "người nhận chưa mở cuộc trò chuyện với trợ lý"),
        ("Something new", "Something new"),
    ],
)
def test_usual_reasons_are_vietnamese(said, shown):
    assert reason(said) == shown


async def test_an_administrator_reads_why(tmp_path):
    connection = database()
    async with talking(connection, tmp_path) as talk:
        outbox.owe(connection, 1001, "x", now=START)
        number = connection.execute("select id from outbox").fetchone()["id"]
        outbox.give_up(connection, number, "Chat not found", now=START)
        said = await talk.as_("admin").say("/hangdoi")
        assert "Nguyễn Thị Mai: người nhận chưa mở cuộc trò chuyện" in said.text
