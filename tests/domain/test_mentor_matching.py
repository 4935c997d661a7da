"""The ranking of mentors and the days that count."""

from datetime import date

from domain.mentor_matching import Candidate, Need, Reason, rank
from domain.working_days import after_working_days, is_working

SCHOOL, NEIGHBOUR, AFAR = "/RU/Z/Z1/Z1-S12/", "/RU/Z/Z1/Z1-S7/", "/RU/Z/Z2/Z2-S12/"


def need(*, form: str = "any", young: bool = False) -> Need:
    return Need(1, SCHOOL, "M", frozenset({"math"}), form, young)


def mentor(
    person: int, path: str = NEIGHBOUR, topics: str = "M", subjects: tuple[str, ...] = ("math",),
    capacity: int = 2, load: int = 0,
) -> Candidate:  # fmt: skip
    return Candidate(person, path, frozenset(topics), frozenset(subjects), capacity, load)


def order(wanted: Need, *candidates: Candidate) -> list[int]:
    return [one.person for one in rank(wanted, candidates)]


def test_the_topic_weighs_more_than_the_subject_and_both_more_than_either() -> None:
    both, topic, subject = mentor(2), mentor(3, subjects=()), mentor(4, topics="S")
    assert order(need(), subject, topic, both) == [2, 3, 4]
    assert rank(need(), [both])[0].reasons == (Reason.TOPIC, Reason.SUBJECT, Reason.NEAR, Reason.FREE)


def test_somebody_without_topic_and_subject_oneself_and_the_full_are_not_asked() -> None:
    assert order(need(), mentor(2, topics="S", subjects=()), mentor(1), mentor(3, load=2)) == []


def test_ones_own_organisation_comes_first_for_a_young_teacher_even_before_the_subject() -> None:
    own, elsewhere = mentor(2, SCHOOL, subjects=()), mentor(3, subjects=("math",))
    assert order(need(), own, elsewhere) == [3, 2]
    far = mentor(4, AFAR, subjects=("math",))
    assert order(need(young=True), own, far) == [2, 4]
    assert order(need(), own, far) == [4, 2]


def test_who_is_free_goes_before_who_is_busy_and_equals_keep_their_order() -> None:
    assert order(need(), mentor(2, load=1), mentor(3)) == [3, 2]
    assert order(need(), mentor(5), mentor(4)) == [4, 5]


def test_in_person_means_the_same_municipality() -> None:
    assert order(need(form="offline"), mentor(2, AFAR), mentor(3)) == [3]
    assert order(need(form="online"), mentor(2, AFAR), mentor(3)) == [3, 2]


def test_working_days_pass_over_weekends_and_fixed_holidays() -> None:
    assert after_working_days(date(2026, 11, 20), 2) == date(2026, 11, 24)
    assert after_working_days(date(2026, 11, 3), 1) == date(2026, 11, 5)
    assert after_working_days(date(2026, 12, 31), 1) == date(2027, 1, 11)
    assert after_working_days(date(2026, 11, 21), 1) == date(2026, 11, 23)
    assert not is_working(date(2026, 5, 1))


def test_closed_days_do_not_count_either() -> None:
    summer = after_working_days(date(2026, 6, 30), 2, lambda day: day.month in (7, 8))
    assert summer == date(2026, 9, 2)
