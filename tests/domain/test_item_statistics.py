import os
from pathlib import Path

import numpy as np
import pytest

from domain.item_statistics import Flag, describe, dif_of_tables, scored
from files.responses import read_responses
from tests.published import LSAT6

NAMES = ["1", "2", "3", "4", "5"]


def test_lsat_is_the_table_of_ltm() -> None:
    """descript(LSAT): alpha, alpha without each item, point biserial correlations with the item excluded."""
    found = describe(NAMES, LSAT6)
    assert round(found.alpha or 0, 4) == 0.2950
    assert [round(one.alpha_if_deleted or 0, 4) for one in found.items] == [
        0.2754, 0.2376, 0.2168, 0.2459, 0.2663
    ]  # fmt: skip
    assert [round(one.r_rest or 0, 4) for one in found.items] == [0.1128, 0.1532, 0.1728, 0.1444, 0.1216]
    assert [one.p for one in found.items] == [0.924, 0.709, 0.553, 0.763, 0.87]
    assert (found.n, found.mean) == (1000, 3.819)


@pytest.mark.real_data
@pytest.mark.skipif("OPORA_REAL_DATA" not in os.environ, reason="OPORA_REAL_DATA is not set")
@pytest.mark.parametrize(("name", "key"), [("scored", None), ("raw", "1,1,4,1,1,1,1,1,1,1,3,1,1,1,1")])
def test_numeracy_is_what_is_known_of_it(name: str, key: str | None) -> None:
    """data.numeracy of the R package TAM: alpha 0.851, mean 8.25, 33.9 % with 70 % or more."""
    found = read_responses(
        (Path(os.environ["OPORA_REAL_DATA"]) / f"items/numeracy_{name}.csv").read_bytes(), key=key
    )
    stats = describe(found.items, scored(found.answers, found.keys))
    assert (stats.n, len(stats.items), round(stats.alpha or 0, 3), stats.mean) == (876, 15, 0.851, 8.25)
    assert round(100 * (stats.passed or 0), 1) == 33.9


def test_a_missing_answer_is_not_a_wrong_one() -> None:
    scores = np.array([[1, 1, np.nan], [1, 0, 0], [np.nan, np.nan, np.nan], [0, 0, 0], [1, 1, 1]])
    found = describe(NAMES[:3], scores)
    assert found.n == 4
    assert [(one.n, one.p) for one in found.items] == [(4, 0.75), (4, 0.5), (3, pytest.approx(1 / 3))]


def test_forms_that_share_no_pairs_have_no_alpha() -> None:
    scores = np.array([[1, 0, np.nan, np.nan], [0, 1, np.nan, np.nan], [np.nan, np.nan, 1, 0]])
    found = describe(NAMES[:4], scores)
    assert (found.alpha, found.sd) == (None, None)
    assert found.mean == pytest.approx(0.5 + 0.5 + 1 + 0)


def test_items_that_need_a_look_are_flagged() -> None:
    random = np.random.default_rng(3)
    theta = random.normal(size=300)
    good = (random.random((300, 6)) < 1 / (1 + np.exp(-1.5 * theta[:, None]))).astype(float)
    broken = np.column_stack(
        [
            np.ones(300),
            random.random(300) < 0.97,
            random.random(300) < 0.1,
            random.random(300) > 1 / (1 + np.exp(-2 * theta)),
            random.random(300) < 0.5,
        ]
    )
    found = describe([*"abcdef", "constant", "easy", "hard", "negative", "noise"], np.hstack([good, broken]))
    flags = {one.item: one.flags for one in found.items}
    assert all(flags[item] == () for item in "abcdef")
    assert flags["constant"] == (Flag.CONSTANT, Flag.EASY)
    assert found.items[6].r_rest is None
    assert Flag.EASY in flags["easy"]
    assert Flag.HARD in flags["hard"]
    assert flags["negative"] == (Flag.NEGATIVE,)
    assert flags["noise"] in {(Flag.WEAK,), (Flag.NEGATIVE,)}


def test_few_answers_raise_no_flags() -> None:
    found = describe(["a", "b"], np.array([[1.0, 0.0]] * 5))
    assert [one.flags for one in found.items] == [(), ()]


def test_choices_show_a_distractor_nobody_takes_and_one_better_than_the_key() -> None:
    random = np.random.default_rng(4)
    strong = random.random(400) < 0.5
    rows = []
    for is_strong in strong:
        right = ["A" if random.random() < (0.9 if is_strong else 0.2) else "B" for _ in range(6)]
        miskeyed = "C" if is_strong else "A"
        rows.append((*right, miskeyed))
    keys = ["A"] * 7
    found = describe([*"abcdef", "g"], scored(rows, keys), rows, keys, [["A", "B", "C", "D"]] * 7)
    last = found.items[6]
    assert [choice.choice for choice in last.choices] == ["A", "B", "C", "D"]
    assert last.flags == (Flag.NEGATIVE, Flag.IDLE, Flag.BETTER_THAN_KEY)
    key, better = last.choices[0], last.choices[2]
    assert (key.is_key, better.is_key) == (True, False)
    assert key.upper < 0.05 > better.lower
    assert key.share == pytest.approx(1 - strong.mean())


def test_an_item_that_is_harder_for_one_group_of_equal_skill_is_large_dif() -> None:
    random = np.random.default_rng(6)
    theta, group = random.normal(size=2000), np.repeat(["a", "b"], 1000)
    harder = np.zeros((2000, 10))
    harder[1000:, 4] = 1.2
    answers = (random.random((2000, 10)) < 1 / (1 + np.exp(-(theta[:, None] - harder)))).astype(float)
    found = describe([str(n) for n in range(10)], answers, groups=group.tolist())
    sizes = [one.dif.size if one.dif else None for one in found.items]
    assert sizes[4] == "C"
    assert sizes.count("A") == 9
    assert found.items[4].dif is not None
    assert found.items[4].dif.delta < -2
    assert found.items[4].flags == (Flag.DIF,)
    assert describe(["1", "2"], answers[:, :2], groups=["a"] * 1990 + ["b"] * 10).items[0].dif is None


def test_mantel_haenszel_is_that_of_r() -> None:
    """mantelhaen.test(UCBAdmissions): X-squared = 1.4269, p = 0.2323, common odds ratio 0.9046968."""
    departments = [
        (512, 313, 89, 19), (353, 207, 17, 8), (120, 205, 202, 391),
        (138, 279, 131, 244), (53, 138, 94, 299), (22, 351, 24, 317),
    ]  # fmt: skip
    found = dif_of_tables(np.array(departments, dtype=float))
    assert found is not None
    assert (round(found.chi2, 4), round(found.p, 4), found.size) == (1.4269, 0.2323, "A")
    assert np.exp(-found.delta / 2.35) == pytest.approx(0.9046968, abs=1e-7)
