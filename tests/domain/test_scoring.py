"""Marking: bounds, monotonicity, invariance, partial credit; what typing may look like."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.items import Content, Kind, Option, problem_of
from domain.scoring import (
    is_accepted,
    mark,
    normalised,
    parse_number,
    share,
    share_of_choice,
    share_of_matching,
    share_of_ordering,
)

COUNT = st.integers(2, 8)


@st.composite
def choices(draw: st.DrawFn) -> tuple[frozenset[int], frozenset[int], int]:
    """Keys, chosen options and their number."""
    count = draw(COUNT)
    options = st.integers(0, count - 1)
    return draw(st.frozensets(options, min_size=1)), draw(st.frozensets(options)), count


@st.composite
def matchings(draw: st.DrawFn) -> tuple[list[int], list[int | None]]:
    count = draw(COUNT)
    rights = st.integers(0, count - 1)
    keys = draw(st.lists(rights, min_size=count, max_size=count))
    return keys, draw(st.lists(st.none() | rights, min_size=count, max_size=count))


ORDERS = COUNT.flatmap(lambda count: st.permutations(range(count)))


@given(choices())
def test_a_choice_is_worth_between_nothing_and_everything(one) -> None:
    keys, chosen, count = one
    assert 0 <= share_of_choice(keys, chosen) <= 1
    assert share_of_choice(keys, keys) == 1
    assert (share_of_choice(keys, chosen) == 1) == (chosen == keys)
    everything = frozenset(range(count))
    assert share_of_choice(keys, everything) <= Fraction(max(0, 2 * len(keys) - count), len(keys))


@given(choices())
def test_one_more_right_option_never_costs_and_one_more_wrong_never_pays(one) -> None:
    keys, chosen, count = one
    before = share_of_choice(keys, chosen)
    for option in set(range(count)) - chosen:
        after = share_of_choice(keys, chosen | {option})
        assert after >= before if option in keys else after <= before


@given(choices(), st.randoms(use_true_random=False))
def test_the_order_of_options_changes_nothing(one, random) -> None:
    keys, chosen, count = one
    places = list(range(count))
    random.shuffle(places)
    moved = frozenset(places[at] for at in keys), frozenset(places[at] for at in chosen)
    assert share_of_choice(*moved) == share_of_choice(keys, chosen)


@given(matchings())
def test_a_matching_counts_its_right_pairs_and_one_more_is_worth_one_more(one) -> None:
    keys, answer = one
    value = share_of_matching(keys, answer)
    assert 0 <= value <= 1
    assert share_of_matching(keys, keys) == 1
    for at, key in enumerate(keys):
        better = [*answer[:at], key, *answer[at + 1 :]]
        gain = share_of_matching(keys, better) - value
        assert gain == (0 if answer[at] == key else Fraction(1, len(keys)))


@given(ORDERS)
def test_an_order_is_whole_only_when_right_and_nothing_when_reversed(order) -> None:
    value = share_of_ordering(len(order), order)
    assert 0 <= value <= 1
    assert (value == 1) == (list(order) == sorted(order))
    assert share_of_ordering(len(order), sorted(order, reverse=True)) == 0


@given(ORDERS)
def test_putting_two_neighbours_right_never_costs(order) -> None:
    before = share_of_ordering(len(order), order)
    for at in range(len(order) - 1):
        if order[at] > order[at + 1]:
            better = [*order[:at], order[at + 1], order[at], *order[at + 2 :]]
            assert share_of_ordering(len(order), better) >= before


@pytest.mark.parametrize("given_order", [[], [0], [0, 0, 1], [0, 1, 3]])
def test_what_is_no_order_is_worth_nothing(given_order) -> None:
    assert share_of_ordering(3, given_order) == 0


def multiple(*keys: bool) -> Content:
    return Content(Kind.MULTIPLE, options=tuple(Option(str(at), key) for at, key in enumerate(keys)))


@pytest.mark.parametrize(
    ("chosen", "most", "points"),
    [
        ([0, 1], 2, 2),
        ([0], 2, 1),
        ([0, 2], 2, 0),
        ([0, 1, 2], 2, 1),
        ([0, 1, 2, 3], 2, 0),
        ([0], 1, 0),
        ([0, 1], 1, 1),
        ([], 2, 0),
    ],
)
def test_partial_credit_comes_in_whole_points_and_one_point_is_all_or_nothing(chosen, most, points) -> None:
    found = mark(multiple(True, True, False, False), chosen, most)
    assert found is not None
    assert (found.points, found.right) == (points, points == most)


@given(choices(), st.integers(1, 6))
def test_points_are_whole_and_within_bounds(one, most) -> None:
    keys, chosen, count = one
    content = multiple(*(at in keys for at in range(count)))
    found = mark(content, sorted(chosen), most)
    assert found is not None
    assert 0 <= found.points <= most
    assert found.points <= share(content, sorted(chosen)) * most < found.points + 1


def test_two_left_sides_may_share_a_right_one_and_spare_ones_fit_nothing() -> None:
    content = Content(
        Kind.MATCHING,
        pairs=(("7", "простое"), ("8", "составное"), ("11", "простое")),
        extra=("ни то ни другое",),
    )
    assert content.rights == ("простое", "составное", "ни то ни другое")
    assert content.keys == (0, 1, 0)
    assert mark(content, [0, 1, 0], 3) == mark(content, list(content.keys), 3)
    assert mark(content, [0, 2, None], 3).points == 1  # type: ignore[union-attr]


def test_an_open_answer_is_not_marked_here() -> None:
    assert mark(Content(Kind.OPEN, rubric=("нет", "да")), "Ответ", 1) is None


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("12,5", "12.5"),
        (" 12.5 ", "12.5"),
        ("1 250", "1250"),
        ("1\u00a0250,5 руб.", "1250.5"),
        ("−3", "-3"),
        ("–3 °C", "-3"),
        ("40 %", "40"),
        ("12,5 км", "12.5"),
        ("двенадцать", None),
        ("", None),
        ("12 13", None),
        ("1e9", None),
        ("1/2", None),
        ("9" * 30, None),
    ],
)
def test_a_number_is_read_as_people_write_it(typed, number) -> None:
    assert parse_number(typed) == (Decimal(number) if number else None)


def test_the_tolerance_includes_its_bounds() -> None:
    content = Content(Kind.NUMBER, value=Decimal("12.5"), tolerance=Decimal("0.1"))
    assert [mark(content, one).points for one in ("12,4", "12,6", "12,39", "12,61")] == [1, 1, 0, 0]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "typed", ["Ёлка", " елка. ", "«ЕЛКА»", "елка!", "е́лка".replace("\u0301", ""), "ёлка\n"]
)
def test_case_yo_spaces_and_punctuation_make_no_difference(typed) -> None:
    assert is_accepted(["ёлка"], typed)


@pytest.mark.parametrize(
    ("accept", "typed", "right"),
    [
        ("по-русски", "По русски", True),
        ("3,5 часа", "3.5 часа", True),
        ("минус 5", "-5", False),
        ("-5", "−5", True),
        ("5", "-5", False),
        ("обратн* связь", "обратная связь", True),
        ("обратн* связь", "обратный адрес", False),
        (r"\*", "что угодно", False),
        ("класс", "", False),
        ("класс", "...", False),
    ],
)
def test_short_answers(accept, typed, right) -> None:
    assert is_accepted([accept], typed) is right


@given(st.text(max_size=40))
def test_normalising_twice_is_normalising_once(text) -> None:
    assert normalised(normalised(text)) == normalised(text)


@pytest.mark.parametrize(
    ("content", "points", "words"),
    [
        (multiple(False, False), 1, "верных 0"),
        (multiple(*[True] * 12), 1, "не хватит букв"),
        (Content(Kind.MATCHING, pairs=(("а", "б"),)), 1, "две пары"),
        (Content(Kind.ORDERING, order=("а", "а")), 1, "одинаковы"),
        (Content(Kind.NUMBER), 1, "нет верного числа"),
        (Content(Kind.SHORT), 1, "нет принимаемых"),
        (Content(Kind.OPEN, rubric=("0",)), 2, "от 0 до 2"),
        (multiple(True, False), 11, "от 1 до 10"),
    ],
)
def test_what_cannot_be_asked_is_explained(content, points, words) -> None:
    assert words in (problem_of(content, points) or "")
