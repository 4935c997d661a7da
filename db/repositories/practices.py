"""Queries about practices: the bank, one's own, what waits for a methodist, what readers did with them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, delete, func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Person, Practice, PracticeCompetency, PracticeFile, PracticeUse, Unit
from db.repositories import practice_search as search
from db.repositories.chunks import chunks
from db.repositories.scoping import within
from domain.access import Scope

WAITING = ("submitted", "review")


@dataclass(frozen=True)
class Counts:
    """How many readers found a practice useful and how many applied it."""

    useful: int = 0
    applied: int = 0


async def get(session: AsyncSession, practice_id: int) -> Practice | None:
    return await session.get(Practice, practice_id)


async def published(session: AsyncSession, practice_id: int) -> Practice | None:
    return await session.scalar(
        select(Practice).where(Practice.id == practice_id, Practice.state == "published")
    )


async def own(
    session: AsyncSession, person_id: int, practice_id: int, *, for_update: bool = False
) -> Practice | None:
    query = select(Practice).where(Practice.person_id == person_id, Practice.id == practice_id)
    return await session.scalar(query.with_for_update() if for_update else query)


async def of_person(session: AsyncSession, person_id: int) -> list[Practice]:
    rows = await session.scalars(
        select(Practice).where(Practice.person_id == person_id).order_by(Practice.id.desc())
    )
    return list(rows)


async def open_draft(session: AsyncSession, person_id: int) -> Practice | None:
    """The draft that was never sent: a person writes one at a time."""
    query = select(Practice).where(
        Practice.person_id == person_id, Practice.state == "draft", Practice.version == 0
    )
    return await session.scalar(query.order_by(Practice.id.desc()).limit(1))


async def by_ids(session: AsyncSession, ids: Sequence[int]) -> list[Practice]:
    """In the given order; those that are gone are left out."""
    rows = await session.scalars(select(Practice).where(Practice.id.in_(ids)))
    found = {practice.id: practice for practice in rows}
    return [found[one] for one in ids if one in found]


async def author_and_unit(session: AsyncSession, practice: Practice) -> tuple[Person | None, Unit]:
    person = await session.get(Person, practice.person_id) if practice.person_id else None
    unit = await session.get(Unit, practice.unit_id)
    assert unit is not None, "a practice always has a unit"
    return person, unit


async def waiting(
    session: AsyncSession, scope: Scope, except_person: int, *, limit: int, offset: int
) -> list[tuple[Practice, Unit]]:
    """Practices of the scope that were sent and are not decided, nobody's own, the longest waiting first."""
    query = (
        select(Practice, Unit)
        .join(Unit, Unit.id == Practice.unit_id)
        .where(*_waiting(scope, except_person))
        .order_by(Practice.submitted_at, Practice.id)
    )
    rows = await session.execute(query.limit(limit).offset(offset))
    return [(row[0], row[1]) for row in rows]


async def count_waiting(session: AsyncSession, scope: Scope, except_person: int) -> int:
    query = select(func.count()).select_from(Practice).join(Unit, Unit.id == Practice.unit_id)
    return await session.scalar(query.where(*_waiting(scope, except_person))) or 0


async def waiting_one(
    session: AsyncSession, scope: Scope, except_person: int, practice_id: int, *, for_update: bool = False
) -> tuple[Practice, Unit] | None:
    query = (
        select(Practice, Unit)
        .join(Unit, Unit.id == Practice.unit_id)
        .where(Practice.id == practice_id, *_waiting(scope, except_person))
    )
    row = (await session.execute(query.with_for_update(of=Practice) if for_update else query)).first()
    return (row[0], row[1]) if row else None


def _waiting(scope: Scope, except_person: int) -> list[Any]:
    nobodys_own = or_(Practice.person_id.is_(None), Practice.person_id != except_person)
    return [Practice.state.in_(WAITING), nobodys_own, within(Unit.path, scope)]


async def competencies_of(session: AsyncSession, practice_id: int) -> list[str]:
    rows = await session.scalars(
        select(PracticeCompetency.competency)
        .where(PracticeCompetency.practice_id == practice_id)
        .order_by(PracticeCompetency.competency)
    )
    return list(rows)


async def all_competencies(session: AsyncSession) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    rows = await session.execute(
        select(PracticeCompetency.practice_id, PracticeCompetency.competency).order_by(
            PracticeCompetency.competency
        )
    )
    for practice_id, competency in rows:
        found.setdefault(practice_id, []).append(competency)
    return found


async def set_competencies(session: AsyncSession, wanted: Mapping[int, Sequence[str]]) -> None:
    """Sets the competencies of these practices anew."""
    for some in chunks(list(wanted)):
        await session.execute(delete(PracticeCompetency).where(PracticeCompetency.practice_id.in_(some)))
    rows = [{"practice_id": number, "competency": code} for number, codes in wanted.items() for code in codes]
    if rows:
        await session.execute(insert(PracticeCompetency), rows)


