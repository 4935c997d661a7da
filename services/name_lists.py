"""Lists with full names of an organisation's people: shown on one-time pages alone."""

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Person, Unit
from db.repositories import access as access_rows
from db.repositories import people as people_rows
from db.session import UnitOfWork
from domain.access import Right, Scope
from services import content, invitations, onetime
from services.viewer import Viewer

MOST = 3000
"""People of one page: what is more is no list to look at."""


@dataclass(frozen=True)
class Named:
    """A person by the full name where it is known, else by the name for the chat."""

    name: str
    position: str
    unit: str
    in_chat: bool = False
    payload: str = ""


@dataclass(frozen=True)
class NameList:
    """People of a unit in alphabetical order; `asked_by` is the position of whoever asked."""

    unit: str
    asked_by: str
    people: tuple[Named, ...]


def position_title(code: str | None) -> str:
    found = content.positions().get(code or "")
    return found.title if found else ""


def name_of(person: Person) -> str:
    return person.full_name or person.chat_name


async def _roster(
    session: AsyncSession, work: UnitOfWork, who: Viewer, unit: Unit, object_id: int
) -> NameList:
    """Confirmed people of the unit and all below it."""
    found = await people_rows.roster(session, Scope((unit.path,)))
    reached = await people_rows.with_accounts(session, [person.id for person, _ in found])
    people = [
        Named(name_of(person), position_title(person.position), place.name, person.id in reached)
        for person, place in found[:MOST]
    ]
    return _list(who, unit, people)


async def _invitations(
    session: AsyncSession, work: UnitOfWork, who: Viewer, unit: Unit, object_id: int
) -> NameList:
    """Imported people who have not come yet, each with a new personal link; older links stop working."""
    found = await people_rows.roster(session, Scope((unit.path,)))
    reached = await people_rows.with_accounts(session, [person.id for person, _ in found])
    people: list[Named] = []
    for person, place in found:
        if person.id in reached or person.person_code is None or len(people) == MOST:
            continue
        await access_rows.forget_invitations_of(session, person.id, "person", work.now())
        [payload] = await invitations.invite_people(session, work, [(person.id, place.id)])
        people.append(Named(name_of(person), position_title(person.position), place.name, payload=payload))
    return _list(who, unit, people)


def _list(who: Viewer, unit: Unit, people: list[Named]) -> NameList:
    ordered = sorted(people, key=lambda one: (one.unit, one.name))
    return NameList(unit.name, position_title(who.position), tuple(ordered))


ROSTER = onetime.kind("roster", Right.SEE_ROSTER, _roster)
ROSTER_TABLE = onetime.kind("roster_table", Right.SEE_ROSTER, _roster)
INVITATIONS = onetime.kind("invitations", Right.MOVE_ACCOUNTS, _invitations)
