"""Taking a diagnostic: own topics, the code of the day, skip, back, later, the end of time, a second try."""

import pytest

from domain.access import Role
from services import day_codes, units
from simulator.client import Person
from tests.flows import crowd
from tests.stage import Stage

WHO_SEES = "Результат видите только Вы. Директор видит только, что диагностика пройдена."


async def begun(stage: Stage) -> Person:
    """A teacher of mathematics before the first question of what is suggested."""
    elena = await stage.teacher()
    await elena.send("/diagnostics")
    await elena.click("Начать")
    await elena.click("Начать: вопрос 1")
    return elena


def number(person: Person) -> str:
    """Which question is shown."""
    return person.screen.text.split()[1]


async def test_the_first_screens_say_what_it_is_and_who_sees_it(stage: Stage) -> None:
    elena = await stage.teacher()
    await elena.send("/diagnostics")
    assert "20 ситуаций" in elena.screen.text
    assert "• Формирующее оценивание" in elena.screen.text
    await elena.click("Начать")
    assert WHO_SEES in elena.screen.text
    assert "Времени 14 дней" in elena.screen.text
    await elena.click("Назад")
    assert "20 ситуаций" in elena.screen.text


async def test_own_topics_are_four_and_a_fifth_replaces_the_first(stage: Stage) -> None:
    elena = await stage.teacher()
    await elena.send("/diagnostics")
    await elena.click("Выбрать свои темы")
    assert "пока ничего" in elena.screen.text
    await elena.click("Методические")
    for topic in ("Оценивание", "Критерии"):
        await elena.click(topic)
    assert "Выбрано 2 из 4: Оценивание, Критерии" in elena.screen.text
    assert "Готово" not in elena.screen.button_texts
    await elena.click("✓ Критерии")
    assert "Выбрано 1 из 4: Оценивание" in elena.screen.text
    await elena.click("Назад")
    await elena.click("Коммуникативные")
    for topic in ("Родители", "Конфликты"):
        await elena.click(topic)
    await elena.click("Назад")
    await elena.click("Цифровые")
    await elena.click("Нейросети")
    assert "Пятая тема займёт место первой" in elena.screen.text
    await elena.click("Киберзащита")
    assert "Выбрано 4 из 4: Родители, Конфликты, Нейросети, Киберзащита" in elena.screen.text
    await elena.click("Готово")
    assert "• Разрешение конфликтов" in elena.screen.text
    await elena.click("Назад")
    assert "Выбрано 4 из 4" in elena.screen.text, "going back keeps the choice"
    await elena.click("Готово")
    await elena.click("Начать: вопрос 1")
    assert number(elena) == "1"


async def test_the_independent_mode_needs_the_code_of_the_day(stage: Stage) -> None:
    olga = await stage.with_role(Role.METHODIST, "Z1")
    await olga.send("/menu")
    await crowd.work(olga, "Как методист", "Коды дня")
    assert "Сегодня кодов ещё нет" in olga.screen.text
    await olga.click("Открыть код")
    await olga.send("7")
    await olga.click("1. Школа № 7")
    other = olga.screen.text.split()[1]
    await olga.click("Открыть код")
    await olga.send("12")
    await olga.click("1. Школа № 12")
    code = olga.screen.text.split()[1]

    elena = await stage.teacher()
    await elena.send("/diagnostics")
    await elena.click("Независимая (код дня)")
    for wrong in ("АААААА", "код", other):
        await elena.send(wrong)
        assert "Такого кода сегодня нет" in elena.screen.text
    await elena.send(code.lower().translate(str.maketrans("аверс", "abepc")))
    assert "На всё 60 минут" in elena.screen.text
    await elena.click("Начать: вопрос 1")
    assert "До 23 ноября, 16:00 (Омск)" in elena.screen.text
    await elena.click("Позже")
    assert "время идёт: до 23 ноября, 16:00 (Омск)" in elena.screen.text
    stage.clock.forward(minutes=61)
    await elena.click("Диагностика")
    await elena.click("Продолжить")
    assert "Время вышло" in elena.screen.text
    await elena.click("Показать результат")
    assert WHO_SEES in elena.screen.text
    modes = await crowd.rows(stage, "SELECT mode FROM attempts")
    assert [row.mode for row in modes] == ["independent"]


