"""Private chats and the messages in them."""

from collections import deque
from dataclasses import dataclass, field

KEPT_ALERTS = 50


@dataclass(slots=True)
class Message:
    """A message as the Bot API shows it, and what only the simulator knows.

    `body` is never changed in place: an edit puts a new one, so that updates keep what they showed.
    """

    body: dict
    outgoing: bool
    silent: bool = False
    fixed: bool = False
    """Sent with a reply keyboard: Telegram does not let it be edited."""
    reactions: dict[str, str] = field(default_factory=dict)
    """Emoji by who set it: "bot" or "person"."""

    @property
    def id(self) -> int:
        """Its number, one sequence for all private chats of the bot as in Telegram."""
        return self.body["message_id"]

    @property
    def chat_id(self) -> int:
        """The chat it is in."""
        return self.body["chat"]["id"]

    def record(self) -> list:
        """What is saved."""
        return [self.body, self.outgoing, self.silent, self.fixed, self.reactions]


@dataclass
class Chat:
    """A private chat of a person with the bot."""

    id: int
    messages: dict[int, Message] = field(default_factory=dict)
    pinned: list[int] = field(default_factory=list)
    alerts: deque = field(default_factory=lambda: deque(maxlen=KEPT_ALERTS))
    last_answer: dict | None = None
    menu_button: dict | None = None
    keyboard: dict | None = None
    typing_until: float = 0.0
    unread: int = 0

    def record(self) -> dict:
        """What is saved beside the messages."""
        return {
            "pinned": self.pinned,
            "alerts": list(self.alerts),
            "last_answer": self.last_answer,
            "menu_button": self.menu_button,
            "keyboard": self.keyboard,
        }

    def restore(self, record: dict) -> None:
        """Takes over what was saved."""
        self.pinned = record["pinned"]
        self.alerts.extend(record["alerts"])
        self.last_answer = record["last_answer"]
        self.menu_button = record["menu_button"]
        self.keyboard = record["keyboard"]
