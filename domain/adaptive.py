"""The adaptive mode: which item is asked next, what is known by now, when to stop.

Each competency has a theta of its own; a common factor ties them, so that an answer says a little about the
others too. What is declared is the expected share of right answers over the competency's whole pool at theta:
P(share >= 0.7 | answers) of 0.8 or more is mastery, 0.2 or less a growth zone, and never on fewer than two
answers to the competency itself.

The next item belongs to the undecided competency asked least; of its items one of the five most informative
at the present theta is drawn, so that the same ones do not wear out; those shown too often rest.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from math import log, pi, sqrt
from random import Random

import numpy as np

from domain.calibration import GRID, WEIGHTS, Matrix
from domain.mastery import MASTERY_SHARE, SURE, Verdict

LEAST, MOST = 2, 5
"""Answers of a competency before it may be declared, and the most that are asked of it."""
BEST = 5
MOST_EXPOSED = 0.4
"""An item that this share of recent attempts has met rests while others can take its place."""
TOGETHER = 0.7
"""How competencies correlate, until data say otherwise; docs/benchmarks.md tells of 0.4 and 0.9."""
DOUBT = 0.5
"""How far the author's difficulty may be from the true one, in logits: it makes such an item say less."""
SCALE_SE = 0.4
LEAST_OF_SCALE = 30
_FACTOR = np.linspace(-3.5, 3.5, 29)
_FACTOR_WEIGHTS = np.exp(-(_FACTOR**2) / 2) / np.exp(-(_FACTOR**2) / 2).sum()
_NORMAL_TO_LOGIT = 16 * sqrt(3) / (15 * pi)


@dataclass(frozen=True)
class PoolItem:
    """An item that may be asked, with its parameters and the share of recent attempts that met it."""

    id: int
    competency: str
    a: float
    b: float
    exposure: float = 0.0


@dataclass(frozen=True)
class Standing:
    """What the answers say of a competency: the expected share over its pool and P(share >= 0.7)."""

    competency: str
    answered: int
    share: float
    posterior: float

    @property
    def verdict(self) -> Verdict:
        if self.answered < LEAST or 1 - SURE < self.posterior < SURE:
            return Verdict.UNDECIDED
        return Verdict.MASTERED if self.posterior >= SURE else Verdict.GROWTH_ZONE


def parameters_of(difficulty: float) -> tuple[float, float]:
    """Slope and difficulty from the author's expected share of right answers, theta ~ N(0, 1).

    The logistic of a normal is nearly a normal one (Johnson and Kotz): a doubtful b flattens the curve.
    """
    squeeze = sqrt(1 + (_NORMAL_TO_LOGIT * DOUBT) ** 2)
    a = 1 / squeeze
    return a, -log(difficulty / (1 - difficulty)) * sqrt(1 + (_NORMAL_TO_LOGIT * a) ** 2) / a


class Estimate:
    """Posteriors of the competencies of a pool after some answers (item id: right or not)."""

    def __init__(
        self, pool: Sequence[PoolItem], answers: Mapping[int, bool], together: float = TOGETHER
    ) -> None:
        self._items: dict[str, list[PoolItem]] = {}
        for item in pool:
            self._items.setdefault(item.competency, []).append(item)
        self._answers = answers
        self.thetas = _posteriors({code: self._likelihood(code) for code in self._items}, together)

    def _likelihood(self, competency: str) -> Matrix:
        likelihood = np.ones_like(GRID)
        for item in self._items[competency]:
            if item.id in self._answers:
                chance = _chance(item)
                likelihood = likelihood * (chance if self._answers[item.id] else 1 - chance)
        return likelihood

    def standing(self, competency: str) -> Standing:
        items, theta = self._items[competency], self.thetas[competency]
        share = np.mean([_chance(item) for item in items], axis=0)
        return Standing(
            competency,
            sum(item.id in self._answers for item in items),
            float(theta @ share),
            _upper_tail(theta, share),
        )

    def standings(self) -> dict[str, Standing]:
        return {code: self.standing(code) for code in self._items}


