"""Long polling: confirms the longest prefix of updates whose effect is committed."""

import asyncio
import time
from operator import itemgetter
from typing import Any, ClassVar, cast

import structlog
from aiogram import Bot
from aiogram.exceptions import TelegramAPIError, TelegramConflictError, TelegramRetryAfter
from aiogram.types import Update
from pydantic import ValidationError

from bot.intake import Intake, Ticket
from bot.session import FetchUpdates, RawUpdates

log = structlog.get_logger()

LONG = 25
SETTLED_AFTER = 10.0
QUIET = 5 * 24 * 3600.0
"""After a week without updates Telegram numbers them anew at random: an old offset would hide them all."""


class AnotherPoller(Exception):
    """Somebody else polls with this token."""


class Poller:
    """Fetches, hands to intake, confirms; `run` ends by cancellation or AnotherPoller."""

    kinds: ClassVar[list[str]] = ["message", "edited_message", "callback_query", "my_chat_member"]

    def __init__(self, bot: Bot, intake: Intake) -> None:
        self._bot = bot
        self._intake = intake
        self._tickets: dict[int, Ticket] = {}
        self._offset: int | None = None
        self._started = time.monotonic()
        self._conflict_since: float | None = None
        self._heard_at = time.monotonic()
        self.answered_at = 0.0

    async def run(self) -> None:
        pause = 0.5
        while True:
            try:
                updates = await self._fetch()
            except TelegramConflictError as conflict:
                await self._meet_conflict(conflict)
                continue
            except TelegramRetryAfter as refusal:
                await asyncio.sleep(refusal.retry_after)
                continue
            except (TelegramAPIError, OSError, TimeoutError) as error:
                log.warning("polling_failed", reason=str(error), pause=pause)
                await asyncio.sleep(pause)
                pause = min(pause * 2, 15)
                continue
            pause, self._conflict_since = 0.5, None
            self.answered_at = time.monotonic()
            if updates:
                self._heard_at = self.answered_at
            for body in sorted(updates, key=itemgetter("update_id")):
                self._take(body)
            await self._settle()

    def _take(self, body: dict[str, Any]) -> None:
        """Parses an update when it comes for the first time; one that can't be parsed stops nothing."""
        update_id = body["update_id"]
        if update_id in self._tickets or (self._offset is not None and update_id < self._offset):
            return
        try:
            update = Update.model_validate(body, context={"bot": self._bot})
        except ValidationError as error:
            where = [one["loc"] for one in error.errors(include_input=False)]
            log.error("update_not_understood", update_id=update_id, where=where)
            update = Update(update_id=update_id)
        self._tickets[update_id] = self._intake.take(update)

    async def _fetch(self) -> RawUpdates:
        """Waits long only when nothing is in flight: unconfirmed updates would come back at once.

        The first call waits for nothing either: its answer shows that Telegram is there.
        """
        timeout = LONG if self.answered_at and not self._tickets else 0
        if time.monotonic() - self._heard_at > QUIET:
            self._offset = None
        method = FetchUpdates(offset=self._offset, limit=100, timeout=timeout, allowed_updates=self.kinds)
        return cast(RawUpdates, await self._bot(method, request_timeout=timeout + 20))

    async def _settle(self) -> None:
        """Gives the fetched updates a moment, then moves the offset over the safe prefix."""
        waiting = [ticket for ticket in self._tickets.values() if not ticket.safe.is_set()]
        if waiting:
            first = min(waiting, key=lambda ticket: ticket.update_id)
            await _wait([ticket.safe for ticket in waiting], 0.05)
            if not first.safe.is_set():
                await _wait([first.safe], 0.25)
        for update_id in sorted(self._tickets):
            if not self._tickets[update_id].safe.is_set():
                break
            del self._tickets[update_id]
            self._offset = update_id + 1

    async def confirm(self) -> None:
        """Tells Telegram the last offset without fetching anything: what is done is not sent again."""
        await self._settle()
        if self._offset is not None:
            await self._bot(FetchUpdates(offset=self._offset, limit=1, timeout=0), request_timeout=3)

    async def _meet_conflict(self, conflict: TelegramConflictError) -> None:
        """The newcomer gives way; one that has worked for a while stays and tries again."""
        now = time.monotonic()
        self._conflict_since = self._conflict_since or now
        log.error("another_poller", reason=conflict.message)
        if now - self._started < SETTLED_AFTER or now - self._conflict_since > 60:
            raise AnotherPoller(conflict.message)
        await asyncio.sleep(3)


async def _wait(events: list[asyncio.Event], seconds: float) -> None:
    try:
        async with asyncio.timeout(seconds):
            for event in events:
                await event.wait()
    except TimeoutError:
        return
