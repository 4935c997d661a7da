"""From «нужен наставник» to a mentor who accepts: offers one after another, the methodist at last."""

from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from db.models import MentorOffer, MentorPair, MentorRequest, Person
from db.repositories import mentoring as rows
from db.repositories import people as people_rows
from db.repositories import questions as queue_rows
from db.session import UnitOfWork
from domain.access import Right, Scope
from domain.errors import NotFound, Refusal, ScreenIsStale, WrongInput
from domain.mentor_matching import Candidate, Need, Ranked, rank
from domain.working_days import after_working_days
from services import content, mentors, outbox, relay, substitutes, viewer
from services.viewer import Viewer

DAYS = 2
"""Working days for each mentor to answer; school holidays don't count."""
END_OF_DAY = time(18)
FORMS = ("offline", "online", "any")
GOING_ON = ("looking", "nobody")
BATCH = 100


class RequestIsOpen(Refusal):
    """One request at a time."""


class OfferIsOver(Refusal):
    """The term is over, or the teacher has changed their mind."""


class NoFreePlace(Refusal):
    """The mentor has as many mentees as they wished."""


@dataclass(frozen=True)
class Request:
    """A request as its author and the methodist see it; `tried`: mentors who were asked."""

    id: int
    revision: int
    topic: str
    difficulty: str
    form: str
    state: str
    due_on: date | None
    tried: int = 0
    chat_name: str = ""
    unit_name: str = ""


@dataclass(frozen=True)
class Offer:
    """A request as a mentor sees it: nobody is named."""

    id: int
    request_id: int
    topic: str
    difficulty: str
    form: str
    due_on: date
    reasons: tuple[str, ...]
    subjects: tuple[str, ...]
    young: bool
    municipality: str


@dataclass(frozen=True)
class Choice:
    """A mentor whom the methodist could ask."""

    person_id: int
    chat_name: str
    unit_name: str
    reasons: tuple[str, ...]


# The teacher.


async def begin(work: UnitOfWork, who: Viewer, topic: str) -> None:
    """Chooses the topic; the draft is one row that every step writes to."""
    if topic not in mentors.topics():
        raise ScreenIsStale
    async with work.writing() as session:
        await _none_open(session, who)
        draft = await rows.request_of(session, who.id, ("draft",))
        if draft is None:
            draft = MentorRequest(person_id=who.id, state="draft", difficulty="", form="", revision=0)
            session.add(draft)
        draft.topic, draft.made_at = topic, work.now()
        draft.unit_path = who.unit.path if who.unit else "/"


async def _none_open(session: AsyncSession, who: Viewer) -> None:
    if await rows.request_of(session, who.id, GOING_ON) is not None:
        raise RequestIsOpen
    if any(one.mentee_id == who.id and one.closed_at is None for one in await rows.pairs_of(session, who.id)):
        raise RequestIsOpen


async def describe(work: UnitOfWork, who: Viewer, difficulty: str) -> None:
    difficulty = difficulty.strip()
    if not 10 <= len(difficulty) <= 500:
        raise WrongInput(why="Опишите в двух-трёх предложениях: от 10 до 500 знаков.")
    async with work.writing() as session:
        (await _draft(session, who)).difficulty = difficulty


async def _draft(session: AsyncSession, who: Viewer) -> MentorRequest:
    draft = await rows.request_of(session, who.id, ("draft",))
    if draft is None:
        raise ScreenIsStale
    return draft


async def draft(work: UnitOfWork, who: Viewer) -> Request | None:
    async with work.reading() as session:
        found = await rows.request_of(session, who.id, ("draft",))
    return _request(found) if found else None


async def send(work: UnitOfWork, who: Viewer, form: str) -> int:
    """The last step: the request gets its number and goes to the first mentor."""
    if form not in FORMS:
        raise ScreenIsStale
    async with work.writing() as session:
        await _none_open(session, who)
        request = await _draft(session, who)
        if not request.difficulty:
            raise ScreenIsStale
        request.form, request.state, request.made_at = form, "looking", work.now()
        request.unit_path = who.unit.path if who.unit else "/"
        request.revision += 1
        await _offer_next(session, work, request)
        return request.id


