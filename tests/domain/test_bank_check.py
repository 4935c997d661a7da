import re
from dataclasses import replace

import pytest

from domain.bank_check import (
    Rule,
    WrittenBank,
    WrittenItem,
    WrittenOption,
    WrittenUnit,
    at_least,
    check_bank,
    check_duplicates,
    check_item,
    check_tone,
)
from domain.spelling import doubtful, slips

GOOD = WrittenItem(
    code="KM1-01",
    competency="KM1",
    kind="single",
    level="base",
    difficulty=0.6,
    stem="С чего начать планирование урока?",
    options=(
        WrittenOption("С подбора заданий", False, "Задания подбирают под цель."),
        WrittenOption("С того, что должен уметь ученик", True, "Цель задаёт остальное."),
        WrittenOption("С расписания кабинетов на неделю", False, "Это решают после."),
    ),
    explanation="Планируют от результата.",
    source="",
)


def with_option(text: str, note: str = "Почему нет.") -> WrittenItem:
    return replace(GOOD, options=(*GOOD.options[:2], WrittenOption(text, False, note)))


def rules_of(item: WrittenItem) -> set[Rule]:
    return {remark.rule for remark in check_item(item)}


def test_a_good_item_has_no_remarks() -> None:
    assert rules_of(GOOD) == set()


@pytest.mark.parametrize(
    ("item", "rule"),
    [
        (replace(GOOD, options=GOOD.options[:1] * 3), Rule.KEY),
        (replace(GOOD, options=(*GOOD.options, replace(GOOD.options[0], is_key=True))), Rule.KEY),
        (replace(GOOD, kind="multiple", options=(GOOD.options[1],) * 3), Rule.KEY),
        (replace(GOOD, kind="number", options=(), answer=False, notes=2), Rule.KEY),
        (with_option("С Подбора заданий"), Rule.KEY),
        (with_option("Всё перечисленное"), Rule.CATCH_ALL),
        (with_option("Ни один из вариантов"), Rule.CATCH_ALL),
        (with_option("Все ответы верны"), Rule.CATCH_ALL),
        (with_option("Никогда не планировать"), Rule.CATCH_ALL),
        (replace(GOOD, stem="А" * 501), Rule.SIZE),
        (with_option("А" * 121), Rule.SIZE),
        (replace(GOOD, options=GOOD.options[:2]), Rule.SIZE),
        (replace(GOOD, explanation=""), Rule.EXPLAINED),
        (with_option("Со звонка", ""), Rule.EXPLAINED),
        (replace(GOOD, kind="matching", options=(), notes=0), Rule.EXPLAINED),
        (replace(GOOD, stem="Что требует 152-ФЗ?"), Rule.SOURCE),
        (replace(GOOD, source="Закон об образовании"), Rule.SOURCE),
        (replace(GOOD, difficulty=0.95), Rule.DIFFICULTY),
        (replace(GOOD, difficulty=None), Rule.DIFFICULTY),
        (replace(GOOD, level="hard"), Rule.DIFFICULTY),
        (replace(GOOD, stem="С чего начать начать урок?"), Rule.SPELLING),
    ],
)
def test_each_fault_is_found_and_no_other(item: WrittenItem, rule: Rule) -> None:
    assert rules_of(item) == {rule}


@pytest.mark.parametrize(
    "text",
    [
        "Урок урок начался", "Oценка за урок", "Урок , потом отдых", "Урок,потом отдых", "Урок - отдых",
        'Тема "Дроби"', "Тема «Дроби", "Урок  начался", "Урок начался..", "Урок (первый начался",
    ],
)  # fmt: skip
def test_slips_of_the_keyboard_are_seen(text: str) -> None:
    assert list(slips(text))


