"""Queries about methodical materials, their readers and followers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Select, delete, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import (
    Material,
    MaterialDraft,
    MaterialFollow,
    MaterialTag,
    MaterialUse,
    MaterialVersion,
    Unit,
)
from db.repositories.scoping import within
from domain.access import Scope


@dataclass(frozen=True)
class MaterialFilter:
    """What the library is narrowed to; an empty value narrows nothing. `words` are stems."""

    words: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    grade: int | None = None


def _filtered(wanted: MaterialFilter) -> Select[tuple[Material]]:
    query = select(Material).where(Material.state == "published")
    for word in wanted.words:
        query = query.where(Material.search.contains(f" {word}", autoescape=True))
    for tag in wanted.tags:
        tagged = select(MaterialTag.material_id).where(MaterialTag.tag == tag)
        query = query.where(Material.id.in_(tagged))
    if wanted.grade is not None:
        fits = Material.grade_from.is_(None), Material.grade_from <= wanted.grade
        query = query.where(or_(*fits), or_(Material.grade_to.is_(None), Material.grade_to >= wanted.grade))
    return query


async def page(
    session: AsyncSession, wanted: MaterialFilter, *, limit: int, offset: int
) -> tuple[list[Material], int]:
    """A page of the library, the latest change first, and how many there are in all."""
    query = _filtered(wanted)
    total = await session.scalar(select(func.count()).select_from(query.subquery())) or 0
    rows = await session.scalars(
        query.order_by(Material.changed_at.desc(), Material.id.desc()).limit(limit).offset(offset)
    )
    return list(rows), total


async def published(
    session: AsyncSession, material_id: int, *, for_update: bool = False
) -> tuple[Material, Unit] | None:
    query = (
        select(Material, Unit)
        .join(Unit, Unit.id == Material.unit_id)
        .where(Material.id == material_id, Material.state == "published")
    )
    row = (await session.execute(query.with_for_update(of=Material) if for_update else query)).first()
    return (row[0], row[1]) if row else None


async def in_scope(
    session: AsyncSession, scope: Scope, material_id: int, *, for_update: bool = False
) -> tuple[Material, Unit] | None:
    """A published material of a unit of the scope."""
    found = await published(session, material_id, for_update=for_update)
    return found if found is not None and scope.covers(found[1].path) else None


def _of_scope(scope: Scope, due_by: date | None) -> Select[tuple[Material]]:
    query = (
        select(Material)
        .join(Unit, Unit.id == Material.unit_id)
        .where(Material.state == "published", within(Unit.path, scope))
    )
    return query if due_by is None else query.where(Material.review_by <= due_by)


async def of_scope(
    session: AsyncSession, scope: Scope, *, due_by: date | None, limit: int, offset: int
) -> tuple[list[Material], int]:
    """Materials of the branch, the nearest review first; `due_by`: those whose day has come alone."""
    query = _of_scope(scope, due_by)
    total = await session.scalar(select(func.count()).select_from(query.subquery())) or 0
    rows = await session.scalars(query.order_by(Material.review_by, Material.id).limit(limit).offset(offset))
    return list(rows), total


async def tags_of(session: AsyncSession, material_id: int) -> list[str]:
    query = select(MaterialTag.tag).where(MaterialTag.material_id == material_id)
    return list(await session.scalars(query.order_by(MaterialTag.tag)))


async def set_tags(session: AsyncSession, material_id: int, tags: Iterable[str]) -> None:
    await session.execute(delete(MaterialTag).where(MaterialTag.material_id == material_id))
    session.add_all(MaterialTag(material_id=material_id, tag=tag) for tag in tags)


async def versions(session: AsyncSession, material_id: int) -> list[MaterialVersion]:
    """The latest first."""
    query = select(MaterialVersion).where(MaterialVersion.material_id == material_id)
    return list(await session.scalars(query.order_by(MaterialVersion.version.desc())))


async def use(
    session: AsyncSession, person_id: int, material_id: int, *, for_update: bool = False
) -> MaterialUse | None:
    return await session.get(MaterialUse, (person_id, material_id), with_for_update=for_update)


async def count_useful(session: AsyncSession, material_id: int) -> int:
    query = select(func.count()).where(MaterialUse.material_id == material_id, MaterialUse.useful)
    return await session.scalar(query) or 0


async def uses_of(session: AsyncSession, person_id: int) -> list[tuple[MaterialUse, Material]]:
    rows = await session.execute(
        select(MaterialUse, Material)
        .join(Material, Material.id == MaterialUse.material_id)
        .where(MaterialUse.person_id == person_id)
        .order_by(MaterialUse.material_id)
    )
    return [(row[0], row[1]) for row in rows]


async def follows_of(session: AsyncSession, person_id: int) -> list[str]:
    query = select(MaterialFollow.what).where(MaterialFollow.person_id == person_id)
    return list(await session.scalars(query.order_by(MaterialFollow.what)))


async def follow(session: AsyncSession, person_id: int, what: str) -> None:
    if await session.get(MaterialFollow, (person_id, what)) is None:
        session.add(MaterialFollow(person_id=person_id, what=what))


async def unfollow(session: AsyncSession, person_id: int, what: Sequence[str]) -> None:
    await session.execute(
        delete(MaterialFollow).where(MaterialFollow.person_id == person_id, MaterialFollow.what.in_(what))
    )


async def followers(session: AsyncSession, what: Sequence[str]) -> list[int]:
    query = select(MaterialFollow.person_id).where(MaterialFollow.what.in_(what)).distinct()
    return list(await session.scalars(query.order_by(MaterialFollow.person_id)))


async def draft(session: AsyncSession, person_id: int, *, for_update: bool = False) -> MaterialDraft | None:
    return await session.get(MaterialDraft, person_id, with_for_update=for_update)


async def drop_draft(session: AsyncSession, person_id: int) -> None:
    await session.execute(delete(MaterialDraft).where(MaterialDraft.person_id == person_id))


async def drop_drafts_before(session: AsyncSession, moment: datetime) -> None:
    await session.execute(delete(MaterialDraft).where(MaterialDraft.begun_at < moment))
