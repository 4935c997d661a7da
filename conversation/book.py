"""The book of pages: every screen, action and typed answer by its name, with what it asks of the person."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from enum import IntEnum
from typing import get_type_hints

from conversation.screen import Handler, name_of, whole_day, whole_number
from domain.access import Right
from domain.errors import ScreenIsStale, WrongInput

_READERS: dict[type, Callable[[str], object]] = {int: whole_number, date: whole_day}
"""How an argument of a page is read from callback data; everything else is text."""


class Standing(IntEnum):
    """How far a person must have come to open a page."""

    GUEST = 0
    CONSENTED = 1
    REGISTERED = 2


@dataclass(frozen=True)
class Page:
    """A registered handler. `right` is checked on every update before anything is answered;
    `viewer_stays`: it changes nothing that is known about the person, who need not be read again.
    """

    name: str
    handler: Handler
    is_screen: bool
    standing: Standing
    right: Right | None
    kinds: tuple[type, ...]
    least: int
    viewer_stays: bool = False

    def arguments(self, texts: tuple[str, ...]) -> list[object]:
        """Arguments of the handler from strings; raises ScreenIsStale when they can't be its own."""
        if not self.least <= len(texts) <= len(self.kinds):
            raise ScreenIsStale
        try:
            return [_READERS.get(kind, str)(one) for one, kind in zip(texts, self.kinds, strict=False)]
        except WrongInput as error:
            raise ScreenIsStale from error


@dataclass
class Book:
    """All pages of the product."""

    pages: dict[str, Page] = field(default_factory=dict)
    commands: dict[str, str] = field(default_factory=dict)
    typed: dict[str, Page] = field(default_factory=dict)
    uploads: dict[str, Page] = field(default_factory=dict)
    messages: dict[str, Page] = field(default_factory=dict)
    notices: dict[str, str] = field(default_factory=dict)

    def add(self, chapter: "Chapter") -> None:
        """Takes in a capability's pages; a name or a command can't be claimed twice."""
        for mine, theirs in (
            (self.pages, chapter.pages),
            (self.commands, chapter.commands),
            (self.typed, chapter.typed),
            (self.uploads, chapter.uploads),
            (self.messages, chapter.messages),
            (self.notices, chapter.notices),
        ):
            twice = mine.keys() & theirs.keys()
            if twice:
                raise ValueError(f"registered twice: {sorted(twice)}")
            mine.update(theirs)  # type: ignore[arg-type]


class Chapter(Book):
    """The pages of one capability: `pages = Chapter("courses")`, then its decorators."""

    def __init__(self, name: str, *, standing: Standing = Standing.REGISTERED) -> None:
        super().__init__()
        self.name = name
        self.standing = standing

    def screen(
        self,
        *,
        command: str = "",
        notice: str = "",
        right: Right | None = None,
        standing: Standing | None = None,
    ) -> Callable[[Handler], Handler]:
        """A page drawn from facts; optionally opened by a command or by the button of a notice."""

        def register(handler: Handler) -> Handler:
            page = self._page(handler, is_screen=True, right=right, standing=standing)
            if command:
                self.commands[command] = page.name
            if notice:
                self.notices[notice] = page.name
            return handler

        return register

    def action(
        self,
        *,
        command: str = "",
        notice: str = "",
        right: Right | None = None,
        standing: Standing | None = None,
        viewer_stays: bool = False,
    ) -> Callable[[Handler], Handler]:
        """A page that does one thing and returns `go(screen)`; the button of a notice may do it, too."""

        def register(handler: Handler) -> Handler:
            page = self._page(handler, is_screen=False, right=right, standing=standing)
            page = self.pages[page.name] = replace(page, viewer_stays=viewer_stays)
            if command:
                self.commands[command] = page.name
            if notice:
                self.notices[notice] = page.name
            return handler

        return register

    def on_text(self, screen: Handler) -> Callable[[Handler], Handler]:
        """What typed text means while `screen` is shown: handler(talk, text, *screen's arguments)."""
        return self._answers(self.typed, screen)

    def on_upload(self, screen: Handler) -> Callable[[Handler], Handler]:
        """What a file means while `screen` is shown: handler(talk, file reference, *screen's arguments)."""
        return self._answers(self.uploads, screen)

    def on_message(self, screen: Handler) -> Callable[[Handler], Handler]:
        """What any message means while `screen` is shown, `talk.said`: handler(talk, *screen's arguments)."""
        return self._answers(self.messages, screen, skip=1)

    def _answers(
        self, shelf: dict[str, Page], screen: Handler, *, skip: int = 2
    ) -> Callable[[Handler], Handler]:
        def register(handler: Handler) -> Handler:
            asked = self.pages[name_of(screen)]
            page = self._make(handler, is_screen=False, right=asked.right, standing=asked.standing, skip=skip)
            shelf[asked.name] = page
            return handler

        return register

    def _page(
        self, handler: Handler, *, is_screen: bool, right: Right | None, standing: Standing | None
    ) -> Page:
        page = self._make(
            handler,
            is_screen=is_screen,
            right=right,
            standing=self.standing if standing is None else standing,
        )
        if page.name in self.pages:
            raise ValueError(f"registered twice: {page.name}")
        self.pages[page.name] = page
        return page

    def _make(
        self, handler: Handler, *, is_screen: bool, right: Right | None, standing: Standing, skip: int = 1
    ) -> Page:
        name = f"{self.name}.{handler.__name__}"
        handler.page_name = name  # type: ignore[attr-defined]
        hints = get_type_hints(handler)
        parameters = list(inspect.signature(handler).parameters.values())[skip:]
        kinds = tuple(hints.get(parameter.name, str) for parameter in parameters)
        least = sum(parameter.default is inspect.Parameter.empty for parameter in parameters)
        return Page(name, handler, is_screen, standing, right, kinds, least)
