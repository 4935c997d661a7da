"""The route as plain values: which steps, when due, which stands still, which light."""

from datetime import date, timedelta

import pytest

from domain.route import (
    MOST_FOR_ZONE,
    Activity,
    Candidate,
    Light,
    Walked,
    choose,
    lay_out,
    light,
    period,
    school_year,
    stuck_since,
    weeks_of,
)
from domain.working_days import is_working

TODAY = date(2026, 11, 23)
HELPS = {
    "KM2": (Activity.COURSE, Activity.VISIT, Activity.PRACTICE, Activity.MENTOR),
    "KS1": (Activity.COURSE,),
}


def candidate(
    activity: Activity, *zones: str, ref: int | None = None, starts: date | None = None
) -> Candidate:
    return Candidate(activity, zones, f"{activity}-{ref}", "formal", 4, "", "", ref, starts)


def test_a_zone_gets_what_helps_it_in_that_order_and_a_step_of_ones_own() -> None:
    offered = [candidate(one, "KM2") for one in Activity]
    chosen = [one.activity for one in choose(["KM2"], offered, HELPS)]
    assert chosen == [Activity.COURSE, Activity.VISIT, Activity.PRACTICE, Activity.OWN]
    assert len(chosen) == MOST_FOR_ZONE + 1


def test_with_many_zones_each_gets_less() -> None:
    offered = [candidate(one, zone) for zone in ("KM2", "KS1", "KP2") for one in Activity]
    chosen = choose(["KM2", "KS1", "KP2"], offered, dict.fromkeys(("KM2", "KS1", "KP2"), HELPS["KM2"]))
    assert [sum(zone in one.zones for one in chosen) for zone in ("KM2", "KS1", "KP2")] == [3, 3, 3]


def test_one_programme_for_two_zones_is_one_step() -> None:
    both = candidate(Activity.COURSE, "KM2", "KS1", ref=1)
    chosen = choose(["KM2", "KS1"], [both, candidate(Activity.COURSE, "KS1", ref=2)], HELPS)
    assert chosen == [both]


def test_what_is_for_everybody_comes_last_and_nothing_without_a_zone_is_lost() -> None:
    everybody = candidate(Activity.EVENT)
    assert choose([], [everybody], {}) == [everybody]
    assert choose(["KM2"], [everybody, candidate(Activity.VISIT, "KM2")], HELPS)[-1] == everybody


def test_the_first_source_wins_where_two_offer_the_same_kind() -> None:
    first, second = candidate(Activity.VISIT, "KM2", ref=1), candidate(Activity.VISIT, "KM2", ref=2)
    assert choose(["KM2"], [first, second], HELPS) == [first]


@pytest.mark.parametrize("count", [1, 2, 7, 20])
def test_terms_lie_in_the_period_on_working_days_one_after_another(count: int) -> None:
    start, end = period(TODAY)
    chosen = [candidate(Activity.VISIT, "KM2", ref=i) for i in range(count)]
    planned = lay_out(chosen, start, end, is_working)
    assert len(planned) == count
    assert [one.due_on for one in planned] == sorted(one.due_on for one in planned)
    assert all(start <= one.starts_on <= one.due_on <= end for one in planned)
    assert all(is_working(one.due_on) or one.due_on == end for one in planned)


def test_a_programme_is_not_due_before_it_can_be_finished() -> None:
    starts = date(2027, 2, 1)
    start, end = period(TODAY)
    (planned,) = lay_out([candidate(Activity.COURSE, "KM2", starts=starts)], start, end, is_working)
    assert planned.starts_on >= starts
    assert planned.due_on >= starts + timedelta(weeks=4)


@pytest.mark.parametrize(
    ("today", "end"),
    [
        (date(2026, 9, 1), date(2027, 5, 31)),
        (date(2026, 11, 23), date(2027, 5, 31)),
        (date(2027, 4, 1), date(2027, 5, 31)),
        (date(2027, 4, 2), date(2028, 5, 31)),
    ],
)
def test_a_route_ends_with_the_school_year_or_with_the_next_one(today: date, end: date) -> None:
    assert period(today) == (today, end)


def test_the_school_year_begins_in_summer() -> None:
    assert [school_year(date(2027, 6, 30)), school_year(date(2027, 7, 1))] == [2026, 2027]


def test_hours_become_weeks_beside_the_work() -> None:
    assert [weeks_of(hours) for hours in (0, 16, 36, 72)] == [1, 3, 6, 12]


def test_a_step_is_stuck_two_weeks_after_it_began_or_moved() -> None:
    began = TODAY - timedelta(days=14)
    assert stuck_since(began, began, TODAY) == TODAY
    assert stuck_since(began, began, TODAY - timedelta(days=1)) is None
    assert stuck_since(began, TODAY - timedelta(days=3), TODAY) is None, "it moved"
    assert stuck_since(TODAY + timedelta(days=5), began, TODAY) is None, "it has not begun"


def walked(*, began: int = 1, due: int = 30, moved: int = 1, done: bool = False) -> Walked:
    """Days: begun and moved so long ago, due in so many."""
    day = timedelta(days=1)
    return Walked(done, TODAY - began * day, TODAY + due * day, TODAY - moved * day)


@pytest.mark.parametrize(
    ("step", "expected"),
    [
        (walked(), Light.GREEN),
        (walked(due=0), Light.GREEN),
        (walked(due=-1), Light.YELLOW),
        (walked(due=-14), Light.YELLOW),
        (walked(due=-15), Light.RED),
        (walked(began=14, moved=14), Light.YELLOW),
        (walked(began=27, moved=27), Light.YELLOW),
        (walked(began=28, moved=28), Light.RED),
        (walked(due=-40, began=60, moved=60, done=True), Light.GREEN),
    ],
)
def test_the_light_tells_how_long_a_step_waits(step: Walked, expected: Light) -> None:
    assert light([walked(), step], TODAY) is expected
