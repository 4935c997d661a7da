"""Intake: an update is confirmed after its effect, in order per person, side by side between people.

A handler that takes over five seconds, and a backlog of more than twenty updates of one person, move to
the inbox (rows): then the update itself is safe, and may be confirmed before its effect.
"""

import asyncio
import time
from collections import OrderedDict, deque
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import structlog
from aiogram.types import Update

from bot.tasks import Tasks
from conversation.road import TryAgain
from services import inbox
from services.inbox import UnitOfWork

log = structlog.get_logger()

SLOW = 5.0
MOST_WAITING = 20
AT_ONCE = 64
REMEMBERED = 20_000
PAUSES = (0.2, 0.5, 1, 2, 5, 10)

Process = Callable[[Update], Awaitable[None]]


@dataclass
class Ticket:
    """An update on its way. `safe` is set when it may be confirmed; `done` when its effect is there."""

    update: Update
    address: int
    safe: asyncio.Event = field(default_factory=asyncio.Event)
    done: asyncio.Event = field(default_factory=asyncio.Event)
    taken_at: float = field(default_factory=time.monotonic)
    in_inbox: bool = False

    @property
    def update_id(self) -> int:
        return self.update.update_id


class Intake:
    """Takes updates from polling or a webhook and leads each to `process`, once."""

    def __init__(
        self,
        process: Process,
        work: Callable[[], UnitOfWork],
        bot_id: int,
        tasks: Tasks,
        *,
        slow: float = SLOW,
    ) -> None:
        self.slow = slow
        self._process = process
        self._work = work
        self._bot_id = bot_id
        self._tasks = tasks
        self._queues: dict[int, deque[Ticket]] = {}
        self._tickets: dict[int, Ticket] = {}
        self._finished: OrderedDict[int, None] = OrderedDict()
        self._at_once = asyncio.Semaphore(AT_ONCE)
        self._crowded = asyncio.Event()
        self.handled = 0

    @property
    def size(self) -> int:
        """Updates that are taken and not done."""
        return len(self._tickets)

    def take(self, update: Update, *, in_inbox: bool = False) -> Ticket:
        """Puts an update into its person's queue; one that is known is not put there again."""
        update_id = update.update_id
        known = self._tickets.get(update_id)
        if known is not None:
            return known
        ticket = Ticket(update, address_of(update), in_inbox=in_inbox)
        if update_id in self._finished:
            ticket.safe.set()
            ticket.done.set()
            return ticket
        if in_inbox:
            ticket.safe.set()
        self._tickets[update_id] = ticket
        queue = self._queues.get(ticket.address)
        if queue is None:
            queue = self._queues[ticket.address] = deque()
            self._tasks.start(self._work_off(ticket.address, queue), "person")
        queue.append(ticket)
        if len(queue) > MOST_WAITING:
            self._crowded.set()
        return ticket

    async def restore(self) -> int:
        """Takes up what the inbox holds from before a restart; returns how much."""
        bodies = await inbox.waiting(self._work(), self._bot_id)
        for body in bodies:
            self.take(Update.model_validate(body), in_inbox=True)
        return len(bodies)

    async def _work_off(self, address: int, queue: deque[Ticket]) -> None:
        """One person's updates, one after another; the queue is dropped when it is empty."""
        while queue:
            await self._handle(queue[0])
            queue.popleft()
        del self._queues[address]

    async def _handle(self, ticket: Ticket) -> None:
        """Handles until it is handled; an effect that can't be stored is tried again, not dropped."""
        await self._persist("effect_not_stored", lambda: self._once(ticket))
        if ticket.in_inbox:
            await self._leave_inbox(ticket)
        self._finish(ticket)

    async def _once(self, ticket: Ticket) -> None:
        """One try. A place among the handlers at work is taken for the try alone, not for the pauses."""
        async with self._at_once:
            try:
                await self._process(ticket.update)
            except TryAgain:
                raise
            except Exception:
                log.exception("update_failed")

    async def _leave_inbox(self, ticket: Ticket) -> None:
        async def remove() -> None:
            try:
                await inbox.remove(self._work(), self._bot_id, [ticket.update_id])
            except Exception as error:
                raise TryAgain from error

        await self._persist("inbox_not_emptied", remove)

    async def _persist(self, event: str, work: Callable[[], Awaitable[None]]) -> None:
        """Does `work` again, after longer and longer pauses, until it does not ask for more."""
        for tries in count():
            try:
                await work()
                return
            except TryAgain as trouble:
                pause = PAUSES[min(tries, len(PAUSES) - 1)]
                log.warning(event, tries=tries + 1, pause=pause, reason=type(trouble.__cause__).__name__)
                await asyncio.sleep(pause)

    def _finish(self, ticket: Ticket) -> None:
        self.handled += 1
        self._tickets.pop(ticket.update_id, None)
        self._finished[ticket.update_id] = None
        if len(self._finished) > REMEMBERED:
            self._finished.popitem(last=False)
        ticket.safe.set()
        ticket.done.set()

    async def watch(self) -> None:
        """Moves slow and crowded updates to the inbox, so that they hold nobody up."""
        while True:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._crowded.wait(), 0.5)
            self._crowded.clear()
            await self._move_to_inbox()

    async def _move_to_inbox(self) -> None:
        """A person's updates move from the oldest on, the one at work included: what is in the inbox is
        worked off first after a restart, so nothing older may be left to come again from Telegram.
        """
        late = time.monotonic() - self.slow
        crowded = {id(t) for queue in self._queues.values() if len(queue) > MOST_WAITING for t in queue}
        moving = [
            ticket
            for ticket in self._tickets.values()
            if not ticket.safe.is_set() and (ticket.taken_at < late or id(ticket) in crowded)
        ]
        if not moving:
            return
        try:
            await inbox.add(self._work(), self._bot_id, [_body(ticket.update) for ticket in moving])
        except Exception:
            log.exception("inbox_unavailable", updates=len(moving))
            return
        log.info("moved_to_inbox", updates=len(moving))
        for ticket in moving:
            ticket.in_inbox = True
            ticket.safe.set()
            if ticket.done.is_set():
                self._tasks.start(self._leave_inbox(ticket), "inbox")

    async def drain(self, seconds: float) -> None:
        """Waits until everything taken is done, at most so long."""
        end = time.monotonic() + seconds
        while self._tickets and time.monotonic() < end:
            await asyncio.sleep(0.02)


def _body(update: Update) -> dict[str, Any]:
    """As it came: what it did not hold are aiogram's placeholders for defaults, which are no JSON."""
    return update.model_dump(mode="json", by_alias=True, exclude_unset=True)


def address_of(update: Update) -> int:
    """The chat an update belongs to: its order is kept within it."""
    if update.callback_query:
        return update.callback_query.from_user.id
    found = update.message or update.edited_message or update.my_chat_member
    return found.chat.id if found else 0
