from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.practice_review import MARKS, Outcome, Rule, Verdict, is_complete, outcome, total

CRITERIA = ("relevance", "norms", "results", "novelty", "transfer", "clarity")
RULE = Rule(CRITERIA, least_total=12, never_zero="norms", widest=5)

MARKS_OF_ONE = st.fixed_dictionaries({code: st.sampled_from(MARKS) for code in CRITERIA})


def marks(*given: int) -> dict[str, int]:
    return dict(zip(CRITERIA, given, strict=True))


TWELVE = marks(2, 2, 2, 2, 2, 2)
SIX = marks(1, 1, 1, 1, 1, 1)
SEVEN = marks(2, 1, 1, 1, 1, 1)
EIGHTEEN = marks(3, 3, 3, 3, 3, 3)


@pytest.mark.parametrize(
    ("reviews", "expected"),
    [
        ([], Outcome(Verdict.WAITING)),
        ([EIGHTEEN], Outcome(Verdict.WAITING)),
        ([TWELVE, TWELVE], Outcome(Verdict.FIT, 12)),
        ([TWELVE, marks(2, 2, 2, 2, 2, 1)], Outcome(Verdict.UNFIT, 11.5)),
        ([TWELVE, SEVEN], Outcome(Verdict.UNFIT, 9.5)),
        ([TWELVE, SIX], Outcome(Verdict.THIRD_NEEDED)),
        ([EIGHTEEN, TWELVE], Outcome(Verdict.THIRD_NEEDED)),
        ([marks(3, 0, 3, 3, 3, 3), EIGHTEEN], Outcome(Verdict.UNFIT, 16.5)),
    ],
)
def test_two_reviews_decide_or_ask_for_a_third(reviews: list[dict[str, int]], expected: Outcome) -> None:
    assert outcome(reviews, RULE) == expected


def test_of_three_the_two_closest_count() -> None:
    assert outcome([SIX, EIGHTEEN, marks(3, 3, 3, 3, 3, 2)], RULE) == Outcome(Verdict.FIT, 17.5)
    assert outcome([SIX, EIGHTEEN, SEVEN], RULE) == Outcome(Verdict.UNFIT, 6.5)


def test_a_third_one_right_between_makes_all_three_count() -> None:
    assert outcome([SIX, EIGHTEEN, TWELVE], RULE) == Outcome(Verdict.FIT, 12)


def test_a_zero_that_is_not_counted_forbids_nothing() -> None:
    lonely = marks(1, 0, 1, 1, 1, 1)
    assert outcome([lonely, EIGHTEEN, marks(3, 3, 3, 3, 3, 2)], RULE).verdict is Verdict.FIT


@given(st.lists(MARKS_OF_ONE, min_size=2, max_size=3))
def test_the_order_of_reviews_changes_nothing(reviews: list[dict[str, int]]) -> None:
    assert len({outcome(list(order), RULE) for order in permutations(reviews)}) == 1


@given(MARKS_OF_ONE, MARKS_OF_ONE)
def test_better_marks_never_make_a_verdict_worse(first: dict[str, int], second: dict[str, int]) -> None:
    if outcome([first, second], RULE).verdict is Verdict.FIT:
        better = {code: max(first[code], second[code]) for code in CRITERIA}
        assert outcome([better, better], RULE).verdict is Verdict.FIT


def test_a_review_is_complete_with_every_criterion_and_nothing_else() -> None:
    assert is_complete(TWELVE, RULE)
    assert total(TWELVE) == 12
    assert RULE.most == 18
    assert not is_complete({**TWELVE, "charm": 3}, RULE)
    assert not is_complete({**TWELVE, "norms": 4}, RULE)
    assert not is_complete(dict.fromkeys(CRITERIA[:5], 1), RULE)
