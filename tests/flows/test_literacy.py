"""Functional literacy: a question of each kind with its material, six parts, one profile, one fact."""

from pathlib import Path

import pytest

from domain.access import Role
from domain.items import LETTERS
from simulator.client import Person
from tests import banks
from tests.flows import crowd
from tests.stage import Stage

SHORT = ("Чтение", "Математика", "Наука", "Финансы", "Глобальные", "Креативность")


@pytest.fixture
async def tiny(stage: Stage, tmp_path: Path) -> Stage:
    await banks.load_literacy(stage.work, tmp_path)
    return stage


async def opened(stage: Stage, part: str = "Чтение") -> Person:
    """A teacher before the first material of a part."""
    elena = await stage.teacher()
    await begin(elena, part)
    return elena


async def begin(person: Person, part: str) -> None:
    await person.send("/diagnostics")
    await person.click("Функц. грамотность")
    await person.click(part)
    assert "Результат видите только Вы" in person.screen.text
    await person.click("Начать: вопрос 1")


def letter(person: Person, text: str) -> str:
    """The letter that stands before these words on the screen."""
    line = next(one for one in person.screen.text.splitlines() if one.endswith(f". {text}"))
    return line[0]


async def right_answers(person: Person) -> None:
    """All six questions of a part, all right."""
    await person.click("К вопросу")
    await person.click(letter(person, "В 9:00"))
    for text in ("Время сбора", "Длина пути"):
        await person.click(letter(person, text))
    await person.click("Ответить")
    for text in ("9:00", "11:30"):
        await person.click(letter(person, text))
    await person.click("Ответить")
    for text in ("Сбор у школы", "Привал у озера", "Возвращение"):
        await person.click(letter(person, text))
    await person.click("Ответить")
    await person.send("12,5 км")
    await person.click("Ответить")
    await person.send("В субботу!")
    await person.click("Ответить")


async def finished(person: Person, part: str) -> None:
    await begin(person, part)
    await right_answers(person)
    await person.click("Завершить")


async def test_the_material_comes_before_the_first_question_and_again_when_asked(tiny: Stage) -> None:
    elena = await opened(tiny)
    text = elena.screen.text
    assert text.startswith("Поход выходного дня")
    assert "Озеро  11:30  6" in text
    assert "■■■■■■■■■■ 12: суббота" in text
    await elena.click("Показать график")
    assert elena.screen.text == text
    assert elena.screens[-2].body["caption"] == "Температура днём"
    assert elena.screens[-2].body["photo"]
    await elena.click("К вопросу")
    assert "Вопрос 1 из 6" in elena.screen.text
    await elena.click("Показать текст")
    assert elena.screen.text == text
    await elena.click("К вопросу")
    await elena.click(letter(elena, "В 9:00"))
    assert "Вопрос 2 из 6" in elena.screen.text, "the same material is not shown again"
    await elena.click("Позже")
    tiny.app.road.places.forget(elena.id)
    await elena.send("/diagnostics")
    await elena.click("Продолжить")
    assert elena.screen.text == text, "after a pause it is"


async def at(stage: Stage, number: int) -> Person:
    """A teacher at a question: those before are skipped."""
    elena = await opened(stage)
    await elena.click("К вопросу")
    for _ in range(number - 1):
        await elena.click("Пропустить")
    assert f"Вопрос {number} из 6" in elena.screen.text
    return elena


async def stored(stage: Stage, position: int):  # type: ignore[no-untyped-def]
    found = await crowd.rows(
        stage,
        "SELECT response, points, most, answered_at FROM attempt_items WHERE position = :position",
        position=position,
    )
    return found[0]


async def test_several_options_are_marked_and_unmarked_and_then_recorded(tiny: Stage) -> None:
    elena = await at(tiny, 2)
    assert "Верных может быть несколько" in elena.screen.text
    assert "Ответить" not in elena.screen.button_texts
    mine = letter(elena, "Время сбора")
    other = letter(elena, "Цена билета")
    await elena.click(mine)
    assert f"✓ {mine}" in elena.screen.button_texts
    await elena.click(other)
    await elena.click(f"✓ {other}")
    assert f"✓ {other}" not in elena.screen.button_texts
    assert (await stored(tiny, 2)).answered_at is None
    await elena.click("Ответить")
    assert "Вопрос 3 из 6" in elena.screen.text
    answer = await stored(tiny, 2)
    assert (answer.points, answer.most) == (1, 2), "half of the right ones, none wrong"
    await elena.click("Назад")
    assert f"✓ {mine}" in elena.screen.button_texts, "the answer is shown"
    assert "Дальше" in elena.screen.button_texts
    await elena.click(letter(elena, "Длина пути"))
    await elena.click("Ответить")
    assert (await stored(tiny, 2)).points == 2


