"""The timetable: what is looked at, how often. Every tick is short and safe to repeat."""

import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from services import (
    inbox,
    indicators,
    material_drafts,
    mentor_requests,
    news_reading,
    norm_drafts,
    places,
    practice_drafts,
    practice_reviews,
    privacy,
    questions,
    rating,
    relay,
    reminders,
    route_watch,
    run_desk,
    runs,
    taking,
    ticks,
    zones,
)

log = structlog.get_logger()

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


@dataclass(frozen=True)
class Line:
    """A line of the timetable; `tick-<name>` are its words on the administrator's screen."""

    name: str
    tick: Callable[[Any], Awaitable[object]]
    every: timedelta


TIMETABLE = (
    Line("attempts", taking.close_expired, MINUTE),
    Line("terms", route_watch.remind_of_terms, 6 * HOUR),
    Line("stuck_steps", route_watch.ask_about_stuck, 6 * HOUR),
    Line("routes", route_watch.raise_unanswered, HOUR),
    Line("ratings", rating.count_overdue, HOUR),
    Line("reminders", reminders.tell_due, 10 * MINUTE),
    Line("digest", news_reading.tell_digests, HOUR),
    Line("reviews", practice_reviews.pass_on_overdue, 6 * HOUR),
    Line("renewal", practice_drafts.ask_to_renew, 6 * HOUR),
    Line("drafts", practice_drafts.forget_old, 6 * HOUR),
    Line("questions", questions.escalate_overdue, 10 * MINUTE),
    Line("offers", mentor_requests.expire_offers, 10 * MINUTE),
    Line("kept_words", relay.forget_kept, 6 * HOUR),
    Line("indicators", indicators.keep_up, HOUR),
    Line("zones", zones.keep_up, HOUR),
    Line("erasure", privacy.erase_overdue, 6 * HOUR),
    Line("runs", runs.look_after, HOUR),
    Line("run_drafts", run_desk.forget_old, 6 * HOUR),
    Line("material_drafts", material_drafts.forget_old, 6 * HOUR),
    Line("norm_drafts", norm_drafts.forget_old, 6 * HOUR),
    Line("updates", inbox.forget_old, 6 * HOUR),
    Line("guests", places.forget_strangers, 6 * HOUR),
)


class Schedule:
    """Runs the timetable in this process; `work()` makes a unit of work for each tick."""

    def __init__(self, work: Callable[[], Any]) -> None:
        self._work = work
        self._scheduler = AsyncIOScheduler(timezone="UTC")

    def start(self) -> None:
        for line in TIMETABLE:
            trigger = IntervalTrigger(seconds=int(line.every.total_seconds()))
            self._scheduler.add_job(self._run, trigger, args=(line,), coalesce=True, max_instances=1)
        self._scheduler.start()

    async def run_all(self) -> None:
        """Every tick once, now: after a start and after a jump of the demo's clock."""
        for line in TIMETABLE:
            await self._run(line)

    async def _run(self, line: Line) -> None:
        """One tick; what it did and how long it took is kept for the administrator."""
        work, began, error = self._work(), time.monotonic(), None
        started_at = work.now()
        try:
            await line.tick(work)
        except Exception as trouble:
            log.exception("tick_failed", tick=line.name)
            error = type(trouble).__name__
        lasted = timedelta(seconds=time.monotonic() - began)
        try:
            await ticks.note(self._work(), line.name, line.every, started_at, lasted, error)
        except Exception:
            log.exception("tick_not_noted", tick=line.name)

    def stop(self) -> None:
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)
