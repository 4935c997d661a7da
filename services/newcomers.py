"""«Новые у нас»: people who named an organisation wait here until somebody of it knows them."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Membership, Person, Unit
from db.repositories import people as people_rows
from db.session import UnitOfWork
from domain.access import Right
from domain.errors import NotFound, OwnAffair
from services import evidence, outbox
from services.viewer import Viewer

PAGE = 6


@dataclass(frozen=True)
class Newcomer:
    """Somebody waiting, as the deputy sees them."""

    membership_id: int
    chat_name: str
    position: str | None
    unit_name: str
    unlisted: str | None
    since: date


async def waiting(work: UnitOfWork, who: Viewer, page: int = 1) -> tuple[list[Newcomer], int]:
    """A page of newcomers of the viewer's branch and how many wait in all; never the viewer."""
    scope = who.need(Right.CONFIRM_NEWCOMERS, work.now())
    async with work.reading() as session:
        found = await people_rows.newcomers(session, scope, who.id, limit=PAGE, offset=(page - 1) * PAGE)
        total = await people_rows.count_newcomers(session, scope, who.id)
    return [_newcomer(*row) for row in found], total


async def waiting_one(work: UnitOfWork, who: Viewer, membership_id: int) -> Newcomer:
    """One newcomer of the branch; raises NotFound for anybody else."""
    scope = who.need(Right.CONFIRM_NEWCOMERS, work.now())
    async with work.reading() as session:
        row = await people_rows.newcomer(session, scope, membership_id)
    if row is None or row[1].id == who.id:
        raise NotFound
    return _newcomer(*row)


def _newcomer(membership: Membership, person: Person, unit: Unit) -> Newcomer:
    return Newcomer(
        membership.id,
        person.chat_name,
        person.position,
        unit.name,
        person.unlisted_organisation,
        membership.since,
    )


async def confirm(work: UnitOfWork, who: Viewer, membership_ids: list[int]) -> int:
    """Confirms these newcomers; those decided meanwhile are passed over. Returns how many."""
    scope = who.need(Right.CONFIRM_NEWCOMERS, work.now())
    done = 0
    async with work.writing() as session:
        for membership_id in membership_ids:
            row = await people_rows.newcomer(session, scope, membership_id)
            if row is None or row[1].id == who.id:
                continue
            await _decide(session, work, who, row[0], row[1], "confirmed")
            await evidence.vouch(session, work, row[1].subject, row[2].path, who.subject)
            done += 1
    return done


async def refuse(work: UnitOfWork, who: Viewer, membership_id: int) -> None:
    """«Не наш педагог»: the person is asked for the organisation again."""
    scope = who.need(Right.CONFIRM_NEWCOMERS, work.now())
    async with work.writing() as session:
        row = await people_rows.newcomer(session, scope, membership_id)
        if row is None:
            raise NotFound
        if row[1].id == who.id:
            raise OwnAffair
        await _decide(session, work, who, row[0], row[1], "refused")


async def _decide(
    session: AsyncSession, work: UnitOfWork, who: Viewer, membership: Membership, person: Person, state: str
) -> None:
    membership.state, membership.decided_at, membership.decided_by = state, work.now(), who.subject
    await outbox.tell(session, work, person.id, f"newcomer_{state}", f"newcomer:{membership.id}:{state}")
