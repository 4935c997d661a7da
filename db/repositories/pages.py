"""Queries about one-time pages."""

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import OneTimePage, Person, Unit
from db.repositories.scoping import within
from domain.access import Scope


async def by_secret(
    session: AsyncSession, secret_hash: str, *, for_update: bool = False
) -> tuple[OneTimePage, Unit] | None:
    query = (
        select(OneTimePage, Unit)
        .join(Unit, Unit.id == OneTimePage.unit_id)
        .where(OneTimePage.secret_hash == secret_hash)
    )
    row = (await session.execute(query.with_for_update(of=OneTimePage) if for_update else query)).first()
    return (row[0], row[1]) if row else None


async def log(
    session: AsyncSession, scope: Scope, *, limit: int, offset: int
) -> list[tuple[OneTimePage, Unit, Person | None]]:
    """What was asked for in the scope, newest first; a deleted person is nobody."""
    rows = await session.execute(
        select(OneTimePage, Unit, Person)
        .join(Unit, Unit.id == OneTimePage.unit_id)
        .outerjoin(Person, Person.subject == OneTimePage.made_by)
        .where(within(Unit.path, scope))
        .order_by(OneTimePage.id.desc())
        .limit(limit)
        .offset(offset)
    )
    return [(row[0], row[1], row[2]) for row in rows]


async def count(session: AsyncSession, scope: Scope) -> int:
    query = select(func.count(OneTimePage.id)).join(Unit, Unit.id == OneTimePage.unit_id)
    return await session.scalar(query.where(within(Unit.path, scope))) or 0


async def of_subject(session: AsyncSession, subject: str) -> list[tuple[OneTimePage, Unit]]:
    rows = await session.execute(
        select(OneTimePage, Unit)
        .join(Unit, Unit.id == OneTimePage.unit_id)
        .where(OneTimePage.made_by == subject)
        .order_by(OneTimePage.id)
    )
    return [(row[0], row[1]) for row in rows]
