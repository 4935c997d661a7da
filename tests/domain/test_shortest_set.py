"""The shortest set: exact against a solver, true to every limit."""

from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.recommendation import Candidate
from domain.shortest_set import Limits, ShortestSet, shortest_set
from tests.domain.exact_cover import fewest_hours, most_zones

TODAY = date(2026, 11, 23)
ZONES = ("KM2", "KM3", "KS1", "KC1", "KD2")


def programme(number: int, hours: int, *closes: str, **other: object) -> Candidate:
    facts = {"form": "дистанционно", "price": 0, **other}
    return Candidate(number, f"Программа {number}", frozenset(closes), hours, **facts)  # type: ignore[arg-type]


def test_one_programme_for_two_zones_beats_two_longer_ones() -> None:
    offered = [programme(1, 36, "KM2"), programme(2, 24, "KM3"), programme(3, 48, "KM2", "KM3")]
    assert shortest_set(offered, ("KM2", "KM3"), Limits(), TODAY) == ShortestSet((3,), 48, 0, ())


def test_two_short_ones_beat_a_long_one() -> None:
    offered = [programme(1, 16, "KM2"), programme(2, 18, "KM3"), programme(3, 48, "KM2", "KM3")]
    assert shortest_set(offered, ("KM2", "KM3"), Limits(), TODAY).programmes == (1, 2)


def test_a_zone_that_nothing_closes_is_named() -> None:
    found = shortest_set([programme(1, 16, "KM2")], ("KS1", "KM2"), Limits(), TODAY)
    assert (found.programmes, found.missing) == ((1,), ("KS1",))


def test_without_zones_and_without_programmes_there_is_nothing_to_do() -> None:
    assert shortest_set([], (), Limits(), TODAY) == ShortestSet((), 0, 0, ())
    assert shortest_set([], ("KM2",), Limits(), TODAY) == ShortestSet((), 0, 0, ("KM2",))


def test_the_price_of_the_whole_set_is_kept() -> None:
    offered = [programme(1, 16, "KM2", price=5000), programme(2, 36, "KM2", price=0),
               programme(3, 16, "KM3", price=5000)]  # fmt: skip
    found = shortest_set(offered, ("KM2", "KM3"), Limits(most_price=6000), TODAY)
    assert (found.programmes, found.hours, found.price) == ((2, 3), 52, 5000)


def test_when_the_hours_do_not_suffice_as_many_zones_as_possible_are_closed() -> None:
    offered = [programme(1, 72, "KM2"), programme(2, 36, "KM3"), programme(3, 36, "KS1")]
    found = shortest_set(offered, ("KM2", "KM3", "KS1"), Limits(most_hours=72), TODAY)
    assert (found.programmes, found.missing) == ((2, 3), ("KM2",))


@pytest.mark.parametrize(
    "unfit",
    [
        {"form": "очно"},
        {"price": None},
        {"starts_on": date(2026, 11, 1)},
        {"starts_on": date(2027, 6, 1)},
        {"valid_until": date(2026, 11, 22)},
        {"apply_until": date(2026, 11, 22)},
    ],
)
def test_what_does_not_fit_is_not_offered(unfit: dict) -> None:
    limits = Limits(
        most_price=1000, forms=frozenset({"дистанционно"}),
        starts_from=TODAY, starts_until=date(2027, 5, 31),
    )  # fmt: skip
    assert shortest_set([programme(1, 16, "KM2", **unfit)], ("KM2",), limits, TODAY).programmes == ()
    fits = programme(2, 16, "KM2", starts_on=date(2027, 2, 1))
    assert shortest_set([fits], ("KM2",), limits, TODAY).programmes == (2,)


def test_of_more_zones_than_are_solved_at_once_the_surest_are_closed_and_the_rest_is_named() -> None:
    zones = tuple(f"Z{number}" for number in range(13))
    offered = [programme(number, 16, zone) for number, zone in enumerate(zones, 1)]
    found = shortest_set(offered, zones, Limits(), TODAY)
    assert len(found.programmes) == 10
    assert found.missing == zones[10:]


offers = st.lists(
    st.builds(
        lambda number, hours, closes, price: programme(number, hours, *closes, price=price),
        st.integers(1, 10**6),
        st.sampled_from((16, 18, 24, 36, 72, 108, 250)),
        st.sets(st.sampled_from(ZONES), min_size=1, max_size=3),
        st.sampled_from((0, 0, 2000, 5000, 12000)),
    ),
    max_size=14,
    unique_by=lambda one: one.id,
)


@given(offers, st.sampled_from((None, 40, 90, 200)), st.sampled_from((None, 0, 6000)))
def test_no_set_closes_more_zones_or_as_many_in_fewer_hours(
    offered: list[Candidate], most_hours: int | None, most_price: int | None
) -> None:
    limits = Limits(most_hours=most_hours, most_price=most_price)
    found = shortest_set(offered, ZONES, limits, TODAY)
    chosen = [one for one in offered if one.id in found.programmes]
    assert found.hours == sum(one.hours for one in chosen)
    closed = frozenset().union(*(one.competencies for one in chosen))
    assert {zone for zone in ZONES if zone not in closed} == set(found.missing)
    assert (len(ZONES) - len(found.missing), found.hours) == most_zones(offered, ZONES, limits)


def test_two_hundred_cases_of_realistic_size_agree_with_an_exact_solver() -> None:
    random = Random(2026)
    for _ in range(200):
        zones = tuple(f"K{number}" for number in range(random.randint(2, 8)))
        others = tuple(f"L{number}" for number in range(30))
        offered = [
            programme(
                number, random.choice((16, 18, 24, 36, 40, 72, 108, 144)),
                *random.sample(zones + others, random.randint(1, 4)), price=random.choice((0, 0, 3000, 9000)),
            )
            for number in range(400)
        ]  # fmt: skip
        limits = Limits(most_price=random.choice((None, 9000)))
        found = shortest_set(offered, zones, limits, TODAY)
        assert not found.missing
        assert found.hours == fewest_hours(offered, zones, limits)
