from dataclasses import replace
from datetime import date

from domain.recommendation import Candidate, Reason, Wish, can_be_joined, rank, reasons

TODAY = date(2026, 11, 23)
BASE = Candidate(1, "Основы", frozenset({"KM2"}), 72, "очно", price=5000)


def ids(programmes: list[Candidate], wish: Wish) -> list[int]:
    return [one.programme_id for one in rank(programmes, wish, TODAY)]


def test_only_programmes_that_close_a_zone_are_recommended() -> None:
    other = replace(BASE, id=2, competencies=frozenset({"KD1"}))
    assert ids([BASE, other], Wish(("KM2",))) == [1]
    assert ids([BASE, other], Wish(())) == []


def test_the_surest_zone_weighs_most_and_two_zones_more_than_one() -> None:
    second = replace(BASE, id=2, competencies=frozenset({"KS1"}))
    both = replace(BASE, id=3, competencies=frozenset({"KM2", "KS1"}))
    assert ids([second, BASE, both], Wish(("KM2", "KS1"))) == [3, 1, 2]


def test_expired_closed_and_completed_programmes_are_left_out() -> None:
    expired = replace(BASE, id=2, valid_until=date(2026, 11, 22))
    closed = replace(BASE, id=3, apply_until=date(2026, 11, 22))
    assert ids([BASE, expired, closed], Wish(("KM2",), done=frozenset({1}))) == []
    assert can_be_joined(replace(BASE, valid_until=TODAY, apply_until=TODAY), TODAY)


def test_every_reason_that_is_named_is_true() -> None:
    programme = replace(
        BASE,
        starts_on=date(2026, 12, 12),
        price=0,
        form="дистанционно",
        hours=36,
        region="Заречье",
        subject="Химия",
    )
    wish = Wish(("KM2",), region="Заречье", subjects=frozenset({"Химия"}))
    assert set(reasons(programme, wish, TODAY)) == set(Reason)
    assert reasons(replace(BASE, starts_on=date(2027, 3, 1)), Wish(("KS1",)), TODAY) == ()


def test_the_same_facts_give_the_same_order() -> None:
    programmes = [replace(BASE, id=i, title=f"Курс {i % 3}") for i in range(1, 7)]
    assert ids(programmes, Wish(("KM2",))) == ids(programmes[::-1], Wish(("KM2",)))
