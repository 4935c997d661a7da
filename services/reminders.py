"""Things due for one person: set by the use case that makes them due, told by a tick, dropped when untrue.

A capability declares its kind in one line, beside the use case:
`NO_CERTIFICATE = reminders.kind("no_certificate", _still_without)`. Its words are `notice-no-certificate` and
`topic-no_certificate`: every kind has its own switch in the settings.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Reminder
from db.repositories import delivery, people
from db.session import UnitOfWork
from domain.notice_time import next_allowed
from services import outbox
from services.viewer import hours_of

BATCH = 200
AFTERNOON = time(15)

StillTrue = Callable[[AsyncSession, int, int], Awaitable[dict[str, object] | None]]
"""(session, person's id, object's id): what the notice needs to say, or None when nothing is left to say."""


@dataclass(frozen=True)
class Kind:
    """What people are reminded of. `routine`: on the afternoon of a working day; else outside quiet hours."""

    name: str
    still_true: StillTrue
    routine: bool = True


KINDS: dict[str, Kind] = {}


def kind(name: str, still_true: StillTrue, *, routine: bool = True) -> Kind:
    """Declares a kind; its name is that of the notice and of the switch in the settings."""
    if name in KINDS:
        raise ValueError(f"declared twice: {name}")
    KINDS[name] = Kind(name, still_true, routine)
    outbox.TOPIC_OF[name] = name
    return KINDS[name]


async def set_for(
    session: AsyncSession,
    person_id: int,
    kind: Kind,
    object_id: int,
    due_at: datetime,
    *,
    expires_at: datetime | None = None,
) -> None:
    """Sets a reminder anew; at `expires_at` it is too late to be of use."""
    values = {"person_id": person_id, "kind": kind.name, "object_id": object_id}
    await delivery.set_reminder(session, values | {"due_at": due_at, "expires_at": expires_at})


async def drop(session: AsyncSession, work: UnitOfWork, person_id: int, kind: Kind, object_id: int) -> None:
    await delivery.drop_reminder(session, person_id, kind.name, object_id, work.now())


async def tell_due(work: UnitOfWork) -> int:
    """Turns due reminders that are still true into messages; returns how many. Late ones are told late."""
    told = 0
    while True:
        async with work.writing() as session:
            due = await delivery.due_reminders(session, list(KINDS), work.now(), BATCH)
            for reminder in due:
                told += await _tell(session, work, reminder, KINDS[reminder.kind])
        if len(due) < BATCH:
            return told


async def _tell(session: AsyncSession, work: UnitOfWork, reminder: Reminder, kind: Kind) -> int:
    """Says it, or puts it off to the person's hours: only then is it known whether it is still true."""
    person = await people.get(session, reminder.person_id)
    assert person is not None, "the reminders of a person go with the person"
    unit = await people.unit_of(session, person)
    may_go = next_allowed(work.now(), hours_of(person, unit), routine=kind.routine)
    if reminder.expires_at is not None and reminder.expires_at <= may_go:
        reminder.state, reminder.settled_at = "expired", work.now()
        return 0
    if may_go > work.now():
        reminder.due_at = may_go
        return 0
    parameters = await kind.still_true(session, reminder.person_id, reminder.object_id)
    reminder.state, reminder.settled_at = ("told" if parameters is not None else "dropped"), work.now()
    if parameters is None:
        return 0
    new = await outbox.tell(
        session,
        work,
        reminder.person_id,
        kind.name,
        f"{kind.name}:{reminder.object_id}:{reminder.due_at:%Y%m%d%H%M}",
        parameters=parameters,
        priority=outbox.Priority.REMINDER,
        routine=kind.routine,
        expires_at=reminder.expires_at,
    )
    return int(new)


def in_days(now: datetime, days: int) -> datetime:
    return now + timedelta(days=days)


def the_day_before(moment: datetime, zone: ZoneInfo) -> datetime:
    """15:00 of the day before `moment`, by the clock on the person's wall."""
    return datetime.combine(moment.astimezone(zone).date() - timedelta(days=1), AFTERNOON, zone)
