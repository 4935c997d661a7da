"""Queries about programmes, enrolments and certificates."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Select, delete, func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Enrolment, Person, Programme, ProgrammeCompetency, Unit
from db.repositories.scoping import within
from domain.access import Scope


@dataclass(frozen=True)
class ProgrammeFilter:
    """What a list of programmes is narrowed to; an empty value narrows nothing. `words` are stems."""

    words: tuple[str, ...] = ()
    competency: str = ""
    form: str = ""
    free: bool = False
    most_hours: int = 0


def _joinable(today: date) -> list[ColumnElement[bool]]:
    return [
        Programme.gone_at.is_(None),
        or_(Programme.valid_until.is_(None), Programme.valid_until >= today),
        or_(Programme.apply_until.is_(None), Programme.apply_until >= today),
    ]


def _filtered(wanted: ProgrammeFilter, today: date) -> Select[tuple[Programme]]:
    query = select(Programme).where(*_joinable(today))
    for word in wanted.words:
        query = query.where(Programme.search.contains(word, autoescape=True))
    if wanted.competency:
        developing = select(ProgrammeCompetency.programme_id).where(
            ProgrammeCompetency.competency == wanted.competency
        )
        query = query.where(Programme.id.in_(developing))
    if wanted.form:
        query = query.where(Programme.form == wanted.form)
    if wanted.free:
        query = query.where(Programme.price == 0)
    if wanted.most_hours:
        query = query.where(Programme.hours <= wanted.most_hours)
    return query


async def page(
    session: AsyncSession, wanted: ProgrammeFilter, today: date, *, limit: int, offset: int
) -> tuple[list[Programme], int]:
    """A page of programmes that can be joined, the nearest start first, and how many there are in all."""
    query = _filtered(wanted, today)
    total = await session.scalar(select(func.count()).select_from(query.subquery())) or 0
    order = (Programme.starts_on.is_(None), Programme.starts_on, Programme.title, Programme.id)
    rows = await session.scalars(query.order_by(*order).limit(limit).offset(offset))
    return list(rows), total


async def developing(session: AsyncSession, competencies: Sequence[str], today: date) -> list[Programme]:
    """Programmes that can be joined and develop at least one of these competencies."""
    ids = select(ProgrammeCompetency.programme_id).where(ProgrammeCompetency.competency.in_(competencies))
    return list(await session.scalars(select(Programme).where(*_joinable(today), Programme.id.in_(ids))))


async def get(session: AsyncSession, programme_id: int) -> Programme | None:
    return await session.get(Programme, programme_id)


async def by_ids(session: AsyncSession, ids: Sequence[int]) -> dict[int, Programme]:
    rows = await session.scalars(select(Programme).where(Programme.id.in_(ids)))
    return {programme.id: programme for programme in rows}


async def all_by_number(session: AsyncSession) -> dict[str, Programme]:
    return {programme.registry_no: programme for programme in await session.scalars(select(Programme))}


async def competencies_of(session: AsyncSession, ids: Sequence[int]) -> dict[int, frozenset[str]]:
    found: dict[int, set[str]] = {programme_id: set() for programme_id in ids}
    rows = await session.execute(
        select(ProgrammeCompetency.programme_id, ProgrammeCompetency.competency).where(
            ProgrammeCompetency.programme_id.in_(ids)
        )
    )
    for programme_id, competency in rows:
        found[programme_id].add(competency)
    return {programme_id: frozenset(codes) for programme_id, codes in found.items()}


async def all_competencies(session: AsyncSession) -> dict[int, frozenset[str]]:
    found: dict[int, set[str]] = {}
    rows = await session.execute(select(ProgrammeCompetency.programme_id, ProgrammeCompetency.competency))
    for programme_id, competency in rows:
        found.setdefault(programme_id, set()).add(competency)
    return {programme_id: frozenset(codes) for programme_id, codes in found.items()}


async def replace_competencies(session: AsyncSession, wanted: dict[int, Sequence[str]]) -> None:
    """Sets the competencies of these programmes anew."""
    ids = list(wanted)
    for start in range(0, len(ids), 500):
        chunk = ids[start : start + 500]
        await session.execute(delete(ProgrammeCompetency).where(ProgrammeCompetency.programme_id.in_(chunk)))
    rows = [{"programme_id": i, "competency": code} for i, codes in wanted.items() for code in codes]
    if rows:
        await session.execute(insert(ProgrammeCompetency), rows)


async def ids_by_number(session: AsyncSession) -> dict[str, int]:
    rows = await session.execute(select(Programme.registry_no, Programme.id))
    return {row.registry_no: row.id for row in rows}


async def insert_many(session: AsyncSession, rows: list[dict[str, object]]) -> None:
    if rows:
        await session.execute(insert(Programme), rows)


async def update_many(session: AsyncSession, rows: list[dict[str, object]]) -> None:
    if rows:
        await session.execute(update(Programme), rows)


async def enrolment_for(
    session: AsyncSession, person_id: int, programme_id: int, *, for_update: bool = False
) -> Enrolment | None:
    query = select(Enrolment).where(Enrolment.person_id == person_id, Enrolment.programme_id == programme_id)
    return await session.scalar(query.with_for_update() if for_update else query)


async def own_enrolment(
    session: AsyncSession, person_id: int, enrolment_id: int, *, for_update: bool = False
) -> Enrolment | None:
    query = select(Enrolment).where(Enrolment.person_id == person_id, Enrolment.id == enrolment_id)
    return await session.scalar(query.with_for_update() if for_update else query)


async def enrolments_of(session: AsyncSession, person_id: int) -> list[tuple[Enrolment, Programme]]:
    rows = await session.execute(
        select(Enrolment, Programme)
        .join(Programme, Programme.id == Enrolment.programme_id)
        .where(Enrolment.person_id == person_id, Enrolment.state != "withdrawn")
        .order_by(Enrolment.id.desc())
    )
    return [(row[0], row[1]) for row in rows]


def _submitted(scope: Scope, except_person: int) -> Select[tuple[Enrolment, Programme, Person, Unit]]:
    return (
        select(Enrolment, Programme, Person, Unit)
        .join(Programme, Programme.id == Enrolment.programme_id)
        .join(Person, Person.id == Enrolment.person_id)
        .join(Unit, Unit.id == Person.unit_id)
        .where(Enrolment.state == "submitted", Person.id != except_person, within(Unit.path, scope))
    )


async def submitted(
    session: AsyncSession, scope: Scope, except_person: int, *, limit: int, offset: int
) -> list[tuple[Enrolment, Programme, Person, Unit]]:
    """Certificates that wait for confirmation in the scope, nobody's own, the longest waiting first."""
    query = _submitted(scope, except_person).order_by(Enrolment.submitted_at, Enrolment.id)
    rows = await session.execute(query.limit(limit).offset(offset))
    return [(row[0], row[1], row[2], row[3]) for row in rows]


async def count_submitted(session: AsyncSession, scope: Scope, except_person: int) -> int:
    query = _submitted(scope, except_person)
    return await session.scalar(select(func.count()).select_from(query.subquery())) or 0


async def submitted_by_ids(
    session: AsyncSession, scope: Scope, except_person: int, ids: Sequence[int]
) -> list[tuple[Enrolment, Programme, Person, Unit]]:
    query = _submitted(scope, except_person).where(Enrolment.id.in_(ids)).order_by(Enrolment.id)
    rows = await session.execute(query.with_for_update(of=Enrolment))
    return [(row[0], row[1], row[2], row[3]) for row in rows]


async def completed_programmes(session: AsyncSession, person_id: int) -> frozenset[int]:
    rows = await session.scalars(
        select(Enrolment.programme_id).where(Enrolment.person_id == person_id, Enrolment.state == "confirmed")
    )
    return frozenset(rows)


async def mark_gone(session: AsyncSession, ids: Sequence[int], now: datetime) -> None:
    for start in range(0, len(ids), 500):
        chunk = ids[start : start + 500]
        await session.execute(update(Programme).where(Programme.id.in_(chunk)).values(gone_at=now))
