"""The world outside an assistant under faults: what Telegram heard lies in files, its network fails."""

import json
import os
import random
import signal
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from telegram.error import NetworkError

from bot.local.transport import LocalTelegram
from bot.local.world import World


@dataclass
class Outside:
    """What lies outside the process: appended to files, so that a kill loses nothing of it."""

    folder: Path

    def note(self, name: str, line: str) -> None:
        """Add a line that is there whatever happens next."""
        file = os.open(self.folder / name, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        os.write(file, (line.replace("\n", " ") + "\n").encode())
        os.close(file)

    def lines(self, name: str) -> list[str]:
        """Return what was noted."""
        path = self.folder / name
        return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


class Kill:
    """Counts what happens, of each kind, and kills the process at one point of one kind."""

    def __init__(self, kind: str = "", at: int = 0) -> None:
        self.kind, self.at = kind, at
        self.counts: Counter[str] = Counter()

    def __call__(self, kind: str) -> None:
        """Count one more."""
        self.counts[kind] += 1
        if kind == self.kind and self.counts[kind] == self.at:
            os.kill(os.getpid(), signal.SIGKILL)


class Net(LocalTelegram):
    """Telegram that fails as a seed says: errors before a message is taken, and after it was."""

    def __init__(self, world: World, outside: Outside, chance: random.Random, kill: Kill, rate: float) -> None:
        super().__init__(world)
        self._outside, self._chance, self._kill, self._rate = outside, chance, kill, rate

    async def do_request(self, url: str, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        """Answer, or fail: 429, 502, a connection that breaks before or after the message was taken."""
        if not url.endswith(("sendMessage", "editMessageText")):
            return await super().do_request(url, *args, **kwargs)
        self._kill("send")
        fate = self._chance.random() / self._rate if self._rate else 1.0
        if fate < 0.25:
            body = {
                "ok": False,
                "error_code": 429,
                "description": "Too Many Requests",
                "parameters": {"retry_after": 1},
            }
            return 429, json.dumps(body).encode()
        if fate < 0.5:
            return 502, json.dumps({"ok": False, "error_code": 502, "description": "Bad Gateway"}).encode()
        if fate < 0.75:
            raise NetworkError("the connection was reset")
        status, content = await super().do_request(url, *args, **kwargs)
        self._took(args, kwargs)
        self._kill("send")
        if fate < 0.8:
            self._outside.note("unanswered", "1")
            raise NetworkError("the answer was lost")
        return status, content

    def _took(self, args: Any, kwargs: Any) -> None:
        data = kwargs.get("request_data") or next((one for one in args if hasattr(one, "parameters")), None)
        if data is not None:
            self._outside.note("heard", json.dumps([data.parameters.get("chat_id"), data.parameters.get("text", "")]))
