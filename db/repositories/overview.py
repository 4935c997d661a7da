"""How many rows of each main kind there are."""

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Item, Person, Programme, Unit


async def counts(session: AsyncSession) -> dict[str, int]:
    queries = {
        "units": select(func.count()).select_from(Unit),
        "people": select(func.count()).select_from(Person).where(Person.registered_at.is_not(None)),
        "items": select(func.count()).select_from(Item).where(Item.state == "live"),
        "programmes": select(func.count()).select_from(Programme).where(Programme.gone_at.is_(None)),
    }
    return {name: await session.scalar(query) or 0 for name, query in queries.items()}
