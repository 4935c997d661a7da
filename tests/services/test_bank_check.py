"""The shipped banks hold what `items check` asks of them."""

from pathlib import Path

import pytest

from domain.bank_check import Rule
from services import bank_check


@pytest.mark.parametrize("path", bank_check.shipped(), ids=lambda path: path.stem)
def test_a_shipped_bank_has_no_remarks(path: Path) -> None:
    assert [f"{one.place}: {one.words}" for one in bank_check.check([path]).remarks] == []


def test_over_all_banks_nothing_gives_keys_away_and_nothing_is_missing() -> None:
    found = bank_check.check(bank_check.shipped())
    assert [one.words for one in found.over_all] == []
    assert found.whole


def test_a_file_somebody_is_writing_is_checked_as_well(tmp_path: Path) -> None:
    file = tmp_path / "own.yaml"
    file.write_text(
        "bank: own\ntitle: Свой\nitems:\n  - code: X-1\n    competency: KM1\n    difficulty: 0.6\n"
        "    stem: Что делает учитедь?\n    explanation: Так.\n    options:\n"
        "      - {text: Учит, key: true, note: Да}\n      - {text: Молчит, note: Нет}\n"
        "      - {text: Все перечисленное, note: Нет}\n",
        encoding="utf-8",
    )
    found = bank_check.check(bank_check.paths(str(file)))
    assert {one.rule for one in found.remarks} == {Rule.CATCH_ALL, Rule.SPELLING}
    assert not found.whole
    assert bank_check.paths("nowhere") == []
