"""One receipt for an album: 1.5 s after its last part, outside its person's queue."""

import asyncio
from collections.abc import Awaitable, Callable

import structlog

from bot.tasks import Tasks
from db.session import UnitOfWork
from services import albums

log = structlog.get_logger()

QUIET = 1.5
PAUSES = (1, 2, 5, 10, 30)


class Albums:
    """Timers of albums that are coming in; `say` shows the receipt to an address."""

    def __init__(
        self,
        tasks: Tasks,
        work: Callable[[], UnitOfWork],
        say: Callable[[int, albums.Receipt], Awaitable[None]],
        *,
        quiet: float = QUIET,
    ) -> None:
        self._tasks = tasks
        self._work = work
        self._say = say
        self.quiet = quiet
        self._timers: dict[int, asyncio.Task[None]] = {}

    def expect(self, address: int) -> None:
        """A part has come: the receipt waits for the next one."""
        before = self._timers.get(address)
        if before is not None:
            before.cancel()
        self._timers[address] = self._tasks.start(self._receipt(address), "album")

    async def restore(self) -> None:
        """After a start: receipts that a stopped process still owes."""
        for address in await albums.waiting(self._work()):
            self.expect(address)

    async def _receipt(self, address: int) -> None:
        await asyncio.sleep(self.quiet)
        del self._timers[address]  # a part that comes now has a timer of its own
        for pause in (*PAUSES, None):
            try:
                await self._give(address)
                return
            except Exception as error:
                log.warning("album_receipt_failed", reason=type(error).__name__, pause=pause)
                if pause is not None:
                    await asyncio.sleep(pause)

    async def _give(self, address: int) -> None:
        receipt = await albums.receipt(self._work(), address)
        if receipt is not None:
            await self._say(address, receipt)
            await albums.settle(self._work(), address, receipt)
