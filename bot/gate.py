"""One gate for every call to Telegram: the permitted rate, who goes first, the pause after a 429.

Only calls that send something new take tokens; edits, answers and getUpdates take none.
"""

import asyncio
import heapq
import time
from contextvars import ContextVar
from itertools import count
from typing import Any

from aiogram import Bot
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.exceptions import ClientDecodeError, TelegramRetryAfter, TelegramServerError
from aiogram.methods import GetUpdates, TelegramMethod
from aiolimiter import AsyncLimiter

SCREEN = 0
LONGEST_WAIT = 60

priority: ContextVar[int] = ContextVar("priority", default=SCREEN)
"""Of the calls made in this context; screens are 0, the outbox sets its own."""


def takes_token(method: TelegramMethod[Any]) -> bool:
    name = type(method).__name__
    return name.startswith(("Send", "Copy", "Forward")) and name != "SendChatAction"


class Gate(BaseRequestMiddleware):
    """Lets calls through at `rate` a second, the most urgent first."""

    def __init__(self, rate: float) -> None:
        self._limiter = AsyncLimiter(1, 1 / rate)
        self._waiting: list[tuple[int, int, asyncio.Future[None]]] = []
        self._numbers = count()
        self._pump: asyncio.Task[None] | None = None
        self._closed_until = 0.0

    async def __call__(  # type: ignore[override]
        self, make_request: NextRequestMiddlewareType[Any], bot: Bot, method: TelegramMethod[Any]
    ) -> Any:
        urgency = priority.get()
        while True:
            if takes_token(method):
                await self._turn(urgency)
            try:
                return await _readable(make_request, bot, method)
            except TelegramRetryAfter as refusal:
                self._closed_until = max(self._closed_until, time.monotonic() + refusal.retry_after)
                waits = urgency == SCREEN and refusal.retry_after <= LONGEST_WAIT
                if not waits or isinstance(method, GetUpdates):  # the poller waits by itself
                    raise
                if not takes_token(method):
                    await asyncio.sleep(refusal.retry_after)

    async def _turn(self, urgency: int) -> None:
        mine: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._waiting, (urgency, next(self._numbers), mine))
        if self._pump is None or self._pump.done():
            self._pump = asyncio.get_running_loop().create_task(self._let_through())
        await mine

    async def _let_through(self) -> None:
        """Ends when nobody waits; the next caller starts it again."""
        while self._waiting:
            pause = self._closed_until - time.monotonic()
            if pause > 0:
                await asyncio.sleep(pause)
                continue
            await self._limiter.acquire()
            if self._closed_until > time.monotonic() or not self._waiting:
                continue
            _, _, caller = heapq.heappop(self._waiting)
            if not caller.done():
                caller.set_result(None)


async def _readable(
    make_request: NextRequestMiddlewareType[Any], bot: Bot, method: TelegramMethod[Any]
) -> Any:
    """A page of HTML from a server in between is trouble of the server, not of the program."""
    try:
        return await make_request(bot, method)
    except ClientDecodeError as error:
        raise TelegramServerError(method, f"unreadable answer: {error.message}") from None
