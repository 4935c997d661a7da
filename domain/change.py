"""Whether a second result differs from the first by more than both are uncertain.

Shares of few items are rough: 3 of 5 after 2 of 5 is nothing yet. The interval of a difference is that of
Agresti and Caffo (2000), which adds one right and one wrong answer to each side and holds for few items.
"""

from dataclasses import dataclass
from math import sqrt

SURE = 1.96
"""Standard errors that a change must exceed: 95 %."""


@dataclass(frozen=True)
class Change:
    """`points` of a share (0.2 is twenty per cent more); `error` is half of the interval around it."""

    share: float
    error: float
    is_sure: bool

    @property
    def sign(self) -> str:
        """Which sentence says it."""
        if not self.is_sure:
            return "unsure"
        return "up" if self.share > 0 else "down"


def change(right_before: float, of_before: int, right_after: float, of_after: int) -> Change:
    """From `right_before` of `of_before` to `right_after` of `of_after`."""
    if not (0 <= right_before <= of_before and 0 <= right_after <= of_after) or not of_before * of_after:
        raise ValueError(f"{right_before} of {of_before}, {right_after} of {of_after}")
    before, after = (right_before + 1) / (of_before + 2), (right_after + 1) / (of_after + 2)
    error = SURE * sqrt(before * (1 - before) / (of_before + 2) + after * (1 - after) / (of_after + 2))
    return Change(
        share=right_after / of_after - right_before / of_before,
        error=error,
        is_sure=abs(after - before) > error,
    )
