"""Logs for people and for machines: lines on a terminal, JSON elsewhere; no message's text and no token in either."""

import logging
import sys

import structlog
from structlog.stdlib import ProcessorFormatter
from structlog.typing import EventDict, Processor, WrappedLogger

from bot.settings import Settings

_QUIET = ("httpx", "apscheduler", "telegram")


class HideToken(logging.Filter):
    """Keeps the token out of every log record, whoever wrote it."""

    def __init__(self, token: str) -> None:
        super().__init__()
        self._token = token

    def filter(self, record: logging.LogRecord) -> bool:
        """Replace the token in the record's text and error."""
        record.msg = record.getMessage().replace(self._token, "<token>")
        record.args = ()
        if record.exc_info:
            text = logging.Formatter().formatException(record.exc_info)
            record.exc_text = text.replace(self._token, "<token>")
            record.exc_info = None
        return True


def configure_logging(settings: Settings) -> None:
    """Log to standard error, quietly for the libraries; each line names the update that was being handled."""
    handler = logging.StreamHandler()
    handler.setFormatter(formatter(is_terminal=sys.stderr.isatty()))
    if settings.telegram_token is not None:
        handler.addFilter(HideToken(settings.telegram_token.get_secret_value()))
    logging.basicConfig(level=settings.log_level, handlers=[handler], force=True)
    for name in _QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)


def formatter(*, is_terminal: bool) -> ProcessorFormatter:
    """Return what turns a record of the standard library into a line."""
    before: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _traceback,
    ]
    last: Processor = (
        structlog.dev.ConsoleRenderer(colors=False)
        if is_terminal
        else structlog.processors.JSONRenderer(ensure_ascii=False)
    )
    return ProcessorFormatter(foreign_pre_chain=before, processors=[ProcessorFormatter.remove_processors_meta, last])


def _traceback(logger: WrappedLogger, name: str, event: EventDict) -> EventDict:
    """Put the error's text, in which the token is hidden already, into the line."""
    record = event.get("_record")
    if isinstance(record, logging.LogRecord) and record.exc_info and not record.exc_text:
        record.exc_text = logging.Formatter().formatException(record.exc_info)
    if isinstance(record, logging.LogRecord) and record.exc_text:
        event["exception"] = record.exc_text
        event.pop("exc_info", None)
    return event
