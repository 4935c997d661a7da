"""Windows of a diagnostic: one attempt in each, in each mode."""

from datetime import date
from enum import StrEnum

from domain.evidence import Mode


class Period(StrEnum):
    """How long a window lasts; an independent diagnostic of own topics may be taken once a day."""

    DAY = "day"
    MONTH = "month"
    HALF_YEAR = "half_year"
    YEAR = "year"


def window_name(mode: Mode, period: Period, today: date) -> str:
    """What the database keeps unique: «self:2026-11», «independent:2026-11-23», «self:2026-h2»."""
    names = {
        Period.DAY: f"{today:%Y-%m-%d}",
        Period.MONTH: f"{today:%Y-%m}",
        Period.HALF_YEAR: f"{today:%Y}-h{1 if today.month <= 6 else 2}",
        Period.YEAR: f"{today:%Y}",
    }
    return f"{mode.value}:{names[period]}"


def next_window(period: Period, today: date) -> date:
    """The first day of the next one."""
    match period:
        case Period.DAY:
            return date.fromordinal(today.toordinal() + 1)
        case Period.MONTH:
            return date(today.year + today.month // 12, today.month % 12 + 1, 1)
        case Period.HALF_YEAR:
            return date(today.year, 7, 1) if today.month <= 6 else date(today.year + 1, 1, 1)
        case Period.YEAR:
            return date(today.year + 1, 1, 1)
