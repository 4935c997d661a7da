"""Queries about paper forms."""

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Account, AttemptItem, Item, PaperForm, Person, Unit
from db.repositories.scoping import within
from domain.access import Scope


async def in_scope(
    session: AsyncSession, scope: Scope, form_id: int, *, for_update: bool = False
) -> PaperForm | None:
    query = (
        select(PaperForm)
        .join(Unit, Unit.id == PaperForm.unit_id)
        .where(PaperForm.id == form_id, within(Unit.path, scope))
    )
    return await session.scalar(query.with_for_update(of=PaperForm) if for_update else query)


async def by_number(session: AsyncSession, number: str, *, for_update: bool = False) -> PaperForm | None:
    query = select(PaperForm).where(PaperForm.number == number)
    return await session.scalar(query.with_for_update() if for_update else query)


async def printed(session: AsyncSession, unit_id: int, *, limit: int, offset: int) -> list[PaperForm]:
    """Forms of a unit whose letters are not in yet, the oldest first."""
    query = select(PaperForm).where(PaperForm.unit_id == unit_id, PaperForm.state == "printed")
    return list(await session.scalars(query.order_by(PaperForm.id).limit(limit).offset(offset)))


async def counts(session: AsyncSession, unit_id: int) -> dict[str, int]:
    """How many forms of a unit are in each state."""
    rows = await session.execute(
        select(PaperForm.state, func.count()).where(PaperForm.unit_id == unit_id).group_by(PaperForm.state)
    )
    return dict(rows.tuples().all())


async def records(session: AsyncSession, unit_id: int) -> list[Person]:
    """People of a unit who exist by their paper forms alone."""
    forms = select(PaperForm.person_id).where(
        PaperForm.unit_id == unit_id, PaperForm.state == "entered", PaperForm.claimed_at.is_(None)
    )
    rows = await session.scalars(
        select(Person)
        .where(
            Person.id.in_(forms),
            Person.id.not_in(select(Account.person_id)),
            Person.person_code.is_(None),
            Person.unit_id == unit_id,
        )
        .order_by(Person.id)
    )
    return list(rows)


async def of_person(session: AsyncSession, person_id: int) -> list[PaperForm]:
    rows = await session.scalars(
        select(PaperForm).where(PaperForm.person_id == person_id).order_by(PaperForm.id)
    )
    return list(rows)


async def forget_person(session: AsyncSession, person_id: int) -> int:
    """What was told about the person on entering goes; the numbers stay used."""
    gone = {"person_id": None, "birth_year": None, "work_start": None, "letters": ""}
    result = await session.execute(update(PaperForm).where(PaperForm.person_id == person_id).values(**gone))
    return result.rowcount  # type: ignore[attr-defined]


async def questions(session: AsyncSession, attempt_id: int) -> list[tuple[AttemptItem, Item]]:
    rows = await session.execute(
        select(AttemptItem, Item)
        .join(Item, Item.id == AttemptItem.item_id)
        .where(AttemptItem.attempt_id == attempt_id)
        .order_by(AttemptItem.position)
    )
    return [(row[0], row[1]) for row in rows]
