"""Functional literacy of teachers: six components, one share of all points, five levels, a mark of 70 %.

All questions count: a skipped one earns nothing, because the indicator asks for the share of all points.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from domain.change import Change, change

COMPONENTS = ("KF1", "KF2", "KF3", "KF4", "KF5", "KF6")
MARK = 70
"""Per cent of all points from which indicator I2b counts a participant."""


class Level(StrEnum):
    """Names of the level's words in the locales, from the first to the fifth."""

    FIRST = "first"
    BASE = "base"
    NEAR = "near"
    SURE = "sure"
    FREE = "free"


BOUNDS = ((85, Level.FREE), (70, Level.SURE), (50, Level.NEAR), (30, Level.BASE), (0, Level.FIRST))
"""Per cent from which a level begins."""


@dataclass(frozen=True)
class ComponentScore:
    """Points of one component; comparisons are of whole numbers, so 70 % is exactly 70 %.

    `questions` that gave them: the fewer, the rougher the share.
    """

    component: str
    points: int
    most: int
    questions: int = 0

    @property
    def percent(self) -> float:
        return 100 * self.points / self.most if self.most else 0.0

    def reaches(self, percent: int) -> bool:
        return 100 * self.points >= percent * self.most > 0

    @property
    def level(self) -> Level:
        return next(level for bound, level in BOUNDS if bound == 0 or self.reaches(bound))


@dataclass(frozen=True)
class Profile:
    """Six components in their order; `total` is over all points, not a mean of shares."""

    scores: tuple[ComponentScore, ...]

    @property
    def is_whole(self) -> bool:
        return tuple(one.component for one in self.scores) == COMPONENTS

    @property
    def total(self) -> ComponentScore:
        return ComponentScore(
            "",
            sum(one.points for one in self.scores),
            sum(one.most for one in self.scores),
            sum(one.questions for one in self.scores),
        )

    @property
    def at_mark(self) -> bool:
        return self.total.reaches(MARK)


def profile_of(scores: Sequence[ComponentScore]) -> Profile:
    return Profile(tuple(sorted(scores, key=lambda one: COMPONENTS.index(one.component))))


def moved(before: ComponentScore, after: ComponentScore) -> Change:
    """Whether the share of points changed by more than both are uncertain.

    A question in parts counts as one: its share of points varies no more than right and wrong of the same
    mean (Bhatia and Davis, 2000), so the error is told rather too large than too small.
    """
    return change(_solved(before), before.questions, _solved(after), after.questions)


def _solved(score: ComponentScore) -> float:
    return score.questions * score.points / score.most


def value_of(profile: Profile) -> int:
    """Per cent for the evidence, rounded down: 69.9 % is not 70 %."""
    total = profile.total
    return 100 * total.points // total.most if total.most else 0
