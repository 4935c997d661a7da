"""Structured logs without secrets and without personal data.

Update bodies and texts are never logged. Of an exception we log its kind and where it was raised: its
message may quote what a person typed, so it is shown for those kinds alone that never do. What libraries
log passes the same chain.
"""

import logging
import re
import sys
import traceback
from collections.abc import Iterable
from typing import Any

import structlog
from structlog.typing import EventDict

_TOKEN = re.compile(r"\d{3,}:[A-Za-z0-9_-]{4,}")
_PASSWORD = re.compile(r"(?<=://)[^\s/@]+@")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'|«[^»]*»")

_OUTSPOKEN = (AttributeError, ImportError, NameError, NotImplementedError, OSError, RuntimeError, TypeError)
_OUTSPOKEN_NAMES = frozenset(("IntegrityError", "InterfaceError", "OperationalError"))
_STORAGE_MODULES = ("sqlite3", "sqlalchemy")

_secrets: list[str] = []


def hide_secrets(text: str) -> str:
    """The text without tokens, passwords in addresses and the operator's own secrets."""
    for secret in _secrets:
        text = text.replace(secret, "<secret>")
    return _PASSWORD.sub("<password>@", _TOKEN.sub("<token>", text))


def _hide(_logger: object, _name: str, event: EventDict) -> EventDict:
    return {key: value if key.startswith("_") else _safe(value) for key, value in event.items()}


def _safe(value: object) -> object:
    if value is None or isinstance(value, (bool, int, float)):
        return value
    return hide_secrets(str(value))


def _format_exception(_logger: object, _name: str, event: EventDict) -> EventDict:
    """Replaces exc_info with the kinds of the errors and the places they passed."""
    error = event.pop("exc_info", None)
    if isinstance(error, tuple):
        error = error[1]
    elif error is not None and not isinstance(error, BaseException):
        error = sys.exc_info()[1] if error else None
    if isinstance(error, BaseException):
        event["exception"] = "\n".join(_described(error))
    return event


def _described(error: BaseException) -> list[str]:
    earlier = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    lines = [*_described(earlier), "which led to:"] if earlier is not None else []
    lines += [line.rstrip("\n") for line in traceback.format_tb(error.__traceback__)]
    lines.append(_headline(error))
    for part in getattr(error, "exceptions", ()):
        lines += ["one of them:", *_described(part)]
    return lines


def _headline(error: BaseException) -> str:
    """The kind, with the message's first line where it can't quote a person's words."""
    kind = type(error)
    name = f"{kind.__module__}.{kind.__qualname__}".removeprefix("builtins.")
    speaks = isinstance(error, _OUTSPOKEN) and not isinstance(error, UnicodeError)
    if kind.__module__.startswith(_STORAGE_MODULES):
        speaks = kind.__name__ in _OUTSPOKEN_NAMES
    if kind.__module__.startswith("aiogram.exceptions"):
        return f"{name}: {_first_line(_QUOTED.sub('«...»', str(error)))}"
    return f"{name}: {_first_line(str(error))}" if speaks else name


def _first_line(text: str) -> str:
    return text.partition("\n")[0][:300]


def _one_line(_logger: object, _name: str, event: EventDict) -> EventDict:
    """Libraries put objects on further lines: asyncio the exception of a task, with its message."""
    event["event"] = _first_line(str(event.get("event", "")))
    return event


def set_up(level: str, form: str, secrets: Iterable[str] = ()) -> None:
    """Sends our logs and the libraries' through one chain to standard error."""
    _secrets[:] = sorted((one for one in secrets if one), key=len, reverse=True)
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _format_exception,
        _hide,
    ]
    renderer = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if form == "json"
        else structlog.dev.ConsoleRenderer(
            colors=sys.stderr.isatty(), exception_formatter=structlog.dev.plain_traceback
        )
    )
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler()
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[_one_line, *shared],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, _hide, renderer],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for noisy in ("aiogram.event", "apscheduler", "uvicorn.access", "aiosqlite", "alembic"):
        logging.getLogger(noisy).setLevel(logging.WARNING)


def report_errors_to(dsn: str) -> None:
    """Sends errors to Sentry when there is a DSN: kinds and places of errors, no values and no texts."""
    if not dsn:
        return
    import sentry_sdk

    sentry_sdk.init(
        dsn=dsn,
        send_default_pii=False,
        include_local_variables=False,
        max_breadcrumbs=0,
        before_send=_without_values,  # type: ignore[arg-type]
    )


def _without_values(event: dict[str, Any], _hint: dict[str, Any]) -> dict[str, Any]:
    """Messages of exceptions may quote what a person typed; their types and stacks are enough."""
    for error in event.get("exception", {}).get("values", []):
        error["value"] = ""
    for part in ("logentry", "message", "extra", "user", "request", "breadcrumbs"):
        event.pop(part, None)
    return event
