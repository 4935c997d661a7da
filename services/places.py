"""Where each chat is looking. It is no part of any effect: losing it costs one fresh screen."""

from collections import OrderedDict
from dataclasses import dataclass
from datetime import timedelta

from db.repositories import delivery
from db.session import UnitOfWork

STRANGERS_KEPT = timedelta(days=3)


@dataclass(frozen=True)
class Location:
    """A screen by name with its arguments, and the message it stands in."""

    screen: str
    arguments: tuple[str, ...]
    message_id: int | None


class Places:
    """Remembers locations; a bounded cache in front of the table unless several processes share it."""

    def __init__(self, *, cached: bool = True, most: int = 10_000) -> None:
        self._cache: OrderedDict[int, Location | None] = OrderedDict()
        self._most = most if cached else 0

    async def find(self, work: UnitOfWork, address: int) -> Location | None:
        if address in self._cache:
            self._cache.move_to_end(address)
            return self._cache[address]
        async with work.reading(brief=True) as session:
            row = await delivery.place(session, address)
        found = Location(row.screen, tuple(row.arguments), row.message_id) if row else None
        self._remember(address, found)
        return found

    async def save(self, work: UnitOfWork, address: int, location: Location) -> None:
        """One short transaction of its own; nothing is written when nothing changed."""
        if self._cache.get(address) == location:
            return
        async with UnitOfWork(work.database, work.clock).writing(brief=True) as session:
            await delivery.save_place(
                session,
                {
                    "address": address,
                    "screen": location.screen,
                    "arguments": list(location.arguments),
                    "message_id": location.message_id,
                    "seen_at": work.now(),
                },
            )
        self._remember(address, location)

    def forget(self, address: int) -> None:
        self._cache.pop(address, None)

    def _remember(self, address: int, location: Location | None) -> None:
        if not self._most:
            return
        self._cache[address] = location
        self._cache.move_to_end(address)
        if len(self._cache) > self._most:
            self._cache.popitem(last=False)


async def forget_strangers(work: UnitOfWork) -> None:
    """Chats of guests who never agreed are forgotten after three days."""
    async with work.writing() as session:
        await delivery.forget_places_of_strangers(session, work.now() - STRANGERS_KEPT)
