"""Item response models by marginal maximum likelihood: Rasch, 1PL and 2PL, with errors, fit and drift.

P(right | theta) = 1 / (1 + exp(-(a theta + d))), b = -d / a, theta ~ N(0, 1), no constant 1.7.
Rasch: a = 1. 1PL: one common a. 2PL: an a for each item. An answer that is missing is left out of the
likelihood; an item that everybody or nobody solved has no parameters.

Steps of the EM gradient (Lange, 1995) bring the estimates near, Newton steps with the observed information
(Louis, 1982) end it; standard errors come from the same matrix.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]

GRID = np.linspace(-6, 6, 121)
"""Points of theta: the trapezoid rule on the normal density, exact to ten digits for slopes up to 5."""
STEEPEST, FLATTEST = 15.0, 1e-3
"""A slope that grows beyond has no finite estimate, the item splits people without an error; on a flat one
there is no point to call the difficulty.
"""
WEIGHTS = np.exp(-(GRID**2) / 2) / np.exp(-(GRID**2) / 2).sum()
_POWERS = np.array([GRID * GRID, GRID, np.ones_like(GRID)])
_MOST_STEPS = 500
_NEAR = 0.05
_LONGEST = 1.0
_CLOSE = 1e-9


class Model(StrEnum):
    RASCH = "rasch"
    ONE = "1pl"
    TWO = "2pl"

    @property
    def least_items(self) -> int:
        """With fewer items the parameters are not determined by the data."""
        return {Model.RASCH: 1, Model.ONE: 2, Model.TWO: 3}[self]

    @property
    def least_answers(self) -> int:
        """Answers that an item needs before its parameters may be used for decisions."""
        return {Model.RASCH: 100, Model.ONE: 100, Model.TWO: 500}[self]


class NotEnoughData(ValueError):
    """Too few items that some people solved and some did not."""


@dataclass(frozen=True)
class ItemParameters:
    """Slope and difficulty with standard errors; None: not estimated (a fixed slope has no error)."""

    a: float | None = None
    b: float | None = None
    se_a: float | None = None
    se_b: float | None = None


@dataclass(frozen=True)
class Calibration:
    """Estimates in the order of the columns."""

    model: Model
    n: int
    items: tuple[ItemParameters, ...]
    loglik: float
    free: int
    converged: bool

    @property
    def aic(self) -> float:
        return 2 * self.free - 2 * self.loglik

    @property
    def bic(self) -> float:
        return self.free * float(np.log(self.n)) - 2 * self.loglik


@dataclass(frozen=True)
class Ability:
    """The expected theta of a person and its standard error; with no answers the population's 0 and 1."""

    theta: float
    se: float


def calibrate(responses: Matrix, model: Model) -> Calibration:
    """Estimates from a matrix of people by items: 1, 0, NaN for no answer.

    Raises NotEnoughData.
    """
    informative = _informative(responses)
    count = int(informative.sum())
    if count < model.least_items:
        raise NotEnoughData(f"{count} items, {model.least_items} are needed")
    search = _Search.of(responses[:, informative], model)
    point, covariance, converged = search.run()
    found = iter(search.items(point, covariance))
    return Calibration(
        model=model,
        n=int((~np.isnan(responses)).any(axis=1).sum()),
        items=tuple(next(found) if one else ItemParameters() for one in informative),
        loglik=point.loglik,
        free=len(point.free),
        converged=converged,
    )


def abilities(responses: Matrix, items: Sequence[ItemParameters]) -> list[Ability]:
    """The expected theta of each row of answers (EAP); items without parameters say nothing."""
    theta = posterior(responses, items)
    mean = theta @ GRID
    spread = np.sqrt(np.maximum(theta @ GRID**2 - mean**2, 0))
    return [Ability(*one) for one in zip(mean.tolist(), spread.tolist(), strict=True)]


def ability(answers: Sequence[tuple[ItemParameters, bool]]) -> Ability:
    """Of one person from some answers."""
    return abilities(np.array([[float(right) for _, right in answers]]), [item for item, _ in answers])[0]


