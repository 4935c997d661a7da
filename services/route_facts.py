"""Facts of other capabilities that move or close steps of a route, inside their own transactions."""

from sqlalchemy.ext.asyncio import AsyncSession

from db.repositories import routes as rows
from db.session import UnitOfWork
from domain.route import Activity
from services import content


async def moved(
    session: AsyncSession, work: UnitOfWork, person_id: int, activity: Activity, ref: int
) -> None:
    """Something happened on the way: an application, a certificate that was sent."""
    for step in await rows.open_steps(session, person_id, activity, ref):
        step.moved_at = work.now()


async def closed(
    session: AsyncSession, work: UnitOfWork, person_id: int, activity: Activity, ref: int
) -> None:
    """A confirmed certificate closes its course, an applied practice its step."""
    for step in await rows.open_steps(session, person_id, activity, ref):
        step.done_at = step.moved_at = work.now()
        step.closed_by = "fact"
        step.revision += 1


async def met(session: AsyncSession, work: UnitOfWork, person_id: int, topic: str) -> None:
    """A meeting that both confirmed closes one step with a mentor: of the same group of competencies."""
    known = content.competencies()
    for step in await rows.open_steps(session, person_id, Activity.MENTOR, None):
        groups = {known[zone].group for zone in step.zones if zone in known}
        if not groups or topic in groups:
            step.done_at = step.moved_at = work.now()
            step.closed_by = "fact"
            step.revision += 1
            return
