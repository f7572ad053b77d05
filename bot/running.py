"""The running program: long polling with a token, a webhook with its address too, the local page without a token."""

import asyncio
import logging
import os
import signal
import socket
import sqlite3
import sys
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, closing, contextmanager
from pathlib import Path

import uvicorn
from starlette.types import ASGIApp
from telegram.error import InvalidToken, NetworkError, TelegramError

from bot.application import build_application
from bot.collecting import settle
from bot.delivery import Sender, resume
from bot.health import health_app
from bot.heartbeat import Heartbeat
from bot.local import personas
from bot.local.clock import MovableClock
from bot.local.desk import Desk
from bot.local.page import Page
from bot.local.sender import People
from bot.local.transport import LocalTelegram
from bot.local.world import World
from bot.lock import held
from bot.logs import configure_logging
from bot.office import CurrentOffice
from bot.settings import Settings
from bot.updates import ALLOWED
from bot.webhook import PATH, webhook_app
from handlers.command_table import menu
from handlers.context import App
from handlers.planning.readings import Readings
from knowledge.clock import Clock, wall_clock
from knowledge.database import connect
from knowledge.documents.reading import read
from knowledge.errors import UserError
from knowledge.plans import store
from knowledge.plans.gists import keep_missing
from knowledge.plans.reading import read_plan
from knowledge.work.chats import inbox
from knowledge.work.members.people import ensure_admins

_log = logging.getLogger(__name__)

HOST = "127.0.0.1"
STOP_SECONDS = 9.0
PAGE_PERIOD = 1.0
"""Seconds between two heartbeats on the page, where the clock may jump at any moment."""
PLAN_FILES = (".txt", ".docx", ".pdf")


class CannotStart(UserError):
    """What keeps the program from starting, as one Vietnamese sentence that says what to do."""


def run(settings: Settings, *, samples: Path | None = None) -> None:
    """Run until SIGINT or SIGTERM. Without a token, plans of the folder `samples` are published if there are none.

    Raises CannotStart for a wrong token, an unreachable Telegram or a port in use, InUse if another one runs.
    """
    configure_logging(settings)
    with held(settings.database), closing(connect(settings.database)) as connection:
        if settings.telegram_token is not None and personas.are_known(connection):
            raise CannotStart(
                f"{settings.database} là của trang thử, có người và kế hoạch không có thật: hãy đặt DATABASE khác trong"
                " .env, ví dụ DATABASE=data/co-quan.db, rồi chạy lại."
            )
        ensure_admins(connection, settings.admin_ids, now=wall_clock())
        if settings.telegram_token is None and samples is not None:
            load_samples(connection, samples, clock=wall_clock)
        keep_missing(connection)
        settle()
        asyncio.run(main(connection, settings, on_stop=end_soon))


def end_soon() -> None:
    """End the process in nine seconds if it has not ended by then.

    What is still being handled at that time stands in the inbox and is handled after the next start.
    """
    last = threading.Timer(STOP_SECONDS, os._exit, [0])
    last.daemon = True
    last.start()


def load_samples(connection: sqlite3.Connection, folder: Path, *, clock: Clock) -> int:
    """Publish the plans of a folder if the database has none; return how many were read."""
    if store.entries(connection):
        return 0
    paths = sorted(path for path in folder.iterdir() if path.suffix.lower() in PLAN_FILES)
    for path in paths:
        document = read(path)
        store.save(connection, read_plan(document, id=store.free_id(connection, path.stem)), document, now=clock())
    return len(paths)


async def main(connection: sqlite3.Connection, settings: Settings, on_stop: Callable[[], None] | None = None) -> None:
    """Serve what the settings name until SIGINT or SIGTERM, which `on_stop` is told of."""
    stop = asyncio.Event()

    def told_to_stop() -> None:
        stop.set()
        if on_stop is not None:
            on_stop()

    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, told_to_stop)
    if settings.telegram_token is None:
        await serve_page(connection, settings, stop)
    else:
        await serve_telegram(connection, settings, stop)


async def serve_telegram(connection: sqlite3.Connection, settings: Settings, stop: asyncio.Event) -> None:
    """Serve Telegram until told to stop."""
    application = build_application(connection, settings)
    try:
        heartbeat = Heartbeat(application, backups=settings.backups, office=CurrentOffice(settings))
        async with (
            watched(connection, settings),
            running(application, heartbeat),
            _hearing(application, settings),
        ):
            _log.info("the assistant is on Telegram as @%s", application.bot.username)
            await stop.wait()
    except InvalidToken:
        raise CannotStart("Telegram không nhận TELEGRAM_TOKEN: hãy chép lại mã từ @BotFather vào .env.") from None
    except NetworkError as error:
        raise CannotStart(
            f"Không kết nối được {settings.telegram_api_url}: hãy kiểm tra mạng hoặc PROXY trong .env."
        ) from error


