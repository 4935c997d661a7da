"""Faults on demand: refusals, broken connections, lost answers, repeated and shuffled updates."""

import asyncio
from dataclasses import asdict, dataclass
from random import Random
from typing import Any, TypeVar

from simulator.errors import PersonError, flood

KINDS = (
    "flood",
    "error",
    "reset_before",
    "reset_after",
    "timeout_after",
    "slow",
    "duplicate",
    "shuffle",
)
_BEFORE = ("slow", "flood", "error", "reset_before")
_AFTER = ("reset_after", "timeout_after")
MAX_COPIES = 5
SHUFFLE_WINDOW = 20

HTML_ERROR = (
    "<html>\r\n<head><title>{0}</title></head>\r\n<body><center><h1>{0}</h1></center></body>\r\n</html>\r\n"
)
_REASONS = {
    500: "Internal Server Error",
    502: "Bad Gateway",
    503: "Service Unavailable",
    504: "Gateway Time-out",
}


T = TypeVar("T")


class ConnectionBroken(Exception):
    """The connection is reset: the bot gets no answer."""


class NeverAnswered(Exception):
    """The call was carried out, but the bot waits for the answer in vain."""


class HtmlError(Exception):
    """A server in between answers with a page instead of JSON."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status
        self.page = HTML_ERROR.format(f"{status} {_REASONS.get(status, 'Error')}")


@dataclass
class Fault:
    """One kind of trouble: how often, for which method, with which figures."""

    kind: str
    method: str | None = None
    times: int | None = None
    share: float = 1.0
    retry_after: int = 5
    status: int = 502
    seconds: float = 1.0
    happened: int = 0

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise PersonError(f"unknown fault {self.kind!r}: {', '.join(KINDS)}")
        if not 0 <= self.share <= 1:
            raise PersonError("share is between 0 and 1")

    @property
    def spent(self) -> bool:
        """Whether it has happened as often as it should."""
        return self.times is not None and self.happened >= self.times


class Faults:
    """The faults in force."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self.active: list[Fault] = []

    def add(self, kind: str, **figures: Any) -> Fault:
        """Sets a fault; figures are those of `Fault`."""
        try:
            fault = Fault(kind, **figures)
        except TypeError as wrong:
            raise PersonError(f"unknown figure of a fault: {wrong}") from None
        self.active.append(fault)
        return fault

    def clear(self) -> None:
        """Ends all faults."""
        self.active.clear()

    def listed(self) -> list[dict]:
        """The faults in force, for the control API."""
        return [asdict(fault) for fault in self.active]

    def _take(self, kinds: tuple[str, ...], method: str | None = None) -> Fault | None:
        for fault in self.active:
            if fault.kind not in kinds or fault.spent or (method and fault.method not in (None, method)):
                continue
            if fault.share >= 1 or self._random.random() < fault.share:
                fault.happened += 1
                return fault
        return None

    async def before(self, method: str) -> None:
        """What goes wrong before a call is carried out."""
        fault = self._take(_BEFORE, method)
        if fault is None:
            return
        if fault.kind == "slow":
            await asyncio.sleep(fault.seconds)
        elif fault.kind == "flood":
            raise flood(fault.retry_after)
        elif fault.kind == "error":
            raise HtmlError(fault.status)
        else:
            raise ConnectionBroken

    def after(self, method: str) -> None:
        """What goes wrong once a call is carried out."""
        fault = self._take(_AFTER, method)
        if fault is not None:
            raise ConnectionBroken if fault.kind == "reset_after" else NeverAnswered

    def copies(self) -> int:
        """How many times to deliver an update."""
        return self._random.randint(1, MAX_COPIES) if self.active and self._take(("duplicate",)) else 1

    def shuffled(self, updates: list[T]) -> list[T]:
        """Updates in the order of delivery."""
        if len(updates) < 2 or not self.active or not self._take(("shuffle",)):
            return updates
        mixed = []
        for start in range(0, len(updates), SHUFFLE_WINDOW):
            window = updates[start : start + SHUFFLE_WINDOW]
            mixed += self._random.sample(window, len(window))
        return mixed
