"""A mentor and who they help: a talk, meetings that both confirm, an order, feedback of both."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from db.models import MentorMeeting, MentorPair, Person, RelayThread, Unit
from db.repositories import mentoring as rows
from db.repositories import people as people_rows
from db.repositories import relay as relay_rows
from db.session import UnitOfWork
from domain.access import Right, Scope
from domain.errors import NotFound, Refusal, ScreenIsStale, WrongInput
from domain.evidence import EvidenceKind, SupportForm
from services import evidence, mentor_requests, outbox, relay, reminders, route_facts, substitutes, viewer
from services.relay import Said
from services.viewer import Viewer

RATINGS = (1, 2, 3)
FURTHEST = timedelta(days=120)
BEFORE = timedelta(days=1)


class PairIsClosed(Refusal):
    """The pair has said goodbye."""


class MeetingIsAhead(Refusal):
    """A meeting is confirmed once its time has come."""


@dataclass(frozen=True)
class Pair:
    """A pair as one of the two sees it. `mine`: my feedback was given."""

    id: int
    revision: int
    thread_id: int
    is_mentor: bool
    topic: str
    order_no: str | None
    order_date: date | None
    closed: bool
    mine: bool
    held: int
    next_meeting: datetime | None
    open: bool
    opens: bool


@dataclass(frozen=True)
class Meeting:
    """`turn`: it is the viewer who is to answer."""

    id: int
    revision: int
    pair_id: int
    starts_at: datetime
    note: str
    state: str
    turn: bool
    past: bool


@dataclass(frozen=True)
class Ordered:
    """A pair as the deputy sees it, who writes its order."""

    id: int
    revision: int
    mentee: str
    mentor: str
    mentor_unit: str
    unit_name: str
    topic: str
    started_on: date
    order_no: str | None
    order_date: date | None
    held: int


async def mine(work: UnitOfWork, who: Viewer) -> list[Pair]:
    """Pairs of the person on either side, those that go on first."""
    async with work.reading() as session:
        return [await _shown(session, work, who, pair) for pair in await rows.pairs_of(session, who.id)]


async def get(work: UnitOfWork, who: Viewer, pair_id: int) -> Pair:
    async with work.reading() as session:
        return await _shown(session, work, who, await _own(session, who, pair_id))


async def _own(session: AsyncSession, who: Viewer, pair_id: int, *, for_update: bool = False) -> MentorPair:
    pair = await rows.pair(session, pair_id, for_update=for_update)
    if pair is None or who.id not in (pair.mentor_id, pair.mentee_id):
        raise NotFound
    return pair


async def _shown(session: AsyncSession, work: UnitOfWork, who: Viewer, pair: MentorPair) -> Pair:
    thread = await _thread(session, pair)
    met = await rows.meetings(session, pair.id)
    ahead = [
        one.starts_at for one in met if one.state in ("proposed", "agreed") and one.starts_at > work.now()
    ]
    is_mentor = pair.mentor_id == who.id
    return Pair(
        id=pair.id,
        revision=pair.revision,
        thread_id=thread.id,
        is_mentor=is_mentor,
        topic=pair.topic,
        order_no=pair.order_no,
        order_date=pair.order_date,
        closed=pair.closed_at is not None,
        mine=(pair.mentor_rating if is_mentor else pair.mentee_rating) is not None,
        held=sum(one.state == "held" for one in met),
        next_meeting=min(ahead, default=None),
        open=thread.asker_opens and thread.answerer_opens,
        opens=thread.answerer_opens if is_mentor else thread.asker_opens,
    )


async def _thread(session: AsyncSession, pair: MentorPair, *, for_update: bool = False) -> RelayThread:
    thread = await relay_rows.by_number(session, "pair", pair.id, for_update=for_update)
    if thread is None:
        raise NotFound
    return thread


async def say(work: UnitOfWork, who: Viewer, pair_id: int, said: Said) -> None:
    """Words for the other of the two."""
    async with work.writing() as session:
        await _say(session, work, who, pair_id, said)


async def say_kept(work: UnitOfWork, who: Viewer, pair_id: int) -> None:
    async with work.writing() as session:
        await _say(session, work, who, pair_id, await relay.take_kept(session, who))


async def _say(session: AsyncSession, work: UnitOfWork, who: Viewer, pair_id: int, said: Said) -> None:
    pair = await _own(session, who, pair_id)
    await relay.say(session, work, await _thread(session, pair, for_update=True), who.id, said)


# Meetings.


async def propose(work: UnitOfWork, who: Viewer, pair_id: int, on: date, at: time) -> int:
    """A day and a time in the proposer's zone; the other side agrees or not."""
    starts_at = datetime.combine(on, at, who.zone)
    if not work.now() < starts_at <= work.now() + FURTHEST:
        raise WrongInput(why="Встречу назначают на будущее, не дальше четырёх месяцев.")
    async with work.writing() as session:
        pair = await _going_on(session, who, pair_id)
        meeting = MentorMeeting(
            pair_id=pair.id, starts_at=starts_at, note="", by_mentor=pair.mentor_id == who.id,
            state="proposed", revision=0,
        )  # fmt: skip
        session.add(meeting)
        await session.flush()
        await _tell_other(session, work, pair, meeting, "meeting_proposed")
        return meeting.id


