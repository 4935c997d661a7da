"""Queries of the relay: talks, what was said in them, and whose message a message is."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import KeptWords, OutboxMessage, RelayMessage, RelayThread


async def thread(session: AsyncSession, thread_id: int, *, for_update: bool = False) -> RelayThread | None:
    return await session.get(RelayThread, thread_id, with_for_update=for_update, populate_existing=for_update)


async def by_number(
    session: AsyncSession, kind: str, number: int, *, for_update: bool = False
) -> RelayThread | None:
    query = select(RelayThread).where(RelayThread.kind == kind, RelayThread.number == number)
    return await session.scalar(query.with_for_update() if for_update else query)


async def open_threads(session: AsyncSession, person_id: int, limit: int) -> list[RelayThread]:
    """Talks of the person in which somebody stands at the other end, the newest first."""
    rows = await session.scalars(
        select(RelayThread)
        .where(
            or_(RelayThread.asker_id == person_id, RelayThread.answerer_id == person_id),
            RelayThread.asker_id.is_not(None),
            RelayThread.answerer_id.is_not(None),
            RelayThread.closed_at.is_(None),
        )
        .order_by(RelayThread.id.desc())
        .limit(limit)
    )
    return list(rows)


async def message(session: AsyncSession, message_id: int) -> tuple[RelayMessage, RelayThread] | None:
    row = (
        await session.execute(
            select(RelayMessage, RelayThread)
            .join(RelayThread, RelayThread.id == RelayMessage.thread_id)
            .where(RelayMessage.id == message_id)
        )
    ).first()
    return (row[0], row[1]) if row else None


async def get(session: AsyncSession, message_id: int) -> RelayMessage | None:
    return await session.get(RelayMessage, message_id)


async def in_chat(session: AsyncSession, person_id: int, message_id: int) -> RelayMessage | None:
    """What stands in the person's chat as this message: their own words, or a copy that was brought."""
    own = (RelayMessage.author_id == person_id) & (RelayMessage.said_in == message_id)
    copy = (RelayMessage.copy_to == person_id) & (RelayMessage.copy_in == message_id)
    return await session.scalar(select(RelayMessage).where(or_(own, copy)).limit(1))


async def own(
    session: AsyncSession, author_id: int, said_in: int, *, for_update: bool = False
) -> list[RelayMessage]:
    query = select(RelayMessage).where(RelayMessage.author_id == author_id, RelayMessage.said_in == said_in)
    query = query.order_by(RelayMessage.id)
    return list(await session.scalars(query.with_for_update() if for_update else query))


async def newest_copy(session: AsyncSession, person_id: int) -> RelayMessage | None:
    """The last message of somebody else that was brought to the person."""
    return await session.scalar(
        select(RelayMessage)
        .where(RelayMessage.copy_to == person_id, RelayMessage.copy_in.is_not(None))
        .order_by(RelayMessage.copy_in.desc())
        .limit(1)
    )


async def said(session: AsyncSession, thread_id: int) -> list[RelayMessage]:
    rows = await session.scalars(
        select(RelayMessage).where(RelayMessage.thread_id == thread_id).order_by(RelayMessage.id)
    )
    return list(rows)


async def said_in_threads(session: AsyncSession, thread_ids: Sequence[int]) -> dict[int, list[RelayMessage]]:
    found: dict[int, list[RelayMessage]] = {thread_id: [] for thread_id in thread_ids}
    query = select(RelayMessage).where(RelayMessage.thread_id.in_(thread_ids)).order_by(RelayMessage.id)
    for row in await session.scalars(query):
        found[row.thread_id].append(row)
    return found


async def of_author(session: AsyncSession, author_id: int) -> list[tuple[RelayMessage, RelayThread]]:
    rows = await session.execute(
        select(RelayMessage, RelayThread)
        .join(RelayThread, RelayThread.id == RelayMessage.thread_id)
        .where(RelayMessage.author_id == author_id)
        .order_by(RelayMessage.id)
    )
    return [(row[0], row[1]) for row in rows]


async def last_copy(session: AsyncSession, thread_id: int, from_asker: bool) -> int | None:
    """The outbox row of the newest copy of this side's words."""
    return await session.scalar(
        select(func.max(RelayMessage.outbox_id)).where(
            RelayMessage.thread_id == thread_id, RelayMessage.from_asker == from_asker
        )
    )


async def outbox_id(session: AsyncSession, event: str, person_id: int) -> int | None:
    return await session.scalar(
        select(OutboxMessage.id).where(OutboxMessage.event == event, OutboxMessage.person_id == person_id)
    )


async def outbox_state(session: AsyncSession, outbox_id: int | None) -> str | None:
    row = await session.get(OutboxMessage, outbox_id) if outbox_id else None
    return row.state if row else None


async def kept(session: AsyncSession, person_id: int) -> KeptWords | None:
    return await session.get(KeptWords, person_id)


async def keep(session: AsyncSession, values: dict[str, Any]) -> None:
    await session.execute(delete(KeptWords).where(KeptWords.person_id == values["person_id"]))
    session.add(KeptWords(**values))


async def forget_kept(session: AsyncSession, person_id: int) -> None:
    await session.execute(delete(KeptWords).where(KeptWords.person_id == person_id))


async def forget_kept_before(session: AsyncSession, moment: datetime) -> None:
    await session.execute(delete(KeptWords).where(KeptWords.kept_at < moment))
