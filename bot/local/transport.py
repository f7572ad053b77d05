"""Telegram's stand-in behind python-telegram-bot's request seam: no network, the Bot API's rules.

What Telegram refuses is refused here with Telegram's words: a text that is empty or too long, HTML that does not
parse, callback data above 64 bytes, an edit that changes nothing, a message that is not there.
"""

import json
from collections.abc import Callable
from typing import Any

from telegram.request import BaseRequest, RequestData

from bot.local import methods
from bot.local.methods import ApiError, Call
from bot.local.world import World


class LocalTelegram(BaseRequest):
    """A transport that answers every call from the world in memory. `calls` lists what was asked for, in order."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.calls: list[str] = []

    @property
    def read_timeout(self) -> float | None:
        """Nothing here takes time."""
        return None

    async def initialize(self) -> None:
        """Need nothing."""

    async def shutdown(self) -> None:
        """Hold nothing."""

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = None,
        write_timeout: Any = None,
        connect_timeout: Any = None,
        pool_timeout: Any = None,
    ) -> tuple[int, bytes]:
        """Answer a call of the Bot API, or a download."""
        if method == "GET" and "/file/" in url:
            return self._download(url)
        name = url.rsplit("/", 1)[-1]
        self.calls.append(name)
        try:
            result = self._method(name)(self.world, _call(request_data))
        except ApiError as error:
            return error.code, _body(ok=False, error_code=error.code, description=error.description)
        return 200, _body(ok=True, result=result)

    def _method(self, name: str) -> Callable[[World, Call], Any]:
        found = methods.METHODS.get(name)
        if found is None:
            raise ApiError(404, "Not Found: method not found")
        return found

    def _download(self, url: str) -> tuple[int, bytes]:
        file_id = url.split("/file/", 1)[1].split("/")[1]
        stored = self.world.files.get(file_id)
        return (200, stored.content) if stored else (404, _body(ok=False, error_code=404, description="Not Found"))


def _body(**fields: Any) -> bytes:
    return json.dumps(fields, ensure_ascii=False).encode()


def _call(data: RequestData | None) -> Call:
    """Take a request apart: its parameters, and its files by the name that refers to them."""
    if data is None:
        return Call({}, {})
    return Call(dict(data.parameters), dict(data.multipart_data or {}) if data.contains_files else {})
