"""Classical statistics of items: difficulty, discrimination, alpha, distractors, groups.

An answer that is missing is left out, not counted as wrong: p is the share among those who answered, r the
correlation with the share of right answers to the other items, alpha and the spread come from the covariances
of the pairs that are there. With no gaps all figures are the usual ones; with few pairs there is no alpha.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from math import erfc, log, nan, sqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray

from domain.mastery import MASTERY_SHARE

Matrix = NDArray[np.float64]

HARD, EASY = 0.2, 0.95
WEAK = 0.15
TAIL = 0.27
"""The shares of the best and of the worst who are compared (Kelley, 1939)."""
LEAST_PEOPLE = 30
"""Below it a coefficient of an item says nothing, and no flag is put."""
LEAST_PAIRS = 0.1
"""Alpha needs pairs: each two items were answered together by this share of people."""
LEAST_IN_GROUP = 100
"""People in each group before an item may be said to treat groups differently."""


class Flag(StrEnum):
    CONSTANT = "constant"
    HARD = "hard"
    EASY = "easy"
    WEAK = "weak"
    NEGATIVE = "negative"
    IDLE = "idle_distractor"
    BETTER_THAN_KEY = "distractor_better_than_key"
    DIF = "dif"


@dataclass(frozen=True)
class Choice:
    """A choice: its share of the answers, among the worst and the best people; r with the other items."""

    choice: str
    is_key: bool
    share: float
    lower: float
    upper: float
    r_rest: float | None


@dataclass(frozen=True)
class Dif:
    """Mantel-Haenszel for people of equal score; `delta` < 0: harder for the second (focal) group.

    `size` is the class of ETS: A negligible, B moderate, C large.
    """

    delta: float
    chi2: float
    p: float
    size: str


@dataclass(frozen=True)
class ItemStatistics:
    """One item. None: not defined, as with an item that everybody solved."""

    item: str
    n: int
    p: float | None
    r_rest: float | None
    alpha_if_deleted: float | None
    choices: tuple[Choice, ...] = ()
    dif: Dif | None = None
    flags: tuple[Flag, ...] = ()


@dataclass(frozen=True)
class TestStatistics:
    """The whole: people who answered anything, alpha (KR-20), the score, who is at 70 % or more."""

    __test__ = False

    n: int
    items: tuple[ItemStatistics, ...]
    alpha: float | None
    mean: float | None
    sd: float | None
    passed: float | None


def scored(answers: Sequence[Sequence[str]], keys: Sequence[str]) -> Matrix:
    """1 for the key, 0 for another choice, NaN for none; without keys answers are 0 and 1 already."""
    rights = keys or ["1"] * (len(answers[0]) if answers else 0)
    rows = [
        [nan if not a else float(a == right) for a, right in zip(row, rights, strict=True)] for row in answers
    ]
    return np.array(rows, dtype=np.float64)


def describe(
    names: Sequence[str],
    scores: Matrix,
    choices: Sequence[Sequence[str]] = (),
    keys: Sequence[str] = (),
    options: Sequence[Sequence[str]] = (),
    groups: Sequence[str] = (),
) -> TestStatistics:
    """Statistics of a matrix of people by items: 0 to 1, NaN for no answer.

    `choices` are the answers as given ('' for none), a row for each person; `keys` the right ones; `options`
    all that could be chosen, where known; `groups` names each person's group.
    """
    covariance = _covariance(scores)
    counts = (~np.isnan(scores)).sum(axis=0)
    p = _divided(np.nansum(scores, axis=0), counts)
    columns = list(zip(*choices, strict=True))
    items: list[ItemStatistics] = []
    for at, name in enumerate(names):
        others = np.delete(covariance, at, axis=0)
        one = ItemStatistics(
            item=name,
            n=int(counts[at]),
            p=_number(p[at]),
            r_rest=_correlation(scores[:, at], share_of_right(np.delete(scores, at, axis=1))),
            alpha_if_deleted=_alpha(np.delete(others, at, axis=1)),
            choices=_choices(columns[at], keys[at], options[at] if options else (), scores, at)
            if columns
            else (),
            dif=mantel_haenszel(scores, at, groups) if groups else None,
        )
        items.append(replace(one, flags=flags(one)))
    shares = share_of_right(scores)
    shares = shares[~np.isnan(shares)]
    return TestStatistics(
        n=len(shares),
        items=tuple(items),
        alpha=_alpha(covariance),
        mean=_number(p.sum()),
        sd=_number(np.sqrt(max(covariance.sum(), 0))),
        passed=float((np.round(shares, 9) >= MASTERY_SHARE).mean()) if len(shares) else None,
    )


def flags(one: ItemStatistics) -> tuple[Flag, ...]:
    """What a methodist should look at; nothing is said of an item with few answers."""
    if one.n < LEAST_PEOPLE or one.p is None:
        return ()
    keys = [choice.r_rest for choice in one.choices if choice.is_key and choice.r_rest is not None]
    wrong = [choice for choice in one.choices if not choice.is_key]
    better = [choice.r_rest for choice in wrong if choice.r_rest is not None]
    found = {
        Flag.CONSTANT: one.p in (0, 1),
        Flag.HARD: one.p < HARD,
        Flag.EASY: one.p > EASY,
        Flag.NEGATIVE: one.r_rest is not None and one.r_rest < 0,
        Flag.WEAK: one.r_rest is not None and 0 <= one.r_rest < WEAK,
        Flag.IDLE: any(choice.share == 0 for choice in wrong),
        Flag.BETTER_THAN_KEY: bool(keys and better) and max(better) > max(keys),
        Flag.DIF: one.dif is not None and one.dif.size == "C",
    }
    return tuple(flag for flag, raised in found.items() if raised)


def share_of_right(scores: Matrix) -> Matrix:
    """Of each person, among the answers given; NaN for somebody without answers."""
    return _divided(np.nansum(scores, axis=1), (~np.isnan(scores)).sum(axis=1))


def _covariance(scores: Matrix) -> Matrix:
    """Of each pair of items over those who answered both; NaN where too few did."""
    given = (~np.isnan(scores)).astype(np.float64)
    n = given.T @ given
    filled = np.nan_to_num(scores)
    sums = filled.T @ given
    products = filled.T @ filled - _divided(sums * sums.T, n)
    return np.where(n >= max(2.0, LEAST_PAIRS * len(scores)), _divided(products, n - 1), np.nan)


def _divided(above: Matrix, below: NDArray[Any]) -> Matrix:
    return np.divide(above, below, out=np.full(np.shape(above), np.nan), where=below > 0)


def _alpha(covariance: Matrix) -> float | None:
    k, whole = len(covariance), float(covariance.sum())
    if k < 2 or not whole > 0:
        return None
    return k / (k - 1) * (1 - float(np.trace(covariance)) / whole)


def _number(value: float) -> float | None:
    return None if np.isnan(value) else float(value)


def _correlation(x: Matrix, y: Matrix) -> float | None:
    known = ~np.isnan(x) & ~np.isnan(y)
    x, y = x[known], y[known]
    if len(x) < 2 or np.ptp(x) == 0 or np.ptp(y) == 0:
        return None
    return float(np.corrcoef(x, y)[0, 1])


def _choices(
    answers: Sequence[str], key: str, options: Sequence[str], scores: Matrix, at: int
) -> tuple[Choice, ...]:
    """Every choice made or possible: among all who answered, among the worst and the best of them."""
    given = np.array([answer != "" for answer in answers])
    if not given.any():
        return ()
    whole, rest = share_of_right(scores)[given], share_of_right(np.delete(scores, at, axis=1))[given]
    low, high = np.quantile(whole, [TAIL, 1 - TAIL])
    table: list[Choice] = []
    for choice in sorted({*answers, *options, key} - {""}, key=_natural):
        chosen = np.array([answer == choice for answer in answers], dtype=np.float64)[given]
        table.append(
            Choice(
                choice=choice,
                is_key=choice == key,
                share=float(chosen.mean()),
                lower=float(chosen[whole <= low].mean()),
                upper=float(chosen[whole >= high].mean()),
                r_rest=_correlation(chosen, rest),
            )
        )
    return tuple(table)


def _natural(text: str) -> tuple[float, str]:
    return float(text) if text.isdecimal() else np.inf, text


def mantel_haenszel(scores: Matrix, at: int, groups: Sequence[str]) -> Dif | None:
    """Two groups compared within equal scores; the first name in the alphabet is the reference.

    None with other than two groups, fewer than 100 people in one, or nothing to compare.
    """
    labels = np.array(groups)
    given = ~np.isnan(scores[:, at]) & (labels != "")
    names, sizes = np.unique(labels[given], return_counts=True)
    if len(names) != 2 or sizes.min() < LEAST_IN_GROUP:
        return None
    level = share_of_right(scores) * scores.shape[1]
    level = level.round()
    tables: list[tuple[int, int, int, int]] = []
    for score in np.unique(level[given]):
        reference, focal = (scores[given & (level == score) & (labels == name), at] for name in names)
        if len(reference) and len(focal):
            solved = int((reference == 1).sum()), int((focal == 1).sum())
            tables.append((solved[0], len(reference) - solved[0], solved[1], len(focal) - solved[1]))
    return dif_of_tables(np.array(tables, dtype=np.float64).reshape(-1, 4))


def dif_of_tables(tables: Matrix) -> Dif | None:
    """From rows of right and wrong of the reference, right and wrong of the focal group.

    The error of the logarithm is that of Phillips and Holland (1987), chi2 has the correction for continuity.
    """
    a, b, c, d = tables.T
    n = a + b + c + d
    ad, bc, agree, differ = a * d / n, b * c / n, (a + d) / n, (b + c) / n
    variance = ((a + b) * (c + d) * (a + c) * (b + d) / (n * n * (n - 1))).sum()
    top, bottom = ad.sum(), bc.sum()
    if not (top and bottom and variance):
        return None
    delta = -2.35 * log(top / bottom)
    within = (ad * agree).sum() / top**2 + (bc * differ).sum() / bottom**2
    across = (ad * differ + bc * agree).sum() / (top * bottom)
    se = 2.35 * sqrt((within + across) / 2)
    chi2 = max(0.0, abs(float((a - (a + b) * (a + c) / n).sum())) - 0.5) ** 2 / float(variance)
    p = erfc(sqrt(chi2 / 2))
    return Dif(delta, chi2, p, _size(abs(delta), se, p))


def _size(delta: float, se: float, p: float) -> str:
    if delta < 1 or p >= 0.05:
        return "A"
    return "C" if delta >= 1.5 and (delta - 1) / se > 1.645 else "B"