@pytest.mark.parametrize(
    "text",
    [
        "Дроби: 1950 : 25 = 78 ₽, то есть 87,5 %.", "Чуть-чуть позже; едва едва", "1) урок; а) тема",
        "152-ФЗ, ст. 5, ред. 2025 г.", "«Чей урок?» — спросили в 9:00.", "IT-кабинет, COVID и Wi-Fi", "Да…",
        "кто-то, где-нибудь", "К. Д. Ушинский",
    ],
)  # fmt: skip
def test_good_writing_is_let_be(text: str) -> None:
    assert list(slips(text)) == []


def test_a_word_one_slip_away_from_a_known_one_is_doubted() -> None:
    known = {"учитель", "планирование", "урока"}
    stems = {word[:6] for word in known}
    text = "Учитедь начал палнирование урока, ученики ушли, учителями довольны"
    found = list(doubtful(text, known, stems, lambda word: word[:6]))
    assert found == [("Учитедь", "учитель"), ("палнирование", "планирование")]


def bank(*items: WrittenItem, units: tuple[WrittenUnit, ...] = ()) -> WrittenBank:
    return WrittenBank("own", "Свой", items, units)


def numbered(count: int, key_at: int | None = None) -> list[WrittenItem]:
    """Items whose key stands in turn at each place, or always at one."""
    made = []
    for number in range(count):
        at = number % 3 if key_at is None else key_at
        options = [WrittenOption(f"Вариант {word}", False, "Нет.") for word in ("один", "пять", "семь")]
        options[at] = replace(options[at], is_key=True)
        made.append(replace(GOOD, code=f"KM1-{number:02}", options=tuple(options)))
    return made


def test_keys_in_one_place_and_longest_keys_are_noticed_over_the_bank() -> None:
    assert list(check_bank(bank(*numbered(24)))) == []
    assert {remark.rule for remark in check_bank(bank(*numbered(24, key_at=1)))} == {Rule.POSITION}
    long = [
        replace(item, options=tuple(replace(o, text=o.text + " и ещё" * o.is_key) for o in item.options))
        for item in numbered(24)
    ]
    assert [remark.rule for remark in check_bank(bank(*long))] == [Rule.LENGTH]
    assert "длиннее всех в 24 вопросах из 24" in next(check_bank(bank(*long))).words


def test_a_bank_of_norms_and_units_without_material_are_noticed() -> None:
    norms = [replace(item, source="152-ФЗ, ред. 2025") for item in numbered(12)]
    assert [remark.rule for remark in check_bank(bank(*norms))] == [Rule.SOURCE]
    unit = WrittenUnit("U1", (), 5)
    assert [remark.rule for remark in check_bank(bank(*numbered(12), units=(unit,)))] == [Rule.UNIT] * 2
    twice = [*numbered(12), *numbered(1)]
    assert [remark.rule for remark in check_bank(bank(*twice))] == [Rule.DUPLICATE]


def test_a_first_word_that_gives_the_key_away_is_noticed() -> None:
    told = [
        replace(
            item,
            options=tuple(
                replace(o, text=("Узнаю " if o.is_key else "Введу ") + o.text) for o in item.options
            ),
        )
        for item in numbered(12)
    ]
    found = [remark.words for remark in check_tone(told, [("разберусь", re.compile("узна"))])]
    assert [words.split(":")[0] for words in found] == ["«введу»", "«узнаю»", "разберусь"]
    assert list(check_tone(numbered(12), [])) == []


def test_near_twins_are_found() -> None:
    twin = replace(GOOD, code="KM1-02", stem="С чего лучше начать планирование урока?")
    other = replace(GOOD, code="KM1-03", stem="Как завершить беседу?", options=())
    found = list(check_duplicates([GOOD, twin, other], lambda text: frozenset(text.split())))
    assert [(remark.place, remark.words) for remark in found] == [("KM1-01", "почти то же, что KM1-02")]


def test_the_chance_of_so_many_is_the_binomial_one() -> None:
    assert at_least(2, [0.5, 0.5, 0.5]) == pytest.approx(0.5)
    assert at_least(0, []) == 1
    assert at_least(3, [0.25, 0.5, 1.0]) == pytest.approx(0.125)
