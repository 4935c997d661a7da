"""The verdict on a practice: what blind reviews of its six criteria add up to.

Two reviews decide. When they are too far apart, a third one is asked for, and the two that lie closest count;
if the third lies right between them, all three do.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

MARKS = (0, 1, 2, 3)
REVIEWS = 2

Marks = Mapping[str, int]
"""Criterion -> mark, of one finished review."""


class Verdict(StrEnum):
    """WAITING: reviews are missing; THIRD_NEEDED: the two are too far apart; FIT and UNFIT: for the bank."""

    WAITING = "waiting"
    THIRD_NEEDED = "third_needed"
    FIT = "fit"
    UNFIT = "unfit"


@dataclass(frozen=True)
class Rule:
    """`least_total`: the average of the totals that a fit practice has; `never_zero`: the criterion in which
    no counted review may have a zero; `widest`: the greatest difference of two totals that needs no third.
    """

    criteria: tuple[str, ...]
    least_total: float
    never_zero: str
    widest: int

    @property
    def most(self) -> int:
        return len(self.criteria) * MARKS[-1]


@dataclass(frozen=True)
class Outcome:
    """The verdict and the average total behind it; no average while reviews are missing."""

    verdict: Verdict
    average: float | None = None


def outcome(reviews: Sequence[Marks], rule: Rule) -> Outcome:
    """What the finished reviews of one version say."""
    if len(reviews) < REVIEWS:
        return Outcome(Verdict.WAITING)
    if len(reviews) == REVIEWS and _apart(reviews) > rule.widest:
        return Outcome(Verdict.THIRD_NEEDED)
    counted = _counted(reviews)
    average = sum(map(total, counted)) / len(counted)
    is_fit = average >= rule.least_total and all(marks[rule.never_zero] > 0 for marks in counted)
    return Outcome(Verdict.FIT if is_fit else Verdict.UNFIT, average)


def total(marks: Marks) -> int:
    return sum(marks.values())


def is_complete(marks: Marks, rule: Rule) -> bool:
    """Whether every criterion has a mark, and nothing else has."""
    return set(marks) == set(rule.criteria) and all(mark in MARKS for mark in marks.values())


def _apart(reviews: Sequence[Marks]) -> int:
    totals = [total(marks) for marks in reviews]
    return max(totals) - min(totals)


def _counted(reviews: Sequence[Marks]) -> Sequence[Marks]:
    """The two closest reviews; all of them when several pairs are equally close."""
    pairs = list(combinations(reviews, REVIEWS))
    closest = min(map(_apart, pairs))
    kept = [pair for pair in pairs if _apart(pair) == closest]
    return kept[0] if len(kept) == 1 else reviews