async def mine(work: UnitOfWork, who: Viewer) -> Request | None:
    """The request that goes on."""
    async with work.reading() as session:
        found = await rows.request_of(session, who.id, GOING_ON)
        tried = len(await rows.offers(session, found.id)) if found else 0
    return _request(found, tried) if found else None


def _request(row: MentorRequest, tried: int = 0) -> Request:
    return Request(row.id, row.revision, row.topic, row.difficulty, row.form, row.state, row.due_on, tried)


async def cancel(work: UnitOfWork, who: Viewer, request_id: int, revision: int) -> None:
    async with work.writing() as session:
        request = await rows.request(session, request_id, for_update=True)
        if request is None or request.person_id != who.id:
            raise NotFound
        if request.state not in GOING_ON or request.revision != revision:
            raise ScreenIsStale
        request.state = "cancelled"
        request.revision += 1
        await rows.withdraw_offers(session, request.id)


async def again(work: UnitOfWork, who: Viewer, pair: MentorPair, session: AsyncSession) -> int:
    """A new request with the words of the old one; the same mentor is not asked again."""
    await _none_open(session, who)
    old = await rows.request(session, pair.request_id) if pair.request_id else None
    request = MentorRequest(
        person_id=who.id,
        topic=pair.topic,
        difficulty=old.difficulty if old else "",
        form=old.form if old else "any",
        state="looking",
        unit_path=who.unit.path if who.unit else "/",
        made_at=work.now(),
        revision=1,
    )
    session.add(request)
    await session.flush()
    if pair.mentor_id is not None:
        due_on, expires_at = _term(who.zone, work.now())
        session.add(
            MentorOffer(
                request_id=request.id, mentor_id=pair.mentor_id, state="withdrawn", reasons=[],
                offered_at=work.now(), due_on=due_on, expires_at=expires_at,
            )
        )  # fmt: skip
        await session.flush()
    await _offer_next(session, work, request)
    return request.id


# Offers.


def _term(zone: ZoneInfo, now: datetime) -> tuple[date, datetime]:
    due_on = after_working_days(now.astimezone(zone).date(), DAYS, content.is_school_holiday)
    return due_on, datetime.combine(due_on, END_OF_DAY, zone)


async def _offer_next(session: AsyncSession, work: UnitOfWork, request: MentorRequest) -> None:
    """To the best mentor who has not been asked yet; when there is none, the methodist is told."""
    asked = {one.mentor_id for one in await rows.offers(session, request.id)}
    ranked = await _ranked(session, work, request, asked)
    if ranked:
        await _offer(session, work, request, ranked[0])
    else:
        await _tell_methodist(session, work, request)


async def _ranked(
    session: AsyncSession, work: UnitOfWork, request: MentorRequest, without: set[int]
) -> list[Ranked]:
    person = await people_rows.get(session, request.person_id) if request.person_id else None
    if person is None:
        return []
    asker = viewer.of_person(person, await people_rows.unit_of(session, person))
    today = asker.today(work.now())
    version = content.document(mentors.CONSENT).version
    found = await rows.available(session, _region(request.unit_path), version, today)
    loads = await rows.loads(session, [profile.person_id for profile, _, _ in found])
    candidates = [
        Candidate(
            profile.person_id, unit.path, frozenset(profile.topics), frozenset(profile.subjects),
            profile.capacity, loads[profile.person_id],
        )
        for profile, _, unit in found
        if profile.person_id not in without
    ]  # fmt: skip
    subjects, young = frozenset(asker.subjects), asker.is_young(work.now())
    return rank(Need(asker.id, request.unit_path, request.topic, subjects, request.form, young), candidates)


def _region(path: str) -> Scope:
    """Mentors are looked for in the asker's region: country and region of the path."""
    codes = path.strip("/").split("/")[:2]
    return Scope((f"/{'/'.join(codes)}/",) if len(codes) == 2 else ())