async def _going_on(session: AsyncSession, who: Viewer, pair_id: int) -> MentorPair:
    pair = await _own(session, who, pair_id, for_update=True)
    if pair.closed_at is not None:
        raise PairIsClosed
    return pair


async def _tell_other(
    session: AsyncSession, work: UnitOfWork, pair: MentorPair, meeting: MentorMeeting, kind: str
) -> None:
    """To the side whose turn it is now: not `by_mentor`."""
    other = pair.mentee_id if meeting.by_mentor else pair.mentor_id
    if other is not None:
        event = f"{kind}:{meeting.id}:{meeting.revision}"
        parameters = {"meeting": meeting.id, "at": meeting.starts_at.isoformat()}
        await outbox.tell(session, work, other, kind, event, parameters=parameters)


async def meetings(work: UnitOfWork, who: Viewer, pair_id: int) -> list[Meeting]:
    async with work.reading() as session:
        pair = await _own(session, who, pair_id)
        found = await rows.meetings(session, pair.id)
    return [_meeting(work, who, pair, one) for one in found]


async def meeting(work: UnitOfWork, who: Viewer, meeting_id: int) -> Meeting:
    async with work.reading() as session:
        pair, found = await _own_meeting(session, who, meeting_id)
    return _meeting(work, who, pair, found)


def _meeting(work: UnitOfWork, who: Viewer, pair: MentorPair, one: MentorMeeting) -> Meeting:
    turn = one.state in ("proposed", "said") and one.by_mentor != (pair.mentor_id == who.id)
    past = one.starts_at <= work.now()
    return Meeting(one.id, one.revision, pair.id, one.starts_at, one.note, one.state, turn, past)


async def _own_meeting(
    session: AsyncSession, who: Viewer, meeting_id: int, *, for_update: bool = False
) -> tuple[MentorPair, MentorMeeting]:
    found = await rows.meeting(session, meeting_id, for_update=for_update)
    if found is None:
        raise NotFound
    return await _own(session, who, found.pair_id, for_update=for_update), found


async def note(work: UnitOfWork, who: Viewer, meeting_id: int, text: str) -> None:
    """What to prepare, or what was agreed: seen by both."""
    text = text.strip()
    if not 3 <= len(text) <= 300:
        raise WrongInput(why="Заметка: от 3 до 300 знаков.")
    async with work.writing() as session:
        _, found = await _own_meeting(session, who, meeting_id, for_update=True)
        found.note = text


async def agree(work: UnitOfWork, who: Viewer, meeting_id: int, revision: int) -> None:
    """The time suits; both are reminded the day before."""
    async with work.writing() as session:
        pair, found = await _turn(session, work, who, meeting_id, revision, "proposed")
        found.state = "agreed"
        found.revision += 1
        for person_id in (pair.mentor_id, pair.mentee_id):
            if person_id is not None:
                due = max(found.starts_at - BEFORE, work.now())
                await reminders.set_for(
                    session, person_id, MEETING_TOMORROW, found.id, due, expires_at=found.starts_at
                )
        await _tell_proposer(session, work, pair, found, "meeting_agreed")


async def _tell_proposer(
    session: AsyncSession, work: UnitOfWork, pair: MentorPair, found: MentorMeeting, kind: str
) -> None:
    proposer = pair.mentor_id if found.by_mentor else pair.mentee_id
    if proposer is not None:
        event = f"{kind}:{found.id}:{found.revision}"
        parameters = {"meeting": found.id, "at": found.starts_at.isoformat()}
        await outbox.tell(session, work, proposer, kind, event, parameters=parameters)


