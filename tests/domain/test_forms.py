from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.forms import BankIsTooSmall, BankItem, Part, assemble

CODES = ["KM1", "KM2", "KS1", "KD1"]
PARTS = [Part(code) for code in CODES]


def bank(size: int = 8, seen: frozenset[int] = frozenset()) -> dict[str, list[BankItem]]:
    return {
        code: [BankItem(100 * i + n, code, 4, last_seen=int(100 * i + n in seen)) for n in range(size)]
        for i, code in enumerate(CODES, start=1)
    }


def units(code: str = "KF1") -> dict[str, list[BankItem]]:
    """Five units of three questions."""
    return {code: [BankItem(n, code, 4, unit=f"U{n // 3}") for n in range(15)]}


@given(st.integers(0, 2**31 - 1))
def test_a_form_has_five_different_items_of_each_competency(seed: int) -> None:
    form = assemble(bank(), PARTS, seed)
    assert Counter(one.competency for one in form) == dict.fromkeys(CODES, 5)
    assert len({one.item_id for one in form}) == 20
    assert all(sorted(one.order) == [0, 1, 2, 3] for one in form)


def test_the_same_seed_gives_the_same_form() -> None:
    assert assemble(bank(), PARTS, 7) == assemble(bank(), PARTS, 7)
    assert assemble(bank(), PARTS, 7) != assemble(bank(), PARTS, 8)


@given(st.integers(0, 2**31 - 1))
def test_items_not_seen_before_come_first(seed: int) -> None:
    seen = frozenset({100, 101, 102})
    form = assemble(bank(8, seen), PARTS, seed)
    assert not seen & {one.item_id for one in form}


@given(st.integers(0, 2**31 - 1))
def test_what_was_met_longest_ago_comes_before_what_was_met_last(seed: int) -> None:
    items = {"KM1": [BankItem(n, "KM1", 4, last_seen=1 if n < 5 else 2) for n in range(10)]}
    assert {one.item_id for one in assemble(items, [Part("KM1")], seed)} == set(range(5))


@given(st.integers(0, 2**31 - 1), st.integers(1, 15))
def test_units_stay_whole_and_in_the_authors_order(seed: int, wanted: int) -> None:
    form = assemble(units(), [Part("KF1", wanted)], seed)
    ids = [one.item_id for one in form]
    assert wanted <= len(ids) < wanted + 3
    assert all(ids[at : at + 3] == [ids[at], ids[at] + 1, ids[at] + 2] for at in range(0, len(ids), 3))


@given(st.integers(0, 2**31 - 1), st.integers(2, 6))
def test_elements_to_be_put_in_order_never_begin_in_the_right_one(seed: int, parts: int) -> None:
    items = {"KM1": [BankItem(1, "KM1", parts, ordered=True)]}
    (one,) = assemble(items, [Part("KM1", 1)], seed)
    assert sorted(one.order) == list(range(parts)) != list(one.order)


def test_a_bank_that_is_too_small_is_refused_by_name() -> None:
    with pytest.raises(BankIsTooSmall) as refusal:
        assemble(bank(4), PARTS, 1)
    assert refusal.value.params == {"competency": "KM1"}
