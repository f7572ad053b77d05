"""What Telegram calls: one address that takes updates in from whoever knows the secret.

The secret is compared in constant time and before anything of the request is read; nothing of it is logged. Under which
name a request comes does not matter: no page elsewhere knows the secret.
"""

import hmac
import json

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from telegram.error import NetworkError

from bot.updates import readable
from handlers.context import App

PATH = "/telegram"
LARGEST = 2**20
"""Bytes of an update: Telegram's are some thousands."""
_HEADER = "X-Telegram-Bot-Api-Secret-Token"


def webhook_app(application: App, secret: str) -> Starlette:
    """Return the ASGI application that puts what Telegram sends into the queue."""

    async def take(request: Request) -> Response:
        if not hmac.compare_digest(request.headers.get(_HEADER, "").encode(), secret.encode()):
            return Response(status_code=403)
        body = await _body(request)
        if body is None:
            return Response(status_code=413)
        try:
            update = readable(json.loads(body), application.bot)
        except (ValueError, RecursionError):
            return Response(status_code=400)
        try:
            if update is not None:
                await application.update_queue.put(update)
        except NetworkError:
            return Response(status_code=503)
        return Response(status_code=200)

    return Starlette(routes=[Route(PATH, take, methods=["POST"])])


async def _body(request: Request) -> bytes | None:
    """Return what was sent, None above the limit: the rest is not waited for."""
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > LARGEST:
            return None
    return body
