"""Queries of news: the audience counted and frozen in the database itself, progress, what a person got."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import (
    JSON,
    ColumnElement,
    Integer,
    Select,
    String,
    and_,
    case,
    cast,
    delete,
    exists,
    func,
    insert,
    literal,
    not_,
    or_,
    select,
    update,
)  # fmt: skip
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import (
    Account,
    Broadcast,
    Consent,
    Membership,
    NewsRead,
    OutboxMessage,
    Person,
    RoleGrant,
    Unit,
)  # fmt: skip
from db.models.base import UtcDateTime
from db.repositories.scoping import within
from domain.access import Scope

NEWS = "news"
UNDER_WAY = ("pending", "leased", "started", "sent", "uncertain")
A_DAY, A_WEEK = 1, 3


@dataclass(frozen=True)
class Audience:
    """Whom a broadcast is for. `day`: when it is to come, as far as the limits are concerned."""

    scope: Scope
    topics: tuple[str, ...]
    day: datetime
    today: date
    role: str = ""
    subject: str = ""
    young: bool = False


def event_of(broadcast_id: int) -> str:
    return f"{NEWS}:{broadcast_id}"


def _people(audience: Audience) -> Select[Any]:
    """Everybody of the audience, each once, with the reason why nothing goes to them, or "ok"."""
    query = (
        select(Person.id.label("person_id"), _zone().label("zone"), _reason(audience).label("reason"))
        .join(Unit, Unit.id == Person.unit_id)
        .join(Membership, and_(Membership.person_id == Person.id, Membership.until.is_(None)))
        .outerjoin(Account, Account.person_id == Person.id)
        .where(within(Unit.path, audience.scope), Membership.state.in_(("waiting", "confirmed")))
    )
    if audience.role:
        query = query.where(_holds(audience))
    if audience.subject:
        query = query.where(_listed(Person.subjects, audience.subject))
    if audience.young:
        query = query.where(_young(audience.today))
    return query


def _zone() -> ColumnElement[str]:
    return func.coalesce(Person.timezone, Unit.timezone, "")


def _reason(audience: Audience) -> ColumnElement[str]:
    agreed = exists().where(Consent.person_id == Person.id, Consent.withdrawn_at.is_(None))
    muted = or_(*(_listed(Person.muted_topics, topic) for topic in audience.topics))
    return case(
        (Account.address.is_(None), "absent"),
        (not_(agreed), "no_consent"),
        (Account.unreachable_since.is_not(None), "unreachable"),
        (muted, "unsubscribed"),
        (_had_enough(audience.day), "limit"),
        else_="ok",
    )


def _had_enough(day: datetime) -> ColumnElement[bool]:
    """One broadcast that day, or three in the seven days up to it."""

    def count(since: datetime) -> ColumnElement[int]:
        return (
            select(func.count())
            .select_from(OutboxMessage)
            .where(
                OutboxMessage.person_id == Person.id,
                OutboxMessage.kind == NEWS,
                OutboxMessage.state.in_(UNDER_WAY),
                OutboxMessage.due_at >= since,
                OutboxMessage.due_at < day + timedelta(days=1),
            )
            .correlate(Person)
            .scalar_subquery()
        )

    return or_(count(day) >= A_DAY, count(day - timedelta(days=6)) >= A_WEEK)


def _listed(column: Any, value: str) -> ColumnElement[bool]:
    """Whether a JSON list of plain words holds one: both databases keep it as they got it."""
    return cast(column, String).contains(f'"{value}"', autoescape=True)


def _holds(audience: Audience) -> ColumnElement[bool]:
    return exists().where(
        RoleGrant.person_id == Person.id,
        RoleGrant.role == audience.role,
        RoleGrant.revoked_at.is_(None),
        or_(RoleGrant.until.is_(None), RoleGrant.until >= audience.today),
    )


def _young(today: date) -> ColumnElement[bool]:
    """As domain.career counts: under 35 (by the year, to its end) and in the first three years."""
    born = _years_before(today, 35)
    return and_(
        Person.work_start > _years_before(today, 3),
        or_(Person.birth_date > born, and_(Person.birth_date.is_(None), Person.birth_year >= born.year)),
    )


def _years_before(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return date(day.year - years, 2, 28)


async def count_audience(session: AsyncSession, audience: Audience) -> dict[str, int]:
    """People by reason; "ok" is who will be written to."""
    people = _people(audience).subquery()
    rows = await session.execute(select(people.c.reason, func.count()).group_by(people.c.reason))
    return dict(rows.tuples().all())


async def zones(session: AsyncSession, audience: Audience) -> list[str]:
    people = _people(audience).subquery()
    return list(await session.scalars(select(people.c.zone).distinct()))


async def freeze(
    session: AsyncSession,
    audience: Audience,
    broadcast_id: int,
    due: Mapping[str, datetime],
    *,
    priority: int,
    routine: bool,
    digest_at: datetime,
    now: datetime,
) -> None:
    """Writes a message for everybody of the audience, in one statement: nobody is held in memory.

    `due` names the moment for each zone. Those who had enough get it with the weekly digest.
    """
    people = _people(audience).subquery()
    moments = {zone: literal(at, UtcDateTime) for zone, at in due.items()}
    when: ColumnElement[datetime] = case(moments, value=people.c.zone, else_=literal(now, UtcDateTime))
    later = people.c.reason == "limit"
    columns = {
        "event": literal(event_of(broadcast_id)),
        "person_id": people.c.person_id,
        "kind": literal(NEWS),
        "parameters": literal({"broadcast": broadcast_id, "topic": audience.topics[-1]}, JSON),
        "priority": literal(priority),
        "state": case((later, "digest"), else_="pending"),
        "routine": literal(routine),
        "due_at": case((later, literal(digest_at, UtcDateTime)), else_=when),
        "attempts": literal(0),
        "in_doubt": literal(False),
        "made_at": literal(now, UtcDateTime),
    }
    chosen = select(*columns.values()).where(people.c.reason.in_(("ok", "limit")))
    await session.execute(insert(OutboxMessage).from_select(list(columns), chosen, include_defaults=False))


async def get(session: AsyncSession, broadcast_id: int, *, for_update: bool = False) -> Broadcast | None:
    return await session.get(Broadcast, broadcast_id, with_for_update=for_update)


async def listing(
    session: AsyncSession, scope: Scope, author_id: int, *, limit: int, offset: int
) -> list[Broadcast]:
    """Drafts of one's own and what was sent in the scope, the newest first."""
    rows = await session.scalars(
        select(Broadcast)
        .where(_visible(scope, author_id))
        .order_by(Broadcast.id.desc())
        .limit(limit)
        .offset(offset)
    )
    return list(rows)


