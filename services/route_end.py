"""The end of a route: the change against the first diagnostic with its error, reflection, closing."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Evidence, Route
from db.repositories import evidence as evidence_rows
from db.session import UnitOfWork
from domain.change import Change, change
from domain.errors import Refusal, ScreenIsStale, WrongInput
from domain.evidence import EvidenceKind
from services import route_approval, routes
from services.content import Competency
from services.viewer import Viewer

LONGEST_REFLECTION = 1000


class ReflectionIsMissing(Refusal):
    """The route ends with a few words about what it gave."""


@dataclass(frozen=True)
class Final:
    """A growth zone after the route: the change against the first diagnostic; None: not taken again."""

    competency: Competency
    before: tuple[int, int]
    after: tuple[int, int] | None
    after_on: date | None
    change: Change | None


async def final(work: UnitOfWork, who: Viewer, route_id: int) -> list[Final]:
    """Each growth zone of the route: the first diagnostic against the last one since, with the error."""
    async with work.reading() as session:
        return await compared(session, who.subject, await routes.own(session, who, route_id))


async def topics(work: UnitOfWork, who: Viewer, route_id: int) -> list[str]:
    """What the first diagnostic was about: the final one is comparable when it asks the same."""
    async with work.reading() as session:
        route = await routes.own(session, who, route_id)
        basis = await session.get(Evidence, route.basis_id) if route.basis_id else None
    return sorted(basis.details.get("scores", {})) if basis else []


async def compared(session: AsyncSession, subject: str, route: Route) -> list[Final]:
    basis = await session.get(Evidence, route.basis_id) if route.basis_id else None
    if basis is None:
        return []
    facts = await evidence_rows.of_subject(session, subject)
    since = [one for one in facts if one.kind == EvidenceKind.DIAGNOSTIC and one.id > basis.id]
    found = []
    for zone in routes.known_ones(route.zones):
        before = basis.details.get("scores", {}).get(zone.code)
        last = next((one for one in reversed(since) if zone.code in one.details.get("scores", {})), None)
        if before is not None:
            after = last.details["scores"][zone.code] if last else None
            found.append(_final(zone, before, after, last.happened_on if last else None))
    return found


def _final(zone: Competency, before: list[int], after: list[int] | None, on: date | None) -> Final:
    moved = change(*before, *after) if after and after[1] and before[1] else None
    return Final(zone, (before[0], before[1]), (after[0], after[1]) if after else None, on, moved)


async def reflect(work: UnitOfWork, who: Viewer, route_id: int, typed: str) -> None:
    """What the route gave, in one's own words."""
    words = typed.strip()
    if not 20 <= len(words) <= LONGEST_REFLECTION:
        raise WrongInput(why=f"Напишите несколько предложений: от 20 до {LONGEST_REFLECTION} знаков.")
    async with work.writing() as session:
        route = await routes.own(session, who, route_id, for_update=True)
        if route.state == "finished":
            raise ScreenIsStale
        route.reflection = words


async def finish(work: UnitOfWork, who: Viewer, route_id: int, revision: int) -> None:
    """Closes the route; what is open stays as it is, and a new route may begin."""
    async with work.writing() as session:
        route = await routes.own(session, who, route_id, for_update=True)
        if route.revision != revision or route.state == "finished":
            raise ScreenIsStale
        if not route.reflection:
            raise ReflectionIsMissing
        route.state, route.finished_at = "finished", work.now()
        route.revision += 1
        if route.tutor_id is not None and route.sent_at is not None:
            await route_approval.tell_guide(session, work, route, [route.tutor_id], "route_finished")