def posterior(responses: Matrix, items: Sequence[ItemParameters]) -> Matrix:
    """The posterior of theta on the grid, a row for each person."""
    known = [at for at, one in enumerate(items) if one.b is not None]
    slopes, intercepts = line(items)
    answers = responses[:, known]
    right, given = (answers == 1).astype(np.float64), (~np.isnan(answers)).astype(np.float64)
    return _posterior(right, given, slopes, intercepts)[0]


def line(items: Sequence[ItemParameters]) -> tuple[Matrix, Matrix]:
    """Slopes and intercepts of the items that have parameters."""
    pairs = [(one.a, -one.a * one.b) for one in items if one.a is not None and one.b is not None]
    slopes, intercepts = np.array(pairs, dtype=np.float64).reshape(-1, 2).T
    return slopes, intercepts


def chances(slopes: Matrix, intercepts: Matrix) -> Matrix:
    """P(right) at each point of the grid, points by items."""
    return 1 / (1 + np.exp(-(np.outer(GRID, slopes) + intercepts)))


def _informative(responses: Matrix) -> NDArray[np.bool_]:
    """Items that somebody solved and somebody did not."""
    return (responses == 1).any(axis=0) & (responses == 0).any(axis=0)


@dataclass(frozen=True)
class _Point:
    """Where the search stands: free parameters (slopes first), what follows from them for each row."""

    free: Matrix
    slopes: Matrix
    intercepts: Matrix
    loglik: float
    posterior: Matrix


