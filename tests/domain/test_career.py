from datetime import date

import pytest

from domain.career import is_young, years_after, young_until


@pytest.mark.parametrize(
    ("birth_year", "work_start", "expected"),
    [
        (1999, date(2025, 9, 1), date(2028, 9, 1)),
        (1992, date(2025, 9, 1), date(2027, 12, 31)),
        (None, date(2025, 9, 1), None),
        (1999, None, None),
    ],
)
def test_being_young_ends_at_35_or_after_three_years(birth_year, work_start, expected) -> None:
    assert young_until(birth_year, work_start) == expected


def test_the_last_day_is_the_day_before() -> None:
    until = young_until(None, date(2023, 9, 1), birth_date=date(1995, 5, 5))
    assert is_young(until, date(2026, 8, 31))
    assert not is_young(until, date(2026, 9, 1))


def test_a_leap_day_moves_to_the_first_of_march() -> None:
    assert years_after(date(2024, 2, 29), 1) == date(2025, 3, 1)
