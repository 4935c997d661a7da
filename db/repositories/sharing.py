"""Results that people share with the methodists of their branch."""

from sqlalchemy import Select, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Attempt, Person, SharedResult, Unit
from db.repositories.scoping import within
from domain.access import Scope

Row = tuple[Attempt, Person, Unit]


def _visible(scope: Scope) -> Select[Row]:
    return (
        select(Attempt, Person, Unit)
        .join(SharedResult, SharedResult.attempt_id == Attempt.id)
        .join(Person, Person.id == Attempt.person_id)
        .join(Unit, Unit.id == Person.unit_id)
        .where(within(Unit.path, scope), Attempt.finished_at.is_not(None))
    )


async def page(session: AsyncSession, scope: Scope, limit: int, offset: int) -> list[Row]:
    query = _visible(scope).order_by(SharedResult.shared_at.desc(), Attempt.id.desc())
    found = await session.execute(query.limit(limit).offset(offset))
    return [(row[0], row[1], row[2]) for row in found]


async def count(session: AsyncSession, scope: Scope) -> int:
    return await session.scalar(select(func.count()).select_from(_visible(scope).subquery())) or 0


async def one(session: AsyncSession, scope: Scope, attempt_id: int) -> Row | None:
    row = (await session.execute(_visible(scope).where(Attempt.id == attempt_id))).first()
    return (row[0], row[1], row[2]) if row else None
