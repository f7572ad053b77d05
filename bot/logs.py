"""Logs for people and for machines: lines on a terminal, JSON elsewhere; no message's text and no secret in either.

An error is logged by its kind and the lines of code that it came through. Its words stay out: they quote what they
tripped over. Those of an update that was set aside stand in the inbox, under the code that the log names.
"""

import logging
import sys
import traceback
from collections.abc import Iterator
from urllib.parse import urlsplit

import structlog
from structlog.stdlib import ProcessorFormatter
from structlog.typing import EventDict, Processor, WrappedLogger

from bot.settings import Settings
from knowledge.confined import WorkerBroken

_OURS = ("bot", "handlers", "knowledge")


class HideSecrets(logging.Filter):
    """Keeps secrets out of every log record, whoever wrote it."""

    def __init__(self, *secrets: str) -> None:
        super().__init__()
        self._secrets = secrets

    def filter(self, record: logging.LogRecord) -> bool:
        """Replace the secrets in the record's text and error."""
        record.msg, record.args = self._hidden(record.getMessage()), ()
        if record.exc_info and record.exc_info[1]:
            record.exc_text = self._hidden(trace(record.exc_info[1]))
            record.exc_info = None
        return True

    def _hidden(self, text: str) -> str:
        for secret in self._secrets:
            text = text.replace(secret, "<secret>")
        return text


def trace(error: BaseException) -> str:
    """Return the way that an error and its causes took, and of which kind each is."""
    lines = (f"{''.join(traceback.format_tb(one.__traceback__))}{_kind(one)}" for one in reversed([*_chain(error)]))
    return "\n".join(lines)


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def _kind(error: BaseException) -> str:
    """Return an error's type, with what the system or SQLite calls it, or the way that it took in another process."""
    if isinstance(error, WorkerBroken):
        return f"{type(error).__name__}:\n{error.way}"
    name = getattr(error, "strerror", None) or getattr(error, "sqlite_errorname", None)
    return f"{type(error).__name__}: {name}" if name else type(error).__name__


def configure_logging(settings: Settings) -> None:
    """Log to standard error, of the libraries only warnings; each line names the update that was being handled."""
    handler = logging.StreamHandler()
    handler.setFormatter(formatter(is_terminal=sys.stderr.isatty()))
    handler.addFilter(HideSecrets(*_secrets(settings)))
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    for name in _OURS:
        logging.getLogger(name).setLevel(settings.log_level)


def _secrets(settings: Settings) -> Iterator[str]:
    for secret in (settings.telegram_token, settings.webhook_secret):
        if secret is not None and secret.get_secret_value():
            yield secret.get_secret_value()
    if settings.proxy is not None and (password := urlsplit(settings.proxy.get_secret_value()).password):
        yield password


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
    """Put the error's way, in which secrets are hidden already, into the line."""
    record = event.get("_record")
    if isinstance(record, logging.LogRecord) and record.exc_info and record.exc_info[1] and not record.exc_text:
        record.exc_text = trace(record.exc_info[1])
    if isinstance(record, logging.LogRecord) and record.exc_text:
        event["exception"] = record.exc_text
        event.pop("exc_info", None)
    return event
