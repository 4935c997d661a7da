"""Updates that were confirmed before their effect wait here; a restart loses none of them."""

from datetime import timedelta
from typing import Any

from db.repositories import delivery
from db.session import AlreadyHandled, Receipt, UnitOfWork

HANDLED_KEPT = timedelta(hours=72)

__all__ = ["AlreadyHandled", "Receipt", "UnitOfWork", "add", "forget_old", "remove", "waiting"]


async def add(work: UnitOfWork, bot_id: int, updates: list[dict[str, Any]]) -> None:
    rows = [
        {"bot_id": bot_id, "update_id": update["update_id"], "body": update, "taken_at": work.now()}
        for update in updates
    ]
    async with work.writing() as session:
        await delivery.add_to_inbox(session, rows)


async def waiting(work: UnitOfWork, bot_id: int) -> list[dict[str, Any]]:
    """Bodies of the waiting updates, oldest first."""
    async with work.reading() as session:
        return [row.body for row in await delivery.inbox(session, bot_id)]


async def remove(work: UnitOfWork, bot_id: int, update_ids: list[int]) -> None:
    async with work.writing() as session:
        await delivery.remove_from_inbox(session, bot_id, update_ids)


async def forget_old(work: UnitOfWork) -> None:
    """Ids of handled updates are kept 72 hours: Telegram repeats none after 24."""
    async with work.writing() as session:
        await delivery.forget_handled_before(session, work.now() - HANDLED_KEPT)