def _posteriors(likelihoods: Mapping[str, Matrix], together: float) -> dict[str, Matrix]:
    """Each theta = sqrt(r) * factor + sqrt(1 - r) * own, integrated over the factor."""
    kernel = np.exp(-((GRID - sqrt(together) * _FACTOR[:, None]) ** 2) / (2 * (1 - together)))
    kernel /= kernel.sum(axis=1, keepdims=True)
    marginal = {code: kernel @ likelihood for code, likelihood in likelihoods.items()}
    found: dict[str, Matrix] = {}
    for code, likelihood in likelihoods.items():
        factor = _FACTOR_WEIGHTS.copy()
        for other, mass in marginal.items():
            factor = factor * (mass if other != code else 1)
        posterior = (factor @ kernel) * likelihood
        found[code] = posterior / posterior.sum()
    return found


def _upper_tail(theta: Matrix, share: Matrix) -> float:
    """P(share >= 0.7), the cell that the threshold cuts divided in proportion; shares grow with theta."""
    cut = float(np.interp(MASTERY_SHARE, share, GRID))
    below = np.concatenate([[0.0], np.cumsum(theta)])
    edges = np.concatenate([GRID - (GRID[1] - GRID[0]) / 2, [GRID[-1] + (GRID[1] - GRID[0]) / 2]])
    return float(1 - np.interp(cut, edges, below))


def next_item(
    pool: Sequence[PoolItem],
    answers: Mapping[int, bool],
    random: Random,
    seen: Collection[int] = (),
    together: float = TOGETHER,
) -> PoolItem | None:
    """The item to ask; None when every competency is declared or has been asked enough.

    Items of earlier attempts (`seen`) come only when there are no others.
    """
    estimate = Estimate(pool, answers, together)
    open_items: dict[str, list[PoolItem]] = {}
    for item in pool:
        if item.id not in answers:
            open_items.setdefault(item.competency, []).append(item)
    wanted = [
        one
        for one in estimate.standings().values()
        if one.competency in open_items and one.verdict is Verdict.UNDECIDED and one.answered < MOST
    ]
    if not wanted:
        return None
    least = min(one.answered for one in wanted)
    chosen = random.choice([one.competency for one in wanted if one.answered == least])
    return best_of(open_items[chosen], float(estimate.thetas[chosen] @ GRID), random, seen)


def best_of(items: Sequence[PoolItem], theta: float, random: Random, seen: Collection[int] = ()) -> PoolItem:
    """One of the five most informative at theta; worn and seen ones only when there are no others."""
    fresh = [item for item in items if item.id not in seen] or items
    rested = [item for item in fresh if item.exposure <= MOST_EXPOSED] or [
        min(fresh, key=lambda i: i.exposure)
    ]
    ranked = sorted(rested, key=lambda item: (-information(item, theta), item.id))
    return random.choice(ranked[:BEST])


def information(item: PoolItem, theta: float) -> float:
    """Fisher information of the 2PL model."""
    chance = 1 / (1 + float(np.exp(-item.a * (theta - item.b))))
    return item.a**2 * chance * (1 - chance)


def scale(pool: Sequence[PoolItem], answers: Mapping[int, bool]) -> tuple[float, float]:
    """Theta of a group's whole scale and its standard error, all its competencies taken as one."""
    posterior = WEIGHTS.copy()
    for item in pool:
        if item.id in answers:
            chance = _chance(item)
            posterior = posterior * (chance if answers[item.id] else 1 - chance)
    posterior /= posterior.sum()
    theta = float(posterior @ GRID)
    return theta, sqrt(max(0.0, float(posterior @ GRID**2) - theta**2))


def next_of_scale(
    pool: Sequence[PoolItem], answers: Mapping[int, bool], random: Random, seen: Collection[int] = ()
) -> PoolItem | None:
    """The item to ask when a group's scale is measured; None at a standard error of 0.4 or with none left.

    Content is balanced as the pool is: the competency that lags most behind its share comes first. Raises
    ValueError for a pool under 30 items.
    """
    if len(pool) < LEAST_OF_SCALE:
        raise ValueError(f"a scale needs {LEAST_OF_SCALE} items, here are {len(pool)}")
    theta, se = scale(pool, answers)
    left = [item for item in pool if item.id not in answers]
    if se <= SCALE_SE or not left:
        return None
    sizes: dict[str, list[int]] = {}
    for item in pool:
        count = sizes.setdefault(item.competency, [0, 0])
        count[0] += item.id in answers
        count[1] += 1
    chosen = min(
        sorted({item.competency for item in left}), key=lambda code: (sizes[code][0] + 1) / sizes[code][1]
    )
    return best_of([item for item in left if item.competency == chosen], theta, random, seen)


def _chance(item: PoolItem) -> Matrix:
    return 1 / (1 + np.exp(-item.a * (GRID - item.b)))
