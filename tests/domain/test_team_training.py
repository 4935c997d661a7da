"""The rule «команда обучена» on plain values."""

from datetime import date

import pytest

from domain.team_training import Member, trained_on

MARCH, MAY, LAST_YEAR = date(2026, 3, 1), date(2026, 5, 1), date(2025, 12, 31)


def head(*days: date) -> Member:
    return Member(True, days)


def other(*days: date) -> Member:
    return Member(False, days)


@pytest.mark.parametrize(
    ("team", "expected"),
    [
        ([], None),
        ([head(MARCH)], None),
        ([head(MARCH), other()], None),
        ([head(MARCH), other(MAY)], MAY),
        ([head(MAY), other(MARCH)], MAY),
        ([head(MARCH), other(MARCH)], MARCH),
        ([other(MARCH), other(MAY)], None),
        ([head(), other(MARCH), other(MAY)], None),
        ([head(MARCH), other(MAY), other()], MAY),
        ([head(MARCH), other(MAY), other(), other()], MAY),
        ([head(MARCH), other(MAY), other(), other(), other()], None),
        ([head(LAST_YEAR), other(MARCH), other(MAY)], None),
        ([head(LAST_YEAR, MAY), other(MARCH)], MAY),
        ([head(date(2026, 9, 1)), other(MARCH), other(MAY), other(MAY)], date(2026, 9, 1)),
        ([head(MARCH), other(MARCH), other(MAY), other(MAY)], MARCH),
        ([head(MAY, MARCH), other(date(2027, 1, 1))], None),
    ],
)
def test_the_day_of_the_last_certificate_that_makes_the_rule_true(
    team: list[Member], expected: date | None
) -> None:
    assert trained_on(team, 2026) == expected
    assert trained_on(team[::-1], 2026) == expected
