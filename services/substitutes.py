"""«На время отпуска»: somebody else sees the queue and hears of what comes into it.

The substitute's scope stays what it is: only queues are routed. Whoever asks for a queue takes its units
from `queue_paths`, whoever tells people about it takes them from `routed`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from db.repositories import people as people_rows
from db.repositories import questions as rows
from db.session import UnitOfWork
from domain.access import RIGHTS, Right, Role
from domain.errors import NotFound, WrongInput
from services import outbox
from services.viewer import Viewer

QUEUES = (Right.ANSWER_QUESTIONS, Right.MATCH_MENTORS, Right.ORDER_MENTORING)
"""Rights whose work is a queue that somebody else may mind meanwhile."""
LONGEST = timedelta(days=120)


@dataclass(frozen=True)
class Colleague:
    """Somebody who may stand in."""

    person_id: int
    chat_name: str
    unit_name: str
    until: date | None = None


def roles_with(right: Right) -> list[str]:
    """Roles whose work the queue of a right is; the administrator has every right and no queue."""
    return [role.value for role, rights in RIGHTS.items() if right in rights and role is not Role.ADMIN]


async def queue_paths(session: AsyncSession, work: UnitOfWork, who: Viewer, right: Right) -> list[str]:
    """Units whose queue this person works off: where they hold the role, and where they stand in."""
    today = who.today(work.now())
    own = [one.path for one in who.grants if one.holds(today) and right in RIGHTS[one.role]]
    lent = await rows.paths_stood_in_for(session, who.id, roles_with(right), today)
    return list(dict.fromkeys([*own, *lent]))


async def routed(session: AsyncSession, person_ids: Sequence[int], today: date) -> list[int]:
    """The same people, those on leave replaced by who stands in for them."""
    instead = await rows.substitutes_for(session, person_ids, today)
    return list(dict.fromkeys(instead.get(one, one) for one in person_ids))


async def candidates(work: UnitOfWork, who: Viewer) -> list[Colleague]:
    """Colleagues with the same work at the person's own units or above them."""
    who.need(Right.NAME_SUBSTITUTE, work.now())
    today = who.today(work.now())
    found: list[int] = []
    async with work.reading() as session:
        for grant in who.grants:
            rights = RIGHTS[grant.role] & set(QUEUES) if grant.holds(today) else set()
            roles = [role.value for role in Role if RIGHTS[role] & rights and role is not Role.ADMIN]
            found += await people_rows.granted_above(session, grant.path, roles, today) if roles else []
        return [await _colleague(session, one) for one in dict.fromkeys(found) if one != who.id]


async def _colleague(session: AsyncSession, person_id: int, until: date | None = None) -> Colleague:
    person = await people_rows.get(session, person_id)
    if person is None:
        raise NotFound
    unit = await people_rows.unit_of(session, person)
    return Colleague(person_id, person.chat_name, unit.name if unit else "", until)


async def current(work: UnitOfWork, who: Viewer) -> Colleague | None:
    """Who stands in for the person now."""
    async with work.reading() as session:
        row = await rows.substitute_of(session, who.id)
        if row is None or row.until < who.today(work.now()):
            return None
        return await _colleague(session, row.substitute_id, row.until)


async def appoint(work: UnitOfWork, who: Viewer, person_id: int, until: date) -> None:
    """Names a substitute up to a day, inclusive; the substitute is told."""
    if person_id not in {one.person_id for one in await candidates(work, who)}:
        raise NotFound
    today = who.today(work.now())
    if not today <= until <= today + LONGEST:
        raise WrongInput(why="Выберите день: не раньше сегодняшнего и не дальше, чем через четыре месяца.")
    async with work.writing() as session:
        await rows.set_substitute(
            session,
            {"person_id": who.id, "substitute_id": person_id, "until": until, "made_at": work.now()},
        )
        await outbox.tell(
            session, work, person_id, "substitute", f"substitute:{who.id}:{work.now().timestamp():.0f}",
            parameters={"name": who.chat_name, "until": until.isoformat()},
        )  # fmt: skip


async def end(work: UnitOfWork, who: Viewer) -> None:
    async with work.writing() as session:
        await rows.end_substitution(session, who.id)
