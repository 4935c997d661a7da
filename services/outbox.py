"""Messages to other people: written in the transaction of their cause, sent by the scheduler.

A row says what happened (kind and parameters), never a finished text; the recipient's language and the
time of sending decide the rest.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import Enum, IntEnum
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Account, OutboxMessage, Person, Unit
from db.repositories import delivery, diagnostics, people
from db.session import UnitOfWork, utc_now
from domain.notice_time import Hours, next_allowed
from services.viewer import hours_of, zone_of

LEASE = timedelta(seconds=30)
"""How long a process may hold a message; on the real clock, whatever the demo's clock does."""
POST = "sender"
POST_KEPT_EVERY = timedelta(seconds=5)
FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=5), timedelta(minutes=5)
"""Between tries while Telegram can't be reached at all."""
BRIEFLY = 8
UNREACHABLE, NOTHING_TO_SAY = "unreachable", "nothing to say"
"""Why a message did not go: nobody is there, or its words are gone."""
TOPIC_OF = {"roster_reminder": "roster_reminder", "news": "news", "news_digest": "news"}
"""Kinds that a person can switch off, by the topic of the settings; `reminders.kind` adds its own."""


class Priority(IntEnum):
    """Who goes first when the permitted rate is short: lower first. Screens are 0 and never rows."""

    RELAY = 1
    REMINDER = 2
    NEWS = 3


@dataclass(frozen=True)
class Letter:
    """A leased message with what is needed to render and send it; `address` is None without an account."""

    id: int
    kind: str
    parameters: dict[str, Any]
    priority: Priority
    address: int | None
    person_id: int
    language: str
    zone: str
    silent: bool
    reply_to: int | None = None
    """A message in the recipient's chat that this one answers."""
    changes: int | None = None
    """A message in the recipient's chat that is changed instead of writing a new one."""


Recipient = tuple[OutboxMessage, Person, Account, Unit | None]
Sift = Callable[[AsyncSession, datetime, list[Recipient]], Awaitable[set[int]]]
Fill = Callable[[AsyncSession, Letter], Awaitable[Letter | None]]
Settled = Callable[[AsyncSession, UnitOfWork, OutboxMessage], Awaitable[None]]


@dataclass(frozen=True)
class Carrier:
    """What a capability adds to the delivery of a kind of its own.

    `sift` holds some of those that are about to go back, gives their ids and says in their rows why;
    `fill` reads what is to be said when it is about to go (None: there is nothing to say any more);
    `settled` hears in the same transaction what became of it. `any_hour`: nobody is woken by it.
    """

    sift: Sift | None = None
    fill: Fill | None = None
    settled: Settled | None = None
    any_hour: bool = False


NO_CARRIER = Carrier()
CARRIERS: dict[str, Carrier] = {}
"""By the kind of message; capabilities put themselves in beside their use cases."""


class Outcome(Enum):
    """What became of a call, as far as anybody knows."""

    SENT = "sent"
    UNREACHABLE = "unreachable"
    REFUSED = "refused"
    NOT_SENT = "not_sent"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Result:
    """A call that is over. `after`: when Telegram wants to be asked again, in seconds."""

    letter: Letter
    outcome: Outcome
    message_id: int | None = None
    reason: str = ""
    after: float | None = None


@dataclass(frozen=True)
class Batch:
    """What a lease gave; `taken` counts what was put off or settled, too."""

    letters: tuple[Letter, ...] = ()
    taken: int = 0


Gone = Callable[[str], bool]
"""Whether a sender of this name is known to be dead."""


def _nobody(owner: str) -> bool:
    return False


async def tell(
    session: AsyncSession,
    work: UnitOfWork,
    person_id: int,
    kind: str,
    event: str,
    *,
    parameters: dict[str, Any] | None = None,
    priority: Priority = Priority.RELAY,
    routine: bool | None = None,
    due_at: datetime | None = None,
    expires_at: datetime | None = None,
    after: int | None = None,
) -> bool:
    """Writes a message to a person; the same event is never told twice. Says whether it was new.

    `routine`: it waits for an afternoon of a working day; of itself everything but relay. `after`: the
    message that must be settled first, where the order matters.
    """
    return await delivery.add_message(
        session,
        {
            "event": event,
            "person_id": person_id,
            "kind": kind,
            "parameters": parameters or {},
            "priority": int(priority),
            "state": "pending",
            "attempts": 0,
            "in_doubt": False,
            "routine": priority is not Priority.RELAY if routine is None else routine,
            "due_at": due_at or work.now(),
            "expires_at": expires_at,
            "made_at": work.now(),
            "after_id": after,
        },
    )


async def lease(work: UnitOfWork, owner: str, limit: int, gone: Gone = _nobody) -> Batch:
    """Takes due messages for `owner`, who must hold the post of the sender.

    In quiet hours they are put off, unwanted and late ones are settled here.
    """
    async with work.reading() as session:
        if not await delivery.is_anything_due(session, work.now()):
            return Batch()
    async with work.writing() as session:
        if not await _hold_post(session, owner, gone) or not await _is_on(session):
            return Batch()
        ids = await delivery.lease(session, owner, utc_now() + LEASE, work.now(), limit)
        found = await delivery.messages_with_recipients(session, ids)
        agreed = await people.with_consent(session, [person.id for _, person, _, _ in found])
        going: list[Recipient] = []
        for row, person, account, unit in found:
            if await _may_go(session, work, row, person, account, unit, agreed) and account is not None:
                going.append((row, person, account, unit))
        letters = await _letters(session, work, going)
    return Batch(tuple(letters), len(ids))


