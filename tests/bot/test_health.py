"""What a monitor sees: whether it works, and how much there is in each state."""

from starlette.testclient import TestClient

from bot.health import health_app
from knowledge.work.chats import outbox
from tests.talking import START, database


def test_health_and_metrics():
    connection = database()
    outbox.owe(connection, 1, "một", now=START)
    monitor = TestClient(health_app(connection), base_url="http://127.0.0.1:9100")

    assert monitor.get("/health").text == "ok\n"
    seen = monitor.get("/metrics").text
    assert 'kehoach_outbox_messages{state="waiting"} 1.0' in seen
    assert 'kehoach_plans{state="published"} 1.0' in seen
    assert "một" not in seen
