"""When a notice may be delivered: working days, the afternoon, nobody's leave, no summer holidays.

A notice is put off, never dropped: `next_allowed` names the moment it may go.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

ROUTINE_FROM, ROUTINE_TO = time(15), time(19)
SUMMER = (7, 8)
LOOK_AHEAD_DAYS = 800


@dataclass(frozen=True)
class Hours:
    """A person's wishes: quiet from..to (local; may span midnight), and leave up to a day, inclusive."""

    zone: ZoneInfo
    quiet_from: time = time(20)
    quiet_to: time = time(8)
    leave_until: date | None = None

    def is_quiet(self, at: time) -> bool:
        if self.quiet_from <= self.quiet_to:
            return self.quiet_from <= at < self.quiet_to
        return at >= self.quiet_from or at < self.quiet_to


def next_allowed(now: datetime, hours: Hours, *, routine: bool) -> datetime:
    """The first moment from `now` (aware) at which a notice may go; `now` itself when it may go at once.

    A routine notice waits for 15:00-19:00 of a working day outside leave and July-August; another one
    only for the end of the quiet hours. Looking by local quarters of an hour keeps it right across clock
    changes. Quiet hours that cover the whole afternoon give way: the notice then goes when they end.
    """
    if _may_go(now.astimezone(hours.zone), hours, routine):
        return now
    if routine:
        for moment in _afternoons(now, hours):
            if not hours.is_quiet(moment.time()):
                return moment.astimezone(now.tzinfo)
    moment = now
    while hours.is_quiet(moment.astimezone(hours.zone).time()):
        moment = _next_quarter(moment)
    return moment


def _may_go(local: datetime, hours: Hours, routine: bool) -> bool:
    if hours.is_quiet(local.time()):
        return False
    return not routine or (_is_open(local.date(), hours) and ROUTINE_FROM <= local.time() < ROUTINE_TO)


def _is_open(day: date, hours: Hours) -> bool:
    """A working day outside leave and the summer holidays."""
    if hours.leave_until is not None and day <= hours.leave_until:
        return False
    return day.weekday() < 5 and day.month not in SUMMER


def _afternoons(now: datetime, hours: Hours) -> Iterator[datetime]:
    """Local quarters of an hour of the afternoons of open days, later than `now`, for over a year."""
    today = now.astimezone(hours.zone).date()
    for ahead in range(LOOK_AHEAD_DAYS):
        day = today + timedelta(days=ahead)
        if not _is_open(day, hours):
            continue
        start = datetime.combine(day, ROUTINE_FROM, hours.zone)
        for quarter in range(4 * (ROUTINE_TO.hour - ROUTINE_FROM.hour)):
            moment = start + timedelta(minutes=15 * quarter)
            if moment > now:
                yield moment


def _next_quarter(moment: datetime) -> datetime:
    start = moment.replace(minute=moment.minute - moment.minute % 15, second=0, microsecond=0)
    return start + timedelta(minutes=15)