async def _may_go(
    session: AsyncSession,
    work: UnitOfWork,
    row: OutboxMessage,
    person: Person,
    account: Account | None,
    unit: Unit | None,
    agreed: set[int],
) -> bool:
    """Whether a leased message goes now; one that doesn't is put off or settled."""
    at = _time_for(row, hours_of(person, unit), work.now())
    if row.expires_at is not None and row.expires_at <= at:
        await _settle(session, work, row, "expired", "too late")
    elif at > work.now():
        row.due_at = at
        _return(row)
    elif account is None or account.unreachable_since is not None:
        await _settle(session, work, row, "failed", UNREACHABLE)
    elif person.id not in agreed or await _is_unwanted(session, row, person, unit, work.now()):
        await _settle(session, work, row, "cancelled", "unwanted")
    else:
        return True
    return False


def _time_for(row: OutboxMessage, hours: Hours, now: datetime) -> datetime:
    """When it may go; even news that need not wait for an afternoon leave a holiday alone."""
    if CARRIERS.get(row.kind, NO_CARRIER).any_hour:
        return now
    on_leave = hours.leave_until is not None and now.astimezone(hours.zone).date() <= hours.leave_until
    return next_allowed(now, hours, routine=row.routine or (row.priority == Priority.NEWS and on_leave))


async def _letters(session: AsyncSession, work: UnitOfWork, going: list[Recipient]) -> list[Letter]:
    """Letters with their contents, as far as their carriers let them go."""
    held: set[int] = set()
    for kind in {row.kind for row, *_ in going}:
        sift = CARRIERS.get(kind, NO_CARRIER).sift
        if sift is not None:
            held |= await sift(session, work.now(), [one for one in going if one[0].kind == kind])
    letters: list[Letter] = []
    for row, person, account, unit in going:
        if row.id in held:
            continue
        letter: Letter | None = _letter(row, person, account, unit)
        fill = CARRIERS.get(row.kind, NO_CARRIER).fill
        if fill is not None:
            letter = await fill(session, letter)
        if letter is None:
            await _settle(session, work, row, "cancelled", NOTHING_TO_SAY)
        else:
            letters.append(letter)
    return letters


async def _is_unwanted(
    session: AsyncSession, row: OutboxMessage, person: Person, unit: Unit | None, now: datetime
) -> bool:
    """A topic is switched off at once, for what is queued too; nobody is asked for what is done."""
    if {TOPIC_OF.get(row.kind), row.parameters.get("topic")} & set(person.muted_topics):
        return True
    is_done = DONE_BY_NOW.get(row.kind)
    return is_done is not None and await is_done(session, person, unit, now)


async def _has_finished(session: AsyncSession, person: Person, unit: Unit | None, now: datetime) -> bool:
    year = datetime(now.astimezone(zone_of(person, unit)).year, 1, 1, tzinfo=UTC)
    return (await diagnostics.progress(session, [person.id], year)).get(person.id) is True


DONE_BY_NOW: dict[str, Callable[[AsyncSession, Person, Unit | None, datetime], Awaitable[bool]]] = {
    "roster_reminder": _has_finished
}
"""Whether what a kind asks for is done by the time it would be sent: then it is not."""


def _letter(row: OutboxMessage, person: Person, account: Account, unit: Unit | None) -> Letter:
    return Letter(
        id=row.id,
        kind=row.kind,
        parameters=row.parameters,
        priority=Priority(row.priority),
        address=account.address,
        person_id=person.id,
        language=person.language,
        zone=str(zone_of(person, unit)),
        silent=row.routine,
        reply_to=row.parameters.get("reply_to"),
        changes=row.parameters.get("changes"),
    )


async def turn(work: UnitOfWork, owner: str, results: list[Result], next_ids: list[int]) -> set[int]:
    """Records what became of calls and marks the next messages as started, in one transaction.

    Committed just before the calls: after a crash only started messages are in doubt. Returns those that
    may go; none when another sender has the post or sending is switched off.
    """
    async with work.writing(brief=len(results) + len(next_ids) <= BRIEFLY) as session:
        await _record(session, work, owner, results)
        if not await _hold_post(session, owner, _nobody):
            return set()
        if not await _is_on(session):
            await delivery.give_back(session, owner)
            return set()
        return await delivery.start(session, next_ids, owner, utc_now() + LEASE)


