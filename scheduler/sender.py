"""Delivers the outbox: leases a few messages, marks each as started just before its call."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from datetime import timedelta
from enum import Enum
from typing import Any
from uuid import uuid4

import structlog

from services import outbox
from services.outbox import Letter
from ui.notices import Notice, render
from ui.text import texts

log = structlog.get_logger()

AT_ONCE = 5
"""Most messages that a crash can leave in doubt."""

BATCH = 20
IDLE = 1.0
RECOVER_EVERY = 15.0
"""Seconds between looks for what a killed process left behind; a lease lasts longer anyway."""


class Outcome(Enum):
    """What became of a call, as far as anybody knows."""

    UNREACHABLE = "unreachable"
    REFUSED = "refused"
    NOT_SENT = "not_sent"
    UNKNOWN = "unknown"


class NotDelivered(Exception):
    """A call that did not end in a message; `after` says when to try again, in seconds."""

    def __init__(self, outcome: Outcome, reason: str, after: float = 5) -> None:
        super().__init__(reason)
        self.outcome = outcome
        self.after = after


Send = Callable[[Letter, Notice], Awaitable[int]]
"""Sends a notice to a letter's address; returns the message's id or raises NotDelivered."""


class Sender:
    """One owner of sending; several processes share the outbox through leases."""

    def __init__(self, work: Callable[[], Any], send: Send) -> None:
        self._work = work
        self._send = send
        self.owner = uuid4().hex

    async def run(self) -> None:
        """Delivers whatever is due, forever."""
        recovered_at = -RECOVER_EVERY
        while True:
            try:
                if time.monotonic() - recovered_at >= RECOVER_EVERY:
                    await outbox.recover(self._work())
                    recovered_at = time.monotonic()
                if await self.tick() == 0:
                    await asyncio.sleep(IDLE)
            except Exception:
                log.exception("sender_failed")
                await asyncio.sleep(IDLE)

    async def tick(self) -> int:
        """Delivers one batch; returns how many messages it took."""
        letters = await outbox.lease(self._work(), self.owner, BATCH)
        leased_at = time.monotonic()
        queue = list(letters)
        await asyncio.gather(*(self._worker(queue, leased_at) for _ in range(min(AT_ONCE, len(letters)))))
        return len(letters)

    async def _worker(self, queue: list[Letter], leased_at: float) -> None:
        while queue:
            letter = queue.pop(0)
            if time.monotonic() - leased_at > outbox.LEASE.total_seconds() * 0.8:
                return
            await self._deliver(letter)

    async def _deliver(self, letter: Letter) -> None:
        work = self._work()
        notice = render(letter.kind, letter.parameters, texts(letter.language))
        if not await outbox.start(work, letter, self.owner):
            return
        try:
            message_id = await self._send(letter, notice)
        except NotDelivered as failure:
            await self._record(letter, failure)
        else:
            await outbox.sent(work, letter, self.owner, message_id)

    async def _record(self, letter: Letter, failure: NotDelivered) -> None:
        work, reason = self._work(), str(failure)
        if failure.outcome is Outcome.UNKNOWN:
            await outbox.uncertain(work, letter, self.owner, reason)
        elif failure.outcome is Outcome.NOT_SENT:
            after = timedelta(seconds=failure.after)
            await outbox.put_off(work, letter, self.owner, reason, after)
        else:
            unreachable = failure.outcome is Outcome.UNREACHABLE
            await outbox.failed(work, letter, self.owner, reason, unreachable=unreachable)
