"""Steps that stand still are asked about, requests that nobody answers go to the unit above."""

from collections import defaultdict
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Route
from db.repositories import people as people_rows
from db.repositories import routes as rows
from db.session import UnitOfWork
from domain.access import Role
from domain.route import STUCK_DAYS
from domain.working_days import after_working_days
from services import outbox, reminders, route_approval, viewer
from services.viewer import Viewer

BATCH = 500
ANSWER_DAYS = 2
BEFORE = timedelta(days=3)


async def _still_stuck(session: AsyncSession, person_id: int, route_id: int) -> dict[str, object] | None:
    """What the reminder says about a route with steps that stand still; None once all of them moved."""
    route = await rows.own(session, person_id, route_id)
    if route is None or route.state == "finished":
        return None
    asked = [one for one in await rows.steps(session, route_id) if one.done_at is None and one.nudged_at]
    still = [one for one in asked if one.nudged_at and one.moved_at < one.nudged_at]
    if not still:
        return None
    return {"route_step": still[0].id, "title": still[0].title, "more": len(still) - 1}


ROUTE_STUCK = reminders.kind("route_stuck", _still_stuck)


async def _still_due(session: AsyncSession, person_id: int, route_id: int) -> dict[str, object] | None:
    """Steps whose term comes and that are still open, the nearest term first."""
    route = await rows.own(session, person_id, route_id)
    if route is None or route.state == "finished":
        return None
    told = [one for one in await rows.steps(session, route_id) if one.told_of == one.due_on]
    still = [one for one in told if one.done_at is None and one.due_on >= told[-1].due_on - BEFORE]
    if not still:
        return None
    nearest = still[0]
    return {
        "route_step": nearest.id,
        "title": nearest.title,
        "due": nearest.due_on.isoformat(),
        "more": len(still) - 1,
    }


ROUTE_DUE = reminders.kind("route_due", _still_due)


async def remind_of_terms(work: UnitOfWork) -> int:
    """A tick: a few days before a term its owner hears of it, once; returns how many steps."""
    today = work.now().date()
    async with work.writing() as session:
        found = await rows.coming_due(session, today, today + BEFORE, BATCH)
        for step, _ in found:
            step.told_of = step.due_on
        for person_id, route_id in {(person_id, step.route_id) for step, person_id in found}:
            await reminders.set_for(session, person_id, ROUTE_DUE, route_id, work.now())
    return len(found)


async def ask_about_stuck(work: UnitOfWork) -> int:
    """A tick: a step that has not moved for two weeks gets one question in two weeks; returns how many steps.

    One reminder for a route, however many of its steps stand still.
    """
    moment = work.now() - timedelta(days=STUCK_DAYS)
    asked: dict[tuple[int, int], int] = defaultdict(int)
    async with work.writing() as session:
        for step, person_id in await rows.standing_still(session, moment.date(), moment, BATCH):
            step.nudged_at = work.now()
            asked[person_id, step.route_id] += 1
        for person_id, route_id in asked:
            await reminders.set_for(session, person_id, ROUTE_STUCK, route_id, work.now())
    return sum(asked.values())


async def raise_unanswered(work: UnitOfWork) -> int:
    """A tick: what nobody answered in two working days goes on: from a tutor to the methodists, from them to
    the coordinators of the region. Returns how many routes were looked at.
    """
    async with work.writing() as session:
        found = await rows.unanswered(session, work.now() - timedelta(days=ANSWER_DAYS), BATCH)
        for route in found:
            await _rise(session, work, route)
    return len(found)


async def _rise(session: AsyncSession, work: UnitOfWork, route: Route) -> None:
    row = await rows.one(session, route.id)
    if row is None or route.asked_at is None:
        return
    owner = viewer.of_person(row[1], row[2])
    if owner.today(work.now()) <= after_working_days(owner.today(route.asked_at), ANSWER_DAYS):
        return
    route.risen_at = work.now()
    if route.to_methodist:
        above = await _above(session, work, owner)
        await route_approval.tell_guide(session, work, route, above, "route_waits")
    await outbox.tell(
        session, work, route.person_id, "route_unanswered", f"route_unanswered:{route.id}:{route.revision}",
        parameters={"route": route.id, "to": "methodist" if route.to_methodist else "tutor"},
    )  # fmt: skip


async def _above(session: AsyncSession, work: UnitOfWork, owner: Viewer) -> list[int]:
    path = owner.unit.path if owner.unit else "/"
    today = owner.today(work.now())
    held = await people_rows.granted_above(session, path, [Role.COORDINATOR.value], today)
    return [one for one in dict.fromkeys(held) if one != owner.id]
