"""Queries about runs of programmes, applications to them, and whose training is long ago."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import Row, Select, delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Enrolment, Person, Programme, ProgrammeRun, RunApplication, Unit
from db.repositories.scoping import within
from domain.access import Scope

Run = tuple[ProgrammeRun, Programme, Unit]
Asked = tuple[RunApplication, ProgrammeRun, Programme, Person]


def _runs() -> Select[Run]:
    return (
        select(ProgrammeRun, Programme, Unit)
        .join(Programme, Programme.id == ProgrammeRun.programme_id)
        .join(Unit, Unit.id == ProgrammeRun.unit_id)
    )


def _run(row: Row[Run] | None) -> Run | None:
    return (row[0], row[1], row[2]) if row else None


async def get(session: AsyncSession, run_id: int, *, for_update: bool = False) -> Run | None:
    """A run that was ever open."""
    query = _runs().where(ProgrammeRun.id == run_id, ProgrammeRun.state != "draft")
    rows = await session.execute(query.with_for_update(of=ProgrammeRun) if for_update else query)
    return _run(rows.first())


async def in_scope(
    session: AsyncSession, scope: Scope, run_id: int, *, for_update: bool = False
) -> Run | None:
    found = await get(session, run_id, for_update=for_update)
    return found if found is not None and scope.covers(found[2].path) else None


async def draft(session: AsyncSession, subject: str, *, for_update: bool = False) -> Run | None:
    query = _runs().where(ProgrammeRun.made_by == subject, ProgrammeRun.state == "draft")
    rows = await session.execute(query.with_for_update(of=ProgrammeRun) if for_update else query)
    return _run(rows.first())


async def drop_drafts(
    session: AsyncSession, *, of: str | None = None, before: datetime | None = None
) -> None:
    query = delete(ProgrammeRun).where(ProgrammeRun.state == "draft")
    query = query.where(ProgrammeRun.made_by == of) if of is not None else query
    await session.execute(query.where(ProgrammeRun.made_at < before) if before is not None else query)


async def of_scope(session: AsyncSession, scope: Scope, *, limit: int, offset: int) -> tuple[list[Run], int]:
    """Runs of the branch, those that begin last first."""
    query = _runs().where(ProgrammeRun.state != "draft", within(Unit.path, scope))
    total = await session.scalar(select(func.count()).select_from(query.subquery())) or 0
    order = (ProgrammeRun.starts_on.desc(), ProgrammeRun.id)
    rows = await session.execute(query.order_by(*order).limit(limit).offset(offset))
    return [(row[0], row[1], row[2]) for row in rows], total


async def open_for(session: AsyncSession, programme_id: int, path: str, today: date) -> list[Run]:
    """Runs of a programme that somebody of the unit at `path` may apply to, the nearest first."""
    query = _runs().where(
        ProgrammeRun.programme_id == programme_id,
        ProgrammeRun.state == "open",
        ProgrammeRun.apply_until >= today,
    )
    rows = await session.execute(query.order_by(ProgrammeRun.starts_on, ProgrammeRun.id))
    return [(row[0], row[1], row[2]) for row in rows if path.startswith(row[2].path)]


async def counts(session: AsyncSession, run_ids: Sequence[int]) -> dict[int, dict[str, int]]:
    """How many applications there are of each state."""
    found: dict[int, dict[str, int]] = {run_id: {} for run_id in run_ids}
    rows = await session.execute(
        select(RunApplication.run_id, RunApplication.state, func.count())
        .where(RunApplication.run_id.in_(run_ids))
        .group_by(RunApplication.run_id, RunApplication.state)
    )
    for run_id, state, count in rows:
        found[run_id][state] = count
    return found


async def application(session: AsyncSession, person_id: int, run_id: int) -> RunApplication | None:
    return await session.scalar(
        select(RunApplication).where(RunApplication.person_id == person_id, RunApplication.run_id == run_id)
    )


async def own(session: AsyncSession, person_id: int, application_id: int) -> RunApplication | None:
    return await session.scalar(
        select(RunApplication).where(
            RunApplication.person_id == person_id, RunApplication.id == application_id
        )
    )


async def of_person(session: AsyncSession, person_id: int) -> list[tuple[RunApplication, Programme]]:
    """The latest first."""
    rows = await session.execute(
        select(RunApplication, Programme)
        .join(ProgrammeRun, ProgrammeRun.id == RunApplication.run_id)
        .join(Programme, Programme.id == ProgrammeRun.programme_id)
        .where(RunApplication.person_id == person_id)
        .order_by(RunApplication.id.desc())
    )
    return [(row[0], row[1]) for row in rows]


async def in_state(session: AsyncSession, run_id: int, *states: str) -> list[RunApplication]:
    """Who came first is first."""
    query = select(RunApplication).where(RunApplication.run_id == run_id, RunApplication.state.in_(states))
    return list(await session.scalars(query.order_by(RunApplication.applied_at, RunApplication.id)))


def _asked(scope: Scope, except_person: int) -> Select[Asked]:
    return (
        select(RunApplication, ProgrammeRun, Programme, Person)
        .join(ProgrammeRun, ProgrammeRun.id == RunApplication.run_id)
        .join(Programme, Programme.id == ProgrammeRun.programme_id)
        .join(Unit, Unit.id == ProgrammeRun.unit_id)
        .join(Person, Person.id == RunApplication.person_id)
        .where(RunApplication.state == "asked", Person.id != except_person, within(Unit.path, scope))
    )


async def queue(
    session: AsyncSession, scope: Scope, except_person: int, *, limit: int, offset: int
) -> list[Asked]:
    """Applications to runs of the branch that wait for an answer, nobody's own, the longest waiting first."""
    query = _asked(scope, except_person).order_by(RunApplication.applied_at, RunApplication.id)
    rows = await session.execute(query.limit(limit).offset(offset))
    return [(row[0], row[1], row[2], row[3]) for row in rows]