async def test_the_code_of_the_day_is_for_that_day_and_for_own_topics_too(stage: Stage) -> None:
    olga = await stage.with_role(Role.METHODIST, "Z1")
    await olga.send("/menu")
    await crowd.work(olga, "Как методист", "Коды дня")
    await olga.click("Открыть код")
    await olga.click(next(one for one in olga.screen.button_texts if "Приозёрный район" in one))
    code = olga.screen.text.split()[1]
    elena = await stage.teacher()
    await elena.send("/diagnostics")
    await elena.click("Выбрать свои темы")
    await elena.click("Коммуникативные")
    for topic in ("Родители", "Конфликты", "Коллеги", "Выступления"):
        await elena.click(topic)
    await elena.click("Готово")
    await elena.click("Независимая (код дня)")
    await elena.click("Назад")
    await elena.click("Независимая (код дня)")
    await elena.send(code)
    assert "• Разрешение конфликтов" in elena.screen.text
    stage.clock.forward(days=1)
    await elena.click("Начать: вопрос 1")
    assert "Такого кода сегодня нет" in elena.screen.text
    assert await crowd.rows(stage, "SELECT id FROM attempts") == []


async def test_skip_back_and_a_changed_answer(stage: Stage) -> None:
    elena = await begun(stage)
    assert "Назад" not in elena.screen.button_texts
    await elena.click("А")
    assert number(elena) == "2"
    assert "5 %" in elena.screen.text
    await elena.click("Пропустить")
    await elena.click("Назад")
    assert number(elena) == "2"
    await elena.click("Назад")
    assert "✓ А" in elena.screen.button_texts
    await elena.click("Б")
    assert number(elena) == "2", "on to the first question without an answer"
    await elena.click("В")
    chosen = await crowd.rows(stage, "SELECT position, choice FROM attempt_items ORDER BY position")
    assert [row.choice is not None for row in chosen[:3]] == [True, True, False]
    await elena.click("Назад")
    await elena.click("Назад")
    assert "✓ Б" in elena.screen.button_texts
    await elena.click("Дальше")
    assert "✓ В" in elena.screen.button_texts


async def test_a_letter_or_a_word_typed_is_no_answer(stage: Stage) -> None:
    elena = await begun(stage)
    for words in ("А", "Не знаю"):
        await elena.send(words)
        assert "Ответьте кнопкой с буквой" in elena.screen.text
        assert number(elena) == "кнопкой"
    await elena.click("А")
    assert number(elena) == "2"


async def test_the_end_offers_what_was_skipped_and_a_last_look(stage: Stage) -> None:
    elena = await begun(stage)
    for position in range(1, 21):
        await elena.click("Пропустить" if position in (3, 7, 20) else "А")
    assert "Вопросы закончились" in elena.screen.text
    assert "Пропущены 3 вопроса" in elena.screen.text
    await elena.click("Назад")
    assert number(elena) == "20", "the last question can be looked at again"
    await elena.click("Пропустить")
    await elena.click("К пропущенным")
    assert number(elena) == "3"
    await elena.click("А")
    assert number(elena) == "7", "straight to the next one that was skipped"
    await elena.click("А")
    assert number(elena) == "20"
    await elena.click("А")
    assert "Ответов: 20 из 20" in elena.screen.text
    await elena.click("Назад")
    await elena.click("Б")
    assert "Вопросы закончились" in elena.screen.text
    await elena.click("Завершить")
    assert WHO_SEES in elena.screen.text


@pytest.mark.parametrize(("skipped", "words"), [(1, "Пропущен 1 вопрос."), (5, "Пропущено 5 вопросов.")])
async def test_skipped_questions_are_counted_in_good_russian(stage: Stage, skipped: int, words: str) -> None:
    elena = await begun(stage)
    for position in range(1, 21):
        await elena.click("Пропустить" if position <= skipped else "А")
    assert words in elena.screen.text


