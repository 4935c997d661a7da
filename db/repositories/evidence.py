"""Queries about evidence. There is no update and no delete: the table is append-only."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Evidence


async def latest(session: AsyncSession, subject: str, kind: str) -> Evidence | None:
    return await session.scalar(
        select(Evidence)
        .where(Evidence.subject == subject, Evidence.kind == kind)
        .order_by(Evidence.happened_on.desc(), Evidence.id.desc())
        .limit(1)
    )


async def of_subject(session: AsyncSession, subject: str) -> list[Evidence]:
    rows = await session.scalars(select(Evidence).where(Evidence.subject == subject).order_by(Evidence.id))
    return list(rows)


async def caused_by(session: AsyncSession, cause_id: int, kind: str) -> Evidence | None:
    """The newest evidence of this kind that names `cause_id` as its cause."""
    return await session.scalar(
        select(Evidence)
        .where(Evidence.cause_id == cause_id, Evidence.kind == kind)
        .order_by(Evidence.id.desc())
        .limit(1)
    )
