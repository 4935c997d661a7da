"""Professional training (ПК): a right and a duty at least once in three years (273-ФЗ, ст. 47)."""

from datetime import date, timedelta

YEARS = 3
REMIND_BEFORE = timedelta(days=90)


def due_by(trained_on: date) -> date:
    """The day by which the next training is due."""
    try:
        return trained_on.replace(year=trained_on.year + YEARS)
    except ValueError:
        return trained_on.replace(year=trained_on.year + YEARS, day=28)