async def test_later_and_on_again_after_a_restart(stage: Stage) -> None:
    elena = await begun(stage)
    for _ in range(4):
        await elena.click("А")
    await elena.click("Позже")
    assert "Пауза. Ответы сохранены" in elena.screen.text
    assert "Ждёт Вас: диагностика, 4 из 20" in elena.screen.text
    stage.app.road.places.forget(elena.id)
    stage.clock.forward(days=3)
    await elena.send("/diagnostics")
    assert "Ответов: 4 из 20. Продолжить можно до 7 декабря, 15:00 (Омск)" in elena.screen.text
    await elena.click("Продолжить")
    assert number(elena) == "5"
    await elena.send("/cancel")
    assert "сохранено" in elena.screen.text


async def test_another_diagnostic_waits_until_the_open_one_is_over(stage: Stage) -> None:
    elena = await stage.teacher()
    await elena.send("/diagnostics")
    await elena.click("Начать")
    first = elena.screen.button("Начать: вопрос 1")["callback_data"]
    await elena.click("Начать: вопрос 1")
    await elena.send("/diagnostics")
    assert "Диагностика не закончена" in elena.screen.text
    assert "Начать" not in elena.screen.button_texts
    await elena.forge(first)
    assert "устарела" in elena.last_alert
    assert len(await crowd.rows(stage, "SELECT id FROM attempts")) == 1


async def test_after_the_deadline_answers_are_not_taken_and_the_result_stands(stage: Stage) -> None:
    elena = await begun(stage)
    for _ in range(3):
        await elena.click("А")
    stage.clock.forward(days=14)
    await elena.click("А")
    assert "Время этой диагностики вышло" in elena.screen.text
    assert "Ответов: 3 из 20" in elena.screen.text
    await stage.schedule.run_all()
    await elena.click("Показать результат")
    assert "Отвечено 3 из 20" in elena.screen.text
    evidence = await crowd.rows(stage, "SELECT kind FROM evidence")
    assert [row.kind for row in evidence] == ["diagnostic"], (
        "ended by the clock and by the tap, recorded once"
    )


async def test_an_attempt_ended_by_the_clock_is_found_among_the_results(stage: Stage) -> None:
    elena = await begun(stage)
    await elena.click("А")
    stage.clock.forward(days=14)
    await stage.schedule.run_all()
    await elena.click("А")
    assert "Время этой диагностики вышло" in elena.screen.text
    await elena.click("Прошлые результаты")
    assert "1. 7 декабря: Отбор ЭОР, Оценивание" in elena.screen.text
    await elena.click("1")
    assert "Отвечено 1 из 20" in elena.screen.text


async def test_a_second_time_in_the_same_month_is_refused_with_the_day_it_opens(stage: Stage) -> None:
    elena = await begun(stage)
    await stage.take_diagnostic(elena, weak=set())
    await elena.send("/diagnostics")
    await elena.click("Начать")
    await elena.click("Начать: вопрос 1")
    assert "Снова она откроется 1 декабря 2026" in elena.screen.text
    stage.clock.forward(days=8)
    await elena.click("Начать: вопрос 1")
    assert number(elena) == "1"
    shown = await crowd.rows(stage, "SELECT attempt_id, item_id FROM attempt_items")
    first = {row.item_id for row in shown if row.attempt_id == 1}
    assert len({row.item_id for row in shown if row.attempt_id == 2}) == 20
    assert len(first) == 20


async def test_answers_are_reviewed_one_by_one_with_their_reasons(stage: Stage) -> None:
    elena = await begun(stage)
    await elena.click("Пропустить")
    for _ in range(19):
        await elena.click("А")
    await elena.click("Завершить")
    await elena.click("Разобрать ответы")
    assert "Вопрос 1 из 20" in elena.screen.text
    assert "Вопрос пропущен" in elena.screen.text
    assert "(верно)" in elena.screen.text
    verdicts = set()
    for position in range(2, 21):
        await elena.click("Дальше")
        assert f"Вопрос {position} из 20" in elena.screen.text
        verdicts |= {one for one in ("Ваш ответ верный.", "Ваш ответ неверный.") if one in elena.screen.text}
        assert "Ваш ответ)" in elena.screen.text
    assert "Дальше" not in elena.screen.button_texts
    assert len(verdicts) == 2
    await elena.click("Предыдущий")
    await elena.click("К результату")
    assert WHO_SEES in elena.screen.text


