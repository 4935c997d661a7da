"""The queue of updates: kept until confirmed, fetched by long polling."""

import asyncio
from dataclasses import dataclass
from itertools import islice, takewhile

from aiogram.types import Update

from simulator.clock import Clock
from simulator.errors import bad_request, conflict
from simulator.faults import Faults
from simulator.state import State

KEPT_SECONDS = 24 * 3600
MAX_BATCH = 100
MAX_TIMEOUT = 50

KINDS = frozenset(Update.model_fields) - {"update_id"}
ON_REQUEST = frozenset(("chat_member", "message_reaction", "message_reaction_count"))


@dataclass(slots=True)
class Pending:
    """An update that the bot has not confirmed."""

    update: dict
    chat_id: int
    born: float

    def record(self) -> list:
        """What is saved."""
        return [self.update, self.chat_id, self.born]


class Updates:
    """Numbers updates, keeps them and hands them out."""

    def __init__(self, state: State, clock: Clock, faults: Faults) -> None:
        self._state = state
        self._clock = clock
        self._faults = faults
        self._waiter: asyncio.Future | None = None
        self._echoes: list[dict] = []
        saved = sorted((int(key), Pending(*record)) for key, record in state.journal.load("update"))
        self.pending: dict[int, Pending] = dict(saved)

    @property
    def allowed(self) -> frozenset[str]:
        """The kinds of updates the bot asked for."""
        chosen = self._state.settings.get("allowed_updates")
        return frozenset(chosen) if chosen else KINDS - ON_REQUEST

    def allow(self, kinds: list[str] | None) -> None:
        """Remembers allowed_updates; an empty list means the default, None changes nothing."""
        if kinds is None:
            return
        if unknown := set(kinds) - KINDS:
            raise bad_request(f"unknown kind of update in allowed_updates: {', '.join(sorted(unknown))}")
        if kinds != self._state.settings.get("allowed_updates", []):
            self._state.set("allowed_updates", kinds or None)

    def make(self, kind: str, payload: dict) -> dict | None:
        """A numbered update; None when the bot did not ask for its kind."""
        if kind not in self.allowed:
            return None
        return {"update_id": self._state.next("update"), kind: payload}

    def add(self, update: dict, chat_id: int) -> Pending:
        """Queues an update and wakes the bot that waits for one."""
        pending = Pending(update, chat_id, self._clock.steady())
        self.pending[update["update_id"]] = pending
        self._state.journal.put("update", update["update_id"], pending)
        self._wake()
        return pending

    def remove(self, update_id: int) -> None:
        """Forgets an update that was delivered or is too old."""
        if self.pending.pop(update_id, None):
            self._state.journal.drop("update", update_id)

    def clear(self) -> None:
        """Forgets all updates."""
        for update_id in list(self.pending):
            self.remove(update_id)

    async def poll(self, offset: int, limit: int, timeout: float) -> list[dict]:
        """getUpdates: confirms what lies before the offset, waits for something new."""
        self.stop_waiting(
            "terminated by other getUpdates request; make sure that only one bot instance is running"
        )
        self._confirm(offset)
        batch = self._batch(limit)
        if batch or timeout <= 0:
            return batch
        self._state.journal.commit()
        waiter = self._waiter = asyncio.get_running_loop().create_future()
        try:
            await asyncio.wait_for(waiter, timeout)
        except TimeoutError:
            return []
        finally:
            if self._waiter is waiter:
                self._waiter = None
        return self._batch(limit)

    def stop_waiting(self, reason: str) -> None:
        """Ends a waiting getUpdates with 409."""
        if self._waiter and not self._waiter.done():
            self._waiter.set_exception(conflict(reason))

    def _wake(self) -> None:
        if self._waiter and not self._waiter.done():
            self._waiter.set_result(None)

    def _confirm(self, offset: int) -> None:
        if offset > 0:
            confirmed = list(takewhile(offset.__gt__, self.pending))
        else:
            confirmed = list(self.pending)[:offset] if offset else []
        for update_id in confirmed:
            self.remove(update_id)
        if not self.pending:
            # A dict emptied from its front stays slow to walk.
            self.pending = {}

    def _drop_old(self) -> None:
        oldest = self._clock.steady() - KEPT_SECONDS
        for update_id in list(takewhile(lambda key: self.pending[key].born < oldest, self.pending)):
            self.remove(update_id)

    def _batch(self, limit: int) -> list[dict]:
        self._drop_old()
        batch, self._echoes = self._echoes, []
        for pending in islice(self.pending.values(), limit):
            copies = self._faults.copies()
            batch += [pending.update] * ((copies + 1) // 2)
            self._echoes += [pending.update] * (copies // 2)
        return self._faults.shuffled(batch)
