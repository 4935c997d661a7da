"""Messages to other people: written in the transaction of their cause, sent by the scheduler.

A row says what happened (kind and parameters), never a finished text; the recipient's language and the
time of sending decide the rest.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import IntEnum
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Account, OutboxMessage, Person, Unit
from db.repositories import delivery, diagnostics, people
from db.session import UnitOfWork, utc_now
from domain.notice_time import next_allowed
from services.viewer import hours_of, zone_of

LEASE = timedelta(seconds=30)
"""How long a process may hold a message; on the real clock, whatever the demo's clock does."""
MOST_ATTEMPTS = 6
TOPIC_OF = {"roster_reminder": "roster_reminder"}
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


async def lease(work: UnitOfWork, owner: str, limit: int) -> list[Letter]:
    """Takes due messages for `owner`; in quiet hours they are put off, unwanted ones are cancelled."""
    async with work.reading() as session:
        if not await delivery.is_anything_due(session, work.now()):
            return []
    if not await is_on(work):
        return []
    ready: list[Letter] = []
    async with work.writing() as session:
        ids = await delivery.lease(session, owner, utc_now() + LEASE, work.now(), limit)
        found = await delivery.messages_with_recipients(session, ids)
        agreed = await people.with_consent(session, [person.id for _, person, _, _ in found])
        for row, person, account, unit in found:
            at = next_allowed(work.now(), hours_of(person, unit), routine=row.routine)
            if row.expires_at is not None and row.expires_at <= at:
                _settle(row, work.now(), "expired", "too late")
            elif at > work.now():
                row.state, row.due_at, row.lease_owner, row.lease_until = "pending", at, None, None
            elif account is None or account.unreachable_since is not None:
                _settle(row, work.now(), "failed", "unreachable")
            elif person.id not in agreed or await _is_unwanted(session, row, person, unit, work.now()):
                _settle(row, work.now(), "cancelled", "unwanted")
            else:
                ready.append(_letter(row, person, account, unit))
    return ready


async def _is_unwanted(
    session: AsyncSession, row: OutboxMessage, person: Person, unit: Unit | None, now: datetime
) -> bool:
    """A topic is switched off at once, for what is queued too; nobody is asked for what is done."""
    if TOPIC_OF.get(row.kind) in person.muted_topics:
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
    )


async def start(work: UnitOfWork, letter: Letter, owner: str) -> bool:
    """Committed just before the call: after a crash only such messages are in doubt."""
    async with work.writing() as session:
        return await delivery.move_message(
            session, letter.id, owner, "leased", {"state": "started", "lease_until": utc_now() + LEASE}
        )


async def sent(work: UnitOfWork, letter: Letter, owner: str, message_id: int) -> None:
    values = {"state": "sent", "message_id": message_id, "settled_at": work.now()}
    async with work.writing() as session:
        await delivery.move_message(session, letter.id, owner, "started", values)


async def uncertain(work: UnitOfWork, letter: Letter, owner: str, error: str) -> None:
    """The call went out and no answer came: nobody knows whether the message arrived."""
    async with work.writing() as session:
        row = await session.get(OutboxMessage, letter.id)
        if row is not None and row.state == "started" and row.lease_owner == owner:
            _doubt(row, work.now(), error)


async def failed(work: UnitOfWork, letter: Letter, owner: str, error: str, *, unreachable: bool) -> None:
    """Permanent: the person blocked the bot, or the message itself is refused."""
    values = {"state": "failed", "error": error[:200], "settled_at": work.now()}
    async with work.writing() as session:
        if await delivery.move_message(session, letter.id, owner, "started", values) and unreachable:
            await people.mark_unreachable(session, letter.person_id, work.now())


async def put_off(work: UnitOfWork, letter: Letter, owner: str, error: str, after: timedelta) -> None:
    """The call surely did not arrive (429, no connection): try again later, in the end give up."""
    async with work.writing() as session:
        row = await session.get(OutboxMessage, letter.id)
        if row is None or row.state != "started" or row.lease_owner != owner:
            return
        row.attempts += 1
        row.lease_owner = row.lease_until = None
        if row.attempts >= MOST_ATTEMPTS:
            _settle(row, work.now(), "failed", error)
        else:
            row.state, row.due_at, row.error = "pending", work.now() + after, error[:200]


async def recover(work: UnitOfWork) -> None:
    """After a crash: leases that ran out return, calls that had begun are in doubt."""
    async with work.writing() as session:
        await delivery.return_expired_leases(session, utc_now())
        for row in await delivery.interrupted(session, utc_now()):
            _doubt(row, work.now(), "interrupted")


def _doubt(row: OutboxMessage, now: datetime, error: str) -> None:
    """Relay and reminders are sent once more, then uncertain; news are uncertain at once."""
    if row.priority != Priority.NEWS and not row.in_doubt:
        row.state, row.in_doubt, row.error = "pending", True, error[:200]
        row.lease_owner = row.lease_until = None
        return
    _settle(row, now, "uncertain", error)


def _settle(row: OutboxMessage, now: datetime, state: str, error: str) -> None:
    row.state, row.error, row.settled_at = state, error[:200], now
    row.lease_owner = row.lease_until = None


async def person_is_away(work: UnitOfWork, person_id: int) -> None:
    """The person blocked the bot: nothing is sent until they write again."""
    async with work.writing() as session:
        await people.mark_unreachable(session, person_id, work.now())


async def person_is_back(work: UnitOfWork, person_id: int) -> None:
    """An unreachable person wrote again."""
    async with UnitOfWork(work.database, work.clock).writing() as session:
        await people.mark_unreachable(session, person_id, None)


async def is_on(work: UnitOfWork) -> bool:
    async with work.reading() as session:
        value = await delivery.setting(session, "sending")
    return value is None or bool(value["on"])


async def switch(work: UnitOfWork, *, on: bool) -> None:
    async with work.writing() as session:
        await delivery.save_setting(session, "sending", {"on": on}, work.now())


async def counts(work: UnitOfWork) -> dict[str, int]:
    async with work.reading() as session:
        return await delivery.count_by_state(session)
