"""What a handler gets: who speaks, what to work with, how to say things."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from conversation.screen import Attachment
from domain.errors import NotAllowed, NotFound, ScreenIsStale
from services.relay import Said
from services.viewer import Viewer
from ui.text import Html, Texts


@dataclass(frozen=True)
class House:
    """What the operator set up, as far as the conversation needs it; `pages_url` is empty without pages."""

    bot_username: str
    operator: str
    names_in_chat: bool
    admin_addresses: frozenset[int] = frozenset()
    pages_url: str = ""

    def link(self, payload: str) -> str:
        return f"https://t.me/{self.bot_username}?start={payload}"


NOTHING = Html("")


async def no_files(reference: str) -> tuple[bytes, str]:
    """A talk that no update has begun has no files."""
    raise NotFound


@dataclass
class Talk:
    """One update's conversation.

    `work` is passed to services; `t` says sentences; `here` holds the arguments of the screen the person is
    looking at, `live` its message; `said` is what the person has just sent, `formatted` its words with the
    messenger's marks; `find_viewer` reads the person anew; `fetch` gives the bytes and the name of a file
    that somebody sent; `refused` says why nothing was done. `forgotten`: nothing about this chat is kept
    afterwards.
    """

    work: Any
    who: Viewer | None
    find_viewer: Callable[[], Awaitable[Viewer | None]]
    t: Texts
    house: House
    address: int
    profile_name: str
    fetch: Callable[[str], Awaitable[tuple[bytes, str]]] = no_files
    here: tuple[str, ...] = ()
    formatted: Html = NOTHING
    attachments: list[Attachment] = field(default_factory=list)
    live: int | None = None
    said: Said | None = None
    update_id: int = 0
    refused: str = ""
    commands_changed: bool = False
    forgotten: bool = False

    @property
    def person(self) -> Viewer:
        """The person with consent; pages that need one are never opened by a guest."""
        if self.who is None:
            raise NotAllowed
        return self.who

    @property
    def words(self) -> Said:
        """What the person has just sent; pages for messages are never opened without."""
        if self.said is None:
            raise ScreenIsStale
        return self.said

    @property
    def now(self) -> datetime:
        return self.work.now()

    @property
    def today(self) -> date:
        return self.person.today(self.now)

    def show_again(self, reference: str, caption: Html) -> None:
        """Sends a file that somebody gave the bot, by its reference."""
        self.attachments.append(Attachment(b"", "", caption, reference))

    def attach(self, data: bytes, name: str, caption: Html) -> None:
        """Sends a file; the next screen comes below it."""
        self.attachments.append(Attachment(data, name, caption))

    def attach_picture(self, data: bytes, name: str, caption: Html) -> None:
        """Sends a picture that is seen at once."""
        self.attachments.append(Attachment(data, name, caption, is_picture=True))
