"""Terms in working days: Monday to Friday. Public holidays are not known here and only make a term longer."""

from datetime import date, timedelta


def working_days_after(day: date, count: int) -> date:
    """The working day that ends a term of `count` working days; the day itself is not counted."""
    while count > 0:
        day += timedelta(days=1)
        count -= day.weekday() < 5
    return day