async def count_queue(
    session: AsyncSession, scope: Scope, except_person: int, *, before: datetime | None = None
) -> int:
    query = _asked(scope, except_person)
    query = query.where(RunApplication.applied_at < before) if before is not None else query
    return await session.scalar(select(func.count()).select_from(query.subquery())) or 0


async def asked_by_ids(
    session: AsyncSession, scope: Scope, except_person: int, ids: Sequence[int]
) -> list[Asked]:
    query = _asked(scope, except_person).where(RunApplication.id.in_(ids))
    rows = await session.execute(query.order_by(RunApplication.applied_at, RunApplication.id))
    return [(row[0], row[1], row[2], row[3]) for row in rows]


async def going(session: AsyncSession) -> list[int]:
    """Runs that have not begun: places may get free, and the day may come."""
    query = select(ProgrammeRun.id).where(ProgrammeRun.state.in_(("open", "closed")))
    return list(await session.scalars(query.order_by(ProgrammeRun.id)))


async def last_training(session: AsyncSession, person_id: int) -> date | None:
    """The date on the latest confirmed certificate."""
    return await session.scalar(
        select(func.max(Enrolment.certificate_date)).where(
            Enrolment.person_id == person_id, Enrolment.state == "confirmed"
        )
    )


async def trained_before(
    session: AsyncSession, scope: Scope, day: date, *, limit: int, offset: int
) -> tuple[list[tuple[Person, Unit, date]], int]:
    """People of the branch whose latest confirmed certificate is not after `day`, the oldest first."""
    latest = func.max(Enrolment.certificate_date)
    query = (
        select(Person, Unit, latest.label("latest"))
        .join(Unit, Unit.id == Person.unit_id)
        .join(Enrolment, Enrolment.person_id == Person.id)
        .where(Enrolment.state == "confirmed", within(Unit.path, scope))
        .group_by(Person.id, Unit.id)
        .having(latest <= day)
    )
    ids = select(Person.id).select_from(
        Person.__table__.join(Unit.__table__, Unit.id == Person.unit_id).join(
            Enrolment.__table__, Enrolment.person_id == Person.id
        )
    )
    ids = ids.where(Enrolment.state == "confirmed", within(Unit.path, scope)).group_by(Person.id)
    total = await session.scalar(select(func.count()).select_from(ids.having(latest <= day).subquery())) or 0
    rows = await session.execute(query.order_by(latest, Person.id).limit(limit).offset(offset))
    return [(row[0], row[1], row[2]) for row in rows], total