async def _record(session: AsyncSession, work: UnitOfWork, owner: str, results: list[Result]) -> None:
    sent = [(one.letter.id, one.message_id) for one in results if one.outcome is Outcome.SENT]
    await delivery.mark_sent(session, owner, sent, work.now())
    for one in results:
        if one.outcome is Outcome.SENT:
            await _tell_arrived(session, work, one.letter)
            continue
        row = await delivery.message(session, one.letter.id)
        if row is None or row.state != "started" or row.lease_owner != owner:
            continue
        if one.outcome is Outcome.UNKNOWN:
            await _doubt(session, work, row, one.reason)
        elif one.outcome is Outcome.NOT_SENT:
            _put_off(row, work.now(), one)
        elif one.outcome is Outcome.UNREACHABLE:
            await people.mark_unreachable(session, row.person_id, work.now())
            await _settle(session, work, row, "failed", UNREACHABLE)
        else:
            await _settle(session, work, row, "failed", one.reason)


async def _tell_arrived(session: AsyncSession, work: UnitOfWork, letter: Letter) -> None:
    settled = CARRIERS.get(letter.kind, NO_CARRIER).settled
    row = await session.get(OutboxMessage, letter.id, populate_existing=True) if settled else None
    if settled is not None and row is not None and row.state == "sent":
        await settled(session, work, row)


def _put_off(row: OutboxMessage, now: datetime, result: Result) -> None:
    """The call surely did not arrive: again when Telegram says, or after a pause that grows."""
    pause = min(FIRST_PAUSE * 2 ** min(row.attempts, 10), LONGEST_PAUSE)
    if result.after is None:
        row.attempts += 1
    else:
        pause = timedelta(seconds=result.after)
    row.due_at, row.error = now + pause, result.reason[:200]
    _return(row)


async def recover(work: UnitOfWork, owner: str, gone: Gone = _nobody) -> None:
    """What a killed sender left: its leases return, its calls that had begun are in doubt."""
    async with work.reading() as session:
        others = await delivery.owners_but(session, owner)
    if not others:
        return
    async with work.writing() as session:
        if not await _hold_post(session, owner, gone):
            return
        dead = [one for one in others if gone(one)]
        await delivery.return_leases(session, owner, dead, utc_now())
        for row in await delivery.interrupted(session, owner, dead, utc_now()):
            await _doubt(session, work, row, "interrupted")


async def leave(work: UnitOfWork, owner: str, results: list[Result]) -> None:
    """The last words of a sender that ends: its results, its leases, its post."""
    async with work.writing() as session:
        await _record(session, work, owner, results)
        await delivery.give_back(session, owner)
        held = await delivery.setting(session, POST)
        if held is not None and held["owner"] == owner:
            await delivery.save_setting(session, POST, _until(owner, utc_now()), utc_now())


async def _hold_post(session: AsyncSession, owner: str, gone: Gone) -> bool:
    """Takes the post of the sender when it is free, and keeps it: one of several processes sends."""
    now = utc_now()
    held = await delivery.locked_setting(session, POST, _until("", now), now)
    until = datetime.fromisoformat(held["until"])
    if held["owner"] != owner and until > now and not gone(held["owner"]):
        return False
    if held["owner"] != owner or until < now + LEASE - POST_KEPT_EVERY:
        await delivery.save_setting(session, POST, _until(owner, now + LEASE), now)
    return True


def _until(owner: str, moment: datetime) -> dict[str, str]:
    return {"owner": owner, "until": moment.isoformat()}


async def _doubt(session: AsyncSession, work: UnitOfWork, row: OutboxMessage, error: str) -> None:
    """Relay and reminders are sent once more, then uncertain; news are uncertain at once."""
    if row.priority != Priority.NEWS and not row.in_doubt:
        row.in_doubt, row.error = True, error[:200]
        _return(row)
        return
    await _settle(session, work, row, "uncertain", error)


def _return(row: OutboxMessage) -> None:
    row.state, row.lease_owner, row.lease_until = "pending", None, None


async def _settle(
    session: AsyncSession, work: UnitOfWork, row: OutboxMessage, state: str, error: str
) -> None:
    row.state, row.error, row.settled_at = state, error[:200], work.now()
    row.lease_owner = row.lease_until = None
    settled = CARRIERS.get(row.kind, NO_CARRIER).settled
    if settled is not None:
        await settled(session, work, row)


async def person_is_away(work: UnitOfWork, person_id: int) -> None:
    """The person blocked the bot: nothing is sent until they write again."""
    async with work.writing() as session:
        await people.mark_unreachable(session, person_id, work.now())


async def person_is_back(work: UnitOfWork, person_id: int) -> None:
    """An unreachable person wrote again: what was said to them meanwhile comes now."""
    async with UnitOfWork(work.database, work.clock).writing() as session:
        await people.mark_unreachable(session, person_id, None)
        await delivery.revive(session, person_id, Priority.RELAY, UNREACHABLE, work.now())


async def is_on(work: UnitOfWork) -> bool:
    async with work.reading() as session:
        return await _is_on(session)


async def _is_on(session: AsyncSession) -> bool:
    value = await delivery.setting(session, "sending")
    return value is None or bool(value["on"])


async def switch(work: UnitOfWork, *, on: bool) -> None:
    async with work.writing() as session:
        await delivery.save_setting(session, "sending", {"on": on}, work.now())


async def counts(work: UnitOfWork) -> dict[str, int]:
    async with work.reading() as session:
        return await delivery.count_by_state(session)
