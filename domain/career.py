"""A teacher's time in the profession: who is young, and until when (never ticked by hand)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

YOUNG_AGE = 35
FIRST_YEARS = 3


@dataclass(frozen=True)
class Place:
    """A place of work: the unit's path, the first and the last day; None is «still there»."""

    path: str
    since: date
    until: date | None = None


def place_on(places: Iterable[Place], day: date) -> str | None:
    """Where somebody worked on a day. Two places meet on the day of a move: it belongs to the new one."""
    there = [one for one in places if one.since <= day and (one.until is None or day <= one.until)]
    return max(there, key=lambda one: one.since).path if there else None


def years_after(day: date, years: int) -> date:
    """The same day `years` later; 29 February becomes 1 March."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def young_until(
    birth_year: int | None, work_start: date | None, birth_date: date | None = None
) -> date | None:
    """The first day on which a teacher is no longer young: the earlier of the 35th birthday and the end
    of the third year of work. None when the data do not tell.

    Only the year of birth is asked; the birthday is then taken as 31 December, in the teacher's favour.
    """
    if work_start is None or (birth_year is None and birth_date is None):
        return None
    born = birth_date or date(birth_year or 0, 12, 31)
    return min(years_after(born, YOUNG_AGE), years_after(work_start, FIRST_YEARS))


def is_young(until: date | None, day: date) -> bool:
    return until is not None and day < until
