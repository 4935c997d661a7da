"""Queries about growth zones of units: facts they are counted from, and what is kept of the count."""

from collections.abc import AsyncIterator, Sequence
from datetime import date
from itertools import groupby
from typing import Any, NamedTuple

from sqlalchemy import delete, func, insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Evidence, Unit, ZoneCount
from db.repositories.chunks import chunks
from db.repositories.indicators import stands
from domain.access import Scope
from domain.evidence import EvidenceKind

SOURCES = ("bot", "paper")
"""Diagnostics that know what was answered; one from a file names its zones alone."""

ROWS = 5000
"""Read at once; nobody takes so many in a year."""


class Taken(NamedTuple):
    """A diagnostic of somebody: where, which zones it declared, right answers by competency."""

    subject: str
    path: str
    zones: list[str]
    details: dict[str, Any]


async def taken_by_person(
    session: AsyncSession, since: date, until: date
) -> AsyncIterator[list[list[Taken]]]:
    """Diagnostics of these days, person by person, the latest last. A country comes in parts."""
    query = (
        select(Evidence.subject, Evidence.unit_path, Evidence.competencies, Evidence.details)
        .where(
            Evidence.kind == EvidenceKind.DIAGNOSTIC,
            Evidence.source.in_(SOURCES),
            Evidence.happened_on.between(since, until),
            stands(Evidence),
        )
        .order_by(Evidence.subject, Evidence.happened_on, Evidence.id)
        .limit(ROWS)
    )
    last, whole = "", False
    while not whole:
        found = [Taken(*row) for row in await session.execute(query.where(Evidence.subject > last))]
        whole = len(found) < ROWS
        people = [list(group) for _, group in groupby(found, key=lambda one: one.subject)]
        ready = people if whole else people[:-1]
        if ready:
            yield ready
            last = ready[-1][0].subject


async def keep(session: AsyncSession, as_of: date, rows: Sequence[dict[str, object]]) -> None:
    """Puts a count in place of the one of the same day."""
    await session.execute(delete(ZoneCount).where(ZoneCount.as_of == as_of))
    for some in chunks(rows, 5000):
        await session.execute(insert(ZoneCount), list(some))


async def forget_but(session: AsyncSession, days: Sequence[date]) -> None:
    await session.execute(delete(ZoneCount).where(ZoneCount.as_of.not_in(days)))


async def days(session: AsyncSession) -> list[date]:
    """Days that are counted, the newest first."""
    found = await session.scalars(select(ZoneCount.as_of).distinct().order_by(ZoneCount.as_of.desc()))
    return list(found)


async def of_unit(session: AsyncSession, as_of: date, unit_id: int) -> list[ZoneCount]:
    query = select(ZoneCount).where(ZoneCount.as_of == as_of, ZoneCount.unit_id == unit_id)
    return list(await session.scalars(query))


async def parts(
    session: AsyncSession, as_of: date, unit_id: int, competency: str, limit: int, offset: int
) -> list[tuple[Unit, ZoneCount | None]]:
    """Units right below in the order of the alphabet, with what may be shown of them."""
    query = (
        select(Unit, ZoneCount)
        .outerjoin(
            ZoneCount,
            (ZoneCount.unit_id == Unit.id)
            & (ZoneCount.as_of == as_of)
            & (ZoneCount.competency == competency),
        )
        .where(Unit.parent_id == unit_id)
        .order_by(Unit.name, Unit.id)
    )
    found = await session.execute(query.limit(limit).offset(offset))
    return [(row[0], row[1]) for row in found]


async def count_of_parts(session: AsyncSession, unit_id: int) -> int:
    return await session.scalar(select(func.count(Unit.id)).where(Unit.parent_id == unit_id)) or 0


async def tops(session: AsyncSession, scope: Scope) -> list[Unit]:
    """The widest units of a scope; of everything, the roots."""
    where = Unit.parent_id.is_(None) if "/" in scope.prefixes else Unit.path.in_(scope.prefixes)
    return list(await session.scalars(select(Unit).where(where).order_by(Unit.name)))
