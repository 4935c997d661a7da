"""People of the simulation: who they are, and whether the bot may write to them."""

from dataclasses import asdict, dataclass, field, fields

PROFILE_FIELDS = ("first_name", "last_name", "username", "language_code")
TEXT_FIELDS = (*PROFILE_FIELDS, "badge", "note")


@dataclass
class Person:
    """A Telegram user. Badge and note are labels for the page; the bot never sees them."""

    id: int
    first_name: str
    last_name: str | None = None
    username: str | None = None
    language_code: str | None = "ru"
    badge: str | None = None
    note: str | None = None
    started: bool = False
    blocked: bool = False
    deactivated: bool = False
    user: dict = field(init=False, repr=False, compare=False)
    chat: dict = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        self.refresh()

    def refresh(self) -> None:
        """Rebuilds the User and Chat objects that every message shares."""
        profile = {name: getattr(self, name) for name in PROFILE_FIELDS if getattr(self, name)}
        self.user = {"id": self.id, "is_bot": False, **profile}
        profile.pop("language_code", None)
        self.chat = {"id": self.id, "type": "private", **profile}

    def update(self, profile: dict) -> None:
        """Takes over the given fields of a profile."""
        for name, value in profile.items():
            setattr(self, name, value)
        self.refresh()

    def record(self) -> dict:
        """What is saved."""
        values = asdict(self)
        del values["user"], values["chat"]
        return values


EDITABLE = tuple(f.name for f in fields(Person) if f.init and f.name not in ("started", "blocked"))
