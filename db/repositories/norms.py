"""Queries about norms: what is in force where, who has read it, drafts."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, func, insert, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Acquaintance, Norm, NormDraft, Unit
from db.repositories.chunks import chunks
from db.repositories.scoping import within
from domain.access import Scope

NormRow = tuple[Norm, Unit | None]


def _above(path: str) -> list[str]:
    """The path and those above it: /RU/Z/ has /RU/Z/ and /RU/."""
    codes = path.strip("/").split("/")
    return ["/" + "/".join(codes[:count]) + "/" for count in range(1, len(codes) + 1)]


async def in_force(session: AsyncSession, path: str) -> list[NormRow]:
    """Documents of the unit at `path` and of those above it, the widest first, the newest of them first."""
    rows = await session.execute(
        select(Norm, Unit)
        .outerjoin(Unit, Unit.id == Norm.unit_id)
        .where(
            Norm.replaced_by_id.is_(None),
            Norm.withdrawn_at.is_(None),
            or_(Norm.unit_id.is_(None), Unit.path.in_(_above(path))),
        )
        .order_by(func.coalesce(func.length(Unit.path), 0), Norm.dated.desc(), Norm.id)
    )
    return [(row[0], row[1]) for row in rows]


async def known_at(session: AsyncSession, path: str, norm_id: int) -> NormRow | None:
    """A document that is or was in force for the unit at `path`."""
    row = (
        await session.execute(
            select(Norm, Unit)
            .outerjoin(Unit, Unit.id == Norm.unit_id)
            .where(
                Norm.id == norm_id,
                Norm.withdrawn_at.is_(None),
                or_(Norm.unit_id.is_(None), Unit.path.in_(_above(path))),
            )
        )
    ).first()
    return (row[0], row[1]) if row else None


async def get(session: AsyncSession, norm_id: int) -> Norm | None:
    return await session.get(Norm, norm_id)


async def of_scope(session: AsyncSession, scope: Scope) -> list[NormRow]:
    """Documents that units of the scope have published and that are in force, the newest first."""
    rows = await session.execute(
        select(Norm, Unit)
        .join(Unit, Unit.id == Norm.unit_id)
        .where(Norm.replaced_by_id.is_(None), Norm.withdrawn_at.is_(None), within(Unit.path, scope))
        .order_by(Norm.id.desc())
    )
    return [(row[0], row[1]) for row in rows]


async def in_scope(
    session: AsyncSession, scope: Scope, norm_id: int, *, for_update: bool = False
) -> tuple[Norm, Unit] | None:
    """A document of a unit of the scope, in force."""
    query = (
        select(Norm, Unit)
        .join(Unit, Unit.id == Norm.unit_id)
        .where(
            Norm.id == norm_id,
            Norm.replaced_by_id.is_(None),
            Norm.withdrawn_at.is_(None),
            within(Unit.path, scope),
        )
    )
    row = (await session.execute(query.with_for_update(of=Norm) if for_update else query)).first()
    return (row[0], row[1]) if row else None


async def newest_versions(session: AsyncSession) -> dict[str, Norm]:
    """The newest version of each document by its code."""
    rows = await session.scalars(select(Norm).order_by(Norm.version))
    return {norm.code: norm for norm in rows}


async def acquaintances(
    session: AsyncSession, person_ids: Sequence[int], norm_ids: Sequence[int]
) -> dict[tuple[int, int], datetime]:
    """When each of these people pressed «Ознакомлен(а)», by (person, document)."""
    found: dict[tuple[int, int], datetime] = {}
    for some in chunks(person_ids):
        rows = await session.scalars(
            select(Acquaintance).where(Acquaintance.person_id.in_(some), Acquaintance.norm_id.in_(norm_ids))
        )
        found |= {(row.person_id, row.norm_id): row.acquainted_at for row in rows}
    return found


async def acquaint(session: AsyncSession, person_id: int, norm_id: int, now: datetime) -> None:
    """The first time stands."""
    if await session.get(Acquaintance, (person_id, norm_id)) is None:
        await session.execute(
            insert(Acquaintance).values(person_id=person_id, norm_id=norm_id, acquainted_at=now)
        )


async def acquaintances_of(session: AsyncSession, person_id: int) -> list[tuple[Acquaintance, Norm]]:
    rows = await session.execute(
        select(Acquaintance, Norm)
        .join(Norm, Norm.id == Acquaintance.norm_id)
        .where(Acquaintance.person_id == person_id)
        .order_by(Acquaintance.norm_id)
    )
    return [(row[0], row[1]) for row in rows]


async def draft(session: AsyncSession, person_id: int, *, for_update: bool = False) -> NormDraft | None:
    return await session.get(NormDraft, person_id, with_for_update=for_update)


async def drop_draft(session: AsyncSession, person_id: int) -> None:
    await session.execute(delete(NormDraft).where(NormDraft.person_id == person_id))


async def drop_drafts_before(session: AsyncSession, moment: datetime) -> None:
    await session.execute(delete(NormDraft).where(NormDraft.begun_at < moment))
