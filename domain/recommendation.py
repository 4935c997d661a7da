"""Ranking programmes for declared growth zones, each with the reasons in plain sight.

The score is a sum of named reasons, so the card can say «Почему подходит Вам» with the very facts that
moved the programme up. Weights are data, not code paths.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Reason(StrEnum):
    GROWTH_ZONE = "growth_zone"
    CLOSE_START = "close_start"
    NEAR = "near"
    REMOTE = "remote"
    FREE = "free"
    SHORT = "short"
    SUBJECT = "subject"


WEIGHTS: dict[Reason, float] = {
    Reason.GROWTH_ZONE: 10,
    Reason.CLOSE_START: 2,
    Reason.SUBJECT: 2,
    Reason.NEAR: 1.5,
    Reason.FREE: 1,
    Reason.REMOTE: 0.5,
    Reason.SHORT: 0.5,
}
_HEAVIEST_FIRST = tuple(sorted(Reason, key=lambda reason: -WEIGHTS[reason]))
CLOSE_START_DAYS = 45
SHORT_HOURS = 36


@dataclass(frozen=True)
class Candidate:
    """A programme as ranking sees it; dates and price may be unknown."""

    id: int
    title: str
    competencies: frozenset[str]
    hours: int
    form: str
    price: int | None = None
    region: str = ""
    subject: str = ""
    starts_on: date | None = None
    apply_until: date | None = None
    valid_until: date | None = None


@dataclass(frozen=True)
class Wish:
    """Whom we choose for: declared growth zones (the surest first), region, subjects, programmes done."""

    zones: tuple[str, ...]
    region: str = ""
    subjects: frozenset[str] = frozenset()
    done: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Recommendation:
    programme_id: int
    score: float
    zones: tuple[str, ...]
    reasons: tuple[Reason, ...] = field(default=())


def rank(programmes: Iterable[Candidate], wish: Wish, today: date) -> list[Recommendation]:
    """Programmes that close at least one zone and can still be joined, the best first.

    Ties are settled by fewer hours, then by title and id, so that the order is the same for the same facts.
    """
    zones = frozenset(wish.zones)
    useful = (p for p in programmes if not zones.isdisjoint(p.competencies) and p.id not in wish.done)
    scored = [(_recommend(p, wish, today), p) for p in useful if can_be_joined(p, today)]
    scored.sort(key=lambda pair: (-pair[0].score, pair[1].hours, pair[1].title, pair[1].id))
    return [recommendation for recommendation, _ in scored]


def can_be_joined(programme: Candidate, today: date) -> bool:
    """In the registry today, and its admission (if it has an end) is not over."""
    if programme.valid_until is not None and programme.valid_until < today:
        return False
    return programme.apply_until is None or programme.apply_until >= today


def fits_subject(programme: Candidate, wish: Wish) -> bool:
    """Nobody is sent to learn another subject's matter; a programme of no subject fits everybody."""
    return not programme.subject or not wish.subjects or programme.subject in wish.subjects


def reasons(programme: Candidate, wish: Wish, today: date) -> tuple[Reason, ...]:
    """Why this programme suits, the weightiest first."""
    close = programme.starts_on is not None and 0 <= (programme.starts_on - today).days <= CLOSE_START_DAYS
    facts = {
        Reason.GROWTH_ZONE: not programme.competencies.isdisjoint(wish.zones),
        Reason.CLOSE_START: close,
        Reason.SUBJECT: bool(programme.subject) and programme.subject in wish.subjects,
        Reason.NEAR: bool(wish.region) and programme.region == wish.region,
        Reason.FREE: programme.price == 0,
        Reason.REMOTE: programme.form == "дистанционно",
        Reason.SHORT: programme.hours <= SHORT_HOURS,
    }
    return tuple(reason for reason in _HEAVIEST_FIRST if facts[reason])


def _recommend(programme: Candidate, wish: Wish, today: date) -> Recommendation:
    closed = tuple(zone for zone in wish.zones if zone in programme.competencies)
    why = reasons(programme, wish, today)
    score = _zones_weight(closed, wish.zones)
    score += sum(WEIGHTS[reason] for reason in why if reason is not Reason.GROWTH_ZONE)
    return Recommendation(programme.id, score, closed, why)


def _zones_weight(closed: Sequence[str], zones: Sequence[str]) -> float:
    """The surest zone counts in full, the next by half, the third by a third, and so on."""
    return sum(WEIGHTS[Reason.GROWTH_ZONE] / (zones.index(zone) + 1) for zone in closed)
