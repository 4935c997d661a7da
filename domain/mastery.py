"""What right answers say about a competency, and how sure one can be.

A share is not a verdict: 3 of 5 happens to the strong and to the weak. A verdict is declared only when
the posterior is clear, and never on fewer than five items.
"""

from dataclasses import dataclass
from enum import StrEnum
from math import comb

MASTERY_SHARE = 0.7
SURE = 0.8
LEAST_ITEMS, LEAST_MEASURED = 5, 2
"""Answers of a competency before anything is declared; in the adaptive mode others stand behind them."""


class Verdict(StrEnum):
    GROWTH_ZONE = "growth_zone"
    UNDECIDED = "undecided"
    MASTERED = "mastered"


@dataclass(frozen=True)
class CompetencyScore:
    """Right answers of one competency: `right` of `answered`; `posterior` is P(p >= 0.7).

    `measured` is the posterior of the adaptive mode, where p is the expected share over the whole pool and
    answers to other competencies tell too (domain/adaptive.py).
    """

    competency: str
    right: int
    answered: int
    measured: float | None = None

    @property
    def posterior(self) -> float:
        return posterior_of_mastery(self.right, self.answered) if self.measured is None else self.measured

    @property
    def verdict(self) -> Verdict:
        if self.answered < (LEAST_ITEMS if self.measured is None else LEAST_MEASURED):
            return Verdict.UNDECIDED
        if self.posterior >= SURE:
            return Verdict.MASTERED
        if self.posterior <= 1 - SURE:
            return Verdict.GROWTH_ZONE
        return Verdict.UNDECIDED


def posterior_of_mastery(right: int, answered: int, threshold: float = MASTERY_SHARE) -> float:
    """P(p >= threshold | right of answered) under a flat prior.

    The posterior is Beta(right + 1, answered - right + 1); for whole numbers its upper tail equals a
    binomial sum: P(Beta >= x) = P(Bin(answered + 1, x) <= right) (Abramowitz and Stegun, 26.5.24).
    """
    if not 0 <= right <= answered:
        raise ValueError(f"{right} right of {answered} answered")
    n = answered + 1
    return sum(comb(n, k) * threshold**k * (1 - threshold) ** (n - k) for k in range(right + 1))


def growth_zones(scores: list[CompetencyScore]) -> list[CompetencyScore]:
    """Declared growth zones, the surest first."""
    zones = [score for score in scores if score.verdict is Verdict.GROWTH_ZONE]
    return sorted(zones, key=lambda score: (score.posterior, score.competency))