async def files_of(session: AsyncSession, practice_id: int) -> list[PracticeFile]:
    rows = await session.scalars(
        select(PracticeFile).where(PracticeFile.practice_id == practice_id).order_by(PracticeFile.id)
    )
    return list(rows)


async def drop_files(session: AsyncSession, practice_id: int) -> None:
    await session.execute(delete(PracticeFile).where(PracticeFile.practice_id == practice_id))


async def delete_practice(session: AsyncSession, practice_id: int) -> None:
    """The practice with everything that hangs on it, the search index included."""
    await search.remove(session, [practice_id])
    await session.execute(delete(Practice).where(Practice.id == practice_id))


async def counts(session: AsyncSession, ids: Sequence[int]) -> dict[int, Counts]:
    rows = await session.execute(_counts().where(PracticeUse.practice_id.in_(ids)))
    return {row[0]: Counts(row[1], row[2]) for row in rows}


def _counts() -> Select[tuple[int, int, int]]:
    return select(
        PracticeUse.practice_id,
        func.count().filter(PracticeUse.useful),
        func.count().filter(PracticeUse.applied_at.is_not(None)),
    ).group_by(PracticeUse.practice_id)


async def all_counts(session: AsyncSession) -> dict[int, Counts]:
    rows = await session.execute(_counts())
    return {row[0]: Counts(row[1], row[2]) for row in rows}


async def use(
    session: AsyncSession, person_id: int, practice_id: int, *, for_update: bool = False
) -> PracticeUse | None:
    return await session.get(PracticeUse, (person_id, practice_id), with_for_update=for_update)


async def uses_of(session: AsyncSession, person_id: int) -> list[tuple[PracticeUse, Practice]]:
    rows = await session.execute(
        select(PracticeUse, Practice)
        .join(Practice, Practice.id == PracticeUse.practice_id)
        .where(PracticeUse.person_id == person_id)
        .order_by(Practice.id)
    )
    return [(row[0], row[1]) for row in rows]


async def saved(session: AsyncSession, person_id: int, *, limit: int, offset: int) -> list[int]:
    """Ids of saved practices that are still in the bank, the last saved first."""
    rows = await session.scalars(
        _saved(select(Practice.id), person_id)
        .order_by(PracticeUse.saved_at.desc(), Practice.id)
        .limit(limit)
        .offset(offset)
    )
    return list(rows)


async def count_saved(session: AsyncSession, person_id: int) -> int:
    return await session.scalar(_saved(select(func.count()).select_from(Practice), person_id)) or 0


def _saved(query: Any, person_id: int) -> Any:
    return query.join(PracticeUse, PracticeUse.practice_id == Practice.id).where(
        PracticeUse.person_id == person_id,
        PracticeUse.saved_at.is_not(None),
        Practice.state == "published",
    )


async def latest_results(session: AsyncSession, practice_id: int, limit: int) -> list[str]:
    """What colleagues wrote after applying it, the newest first."""
    rows = await session.scalars(
        select(PracticeUse.result)
        .where(PracticeUse.practice_id == practice_id, PracticeUse.applied_at.is_not(None))
        .order_by(PracticeUse.applied_at.desc(), PracticeUse.person_id)
        .limit(limit)
    )
    return list(rows)


async def forgotten_drafts(session: AsyncSession, moment: datetime) -> list[int]:
    """Drafts never sent and untouched since `moment`."""
    rows = await session.scalars(
        select(Practice.id).where(
            Practice.state == "draft", Practice.version == 0, Practice.touched_at < moment
        )
    )
    return list(rows)


async def due_for_renewal(session: AsyncSession, moment: datetime) -> list[Practice]:
    """Published practices of known authors whose review-by date has come."""
    rows = await session.scalars(
        select(Practice).where(
            Practice.state == "published", Practice.review_by <= moment, Practice.person_id.is_not(None)
        )
    )
    return list(rows)


async def imported(session: AsyncSession) -> dict[str, Practice]:
    """Practices that an import brought, by their codes."""
    rows = await session.scalars(select(Practice).where(Practice.code.is_not(None)))
    return {practice.code: practice for practice in rows if practice.code}


async def every_published(session: AsyncSession) -> list[tuple[Practice, Person | None, Unit]]:
    rows = await session.execute(
        select(Practice, Person, Unit)
        .outerjoin(Person, Person.id == Practice.person_id)
        .join(Unit, Unit.id == Practice.unit_id)
        .where(Practice.state == "published")
        .order_by(Practice.id)
    )
    return [(row[0], row[1], row[2]) for row in rows]


async def insert_many(session: AsyncSession, rows: list[dict[str, object]]) -> None:
    if rows:
        await session.execute(insert(Practice), rows)


async def update_many(session: AsyncSession, rows: list[dict[str, object]]) -> None:
    if rows:
        await session.execute(update(Practice), rows)
