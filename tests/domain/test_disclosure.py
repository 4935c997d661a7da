"""What is hidden of a tree of results: whoever sees the rest can't find a small result by subtraction."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.disclosure import hidden, may_show

NAMES = "ABCDEFGHIJ"


@pytest.mark.parametrize(
    ("some", "of", "shown"), [(5, 10, True), (4, 10, False), (6, 10, False), (0, 20, False)]
)
def test_a_figure_is_shown_only_when_five_stand_on_either_side(some: int, of: int, shown: bool) -> None:
    assert may_show(some, of) is shown


def test_the_smallest_sibling_of_a_small_result_is_hidden_too() -> None:
    above = {"region": None, "a": "region", "b": "region", "c": "region"}
    of = {"region": 100, "a": 50, "b": 42, "c": 8}
    some = {"region": 40, "a": 20, "b": 17, "c": 3}
    assert hidden(above, of, some) == {"b", "c"}


def test_where_the_smallest_is_not_enough_all_are_hidden() -> None:
    above = {"region": None, "a": "region", "b": "region", "c": "region"}
    of = {"region": 30, "a": 10, "b": 18, "c": 2}
    some = {"region": 12, "a": 5, "b": 7, "c": 0}
    assert hidden(above, of, {**some, "a": 1, "region": 8}) == {"a", "b", "c"}


@st.composite
def trees(draw):  # type: ignore[no-untyped-def]
    """Parents, and what each unit has of its own: so many people, so many of them counted."""
    above: dict[str, str | None] = {}
    of: Counter[str] = Counter()
    some: Counter[str] = Counter()
    for at, name in enumerate(NAMES):
        above[name] = draw(st.sampled_from(NAMES[:at])) if at else None
        people = draw(st.integers(0, 30))
        counted = draw(st.integers(0, people))
        one: str | None = name
        while one is not None:
            of[one] += people
            some[one] += counted
            one = above[one]
    return above, of, some


@given(trees())
def test_nothing_small_is_seen_or_found_by_subtraction(tree) -> None:  # type: ignore[no-untyped-def]
    above, of, some = tree
    secret = hidden(above, of, some)
    for unit in above.keys() - secret:
        assert may_show(some[unit], of[unit])
        assert above[unit] not in secret, "a part is not shown where the whole is hidden"
        parts = [one for one in above if above[one] == unit and one not in secret]
        rest = of[unit] - sum(of[one] for one in parts)
        assert rest == 0 or may_show(some[unit] - sum(some[one] for one in parts), rest)
