"""The one place that wires: handlers, database, clock and transport become an application."""

import os
import sqlite3

from telegram.ext import Application, ApplicationBuilder, ContextTypes
from telegram.request import BaseRequest, HTTPXRequest

from bot.delivery import InboxProcessor, InboxQueue
from bot.limits import ChatLimiter
from bot.office import office_of
from bot.settings import Settings
from bot.updates import UpdatesRequest
from handlers.commands import put_into
from handlers.context import App, Context, Services
from knowledge.clock import Clock, wall_clock

LOCAL_TOKEN = "1:local"  # noqa: S105  (no secret: the stand-in for Telegram takes any)


def build_application(
    connection: sqlite3.Connection,
    settings: Settings,
    *,
    clock: Clock = wall_clock,
    request: BaseRequest | None = None,
    pauses: tuple[float, ...] | None = None,
    limiter: ChatLimiter | None = None,
) -> App:
    """Return the application over a database. With a `request` (Telegram's stand-in) nothing goes to the network.

    `pauses` are the seconds between the tries at a failing update; the stand-in has no `limiter` unless one is given.
    """
    os.environ.setdefault("PTB_TIMEDELTA", "true")  # the library's durations as timedelta, its default to be
    processor = InboxProcessor(pauses) if pauses is not None else InboxProcessor()
    services = Services(
        connection=connection,
        clock=clock,
        files=settings.files,
        admin_ids=settings.admin_ids,
        failed=processor.failed,
        office=office_of(settings),
    )
    builder = (
        Application.builder()
        .context_types(ContextTypes(context=Context))
        .update_queue(InboxQueue(connection, clock))
        .concurrent_updates(processor)
    )
    application: App = (_over(builder, request, limiter) if request else _on_telegram(builder, settings)).build()
    application.bot_data = services
    processor.application = application
    put_into(application)
    return application


def _over(
    builder: ApplicationBuilder,  # type: ignore[type-arg]
    request: BaseRequest,
    limiter: ChatLimiter | None,
) -> ApplicationBuilder:  # type: ignore[type-arg]
    if limiter is not None:
        builder = builder.rate_limiter(limiter)
    return builder.token(LOCAL_TOKEN).request(request).get_updates_request(request).updater(None).job_queue(None)


def _on_telegram(builder: ApplicationBuilder, settings: Settings) -> ApplicationBuilder:  # type: ignore[type-arg]
    """Point a builder at Telegram, or at the office's own Bot API server, through the proxy if there is one."""
    if settings.telegram_token is None:
        raise ValueError("without a token there is no Telegram")
    return (
        builder.token(settings.telegram_token.get_secret_value())
        .base_url(f"{settings.telegram_api_url}/bot")
        .base_file_url(f"{settings.telegram_api_url}/file/bot")
        .request(HTTPXRequest(connection_pool_size=64, proxy=settings.proxy_url))
        .get_updates_request(UpdatesRequest(proxy=settings.proxy_url))
        .rate_limiter(ChatLimiter())
        .job_queue(None)
    )
