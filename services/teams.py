"""The management team of an organisation: who is in it, and when it became trained (indicator I3)."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Person, TeamMember, Unit
from db.repositories import people as people_rows
from db.repositories import teams as rows
from db.repositories import units as unit_rows
from db.session import UnitOfWork
from domain import team_training
from domain.access import Right, Scope
from domain.errors import NotFound
from services import evidence, outbox
from services.russian import searchable
from services.viewer import UnitView, Viewer, unit_view

PAGE = 6


@dataclass(frozen=True)
class MemberLine:
    """A member as those who compose the team see it; `trained_on`: the first certificate of the year."""

    id: int
    unit_id: int
    chat_name: str
    position: str | None
    is_head: bool
    since: date
    trained_on: date | None


@dataclass(frozen=True)
class Team:
    """The team of today; `trained_on` is the day on record for this year."""

    unit: UnitView
    members: tuple[MemberLine, ...]
    trained_on: date | None

    @property
    def trained(self) -> int:
        return sum(one.trained_on is not None for one in self.members)

    @property
    def has_head(self) -> bool:
        return any(one.is_head for one in self.members)


@dataclass(frozen=True)
class Candidate:
    """Somebody of the organisation who is not in the team."""

    person_id: int
    chat_name: str
    position: str | None


async def view(work: UnitOfWork, who: Viewer, unit_id: int) -> Team:
    today = who.today(work.now())
    async with work.reading() as session:
        unit = await _unit(session, work, who, unit_id)
        found = await rows.members(session, unit, today)
        days = await rows.management_certificates(session, [person.subject for _, person in found])
        recorded = await rows.recorded_on(session, evidence.team_subject(unit.id), today.year)
    lines = tuple(_line(row, person, days[person.subject], today.year) for row, person in found)
    return Team(unit_view(unit), lines, recorded)


def _line(row: TeamMember, person: Person, days: list[date], year: int) -> MemberLine:
    trained_on = team_training.Member(row.is_head, tuple(days)).trained_on(year)
    return MemberLine(
        row.id, row.unit_id, person.chat_name, person.position, row.is_head, row.since, trained_on
    )


async def _unit(
    session: AsyncSession, work: UnitOfWork, who: Viewer, unit_id: int, *, for_update: bool = False
) -> Unit:
    """The organisation if the viewer composes its team; whoever changes a team holds its unit."""
    scope = who.need(Right.COMPOSE_TEAM, work.now())
    unit = await unit_rows.by_id(session, unit_id, for_update=for_update)
    if unit is None or not scope.covers(unit.path):
        raise NotFound
    return unit


async def member(work: UnitOfWork, who: Viewer, member_id: int) -> MemberLine:
    scope = who.need(Right.COMPOSE_TEAM, work.now())
    async with work.reading() as session:
        found = await rows.member(session, scope, member_id)
        if found is None:
            raise NotFound
        row, person, _ = found
        days = await rows.management_certificates(session, [person.subject])
    return _line(row, person, days[person.subject], who.today(work.now()).year)


async def candidates(
    work: UnitOfWork, who: Viewer, unit_id: int, page: int = 1, words: str = ""
) -> tuple[list[Candidate], int]:
    """A page of confirmed people of the organisation who are not in the team, and how many there are."""
    async with work.reading() as session:
        unit = await _unit(session, work, who, unit_id)
        inside = {person.id for _, person in await rows.members(session, unit, who.today(work.now()))}
        people = await people_rows.roster(session, Scope((unit.path,)))
    wanted = searchable(words).split()
    found = [
        Candidate(one.id, one.chat_name, one.position)
        for one, _ in people
        if one.id not in inside and all(word in searchable(one.chat_name) for word in wanted)
    ]
    return found[(page - 1) * PAGE : page * PAGE], len(found)


async def add(work: UnitOfWork, who: Viewer, unit_id: int, person_id: int) -> None:
    """Takes somebody of the organisation in; the first time its head is taken in too."""
    today = who.today(work.now())
    async with work.writing() as session:
        unit = await _unit(session, work, who, unit_id, for_update=True)
        if not await rows.members(session, unit, today):
            head = await rows.head_of(session, unit, today)
            if head is not None:
                await _take_in(session, work, who, unit, head, is_head=True)
        await _take_in(session, work, who, unit, person_id)
        await note_training(session, work, unit, today.year, today, who.subject)


async def _take_in(
    session: AsyncSession, work: UnitOfWork, who: Viewer, unit: Unit, person_id: int, *, is_head: bool = False
) -> None:
    found = await people_rows.in_scope(session, Scope((unit.path,)), person_id)
    membership = await people_rows.open_membership(session, person_id)
    if found is None or membership is None or membership.state != "confirmed":
        raise NotFound
    if await rows.open_row(session, unit.id, person_id) is not None:
        return
    row = TeamMember(
        unit_id=unit.id,
        person_id=person_id,
        is_head=is_head,
        since=who.today(work.now()),
        added_by=who.subject,
    )
    session.add(row)
    await session.flush()
    if person_id != who.id:
        await outbox.tell(
            session, work, person_id, "team_joined", f"team:{row.id}", parameters={"unit": unit.name}
        )


async def remove(work: UnitOfWork, who: Viewer, member_id: int) -> None:
    """Ends a membership today; the days before stay."""
    today = who.today(work.now())
    async with work.writing() as session:
        row, unit = await _member(session, work, who, member_id)
        row.until = today
        await session.flush()
        await note_training(session, work, unit, today.year, today, who.subject)


async def make_head(work: UnitOfWork, who: Viewer, member_id: int) -> None:
    """The team has one head."""
    today = who.today(work.now())
    async with work.writing() as session:
        row, unit = await _member(session, work, who, member_id)
        for other, _ in await rows.members(session, unit, today):
            other.is_head = other.id == row.id
        await session.flush()
        await note_training(session, work, unit, today.year, today, who.subject)


async def _member(
    session: AsyncSession, work: UnitOfWork, who: Viewer, member_id: int
) -> tuple[TeamMember, Unit]:
    scope = who.need(Right.COMPOSE_TEAM, work.now())
    found = await rows.member(session, scope, member_id)
    if found is None:
        raise NotFound
    await unit_rows.by_id(session, found[2].id, for_update=True)
    return found[0], found[2]


async def after_certificate(
    session: AsyncSession, work: UnitOfWork, owner: Viewer, issued_on: date, confirmed_by: str
) -> None:
    """A confirmed certificate may make the teams of its owner trained, in the year it was issued."""
    for unit_id in await rows.units_of(session, owner.id):
        unit = await unit_rows.by_id(session, unit_id, for_update=True)
        if unit is not None:
            today = owner.today(work.now())
            await note_training(session, work, unit, issued_on.year, today, confirmed_by)


async def note_training(
    session: AsyncSession, work: UnitOfWork, unit: Unit, year: int, today: date, confirmed_by: str
) -> None:
    """Records that the team is trained, once a year: with the members of today, or of the year's last day."""
    subject = evidence.team_subject(unit.id)
    if await rows.recorded_on(session, subject, year) is not None:
        return
    found = await rows.members(session, unit, min(today, date(year, 12, 31)))
    days = await rows.management_certificates(session, [person.subject for _, person in found])
    team = [team_training.Member(row.is_head, tuple(days[person.subject])) for row, person in found]
    trained_on = team_training.trained_on(team, year)
    if trained_on is not None:
        trained = sum(one.trained_on(year) is not None for one in team)
        details = {"rule": team_training.RULE, "members": len(team), "trained": trained}
        await evidence.record_team(
            session, work, unit, trained_on, confirmed_by=confirmed_by, details=details
        )
