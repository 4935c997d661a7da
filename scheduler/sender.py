"""Delivers the outbox: leases a few messages, marks them as started before their calls, records in bulk."""

import asyncio
import hashlib
import os
import socket
import time
from collections import deque
from collections.abc import Awaitable, Callable
from secrets import token_hex
from typing import Any

import structlog

from services import outbox
from services.outbox import Letter, Outcome, Priority, Result
from ui.notices import Notice, render
from ui.text import texts

log = structlog.get_logger()

AT_ONCE = 5
"""Most messages that a crash can leave in doubt at the rate that Telegram gives to everybody."""

LEASED_AHEAD = 20
IDLE = 1.0
TOGETHER = 0.01
"""Seconds for which answers are gathered, to be recorded in one transaction."""
RECOVER_EVERY = 15.0
"""Seconds between looks for what a killed process left behind."""
LOOK_UP_EVERY = 5.0
"""Seconds after which the post is held on to, even if no call has come back."""


class NotDelivered(Exception):
    """A call that did not end in a message; `after`: when Telegram wants to be asked again, in seconds."""

    def __init__(self, outcome: Outcome, reason: str, after: float | None = None) -> None:
        super().__init__(reason)
        self.outcome = outcome
        self.after = after


Send = Callable[[Letter, Notice], Awaitable[int]]
"""Sends a notice to a letter's address; returns the message's id or raises NotDelivered."""

_HOST = hashlib.sha256(socket.gethostname().encode()).hexdigest()[:8]
_PROCESS = token_hex(3)


class Sender:
    """The one owner of sending: of several on one database one holds the post, the others wait for it.

    `rate`: of calls a second; the faster, the more calls are under way at once.
    """

    def __init__(self, work: Callable[[], Any], send: Send, rate: float = 30) -> None:
        self._work = work
        self._send = send
        self.at_once = max(AT_ONCE, round(rate / 10))
        self.owner = f"{_HOST}-{os.getpid()}-{_PROCESS}-{token_hex(3)}"
        self._ready: deque[Letter] = deque()
        self._calls: dict[asyncio.Task[Result], Letter] = {}
        self._recovered_at = -RECOVER_EVERY
        self._leaving = False

    async def run(self) -> None:
        """Delivers whatever is due, forever."""
        try:
            while not self._leaving:
                await self._go_on()
        finally:
            for call in self._calls:
                call.cancel()

    async def _go_on(self) -> None:
        try:
            await self._recover()
            if await self._turn() == 0 and not self._calls:
                await asyncio.sleep(IDLE)
        except Exception:
            log.exception("sender_failed")
            await asyncio.sleep(IDLE)

    async def tick(self) -> int:
        """Delivers what is due now, to its end; returns how many messages it took."""
        taken = await self._turn()
        while self._calls or self._ready:
            taken += await self._turn()
        return taken

    async def leave(self, seconds: float) -> None:
        """Takes nothing new, records what is under way, gives back the rest and the post."""
        self._leaving = True
        if self._calls:
            await asyncio.wait(self._calls, timeout=seconds)
        await outbox.leave(self._work(), self.owner, self._results())

    async def _recover(self) -> None:
        if time.monotonic() - self._recovered_at >= RECOVER_EVERY:
            await outbox.recover(self._work(), self.owner, gone)
            self._recovered_at = time.monotonic()

    async def _turn(self) -> int:
        """Waits until something has come back, records it and starts what there is room for, in one
        transaction; returns how many messages were taken from the outbox.
        """
        taken = 0
        if self._calls:
            await asyncio.wait(self._calls, timeout=LOOK_UP_EVERY, return_when=asyncio.FIRST_COMPLETED)
            await asyncio.sleep(TOGETHER if len(self._calls) > 1 else 0)
        elif not self._ready:
            taken = await self._lease()
        results, letters = self._results(), self._next()
        if results or letters or self._calls:
            started = await outbox.turn(self._work(), self.owner, results, [one.id for one in letters])
            for letter in letters:
                if letter.id in started:
                    self._calls[asyncio.ensure_future(self._call(letter))] = letter
        if taken == 0 and len(self._ready) < self.at_once and not self._leaving:
            taken = await self._lease()
        return taken

    async def _lease(self) -> int:
        ahead = max(LEASED_AHEAD, 2 * self.at_once)
        batch = await outbox.lease(self._work(), self.owner, ahead, gone)
        self._ready = deque(sorted([*self._ready, *batch.letters], key=lambda one: one.priority))
        return batch.taken

    def _next(self) -> list[Letter]:
        """What goes next; news leave a place free for what comes in between."""
        room = self.at_once - len(self._calls)
        news = sum(one.priority is Priority.NEWS for one in self._calls.values())
        chosen: list[Letter] = []
        while self._ready and len(chosen) < room:
            if self._ready[0].priority is Priority.NEWS:
                if news >= self.at_once - 1:
                    break
                news += 1
            chosen.append(self._ready.popleft())
        return chosen

    def _results(self) -> list[Result]:
        done = [task for task in self._calls if task.done()]
        for task in done:
            del self._calls[task]
        return [task.result() for task in done]

    async def _call(self, letter: Letter) -> Result:
        try:
            notice = render(letter.kind, letter.parameters, texts(letter.language), letter.zone)
            message_id = await self._send(letter, notice)
        except NotDelivered as failure:
            return Result(letter, failure.outcome, reason=str(failure), after=failure.after)
        except Exception as error:
            log.exception("notice_failed", kind=letter.kind)
            return Result(letter, Outcome.REFUSED, reason=type(error).__name__)
        return Result(letter, Outcome.SENT, message_id)


def gone(owner: str) -> bool:
    """Whether a sender died for sure: it was a process of this machine, and there is none with its number."""
    host, pid, process, _ = [*owner.split("-"), "", "", ""][:4]
    if host != _HOST or not pid.isdecimal():
        return False
    if int(pid) == os.getpid():
        return process != _PROCESS
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False
