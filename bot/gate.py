"""One gate for every call to Telegram: the permitted rate, who goes first, the pause after a 429.

Only calls that send something new take tokens; edits, answers and getUpdates take none.
"""

import asyncio
import heapq
import time
from contextvars import ContextVar
from itertools import count
from math import ceil, inf
from typing import Any

from aiogram import Bot
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.exceptions import ClientDecodeError, TelegramRetryAfter, TelegramServerError
from aiogram.methods import GetUpdates, SendMediaGroup, TelegramMethod

SCREEN = 0
LONGEST_WAIT = 60
A_CHAT_TAKES_AT_ONCE = 3
CHATS_REMEMBERED = 10_000

priority: ContextVar[int] = ContextVar("priority", default=SCREEN)
"""Of the calls made in this context; screens are 0, the outbox sets its own."""

leave_by: ContextVar[float] = ContextVar("leave_by", default=inf)
"""The monotonic moment after which a call of this context must not leave any more."""


def tokens_of(method: TelegramMethod[Any]) -> int:
    """How many messages a call sends."""
    if isinstance(method, SendMediaGroup):
        return len(method.media)
    name = type(method).__name__
    return int(name.startswith(("Send", "Copy", "Forward")) and name != "SendChatAction")


class Pace:
    """Moments at least 1/rate apart. A timer that rings late is made up for a little, and so that no second
    holds more than `rate` of them the pace is half a percent slower.
    """

    SLOWER = 1.005
    MADE_UP = 0.004

    def __init__(self, rate: float) -> None:
        self._step = self.SLOWER / rate
        self.next = 0.0

    def take(self, now: float, tokens: int) -> None:
        self.next = max(self.next, now - self.MADE_UP) + tokens * self._step


class Chats:
    """How soon each chat takes another message: a few at once, then `rate` a second."""

    def __init__(self, rate: float) -> None:
        self._step = 1 / rate
        self._free_at: dict[Any, float] = {}

    def wait(self, chat: Any, now: float, tokens: int) -> float:
        """Takes the chat's next turn; returns the seconds until it comes."""
        if len(self._free_at) >= CHATS_REMEMBERED:
            self._free_at = {one: at for one, at in self._free_at.items() if at > now}
        free_at = max(self._free_at.get(chat, 0.0), now) + tokens * self._step
        self._free_at[chat] = free_at
        return max(0.0, free_at - now - A_CHAT_TAKES_AT_ONCE * self._step)


class Gate(BaseRequestMiddleware):
    """Lets calls through at `rate` a second, `rate_per_chat` to each chat, the most urgent first.

    While it is closed after a 429, screens wait; messages of the outbox are turned back: they have rows.
    """

    def __init__(self, rate: float, rate_per_chat: float = 1) -> None:
        self._pace = Pace(rate)
        self._chats = Chats(rate_per_chat)
        self._waiting: list[tuple[int, int, int, asyncio.Future[None]]] = []
        self._numbers = count()
        self._alarm: asyncio.TimerHandle | None = None
        self._closed_until = 0.0

    async def __call__(  # type: ignore[override]
        self, make_request: NextRequestMiddlewareType[Any], bot: Bot, method: TelegramMethod[Any]
    ) -> Any:
        urgency, tokens = priority.get(), tokens_of(method)
        if tokens:
            wait = self._chats.wait(getattr(method, "chat_id", None), time.monotonic(), tokens)
            if wait:
                await asyncio.sleep(wait)
        while True:
            if tokens:
                await self._turn(method, urgency, tokens)
            try:
                return await _readable(make_request, bot, method)
            except TelegramRetryAfter as refusal:
                self._close(refusal.retry_after)
                waits = urgency == SCREEN and refusal.retry_after <= LONGEST_WAIT
                if not waits or isinstance(method, GetUpdates):  # the poller waits by itself
                    raise
                if not tokens:
                    await asyncio.sleep(refusal.retry_after)

    async def _turn(self, method: TelegramMethod[Any], urgency: int, tokens: int) -> None:
        """Waits for a token; raises TelegramRetryAfter for what can wait in its row as well."""
        while True:
            closed = self._closed_until - time.monotonic()
            if urgency != SCREEN and closed > 0:
                raise TelegramRetryAfter(method, "the gate is closed", ceil(closed))
            mine: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            heapq.heappush(self._waiting, (urgency, next(self._numbers), tokens, mine))
            self._set_alarm()
            await mine
            now = time.monotonic()
            if now > leave_by.get():
                raise TelegramRetryAfter(method, "held up for too long", 1)
            if now >= self._closed_until:
                return

    def _close(self, seconds: float) -> None:
        self._closed_until = max(self._closed_until, time.monotonic() + seconds)
        for one in self._waiting:
            if one[0] != SCREEN and not one[3].done():
                one[3].set_result(None)  # it looks up, sees the gate closed and is turned back
        self._waiting = [one for one in self._waiting if not one[3].done()]
        heapq.heapify(self._waiting)

    def _set_alarm(self) -> None:
        """One alarm is set as long as anybody waits."""
        if self._alarm is None and self._waiting:
            delay = max(self._pace.next, self._closed_until) - time.monotonic()
            self._alarm = asyncio.get_running_loop().call_later(max(0.0, delay), self._let_through)

    def _let_through(self) -> None:
        self._alarm = None
        now = time.monotonic()
        while self._waiting and max(self._pace.next, self._closed_until) <= now:
            _, _, tokens, caller = heapq.heappop(self._waiting)
            if not caller.done():
                caller.set_result(None)
                self._pace.take(now, tokens)
        self._set_alarm()


async def _readable(
    make_request: NextRequestMiddlewareType[Any], bot: Bot, method: TelegramMethod[Any]
) -> Any:
    """A page of HTML from a server in between is trouble of the server, not of the program."""
    try:
        return await make_request(bot, method)
    except ClientDecodeError as error:
        raise TelegramServerError(method, f"unreadable answer: {error.message}") from None