async def test_pairs_are_made_letter_by_letter_and_can_be_begun_anew(tiny: Stage) -> None:
    elena = await at(tiny, 3)
    assert "1. Сбор → ?" in elena.screen.text
    assert "Выберите букву для строки 1" in elena.screen.text
    wrong = letter(elena, "13:00")
    await elena.click(wrong)
    assert f"1. Сбор → {wrong}" in elena.screen.text
    assert "Выберите букву для строки 2" in elena.screen.text
    await elena.click("Заново")
    assert "1. Сбор → ?" in elena.screen.text
    await elena.click(wrong)
    await elena.click(letter(elena, "11:30"))
    assert "Все пары составлены" in elena.screen.text
    assert not set(elena.screen.button_texts) & set(LETTERS)
    await elena.click("Ответить")
    assert (await stored(tiny, 3)).points == 1


async def test_elements_are_put_in_order_by_pressing_them(tiny: Stage) -> None:
    elena = await at(tiny, 4)
    assert "Что сначала?" in elena.screen.text
    first = letter(elena, "Привал у озера")
    await elena.click(first)
    assert f"Ваш порядок: {first}." in elena.screen.text
    assert first not in elena.screen.button_texts
    await elena.click(letter(elena, "Сбор у школы"))
    await elena.click(letter(elena, "Возвращение"))
    assert "Ответить" in elena.screen.button_texts
    await elena.click("Ответить")
    assert (await stored(tiny, 4)).points == 0, "one swap of three: a third of two points, rounded down"


async def test_a_number_is_typed_shown_and_recorded(tiny: Stage) -> None:
    elena = await at(tiny, 5)
    assert "единица: км" in elena.screen.text
    await elena.send("примерно много")
    assert "Напишите число цифрами" in elena.screen.text
    await elena.send("12,55")
    assert "Ваш ответ: 12,55 км" in elena.screen.text
    assert (await stored(tiny, 5)).answered_at is None
    await elena.send("12,45")
    await elena.click("Ответить")
    assert (await stored(tiny, 5)).points == 1
    await elena.click("Назад")
    assert "Записан. Чтобы изменить, напишите другой." in elena.screen.text


async def test_a_short_answer_forgives_case_and_signs(tiny: Stage) -> None:
    elena = await at(tiny, 6)
    await elena.send("  СУББОТА. ")
    await elena.click("Ответить")
    assert (await stored(tiny, 6)).points == 1
    assert "Вопросы закончились" in elena.screen.text


async def test_a_letter_typed_is_no_answer_and_a_stale_button_changes_nothing(tiny: Stage) -> None:
    elena = await at(tiny, 2)
    await elena.send("А")
    assert "Ответьте кнопкой с буквой" in elena.screen.text
    stale = elena.screen.button("А")["callback_data"]
    await elena.click("Б")
    await elena.forge(stale)
    assert "устарела" in elena.last_alert
    assert [one for one in elena.screen.button_texts if one.startswith("✓")] == ["✓ Б"]
    await elena.forge(stale.replace("pick", "answer"))
    assert (await stored(tiny, 2)).answered_at is None


async def test_after_the_deadline_nothing_is_taken(tiny: Stage) -> None:
    elena = await at(tiny, 5)
    await elena.send("12,5")
    tiny.clock.forward(days=14)
    await elena.click("Ответить")
    assert "Время этой диагностики вышло" in elena.screen.text
    assert (await stored(tiny, 5)).answered_at is None


async def test_a_part_is_reviewed_with_keys_and_explanations_of_every_kind(tiny: Stage) -> None:
    elena = await at(tiny, 2)
    await elena.click(letter(elena, "Имя вожатого"))
    await elena.click("Ответить")
    for text in ("11:30", "9:00"):
        await elena.click(letter(elena, text))
    await elena.click("Ответить")
    for text in ("Сбор у школы", "Возвращение", "Привал у озера"):
        await elena.click(letter(elena, text))
    await elena.click("Ответить")
    await elena.send("15")
    await elena.click("Ответить")
    await elena.send("воскресенье")
    await elena.click("Ответить")
    await elena.click("Завершить")
    assert "0 из 9 баллов" in elena.screen.text
    await elena.click("Разобрать ответы")
    shown = []
    for _ in range(5):
        shown.append(elena.screen.text)
        await elena.click("Дальше")
    shown.append(elena.screen.text)
    assert "Вопрос пропущен" in shown[0]
    assert "Время сбора (верно)" in shown[1]
    assert "Имя вожатого (Ваш ответ). Не названо." in shown[1]
    assert "1. Сбор → 9:00. Ваш ответ: 11:30" in shown[2]
    assert "Такого времени в таблице нет." in shown[2]
    assert "1. Сбор у школы (верно)" in shown[3]
    assert "2. Привал у озера. У Вас на месте: 3" in shown[3]
    assert "Ваш ответ: 15\nВерный ответ: 12,5 ± 0,1 км" in shown[4]
    assert "Верный ответ: суббота; в субботу" in shown[5]
    await elena.click("Показать текст")
    assert elena.screen.text.startswith("Поход выходного дня")
    await elena.click("Назад")
    assert elena.screen.text == shown[5]