@dataclass(frozen=True)
class _Search:
    """Different rows of answers with the number of people, and what of the parameters is free.

    Slopes above intercepts are `design @ free + fixed`: the three models differ in this alone.
    """

    right: Matrix
    given: Matrix
    people: Matrix
    design: Matrix
    fixed: Matrix
    start: Matrix
    slopes: int

    @staticmethod
    def of(responses: Matrix, model: Model) -> "_Search":
        rows, people = np.unique(np.nan_to_num(responses, nan=-1), axis=0, return_counts=True)
        items = responses.shape[1]
        slopes = {Model.RASCH: np.zeros((items, 0)), Model.ONE: np.ones((items, 1)), Model.TWO: np.eye(items)}
        top = slopes[model]
        free_slopes = top.shape[1]
        p = np.nanmean(responses, axis=0)
        return _Search(
            right=(rows == 1).astype(np.float64),
            given=(rows >= 0).astype(np.float64),
            people=people.astype(np.float64),
            design=np.block(
                [[top, np.zeros((items, items))], [np.zeros((items, free_slopes)), np.eye(items)]]
            ),
            fixed=np.concatenate([np.full(items, 1.0 if model is Model.RASCH else 0.0), np.zeros(items)]),
            start=np.concatenate([np.ones(free_slopes), 1.2 * np.log(p / (1 - p))]),
            slopes=free_slopes,
        )

    def run(self) -> tuple[_Point, Matrix, bool]:
        """Climbs until no step is left: the highest point, the covariance, whether it was reached."""
        point, newton, reached = self._at(self.start), False, False
        for _ in range(_MOST_STEPS):
            score, complete, missing = self._derivatives(point, newton)
            step = self._step(point, score, complete - missing)
            if step @ (self.design.T @ score) < 0:
                step = self._step(point, score, complete)
            following = self._climb(point, step)
            size = np.abs(following.free - point.free).max()
            reached = newton and size < _CLOSE
            newton, point = newton or size < _NEAR, following
            if reached:
                break
        return point, self._covariance(point), reached

    def _at(self, free: Matrix) -> _Point:
        free = np.concatenate([np.clip(free[: self.slopes], -STEEPEST, STEEPEST), free[self.slopes :]])
        slopes, intercepts = np.split(self.design @ free + self.fixed, 2)
        posterior, loglik = _posterior(self.right, self.given, slopes, intercepts)
        return _Point(free, slopes, intercepts, float(self.people @ loglik), posterior)

    def _derivatives(self, point: _Point, observed: bool) -> tuple[Matrix, Matrix, Matrix]:
        """Score, information of the complete data, and the part of it lost by not knowing theta."""
        chance = chances(point.slopes, point.intercepts)
        weighted = point.posterior * self.people[:, None]
        solved, shown = weighted.T @ self.right, weighted.T @ self.given
        residual = solved - shown * chance
        score = np.concatenate([GRID @ residual, residual.sum(axis=0)])
        complete = _blocks([np.diag(power @ (shown * chance * (1 - chance))) for power in _POWERS])
        if not observed:
            return score, complete, np.zeros_like(complete)
        products = np.zeros((3, len(point.slopes), len(point.slopes)))
        for at in range(len(GRID)):
            off = self.right - self.given * chance[at]
            products += _POWERS[:, at, None, None] * (off.T @ (off * weighted[:, at, None]))
        known = np.hstack(
            [
                self.right * (point.posterior @ GRID)[:, None]
                - self.given * (point.posterior @ (chance * GRID[:, None])),
                self.right - self.given * (point.posterior @ chance),
            ]
        )
        return score, complete, _blocks(list(products)) - known.T @ (known * self.people[:, None])

    def _step(self, point: _Point, score: Matrix, information: Matrix) -> Matrix:
        inside = self._inside(point)
        design = self.design[:, inside]
        step = np.zeros_like(point.free)
        step[inside] = np.linalg.lstsq(design.T @ information @ design, design.T @ score, rcond=None)[0]
        return step

    def _inside(self, point: _Point) -> NDArray[np.bool_]:
        """Slopes that have reached their bound stay there."""
        inside = np.ones(len(point.free), dtype=np.bool_)
        inside[: self.slopes] = np.abs(point.free[: self.slopes]) < STEEPEST
        return inside

    def _climb(self, point: _Point, step: Matrix) -> _Point:
        """The step, or the first of its halves that does not lead down."""
        step = step / max(1.0, float(np.abs(step).max()) / _LONGEST)
        for _ in range(30):
            following = self._at(point.free + step)
            if following.loglik >= point.loglik - 1e-10 * abs(point.loglik):
                return following
            step = step / 2
        return point

    def _covariance(self, point: _Point) -> Matrix:
        _, complete, missing = self._derivatives(point, observed=True)
        inside = self._inside(point)
        design = self.design[:, inside]
        inverse = np.linalg.pinv(design.T @ (complete - missing) @ design, hermitian=True)
        covariance = design @ inverse @ design.T
        stuck = self.design[:, ~inside].any(axis=1)
        covariance[stuck, :] = covariance[:, stuck] = np.nan
        return covariance

    def items(self, point: _Point, covariance: Matrix) -> list[ItemParameters]:
        """Slope and difficulty of each item; the errors of b = -d / a by the delta method."""
        count = len(point.slopes)
        found: list[ItemParameters] = []
        for at, (a, d) in enumerate(zip(point.slopes.tolist(), point.intercepts.tolist(), strict=True)):
            around = covariance[np.ix_([at, count + at], [at, count + at])]
            se_a = _root(around[0, 0]) if self.slopes else None
            if abs(a) < FLATTEST:
                found.append(ItemParameters(a, None, se_a))
                continue
            slant = np.array([d / a**2, -1 / a])
            found.append(ItemParameters(a, -d / a, se_a, _root(float(slant @ around @ slant))))
        return found


def _root(variance: float) -> float | None:
    return float(np.sqrt(variance)) if variance > 0 else None


def _blocks(parts: list[Matrix]) -> Matrix:
    """Slopes by slopes, slopes by intercepts, intercepts by intercepts: one symmetric matrix."""
    return np.block([[parts[0], parts[1]], [parts[1], parts[2]]])


def _posterior(right: Matrix, given: Matrix, slopes: Matrix, intercepts: Matrix) -> tuple[Matrix, Matrix]:
    """The posterior of theta on the grid for each row of answers, and the logarithm of its likelihood."""
    logits = np.outer(GRID, slopes) + intercepts
    joint = right @ logits.T - given @ np.logaddexp(0, logits).T + np.log(WEIGHTS)
    top = joint.max(axis=1, keepdims=True)
    posterior = np.exp(joint - top)
    total = posterior.sum(axis=1, keepdims=True)
    return posterior / total, (np.log(total) + top)[:, 0]