@asynccontextmanager
async def _hearing(application: App, settings: Settings) -> AsyncIterator[None]:
    """Take updates in: as Telegram calls where WEBHOOK_URL says so, else by asking for them. Raises CannotStart."""
    if not settings.webhook_url:
        updater = application.updater
        if updater is None:
            raise ValueError("an application on Telegram has an updater")
        await updater.start_polling(allowed_updates=ALLOWED, error_callback=_note)
        yield
        await updater.stop()
        return
    secret = settings.webhook_secret.get_secret_value() if settings.webhook_secret else ""
    if not secret:
        raise CannotStart("WEBHOOK_URL cần kèm WEBHOOK_SECRET: hãy đặt một chuỗi bí mật trong .env.")
    listening = _listen(settings.webhook_port, "WEBHOOK_PORT", host=settings.webhook_listen)
    async with _served(webhook_app(application, secret), listening):
        url = f"{settings.webhook_url.rstrip('/')}{PATH}"
        await application.bot.set_webhook(url, allowed_updates=ALLOWED, secret_token=secret)
        yield


def _note(error: TelegramError) -> None:
    """Note that updates could not be fetched; they are asked for again."""
    _log.warning("fetching updates: %s", error)


async def serve_page(connection: sqlite3.Connection, settings: Settings, stop: asyncio.Event) -> None:
    """Serve the local page until told to stop."""
    listening = _listen(settings.page_port, "PAGE_PORT")
    clock = MovableClock()
    world = World(clock)
    application = build_application(connection, settings, clock=clock, request=LocalTelegram(world))
    personas.register(connection, now=clock())
    personas.open_chats(world)
    people = People(world, application, inbox.highest(connection) + 1)
    page = Page(world, people, clock, Desk(connection, clock))
    heartbeat = Heartbeat(application, backups=None, period=PAGE_PERIOD, office=CurrentOffice(settings))
    async with running(application, heartbeat), _served(page.app, listening):
        port = listening.getsockname()[1]
        sys.stderr.write(f"Trợ lý Kế hoạch: mở http://{HOST}:{port} (Ctrl+C để dừng)\n")
        await stop.wait()
        world.close()


@asynccontextmanager
async def running(application: App, heartbeat: Heartbeat) -> AsyncIterator[None]:
    """Run an application: the menu set, the inbox gone on with, the outbox sent, files read; stopped at the end."""
    async with application:
        await application.start()
        working = (Sender(application).run(), heartbeat.run(), Readings(application).run())
        own = [asyncio.create_task(one) for one in working]
        try:
            await application.bot.set_my_commands(menu())
            await resume(application)
            yield
        finally:
            for task in own:
                task.cancel()
            await asyncio.gather(*own, return_exceptions=True)
            if application.updater is not None and application.updater.running:
                await application.updater.stop()
            await application.stop()


@asynccontextmanager
async def watched(connection: sqlite3.Connection, settings: Settings) -> AsyncIterator[None]:
    """Answer monitors on loopback while the program runs, if the settings name a port. Raises CannotStart."""
    if settings.health_port is None:
        yield
        return
    async with _served(health_app(connection), _listen(settings.health_port, "HEALTH_PORT")):
        yield


@asynccontextmanager
async def _served(app: ASGIApp, listening: socket.socket) -> AsyncIterator[None]:
    """Serve an application on a socket."""
    server = _Server(uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=1))
    serving = asyncio.create_task(server.serve(sockets=[listening]))
    try:
        yield
    finally:
        server.should_exit = True
        await serving


class _Server(uvicorn.Server):
    """A server that leaves the signals to the program around it."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Capture nothing."""
        yield


def _listen(port: int, setting: str, *, host: str = HOST) -> socket.socket:
    """Return a socket that listens on a port. Raises CannotStart if it is taken."""
    listening = socket.socket()
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except OSError:
        listening.close()
        raise CannotStart(f"Cổng {port} đang được dùng: hãy đóng chương trình kia hoặc đặt {setting} khác.") from None
    listening.listen()
    return listening
