import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from domain.calibration import ItemParameters, Model, NotEnoughData, abilities, calibrate
from domain.item_fit import chi2_tail, drift, item_fit
from tests.published import LSAT6, LSAT7

# The figures of LSAT (section 6) are those that the R package ltm prints (Rizopoulos, 2006, JSS 17(5)):
# summary(rasch(LSAT)), the same with the discrimination fixed at 1, summary(ltm(LSAT ~ z1)).
RASCH = [(-2.872, 0.1287), (-1.063, 0.0821), (-0.2576, 0.0766), (-1.3881, 0.0865), (-2.2188, 0.1048)]
ONE = [(-3.6153, 0.3266), (-1.3224, 0.1422), (-0.3176, 0.0977), (-1.7301, 0.1691), (-2.7802, 0.2510)]
TWO_A = [(0.8254, 0.2581), (0.7229, 0.1867), (0.8905, 0.2326), (0.6886, 0.1852), (0.6575, 0.2100)]
TWO_B = [(-3.3597, 0.8669), (-1.3696, 0.3073), (-0.2799, 0.0997), (-1.8659, 0.4341), (-3.1236, 0.8700)]


def test_the_patterns_are_the_published_ones() -> None:
    assert LSAT6.shape == LSAT7.shape == (1000, 5)
    assert LSAT6.sum(axis=0).tolist() == [924, 709, 553, 763, 870]
    assert LSAT7.sum(axis=0).tolist() == [828, 658, 772, 606, 843]


def test_rasch_is_the_table_of_ltm() -> None:
    found = calibrate(LSAT6, Model.RASCH)
    assert round(found.loglik, 3) == -2473.054
    assert [(round(one.b or 0, 4), round(one.se_b or 0, 4)) for one in found.items] == RASCH
    assert {(one.a, one.se_a) for one in found.items} == {(1.0, None)}


def test_one_common_slope_is_the_table_of_ltm() -> None:
    found = calibrate(LSAT6, Model.ONE)
    assert round(found.loglik, 3) == -2466.938
    assert [(round(one.b or 0, 4), round(one.se_b or 0, 4)) for one in found.items] == ONE
    assert {(round(one.a or 0, 4), round(one.se_a or 0, 4)) for one in found.items} == {(0.7551, 0.0694)}


def test_two_parameters_are_the_table_of_ltm_as_far_as_it_converged() -> None:
    """ltm stopped with a largest gradient of 0.024, so it is near the top, not on it."""
    found = calibrate(LSAT6, Model.TWO)
    assert round(found.loglik, 3) == -2466.653
    assert (round(found.aic, 3), round(found.bic, 3)) == (4953.307, 5002.384)
    for one, (a, se_a), (b, se_b) in zip(found.items, TWO_A, TWO_B, strict=True):
        assert (one.a, one.se_a) == (pytest.approx(a, abs=0.001), pytest.approx(se_a, abs=0.001))
        assert (one.b, one.se_b) == (pytest.approx(b, abs=0.003), pytest.approx(se_b, abs=0.002))


def test_two_parameters_are_where_another_optimiser_ends() -> None:
    """BFGS on 21 to 81 Gauss-Hermite points (scipy), gradient under 1e-6: -2466.6533774."""
    found = calibrate(LSAT6, Model.TWO)
    assert found.loglik == pytest.approx(-2466.6533774, abs=1e-6)
    assert [round(one.a or 0, 4) for one in found.items] == [0.8257, 0.7227, 0.8909, 0.6884, 0.6569]
    assert [round(one.b or 0, 4) for one in found.items] == [-3.3588, -1.3701, -0.2797, -1.8664, -3.1259]


def test_section_7_is_the_table_of_mirt() -> None:
    """coef(mirt(expand.table(LSAT7), 1)): slopes and intercepts (Chalmers, 2012, JSS 48(6))."""
    found = calibrate(LSAT7, Model.TWO)
    slopes, intercepts = [0.988, 1.081, 1.706, 0.765, 0.736], [1.856, 0.808, 1.804, 0.486, 1.855]
    assert round(found.loglik, 3) == -2658.805
    for one, a, d in zip(found.items, slopes, intercepts, strict=True):
        assert one.a == pytest.approx(a, abs=0.002)
        assert -(one.a or 0) * (one.b or 0) == pytest.approx(d, abs=0.002)


