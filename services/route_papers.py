"""What the printed route (ИОМ) says; with the full name it opens by a one-time link alone."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Evidence, Unit
from db.repositories import people as people_rows
from db.repositories import routes as rows
from db.session import UnitOfWork
from domain.errors import NotFound
from services import content, onetime, route_approval, route_end, routes
from services.name_lists import name_of, position_title
from services.route_approval import Version
from services.route_end import Final
from services.routes import RouteView
from services.viewer import Viewer


@dataclass(frozen=True)
class Deficit:
    """A growth zone as it was measured: `score` is (right, answered), None when it is not known."""

    title: str
    functions: tuple[str, ...]
    lack: str
    score: tuple[int, int] | None


@dataclass(frozen=True)
class Paper:
    """Everything the document holds. `name` is empty where it is to be written by hand."""

    name: str
    position: str
    unit: str
    subjects: str
    work_start: date | None
    route: RouteView
    deficits: tuple[Deficit, ...]
    approved: Version | None
    final: tuple[Final, ...]
    made_on: date


async def paper(work: UnitOfWork, who: Viewer, route_id: int, *, with_name: bool) -> Paper:
    """The owner's document; without `with_name` the name is a blank."""
    async with work.reading() as session:
        return await _paper(session, work, who, route_id, with_name=with_name)


async def _paper(
    session: AsyncSession, work: UnitOfWork, who: Viewer, route_id: int, *, with_name: bool
) -> Paper:
    route = await rows.own(session, who.id, route_id)
    person = await people_rows.get(session, who.id)
    if route is None or person is None:
        raise NotFound
    shown = await routes.view(session, work, who, route)
    kept = await rows.versions(session, route.id)
    unit = who.unlisted_organisation or (who.unit.name if who.unit else "")
    titles = content.subjects()
    return Paper(
        name=name_of(person) if with_name and person.full_name else "",
        position=position_title(who.position),
        unit=unit,
        subjects=", ".join(titles[code] for code in who.subjects if code in titles),
        work_start=who.work_start,
        route=shown,
        deficits=await _deficits(session, shown, route.basis_id),
        approved=route_approval.version_view(who, kept[-1]) if kept else None,
        final=tuple(await route_end.compared(session, who.subject, route)),
        made_on=who.today(work.now()),
    )


async def _deficits(session: AsyncSession, shown: RouteView, basis_id: int | None) -> tuple[Deficit, ...]:
    basis = await session.get(Evidence, basis_id) if basis_id else None
    scores = basis.details.get("scores", {}) if basis else {}
    return tuple(
        Deficit(
            zone.title, zone.functions, zone.lack, tuple(scores[zone.code]) if zone.code in scores else None
        )
        for zone in shown.zones
    )


async def _named(session: AsyncSession, work: UnitOfWork, who: Viewer, unit: Unit, route_id: int) -> Paper:
    return await _paper(session, work, who, route_id, with_name=True)


ROUTE_PDF = onetime.kind("route_pdf", None, _named)
ROUTE_DOCX = onetime.kind("route_docx", None, _named)
