"""Albums: several files sent at once come as several updates and get one receipt."""

from collections.abc import Sequence
from dataclasses import dataclass

from db.repositories import delivery
from db.session import UnitOfWork


@dataclass(frozen=True)
class Receipt:
    """What came since the last receipt: files taken, and why others were not."""

    update_ids: tuple[int, ...]
    taken: int
    refusals: tuple[str, ...]


async def add_part(work: UnitOfWork, address: int, update_id: int, refusal: str = "") -> None:
    """Notes a part whose effect is stored; one that came again is noted once."""
    async with UnitOfWork(work.database, work.clock).writing(brief=True) as session:
        await delivery.add_album_part(session, address, update_id, refusal[:500])


async def receipt(work: UnitOfWork, address: int) -> Receipt | None:
    """The receipt that is due, if any."""
    async with work.reading() as session:
        parts = await delivery.album_parts(session, address)
    if not parts:
        return None
    refusals = tuple(part.refusal for part in parts if part.refusal)
    return Receipt(tuple(part.update_id for part in parts), len(parts) - len(refusals), refusals)


async def settle(work: UnitOfWork, address: int, given: Receipt) -> None:
    """The receipt was sent; parts that came meanwhile stay for the next one."""
    async with work.writing() as session:
        await delivery.forget_album(session, address, given.update_ids)


async def waiting(work: UnitOfWork) -> Sequence[int]:
    """Chats whose receipts a stopped process left behind."""
    async with work.reading() as session:
        return await delivery.addresses_with_albums(session)
