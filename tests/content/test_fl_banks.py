"""Functional literacy as its authors wrote it: the format, the counts, and rules an eye misses."""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest

from services import content

COMPONENTS = {
    "KF1": "reading",
    "KF2": "math",
    "KF3": "science",
    "KF4": "finance",
    "KF5": "global",
    "KF6": "creative",
}
ITEM = {"code", "kind", "level", "difficulty", "process", "stem", "explanation"}
BY_KIND = {
    "single": {"options"},
    "multiple": {"options", "points", "partial"},
    "matching": {"pairs", "points", "partial", "notes"},
    "ordering": {"order", "points", "partial", "notes"},
    "number": {"answer", "notes"},
    "short": {"accept", "notes"},
    "open": {"rubric", "points"},
}
FORBIDDEN = ("все перечисленн", "ни один из", "всегда", "никогда", "верны все")


def bank(component: str) -> dict[str, Any]:
    return content.read_yaml(content.FOLDER / "banks" / f"fl_{COMPONENTS[component]}.yaml")


def items(component: str) -> Iterator[dict[str, Any]]:
    for unit in bank(component)["units"]:
        yield from unit["items"]


def everything() -> list[dict[str, Any]]:
    return [item for component in COMPONENTS for item in items(component)]


def texts_of(item: dict[str, Any]) -> list[str]:
    return [option["text"] for option in item.get("options", ())]


def key_of(item: dict[str, Any]) -> int:
    return next(at for at, option in enumerate(item["options"]) if option.get("key"))


def test_there_is_enough_of_everything() -> None:
    units = {component: len(bank(component)["units"]) for component in COMPONENTS}
    marked = {component: sum(item["kind"] != "open" for item in items(component)) for component in COMPONENTS}
    assert min(units.values()) >= 5
    assert sum(units.values()) >= 34
    assert min(marked.values()) >= 13
    assert sum(marked.values()) >= 80
    assert sum(item["kind"] == "open" for item in everything()) <= 6


@pytest.mark.parametrize("component", COMPONENTS)
def test_a_bank_has_its_fields_and_a_mixture_of_kinds(component: str) -> None:
    described = bank(component)
    assert described.keys() == {"bank", "title", "short", "edition", "component", "units"}
    assert described["component"] == component
    assert described["bank"] == f"fl_{COMPONENTS[component]}"
    assert described["title"] == content.competencies()[component].title
    kinds = Counter(item["kind"] for item in items(component))
    assert kinds["single"] <= 0.7 * kinds.total()
    assert kinds.keys() & {"number", "multiple", "matching", "ordering"}
    assert {item["level"] for item in items(component)} == {"base", "middle", "advanced"}


@pytest.mark.parametrize("component", COMPONENTS)
def test_a_unit_fits_a_phone_and_leads_from_two_to_four_items(component: str) -> None:
    for unit in bank(component)["units"]:
        assert unit.keys() == {"code", "title", "stimulus", "items"}
        assert unit["code"].startswith(f"{component}-U")
        assert 2 <= len(unit["items"]) <= 4
        stimulus = unit["stimulus"]
        assert stimulus.keys() <= {"text", "table", "chart"}
        assert all(0 < len(part) <= 900 for part in stimulus["text"])
        table = stimulus.get("table", [["-"]])
        assert len(table) <= 10
        assert {len(row) for row in table} <= {len(table[0])}
        assert len(table[0]) <= 5
        assert all(isinstance(cell, str) and len(cell) <= 24 for row in table for cell in row)


@pytest.mark.parametrize("component", COMPONENTS)
def test_numbers_of_a_chart_stand_in_the_text_or_the_table(component: str) -> None:
    for unit in bank(component)["units"]:
        stimulus = unit["stimulus"]
        if chart := stimulus.get("chart"):
            assert chart["kind"] in {"bar", "line"}
            cells = [cell for row in stimulus.get("table", []) for cell in row]
            written = " ".join([*stimulus["text"], *cells])
            for series in chart["series"]:
                assert len(series["values"]) == len(chart["x"])
                assert all(str(value).replace(".", ",") in written for value in series["values"])


def test_an_item_has_the_fields_of_its_kind_and_no_others() -> None:
    codes = Counter(item["code"] for item in everything())
    assert max(codes.values()) == 1
    for item in everything():
        wanted = ITEM | BY_KIND[item["kind"]]
        assert wanted <= item.keys() <= wanted | {"extra"}, item["code"]
        assert item["level"] in {"base", "middle", "advanced"}
        assert 0.3 <= item["difficulty"] <= 0.9
        assert len(item["stem"]) <= 500
        assert len(item["process"]) <= 32
        assert item.get("points", 1) in {1, 2}


@pytest.mark.parametrize("component", COMPONENTS)
def test_items_of_a_unit_stand_in_it_and_are_numbered(component: str) -> None:
    for unit in bank(component)["units"]:
        numbered = [f"{unit['code']}-{number}" for number in range(1, len(unit["items"]) + 1)]
        assert [item["code"] for item in unit["items"]] == numbered


def test_choices_have_their_keys_and_every_option_has_its_reason() -> None:
    for item in everything():
        if item["kind"] in {"single", "multiple"}:
            options = item["options"]
            keys = sum(bool(option.get("key")) for option in options)
            lengths = (3, 4) if item["kind"] == "single" else (4, 6)
            assert lengths[0] <= len(options) <= lengths[1], item["code"]
            assert keys == 1 if item["kind"] == "single" else keys in {2, 3}, item["code"]
            assert all(option["note"] for option in options), item["code"]
            assert max(map(len, texts_of(item))) <= 120
            assert len(set(texts_of(item))) == len(options)


def test_matching_ordering_number_and_open_have_what_marking_needs() -> None:
    for item in everything():
        assert 3 <= len(item.get("pairs", "...")) <= 5
        assert 3 <= len(item.get("order", "...")) <= 5
        assert item.get("answer", {"value": 1, "tolerance": 0})["tolerance"] >= 0
        if item["kind"] == "matching":
            rights = [pair["right"] for pair in item["pairs"]] + item.get("extra", [])
            assert len(set(rights)) == len(rights)
        if item["kind"] == "number":
            assert not {str(item["answer"]["value"])} & item["notes"].keys()
        if item["kind"] == "open":
            assert [line["score"] for line in item["rubric"]] == [2, 1, 0]
            assert all(line["text"] and line["example"] for line in item["rubric"])


def test_the_key_is_not_given_away() -> None:
    singles = [item for item in everything() if item["kind"] == "single"]
    lengths = [sorted(map(len, texts_of(item)))[-2:] for item in singles]
    longest = sum(
        long > second and len(texts_of(item)[key_of(item)]) == long
        for item, (second, long) in zip(singles, lengths, strict=True)
    )
    assert longest <= len(singles) / 4
    positions = Counter(map(key_of, singles))
    assert min(positions.values()) >= 0.8 * len(singles) / 4
    run = [key_of(before) == key_of(after) for before, after in pairwise(singles)]
    assert sum(run) < len(run) / 2
    told = [text.casefold() for item in everything() for text in texts_of(item)]
    assert not [text for text in told if any(words in text for words in FORBIDDEN)]


def test_a_stem_asks_once() -> None:
    stems = Counter(item["stem"] for item in everything())
    assert max(stems.values()) == 1
