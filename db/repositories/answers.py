"""Queries about open answers that experts rate: within a scope, never one's own."""

from sqlalchemy import Select, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Attempt, AttemptItem, Item, OpenAnswer
from db.repositories.scoping import within
from domain.access import Scope

Row = tuple[OpenAnswer, AttemptItem, Item]


def _visible(scope: Scope, rater_id: int) -> Select[Row]:
    return (
        select(OpenAnswer, AttemptItem, Item)
        .join(
            AttemptItem,
            (AttemptItem.attempt_id == OpenAnswer.attempt_id) & (AttemptItem.position == OpenAnswer.position),
        )
        .join(Item, Item.id == AttemptItem.item_id)
        .join(Attempt, Attempt.id == OpenAnswer.attempt_id)
        .where(within(OpenAnswer.unit_path, scope), Attempt.person_id != rater_id)
    )


async def first_waiting(session: AsyncSession, scope: Scope, rater_id: int, after: int) -> Row | None:
    query = _visible(scope, rater_id).where(OpenAnswer.rated_at.is_(None), OpenAnswer.id > after)
    row = (await session.execute(query.order_by(OpenAnswer.id).limit(1))).first()
    return (row[0], row[1], row[2]) if row else None


async def count_waiting(session: AsyncSession, scope: Scope, rater_id: int) -> int:
    query = _visible(scope, rater_id).where(OpenAnswer.rated_at.is_(None))
    return await session.scalar(select(func.count()).select_from(query.subquery())) or 0


async def answer_in_scope(session: AsyncSession, scope: Scope, rater_id: int, answer_id: int) -> Row | None:
    query = _visible(scope, rater_id).where(OpenAnswer.id == answer_id).with_for_update(of=OpenAnswer)
    row = (await session.execute(query)).first()
    return (row[0], row[1], row[2]) if row else None


async def waiting_of_attempt(session: AsyncSession, attempt_id: int) -> int:
    return (
        await session.scalar(
            select(func.count()).where(OpenAnswer.attempt_id == attempt_id, OpenAnswer.rated_at.is_(None))
        )
        or 0
    )
