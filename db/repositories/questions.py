"""Queries about questions to methodists, ready answers and substitutes."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, delete, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Person, Question, ReadyAnswer, RoleGrant, Substitute, Unit
from db.repositories.scoping import within
from domain.access import Scope


def _standing(roles: Sequence[str], today: date) -> tuple[ColumnElement[bool], ...]:
    return (
        RoleGrant.revoked_at.is_(None),
        or_(RoleGrant.until.is_(None), RoleGrant.until >= today),
        RoleGrant.role.in_(roles),
    )


async def nearest_with(
    session: AsyncSession, path: str, roles: Sequence[str], today: date, except_person: int | None
) -> str | None:
    """The unit at `path`, or the nearest above it, where somebody else holds one of the roles."""
    return await session.scalar(
        select(Unit.path)
        .join(RoleGrant, RoleGrant.unit_id == Unit.id)
        .where(Unit.code.in_(path.strip("/").split("/")), *_standing(roles, today))
        .where(RoleGrant.person_id != (except_person or 0))
        .order_by(func.length(Unit.path).desc())
        .limit(1)
    )


async def holders_at(session: AsyncSession, path: str, roles: Sequence[str], today: date) -> list[int]:
    """People who hold one of the roles for just this unit."""
    rows = await session.scalars(
        select(RoleGrant.person_id)
        .join(Unit, Unit.id == RoleGrant.unit_id)
        .where(Unit.path == path, *_standing(roles, today))
        .order_by(RoleGrant.id)
    )
    return list(dict.fromkeys(rows))


async def question(session: AsyncSession, question_id: int, *, for_update: bool = False) -> Question | None:
    return await session.get(Question, question_id, with_for_update=for_update, populate_existing=for_update)


async def of_asker(session: AsyncSession, person_id: int) -> list[Question]:
    """One's own questions, those that wait first, then the newest."""
    rows = await session.scalars(
        select(Question)
        .where(Question.asker_id == person_id)
        .order_by(Question.state != "answered", Question.state != "waiting", Question.id.desc())
    )
    return list(rows)


async def count_open(session: AsyncSession, person_id: int) -> int:
    query = select(func.count()).where(Question.asker_id == person_id, Question.state == "waiting")
    return await session.scalar(query) or 0


def _queue(paths: Sequence[str], except_person: int) -> Select[tuple[Question, Person, Unit]]:
    return (
        select(Question, Person, Unit)
        .join(Person, Person.id == Question.asker_id)
        .outerjoin(Unit, Unit.id == Person.unit_id)
        .where(Question.state == "waiting", Question.at_path.in_(paths), Person.id != except_person)
    )


async def queue(
    session: AsyncSession, paths: Sequence[str], except_person: int, *, limit: int, offset: int
) -> list[tuple[Question, Person, Unit | None]]:
    """Questions that wait at just these units, the longest waiting first."""
    query = _queue(paths, except_person).order_by(Question.waiting_since, Question.id)
    rows = await session.execute(query.limit(limit).offset(offset))
    return [(row[0], row[1], row[2]) for row in rows]


async def count_queue(session: AsyncSession, paths: Sequence[str], except_person: int) -> int:
    query = _queue(paths, except_person)
    return await session.scalar(select(func.count()).select_from(query.subquery())) or 0


async def seen_from(
    session: AsyncSession,
    scope: Scope,
    paths: Sequence[str],
    question_id: int,
    except_person: int,
    *,
    for_update: bool = False,
) -> tuple[Question, Person, Unit | None] | None:
    """The question if it lies in the scope or at one of these units, and is not one's own."""
    query = (
        select(Question, Person, Unit)
        .join(Person, Person.id == Question.asker_id)
        .outerjoin(Unit, Unit.id == Person.unit_id)
        .where(Question.id == question_id, Person.id != except_person)
        .where(or_(within(Question.at_path, scope), Question.at_path.in_(paths)))
    )
    row = (await session.execute(query.with_for_update(of=Question) if for_update else query)).first()
    return (row[0], row[1], row[2]) if row else None


async def to_escalate(session: AsyncSession, now: datetime, limit: int) -> list[Question]:
    rows = await session.scalars(
        select(Question)
        .where(Question.state == "waiting", Question.escalate_at <= now, Question.asker_id.is_not(None))
        .order_by(Question.escalate_at)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    return list(rows)


async def ready_answers(session: AsyncSession, person_id: int) -> list[ReadyAnswer]:
    """The most used first."""
    rows = await session.scalars(
        select(ReadyAnswer)
        .where(ReadyAnswer.person_id == person_id)
        .order_by(ReadyAnswer.used.desc(), ReadyAnswer.id)
    )
    return list(rows)


async def ready_answer(session: AsyncSession, person_id: int, answer_id: int) -> ReadyAnswer | None:
    query = select(ReadyAnswer).where(ReadyAnswer.id == answer_id, ReadyAnswer.person_id == person_id)
    return await session.scalar(query)


async def substitute_of(session: AsyncSession, person_id: int) -> Substitute | None:
    return await session.get(Substitute, person_id)


async def set_substitute(session: AsyncSession, values: dict[str, Any]) -> None:
    await end_substitution(session, values["person_id"])
    session.add(Substitute(**values))


async def end_substitution(session: AsyncSession, person_id: int) -> None:
    await session.execute(delete(Substitute).where(Substitute.person_id == person_id))


async def substitutes_for(session: AsyncSession, person_ids: Sequence[int], today: date) -> dict[int, int]:
    """Who stands in for each of these people today."""
    query = select(Substitute).where(Substitute.person_id.in_(person_ids), Substitute.until >= today)
    return {row.person_id: row.substitute_id for row in await session.scalars(query)}


async def paths_stood_in_for(
    session: AsyncSession, substitute_id: int, roles: Sequence[str], today: date
) -> list[str]:
    """Units of the roles whose holders this person stands in for."""
    rows = await session.scalars(
        select(Unit.path)
        .join(RoleGrant, RoleGrant.unit_id == Unit.id)
        .join(Substitute, Substitute.person_id == RoleGrant.person_id)
        .where(Substitute.substitute_id == substitute_id, Substitute.until >= today)
        .where(*_standing(roles, today))
    )
    return list(rows)


async def unit_above(session: AsyncSession, path: str) -> str | None:
    """The name of the unit right above."""
    code = path.strip("/").split("/")[-2:-1]
    return await session.scalar(select(Unit.name).where(Unit.code.in_(code)))
