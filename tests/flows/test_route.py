"""The individual route: three deficits become a route, approved, walked, stuck, measured and printed."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from domain.access import Role
from simulator.client import Person
from tests.flows import crowd
from tests.flows.test_mentoring import paired
from tests.flows.test_questions import stand_on
from tests.stage import Stage

OMSK = ZoneInfo("Asia/Omsk")
PLAN = "Провела два урока, критерии составили вместе: https://example.org/plan"
THOUGHTS = "Критерии теперь пишем вместе с классом. Труднее всего было с обратной связью."


async def diagnosed(stage: Stage, weak: set[str], name: str = "Елена") -> Person:
    """A teacher with a finished diagnostic that is weak in these competencies."""
    person = await stage.teacher(name)
    await take(stage, person, weak)
    return person


async def take(stage: Stage, person: Person, weak: set[str]) -> None:
    await person.send("/diagnostics")
    await person.click("Начать")
    await person.click("Начать: вопрос 1")
    await stage.take_diagnostic(person, weak)


async def routed(stage: Stage, name: str = "Елена") -> Person:
    """A teacher with a draft for one deficit."""
    person = await diagnosed(stage, {"KM2"}, name)
    await person.send("/route")
    await person.click("Составить маршрут")
    return person


async def till(stage: Stage, *when: int) -> None:
    """Goes on to a moment in Omsk, looking at what is due each morning and each afternoon."""
    end = datetime(*when, tzinfo=OMSK)  # type: ignore[arg-type, misc]
    while stage.clock.now < end:
        now = stage.clock.now.astimezone(OMSK)
        hour = next((one for one in (9, 16) if one > now.hour), 9 + 24)
        stage.clock.now = min(end, now.replace(hour=0, minute=0) + timedelta(hours=hour))
        await stage.schedule.run_all()
        await stage.deliver_messages()


async def steps_of(stage: Stage, person: Person) -> list:
    who = await stage.viewer(person)
    return await crowd.rows(
        stage,
        "SELECT s.* FROM route_steps s JOIN routes r ON r.id = s.route_id "
        "WHERE r.person_id = :person ORDER BY s.due_on, s.id",
        person=who.id,
    )


async def step_number(stage: Stage, person: Person, activity: str) -> str:
    """Where a step of this kind stands in the list."""
    found = await steps_of(stage, person)
    return str(next(i for i, one in enumerate(found, 1) if one.activity == activity))


async def open_step(stage: Stage, person: Person, activity: str) -> None:
    await person.send("/route")
    await person.click("Шаги")
    number = await step_number(stage, person, activity)
    while number not in person.screen.button_texts:
        await person.click("Дальше")
    await person.click(number)


async def test_three_deficits_become_a_route_that_is_approved_walked_and_measured(stage: Stage) -> None:
    olga = await stage.with_role(Role.METHODIST, "Z1")
    elena = await diagnosed(stage, {"KM2", "KP2", "KS1"})
    await elena.send("/menu")
    await elena.click("Мой маршрут")
    assert "Зоны роста: " in elena.screen.text
    await elena.click("Составить маршрут")
    assert "Мой маршрут (ИОМ), 2026/27" in elena.screen.text
    assert "Черновик, работает сразу" in elena.screen.text
    drafted = await steps_of(stage, elena)
    assert {"course", "visit", "own"} <= {one.activity for one in drafted}
    await elena.click("Шаги")
    assert "Страница 1 из 2" in elena.screen.text
    await elena.click("Назад")

    await elena.click("Согласовать")
    assert "Зоны роста он увидит, если согласовать попросите его" in elena.screen.text
    await elena.click("Попросить методиста")
    assert "На согласовании: методист" in elena.screen.text
    await stage.deliver_messages()
    assert "Вас просят согласовать индивидуальный маршрут" in olga.screen.text
    await olga.click("Открыть маршрут")
    assert "Просит согласовать" in olga.screen.text
    await olga.click("Согласовать")
    assert "Маршрут согласован" in olga.screen.text
    await stage.deliver_messages()
    assert "Ваш маршрут согласован, версия 1" in elena.screen.text
    await elena.click("Открыть маршрут")
    assert "Согласован 23 ноября, версия 1" in elena.screen.text

    await open_step(stage, elena, "own")
    await elena.click("Выполнено")
    assert "Отмечено: выполнено" in elena.screen.text
    await elena.send(PLAN)
    assert "Отметка: выполнено 23 ноября" in elena.screen.text
    await open_step(stage, elena, "visit")
    await elena.click("Выполнено")
    await elena.upload(b"%PDF-1.7 two sheets", "listy.pdf")
    assert "23 ноября: файл" in elena.screen.text
    await elena.send("/route")
    assert f"2 из {len(drafted)}" in elena.screen.text

    await till(stage, 2027, 1, 29, 18)
    stuck = [one for one in elena.screens if "не двигается больше двух недель" in one.text
             or "Без движения больше двух недель" in one.text]  # fmt: skip
    assert stuck, "a step that began and did not move is asked about"
    await elena.click("Открыть шаг", stuck[-1].message_id)
    assert "без движения больше двух недель" in elena.screen.text
    await olga.send("/menu")
    await crowd.work(olga, "Как методист", "Маршруты педагогов")
    assert "Елена В., Школа № 12: 2 из" in olga.screen.text

    await elena.send("/route")
    await elena.click("Итог")
    assert "Оценивание: было 0 из 5, повторной диагностики ещё нет" in elena.screen.text
    await elena.click("Итоговая диагностика")
    assert "Формирующее оценивание" in elena.screen.text, "the same topics again"
    await elena.click("Начать: вопрос 1")
    await stage.take_diagnostic(elena, {"KS1"})
    await elena.send("/route")
    await elena.click("Итог")
    assert "Оценивание: было 0 из 5, стало 5 из 5. Рост 100 п. п., больше погрешности" in elena.screen.text
    assert "Мотивация: было 0 из 5, стало 0 из 5. Разница 0 п. п. в пределах погрешности" in elena.screen.text
    await elena.click("Завершить маршрут")
    await elena.click("Да, завершить")
    assert "Сначала напишите рефлексию" in elena.screen.text
    await elena.click("Назад")
    await elena.click("Рефлексия")
    await elena.send("Мало")
    assert "от 20 до 1000 знаков" in elena.screen.text
    await elena.send(THOUGHTS)
    await elena.click("Завершить маршрут")
    assert "Повторная диагностика есть" in elena.screen.text
    await elena.click("Да, завершить")
    assert "Маршрут завершён" in elena.screen.text
    await elena.click("Мой маршрут")
    assert "Составить маршрут" in elena.screen.button_texts
    await elena.click("Прошлые маршруты")
    await elena.click("1")
    assert THOUGHTS in elena.screen.text


async def test_before_a_diagnostic_the_way_to_one_is_shown_and_own_steps_are_possible(stage: Stage) -> None:
    elena = await stage.teacher()
    await elena.send("/route")
    assert "Строится он по диагностике" in elena.screen.text
    assert "Пройти диагностику" in elena.screen.button_texts
    await elena.click("Составить самому")
    assert "Шагов пока нет" in elena.screen.text
    await elena.click("Согласовать")
    await elena.click("Попросить методиста")
    assert "В маршруте нет шагов" in elena.screen.text
    await elena.click("Назад")
    await elena.click("Добавить шаг")
    await elena.click("Свой шаг")
    await elena.send("Урок")
    assert "от 10 до 300 знаков" in elena.screen.text
    await elena.send("Провести открытый урок с взаимооценкой")
    assert "Шаг добавлен" in elena.screen.text
    assert "Дефицит: без привязки" in elena.screen.text
    await elena.click("Изменить")
    await elena.click("Срок")
    await elena.send("01.09.2026")
    assert "не раньше сегодняшнего дня" in elena.screen.text
    await elena.send("18.12.2026")
    assert "Срок: 18 декабря" in elena.screen.text
    await elena.click("Изменить")
    await elena.click("Форма")
    await elena.click("Неформальная")
    assert "Форма: неформальная" in elena.screen.text
    await elena.click("Изменить")
    await elena.click("Убрать шаг")
    await elena.click("Да, убрать шаг")
    assert "Шаг убран" in elena.screen.text


async def test_a_confirmed_certificate_closes_its_step_and_cannot_be_undone(stage: Stage) -> None:
    olga = await stage.with_role(Role.METHODIST, "Z1")
    elena = await routed(stage)
    await open_step(stage, elena, "course")
    await elena.click("Подтверждения")
    await elena.upload(b"%PDF-1.7 certificate", "udostoverenie.pdf")
    assert "Файлы с документами здесь не принимаются" in elena.screen.text
    await elena.click("Назад")
    await elena.click("Открыть программу")
    await elena.click("Подать заявку")
    await elena.click("Внести удостоверение")
    await elena.send("0123-45")
    await elena.click("Сегодня")
    await elena.click("24 ч")
    await elena.click("Отправить на проверку")
    await olga.send("/moderation")
    await olga.click("Подтвердить все: 1")
    await open_step(stage, elena, "course")
    assert "отмечено по подтверждённому факту" in elena.screen.text
    assert "Вернуть в работу" not in elena.screen.button_texts


async def test_done_is_undone_and_a_stale_button_changes_nothing(stage: Stage) -> None:
    elena = await routed(stage)
    await open_step(stage, elena, "own")
    stale = next(one["callback_data"] for one in elena.screen.keyboard[0] if one["text"] == "Выполнено")
    await elena.click("Выполнено")
    await elena.click("Назад")
    await elena.click("Вернуть в работу")
    assert "Шаг снова в работе" in elena.screen.text
    await elena.forge(stale)
    await open_step(stage, elena, "own")
    assert "Отметка: не сделано" in elena.screen.text
    await elena.click("Выполнено")
    await elena.click("Назад")
    assert "Отметка: выполнено 23 ноября" in elena.screen.text


async def test_a_change_after_approval_begins_a_new_version(stage: Stage) -> None:
    deputy = await stage.with_role(Role.DEPUTY, "Z1-S12")
    elena = await routed(stage)
    await elena.click("Согласовать")
    assert "1. Ольга В., Школа № 12" in elena.screen.text
    await elena.click("1")
    assert "На согласовании: Ольга В." in elena.screen.text
    await stage.deliver_messages()
    await deputy.click("Открыть маршрут")
    await deputy.click("Вернуть с замечанием")
    await deputy.send("Добавьте взаимопосещение в декабре.")
    assert "Маршрут возвращён" in deputy.screen.text
    await stage.deliver_messages()
    assert "Маршрут вернули с замечанием: Добавьте взаимопосещение" in elena.screen.text
    await elena.click("Открыть маршрут")
    await elena.click("Согласовать")
    await elena.click("1")
    await stage.deliver_messages()
    await deputy.click("Открыть маршрут")
    await elena.click("Цель и срок")
    await elena.click("Изменить цель")
    await elena.send("Научиться давать обратную связь каждому ученику.")
    await deputy.click("Согласовать")
    assert "педагог изменил маршрут" in deputy.screen.text
    await deputy.click("Согласовать")
    assert "Маршрут согласован" in deputy.screen.text
    await deputy.click("Написать заметку")
    await deputy.send("Начните с билета на выход.")
    await stage.deliver_messages()
    assert "Заметка к Вашему маршруту: Начните с билета" in elena.screen.text
    await elena.click("Открыть маршрут")
    await elena.click("Цель и срок")
    await elena.click("Изменить цель")
    await elena.send("Научиться давать обратную связь всему классу.")
    await elena.click("Версии")
    assert "1. согласована 23 ноября 2026" in elena.screen.text
    await elena.click("Версия 1")
    assert "каждому ученику" in elena.screen.text
    await elena.send("/route")
    assert "Версия 2, ещё не согласована" in elena.screen.text


async def test_the_mentor_of_a_pair_accompanies_without_a_name(stage: Stage) -> None:
    elena, irina = await paired(stage)
    await take(stage, elena, {"KM2"})
    await elena.send("/route")
    await elena.click("Составить маршрут")
    await elena.click("Согласовать")
    assert "1. Ваш наставник, пара № 1" in elena.screen.text
    await elena.click("1")
    assert "На согласовании: наставник, пара № 1" in elena.screen.text
    await stage.deliver_messages()
    await irina.click("Открыть маршрут")
    await irina.click("Шаги")
    await irina.click("1")
    assert "Дефицит: Оценивание" in irina.screen.text
    await irina.send("/menu")
    await crowd.work(irina, "Как наставник", "Маршруты подопечных")
    assert "ждёт ответа" in irina.screen.text
    await irina.click("1")
    await irina.click("Согласовать")
    await stage.deliver_messages()
    assert not any("Ирина" in one.text for one in elena.screens)


async def test_a_request_that_was_taken_back_is_never_told(stage: Stage) -> None:
    olga = await stage.with_role(Role.METHODIST, "Z1")
    elena = await routed(stage)
    await elena.click("Согласовать")
    await elena.click("Попросить методиста")
    await elena.click("Согласование")
    await elena.click("Отозвать")
    await stage.deliver_messages()
    assert not any("Вас просят согласовать" in one.text for one in olga.screens)


async def test_a_route_that_was_not_sent_to_them_is_not_there_for_others(stage: Stage) -> None:
    olga = await stage.with_role(Role.METHODIST, "Z1")
    stranger = await stage.with_role(Role.METHODIST, "Z2", "Нина")
    deputy = await stage.with_role(Role.DEPUTY, "Z1-S12", "Зоя")
    elena = await routed(stage)
    for person in (olga, stranger, deputy):
        assert await answers(stage, person, "1") == await answers(stage, person, "999")
    await elena.click("Согласовать")
    await elena.click("1")
    assert await answers(stage, stranger, "1") == await answers(stage, stranger, "999")
    await olga.send("/menu")
    await crowd.work(olga, "Как методист", "Маршруты педагогов")
    await olga.click("1")
    assert "Вам они откроются, если педагог попросит" in olga.screen.text
    assert "Оценивание" not in olga.screen.text
    for screen in ("rdesk.steps", "rdesk.returning", "rdesk.noting"):
        arguments = ("1", "1") if screen == "rdesk.steps" else ("1",)
        await stand_on(stage, olga, screen, *arguments)
        await olga.send("Чужое слово")
        assert "Этого здесь нет" in olga.screen.text or "Меню" in olga.screen.button_texts
    assert await crowd.rows(stage, "SELECT id FROM route_notes") == []
    marina = await stage.teacher("Марина")
    for screen in ("rstep.one", "rstep.proof", "rstep.edit"):
        texts = set()
        for number in ("1", "999"):
            await marina.send("/menu")
            await stand_on(stage, marina, screen, number)
            await marina.send("Чужое слово")
            texts.add(marina.screen.text.split("\n")[0])
        assert len(texts) == 1, screen


async def answers(stage: Stage, person: Person, number: str) -> str:
    await person.send("/menu")
    await stand_on(stage, person, "rdesk.one", number)
    await person.send("Слово")
    return person.screen.text.split("\n")[0]


async def test_nobody_answers_and_the_route_goes_up(stage: Stage) -> None:
    await stage.with_role(Role.METHODIST, "Z1")
    vera = await stage.with_role(Role.COORDINATOR, "Z", "Вера")
    elena = await routed(stage)
    await elena.click("Согласовать")
    await elena.click("Попросить методиста")
    await elena.click("Согласование")
    assert "Кто смотрит: методист" in elena.screen.text
    await till(stage, 2026, 11, 27, 18)
    assert "больше двух рабочих дней" in vera.screen.text
    assert "Методист пока не ответил" in elena.screen.text
    await elena.click("Открыть маршрут")
    await elena.click("Согласование")
    await elena.click("Отозвать")
    assert "Отозвано" in elena.screen.text
    await vera.click("Открыть маршрут")
    assert "Согласовать" not in vera.screen.button_texts


async def test_a_term_is_told_a_few_days_before_and_once(stage: Stage) -> None:
    elena = await stage.teacher()
    await elena.send("/route")
    await elena.click("Составить самому")
    await elena.click("Добавить шаг")
    await elena.click("Свой шаг")
    await elena.send("Провести открытый урок с взаимооценкой")
    await elena.click("Изменить")
    await elena.click("Срок")
    await elena.send("04.12.2026")
    await till(stage, 2026, 12, 1, 20)
    told = [one for one in elena.screens if "Подходит срок шага маршрута" in one.text]
    assert [one.text for one in told] == [
        "Подходит срок шага маршрута: «Провести открытый урок с взаимооценкой», 4 декабря 2026."
    ]
    await elena.click("Открыть шаг")
    await elena.click("Изменить")
    await elena.click("Срок")
    await elena.send("11.12.2026")
    await till(stage, 2026, 12, 9, 20)
    told = [one for one in elena.screens if "Подходит срок шага маршрута" in one.text]
    assert len(told) == 2, "a term that was moved is told anew"
    await elena.click("Открыть шаг")
    await elena.click("Выполнено")
    await till(stage, 2026, 12, 30, 20)
    assert len([one for one in elena.screens if "двух недель" in one.text]) == 0


async def test_a_question_about_stuck_steps_can_be_switched_off(stage: Stage) -> None:
    elena = await routed(stage)
    await elena.send("/settings")
    await elena.click("О чём писать")
    await elena.click("Напоминания")
    if "Шаги маршрута: да" not in elena.screen.button_texts:
        await elena.click("Дальше")
    await elena.click("Шаги маршрута: да")
    await till(stage, 2027, 1, 29, 18)
    assert not any("двух недель" in one.text and "Открыть шаг" in one.button_texts for one in elena.screens)
