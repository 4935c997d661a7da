"""What a screen is made of."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from domain.errors import WrongInput
from ui.text import Html, joined

DATA_LIMIT = 64
TEXT_LIMIT = 4096
HALF_WIDTH = 16
"""Most characters of a button that shares its row with another one."""

Handler = Callable[..., Awaitable[Any]]
Target = Handler | str
"""A page: the function itself inside its chapter, its name ("menu.root") from another one."""


@dataclass(frozen=True)
class Button:
    """A button's words and what it does: callback data of ours, or an address to open."""

    text: str
    data: str = ""
    url: str = ""


@dataclass(frozen=True)
class Screen:
    """A message with its buttons. At most 8 rows; the text is HTML made by `ui.text`."""

    text: Html
    rows: list[list[Button]] = field(default_factory=list)

    def with_note(self, note: Html | None) -> "Screen":
        """The same screen under a line that says what just happened."""
        if not note:
            return self
        return Screen(joined([note, self.text], "\n\n"), self.rows)


@dataclass(frozen=True)
class Go:
    """Where an action leads: a screen with its arguments, under an optional note."""

    screen: str
    arguments: tuple[str, ...] = ()
    note: Html | None = None


@dataclass(frozen=True)
class Attachment:
    """A file to send before the next screen: bytes, or a `reference` to one the messenger has already."""

    data: bytes
    name: str
    caption: Html
    reference: str = ""
    is_picture: bool = False


def name_of(target: Target) -> str:
    return target if isinstance(target, str) else target.page_name  # type: ignore[union-attr]


def go(target: Target, *arguments: object, note: Html | None = None) -> Go:
    return Go(name_of(target), tuple(str(one) for one in arguments), note)


def button(text: str, target: Target, *arguments: object) -> Button:
    """A button that opens a screen or does an action; everything it needs travels in 64 bytes."""
    data = ":".join([name_of(target), *(str(one) for one in arguments)])
    if len(data.encode()) > DATA_LIMIT:
        raise ValueError(f"callback data over {DATA_LIMIT} bytes: {data}")
    return Button(text, data=data)


def link(text: str, url: str) -> Button:
    return Button(text, url=url)


def notice_button(text: str, kind: str, object_id: int) -> Button:
    """A button of a notice: works for months, whatever screen is open."""
    return Button(text, data=f"n1:{kind}:{object_id}")


def pages(target: Target, page: int, of: int, *arguments: object, words: tuple[str, str]) -> list[Button]:
    """«Назад по списку» and «Дальше», as far as there are pages; `words` are their texts."""
    row = []
    if page > 1:
        row.append(button(words[0], target, *arguments, page - 1))
    if page < of:
        row.append(button(words[1], target, *arguments, page + 1))
    return row


def packed(buttons: list[Button]) -> list[list[Button]]:
    """Rows in the given order: two neighbours with short words share one, the others stand alone."""
    rows: list[list[Button]] = []
    for one in buttons:
        last = rows[-1] if rows else []
        if len(last) == 1 and max(len(last[0].text), len(one.text)) <= HALF_WIDTH:
            last.append(one)
        else:
            rows.append([one])
    return rows


def whole_day(text: str) -> date:
    """A day out of callback data; anything else is refused."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise WrongInput(why="") from None


def whole_number(text: str) -> int:
    """A number out of callback data; anything else is refused."""
    if not text.isascii() or not text.lstrip("-").isdigit() or len(text) > 18:
        raise WrongInput(why="")
    return int(text)