def test_parameters_that_made_the_answers_come_back_with_honest_errors_and_gaps() -> None:
    random = np.random.default_rng(7)
    theta, a, b = random.normal(size=2000), random.lognormal(0, 0.3, 25), random.normal(size=25)
    answers = (random.random((2000, 25)) < 1 / (1 + np.exp(-a * (theta[:, None] - b)))).astype(float)
    answers[random.random(answers.shape) < 0.2] = np.nan
    found = calibrate(answers, Model.TWO)
    off = [((one.b or 0) - true) / (one.se_b or 1) for one, true in zip(found.items, b, strict=True)]
    assert found.converged
    assert 0.6 < np.std(off) < 1.4
    estimates = abilities(answers, found.items)
    assert np.corrcoef(theta, [one.theta for one in estimates])[0, 1] > 0.85
    errors = (theta - [one.theta for one in estimates]) / [one.se for one in estimates]
    assert 0.9 < np.std(errors) < 1.1


def test_an_item_that_everybody_solved_has_no_parameters_and_spoils_nothing() -> None:
    with_easy = np.hstack([LSAT6, np.ones((1000, 1))])
    found, without = calibrate(with_easy, Model.ONE), calibrate(LSAT6, Model.ONE)
    assert found.items[5] == ItemParameters()
    assert found.items[:5] == without.items
    assert item_fit(with_easy, found)[5] is None


def test_nobody_is_known_without_answers() -> None:
    nothing, all_right = abilities(np.array([[np.nan] * 5, [1.0] * 5]), calibrate(LSAT6, Model.TWO).items)
    assert (round(nothing.theta, 6), round(nothing.se, 6)) == (0, 1)
    assert (round(all_right.theta, 2), round(all_right.se, 2)) == (0.65, 0.86)


@pytest.mark.parametrize("model", Model)
def test_too_few_items_are_refused(model: Model) -> None:
    with pytest.raises(NotEnoughData):
        calibrate(np.array([[1.0, 1.0], [1.0, 1.0]]), model)


@given(arrays(np.float64, st.tuples(st.integers(1, 12), st.integers(1, 5)),
              elements=st.sampled_from([0.0, 1.0, float("nan")])), st.sampled_from(Model))  # fmt: skip
def test_any_answers_are_calibrated_or_refused(answers: np.ndarray, model: Model) -> None:
    try:
        found = calibrate(answers, model)
    except NotEnoughData:
        return
    assert np.isfinite(found.loglik)
    figures = [value for one in found.items for value in vars(one).values() if value is not None]
    assert np.isfinite(figures).all()


def test_fit_of_a_true_model_is_one_and_a_random_item_stands_out() -> None:
    random = np.random.default_rng(5)
    theta, b = random.normal(size=1500), np.linspace(-1.5, 1.5, 12)
    answers = (random.random((1500, 12)) < 1 / (1 + np.exp(-1.5 * (theta[:, None] - b)))).astype(float)
    answers[:, 6] = random.random(1500) < 0.5
    fits = item_fit(answers, calibrate(answers, Model.ONE))
    good = [one for at, one in enumerate(fits) if one and at != 6]
    random_item = fits[6]
    assert random_item is not None
    assert random_item.p == pytest.approx(0, abs=1e-6)
    assert random_item.infit > max(one.infit for one in good)
    assert np.mean([one.outfit for one in good]) == pytest.approx(1, abs=0.1)


@pytest.mark.parametrize(
    ("x", "df", "p"), [(3.841, 1, 0.05), (5.991, 2, 0.05), (18.307, 10, 0.05), (0, 3, 1)]
)
def test_the_tail_of_chi2_is_the_table(x: float, df: int, p: float) -> None:
    assert chi2_tail(x, df) == pytest.approx(p, abs=2e-5)


def test_an_item_that_became_easier_is_seen_and_a_stronger_population_is_not() -> None:
    before = {f"I{n}": ItemParameters(1.0, n / 4, None, 0.1) for n in range(8)}
    after = {name: ItemParameters(1.0, (one.b or 0) - 0.3, None, 0.1) for name, one in before.items()}
    assert not any(one.moved for one in drift(before, after).values())
    after["I3"] = ItemParameters(1.0, -1.0, None, 0.1)
    assert [name for name, one in drift(before, after).items() if one.moved] == ["I3"]
    assert drift({}, after) == {}
