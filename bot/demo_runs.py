"""Runs of the demo: one with a place and a waiting list, one that has just been opened, applications."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from db.session import UnitOfWork
from services import programmes, run_desk, runs
from services.viewer import Viewer

METHODIST, DECIDED, ASKING = 107, (102, 141), (103, 142)
Works = Callable[[datetime], UnitOfWork]


async def give_life(
    works: Works, now: datetime, viewer: Callable[[int], Awaitable[Viewer]], town_id: int
) -> None:
    """Two who were answered (one place), one who waits for four days, one who has just applied."""
    methodist = await viewer(METHODIST)
    offered = (await programmes.find(works(now), methodist.today(now), {"words": "оценивание"}, 1)).lines
    before = now - timedelta(days=4)
    small = await _open(works, before, methodist, town_id, offered[0].id, "1")
    for address in DECIDED:
        await runs.apply(works(before), await viewer(address), small)
    shown = await run_desk.queue(works(before), methodist)
    await run_desk.accept_page(works(before), methodist, 1, shown.stamp)
    large = await _open(works, before, methodist, town_id, offered[-1].id, "20")
    for address, at in zip(ASKING, (before, now), strict=True):
        await runs.apply(works(at), await viewer(address), large)


async def _open(works: Works, at: datetime, who: Viewer, town_id: int, programme_id: int, places: str) -> int:
    await run_desk.begin(works(at), who, town_id, programme_id)
    await run_desk.set_start(works(at), who, who.today(at) + timedelta(days=40))
    await run_desk.set_draft_places(works(at), who, places)
    return await run_desk.publish(works(at), who)
