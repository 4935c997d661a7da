"""Structured logs without the token and without personal data.

Update bodies and texts are never logged; what libraries log passes the same filter, which takes out
anything that looks like a bot token.
"""

import logging
import re
import sys
from typing import Any

import structlog
from structlog.typing import EventDict

_TOKEN = re.compile(r"\d{3,}:[A-Za-z0-9_-]{4,}")


def hide_tokens(text: str) -> str:
    return _TOKEN.sub("<token>", text)


def _hide(_logger: object, _name: str, event: EventDict) -> EventDict:
    return {key: hide_tokens(value) if isinstance(value, str) else value for key, value in event.items()}


def set_up(level: str, form: str) -> None:
    """Sends our logs and the libraries' through one chain to standard error."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        _hide,
    ]
    renderer = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if form == "json"
        else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    )
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler()
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, _hide, renderer],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for noisy in ("aiogram.event", "apscheduler", "uvicorn.access", "aiosqlite"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
