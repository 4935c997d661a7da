from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.notice_time import Hours, next_allowed
from ui.format import ZONES

OMSK = ZoneInfo("Asia/Omsk")
MONDAY = datetime(2026, 11, 23, tzinfo=OMSK)


def at(hour: int, minute: int = 0, days: int = 0) -> datetime:
    return MONDAY + timedelta(days=days, hours=hour, minutes=minute)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (at(10), at(15)),
        (at(15), at(15)),
        (at(18, 59), at(18, 59)),
        (at(19), at(15, days=1)),
        (at(16, days=4), at(16, days=4)),
        (at(19, 30, days=4), at(15, days=7)),
    ],
)
def test_a_routine_notice_goes_on_working_days_from_15_to_19(now: datetime, expected: datetime) -> None:
    assert next_allowed(now, Hours(OMSK), routine=True) == expected


def test_it_waits_for_the_end_of_leave_and_of_summer() -> None:
    on_leave = Hours(OMSK, leave_until=date(2026, 11, 27))
    assert next_allowed(at(15), on_leave, routine=True) == at(15, days=7)
    july = datetime(2027, 7, 1, 12, tzinfo=OMSK)
    assert next_allowed(july, Hours(OMSK), routine=True) == datetime(2027, 9, 1, 15, tzinfo=OMSK)


def test_other_notices_only_wait_for_the_end_of_quiet_hours() -> None:
    assert next_allowed(at(12, days=6), Hours(OMSK), routine=False) == at(12, days=6)
    assert next_allowed(at(21), Hours(OMSK), routine=False) == at(8, days=1)
    by_day = Hours(OMSK, quiet_from=time(9), quiet_to=time(17))
    assert next_allowed(at(10), by_day, routine=False) == at(17)


@given(
    st.sampled_from(ZONES),
    st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1)),  # noqa: DTZ001 - a zone is given below
)
def test_in_every_zone_the_local_hour_is_kept(zone: str, moment: datetime) -> None:
    now = moment.replace(tzinfo=UTC)
    found = next_allowed(now, Hours(ZoneInfo(zone)), routine=True)
    local = found.astimezone(ZoneInfo(zone))
    assert found >= now
    assert time(15) <= local.time() < time(19)
    assert local.weekday() < 5
    assert local.month not in (7, 8)