async def count(session: AsyncSession, scope: Scope, author_id: int) -> int:
    query = select(func.count()).select_from(Broadcast).where(_visible(scope, author_id))
    return await session.scalar(query) or 0


def _visible(scope: Scope, author_id: int) -> ColumnElement[bool]:
    return or_(
        Broadcast.author_id == author_id, and_(Broadcast.state != "draft", within(Broadcast.path, scope))
    )


async def states(session: AsyncSession, broadcast_id: int) -> dict[str, int]:
    rows = await session.execute(
        select(OutboxMessage.state, func.count())
        .where(OutboxMessage.event == event_of(broadcast_id))
        .group_by(OutboxMessage.state)
    )
    return dict(rows.tuples().all())


async def failures(session: AsyncSession, broadcast_id: int) -> dict[str, int]:
    """Why messages failed, with counts, the commonest first."""
    rows = await session.execute(
        select(OutboxMessage.error, func.count())
        .where(OutboxMessage.event == event_of(broadcast_id), OutboxMessage.state == "failed")
        .group_by(OutboxMessage.error)
        .order_by(func.count().desc())
    )
    return {error or "": number for error, number in rows.tuples()}


async def under_way(session: AsyncSession, now: datetime) -> list[int]:
    """Broadcasts of which a message is due or on its way."""
    due = or_(
        OutboxMessage.state.in_(("leased", "started")),
        and_(OutboxMessage.state == "pending", OutboxMessage.due_at <= now),
    )
    ids = select(Broadcast.id).where(
        Broadcast.state == "sending",
        exists().where(OutboxMessage.event == _event_in_sql(), due),
    )
    return list(await session.scalars(ids))


def _event_in_sql() -> ColumnElement[str]:
    return literal(f"{NEWS}:") + cast(Broadcast.id, String)


async def next_due(session: AsyncSession, broadcast_id: int) -> datetime | None:
    return await session.scalar(
        select(func.min(OutboxMessage.due_at)).where(
            OutboxMessage.event == event_of(broadcast_id), OutboxMessage.state == "pending"
        )
    )


async def move(
    session: AsyncSession, broadcast_id: int, before: Sequence[str], values: dict[str, Any]
) -> None:
    """Changes all messages of a broadcast that are in one of the states `before`."""
    await session.execute(
        update(OutboxMessage)
        .where(OutboxMessage.event == event_of(broadcast_id), OutboxMessage.state.in_(before))
        .values(**values)
    )


async def reads(session: AsyncSession, broadcast_id: int) -> int:
    query = select(func.count()).select_from(NewsRead).where(NewsRead.broadcast_id == broadcast_id)
    return await session.scalar(query) or 0


async def came_lately(
    session: AsyncSession, person_ids: Sequence[int], since: datetime
) -> list[tuple[int, datetime]]:
    """Whom news came to since then, and when."""
    rows = await session.execute(
        select(OutboxMessage.person_id, OutboxMessage.settled_at).where(
            OutboxMessage.person_id.in_(person_ids),
            OutboxMessage.kind == NEWS,
            OutboxMessage.state.in_(("sent", "uncertain")),
            OutboxMessage.settled_at >= since,
        )
    )
    return [(row[0], row[1]) for row in rows]