async def cancel_meeting(work: UnitOfWork, who: Viewer, meeting_id: int, revision: int) -> None:
    """It does not suit, or it did not take place."""
    async with work.writing() as session:
        pair, found = await _own_meeting(session, who, meeting_id, for_update=True)
        if found.state in ("held", "cancelled") or found.revision != revision:
            raise ScreenIsStale
        found.state, found.by_mentor = "cancelled", pair.mentor_id == who.id
        found.revision += 1
        for person_id in (pair.mentor_id, pair.mentee_id):
            if person_id is not None:
                await reminders.drop(session, work, person_id, MEETING_TOMORROW, found.id)
        await _tell_other(session, work, pair, found, "meeting_cancelled")


async def took_place(work: UnitOfWork, who: Viewer, meeting_id: int, revision: int) -> None:
    """«Встреча состоялась»: one side says so, the other confirms."""
    async with work.writing() as session:
        pair, found = await _own_meeting(session, who, meeting_id, for_update=True)
        if found.revision != revision or found.state not in ("proposed", "agreed", "said"):
            raise ScreenIsStale
        if found.starts_at > work.now():
            raise MeetingIsAhead
        by_mentor = pair.mentor_id == who.id
        if found.state != "said":
            found.state, found.by_mentor = "said", by_mentor
            found.revision += 1
            await _tell_other(session, work, pair, found, "meeting_said")
            return
        if found.by_mentor == by_mentor:
            raise ScreenIsStale
        found.state, found.held_at = "held", work.now()
        found.revision += 1
        await session.flush()
        await _support(session, work, pair)
        if pair.mentee_id is not None:
            await route_facts.met(session, work, pair.mentee_id, pair.topic)


async def _turn(
    session: AsyncSession, work: UnitOfWork, who: Viewer, meeting_id: int, revision: int, state: str
) -> tuple[MentorPair, MentorMeeting]:
    pair, found = await _own_meeting(session, who, meeting_id, for_update=True)
    if found.state != state or found.revision != revision or not _meeting(work, who, pair, found).turn:
        raise ScreenIsStale
    return pair, found


async def _support(session: AsyncSession, work: UnitOfWork, pair: MentorPair) -> None:
    """«Наставничество»: a pair under an order with a meeting that both confirmed, once for each year."""
    person = await people_rows.get(session, pair.mentee_id) if pair.mentee_id else None
    if pair.order_date is None or person is None:
        return
    mentee = viewer.of_person(person, await people_rows.unit_of(session, person))
    for one in reversed(await rows.meetings(session, pair.id)):
        on = max(mentee.today(one.starts_at), pair.order_date)
        if one.state == "held" and on.year not in pair.supported_years and on <= mentee.today(work.now()):
            pair.supported_years = [*pair.supported_years, on.year]
            await evidence.record(
                session, work, mentee, EvidenceKind.SUPPORT, on, confirmed_by=pair.ordered_by,
                form=SupportForm.MENTORING, details={"pair": pair.id, "meeting": one.id},
            )  # fmt: skip


async def _meeting_is_ahead(
    session: AsyncSession, person_id: int, meeting_id: int
) -> dict[str, object] | None:
    found = await rows.meeting(session, meeting_id)
    if found is None or found.state != "agreed":
        return None
    return {"meeting": found.id, "at": found.starts_at.isoformat()}


MEETING_TOMORROW = reminders.kind("meeting_tomorrow", _meeting_is_ahead, routine=False)


# The end.


async def close(work: UnitOfWork, who: Viewer, pair_id: int, revision: int, rating: int) -> None:
    """One of the two closes with a mark; the other is asked for theirs. A mark may follow a closing, too."""
    if rating not in RATINGS:
        raise ScreenIsStale
    async with work.writing() as session:
        pair = await _own(session, who, pair_id, for_update=True)
        if pair.revision != revision:
            raise ScreenIsStale
        is_mentor = pair.mentor_id == who.id
        if is_mentor:
            pair.mentor_rating = rating
        else:
            pair.mentee_rating = rating
        pair.revision += 1
        if pair.closed_at is None:
            pair.closed_at = work.now()
            (await _thread(session, pair, for_update=True)).closed_at = work.now()
            other = pair.mentee_id if is_mentor else pair.mentor_id
            if other is not None:
                parameters = {"pair": pair.id}
                await outbox.tell(
                    session, work, other, "pair_closed", f"pair_closed:{pair.id}", parameters=parameters
                )


