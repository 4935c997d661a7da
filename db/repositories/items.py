"""Queries about drafts of items, uploads and whole banks."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Item, ItemUpload
from db.repositories.scoping import within
from domain.access import Scope


def _waits(scope: Scope, subject: str) -> list[ColumnElement[bool]]:
    """Drafts that somebody else of the branch sent."""
    return [Item.state == "draft", within(Item.imported_path, scope), Item.imported_by != subject]


async def drafts(session: AsyncSession, scope: Scope, subject: str, limit: int, offset: int) -> list[Item]:
    query = select(Item).where(*_waits(scope, subject)).order_by(Item.id).limit(limit).offset(offset)
    return list(await session.scalars(query))


async def count_drafts(session: AsyncSession, scope: Scope, subject: str) -> int:
    return await session.scalar(select(func.count(Item.id)).where(*_waits(scope, subject))) or 0


async def draft(session: AsyncSession, scope: Scope, subject: str, item_id: int) -> Item | None:
    query = select(Item).where(*_waits(scope, subject), Item.id == item_id)
    return await session.scalar(query.with_for_update())


async def retire_others(session: AsyncSession, item: Item) -> None:
    """Of a code one version is live."""
    await session.execute(
        update(Item)
        .where(Item.bank == item.bank, Item.code == item.code, Item.id != item.id, Item.state == "live")
        .values(state="retired")
    )


async def of_bank(session: AsyncSession, bank: str, states: Sequence[str]) -> list[Item]:
    """The newest version of each code in these states, in the order of codes."""
    query = select(Item).where(Item.bank == bank, Item.state.in_(states)).order_by(Item.code, Item.version)
    return list({item.code: item for item in await session.scalars(query)}.values())


async def upload_of(session: AsyncSession, person_id: int) -> ItemUpload | None:
    return await session.scalar(select(ItemUpload).where(ItemUpload.person_id == person_id))


async def drop_upload(session: AsyncSession, person_id: int) -> None:
    await session.execute(delete(ItemUpload).where(ItemUpload.person_id == person_id))
