"""Who of an organisation has read its documents: counts, who has not, a reminder, the sheet to sign."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Person, Unit
from db.repositories import delivery
from db.repositories import norms as rows
from db.repositories import people as people_rows
from db.repositories import units as unit_rows
from db.session import UnitOfWork
from domain.access import Right, Scope
from domain.errors import NotFound
from services import onetime, outbox
from services.name_lists import name_of, position_title
from services.norms import REMINDER, NormView, view_of
from services.roster import RemindedThisWeek
from services.viewer import UnitView, Viewer, unit_view

PAGE = 6
AT_MOST_EVERY = timedelta(days=7)


@dataclass(frozen=True)
class NormCount:
    """A document and how many of the organisation have read it."""

    norm: NormView
    read: int
    total: int


@dataclass(frozen=True)
class Overview:
    """Documents of a unit; `to_remind`: people who have something to read and may be written to."""

    unit: UnitView
    norms: tuple[NormCount, ...]
    to_remind: int


@dataclass(frozen=True)
class Unread:
    """Somebody who has not read a document, by the name for the chat."""

    chat_name: str
    position: str
    unit_name: str


@dataclass(frozen=True)
class Sheet:
    """The sheet for signatures, with full names: for the one-time page alone."""

    unit: str
    norm: NormView
    made_on: date
    asked_by: str
    people: tuple[tuple[str, str, date | None], ...]
    """Name, position, the day of «Ознакомлен(а)» in the chat."""


async def overview(work: UnitOfWork, who: Viewer, unit_id: int) -> Overview:
    async with work.reading() as session:
        unit = await _unit(session, work, who, unit_id, Right.SEE_ROSTER)
        people = [person for person, _ in await people_rows.roster(session, Scope((unit.path,)))]
        found = await rows.in_force(session, unit.path)
        read = await rows.acquaintances(session, [one.id for one in people], [norm.id for norm, _ in found])
    counts = tuple(
        NormCount(view_of(norm, place), sum((one.id, norm.id) in read for one in people), len(people))
        for norm, place in found
    )
    late = _late(people, {norm.id for norm, _ in found}, set(read), who)
    return Overview(unit_view(unit), counts, len(late))


def _late(people: list[Person], norms: set[int], read: set[tuple[int, int]], who: Viewer) -> list[Person]:
    """Those with something to read whom a reminder may be written to, without the viewer."""
    return [
        one
        for one in people
        if one.id != who.id
        and outbox.TOPIC_OF[REMINDER] not in one.muted_topics
        and any((one.id, norm) not in read for norm in norms)
    ]


async def _unit(session: AsyncSession, work: UnitOfWork, who: Viewer, unit_id: int, right: Right) -> Unit:
    scope = who.need(right, work.now())
    unit = await unit_rows.by_id(session, unit_id)
    if unit is None or not scope.covers(unit.path):
        raise NotFound
    return unit


async def unread(
    work: UnitOfWork, who: Viewer, unit_id: int, norm_id: int, page: int = 1
) -> tuple[NormView, list[Unread], int]:
    """A page of those who have not read the document, in alphabetical order, and how many they are."""
    async with work.reading() as session:
        unit = await _unit(session, work, who, unit_id, Right.SEE_ROSTER)
        norm, place = await _norm(session, unit, norm_id)
        people = await people_rows.roster(session, Scope((unit.path,)))
        read = await rows.acquaintances(session, [person.id for person, _ in people], [norm.id])
    late = [
        Unread(person.chat_name, position_title(person.position), home.name)
        for person, home in people
        if (person.id, norm.id) not in read
    ]
    return view_of(norm, place), late[(page - 1) * PAGE : page * PAGE], len(late)


async def _norm(session: AsyncSession, unit: Unit, norm_id: int) -> rows.NormRow:
    found = await rows.known_at(session, unit.path, norm_id)
    if found is None:
        raise NotFound
    return found


async def remind(work: UnitOfWork, who: Viewer, unit_id: int) -> int:
    """Writes to those with something to read, each at most once a week; returns to how many."""
    async with work.writing() as session:
        unit = await _unit(session, work, who, unit_id, Right.REMIND_ROSTER)
        people = [person for person, _ in await people_rows.roster(session, Scope((unit.path,)))]
        norms = {norm.id for norm, _ in await rows.in_force(session, unit.path)}
        read = await rows.acquaintances(session, [one.id for one in people], sorted(norms))
        late = _late(people, norms, set(read), who)
        told = await delivery.last_made_at(session, REMINDER, [one.id for one in late])
        week_ago = work.now() - AT_MOST_EVERY
        fresh = [one for one in late if one.id not in told or told[one.id] <= week_ago]
        if late and not fresh:
            raise RemindedThisWeek
        for one in fresh:
            event = f"{REMINDER}:{work.now():%Y-%m-%d}"
            await outbox.tell(session, work, one.id, REMINDER, event, priority=outbox.Priority.REMINDER)
    return len(fresh)


async def _sheet(session: AsyncSession, work: UnitOfWork, who: Viewer, unit: Unit, object_id: int) -> Sheet:
    norm, place = await _norm(session, unit, object_id)
    people = [person for person, _ in await people_rows.roster(session, Scope((unit.path,)))]
    read = await rows.acquaintances(session, [one.id for one in people], [norm.id])
    lines = [
        (
            name_of(one),
            position_title(one.position),
            who.today(at) if (at := read.get((one.id, norm.id))) else None,
        )
        for one in people
    ]
    return Sheet(
        unit.name,
        view_of(norm, place),
        who.today(work.now()),
        position_title(who.position),
        tuple(sorted(lines, key=lambda line: line[0])),
    )


SHEET = onetime.kind("sheet", Right.SEE_ROSTER, _sheet)
SHEET_TABLE = onetime.kind("sheet_table", Right.SEE_ROSTER, _sheet)
