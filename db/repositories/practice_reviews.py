"""Queries about blind reviews: an expert's own, those of a practice, experts to choose from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import delete, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Account, Person, Practice, PracticeReview, RoleGrant, Unit


@dataclass(frozen=True)
class Expert:
    """Somebody who may review, with the reviews they have open."""

    person_id: int
    chat_name: str
    unit_id: int | None
    unit_name: str
    load: int


async def get(session: AsyncSession, review_id: int, *, for_update: bool = False) -> PracticeReview | None:
    return await session.get(PracticeReview, review_id, with_for_update=for_update)


async def own(
    session: AsyncSession, expert_id: int, review_id: int, *, for_update: bool = False
) -> tuple[PracticeReview, Practice] | None:
    query = (
        select(PracticeReview, Practice)
        .join(Practice, Practice.id == PracticeReview.practice_id)
        .where(PracticeReview.id == review_id, PracticeReview.expert_id == expert_id)
    )
    if for_update:
        query = query.with_for_update(of=PracticeReview)
    row = (await session.execute(query)).first()
    return (row[0], row[1]) if row else None


async def assigned_to(session: AsyncSession, expert_id: int) -> list[tuple[PracticeReview, Practice]]:
    """What waits for this expert, the nearest term first."""
    rows = await session.execute(
        select(PracticeReview, Practice)
        .join(Practice, Practice.id == PracticeReview.practice_id)
        .where(PracticeReview.expert_id == expert_id, PracticeReview.state == "assigned")
        .order_by(PracticeReview.due_at, PracticeReview.id)
    )
    return [(row[0], row[1]) for row in rows]


async def of_expert(session: AsyncSession, expert_id: int) -> list[PracticeReview]:
    rows = await session.scalars(
        select(PracticeReview).where(PracticeReview.expert_id == expert_id).order_by(PracticeReview.id)
    )
    return list(rows)


async def count_done_by(session: AsyncSession, expert_id: int) -> int:
    query = select(func.count()).select_from(PracticeReview)
    found = query.where(PracticeReview.expert_id == expert_id, PracticeReview.state == "done")
    return await session.scalar(found) or 0


async def of_version(
    session: AsyncSession, practice_id: int, version: int
) -> list[tuple[PracticeReview, Person | None, Unit | None]]:
    """Every review of a version with its expert, in the order of assignment."""
    rows = await session.execute(
        select(PracticeReview, Person, Unit)
        .outerjoin(Person, Person.id == PracticeReview.expert_id)
        .outerjoin(Unit, Unit.id == Person.unit_id)
        .where(PracticeReview.practice_id == practice_id, PracticeReview.version == version)
        .order_by(PracticeReview.id)
    )
    return [(row[0], row[1], row[2]) for row in rows]


async def done(session: AsyncSession, practice_id: int, version: int) -> list[PracticeReview]:
    rows = await session.scalars(
        select(PracticeReview)
        .where(
            PracticeReview.practice_id == practice_id,
            PracticeReview.version == version,
            PracticeReview.state == "done",
        )
        .order_by(PracticeReview.id)
    )
    return list(rows)


async def open_of(session: AsyncSession, practice_id: int) -> list[PracticeReview]:
    rows = await session.scalars(
        select(PracticeReview)
        .where(PracticeReview.practice_id == practice_id, PracticeReview.state == "assigned")
        .with_for_update()
    )
    return list(rows)


async def overdue(session: AsyncSession, now: datetime) -> list[int]:
    rows = await session.scalars(
        select(PracticeReview.id)
        .where(PracticeReview.state == "assigned", PracticeReview.due_at <= now)
        .order_by(PracticeReview.id)
    )
    return list(rows)


async def experts(
    session: AsyncSession, practice: Practice, path: str, except_people: Sequence[int], today: date
) -> list[Expert]:
    """Experts of the branch above the practice, none of the author's organisation, the least loaded first."""
    codes = path.strip("/").split("/")
    granted = Unit.__table__.alias("granted")
    load = (
        select(func.count())
        .select_from(PracticeReview)
        .where(PracticeReview.expert_id == Person.id, PracticeReview.state == "assigned")
        .scalar_subquery()
    )
    rows = await session.execute(
        select(Person.id, Person.chat_name, Person.unit_id, Unit.name, load)
        .join(RoleGrant, RoleGrant.person_id == Person.id)
        .join(granted, granted.c.id == RoleGrant.unit_id)
        .join(Account, Account.person_id == Person.id)
        .outerjoin(Unit, Unit.id == Person.unit_id)
        .where(
            RoleGrant.role == "expert",
            RoleGrant.revoked_at.is_(None),
            or_(RoleGrant.until.is_(None), RoleGrant.until >= today),
            granted.c.code.in_(codes),
            Account.unreachable_since.is_(None),
            or_(Person.unit_id.is_(None), Person.unit_id != practice.unit_id),
            or_(Person.leave_until.is_(None), Person.leave_until < today),
            Person.id.not_in([*except_people, practice.person_id or 0]),
        )
        .group_by(Person.id, Person.chat_name, Person.unit_id, Unit.name)
        .order_by(load, Person.id)
    )
    return [Expert(row[0], row[1], row[2], row[3] or "", row[4]) for row in rows]


async def forget_expert(session: AsyncSession, expert_id: int) -> int:
    """Before an expert's data are deleted: finished marks stay nameless, words and open reviews go."""
    mine = PracticeReview.expert_id == expert_id
    count = await session.scalar(select(func.count()).select_from(PracticeReview).where(mine)) or 0
    await session.execute(delete(PracticeReview).where(mine, PracticeReview.state != "done"))
    await session.execute(update(PracticeReview).where(mine).values(comment="", reason="", expert_id=None))
    return count
