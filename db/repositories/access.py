"""Queries about grants and invitations."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Invitation, RoleGrant, Unit
from db.repositories.chunks import chunks


async def invitation(session: AsyncSession, secret_hash: str) -> Invitation | None:
    return await session.scalar(
        select(Invitation).where(Invitation.secret_hash == secret_hash).with_for_update()
    )


async def forget_invitations_of(session: AsyncSession, person_id: int, kind: str, now: datetime) -> None:
    """Older unused codes of this kind for this person stop working."""
    await session.execute(
        update(Invitation)
        .where(Invitation.person_id == person_id, Invitation.kind == kind, Invitation.used_at.is_(None))
        .values(expires_at=now)
    )


async def standing_grant(session: AsyncSession, person_id: int, role: str, unit_id: int) -> RoleGrant | None:
    return await session.scalar(
        select(RoleGrant).where(
            RoleGrant.person_id == person_id,
            RoleGrant.role == role,
            RoleGrant.unit_id == unit_id,
            RoleGrant.revoked_at.is_(None),
        )
    )


async def standing_grants(session: AsyncSession, person_ids: Sequence[int]) -> set[tuple[int, str, int]]:
    """Grants of these people that are not revoked, as (person, role, unit)."""
    found: set[tuple[int, str, int]] = set()
    for some in chunks(person_ids):
        rows = await session.execute(
            select(RoleGrant.person_id, RoleGrant.role, RoleGrant.unit_id).where(
                RoleGrant.person_id.in_(some), RoleGrant.revoked_at.is_(None)
            )
        )
        found |= {(row.person_id, row.role, row.unit_id) for row in rows}
    return found


async def insert_grants(session: AsyncSession, rows: list[dict[str, object]]) -> None:
    if rows:
        await session.execute(insert(RoleGrant), rows)


async def invited(session: AsyncSession, person_ids: Sequence[int], now: datetime) -> set[int]:
    """Those of these people who have a personal code that still works."""
    found: set[int] = set()
    for some in chunks(person_ids):
        rows = await session.scalars(
            select(Invitation.person_id).where(
                Invitation.person_id.in_(some),
                Invitation.kind == "person",
                Invitation.used_at.is_(None),
                Invitation.expires_at > now,
            )
        )
        found |= {person_id for person_id in rows if person_id is not None}
    return found


async def insert_invitations(session: AsyncSession, rows: list[dict[str, object]]) -> None:
    if rows:
        await session.execute(insert(Invitation), rows)


async def grants_of(session: AsyncSession, person_id: int) -> list[tuple[RoleGrant, Unit]]:
    rows = await session.execute(
        select(RoleGrant, Unit)
        .join(Unit, Unit.id == RoleGrant.unit_id)
        .where(RoleGrant.person_id == person_id, RoleGrant.revoked_at.is_(None))
    )
    return [(row[0], row[1]) for row in rows]


async def grant_with_unit(session: AsyncSession, grant_id: int) -> tuple[RoleGrant, Unit] | None:
    row = (
        await session.execute(
            select(RoleGrant, Unit)
            .join(Unit, Unit.id == RoleGrant.unit_id)
            .where(RoleGrant.id == grant_id, RoleGrant.revoked_at.is_(None))
        )
    ).first()
    return (row[0], row[1]) if row else None
