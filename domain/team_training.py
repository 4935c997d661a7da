"""When a management team counts as trained (indicator I3). The rule has a version, kept with its facts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

RULE = "2026-1"
"""At least half of the members, the head among them, at least two, each with a confirmed management
programme in the calendar year.
"""
AT_LEAST = 2


@dataclass(frozen=True)
class Member:
    """A member of the team; `certificates` are days of confirmed management programmes, of any year."""

    is_head: bool
    certificates: tuple[date, ...] = ()

    def trained_on(self, year: int) -> date | None:
        """The first certificate of the year."""
        return min((day for day in self.certificates if day.year == year), default=None)


def trained_on(team: Sequence[Member], year: int) -> date | None:
    """The day of the last certificate that makes the rule true; None while it is not."""
    days = sorted((day, one.is_head) for one in team if (day := one.trained_on(year)) is not None)
    for count, (day, _) in enumerate(days, 1):
        has_head = any(is_head for _, is_head in days[:count])
        if count >= AT_LEAST and 2 * count >= len(team) and has_head:
            return day
    return None
