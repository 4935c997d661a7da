"""What an administrator sees first: how much there is, what waits to be sent."""

from dataclasses import dataclass

from db.repositories import overview as rows
from db.session import UnitOfWork
from domain.access import Right
from services import outbox
from services.viewer import Viewer


@dataclass(frozen=True)
class Overview:
    units: int
    people: int
    items: int
    programmes: int
    sending: bool
    outbox: dict[str, int]


async def switch_sending(work: UnitOfWork, who: Viewer, *, on: bool) -> None:
    who.need(Right.IMPORT, work.now())
    await outbox.switch(work, on=on)


async def view(work: UnitOfWork, who: Viewer) -> Overview:
    who.need(Right.IMPORT, work.now())
    async with work.reading() as session:
        counts = await rows.counts(session)
    return Overview(**counts, sending=await outbox.is_on(work), outbox=await outbox.counts(work))
