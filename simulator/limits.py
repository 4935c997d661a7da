"""How often a bot may send: buckets for all chats and for each, as Telegram applies them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from math import ceil

from simulator.errors import PersonError, flood

CHAT_BURST = 5
IDLE_CHATS = 10_000


@dataclass(frozen=True)
class Preset:
    """Messages a second in all and to one chat."""

    overall: float
    per_chat: float


PRESETS = {"off": None, "real": Preset(30.0, 1.0), "paid": Preset(1000.0, 1.0)}

COUNTED = frozenset(
    (
        "sendMessage",
        "sendPhoto",
        "sendDocument",
        "sendVoice",
        "sendVideo",
        "sendAudio",
        "sendMediaGroup",
        "copyMessage",
        "copyMessages",
        "forwardMessage",
    )
)
"""Edits, answers, deletions and reading cost nothing."""


@dataclass(slots=True)
class _Bucket:
    rate: float
    tokens: float
    filled_at: float
    blocked_until: float = field(default=0.0)

    def take(self, now: float, capacity: float) -> int:
        """0 when the call may go on, else the seconds to wait; a call before that lengthens it."""
        if now < self.blocked_until:
            self.blocked_until += 1
            return ceil(self.blocked_until - now)
        self.tokens = min(capacity, self.tokens + (now - self.filled_at) * self.rate)
        self.filled_at = now
        if self.tokens >= 1:
            self.tokens -= 1
            return 0
        self.blocked_until = now + max(1.0, (1 - self.tokens) / self.rate)
        return ceil(self.blocked_until - now)


class Limits:
    """Checks each sending call against the chosen preset."""

    def __init__(self, preset: str, now: Callable[[], float]) -> None:
        if preset not in PRESETS:
            raise PersonError(f"unknown limits {preset!r}: {', '.join(PRESETS)}")
        self.preset = PRESETS[preset]
        self._now = now
        self._overall: _Bucket | None = None
        self._chats: dict[int | str, _Bucket] = {}

    def check(self, method: str, chat_id: int | str) -> None:
        """429 when the bot sends too fast."""
        if self.preset is None or method not in COUNTED:
            return
        now = self._now()
        if self._overall is None:
            self._overall = _Bucket(self.preset.overall, self.preset.overall, now)
        chat = self._chats.get(chat_id)
        if chat is None:
            self._forget_idle(now)
            chat = self._chats[chat_id] = _Bucket(self.preset.per_chat, CHAT_BURST, now)
        wait = self._overall.take(now, self.preset.overall) or chat.take(now, CHAT_BURST)
        if wait:
            raise flood(wait)

    def _forget_idle(self, now: float) -> None:
        if len(self._chats) >= IDLE_CHATS:
            full = CHAT_BURST / self.preset.per_chat
            self._chats = {
                key: bucket for key, bucket in self._chats.items() if now - bucket.filled_at < full
            }
