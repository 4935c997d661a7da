"""What happened, for those who watch: events for the page, calls for the tests."""

import asyncio
from collections import deque
from contextlib import suppress
from itertools import islice

KEPT_EVENTS = 10_000
KEPT_CALLS = 100_000


class Ring:
    """The newest entries, numbered from 1."""

    def __init__(self, size: int) -> None:
        self.entries: deque[dict] = deque(maxlen=size)
        self.n = 0

    def add(self, entry: dict) -> dict:
        """Numbers an entry and keeps it."""
        self.n += 1
        entry["n"] = self.n
        self.entries.append(entry)
        return entry

    def since(self, n: int) -> list[dict]:
        """Entries with a number above n."""
        wanted = min(self.n - n, len(self.entries))
        return list(islice(reversed(self.entries), max(wanted, 0)))[::-1]


class Events(Ring):
    """A stream of small notices: in this chat that has changed."""

    def __init__(self) -> None:
        super().__init__(KEPT_EVENTS)
        self._changed = asyncio.Event()
        self.closed = False

    def publish(self, kind: str, chat_id: int | None = None, **more: object) -> None:
        """Tells everybody who follows."""
        self.add({"chat_id": chat_id, "kind": kind, **more})
        self._changed.set()

    async def after(self, seen: int, timeout: float) -> list[dict]:
        """Events above a number; waits for one, and gives up with none after the time-out."""
        if self.n <= seen and not self.closed:
            self._changed.clear()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._changed.wait(), timeout)
        return self.since(seen)

    def close(self) -> None:
        """Ends the waiting of all who follow."""
        self.closed = True
        self._changed.set()


class Calls(Ring):
    """What the bot asked, and what it got."""

    def __init__(self) -> None:
        super().__init__(KEPT_CALLS)

    def note(self, date: float, method: str, params: dict, status: int, body: dict | str) -> None:
        """Keeps one call; of the updates given out only the ids."""
        entry = {"method": method, "params": params, "status": status, "date": date}
        if isinstance(body, str):
            entry["error"] = body
        elif body["ok"]:
            result = body["result"]
            entry["result"] = [u["update_id"] for u in result] if method == "getUpdates" else result
        else:
            entry["error"] = body["description"]
        self.add(entry)

    def named(self, method: str | None = None, since: int = 0) -> list[dict]:
        """Calls after `since`, of one method when named."""
        return [call for call in self.since(since) if method in (None, call["method"])]

    def clear(self) -> None:
        """Forgets the calls; the numbers go on."""
        self.entries.clear()
