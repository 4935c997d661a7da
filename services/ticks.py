"""What the schedule has done: each tick leaves a line that the administrator can read."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from db.repositories import delivery
from db.session import UnitOfWork
from domain.access import Right
from services.viewer import Viewer

LATE_AFTER = 3
"""Intervals without a run until a tick is overdue."""
DUE_LATE_AFTER = timedelta(hours=1)
"""How long something due may wait before it is shown as overdue."""


@dataclass(frozen=True)
class TickView:
    """The last run of one line of the timetable."""

    name: str
    started_at: datetime
    lasted: timedelta
    error: str | None
    overdue: bool


@dataclass(frozen=True)
class Report:
    """Lines in the order of their names; how many due messages and reminders have waited for over an hour."""

    ticks: tuple[TickView, ...]
    messages: int
    reminders: int


async def note(
    work: UnitOfWork, name: str, every: timedelta, started_at: datetime, lasted: timedelta, error: str | None
) -> None:
    async with work.writing() as session:
        await delivery.save_tick(
            session,
            {
                "name": name,
                "every_seconds": int(every.total_seconds()),
                "started_at": started_at,
                "lasted_ms": int(lasted.total_seconds() * 1000),
                "error": error,
            },
        )


async def report(work: UnitOfWork, who: Viewer) -> Report:
    who.need(Right.IMPORT, work.now())
    async with work.reading() as session:
        rows = await delivery.ticks(session)
        messages, reminders = await delivery.count_overdue(session, work.now() - DUE_LATE_AFTER)
    return Report(
        tuple(
            TickView(
                row.name,
                row.started_at,
                timedelta(milliseconds=row.lasted_ms),
                row.error,
                work.now() - row.started_at > LATE_AFTER * timedelta(seconds=row.every_seconds),
            )
            for row in rows
        ),
        messages,
        reminders,
    )
