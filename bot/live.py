"""Screens that change by themselves while somebody looks at them: the progress of a broadcast."""

import asyncio
from collections.abc import Awaitable, Callable

import structlog

from db.session import UnitOfWork
from services import news

log = structlog.get_logger()

EVERY = 3.0
"""Seconds: no screen is edited more often."""


class Live:
    """Redraws the progress of broadcasts that are under way, for whoever has it open."""

    def __init__(
        self, work: Callable[[], UnitOfWork], redraw: Callable[[int], Awaitable[None]], every: float = EVERY
    ) -> None:
        self._work = work
        self._redraw = redraw
        self._every = every
        self._under_way: set[int] = set()

    async def run(self) -> None:
        while True:
            await asyncio.sleep(self._every)
            try:
                await self.look()
            except Exception:
                log.exception("live_failed")

    async def look(self) -> None:
        """One round; a broadcast that has just ended is shown once more."""
        now = set(await news.under_way(self._work()))
        watched, self._under_way = now | self._under_way, now
        for address in await news.watchers(self._work(), watched) if watched else []:
            await self._redraw(address)
