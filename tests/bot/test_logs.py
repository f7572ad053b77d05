"""Logs hold no token and no message's text; elsewhere than on a terminal each line is JSON."""

import json
import logging
import sys
from typing import Any

import pytest
import structlog

from bot.logs import HideToken, configure_logging, formatter
from tests.talking import settings

TOKEN = "123:token"


def test_the_token_is_hidden_in_every_record(caplog: pytest.LogCaptureFixture) -> None:
    record = logging.LogRecord("httpx", logging.INFO, "", 0, "POST %s/%s", (f"https://x/bot{TOKEN}", "getMe"), None)
    assert HideToken(TOKEN).filter(record)
    assert record.getMessage() == "POST https://x/bot<token>/getMe"
    try:
        raise ValueError(f"https://x/bot{TOKEN}")
    except ValueError as error:
        failed = logging.LogRecord("x", logging.ERROR, "", 0, "bad", None, (type(error), error, error.__traceback__))
    HideToken(TOKEN).filter(failed)
    assert TOKEN not in logging.Formatter().format(failed)


def test_logging_is_configured_with_the_filter(monkeypatch: pytest.MonkeyPatch) -> None:
    made: dict[str, Any] = {}
    monkeypatch.setattr(logging, "basicConfig", made.update)
    configure_logging(settings(telegram_token=TOKEN))
    configure_logging(settings())
    assert made["level"] == "INFO"


def line(record: logging.LogRecord) -> dict[str, Any]:
    """Return a record as the JSON line that it becomes."""
    return json.loads(formatter(is_terminal=False).format(record))


def test_a_line_is_json_with_the_update_that_was_handled() -> None:
    with structlog.contextvars.bound_contextvars(update=7, chat=1001):
        made = line(logging.LogRecord("bot.delivery", logging.WARNING, "", 0, "một %s", ("dòng",), None))
    assert made.pop("timestamp")
    assert made == {"event": "một dòng", "level": "warning", "logger": "bot.delivery", "update": 7, "chat": 1001}


def test_an_error_keeps_its_traceback_without_the_token() -> None:
    try:
        raise ValueError(f"https://x/bot{TOKEN}")
    except ValueError:
        record = logging.LogRecord("x", logging.ERROR, "", 0, "bad", None, sys.exc_info())
    assert "ValueError" in line(record)["exception"]
    HideToken(TOKEN).filter(record)
    made = line(record)
    assert "<token>" in made["exception"]
    assert TOKEN not in json.dumps(made)


def test_on_a_terminal_a_line_is_for_people() -> None:
    record = logging.LogRecord("x", logging.INFO, "", 0, "xin chào", None, None)
    assert "xin chào" in formatter(is_terminal=True).format(record)
