"""Queries about mentors, requests, offers, pairs and meetings."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import (
    Account,
    MentorMeeting,
    MentorOffer,
    MentorPair,
    MentorProfile,
    MentorRequest,
    Person,
    RelayThread,
    RoleGrant,
    Unit,
)  # fmt: skip
from db.repositories.scoping import within
from domain.access import Scope


async def profile(session: AsyncSession, person_id: int, *, for_update: bool = False) -> MentorProfile | None:
    return await session.get(MentorProfile, person_id, with_for_update=for_update)


async def available(
    session: AsyncSession, scope: Scope, version: str, today: date
) -> list[tuple[MentorProfile, Person, Unit]]:
    """Mentors of the scope with a standing role who agreed, are not paused and can be reached."""
    held = (
        select(RoleGrant.person_id)
        .where(RoleGrant.role == "mentor", RoleGrant.revoked_at.is_(None))
        .where(or_(RoleGrant.until.is_(None), RoleGrant.until >= today))
    )
    rows = await session.execute(
        select(MentorProfile, Person, Unit)
        .join(Person, Person.id == MentorProfile.person_id)
        .join(Unit, Unit.id == Person.unit_id)
        .join(Account, Account.person_id == Person.id)
        .where(
            MentorProfile.consent_version == version,
            or_(MentorProfile.paused_until.is_(None), MentorProfile.paused_until < today),
            Account.unreachable_since.is_(None),
            Person.id.in_(held),
            within(Unit.path, scope),
        )
        .order_by(Person.id)
    )
    return [(row[0], row[1], row[2]) for row in rows]


async def loads(session: AsyncSession, mentor_ids: Sequence[int]) -> dict[int, int]:
    """Pairs that go on and offers that are open, of each of these mentors."""
    found = dict.fromkeys(mentor_ids, 0)
    pairs = select(MentorPair.mentor_id, func.count()).where(
        MentorPair.mentor_id.in_(mentor_ids), MentorPair.closed_at.is_(None)
    )
    offers = select(MentorOffer.mentor_id, func.count()).where(
        MentorOffer.mentor_id.in_(mentor_ids), MentorOffer.state == "open"
    )
    for query, column in ((pairs, MentorPair.mentor_id), (offers, MentorOffer.mentor_id)):
        for mentor_id, count in await session.execute(query.group_by(column)):
            found[mentor_id] += count
    return found


async def request(
    session: AsyncSession, request_id: int, *, for_update: bool = False
) -> MentorRequest | None:
    return await session.get(
        MentorRequest, request_id, with_for_update=for_update, populate_existing=for_update
    )


async def request_of(session: AsyncSession, person_id: int, states: Sequence[str]) -> MentorRequest | None:
    """The person's newest request in one of these states."""
    return await session.scalar(
        select(MentorRequest)
        .where(MentorRequest.person_id == person_id, MentorRequest.state.in_(states))
        .order_by(MentorRequest.id.desc())
        .limit(1)
    )


async def requests_of(session: AsyncSession, person_id: int) -> list[MentorRequest]:
    rows = await session.scalars(
        select(MentorRequest).where(MentorRequest.person_id == person_id).order_by(MentorRequest.id)
    )
    return list(rows)


async def without_mentor(
    session: AsyncSession, scope: Scope, except_person: int
) -> list[tuple[MentorRequest, Person, Unit | None]]:
    """Requests of the scope that nobody took, the oldest first."""
    rows = await session.execute(
        select(MentorRequest, Person, Unit)
        .join(Person, Person.id == MentorRequest.person_id)
        .outerjoin(Unit, Unit.id == Person.unit_id)
        .where(MentorRequest.state == "nobody", Person.id != except_person)
        .where(within(MentorRequest.unit_path, scope))
        .order_by(MentorRequest.id)
    )
    return [(row[0], row[1], row[2]) for row in rows]


async def offers(session: AsyncSession, request_id: int) -> list[MentorOffer]:
    rows = await session.scalars(
        select(MentorOffer).where(MentorOffer.request_id == request_id).order_by(MentorOffer.id)
    )
    return list(rows)


async def offer_to(
    session: AsyncSession, mentor_id: int, offer_id: int, *, for_update: bool = False
) -> tuple[MentorOffer, MentorRequest] | None:
    """An offer with its request, if it was made to this mentor."""
    query = (
        select(MentorOffer, MentorRequest)
        .join(MentorRequest, MentorRequest.id == MentorOffer.request_id)
        .where(MentorOffer.id == offer_id, MentorOffer.mentor_id == mentor_id)
    )
    row = (await session.execute(query.with_for_update() if for_update else query)).first()
    return (row[0], row[1]) if row else None


