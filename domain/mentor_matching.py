"""Who could be the mentor: a pure ranking with the reasons that moved each one up.

Weights, in points (adjusted by nobody at run time; a change is a change of this table):

| reason  | points | when |
|---------|--------|------|
| topic   | 8      | the mentor helps with the topic that was asked for |
| subject | 6      | they teach a subject of the asker |
| school  | 3 (6)  | the same organisation; 6 for a young teacher, whose mentor the employer appoints |
| near    | 2      | the same municipality, not the same organisation |
| free    | 0 to 3 | the share of places that are free: nobody is loaded while others stand idle |

Out of the question are: oneself, somebody without a free place, somebody who shares neither topic nor
subject, and, for meetings in person, somebody of another municipality.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Reason(StrEnum):
    """Why this mentor; in the order in which reasons are told."""

    TOPIC = "topic"
    SUBJECT = "subject"
    SCHOOL = "school"
    NEAR = "near"
    FREE = "free"


WEIGHTS = {Reason.TOPIC: 8.0, Reason.SUBJECT: 6.0, Reason.SCHOOL: 3.0, Reason.NEAR: 2.0, Reason.FREE: 3.0}
SCHOOL_OF_A_YOUNG_ONE = 6.0
IN_PERSON = "offline"


@dataclass(frozen=True)
class Need:
    """What is asked for. `path`: the unit of the asker; `form`: offline, online or any."""

    person: int
    path: str
    topic: str
    subjects: frozenset[str]
    form: str
    young: bool


@dataclass(frozen=True)
class Candidate:
    """A mentor with a profile. `load`: pairs that are going on and offers that are open."""

    person: int
    path: str
    topics: frozenset[str]
    subjects: frozenset[str]
    capacity: int
    load: int


@dataclass(frozen=True)
class Ranked:
    person: int
    points: float
    reasons: tuple[Reason, ...]


def rank(need: Need, candidates: Iterable[Candidate]) -> list[Ranked]:
    """Everybody who could be asked, the best first; equal ones by load, then by number."""
    able = [one for one in candidates if _is_able(need, one)]
    return [
        _ranked(need, one)
        for one in sorted(able, key=lambda one: (-_ranked(need, one).points, one.load, one.person))
    ]


def _is_able(need: Need, one: Candidate) -> bool:
    if one.person == need.person or one.load >= one.capacity:
        return False
    if need.form == IN_PERSON and _municipality(one.path) != _municipality(need.path):
        return False
    return need.topic in one.topics or bool(need.subjects & one.subjects)


def _ranked(need: Need, one: Candidate) -> Ranked:
    points: dict[Reason, float] = {}
    if need.topic in one.topics:
        points[Reason.TOPIC] = WEIGHTS[Reason.TOPIC]
    if need.subjects & one.subjects:
        points[Reason.SUBJECT] = WEIGHTS[Reason.SUBJECT]
    if one.path == need.path:
        points[Reason.SCHOOL] = SCHOOL_OF_A_YOUNG_ONE if need.young else WEIGHTS[Reason.SCHOOL]
    elif _municipality(one.path) == _municipality(need.path):
        points[Reason.NEAR] = WEIGHTS[Reason.NEAR]
    points[Reason.FREE] = WEIGHTS[Reason.FREE] * (one.capacity - one.load) / one.capacity
    reasons = tuple(reason for reason in Reason if reason in points)
    return Ranked(one.person, round(sum(points.values()), 3), reasons)


def _municipality(path: str) -> tuple[str, ...]:
    """Country, region and municipality of a path such as /RU/OM/OM-1/OM-1-12/."""
    return tuple(path.strip("/").split("/")[:3])
