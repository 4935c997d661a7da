"""Whether answers follow the calibrated curve, and whether an item has moved since the last calibration."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import erfc, exp, lgamma, log, sqrt

import numpy as np

from domain.calibration import (
    GRID,
    WEIGHTS,
    Calibration,
    ItemParameters,
    Matrix,
    Model,
    chances,
    line,
    posterior,
)

LEAST_EXPECTED = 1.0
"""Neighbouring scores are joined until so many right and wrong answers are expected among them."""
MOVED = 0.5
"""Logits: a shift smaller than this changes nobody's result, however significant."""
SURE = 2.58
LEAST_COMMON = 5
_TINY = 1e-9


@dataclass(frozen=True)
class ItemFit:
    """Infit and outfit, 1 expected: under 0.7 too orderly, over 1.3 noise.

    `p` belongs to S-X2 (Orlando and Thissen, 2000), taken from people who answered every item; None where
    there are too few of them.
    """

    infit: float
    outfit: float
    s_x2: float | None = None
    df: int = 0
    p: float | None = None


@dataclass(frozen=True)
class Drift:
    """How far the difficulty went from where the other items went."""

    shift: float
    z: float

    @property
    def moved(self) -> bool:
        return abs(self.z) > SURE and abs(self.shift) >= MOVED


def item_fit(responses: Matrix, calibration: Calibration) -> list[ItemFit | None]:
    """Fit in the order of the columns; None for items without a difficulty."""
    known = [at for at, one in enumerate(calibration.items) if one.b is not None]
    slopes, intercepts = line(calibration.items)
    chance, answers = np.clip(chances(slopes, intercepts), _TINY, 1 - _TINY), responses[:, known]
    mean_squares = _mean_squares(answers, posterior(responses, calibration.items), chance)
    whole = answers[~np.isnan(answers).any(axis=1)]
    parameters = 2 if calibration.model is Model.TWO else 1
    fits: list[ItemFit | None] = [None] * len(calibration.items)
    for column, at in enumerate(known):
        infit, outfit = mean_squares[column]
        fits[at] = ItemFit(infit, outfit, *_s_x2(whole, chance, column, parameters))
    return fits


def _mean_squares(answers: Matrix, theta: Matrix, chance: Matrix) -> list[tuple[float, float]]:
    """Squared residuals expected over the posterior of each person, weighted by information and not."""
    found: list[tuple[float, float]] = []
    for column, p in enumerate(chance.T):
        given = ~np.isnan(answers[:, column])
        x, weights = answers[given, column][:, None], theta[given]
        squares = (x - p) ** 2
        infit = (weights * squares).sum() / (weights * (p * (1 - p))).sum()
        outfit = (weights * (squares / (p * (1 - p)))).sum() / given.sum()
        found.append((float(infit), float(outfit)))
    return found


def _s_x2(
    answers: Matrix, chance: Matrix, column: int, parameters: int
) -> tuple[float | None, int, float | None]:
    """Right answers to one item by the whole score, observed against expected."""
    scores = answers.sum(axis=1).astype(int)
    others = _score_chances(np.delete(chance, column, axis=1))
    own = chance[:, column]
    right = (others * (own * WEIGHTS)[:, None]).sum(axis=0)
    wrong = (others * ((1 - own) * WEIGHTS)[:, None]).sum(axis=0)
    cells: list[tuple[float, float, float]] = []
    people = expected = observed = 0.0
    for score in range(1, chance.shape[1]):
        here = scores == score
        people += here.sum()
        expected += here.sum() * right[score - 1] / (right[score - 1] + wrong[score])
        observed += answers[here, column].sum()
        if min(expected, people - expected) >= LEAST_EXPECTED:
            cells.append((people, expected, observed))
            people = expected = observed = 0.0
    if people and cells:
        cells[-1] = tuple(np.add(cells[-1], (people, expected, observed)).tolist())
    df = len(cells) - parameters
    if df < 1:
        return None, 0, None
    statistic = float(sum((o - e) ** 2 * n / (e * (n - e)) for n, e, o in cells))
    return statistic, df, chi2_tail(statistic, df)


def chi2_tail(x: float, df: int) -> float:
    """P(chi2 > x), the finite sum for whole degrees of freedom."""
    if x <= 0:
        return 1.0
    half, power = x / 2, 1 - df % 2 / 2
    total = erfc(sqrt(half)) if df % 2 else exp(-half)
    while power < df / 2:
        total += exp(power * log(half) - half - lgamma(power + 1))
        power += 1
    return total


def _score_chances(chance: Matrix) -> Matrix:
    """P(score | theta), points by scores: the recursion of Lord and Wingersky (1984)."""
    found = np.zeros((len(GRID), chance.shape[1] + 1))
    found[:, 0] = 1
    for p in chance.T:
        up = found[:, :-1] * p[:, None]
        found *= (1 - p)[:, None]
        found[:, 1:] += up
    return found


def drift(before: Mapping[str, ItemParameters], after: Mapping[str, ItemParameters]) -> dict[str, Drift]:
    """Each common item against the median shift of all of them: the origin is each population's own mean.

    Empty with fewer than five common items.
    """
    shifts: dict[str, tuple[float, float]] = {}
    for name, now in after.items():
        then = before.get(name, ItemParameters())
        if now.b is not None and then.b is not None and now.se_b and then.se_b:
            shifts[name] = (now.b - then.b, float(np.hypot(now.se_b, then.se_b)))
    if len(shifts) < LEAST_COMMON:
        return {}
    common = float(np.median([shift for shift, _ in shifts.values()]))
    return {name: Drift(shift - common, (shift - common) / se) for name, (shift, se) in shifts.items()}
