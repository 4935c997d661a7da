"""Queries of intake, outbox and reminders: what is due, who works on it, what became of it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    ColumnElement,
    CursorResult,
    and_,
    bindparam,
    delete,
    exists,
    func,
    or_,
    select,
    text,
    update,
)  # fmt: skip
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from db.models import (
    Account,
    AlbumPart,
    HandledUpdate,
    InboxUpdate,
    OutboxMessage,
    Person,
    Place,
    Reminder,
    Setting,
    Tick,
    Unit,
)  # fmt: skip
from db.models.base import UtcDateTime


def _insert(session: AsyncSession, model: type) -> Any:
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    return (sqlite_insert if is_sqlite else postgres_insert)(model)


async def add_to_inbox(session: AsyncSession, rows: list[dict[str, Any]]) -> None:
    await session.execute(_insert(session, InboxUpdate).values(rows).on_conflict_do_nothing())


async def inbox(session: AsyncSession, bot_id: int) -> list[InboxUpdate]:
    rows = await session.scalars(
        select(InboxUpdate).where(InboxUpdate.bot_id == bot_id).order_by(InboxUpdate.update_id)
    )
    return list(rows)


async def remove_from_inbox(session: AsyncSession, bot_id: int, update_ids: Sequence[int]) -> None:
    await session.execute(
        delete(InboxUpdate).where(InboxUpdate.bot_id == bot_id, InboxUpdate.update_id.in_(update_ids))
    )


async def forget_handled_before(session: AsyncSession, moment: datetime) -> None:
    await session.execute(delete(HandledUpdate).where(HandledUpdate.handled_at < moment))


async def place(session: AsyncSession, address: int) -> Place | None:
    return await session.get(Place, address)


_SAVE_PLACE = text(
    "INSERT INTO places (address, screen, arguments, message_id, seen_at)"
    " VALUES (:address, :screen, :arguments, :message_id, :seen_at)"
    " ON CONFLICT (address) DO UPDATE SET screen = excluded.screen, arguments = excluded.arguments,"
    " message_id = excluded.message_id, seen_at = excluded.seen_at"
).bindparams(bindparam("arguments", type_=JSON), bindparam("seen_at", type_=UtcDateTime))
"""As text, because SQLAlchemy compiles an insert with ON CONFLICT anew each time."""


async def save_place(session: AsyncSession, values: dict[str, Any]) -> None:
    await session.execute(_SAVE_PLACE, values)


async def places_at(session: AsyncSession, screen: str) -> list[Place]:
    """Chats that look at a screen."""
    return list(await session.scalars(select(Place).where(Place.screen == screen)))


async def forget_place(session: AsyncSession, address: int) -> None:
    await session.execute(delete(Place).where(Place.address == address))


async def forget_places_of_strangers(session: AsyncSession, moment: datetime) -> None:
    """Places of chats that belong to nobody (guests who never agreed) and were not seen since `moment`."""
    known = select(Account.address)
    await session.execute(delete(Place).where(Place.seen_at < moment, Place.address.not_in(known)))


async def add_album_part(session: AsyncSession, address: int, update_id: int, refusal: str) -> None:
    """A part that came again is the same part."""
    values = {"address": address, "update_id": update_id, "refusal": refusal}
    await session.execute(_insert(session, AlbumPart).values(values).on_conflict_do_nothing())


async def album_parts(session: AsyncSession, address: int) -> Sequence[AlbumPart]:
    query = select(AlbumPart).where(AlbumPart.address == address).order_by(AlbumPart.update_id)
    return (await session.scalars(query)).all()


async def addresses_with_albums(session: AsyncSession) -> Sequence[int]:
    return (await session.scalars(select(AlbumPart.address).distinct())).all()


async def forget_album(session: AsyncSession, address: int, update_ids: Sequence[int] | None = None) -> None:
    """These parts, or all of the chat."""
    statement = delete(AlbumPart).where(AlbumPart.address == address)
    if update_ids is not None:
        statement = statement.where(AlbumPart.update_id.in_(update_ids))
    await session.execute(statement)


async def add_message(session: AsyncSession, values: dict[str, Any]) -> bool:
    """Writes a message unless its event was told to this person before; says whether it was written."""
    result = await session.execute(_insert(session, OutboxMessage).values(values).on_conflict_do_nothing())
    return _rowcount(result) == 1


async def is_anything_due(session: AsyncSession, due: datetime) -> bool:
    """Whether a pending message could be sent now: an idle outbox is only read."""
    query = select(OutboxMessage.id).where(OutboxMessage.state == "pending", OutboxMessage.due_at <= due)
    return await session.scalar(query.limit(1)) is not None


async def lease(session: AsyncSession, owner: str, until: datetime, due: datetime, limit: int) -> list[int]:
    """Takes up to `limit` pending messages that are due, by priority: one statement, no two owners.

    One that follows another waits until that one is settled.
    """
    before = aliased(OutboxMessage)
    unsettled = exists().where(before.id == OutboxMessage.after_id, before.settled_at.is_(None))
    ready = (
        select(OutboxMessage.id)
        .where(OutboxMessage.state == "pending", OutboxMessage.due_at <= due)
        .where(or_(OutboxMessage.after_id.is_(None), ~unsettled))
        .order_by(OutboxMessage.priority, OutboxMessage.due_at, OutboxMessage.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    rows = await session.scalars(
        update(OutboxMessage)
        .where(OutboxMessage.id.in_(ready.scalar_subquery()))
        .values(state="leased", lease_owner=owner, lease_until=until)
        .returning(OutboxMessage.id)
    )
    return list(rows)


async def start(session: AsyncSession, ids: Sequence[int], owner: str, until: datetime) -> set[int]:
    """Marks messages that `owner` still holds as started; returns them."""
    if not ids:
        return set()
    rows = await session.scalars(
        update(OutboxMessage)
        .where(OutboxMessage.id.in_(ids), OutboxMessage.lease_owner == owner, OutboxMessage.state == "leased")
        .values(state="started", lease_until=until)
        .returning(OutboxMessage.id)
        .execution_options(synchronize_session=False)
    )
    return set(rows)


_MARK_SENT = text(
    "UPDATE outbox SET state = 'sent', message_id = :message_id, settled_at = :now"
    " WHERE id = :id AND lease_owner = :owner AND state = 'started'"
).bindparams(bindparam("now", type_=UtcDateTime))


async def mark_sent(
    session: AsyncSession, owner: str, sent: Sequence[tuple[int, int | None]], now: datetime
) -> None:
    if sent:
        await session.execute(
            _MARK_SENT, [{"id": a, "message_id": b, "owner": owner, "now": now} for a, b in sent]
        )


async def message(session: AsyncSession, message_id: int) -> OutboxMessage | None:
    return await session.get(OutboxMessage, message_id, with_for_update=True)


async def owners_but(session: AsyncSession, owner: str) -> list[str]:
    """Senders other than `owner` that hold messages."""
    rows = await session.scalars(
        select(OutboxMessage.lease_owner)
        .where(
            OutboxMessage.state.in_(("leased", "started")),
            OutboxMessage.lease_owner.is_not(None),
            OutboxMessage.lease_owner != owner,
        )
        .distinct()
    )
    return [one for one in rows if one]


def _left_behind(state: str, owner: str, dead: Sequence[str], now: datetime) -> ColumnElement[bool]:
    """Messages in `state` whose sender is dead, or has been silent for longer than its lease."""
    return and_(
        OutboxMessage.state == state,
        OutboxMessage.lease_owner != owner,
        or_(OutboxMessage.lease_until < now, OutboxMessage.lease_owner.in_(dead)),
    )


async def return_leases(session: AsyncSession, owner: str, dead: Sequence[str], now: datetime) -> None:
    await session.execute(
        update(OutboxMessage)
        .where(_left_behind("leased", owner, dead, now))
        .values(state="pending", lease_owner=None, lease_until=None)
    )


async def interrupted(
    session: AsyncSession, owner: str, dead: Sequence[str], now: datetime
) -> list[OutboxMessage]:
    """Messages whose call began and whose sender is gone: nobody knows whether they arrived."""
    rows = await session.scalars(
        select(OutboxMessage).where(_left_behind("started", owner, dead, now)).with_for_update()
    )
    return list(rows)


async def give_back(session: AsyncSession, owner: str) -> None:
    """What `owner` leased and has not started goes back."""
    await session.execute(
        update(OutboxMessage)
        .where(OutboxMessage.state == "leased", OutboxMessage.lease_owner == owner)
        .values(state="pending", lease_owner=None, lease_until=None)
    )


async def messages_with_recipients(
    session: AsyncSession, ids: Sequence[int]
) -> list[tuple[OutboxMessage, Person, Account | None, Unit | None]]:
    rows = await session.execute(
        select(OutboxMessage, Person, Account, Unit)
        .join(Person, Person.id == OutboxMessage.person_id)
        .outerjoin(Account, Account.person_id == Person.id)
        .outerjoin(Unit, Unit.id == Person.unit_id)
        .where(OutboxMessage.id.in_(ids))
        .order_by(OutboxMessage.priority, OutboxMessage.id)
    )
    return [(row[0], row[1], row[2], row[3]) for row in rows]


async def cancel_message(session: AsyncSession, event: str, now: datetime) -> None:
    """What has not gone out yet need not be told any more."""
    await session.execute(
        update(OutboxMessage)
        .where(OutboxMessage.event == event, OutboxMessage.state == "pending")
        .values(state="cancelled", settled_at=now)
    )


async def revive(session: AsyncSession, person_id: int, priority: int, error: str, now: datetime) -> None:
    """Messages of this priority that failed for this reason are due once more."""
    await session.execute(
        update(OutboxMessage)
        .where(
            OutboxMessage.person_id == person_id,
            OutboxMessage.priority == priority,
            OutboxMessage.state == "failed",
            OutboxMessage.error == error,
        )
        .values(state="pending", due_at=now, attempts=0, settled_at=None)
    )


async def count_by_state(session: AsyncSession) -> dict[str, int]:
    rows = await session.execute(select(OutboxMessage.state, func.count()).group_by(OutboxMessage.state))
    return dict(rows.tuples().all())


async def last_message(session: AsyncSession, person_id: int, kind: str) -> OutboxMessage | None:
    return await session.scalar(
        select(OutboxMessage)
        .where(OutboxMessage.person_id == person_id, OutboxMessage.kind == kind)
        .order_by(OutboxMessage.id.desc())
        .limit(1)
    )


async def last_made_at(session: AsyncSession, kind: str, person_ids: Sequence[int]) -> dict[int, datetime]:
    """When a message of this kind was last written for each of these people."""
    rows = await session.execute(
        select(OutboxMessage.person_id, func.max(OutboxMessage.made_at))
        .where(OutboxMessage.kind == kind, OutboxMessage.person_id.in_(person_ids))
        .group_by(OutboxMessage.person_id)
    )
    return dict(rows.tuples().all())


async def set_reminder(session: AsyncSession, values: dict[str, Any]) -> None:
    """Sets a reminder anew: one a person, kind and object."""
    statement = _insert(session, Reminder).values(state="waiting", settled_at=None, **values)
    await session.execute(
        statement.on_conflict_do_update(
            index_elements=[Reminder.person_id, Reminder.kind, Reminder.object_id],
            set_={
                "due_at": values["due_at"],
                "expires_at": values["expires_at"],
                "state": "waiting",
                "settled_at": None,
            },
        )
    )


async def drop_reminder(
    session: AsyncSession, person_id: int, kind: str, object_id: int, now: datetime
) -> None:
    await session.execute(
        update(Reminder)
        .where(
            Reminder.person_id == person_id,
            Reminder.kind == kind,
            Reminder.object_id == object_id,
            Reminder.state == "waiting",
        )
        .values(state="dropped", settled_at=now)
    )


async def due_reminders(
    session: AsyncSession, kinds: Sequence[str], now: datetime, limit: int
) -> list[Reminder]:
    rows = await session.scalars(
        select(Reminder)
        .where(Reminder.state == "waiting", Reminder.due_at <= now, Reminder.kind.in_(kinds))
        .order_by(Reminder.due_at, Reminder.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    return list(rows)


async def setting(session: AsyncSession, name: str) -> dict[str, Any] | None:
    row = await session.get(Setting, name)
    return row.value if row else None


async def locked_setting(
    session: AsyncSession, name: str, value: dict[str, Any], now: datetime
) -> dict[str, Any]:
    """A setting that nobody else changes until the end of the transaction; `value` if there was none."""
    query = select(Setting.value).where(Setting.name == name).with_for_update()
    found = await session.scalar(query)
    if found is None:
        statement = _insert(session, Setting).values(name=name, value=value, changed_at=now)
        await session.execute(statement.on_conflict_do_nothing())
        found = await session.scalar(query)
    return found or value


async def save_setting(session: AsyncSession, name: str, value: dict[str, Any], now: datetime) -> None:
    statement = _insert(session, Setting).values(name=name, value=value, changed_at=now)
    await session.execute(
        statement.on_conflict_do_update(
            index_elements=[Setting.name], set_={"value": value, "changed_at": now}
        )
    )


async def save_tick(session: AsyncSession, values: dict[str, Any]) -> None:
    statement = _insert(session, Tick).values(values)
    rest = {name: value for name, value in values.items() if name != "name"}
    await session.execute(statement.on_conflict_do_update(index_elements=[Tick.name], set_=rest))


async def ticks(session: AsyncSession) -> list[Tick]:
    return list(await session.scalars(select(Tick).order_by(Tick.name)))


async def count_overdue(session: AsyncSession, moment: datetime) -> tuple[int, int]:
    """Messages and reminders that were due before `moment` and still wait."""
    counts = []
    for model, state in ((OutboxMessage, "pending"), (Reminder, "waiting")):
        query = select(func.count()).select_from(model).where(model.state == state, model.due_at < moment)
        counts.append(await session.scalar(query) or 0)
    return counts[0], counts[1]


def _rowcount(result: Any) -> int:
    return result.rowcount if isinstance(result, CursorResult) else -1
