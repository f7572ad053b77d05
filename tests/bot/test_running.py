"""The program starts on the page, by polling or by webhook, stops when told to, and says what kept it from starting."""

import asyncio
import json
import os
import signal
import socket
import threading
from collections.abc import Iterator
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar

import httpx2
import pytest

from bot import running
from bot.local import personas
from bot.running import CannotStart, load_samples, serve_page, serve_telegram
from bot.settings import Settings
from knowledge.clock import wall_clock
from knowledge.database import connect
from knowledge.plans import store
from tests.talking import database, settings

SAMPLES = Path(__file__).parent.parent / "plans"
TOKEN = "123:token"
SECRET = "secret_1"


class FakeApi(BaseHTTPRequestHandler):
    """A Bot API server on this machine: enough for the program to start, and updates to be fetched once."""

    calls: ClassVar[list[tuple[str, dict[str, Any]]]] = []
    updates: ClassVar[list[dict[str, Any]]] = []
    refuse: ClassVar[bool] = False
    conflicts: ClassVar[int] = 0

    def do_POST(self) -> None:
        """Answer a call."""
        body = self.rfile.read(int(self.headers.get("content-length", 0))).decode()
        method = self.path.rsplit("/", 1)[-1]
        type(self).calls.append((method, dict(httpx2.QueryParams(body))))
        if self.refuse or not self.path.startswith(f"/bot{TOKEN}/"):
            self._answer(401, {"ok": False, "error_code": 401, "description": "Unauthorized"})
        elif method == "getUpdates" and self.conflicts:
            type(self).conflicts -= 1
            self._answer(409, {"ok": False, "error_code": 409, "description": "Conflict: another instance"})
        else:
            self._answer(200, {"ok": True, "result": self._result(method)})

    def _result(self, method: str) -> Any:
        if method == "getMe":
            return {"id": 123, "is_bot": True, "first_name": "Bot", "username": "kehoach_bot"}
        if method == "getUpdates":
            found, type(self).updates = self.updates, []
            return found
        if method == "sendMessage":
            return {"message_id": 1, "date": 1, "chat": {"id": 5, "type": "private"}, "text": "x"}
        return True

    def _answer(self, status: int, content: dict[str, Any]) -> None:
        data = json.dumps(content).encode()
        self.send_response(status)
        self.send_header("content-length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *args: Any) -> None:
        """Keep quiet."""


@pytest.fixture
def api() -> Iterator[str]:
    """A Bot API server; its address."""
    FakeApi.calls, FakeApi.updates, FakeApi.refuse = [], [], False
    server = ThreadingHTTPServer(("127.0.0.1", 0), FakeApi)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def called() -> list[str]:
    """Return the methods that were called, in order."""
    return [method for method, _ in FakeApi.calls]


async def until(method: str) -> None:
    """Wait until a method was called."""
    async with asyncio.timeout(10):
        while method not in called():  # noqa: ASYNC110  (another thread calls)
            await asyncio.sleep(0.02)


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def message(text: str) -> dict[str, Any]:
    """Return an update with a text."""
    user = {"id": 5, "is_bot": False, "first_name": "Mai"}
    body = {"message_id": 1, "date": 1, "chat": {"id": 5, "type": "private"}, "from": user, "text": text}
    return {"update_id": 9, "message": body}


async def test_polling_answers_and_stops(api: str, tmp_path: Path) -> None:
    FakeApi.updates = [message("trạm y tế làm gì")]
    stop = asyncio.Event()
    connection = database()
    given = settings(telegram_token=TOKEN, telegram_api_url=api, admin_ids="5", database=tmp_path / "k.db")
    serving = asyncio.create_task(serve_telegram(connection, given, stop))
    await until("sendMessage")
    stop.set()
    await asyncio.wait_for(serving, 10)
    assert called().index("setMyCommands") < called().index("getUpdates")
    sent = next(parameters for method, parameters in FakeApi.calls if method == "sendMessage")
    assert "Khám sức khỏe" in sent["text"]
    assert connection.execute("select state from inbox").fetchone()[0] == "handled"


async def test_a_webhook_wants_its_secret(api: str, tmp_path: Path) -> None:
    port = free_port()
    stop = asyncio.Event()
    given = settings(
        telegram_token=TOKEN, telegram_api_url=api, admin_ids="5", database=tmp_path / "k.db",
        webhook_url="https://kehoach.example", webhook_secret=SECRET, webhook_port=port,
    )  # fmt: skip
    serving = asyncio.create_task(serve_telegram(database(), given, stop))
    await until("setWebhook")
    parameters = next(parameters for method, parameters in FakeApi.calls if method == "setWebhook")
    assert parameters["url"] == "https://kehoach.example/telegram"
    assert parameters["secret_token"] == SECRET
    async with httpx2.AsyncClient(base_url=f"http://127.0.0.1:{port}") as telegram:
        for headers in ({}, {"X-Telegram-Bot-Api-Secret-Token": "wrong"}):
            assert (await telegram.post("/telegram", json=message("x"), headers=headers)).status_code == 403
        assert "sendMessage" not in called()
        right = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
        assert (await telegram.post("/telegram", json=message("trạm y tế"), headers=right)).status_code == 200
    await until("sendMessage")
    stop.set()
    await asyncio.wait_for(serving, 10)


async def test_a_webhook_without_a_secret_does_not_start(api: str, tmp_path: Path) -> None:
    given = settings(
        telegram_token=TOKEN, telegram_api_url=api, webhook_url="https://a.example", database=tmp_path / "k.db"
    )
    with pytest.raises(CannotStart, match="WEBHOOK_SECRET"):
        await serve_telegram(database(), given, asyncio.Event())


async def test_a_webhooks_port_in_use_is_one_sentence(api: str, tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        given = settings(
            telegram_token=TOKEN, telegram_api_url=api, webhook_url="https://a.example", webhook_secret=SECRET,
            webhook_port=taken.getsockname()[1], database=tmp_path / "k.db",
        )  # fmt: skip
        with pytest.raises(CannotStart, match="WEBHOOK_PORT"):
            await serve_telegram(database(), given, asyncio.Event())


async def test_a_signal_stops_what_the_settings_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    served = []

    async def serve(connection: Any, given: Settings, stop: asyncio.Event) -> None:
        os.kill(os.getpid(), signal.SIGTERM)
        await asyncio.wait_for(stop.wait(), 5)
        served.append(given.telegram_token is not None)

    monkeypatch.setattr(running, "serve_page", serve)
    monkeypatch.setattr(running, "serve_telegram", serve)
    connection = database()
    await running.main(connection, settings(database=tmp_path / "k.db"))
    await running.main(connection, settings(telegram_token=TOKEN, database=tmp_path / "k.db"))
    assert served == [False, True]


async def test_fetching_goes_on_after_an_error(
    api: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(FakeApi, "conflicts", 1)
    FakeApi.updates = [message("trạm y tế làm gì")]
    stop = asyncio.Event()
    given = settings(telegram_token=TOKEN, telegram_api_url=api, admin_ids="5", database=tmp_path / "k.db")
    serving = asyncio.create_task(serve_telegram(database(), given, stop))
    await until("sendMessage")
    stop.set()
    await asyncio.wait_for(serving, 10)
    assert "fetching updates: " in caplog.text
    assert TOKEN not in caplog.text


async def test_a_wrong_token_is_one_sentence(api: str, tmp_path: Path) -> None:
    FakeApi.refuse = True
    given = settings(telegram_token=TOKEN, telegram_api_url=api, database=tmp_path / "k.db")
    with pytest.raises(CannotStart, match="TELEGRAM_TOKEN") as caught:
        await serve_telegram(database(), given, asyncio.Event())
    assert TOKEN not in str(caught.value)


async def test_an_unreachable_telegram_is_one_sentence(tmp_path: Path) -> None:
    address = f"http://127.0.0.1:{free_port()}"
    given = settings(telegram_token=TOKEN, telegram_api_url=address, database=tmp_path / "k.db")
    with pytest.raises(CannotStart, match="Không kết nối được"):
        await serve_telegram(database(), given, asyncio.Event())


async def test_the_page_is_served_and_stops(tmp_path: Path) -> None:
    port = free_port()
    stop = asyncio.Event()
    given = settings(page_port=port, database=tmp_path / "k.db")
    serving = asyncio.create_task(serve_page(database(), given, stop))
    async with httpx2.AsyncClient(base_url=f"http://127.0.0.1:{port}") as browser, asyncio.timeout(10):
        while True:
            try:
                start = (await browser.get("/api/start")).json()
                break
            except httpx2.ConnectError:
                await asyncio.sleep(0.02)
    assert "han" in [command["command"] for command in start["commands"]]
    stop.set()
    await asyncio.wait_for(serving, 10)


async def test_a_port_in_use_is_one_sentence(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(CannotStart, match=f"Cổng {port} đang được dùng"):
            await serve_page(database(), settings(page_port=port, database=tmp_path / "k.db"), asyncio.Event())


def test_run_loads_the_samples_once_and_closes_the_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    served = []

    async def serve(connection: Any, settings: Any, stop: asyncio.Event) -> None:
        served.append(len(store.entries(connection)))

    monkeypatch.setattr(running, "serve_page", serve)
    monkeypatch.setattr(running, "configure_logging", lambda settings: None)
    path = tmp_path / "samples"
    path.mkdir()
    for sample in sorted(SAMPLES.glob("*.txt"))[:2]:
        (path / sample.name).write_bytes(sample.read_bytes())
    given = settings(database=tmp_path / "k.db")
    running.run(given, samples=path)
    running.run(given, samples=path)
    running.run(given)
    assert served == [2, 2, 2]
    connection = connect(tmp_path / "k.db")
    assert load_samples(connection, path, clock=wall_clock) == 0
    connection.close()


def test_on_telegram_nothing_of_the_page_is_served(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    served = []

    async def serve(connection: Any, settings: Any, stop: asyncio.Event) -> None:
        served.append(len(store.entries(connection)))

    monkeypatch.setattr(running, "serve_telegram", serve)
    monkeypatch.setattr(running, "configure_logging", lambda settings: None)
    running.run(settings(telegram_token=TOKEN, database=tmp_path / "office.db"), samples=SAMPLES)
    assert served == [0], "no plan of an invented office"

    with closing(connect(tmp_path / "page.db")) as tried:
        personas.register(tried, now=wall_clock())
    with pytest.raises(CannotStart, match="đặt DATABASE khác"):
        running.run(settings(telegram_token=TOKEN, database=tmp_path / "page.db"))
