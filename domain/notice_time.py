"""When a notice may be delivered: working days, the afternoon, nobody's leave, no summer holidays.

A notice is put off, never dropped: `next_allowed` names the moment it may go.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

ROUTINE_FROM, ROUTINE_TO = time(15), time(19)
SUMMER = (7, 8)


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
    only for the end of the quiet hours. Steps of a quarter of an hour keep it right across clock changes.
    """
    moment = now
    for _ in range(4 * 24 * 120):
        if _may_go(moment.astimezone(hours.zone), hours, routine):
            return moment
        moment = _next_quarter(moment)
    return moment


def _may_go(local: datetime, hours: Hours, routine: bool) -> bool:
    if hours.is_quiet(local.time()):
        return False
    if not routine:
        return True
    if hours.leave_until is not None and local.date() <= hours.leave_until:
        return False
    return local.weekday() < 5 and local.month not in SUMMER and ROUTINE_FROM <= local.time() < ROUTINE_TO


def _next_quarter(moment: datetime) -> datetime:
    start = moment.replace(minute=moment.minute - moment.minute % 15, second=0, microsecond=0)
    return start + timedelta(minutes=15)
