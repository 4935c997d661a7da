"""Settings: time zone, quiet hours, topics, leave, the name for the chat; /cancel in the middle."""

from datetime import date, time

from simulator.client import Person
from tests.flows import crowd
from tests.stage import Stage


async def at_settings(stage: Stage) -> Person:
    elena = await stage.teacher()
    await elena.send("/settings")
    return elena


async def test_the_time_zone_is_that_of_the_school_until_another_is_chosen(stage: Stage) -> None:
    elena = await at_settings(stage)
    assert "Часовой пояс: Омск" in elena.screen.text
    await elena.click("Часовой пояс")
    await elena.send("Москва")
    assert "Не понял" in elena.screen.text
    await elena.send("/settings")
    await elena.click("Часовой пояс")
    await elena.click("Владивосток")
    assert "Сохранено" in elena.screen.text
    assert "Часовой пояс: Владивосток" in elena.screen.text
    await elena.click("Часовой пояс")
    await elena.forge("settings.choose_zone:99")
    assert "устарела" in elena.last_alert
    assert str((await stage.viewer(elena)).zone) == "Asia/Vladivostok"


async def test_quiet_hours_are_chosen_from_three(stage: Stage) -> None:
    elena = await at_settings(stage)
    assert "Тихие часы: 20:00–08:00" in elena.screen.text
    await elena.click("Тихие часы")
    await elena.click("22:00–07:00")
    assert "Тихие часы: 22:00–07:00" in elena.screen.text
    assert (await stage.viewer(elena)).hours.quiet_to == time(7)


async def test_a_topic_is_switched_with_one_tap(stage: Stage) -> None:
    elena = await at_settings(stage)
    await elena.click("О чём писать")
    await elena.click("Просьбы организации: да")
    assert "Просьбы организации: нет" in elena.screen.button_texts
    assert (await stage.viewer(elena)).muted_topics == {"roster_reminder"}
    await elena.click("Просьбы организации: нет")
    assert (await stage.viewer(elena)).muted_topics == frozenset()


async def test_a_leave_has_a_sensible_last_day(stage: Stage) -> None:
    elena = await at_settings(stage)
    await elena.click("Отпуск")
    for typed, answer in (
        ("до лета", "Напишите дату так"),
        ("31.02.2027", "Напишите дату так"),
        ("22.11.2026", "не раньше сегодняшнего дня"),
        ("01.01.2030", "не позже чем через год"),
    ):
        await elena.send(typed)
        assert answer in elena.screen.text
    await elena.send("31.12.2026")
    assert "В отпуске до 31 декабря" in elena.screen.text
    assert (await stage.viewer(elena)).hours.leave_until == date(2026, 12, 31)
    await elena.click("Отпуск")
    await elena.click("Отпуск окончен")
    assert "Отпуск не отмечен" in elena.screen.text


async def test_a_leave_that_is_over_is_not_shown(stage: Stage) -> None:
    elena = await at_settings(stage)
    await elena.click("Отпуск")
    await elena.send("30/11/2026")
    assert "В отпуске до 30 ноября" in elena.screen.text
    stage.clock.forward(days=8)
    await elena.send("/settings")
    assert "Отпуск не отмечен" in elena.screen.text


async def test_the_name_for_the_chat_is_the_persons_own(stage: Stage) -> None:
    elena = await at_settings(stage)
    await elena.click("Имя в чате")
    for wrong in ("Е", "Елена <b>", "Елена 2", "А" * 31):
        await elena.send(wrong)
        assert "от 2 до 30 букв" in elena.screen.text
    await elena.send("Елена Викторовна")
    assert "Имя изменено" in elena.screen.text
    await elena.send("/menu")
    assert "Елена Викторовна" in elena.screen.text


async def test_cancel_leaves_a_question_and_changes_nothing(stage: Stage) -> None:
    elena = await at_settings(stage)
    for button in ("Отпуск", "Имя в чате", "Сменить место работы"):
        await elena.send("/settings")
        await elena.click(button)
        await elena.send("/cancel")
        assert "Остановились" in elena.screen.text
    assert [tuple(row) for row in await crowd.rows(stage, "SELECT chat_name, leave_until FROM people")] == [
        ("Елена В.", None)
    ]


async def test_the_language_has_its_place(stage: Stage) -> None:
    elena = await at_settings(stage)
    await elena.click("Язык")
    assert "говорит по-русски" in elena.screen.text