async def by_ids(session: AsyncSession, ids: Sequence[int]) -> dict[int, Broadcast]:
    rows = await session.scalars(select(Broadcast).where(Broadcast.id.in_(ids)))
    return {row.id: row for row in rows}


GIVEN = ("sent", "uncertain", "accepted", "digest", "in_digest")
"""States in which a piece of news is the person's to read."""


def _given_to(person_id: int) -> Select[Any]:
    """What came to a person, or waits for the digest."""
    number = func.substr(OutboxMessage.event, len(event_of(0)))
    which = case((OutboxMessage.kind == NEWS, cast(number, Integer)))
    return (
        select(Broadcast, NewsRead.read_at)
        .join(OutboxMessage, Broadcast.id == which)
        .outerjoin(NewsRead, and_(NewsRead.broadcast_id == Broadcast.id, NewsRead.person_id == person_id))
        .where(
            OutboxMessage.person_id == person_id,
            OutboxMessage.kind == NEWS,
            OutboxMessage.state.in_(GIVEN),
        )
    )


async def given_to(
    session: AsyncSession, person_id: int, *, limit: int, offset: int
) -> list[tuple[Broadcast, datetime | None]]:
    """News of a person, the newest first, with the moment they were opened."""
    rows = await session.execute(
        _given_to(person_id).order_by(Broadcast.id.desc()).limit(limit).offset(offset)
    )
    return [(row[0], row[1]) for row in rows]


async def count_given(session: AsyncSession, person_id: int) -> tuple[int, int]:
    """How many news a person has, and how many of them are not opened yet."""
    given = _given_to(person_id).subquery()
    row = (await session.execute(select(func.count(), func.count(given.c.read_at)).select_from(given))).one()
    return row[0], row[0] - row[1]


async def one_given(
    session: AsyncSession, person_id: int, broadcast_id: int
) -> tuple[Broadcast, datetime | None] | None:
    row = (await session.execute(_given_to(person_id).where(Broadcast.id == broadcast_id))).first()
    return (row[0], row[1]) if row else None


async def note_read(session: AsyncSession, person_id: int, broadcast_id: int, now: datetime) -> None:
    if await session.get(NewsRead, (broadcast_id, person_id)) is None:
        session.add(NewsRead(broadcast_id=broadcast_id, person_id=person_id, read_at=now))


async def reads_of(session: AsyncSession, person_id: int) -> list[NewsRead]:
    return list(await session.scalars(select(NewsRead).where(NewsRead.person_id == person_id)))


async def written_by(session: AsyncSession, person_id: int) -> list[Broadcast]:
    return list(await session.scalars(select(Broadcast).where(Broadcast.author_id == person_id)))


async def forget_drafts(session: AsyncSession, person_id: int) -> None:
    await session.execute(
        delete(Broadcast).where(Broadcast.author_id == person_id, Broadcast.state == "draft")
    )


async def write_digests(session: AsyncSession, kind: str, event: str, priority: int, now: datetime) -> None:
    """One digest for each person with news that wait for it; the news become part of it."""
    waiting = and_(OutboxMessage.kind == NEWS, OutboxMessage.state == "digest", OutboxMessage.due_at <= now)
    told = exists().where(_digest.c.event == event, _digest.c.person_id == OutboxMessage.person_id)
    people = select(OutboxMessage.person_id).where(waiting, not_(told)).distinct().subquery()
    columns = {
        "event": literal(event),
        "person_id": people.c.person_id,
        "kind": literal(kind),
        "parameters": literal({"event": event, "topic": NEWS}, JSON),
        "priority": literal(priority),
        "state": literal("pending"),
        "routine": literal(True),
        "due_at": literal(now, UtcDateTime),
        "attempts": literal(0),
        "in_doubt": literal(False),
        "made_at": literal(now, UtcDateTime),
    }
    rows = select(*columns.values())
    await session.execute(insert(OutboxMessage).from_select(list(columns), rows, include_defaults=False))
    await session.execute(
        update(OutboxMessage).where(waiting).values(state="in_digest", error=event, settled_at=now)
    )


_digest = OutboxMessage.__table__.alias("digest")


async def in_digest(session: AsyncSession, event: str, person_id: int) -> list[int]:
    """News that are part of a person's digest."""
    found = await session.scalars(
        select(OutboxMessage.parameters)
        .where(
            OutboxMessage.person_id == person_id,
            OutboxMessage.kind == NEWS,
            OutboxMessage.state == "in_digest",
            OutboxMessage.error == event,
        )
        .order_by(OutboxMessage.id)
    )
    return [one["broadcast"] for one in found]
