"""The timetable: what is looked at, how often. Every tick is short and safe to repeat."""

from collections.abc import Awaitable, Callable
from typing import Any

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from services import diagnostics, inbox, norm_drafts, places, privacy, reminders

log = structlog.get_logger()

Tick = Callable[[Any], Awaitable[object]]

TIMETABLE: tuple[tuple[str, Tick, dict[str, int]], ...] = (
    ("attempts whose time is over", diagnostics.close_expired, {"minutes": 1}),
    ("reminders that are due", reminders.tell_due, {"minutes": 10}),
    ("withdrawals and drafts of 30 days ago", privacy.erase_overdue, {"hours": 6}),
    ("drafts of documents of 30 days ago", norm_drafts.forget_old, {"hours": 6}),
    ("ids of updates handled long ago", inbox.forget_old, {"hours": 6}),
    ("guests who never agreed", places.forget_strangers, {"hours": 6}),
)


class Schedule:
    """Runs the timetable in this process; `work()` makes a unit of work for each tick."""

    def __init__(self, work: Callable[[], Any]) -> None:
        self._work = work
        self._scheduler = AsyncIOScheduler(timezone="UTC")

    def start(self) -> None:
        for name, tick, every in TIMETABLE:
            self._scheduler.add_job(
                self._run, IntervalTrigger(**every), args=(name, tick), coalesce=True, max_instances=1
            )
        self._scheduler.start()

    async def run_all(self) -> None:
        """Every tick once, now: after a start and after a jump of the demo's clock."""
        for name, tick, _ in TIMETABLE:
            await self._run(name, tick)

    async def _run(self, name: str, tick: Tick) -> None:
        try:
            await tick(self._work())
        except Exception:
            log.exception("tick_failed", tick=name)

    def stop(self) -> None:
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)
