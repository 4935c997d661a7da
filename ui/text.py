"""Russian sentences by id: Fluent files of `locales/`, one for each capability.

Arguments are escaped for HTML and cleaned of bidi controls here and nowhere else; a ready piece of markup
is passed as `Html`. A missing id or argument raises where `strict` is set (tests) and is logged otherwise.
"""

import re
from datetime import date
from functools import lru_cache
from html import escape, unescape
from pathlib import Path
from typing import Any

import structlog
from fluent.runtime import FluentBundle, FluentResource
from fluent.runtime.types import FluentType

from ui.format import day

LOCALES = Path(__file__).parent.parent / "locales"
_UNSAFE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\x00-\x08\x0b-\x1f]")

log = structlog.get_logger()


class Html(str):
    """A piece of markup made by us: put into a sentence as it is."""

    __slots__ = ()


class MissingText(Exception):
    """A sentence or an argument that the locales do not have."""


class Texts:
    """Sentences of one language."""

    def __init__(self, language: str = "ru", *, strict: bool = False) -> None:
        self.language = language
        self.strict = strict
        self._fixed: dict[str, str] = {}
        self._bundle = FluentBundle([language], use_isolating=False)
        for path in sorted((LOCALES / language).glob("*.ftl")):
            self._bundle.add_resource(FluentResource(path.read_text(encoding="utf-8")))

    def __call__(self, text_id: str, /, **arguments: object) -> Html:
        """The sentence; whole numbers choose plurals, everything else is text."""
        return self._format(text_id, {name: _argument(value) for name, value in arguments.items()})

    def plain(self, text_id: str, /, **arguments: object) -> str:
        """The sentence for places without markup: buttons, alerts, commands, file names."""
        if arguments:
            return _without_markup(self(text_id, **arguments))
        if text_id not in self._fixed:
            self._fixed[text_id] = _without_markup(self(text_id))
        return self._fixed[text_id]

    def has(self, text_id: str) -> bool:
        return self._bundle.has_message(text_id)

    def _format(self, text_id: str, arguments: dict[str, Any]) -> Html:
        if not self._bundle.has_message(text_id):
            return self._missing(text_id, f"no text {text_id}")
        message = self._bundle.get_message(text_id)
        assert message.value is not None
        text, errors = self._bundle.format_pattern(message.value, arguments)
        if errors:
            self._missing(text_id, f"{text_id}: {errors}")
        return Html(_quotes_in_quotes(str(text)))

    def _missing(self, text_id: str, problem: str) -> Html:
        if self.strict:
            raise MissingText(problem)
        log.error("text_missing", text=text_id, problem=problem)
        return Html(text_id)


def _quotes_in_quotes(text: str) -> str:
    """«Проект «Мост»» as Russian print has it: «Проект „Мост“»; unbalanced quotes are let be."""
    if text.count("«") < 2 or text.count("«") != text.count("»"):
        return text
    depth, shown = 0, []
    for letter in text:
        depth -= letter == "»"
        inner = depth > 0 and letter in "«»"
        shown.append("„“"["«»".index(letter)] if inner else letter)
        depth += letter == "«"
    return "".join(shown)


def _without_markup(text: Html) -> str:
    return unescape(re.sub(r"<[^>]+>", "", text))


def _argument(value: object) -> object:
    if isinstance(value, (bool, Html, FluentType)):
        return value
    if isinstance(value, (int, float)):
        return value
    return escape(clean(_words(value)), quote=False)


def _words(value: object) -> str:
    """A date is said, not printed: «1 декабря 2026»."""
    return day(value) if isinstance(value, date) else str(value)


def clean(text: str) -> str:
    """Without bidi controls, zero-width and control characters, which could fake or break a screen."""
    return _UNSAFE.sub("", text)


def safe(text: str) -> Html:
    """Somebody's text as markup that shows it literally."""
    return Html(escape(clean(text), quote=False))


def joined(parts: list[str] | list[Html], between: str = "\n") -> Html:
    """Pieces of markup put together; plain strings among them are escaped."""
    return Html(between.join(part if isinstance(part, Html) else safe(part) for part in parts))


@lru_cache(maxsize=8)
def texts(language: str = "ru", *, strict: bool = False) -> Texts:
    return Texts(language, strict=strict)
