"""Queries about management teams and what their members were trained in."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Evidence, Membership, Person, ProgrammeCompetency, RoleGrant, TeamMember, Unit
from db.repositories.chunks import chunks
from db.repositories.scoping import within
from domain.access import Role, Scope
from domain.evidence import EvidenceKind

MANAGEMENT = "KU%"
"""Codes of the competencies a management programme develops."""


async def members(session: AsyncSession, unit: Unit, day: date) -> list[tuple[TeamMember, Person]]:
    """The team of a unit on a day, its head first; who works elsewhere by now is out."""
    rows = await session.execute(
        select(TeamMember, Person)
        .join(Person, Person.id == TeamMember.person_id)
        .join(Unit, Unit.id == Person.unit_id)
        .where(
            TeamMember.unit_id == unit.id,
            TeamMember.since <= day,
            or_(TeamMember.until.is_(None), TeamMember.until > day),
            within(Unit.path, Scope((unit.path,))),
        )
        .order_by(TeamMember.is_head.desc(), Person.chat_name, TeamMember.id)
    )
    return [(row[0], row[1]) for row in rows]


async def member(
    session: AsyncSession, scope: Scope, member_id: int, *, for_update: bool = False
) -> tuple[TeamMember, Person, Unit] | None:
    """Somebody who is in a team of the scope now."""
    query = (
        select(TeamMember, Person, Unit)
        .join(Person, Person.id == TeamMember.person_id)
        .join(Unit, Unit.id == TeamMember.unit_id)
        .where(TeamMember.id == member_id, TeamMember.until.is_(None), within(Unit.path, scope))
    )
    row = (await session.execute(query.with_for_update(of=TeamMember) if for_update else query)).first()
    return (row[0], row[1], row[2]) if row else None


async def open_row(session: AsyncSession, unit_id: int, person_id: int) -> TeamMember | None:
    return await session.scalar(
        select(TeamMember).where(
            TeamMember.unit_id == unit_id, TeamMember.person_id == person_id, TeamMember.until.is_(None)
        )
    )


async def units_of(session: AsyncSession, person_id: int) -> list[int]:
    """Units in whose teams the person is now or was."""
    rows = await session.scalars(
        select(TeamMember.unit_id).where(TeamMember.person_id == person_id).distinct()
    )
    return list(rows)


async def of_person(session: AsyncSession, person_id: int) -> list[tuple[TeamMember, Unit]]:
    rows = await session.execute(
        select(TeamMember, Unit)
        .join(Unit, Unit.id == TeamMember.unit_id)
        .where(TeamMember.person_id == person_id)
        .order_by(TeamMember.id)
    )
    return [(row[0], row[1]) for row in rows]


async def head_of(session: AsyncSession, unit: Unit, today: date) -> int | None:
    """Who leads the organisation: by the role of its head, else by the position."""
    works_here = (
        select(Person.id)
        .join(Membership, (Membership.person_id == Person.id) & Membership.until.is_(None))
        .where(Person.unit_id == unit.id, Membership.state == "confirmed")
        .order_by(Person.id)
        .limit(1)
    )
    by_role = works_here.join(RoleGrant, RoleGrant.person_id == Person.id).where(
        RoleGrant.role == Role.HEAD,
        RoleGrant.unit_id == unit.id,
        RoleGrant.revoked_at.is_(None),
        or_(RoleGrant.until.is_(None), RoleGrant.until >= today),
    )
    return await session.scalar(by_role) or await session.scalar(works_here.where(Person.position == "head"))


async def management_certificates(session: AsyncSession, subjects: Sequence[str]) -> dict[str, list[date]]:
    """Days of confirmed management programmes of these subjects; what was corrected does not count."""
    programmes = select(ProgrammeCompetency.programme_id).where(
        ProgrammeCompetency.competency.like(MANAGEMENT)
    )
    corrected = select(Evidence.cause_id).where(
        Evidence.kind == EvidenceKind.CORRECTION, Evidence.cause_id.is_not(None)
    )
    found: dict[str, list[date]] = {subject: [] for subject in subjects}
    for some in chunks(subjects):
        rows = await session.execute(
            select(Evidence.subject, Evidence.happened_on).where(
                Evidence.subject.in_(some),
                Evidence.kind == EvidenceKind.COMPLETED,
                Evidence.confirmed_by.is_not(None),
                Evidence.programme_id.in_(programmes),
                Evidence.id.not_in(corrected),
            )
        )
        for subject, day in rows:
            found[subject].append(day)
    return found


async def recorded_on(session: AsyncSession, subject: str, year: int) -> date | None:
    """The day on which the team with this subject was recorded as trained in the year."""
    return await session.scalar(
        select(Evidence.happened_on)
        .where(
            Evidence.subject == subject,
            Evidence.kind == EvidenceKind.TEAM_TRAINED,
            Evidence.happened_on.between(date(year, 1, 1), date(year, 12, 31)),
        )
        .limit(1)
    )
