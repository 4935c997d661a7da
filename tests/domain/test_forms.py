from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.forms import BankIsTooSmall, BankItem, assemble

CODES = ["KM1", "KM2", "KS1", "KD1"]


def bank(size: int = 8) -> dict[str, list[BankItem]]:
    return {
        code: [BankItem(100 * i + n, code, 4) for n in range(size)] for i, code in enumerate(CODES, start=1)
    }


@given(st.integers(0, 2**31 - 1))
def test_a_form_has_five_different_items_of_each_competency(seed: int) -> None:
    form = assemble(bank(), CODES, seed)
    assert Counter(one.competency for one in form) == dict.fromkeys(CODES, 5)
    assert len({one.item_id for one in form}) == 20
    assert all(sorted(one.order) == [0, 1, 2, 3] for one in form)


def test_the_same_seed_gives_the_same_form() -> None:
    assert assemble(bank(), CODES, 7) == assemble(bank(), CODES, 7)
    assert assemble(bank(), CODES, 7) != assemble(bank(), CODES, 8)


def test_items_not_seen_before_come_first() -> None:
    seen = frozenset({100, 101, 102})
    form = assemble(bank(8), CODES, 1, seen)
    assert not seen & {one.item_id for one in form}


def test_a_bank_that_is_too_small_is_refused_by_name() -> None:
    with pytest.raises(BankIsTooSmall) as refusal:
        assemble(bank(4), CODES, 1)
    assert refusal.value.params == {"competency": "KM1"}
