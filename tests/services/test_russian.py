"""Word forms meet in search; words that mean nothing alone are left out."""

import pytest

from services.russian import every_stem, folded, stems
from ui.text import texts


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        ("оценок", "оценки"),
        ("взаимопроверок", "взаимопроверка"),
        ("карточками", "карточка"),
        ("учеников", "ученику"),
        ("ребёнком", "ребенка"),
        ("УРОКЕ", "уроки"),
    ],
)
def test_forms_of_a_word_meet(asked: str, written: str) -> None:
    assert [folded(one) for one in stems(asked)] == every_stem(written)


def test_words_that_mean_nothing_alone_are_left_out_of_a_query() -> None:
    assert stems("карточки для урока") == stems("карточки урока")
    assert stems("для") == ["для"], "unless there is nothing else"
    assert stems("a_b'\"& x") == [], "nothing but letters and digits ever reaches a query"


def test_quotes_inside_quotes_are_printed_as_russian_print_has_them() -> None:
    shown = texts("ru", strict=True)("notice-practice-judged", title="Проект «Мост» и «Река»")
    assert "«Проект „Мост“ и „Река“»" in shown
    odd = texts("ru", strict=True)("notice-practice-judged", title="Проект «Мост")
    assert "«Проект «Мост»" in odd, "unbalanced ones are let be"
