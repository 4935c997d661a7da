"""Things due for one person: set by the use case that makes them due, told by a tick, dropped when untrue."""

from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Person, Reminder
from db.repositories import delivery, diagnostics, people, programmes
from db.session import UnitOfWork
from domain.notice_time import next_allowed
from services import outbox
from services.viewer import hours_of

BATCH = 200


class Kind(StrEnum):
    """`object_id` of a reminder is the attempt or the enrolment it is about."""

    UNFINISHED_DIAGNOSTIC = "unfinished_diagnostic"
    NO_CERTIFICATE = "no_certificate"


async def set_for(
    session: AsyncSession, person_id: int, kind: Kind, object_id: int, due_at: datetime
) -> None:
    await delivery.set_reminder(
        session, {"person_id": person_id, "kind": kind, "object_id": object_id, "due_at": due_at}
    )


async def drop(session: AsyncSession, work: UnitOfWork, person_id: int, kind: Kind, object_id: int) -> None:
    await delivery.drop_reminder(session, person_id, kind, object_id, work.now())


async def tell_due(work: UnitOfWork) -> int:
    """Turns due reminders that are still true into messages; returns how many. Late ones are told late."""
    told = 0
    while True:
        async with work.writing() as session:
            due = await delivery.due_reminders(session, work.now(), BATCH)
            for reminder in due:
                told += await _tell(session, work, reminder)
        if len(due) < BATCH:
            return told


async def _tell(session: AsyncSession, work: UnitOfWork, reminder: Reminder) -> int:
    """Says it, or puts it off to the person's hours: only then is it known whether it is still true."""
    person = await session.get(Person, reminder.person_id)
    if person is not None:
        unit = await people.unit_of(session, person)
        may_go = next_allowed(work.now(), hours_of(person, unit), routine=True)
        if may_go > work.now():
            reminder.due_at = may_go
            return 0
    parameters = await _still_true(session, reminder)
    reminder.settled_at = work.now()
    if parameters is None or person is None:
        reminder.state = "dropped"
        return 0
    reminder.state = "told"
    event = f"{reminder.kind}:{reminder.object_id}:{reminder.due_at:%Y%m%d%H%M}"
    new = await outbox.tell(
        session,
        work,
        reminder.person_id,
        reminder.kind,
        event,
        parameters=parameters,
        priority=outbox.Priority.REMINDER,
    )
    return int(new)


async def _still_true(session: AsyncSession, reminder: Reminder) -> dict[str, object] | None:
    """What the message needs to say, or None when there is nothing to remind of any more."""
    if reminder.kind == Kind.UNFINISHED_DIAGNOSTIC:
        attempt = await diagnostics.attempt(session, reminder.person_id, reminder.object_id)
        if attempt is None or attempt.finished_at is not None:
            return None
        items = await diagnostics.attempt_items(session, attempt.id)
        answered = sum(item.choice is not None for item in items)
        return {"attempt": attempt.id, "answered": answered, "length": attempt.length}
    enrolment = await programmes.own_enrolment(session, reminder.person_id, reminder.object_id)
    if enrolment is None or enrolment.state != "applied":
        return None
    programme = await programmes.get(session, enrolment.programme_id)
    return {"enrolment": enrolment.id, "title": programme.title if programme else ""}


def in_days(now: datetime, days: int) -> datetime:
    return now + timedelta(days=days)
