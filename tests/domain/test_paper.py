"""Numbers of paper forms and the line of letters."""

from domain.paper import form_number, grouped, typed_letters, typed_number, wrong_place


def test_a_number_comes_back_however_it_is_typed() -> None:
    for form_id in (1, 12, 99_999, 123_456):
        number = form_number(form_id)
        for typed in (number, number.replace("-", ""), f"№ {number}", number.replace("-", " ")):
            assert typed_number(typed) == number


def test_one_wrong_digit_or_two_swapped_are_always_found() -> None:
    for form_id in range(1, 400):
        digits = form_number(form_id).replace("-", "")
        wrong = {digits[:at] + str(other) + digits[at + 1 :] for at in range(7) for other in range(10)}
        wrong |= {digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :] for at in range(6)}
        assert not [one for one in wrong - {digits} if typed_number(one) is not None]
    for typed in ("", "1", "АБВ", "9" * 20):
        assert typed_number(typed) is None


def test_letters_as_people_type_them() -> None:
    assert typed_letters("абв га-") == "АБВГА-"
    assert typed_letters("A B E") == "АВЕ", "Latin ones that look like Russian"
    assert typed_letters("а—б_в.г0") == "А-Б-В-Г-"
    assert grouped("АБВГАБВГАБВ") == "АБВГА БВГАБ В"


def test_a_letter_that_a_question_lacks_is_found_by_its_place() -> None:
    assert wrong_place("АБ-Г", [4, 3, 3, 4]) is None
    assert wrong_place("АБГГ", [4, 3, 3, 4]) == 3
    assert wrong_place("Z", [4]) == 1
