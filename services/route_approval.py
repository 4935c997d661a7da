"""Approval of a route: whom its owner asks, what they wrote, versions that were approved."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Route, RouteNote, RouteVersion
from db.repositories import delivery
from db.repositories import mentoring as pair_rows
from db.repositories import people as people_rows
from db.repositories import routes as rows
from db.session import UnitOfWork
from domain.access import Right, Role
from domain.errors import NotFound, Refusal, ScreenIsStale
from services import outbox, routes, substitutes
from services.viewer import Viewer

TUTORS = (Role.DEPUTY,)
"""Who may be chosen as a tutor by the name in the chat; the methodists are asked together."""


class RouteIsEmpty(Refusal):
    """A route without steps is no route to approve."""


class RouteIsAsked(Refusal):
    """It waits for somebody's answer already."""


@dataclass(frozen=True)
class Tutor:
    """Somebody who may be asked to accompany the route; the mentor of a pair has no name here."""

    person_id: int
    name: str
    unit_name: str
    pair: int | None = None


@dataclass(frozen=True)
class Note:
    """Words about the route: `mine` are the owner's own side, `kind` is note or return."""

    kind: str
    text: str
    on: date


@dataclass(frozen=True)
class Version:
    """An approved plan as it was."""

    version: int
    approved_on: date
    goal: str
    starts_on: date
    ends_on: date
    steps: tuple[dict[str, Any], ...]


async def tutors(work: UnitOfWork, who: Viewer) -> list[Tutor]:
    """Whom the person may ask: the mentors of their pairs, then the school methodists."""
    async with work.reading() as session:
        return await _tutors(session, work, who)


async def _tutors(session: AsyncSession, work: UnitOfWork, who: Viewer) -> list[Tutor]:
    found = [
        Tutor(pair.mentor_id, "", "", pair.id)
        for pair in await pair_rows.pairs_of(session, who.id)
        if pair.closed_at is None and pair.mentee_id == who.id and pair.mentor_id is not None
    ]
    if who.unit is None:
        return found
    today = who.today(work.now())
    held = await people_rows.granted_above(session, who.unit.path, [role.value for role in TUTORS], today)
    for person_id in dict.fromkeys(held):
        person = await people_rows.get(session, person_id)
        if person is not None and person_id != who.id and person_id not in {one.person_id for one in found}:
            unit = await people_rows.unit_of(session, person)
            found.append(Tutor(person_id, person.chat_name, unit.name if unit else ""))
    return found


async def ask(work: UnitOfWork, who: Viewer, route_id: int, revision: int, tutor_id: int = 0) -> None:
    """Sends the route to a tutor, or (0) to the methodists of the branch; they see it whole from now on."""
    async with work.writing() as session:
        route = await routes.own(session, who, route_id, for_update=True)
        if route.revision != revision or route.state in ("approved", "finished"):
            raise ScreenIsStale
        if route.state == "asked":
            raise RouteIsAsked
        if not await rows.steps(session, route.id):
            raise RouteIsEmpty
        chosen = next((one for one in await _tutors(session, work, who) if one.person_id == tutor_id), None)
        if chosen is None and tutor_id:
            raise NotFound
        if chosen is not None:
            route.tutor_id, route.tutor_pair = chosen.person_id, chosen.pair
        route.to_methodist = chosen is None
        route.state, route.asked_at, route.risen_at = "asked", work.now(), None
        route.sent_at = route.sent_at or work.now()
        route.revision += 1
        await _tell_asked(session, work, who, route)


async def _tell_asked(session: AsyncSession, work: UnitOfWork, who: Viewer, route: Route) -> None:
    if not route.to_methodist and route.tutor_id is not None:
        await tell_guide(session, work, route, [route.tutor_id], "route_asked")
        return
    if who.unit is not None:
        await tell_guide(session, work, route, await methodists(session, work, who), "route_asked")


async def methodists(session: AsyncSession, work: UnitOfWork, who: Viewer) -> list[int]:
    """Methodists at or above the person's unit, else whoever guides routes there; stand-ins included."""
    today = who.today(work.now())
    path = who.unit.path if who.unit else "/"
    roles = substitutes.roles_with(Right.GUIDE_ROUTES)
    held = await people_rows.granted_above(session, path, [Role.METHODIST.value], today)
    held = held or await people_rows.granted_above(session, path, roles, today)
    return [one for one in await substitutes.routed(session, held, today) if one != who.id]


async def tell_guide(
    session: AsyncSession, work: UnitOfWork, route: Route, people: list[int], kind: str
) -> None:
    for person_id in people:
        event = f"{kind}:{route.id}:{route.revision}"
        await outbox.tell(session, work, person_id, kind, event, parameters={"guided": route.id})


async def take_back(work: UnitOfWork, who: Viewer, route_id: int, revision: int) -> None:
    """The person asks no more: the route works as a draft again."""
    async with work.writing() as session:
        route = await routes.own(session, who, route_id, for_update=True)
        if route.revision != revision or route.state != "asked":
            raise ScreenIsStale
        await forget_asking(session, work, route)
        route.state = "draft"
        route.revision += 1


async def forget_asking(session: AsyncSession, work: UnitOfWork, route: Route) -> None:
    """Whoever has not heard of the request yet need not hear of it any more."""
    await delivery.cancel_message(session, f"route_asked:{route.id}:{route.revision}", work.now())


async def keep_version(session: AsyncSession, work: UnitOfWork, route: Route) -> None:
    """The plan as it is approved now."""
    steps = [
        {
            "title": one.title, "activity": one.activity, "form": one.form, "zones": one.zones,
            "due_on": one.due_on.isoformat(), "result": one.result, "proof": one.proof,
        }
        for one in await rows.steps(session, route.id)
    ]  # fmt: skip
    plan = {
        "goal": route.goal,
        "starts_on": route.starts_on.isoformat(),
        "ends_on": route.ends_on.isoformat(),
        "steps": steps,
    }
    session.add(RouteVersion(route_id=route.id, version=route.version, plan=plan, approved_at=work.now()))


async def versions(work: UnitOfWork, who: Viewer, route_id: int) -> list[Version]:
    async with work.reading() as session:
        await routes.own(session, who, route_id)
        found = await rows.versions(session, route_id)
    return [version_view(who, one) for one in found]


def version_view(owner: Viewer, one: RouteVersion) -> Version:
    return Version(
        one.version,
        owner.today(one.approved_at),
        one.plan["goal"],
        date.fromisoformat(one.plan["starts_on"]),
        date.fromisoformat(one.plan["ends_on"]),
        tuple(one.plan["steps"]),
    )


async def notes(work: UnitOfWork, who: Viewer, route_id: int) -> list[Note]:
    """What those who accompany have written, newest first."""
    async with work.reading() as session:
        await routes.own(session, who, route_id)
        found = await rows.notes(session, route_id)
    return [note_view(who, one) for one in found]


def note_view(owner: Viewer, one: RouteNote) -> Note:
    return Note(one.kind, one.text, owner.today(one.made_at))
