"""A guest looks around before registering, and what needs registration stays closed."""

import pytest

from tests.flows import crowd
from tests.stage import Stage


async def test_a_guest_reads_the_consent_and_sees_an_example(stage: Stage) -> None:
    guest = stage.person("Вера")
    await guest.start()
    await guest.click("Прочитать согласие")
    assert "СОГЛАСИЕ НА ОБРАБОТКУ ПЕРСОНАЛЬНЫХ ДАННЫХ" in guest.screen.text
    assert "Версия 2026-11-01" in guest.screen.text
    await guest.click("Назад")
    await guest.click("Посмотреть без регистрации")
    await guest.click("Пример задания")
    assert "А. Дать ещё пять примеров" in guest.screen.text
    await guest.click("Назад")
    assert "Что здесь есть" in guest.screen.text
    assert await crowd.rows(stage, "SELECT * FROM people") == [], "looking around leaves nobody behind"


async def test_a_guest_looks_through_programmes_but_can_not_apply(stage: Stage) -> None:
    guest = stage.person("Вера")
    await guest.start()
    await guest.click("Посмотреть без регистрации")
    await guest.click("Посмотреть программы")
    assert "Программ: 7" in guest.screen.text
    await guest.click("1")
    assert "Подать заявку" not in guest.screen.button_texts
    assert "Почему подходит Вам" not in guest.screen.text
    await guest.click("Зарегистрироваться")
    assert "Здравствуйте!" in guest.screen.text
    await guest.click("Даю согласие")
    await guest.send(await crowd.join_code(stage, "Z1-S7"))
    for answer in ("Воспитатель", "1990", "2015", "Всё верно"):
        await (guest.click(answer) if answer in guest.screen.button_texts else guest.send(answer))
    await guest.click("Открыть мою ссылку")
    assert "Подать заявку" in guest.screen.button_texts, "the programme that made them register"


async def test_a_posters_link_survives_a_walk_through_everything_a_guest_can_open(stage: Stage) -> None:
    guest = stage.person("Вера")
    await guest.start(await stage.poster("Z1-S12"))
    await guest.click("Прочитать согласие")
    await guest.click("Назад")
    await guest.send("/help")
    await guest.click("Начать")
    await guest.send("/privacy")
    await guest.click("Назад")
    await guest.click("Посмотреть без регистрации")
    await guest.click("Пример задания")
    await guest.click("Назад")
    await guest.click("Посмотреть программы")
    await guest.send("родители")
    await guest.click("Условия")
    await guest.click("По теме")
    await guest.click("Коммуникативные")
    await guest.click("Родители")
    await guest.click("Показать программы")
    await guest.click("1")
    await guest.click("Зарегистрироваться")
    await guest.click("Даю согласие")
    assert "Шаг 3 из 5" in guest.screen.text
    assert "Школа № 12" in guest.screen.text


@pytest.mark.parametrize(
    "command",
    ["/menu", "/diagnostics", "/courses", "/settings", "/school", "/moderation", "/people", "/admin"],
)
async def test_what_needs_registration_sends_a_guest_to_the_entrance(stage: Stage, command: str) -> None:
    guest = stage.person("Вера")
    await guest.start()
    await guest.send(command)
    assert "Здравствуйте!" in guest.screen.text
    await guest.click("Даю согласие")
    await guest.send(command)
    assert "Регистрация не закончена" in guest.screen.text
    await guest.click("Продолжить регистрацию")
    assert "Шаг 2 из 5" in guest.screen.text


async def test_a_guest_who_writes_something_is_shown_where_to_begin(stage: Stage) -> None:
    guest = stage.person("Вера")
    await guest.send("Здравствуйте, что это?")
    assert guest.screen.button_texts == ["Начать"]
    await guest.click("Начать")
    assert "Здравствуйте!" in guest.screen.text
    await guest.send("/нет_такой")
    assert "Не понял" in guest.screen.text


async def test_guests_who_never_agreed_are_forgotten_after_three_days(stage: Stage) -> None:
    guest = stage.person("Вера")
    await guest.start()
    stage.clock.forward(days=3, minutes=1)
    await stage.schedule.run_all()
    assert await crowd.rows(stage, "SELECT * FROM places") == []
    await guest.click("Даю согласие")
    assert "Шаг 2 из 5" in guest.screen.text, "an old message still leads in"