async def open_offers(session: AsyncSession, mentor_id: int) -> list[tuple[MentorOffer, MentorRequest]]:
    rows = await session.execute(
        select(MentorOffer, MentorRequest)
        .join(MentorRequest, MentorRequest.id == MentorOffer.request_id)
        .where(MentorOffer.mentor_id == mentor_id, MentorOffer.state == "open")
        .order_by(MentorOffer.expires_at, MentorOffer.id)
    )
    return [(row[0], row[1]) for row in rows]


async def overdue_offers(session: AsyncSession, now: datetime, limit: int) -> list[MentorOffer]:
    rows = await session.scalars(
        select(MentorOffer)
        .where(MentorOffer.state == "open", MentorOffer.expires_at <= now)
        .order_by(MentorOffer.expires_at)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    return list(rows)


async def withdraw_offers(session: AsyncSession, request_id: int) -> None:
    await session.execute(
        update(MentorOffer)
        .where(MentorOffer.request_id == request_id, MentorOffer.state == "open")
        .values(state="withdrawn")
    )


async def pair(session: AsyncSession, pair_id: int, *, for_update: bool = False) -> MentorPair | None:
    return await session.get(MentorPair, pair_id, with_for_update=for_update, populate_existing=for_update)


async def pairs_of(session: AsyncSession, person_id: int) -> list[MentorPair]:
    """Pairs of a mentor or a mentee, those that go on first, then the newest."""
    rows = await session.scalars(
        select(MentorPair)
        .where(or_(MentorPair.mentor_id == person_id, MentorPair.mentee_id == person_id))
        .order_by(MentorPair.closed_at.is_not(None), MentorPair.id.desc())
    )
    return list(rows)


async def pairs_in(
    session: AsyncSession, scope: Scope, except_person: int
) -> list[tuple[MentorPair, Person, Unit]]:
    """Pairs that go on whose mentee works in the scope, those without an order first."""
    rows = await session.execute(
        select(MentorPair, Person, Unit)
        .join(Person, Person.id == MentorPair.mentee_id)
        .join(Unit, Unit.id == Person.unit_id)
        .where(
            MentorPair.closed_at.is_(None),
            MentorPair.mentor_id.is_not(None),
            MentorPair.mentor_id != except_person,
            Person.id != except_person,
            within(Unit.path, scope),
        )
        .order_by(MentorPair.order_date.is_not(None), MentorPair.id)
    )
    return [(row[0], row[1], row[2]) for row in rows]


async def forget_person(session: AsyncSession, person_id: int, now: datetime) -> None:
    """Before a deletion: pairs of the person end, their words and the notes of their meetings go."""
    for side, words in (("mentor_id", "mentor_words"), ("mentee_id", "mentee_words")):
        mine = getattr(MentorPair, side) == person_id
        ids = select(MentorPair.id).where(mine)
        await session.execute(update(MentorMeeting).where(MentorMeeting.pair_id.in_(ids)).values(note=""))
        await session.execute(
            update(RelayThread)
            .where(RelayThread.kind == "pair", RelayThread.number.in_(ids), RelayThread.closed_at.is_(None))
            .values(closed_at=now)
        )
        await session.execute(update(MentorPair).where(mine).values({words: None}))
        await session.execute(
            update(MentorPair).where(mine, MentorPair.closed_at.is_(None)).values(closed_at=now)
        )


async def meetings(session: AsyncSession, pair_id: int) -> list[MentorMeeting]:
    """Newest first."""
    rows = await session.scalars(
        select(MentorMeeting)
        .where(MentorMeeting.pair_id == pair_id)
        .order_by(MentorMeeting.starts_at.desc(), MentorMeeting.id.desc())
    )
    return list(rows)


async def meeting(
    session: AsyncSession, meeting_id: int, *, for_update: bool = False
) -> MentorMeeting | None:
    return await session.get(
        MentorMeeting, meeting_id, with_for_update=for_update, populate_existing=for_update
    )


async def possibly_young(
    session: AsyncSession, scope: Scope, except_person: int, born_after: int, started_after: date
) -> list[tuple[Person, Unit]]:
    """People of the scope who may be young teachers by their years; the rule decides."""
    rows = await session.execute(
        select(Person, Unit)
        .join(Unit, Unit.id == Person.unit_id)
        .where(
            Person.registered_at.is_not(None) | Person.person_code.is_not(None),
            Person.birth_year > born_after,
            Person.work_start > started_after,
            Person.id != except_person,
            within(Unit.path, scope),
        )
        .order_by(Unit.name, Person.chat_name, Person.id)
    )
    return [(row[0], row[1]) for row in rows]