async def test_a_head_without_a_bank_is_told_so_and_offered_the_rest(stage: Stage) -> None:
    await crowd.change(stage, "UPDATE items SET state = 'retired' WHERE competency LIKE 'KU%'")
    head = stage.person("Виктор", "Полянский")
    await head.start(await stage.poster("Z1-S12"))
    await head.click("Даю согласие")
    while "Директор / заведующий" not in head.screen.button_texts:
        await head.click("Дальше")
    await head.click("Директор / заведующий")
    await head.send("1970")
    await head.send("1995")
    await head.click("Всё верно")
    await head.click("Начать диагностику")
    assert "Для Вашей должности отдельного набора пока нет" in head.screen.text
    assert head.screen.text.count("•") == 4
    await head.click("Начать")
    await head.click("Начать: вопрос 1")
    assert number(head) == "1"


async def test_without_any_bank_the_screen_says_whom_to_ask(stage: Stage) -> None:
    await crowd.change(stage, "UPDATE items SET state = 'retired'")
    elena = await stage.teacher()
    await elena.send("/diagnostics")
    assert "Задания ещё не загружены" in elena.screen.text
    assert elena.screen.button_texts == ["Меню"]


async def test_a_tap_on_an_answered_question_stores_nothing(stage: Stage) -> None:
    elena = await begun(stage)
    data = elena.screen.button("А")["callback_data"]
    await elena.click("Б")
    await elena.forge(data)
    assert "устарела" in elena.last_alert
    assert number(elena) == "2"
    answered = await crowd.rows(stage, "SELECT position FROM attempt_items WHERE choice IS NOT NULL")
    assert [row.position for row in answered] == [1]


async def test_a_ready_set_is_taken_as_it_is_written(stage: Stage) -> None:
    elena = await stage.teacher()
    await elena.send("/diagnostics")
    await elena.click("Готовые наборы")
    assert "Первый год в школе. Урок, оценивание, класс и родители." in elena.screen.text
    assert "Управленческая диагностика" not in elena.screen.text
    await elena.click("Первый год в школе")
    assert "• Формирующее оценивание" in elena.screen.text
    assert "20 вопросов, 4 темы поровну" in elena.screen.text
    start = elena.screen.button("Начать: вопрос 1")["callback_data"]
    await elena.click("Начать: вопрос 1")
    await stage.take_diagnostic(elena, weak=set())
    topics = await crowd.rows(
        stage,
        "SELECT competency, count(*) AS items FROM attempt_items GROUP BY competency ORDER BY competency",
    )
    assert {one.competency: one.items for one in topics} == {"KC1": 5, "KM1": 5, "KM2": 5, "KS4": 5}
    await elena.send("/diagnostics")
    await elena.click("Прошлые результаты")
    assert "Первый год в школе" in elena.screen.text
    await elena.click("Назад")
    await elena.click("Готовые наборы")
    await elena.click("Первый год в школе")
    await elena.click("Начать: вопрос 1")
    assert "Снова она откроется 1 декабря 2026" in elena.screen.text
    await elena.forge(start.replace("first_year", "management"))
    attempts = await crowd.rows(stage, "SELECT form FROM attempts")
    assert [one.form for one in attempts] == ["first_year"]


async def in_independent_mode(stage: Stage) -> Person:
    olga = await stage.viewer(await stage.with_role(Role.METHODIST, "Z1"))
    unit = await units.by_code(stage.work(), "Z1")
    assert unit is not None
    opened = await day_codes.open_for(stage.work(), olga, unit.id)
    elena = await stage.teacher()
    await elena.send("/diagnostics")
    await elena.click("Независимая (код дня)")
    await elena.send(opened.code)
    await elena.click("Начать: вопрос 1")
    return elena


async def test_ten_minutes_before_the_end_a_message_says_so(stage: Stage) -> None:
    elena = await in_independent_mode(stage)
    stage.clock.forward(minutes=49)
    assert await stage.deliver_messages() == 0
    stage.clock.forward(minutes=1)
    assert await stage.deliver_messages() == 1
    assert "До конца диагностики 10 минут" in elena.screen.text
    await elena.click("К вопросам")
    assert number(elena) == "1"


async def test_nobody_is_warned_of_what_is_finished(stage: Stage) -> None:
    elena = await in_independent_mode(stage)
    await stage.take_diagnostic(elena, weak=set())
    stage.clock.forward(minutes=55)
    assert await stage.deliver_messages() == 0