async def _offer(session: AsyncSession, work: UnitOfWork, request: MentorRequest, to: Ranked) -> None:
    mentor = await people_rows.get(session, to.person)
    assert mentor is not None
    zone = viewer.zone_of(mentor, await people_rows.unit_of(session, mentor))
    due_on, expires_at = _term(zone, work.now())
    offer = MentorOffer(
        request_id=request.id, mentor_id=to.person, state="open", reasons=list(to.reasons), refusal="",
        offered_at=work.now(), due_on=due_on, expires_at=expires_at,
    )  # fmt: skip
    session.add(offer)
    await session.flush()
    request.state, request.due_on = "looking", due_on
    parameters = {"number": request.id, "offer": offer.id, "due": due_on.isoformat()}
    await outbox.tell(session, work, to.person, "mentor_offer", f"offer:{offer.id}", parameters=parameters)


async def _tell_methodist(session: AsyncSession, work: UnitOfWork, request: MentorRequest) -> None:
    request.state, request.due_on = "nobody", None
    request.revision += 1
    roles, today = substitutes.roles_with(Right.MATCH_MENTORS), work.now().date()
    path = await queue_rows.nearest_with(session, request.unit_path, roles, today, request.person_id)
    holders = await queue_rows.holders_at(session, path, roles, today) if path else []
    parameters = {"number": request.id, "request": request.id}
    for person_id in await substitutes.routed(session, holders, today):
        event = f"mentor_needed:{request.id}:{request.revision}"
        await outbox.tell(session, work, person_id, "mentor_needed", event, parameters=parameters)
    if request.person_id is not None:
        event = f"mentor_not_found:{request.id}:{request.revision}"
        await outbox.tell(session, work, request.person_id, "mentor_not_found", event, parameters=parameters)


async def expire_offers(work: UnitOfWork) -> int:
    """A tick: offers nobody answered in time; the next mentor is asked. Returns how many there were."""
    async with work.writing() as session:
        overdue = await rows.overdue_offers(session, work.now(), BATCH)
        for offer in overdue:
            offer.state = "expired"
            request = await rows.request(session, offer.request_id, for_update=True)
            await outbox.tell(
                session, work, offer.mentor_id, "offer_over", f"offer_over:{offer.id}",
                parameters={"number": offer.request_id},
            )  # fmt: skip
            await session.flush()
            if request is not None and request.state == "looking":
                await _offer_next(session, work, request)
    return len(overdue)


# The mentor.


async def offers(work: UnitOfWork, who: Viewer) -> list[Offer]:
    who.need(Right.BE_MENTOR, work.now())
    async with work.reading() as session:
        found = await rows.open_offers(session, who.id)
        return [await _shown(session, work, offer, request) for offer, request in found]


async def offer(work: UnitOfWork, who: Viewer, offer_id: int) -> Offer:
    who.need(Right.BE_MENTOR, work.now())
    async with work.reading() as session:
        found = await rows.offer_to(session, who.id, offer_id)
        if found is None:
            raise NotFound
        if found[0].state != "open":
            raise OfferIsOver
        return await _shown(session, work, *found)


async def _shown(
    session: AsyncSession, work: UnitOfWork, offer: MentorOffer, request: MentorRequest
) -> Offer:
    person = await people_rows.get(session, request.person_id) if request.person_id else None
    unit = await people_rows.unit_of(session, person) if person else None
    above = await queue_rows.unit_above(session, unit.path) if unit else None
    asker = viewer.of_person(person, unit) if person else None
    return Offer(
        offer.id,
        request.id,
        request.topic,
        request.difficulty,
        request.form,
        offer.due_on,
        tuple(offer.reasons),
        asker.subjects if asker else (),
        asker.is_young(work.now()) if asker else False,
        above or "",
    )


async def accept(work: UnitOfWork, who: Viewer, offer_id: int) -> int:
    """The mentor takes the request: from now on the two can talk. Returns the pair's number."""
    who.need(Right.BE_MENTOR, work.now())
    async with work.writing() as session:
        offer, request = await _open_offer(session, who, offer_id)
        profile = await rows.profile(session, who.id, for_update=True)
        taken = sum(
            one.mentor_id == who.id and one.closed_at is None for one in await rows.pairs_of(session, who.id)
        )
        if profile is None or taken >= profile.capacity:
            raise NoFreePlace
        offer.state, request.state = "accepted", "matched"
        request.revision += 1
        pair = MentorPair(
            request_id=request.id, mentor_id=who.id, mentee_id=request.person_id, topic=request.topic,
            started_at=work.now(), supported_years=[], revision=0,
        )  # fmt: skip
        session.add(pair)
        await session.flush()
        assert request.person_id is not None
        session.add(relay.open_thread(work, "pair", pair.id, request.person_id, who.id))
        parameters = {"number": request.id, "pair": pair.id}
        event = f"mentor_found:{pair.id}"
        await outbox.tell(session, work, request.person_id, "mentor_found", event, parameters=parameters)
        return pair.id