async def add_words(work: UnitOfWork, who: Viewer, pair_id: int, text: str) -> None:
    """Feedback in one's own words, after the mark; the methodist reads it, the other side doesn't."""
    text = text.strip()
    if not 5 <= len(text) <= 500:
        raise WrongInput(why="Отзыв: от 5 до 500 знаков.")
    async with work.writing() as session:
        pair = await _own(session, who, pair_id, for_update=True)
        if pair.closed_at is None:
            raise ScreenIsStale
        if pair.mentor_id == who.id:
            pair.mentor_words = text
        else:
            pair.mentee_words = text


async def rematch(work: UnitOfWork, who: Viewer, pair_id: int) -> int:
    """Another mentor for the same request; returns the number of the new one."""
    async with work.writing() as session:
        pair = await _own(session, who, pair_id, for_update=True)
        if pair.mentee_id != who.id or pair.closed_at is None:
            raise ScreenIsStale
        return await mentor_requests.again(work, who, pair, session)


# The deputy.


async def for_orders(work: UnitOfWork, who: Viewer) -> list[Ordered]:
    """Pairs of the branch, those without an order first."""
    async with work.reading() as session:
        found = await rows.pairs_in(session, await _queue(session, work, who), who.id)
        return [await _ordered(session, pair, person, unit) for pair, person, unit in found]


async def for_order(work: UnitOfWork, who: Viewer, pair_id: int) -> Ordered:
    async with work.reading() as session:
        return await _ordered(session, *await _of_branch(session, work, who, pair_id))


async def _queue(session: AsyncSession, work: UnitOfWork, who: Viewer) -> Scope:
    who.need(Right.ORDER_MENTORING, work.now())
    return Scope(tuple(await substitutes.queue_paths(session, work, who, Right.ORDER_MENTORING)))


async def _of_branch(
    session: AsyncSession, work: UnitOfWork, who: Viewer, pair_id: int
) -> tuple[MentorPair, Person, Unit]:
    for pair, person, unit in await rows.pairs_in(session, await _queue(session, work, who), who.id):
        if pair.id == pair_id:
            return pair, person, unit
    raise NotFound


async def _ordered(session: AsyncSession, pair: MentorPair, person: Person, unit: Unit) -> Ordered:
    mentor = await people_rows.get(session, pair.mentor_id) if pair.mentor_id else None
    place = await people_rows.unit_of(session, mentor) if mentor else None
    met = await rows.meetings(session, pair.id)
    return Ordered(
        pair.id,
        pair.revision,
        person.chat_name,
        mentor.chat_name if mentor else "",
        place.name if place else "",
        unit.name,
        pair.topic,
        viewer.of_person(person, unit).today(pair.started_at),
        pair.order_no,
        pair.order_date,
        sum(one.state == "held" for one in met),
    )


async def set_order_number(work: UnitOfWork, who: Viewer, pair_id: int, typed: str) -> None:
    number = " ".join(typed.split())
    if not 1 <= len(number) <= 60 or not any(c.isdigit() for c in number):
        raise WrongInput(why="Напишите номер приказа, например 145-о.")
    async with work.writing() as session:
        pair, _, _ = await _of_branch(session, work, who, pair_id)
        if pair.order_date is not None:
            raise ScreenIsStale
        pair.order_no = number
        pair.revision += 1


async def set_order_date(work: UnitOfWork, who: Viewer, pair_id: int, on: date) -> None:
    """With the date the consultation becomes mentoring; both are told."""
    if not date(2015, 1, 1) <= on <= who.today(work.now()):
        raise WrongInput(why="Дата приказа не позже сегодняшнего дня.")
    async with work.writing() as session:
        pair, _, _ = await _of_branch(session, work, who, pair_id)
        if pair.order_no is None or pair.order_date is not None:
            raise ScreenIsStale
        pair.order_date, pair.ordered_by = on, who.subject
        pair.revision += 1
        await _support(session, work, pair)
        for person_id in (pair.mentor_id, pair.mentee_id):
            if person_id is not None:
                parameters = {"number": pair.order_no, "due": on.isoformat(), "pair": pair.id}
                await outbox.tell(
                    session, work, person_id, "pair_ordered", f"pair_ordered:{pair.id}", parameters=parameters
                )
