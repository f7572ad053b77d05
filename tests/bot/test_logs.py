"""Logs hold no token and no message's text; elsewhere than on a terminal each line is JSON."""

import json
import logging
import sqlite3
import sys
from typing import Any

import pytest
import structlog

from bot.logs import HideSecrets, configure_logging, formatter, trace
from tests.talking import settings

TOKEN = "123:token"


def test_the_token_is_hidden_in_every_record(caplog: pytest.LogCaptureFixture) -> None:
    record = logging.LogRecord("httpx", logging.INFO, "", 0, "POST %s/%s", (f"https://x/bot{TOKEN}", "getMe"), None)
    assert HideSecrets(TOKEN).filter(record)
    assert record.getMessage() == "POST https://x/bot<secret>/getMe"
    try:
        raise ValueError(f"https://x/bot{TOKEN}")
    except ValueError as error:
        failed = logging.LogRecord("x", logging.ERROR, "", 0, "bad", None, (type(error), error, error.__traceback__))
    HideSecrets(TOKEN).filter(failed)
    assert TOKEN not in logging.Formatter().format(failed)


def test_logging_is_configured_with_the_filter(monkeypatch: pytest.MonkeyPatch) -> None:
    made: dict[str, Any] = {}
    monkeypatch.setattr(logging, "basicConfig", made.update)
    configure_logging(settings(telegram_token=TOKEN))
    configure_logging(settings())
    assert made["level"] == logging.WARNING
    assert logging.getLogger("handlers").level == logging.INFO
    assert not logging.getLogger("pdfminer").isEnabledFor(logging.DEBUG)


def line(record: logging.LogRecord) -> dict[str, Any]:
    """Return a record as the JSON line that it becomes."""
    return json.loads(formatter(is_terminal=False).format(record))


def test_a_line_is_json_with_the_update_that_was_handled() -> None:
    with structlog.contextvars.bound_contextvars(update=7, chat=1001):
        made = line(logging.LogRecord("bot.delivery", logging.WARNING, "", 0, "một %s", ("dòng",), None))
    assert made.pop("timestamp")
    assert made == {"event": "một dòng", "level": "warning", "logger": "bot.delivery", "update": 7, "chat": 1001}


def test_an_error_is_told_by_its_kind_and_its_way_never_by_its_words() -> None:
    words = "em Nguyễn Văn A ở thôn 3"
    try:
        try:
            int(words)
        except ValueError as error:
            raise KeyError(f"{words} https://x/bot{TOKEN}") from error
    except KeyError:
        record = logging.LogRecord("x", logging.ERROR, "", 0, "bad", None, sys.exc_info())
    before = line(record)["exception"]
    HideSecrets(TOKEN).filter(record)
    for made in (before, line(record)["exception"], logging.Formatter().format(record)):
        assert "int(words)" in made
        assert "ValueError\n" in made
        assert "KeyError" in made
        assert "Nguyễn" not in made
        assert TOKEN not in made


def test_what_the_system_calls_an_error_is_told() -> None:
    assert trace(OSError(28, "No space left on device", "báo cáo em A.pdf")) == "OSError: No space left on device"
    with pytest.raises(sqlite3.OperationalError) as caught:
        sqlite3.connect(":memory:").execute("select 'em A' from nowhere")
    assert trace(caught.value).endswith("OperationalError: SQLITE_ERROR")


def test_no_secret_is_in_a_line_or_in_the_settings(capsys: pytest.CaptureFixture[str]) -> None:
    given = settings(telegram_token=TOKEN, webhook_secret="kin_2", proxy="http://an:matkhau@127.0.0.1:3128")
    before = logging.getLogger().handlers[:]
    try:
        configure_logging(given)
        logging.getLogger("bot").error("%s %s %s", TOKEN, "kin_2", "http://an:matkhau@127.0.0.1")
    finally:
        logging.basicConfig(handlers=before, force=True)
    said = capsys.readouterr().err + repr(given) + str(given)
    assert "<secret> <secret> http://an:<secret>@127.0.0.1" in said
    assert not any(secret in said for secret in (TOKEN, "kin_2", "matkhau"))


def test_on_a_terminal_a_line_is_for_people() -> None:
    record = logging.LogRecord("x", logging.INFO, "", 0, "xin chào", None, None)
    assert "xin chào" in formatter(is_terminal=True).format(record)