async def test_six_parts_make_one_profile_and_one_fact(tiny: Stage) -> None:
    elena = await tiny.teacher()
    for part in SHORT[:5]:
        await finished(elena, part)
    assert "9 из 9 баллов" in elena.screen.text
    assert "Осталась 1 часть" in elena.screen.text
    assert await crowd.rows(tiny, "SELECT id FROM evidence") == [], "participation is all six"
    tiny.clock.forward(days=3)
    await elena.click(f"Дальше: {SHORT[5]}")
    await elena.click("Начать: вопрос 1")
    await elena.click("К вопросу")
    for _ in range(6):
        await elena.click("Пропустить")
    assert "Пропуск даёт 0 баллов" in elena.screen.text
    await elena.click("Завершить")
    assert "0 из 9 баллов" in elena.screen.text
    await elena.click("Общий результат")
    assert elena.screen.text.startswith("Функциональная грамотность: уверенное владение")
    assert "Всего 45 из 54 баллов, 83,3 %. Отметка 70 % пройдена." in elena.screen.text
    facts = await crowd.rows(tiny, "SELECT kind, happened_on, details FROM evidence")
    assert [(one.kind, str(one.happened_on)) for one in facts] == [("fl_diagnostic", "2026-11-26")]
    await elena.click("Картинкой")
    assert elena.screens[-2].body["photo"]
    await elena.click("Все части")
    assert "Пройдено 6 из 6" in elena.screen.text


async def test_a_part_is_taken_once_in_half_a_year_and_then_compared(tiny: Stage) -> None:
    elena = await tiny.teacher()
    for part in SHORT:
        await finished(elena, part)
    taken = elena.screen.text
    assert "Пройдены все шесть частей" in taken
    await elena.send("/diagnostics")
    await elena.click("Функц. грамотность")
    await elena.click(f"✓ {SHORT[0]}")
    assert "Начать: вопрос 1" not in elena.screen.button_texts
    tiny.clock.forward(days=60)
    for part in SHORT:
        await finished(elena, part)
    await elena.click("Общий результат")
    assert "В прошлый раз (23 ноября 2026) было 100 %" in elena.screen.text
    facts = await crowd.rows(tiny, "SELECT kind FROM evidence")
    assert len(facts) == 2
    await elena.click("Что изменилось")
    assert "Чтение: 9 из 9, теперь 9 из 9. В пределах погрешности." in elena.screen.text
    assert "Все баллы: 54 из 54, теперь 54 из 54." in elena.screen.text
    await elena.click("Назад")
    await elena.click("PDF")
    assert (await elena.download(elena.screens[-2])).startswith(b"%PDF")


async def test_the_whole_result_is_shown_to_methodists_only_while_its_owner_lets_it(tiny: Stage) -> None:
    elena = await tiny.teacher()
    await finished(elena, SHORT[0])
    await elena.forge("sharing.share:1", elena.screen.message_id)
    assert await crowd.rows(tiny, "SELECT * FROM shared_results") == [], "one part is no result"
    for part in SHORT[1:]:
        await finished(elena, part)
    olga = await tiny.with_role(Role.METHODIST, "Z1")
    await elena.click("Общий результат")
    await elena.click("Показать методисту")
    assert "Результат видите Вы и методисты района" in elena.screen.text
    await crowd.work(olga, "Как методист", "Показанные результаты")
    assert "Показанные результаты: 1" in olga.screen.text, "six parts are one result"
    assert ", ФГ" in olga.screen.text
    await olga.click("1")
    assert olga.screen.text.count("9 из 9") == 6
    assert "9 из 9: Чтение" in olga.screen.text
    shown = olga.screen.message_id
    await elena.click("Не показывать методисту")
    assert "Результат видите только Вы" in elena.screen.text
    await olga.forge("sharing.result:6", shown)
    assert "9 из 9" not in olga.screen.text
    vera = await tiny.teacher("Вера")
    await vera.send("/menu")
    for data in ("literacy.profile:self:2026-h2", "literacy.pdf:self:2026-h2", "literacy.show:self:2026-h2"):
        await vera.forge(data)
        assert "баллов" not in vera.screen.text
    assert await crowd.rows(tiny, "SELECT * FROM shared_results") == []


async def test_a_result_is_nobody_elses(tiny: Stage) -> None:
    elena = await tiny.teacher()
    await finished(elena, SHORT[0])
    vera = await tiny.teacher("Вера")
    await vera.send("/menu")
    for data in ("literacy.component:1", "results.review:1:1", "results.material:1:1:1"):
        await vera.forge(data)
        assert "баллов" not in vera.screen.text
        assert "Поход" not in vera.screen.text
