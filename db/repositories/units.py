"""Queries about the tree of units."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Unit
from db.repositories.scoping import within
from domain.access import Scope

ORGANISATIONS = ("school", "kindergarten", "extra", "college", "university", "provider")


async def by_id(session: AsyncSession, unit_id: int, *, for_update: bool = False) -> Unit | None:
    return await session.get(Unit, unit_id, with_for_update=for_update)


async def by_code(session: AsyncSession, code: str) -> Unit | None:
    return await session.scalar(select(Unit).where(Unit.code == code))


async def by_path(session: AsyncSession, path: str) -> Unit | None:
    """The unit at a path; the root of everything, «/», is none."""
    return await by_code(session, path.strip("/").rpartition("/")[2])


async def by_join_code(session: AsyncSession, join_code: str) -> Unit | None:
    return await session.scalar(select(Unit).where(Unit.join_code == join_code))


async def ancestors(session: AsyncSession, unit: Unit) -> list[Unit]:
    """The units above, from the country down, without the unit itself."""
    codes = unit.path.strip("/").split("/")[:-1]
    rows = await session.scalars(select(Unit).where(Unit.code.in_(codes)).order_by(func.length(Unit.path)))
    return list(rows)


async def matching(
    session: AsyncSession, words: Sequence[str], levels: Sequence[str], branch: str, limit: int
) -> list[Unit]:
    """Units of these levels below `branch` whose search text holds every word, short names first."""
    query = select(Unit).where(Unit.level.in_(levels), within(Unit.path, Scope((branch,))))
    for word in words:
        query = query.where(Unit.search.contains(word, autoescape=True))
    query = query.order_by(func.length(Unit.name), Unit.name, Unit.id).limit(limit)
    return list(await session.scalars(query))


async def count_of_level(session: AsyncSession, levels: Sequence[str]) -> int:
    return await session.scalar(select(func.count()).select_from(Unit).where(Unit.level.in_(levels))) or 0


async def children(session: AsyncSession, unit_id: int, *, limit: int, offset: int) -> list[Unit]:
    """Units right below, in the order of the alphabet."""
    query = select(Unit).where(Unit.parent_id == unit_id).order_by(Unit.name, Unit.id)
    return list(await session.scalars(query.limit(limit).offset(offset)))


async def count_children(session: AsyncSession, unit_id: int) -> int:
    query = select(func.count()).select_from(Unit).where(Unit.parent_id == unit_id)
    return await session.scalar(query) or 0


async def roots(session: AsyncSession) -> list[Unit]:
    return list(await session.scalars(select(Unit).where(Unit.parent_id.is_(None)).order_by(Unit.path)))


class UnitRow(NamedTuple):
    """What an import compares, without the weight of a tracked object."""

    id: int
    code: str
    level: str
    name: str
    address: str
    timezone: str | None
    path: str
    search: str


async def everything(session: AsyncSession) -> dict[str, UnitRow]:
    """The whole tree by code."""
    columns = [getattr(Unit, name) for name in UnitRow._fields]
    return {row.code: UnitRow(*row) for row in await session.execute(select(*columns))}


async def insert_many(session: AsyncSession, rows: list[dict[str, object]]) -> None:
    if rows:
        await session.execute(insert(Unit), rows)


async def update_many(session: AsyncSession, rows: list[dict[str, object]]) -> None:
    """Rows name the unit by `id` and carry the columns to change."""
    if rows:
        await session.execute(update(Unit), rows)


async def ids_by_code(session: AsyncSession) -> dict[str, int]:
    return {row.code: row.id for row in await session.execute(select(Unit.code, Unit.id))}
