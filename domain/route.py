"""The individual route (ИОМ): which steps close the growth zones, when each is due, which one is stuck.

Pure: zones and candidates in, a plan out; days come as arguments.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

MOST_FOR_ZONE, MOST_FOR_MANY = 3, 2
"""Steps of a zone when there are one or two, and when there are more; the step of one's own is not counted.
A longer list is not walked.
"""
MOST_STEPS = 24
STUCK_DAYS = 14
LATE_DAYS = 14
"""Days over the term, or twice the days without movement, until the light is red."""
HOURS_A_WEEK = 6
LEAST_DAYS = 60
END_OF_YEAR = (5, 31)


class Activity(StrEnum):
    """What kind of thing a step is."""

    COURSE = "course"
    PRACTICE = "practice"
    MATERIAL = "material"
    MENTOR = "mentor"
    VISIT = "visit"
    CONSULT = "consult"
    ASSOCIATION = "association"
    EVENT = "event"
    INTERNSHIP = "internship"
    OWN = "own"


class Light(StrEnum):
    """How a route goes, as a methodist sees it at a glance, the worst first."""

    RED = "red"
    YELLOW = "yellow"
    GREEN = "green"


@dataclass(frozen=True)
class Candidate:
    """What may become a step: `zones` it closes, `ref` names the programme, practice or material."""

    activity: Activity
    zones: tuple[str, ...]
    title: str
    form: str
    weeks: int
    result: str
    proof: str
    ref: int | None = None
    starts_on: date | None = None


@dataclass(frozen=True)
class Planned:
    """A step of a draft with its days."""

    candidate: Candidate
    starts_on: date
    due_on: date


def period(today: date) -> tuple[date, date]:
    """From today to the end of the school year, or of the next one when little of this one is left."""
    end = date(today.year, *END_OF_YEAR)
    while (end - today).days < LEAST_DAYS:
        end = end.replace(year=end.year + 1)
    return today, end


def school_year(day: date) -> int:
    """The year in which the school year of this day began."""
    return day.year if day.month >= 7 else day.year - 1


def choose(
    zones: Sequence[str], candidates: Iterable[Candidate], helps: Mapping[str, Sequence[Activity]]
) -> list[Candidate]:
    """Steps for each zone, the surest zone first: of every kind that helps it, the first candidate.

    A programme that closes several zones is one step. What fits everybody (no zone) comes last; so does,
    for each zone, the step of one's own: to try it in class.
    """
    offered = list(candidates)
    most = MOST_FOR_ZONE if len(zones) <= 2 else MOST_FOR_MANY
    chosen: list[Candidate] = []
    for zone in zones:
        mine = [one for one in offered if zone in one.zones]
        count = sum(zone in one.zones for one in chosen)
        for activity in helps.get(zone, ()):
            if count >= most:
                break
            found = next((one for one in mine if one.activity is activity), None)
            if found is not None and found not in chosen:
                chosen.append(found)
                count += 1
        chosen += [one for one in mine if one.activity is Activity.OWN and one not in chosen]
    return [*chosen, *(one for one in offered if not one.zones)][:MOST_STEPS]


def lay_out(
    chosen: Sequence[Candidate], start: date, end: date, is_open: Callable[[date], bool]
) -> list[Planned]:
    """Terms one after another over the whole period, each on an open day and none after `end`.

    A programme is due no earlier than its own start and length allow.
    """
    planned: list[Planned] = []
    share = (end - start) / max(1, len(chosen))
    for number, one in enumerate(chosen, 1):
        lasts = timedelta(weeks=one.weeks)
        begins = max(start + share * number - lasts, one.starts_on or start, start)
        due = min(_open_day(max(start + share * number, begins + min(lasts, end - start)), is_open), end)
        planned.append(Planned(one, min(begins, due), due))
    return sorted(planned, key=lambda one: one.due_on)


def _open_day(day: date, is_open: Callable[[date], bool]) -> date:
    while not is_open(day):
        day += timedelta(days=1)
    return day


def weeks_of(hours: int) -> int:
    """How long a programme takes beside the work."""
    return max(1, -(-hours // HOURS_A_WEEK))


def stuck_since(starts_on: date, moved_on: date, today: date) -> date | None:
    """The day an open step got stuck: begun, and nothing has moved for STUCK_DAYS; None while it goes."""
    day = max(starts_on, moved_on) + timedelta(days=STUCK_DAYS)
    return day if day <= today else None


@dataclass(frozen=True)
class Walked:
    """What the light needs to know of a step."""

    done: bool
    starts_on: date
    due_on: date
    moved_on: date


def light(steps: Iterable[Walked], today: date) -> Light:
    """Green: goes. Yellow: a step is stuck or late. Red: for more than two weeks."""
    worst = 0
    for one in steps:
        if one.done:
            continue
        since = stuck_since(one.starts_on, one.moved_on, today)
        waits = max((today - one.due_on).days, (today - since).days + 1 if since else 0)
        worst = max(worst, waits)
    if worst <= 0:
        return Light.GREEN
    return Light.YELLOW if worst <= LATE_DAYS else Light.RED
