"""Norms as everybody meets them: the documents of one's branch, and «Ознакомлен(а)»."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Norm, Person, Unit
from db.repositories import norms as rows
from db.session import UnitOfWork
from domain.errors import NotFound, Refusal
from services import outbox
from services.viewer import Viewer

EVERYWHERE = "/"
REMINDER = "norms_reminder"


class Level(StrEnum):
    """Who put the document out, by the unit it belongs to."""

    FEDERAL = "federal"
    REGIONAL = "regional"
    MUNICIPAL = "municipal"
    LOCAL = "local"


_LEVELS = {"country": Level.FEDERAL, "region": Level.REGIONAL, "municipality": Level.MUNICIPAL}


class NormIsReplaced(Refusal):
    """Another document, or a newer version, has taken its place."""


@dataclass(frozen=True)
class NormView:
    """A document for one person; `replaced_by` is (id, number) of what has taken its place."""

    id: int
    version: int
    level: Level
    unit_name: str
    title: str
    number: str
    dated: date
    summary: str
    url: str
    acquainted_at: datetime | None = None
    replaced_by: tuple[int, str] | None = None


def view_of(norm: Norm, unit: Unit | None, acquainted_at: datetime | None = None) -> NormView:
    return NormView(
        id=norm.id,
        version=norm.version,
        level=_LEVELS.get(unit.level, Level.LOCAL) if unit else Level.FEDERAL,
        unit_name=unit.name if unit else "",
        title=norm.title,
        number=norm.number,
        dated=norm.dated,
        summary=norm.summary,
        url=norm.url,
        acquainted_at=acquainted_at,
    )


def _path(who: Viewer) -> str:
    return who.unit.path if who.unit else EVERYWHERE


async def mine(work: UnitOfWork, who: Viewer) -> list[NormView]:
    """Documents in force where the person works: those not read yet come first."""
    async with work.reading() as session:
        found = await rows.in_force(session, _path(who))
        read = await rows.acquaintances(session, [who.id], [norm.id for norm, _ in found])
    views = [view_of(norm, unit, read.get((who.id, norm.id))) for norm, unit in found]
    return sorted(views, key=lambda one: one.acquainted_at is not None)


async def count_unread(work: UnitOfWork, who: Viewer) -> int:
    return sum(one.acquainted_at is None for one in await mine(work, who))


async def get(work: UnitOfWork, who: Viewer, norm_id: int) -> NormView:
    """A document of one's branch, replaced ones too; any other is unknown."""
    async with work.reading() as session:
        found = await rows.known_at(session, _path(who), norm_id)
        if found is None:
            raise NotFound
        norm, unit = found
        read = await rows.acquaintances(session, [who.id], [norm.id])
        newer = await rows.get(session, norm.replaced_by_id) if norm.replaced_by_id else None
    view = view_of(norm, unit, read.get((who.id, norm.id)))
    return replace(view, replaced_by=(newer.id, newer.number)) if newer else view


async def acquaint(work: UnitOfWork, who: Viewer, norm_id: int) -> None:
    """«Ознакомлен(а)» with the version shown; the first time stands, a replaced one is refused."""
    async with work.writing() as session:
        found = await rows.known_at(session, _path(who), norm_id)
        if found is None:
            raise NotFound
        if found[0].replaced_by_id is not None:
            raise NormIsReplaced
        await rows.acquaint(session, who.id, norm_id, work.now())


async def _has_read_all(session: AsyncSession, person: Person, unit: Unit | None, now: datetime) -> bool:
    found = await rows.in_force(session, unit.path if unit else EVERYWHERE)
    read = await rows.acquaintances(session, [person.id], [norm.id for norm, _ in found])
    return len(read) == len(found)


outbox.TOPIC_OF[REMINDER] = "roster_reminder"
outbox.DONE_BY_NOW[REMINDER] = _has_read_all
