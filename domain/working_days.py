"""Working days: weekends and the Russian public holidays that have a fixed date are none.

Days off that the government moves each year are not known here: a term may then be a day shorter.
"""

from collections.abc import Callable
from datetime import date, timedelta

HOLIDAYS = frozenset({*((1, day) for day in range(1, 9)), (2, 23), (3, 8), (5, 1), (5, 9), (6, 12), (11, 4)})
"""(month, day) of the public holidays by article 112 of the Labour Code."""

SUMMER = (7, 8)

Closed = Callable[[date], bool]


def is_working(day: date) -> bool:
    return day.weekday() < 5 and (day.month, day.day) not in HOLIDAYS


def after_working_days(start: date, days: int, is_closed: Closed = lambda _: False) -> date:
    """The day on which `days` working days have passed since `start`; closed days don't count either."""
    day = start
    while days > 0:
        day += timedelta(days=1)
        if is_working(day) and not is_closed(day):
            days -= 1
    return day