async def decline(work: UnitOfWork, who: Viewer, offer_id: int, reason: str) -> None:
    """The mentor can't; the next one is asked at once. The reason is for the methodist."""
    reason = " ".join(reason.split())
    if not 5 <= len(reason) <= 300:
        raise WrongInput(why="Напишите причину: от 5 до 300 знаков.")
    who.need(Right.BE_MENTOR, work.now())
    async with work.writing() as session:
        offer, request = await _open_offer(session, who, offer_id)
        offer.state, offer.refusal = "declined", reason
        await session.flush()
        await _offer_next(session, work, request)


async def _open_offer(session: AsyncSession, who: Viewer, offer_id: int) -> tuple[MentorOffer, MentorRequest]:
    found = await rows.offer_to(session, who.id, offer_id, for_update=True)
    if found is None:
        raise NotFound
    if found[0].state != "open" or found[1].state != "looking" or found[1].person_id is None:
        raise OfferIsOver
    return found


# The methodist.


async def unmatched(work: UnitOfWork, who: Viewer) -> list[Request]:
    """Requests that nobody took."""
    async with work.reading() as session:
        found = await rows.without_mentor(session, await _queue(session, work, who), who.id)
        return [await _with_author(session, request, person) for request, person, _ in found]


async def _queue(session: AsyncSession, work: UnitOfWork, who: Viewer) -> Scope:
    """The branches of the right, and those of somebody on leave: only this queue, nothing else of them."""
    who.need(Right.MATCH_MENTORS, work.now())
    return Scope(tuple(await substitutes.queue_paths(session, work, who, Right.MATCH_MENTORS)))


async def _with_author(session: AsyncSession, row: MentorRequest, person: Person) -> Request:
    unit = await people_rows.unit_of(session, person)
    tried = [one for one in await rows.offers(session, row.id) if one.state != "withdrawn"]
    return Request(
        row.id, row.revision, row.topic, row.difficulty, row.form, row.state, row.due_on, len(tried),
        person.chat_name, unit.name if unit else "",
    )  # fmt: skip


async def choices(work: UnitOfWork, who: Viewer, request_id: int) -> tuple[Request, list[Choice]]:
    """A request nobody took, and mentors who could still be asked or asked once more."""
    async with work.reading() as session:
        row, person = await _unmatched(session, work, who, request_id)
        ranked = await _ranked(session, work, row, await _refused(session, row))
        found = []
        for one in ranked:
            mentor = await people_rows.get(session, one.person)
            unit = await people_rows.unit_of(session, mentor) if mentor else None
            if mentor is not None:
                found.append(
                    Choice(one.person, mentor.chat_name, unit.name if unit else "", tuple(one.reasons))
                )
        return await _with_author(session, row, person), found


async def _refused(session: AsyncSession, row: MentorRequest) -> set[int]:
    return {
        one.mentor_id for one in await rows.offers(session, row.id) if one.state in ("declined", "withdrawn")
    }


async def _unmatched(
    session: AsyncSession, work: UnitOfWork, who: Viewer, request_id: int
) -> tuple[MentorRequest, Person]:
    for row, person, _ in await rows.without_mentor(session, await _queue(session, work, who), who.id):
        if row.id == request_id:
            return row, person
    raise NotFound


async def ask_mentor(work: UnitOfWork, who: Viewer, request_id: int, mentor_id: int) -> None:
    """The methodist asks a mentor; one who let the term pass may be asked once more."""
    async with work.writing() as session:
        row, _ = await _unmatched(session, work, who, request_id)
        ranked = await _ranked(session, work, row, await _refused(session, row))
        chosen = next((one for one in ranked if one.person == mentor_id), None)
        if chosen is None:
            raise NotFound
        for old in await rows.offers(session, row.id):
            if old.mentor_id == mentor_id:
                await session.delete(old)
        await session.flush()
        await _offer(session, work, row, chosen)
        row.revision += 1
