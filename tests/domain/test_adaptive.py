from dataclasses import replace
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.adaptive import (
    BEST,
    LEAST,
    MOST,
    SCALE_SE,
    Estimate,
    PoolItem,
    best_of,
    information,
    next_item,
    next_of_scale,
    parameters_of,
    scale,
)
from domain.calibration import GRID, WEIGHTS
from domain.mastery import Verdict

POOL = [PoolItem(n, f"K{n % 4}", 1.2, (n // 4 - 5) / 4) for n in range(48)]


def taken(answer: bool | None, seed: int = 1) -> dict[int, bool]:
    """Answers of somebody who is always right, always wrong, or now this and now that."""
    random, answers = Random(seed), {}
    while item := next_item(POOL, answers, random):
        answers[item.id] = len(answers) % 3 > 0 if answer is None else answer
    return answers


@pytest.mark.parametrize(("answer", "verdict"), [(True, Verdict.MASTERED), (False, Verdict.GROWTH_ZONE)])
def test_the_clear_are_declared_after_two_questions_of_each_competency(
    answer: bool, verdict: Verdict
) -> None:
    answers = taken(answer)
    standings = Estimate(POOL, answers).standings().values()
    assert [one.verdict for one in standings] == [verdict] * 4
    assert {one.answered for one in standings} == {LEAST}


def test_the_unclear_are_asked_evenly_and_no_more_than_five_of_each() -> None:
    answers = taken(None)
    counts = [one.answered for one in Estimate(POOL, answers).standings().values()]
    assert max(counts) <= MOST
    assert len(answers) > 4 * LEAST


def test_nothing_is_declared_before_two_answers_of_its_own() -> None:
    answers = {item.id: False for item in POOL if item.competency != "K0"}
    standing = Estimate(POOL, answers).standing("K0")
    assert standing.posterior < 0.2, "the others say much"
    assert standing.verdict is Verdict.UNDECIDED


@given(st.dictionaries(st.integers(0, 47), st.booleans(), max_size=20), st.integers(0, 47))
def test_a_right_answer_never_lowers_any_posterior(answers: dict[int, bool], one: int) -> None:
    low, high = (Estimate(POOL, {**answers, one: right}).standings() for right in (False, True))
    for code in low:
        assert 0 <= low[code].posterior <= high[code].posterior + 1e-9 <= 1 + 1e-9
        assert 0 < low[code].share <= high[code].share + 1e-9


def test_competencies_that_do_not_go_together_say_nothing_of_each_other() -> None:
    answers = {item.id: False for item in POOL if item.competency != "K0"}
    alone = Estimate(POOL, answers, together=0).standing("K0")
    assert alone.posterior == pytest.approx(Estimate(POOL, {}, together=0).standing("K0").posterior)


def test_the_posterior_is_that_of_simulated_teachers() -> None:
    """Of many who gave these very answers the true share is over the threshold as often as it says."""
    random = np.random.default_rng(2)
    items = [item for item in POOL if item.competency == "K0"][:4]
    theta = random.normal(size=200_000)
    chances = 1 / (1 + np.exp(-1.2 * (theta[:, None] - [item.b for item in items])))
    gave = ((random.random(chances.shape) < chances) == [True, False, True, True]).all(axis=1)
    pool = [item for item in POOL if item.competency == "K0"]
    share = (1 / (1 + np.exp(-1.2 * (theta[gave][:, None] - [item.b for item in pool])))).mean(axis=1)
    answers = dict(zip([item.id for item in items], [True, False, True, True], strict=True))
    found = Estimate(pool, answers).standing("K0")
    assert found.posterior == pytest.approx((share >= 0.7).mean(), abs=0.01)
    assert found.share == pytest.approx(share.mean(), abs=0.005)


def test_one_of_the_five_most_informative_is_drawn_and_worn_or_seen_ones_rest() -> None:
    best = sorted(POOL, key=lambda item: -information(item, 0.0))[:BEST]
    drawn = {best_of(POOL, 0.0, Random(seed)).id for seed in range(200)}
    limit = information(best[-1], 0.0)
    assert len(drawn) == BEST
    assert all(information(POOL[id_], 0.0) >= limit for id_ in drawn)
    worn = [replace(item, exposure=0.6) if item.id in drawn else item for item in POOL]
    assert not drawn & {best_of(worn, 0.0, Random(seed)).id for seed in range(50)}
    assert not drawn & {best_of(POOL, 0.0, Random(seed), seen=drawn).id for seed in range(50)}
    only = [replace(POOL[0], exposure=0.9), replace(POOL[1], exposure=0.7)]
    assert best_of(only, 0.0, Random(1), seen={0, 1}).id == 1


def test_the_same_seed_asks_the_same_questions() -> None:
    assert list(taken(None, 5)) == list(taken(None, 5))
    assert list(taken(None, 5)) != list(taken(None, 6))


@pytest.mark.parametrize("share", [0.3, 0.5, 0.9])
def test_the_author_s_share_comes_back_over_the_population(share: float) -> None:
    a, b = parameters_of(share)
    assert a < 1
    assert WEIGHTS @ (1 / (1 + np.exp(-a * (GRID - b)))) == pytest.approx(share, abs=0.01)


def test_a_scale_is_measured_to_its_error_with_content_balanced() -> None:
    random, source = np.random.default_rng(4), Random(3)
    answers: dict[int, bool] = {}
    while item := next_of_scale(POOL, answers, source):
        answers[item.id] = bool(random.random() < 0.5)
    _, se = scale(POOL, answers)
    counts = [sum(POOL[id_].competency == code for id_ in answers) for code in ("K0", "K1", "K2", "K3")]
    assert se <= SCALE_SE
    assert len(answers) < len(POOL)
    assert max(counts) - min(counts) <= 1
    assert scale(POOL, {}) == (pytest.approx(0, abs=1e-6), pytest.approx(1, abs=1e-3))
    with pytest.raises(ValueError, match="30 items"):
        next_of_scale(POOL[:29], {}, source)
