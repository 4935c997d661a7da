import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.mastery import CompetencyScore, Verdict, growth_zones, posterior_of_mastery

PUBLISHED = [(2, 5, 0.07), (3, 5, 0.26), (4, 5, 0.58), (5, 5, 0.88), (0, 1, 0.09)]
"""P(p >= 0.7) under a flat prior, as docs/adr/0011 states them."""


@pytest.mark.parametrize(("right", "answered", "expected"), PUBLISHED)
def test_the_posterior_is_the_stated_figure(right: int, answered: int, expected: float) -> None:
    assert round(posterior_of_mastery(right, answered), 2) == expected


@pytest.mark.parametrize(
    ("right", "verdict"),
    [(0, Verdict.GROWTH_ZONE), (1, Verdict.GROWTH_ZONE), (2, Verdict.GROWTH_ZONE),
     (3, Verdict.UNDECIDED), (4, Verdict.UNDECIDED), (5, Verdict.MASTERED)],
)  # fmt: skip
def test_five_items_declare_only_what_is_clear(right: int, verdict: Verdict) -> None:
    assert CompetencyScore("KM2", right, 5).verdict is verdict


@given(st.integers(0, 4).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_fewer_than_five_items_never_declare_anything(score: tuple[int, int]) -> None:
    assert CompetencyScore("KM2", *score).verdict is Verdict.UNDECIDED


@given(st.integers(1, 60).flatmap(lambda n: st.tuples(st.integers(0, n - 1), st.just(n))))
def test_one_more_right_answer_never_lowers_the_posterior(score: tuple[int, int]) -> None:
    right, answered = score
    assert posterior_of_mastery(right + 1, answered) > posterior_of_mastery(right, answered)


@given(st.integers(0, 40))
def test_the_posterior_agrees_with_numeric_integration(right: int) -> None:
    answered, steps = 40, 20_000
    density = [(i / steps) ** right * (1 - i / steps) ** (answered - right) for i in range(steps + 1)]
    tail = sum(density[int(0.7 * steps) :]) / sum(density)
    assert posterior_of_mastery(right, answered) == pytest.approx(tail, abs=2e-3)


def test_more_right_answers_than_questions_are_refused() -> None:
    with pytest.raises(ValueError, match="6 right of 5"):
        posterior_of_mastery(6, 5)


def test_the_surest_growth_zone_comes_first() -> None:
    scores = [CompetencyScore("A", 2, 5), CompetencyScore("B", 0, 5), CompetencyScore("C", 5, 5)]
    assert [score.competency for score in growth_zones(scores)] == ["B", "A"]
