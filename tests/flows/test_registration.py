"""Getting in: by search, by a poster's code, by naming one's own; steps back, wrong input, /cancel."""

import pytest

from domain.access import Role
from simulator.client import Person
from tests.flows import crowd
from tests.stage import Stage


async def newcomer(stage: Stage, first_name: str = "Анна", last_name: str = "Рощина") -> Person:
    """Somebody who has just agreed and is asked where they work."""
    person = stage.person(first_name, last_name)
    await person.start()
    assert "Здравствуйте!" in person.screen.text
    await person.click("Даю согласие")
    assert "Шаг 2 из 5" in person.screen.text
    return person


async def finish(person: Person, position: str = "Воспитатель") -> None:
    """The steps after the organisation."""
    await person.click(position)
    await person.send("1990")
    await person.send("09.2015")
    await person.click("Всё верно")


async def test_an_organisation_is_found_by_municipality_and_number(stage: Stage) -> None:
    anna = await newcomer(stage)
    await anna.click("Полевой район")
    assert "Полевой район" in anna.screen.text
    await anna.send("школа 12")
    assert "1. Школа № 12, пер. Степной, 8" in anna.screen.text, "the address tells equal names apart"
    await anna.click("1. Школа № 12")
    assert "Шаг 3 из 5. Ваша должность\nШкола № 12" in anna.screen.text
    await finish(anna)
    who = await stage.viewer(anna)
    assert who.unit is not None
    assert who.unit.code == "Z2-S12"
    assert who.membership == "waiting"


async def test_a_name_in_another_case_finds_a_kindergarten_and_a_wrong_one_finds_nothing(
    stage: Stage,
) -> None:
    anna = await newcomer(stage)
    await anna.click("Приозёрный район")
    await anna.send("Ромашка")
    assert "Ничего не нашлось" in anna.screen.text
    assert "«Ромашка»" in anna.screen.text
    await anna.send("радуга")
    assert "Детский сад № 5 «Радуга», ул. Мира, 1" in anna.screen.text
    await anna.click("1. Детский сад № 5…")
    assert "Воспитатель" in anna.screen.button_texts
    assert "Учитель" not in anna.screen.button_texts, "a kindergarten has no such position"


async def test_many_municipalities_are_searched_by_name_and_told_apart_by_region(stage: Stage) -> None:
    regions = "Y;RU;region;Поречье;;\nY1;Y;municipality;Приозёрный район;;\n"
    more = "".join(f"Y{n};Y;municipality;Лесной район {n};;\n" for n in range(2, 9))
    await crowd.add_units(stage, regions + more)
    anna = await newcomer(stage)
    assert "Напишите район или город" in anna.screen.text
    await anna.send("приозерный")
    assert "Приозёрный район, Заречье" in anna.screen.text
    assert "Приозёрный район, Поречье" in anna.screen.text
    await anna.send("Лесной")
    assert len([one for one in anna.screen.button_texts if "Лесной" in one]) == 6, "at most six matches"
    await anna.send("Нигде")
    assert "Ничего не нашлось" in anna.screen.text
    await anna.click("Назад")
    assert "Напишите район или город" in anna.screen.text


async def test_an_organisation_that_is_not_listed_is_named_and_the_methodist_sees_the_name(
    stage: Stage,
) -> None:
    anna = await newcomer(stage)
    await anna.click("Полевой район")
    await anna.click("Нет моей организации")
    await anna.send("Х")
    assert "от 3 до 120 знаков" in anna.screen.text
    await anna.send("Школа <b>«Перспектива»</b>")
    assert "Шаг 3 из 5" in anna.screen.text
    await anna.click("Учитель")
    await anna.send("физика")
    await anna.click("Всё верно")
    await anna.send("1990")
    await anna.send("2015")
    assert "Школа <b>«Перспектива»</b> (не в списке), Полевой район" in anna.screen.text
    await anna.click("Всё верно")
    olga = await stage.with_role(Role.METHODIST, "Z2")
    await olga.send("/menu")
    await crowd.work(olga, "Как методист", "Новые у нас")
    assert "Анна Р." in olga.screen.text
    assert "Школа" in olga.screen.text
    await olga.click("1")
    assert "<b>«Перспектива»</b>" in olga.screen.text


@pytest.mark.parametrize("typed", ["{code}", " {lower} ", "{spaced}", "{latin}"])
async def test_a_posters_code_is_understood_however_it_is_typed(stage: Stage, typed: str) -> None:
    code = await crowd.join_code(stage, "Z1-S7")
    latin = code.translate(str.maketrans("АВЕКМНРСТУХ", "ABEKMHPCTYX"))
    words = typed.format(code=code, lower=code.lower(), spaced=f"{code[:3]} {code[3:]}", latin=latin)
    anna = await newcomer(stage)
    await anna.send("АБВГДЖ")
    assert "Ничего не нашлось" in anna.screen.text, "a wrong code is searched for as a name"
    await anna.send(words)
    assert "Шаг 3 из 5" in anna.screen.text
    assert "Школа № 7" in anna.screen.text


async def test_a_posters_code_works_for_a_guest_and_inside_a_municipality(stage: Stage) -> None:
    code = await crowd.join_code(stage, "Z1-S7")
    guest = stage.person("Вера")
    await guest.start()
    await guest.send("какой-то код")
    assert "Нажмите одну из кнопок" in guest.screen.text
    await guest.send(code)
    assert "Код принят: Школа № 7" in guest.screen.text
    await guest.click("Даю согласие")
    assert "Шаг 3 из 5" in guest.screen.text
    anna = await newcomer(stage)
    await anna.click("Полевой район")
    await anna.send(code)
    assert "Школа № 7" in anna.screen.text


async def test_going_back_loses_nothing(stage: Stage) -> None:
    anna = await newcomer(stage)
    await anna.click("Приозёрный район")
    await anna.send("7")
    await anna.click("1. Школа № 7")
    await anna.click("Учитель")
    await anna.send("история")
    await anna.click("Всё верно")
    await anna.send("1990")
    await anna.click("Назад")
    assert "Сейчас: 1990" in anna.screen.text
    await anna.click("Назад")
    assert "Выбрано: История" in anna.screen.text
    await anna.click("Назад")
    assert "Сейчас: Учитель" in anna.screen.text
    await anna.click("Назад")
    assert "Сейчас: Школа № 7" in anna.screen.text
    await anna.click("Оставить")
    assert "Шаг 4 из 5. Начало работы педагогом" in anna.screen.text, (
        "on to the first question without an answer"
    )
    await anna.send("09.2015")
    assert "Год рождения: 1990" in anna.screen.text


async def test_the_way_out_of_registration_leads_back_into_it(stage: Stage) -> None:
    anna = await newcomer(stage)
    await anna.click("Назад")
    assert "Регистрация не закончена" in anna.screen.text
    await anna.click("Посмотреть, что здесь есть")
    await anna.click("Посмотреть программы")
    assert "Программ: 7" in anna.screen.text
    await anna.click("Назад")
    await anna.click("Назад")
    await anna.click("Продолжить регистрацию")
    assert "Шаг 2 из 5" in anna.screen.text
    await anna.start()
    assert "Шаг 2 из 5" in anna.screen.text


async def test_everything_is_corrected_on_the_last_step(stage: Stage) -> None:
    anna = await newcomer(stage)
    await anna.click("Приозёрный район")
    await anna.send("7")
    await anna.click("1. Школа № 7")
    await anna.click("Учитель")
    await anna.send("Астрология")
    assert "Предмета «Астрология» в списке нет" in anna.screen.text
    await anna.send("астрономия")
    await anna.click("Всё верно")
    await anna.send("1896")
    assert "Проверьте год рождения" in anna.screen.text
    await anna.send("девяносто первый")
    assert "Проверьте год рождения" in anna.screen.text
    await anna.send("1991")
    await anna.send("13.2020")
    assert "Напишите месяц и год" in anna.screen.text
    await anna.send("09.2030")
    assert "Дата в прошлом" in anna.screen.text
    await anna.send("09.2020")
    assert "Шаг 5 из 5" in anna.screen.text

    await anna.click("Имя в чате")
    await anna.send("Анна 007")
    assert "от 2 до 30 букв" in anna.screen.text
    await anna.send("Анна Сергеевна")
    assert "«Анна Сергеевна»" in anna.screen.text

    await anna.click("Исправить")
    await anna.click("Организация")
    await anna.click("Полевой район")
    await anna.send("12")
    await anna.click("1. Школа № 12")
    assert "Школа № 12" in anna.screen.text
    await anna.click("Исправить")
    await anna.click("Должность")
    await anna.send("космонавт")
    assert "Должности «космонавт» в списке нет" in anna.screen.text
    await anna.send("учитель начальных классов")
    assert "Предметы: —" in anna.screen.text, "this position has no subjects"
    await anna.click("Исправить")
    assert "Предметы" not in anna.screen.button_texts
    await anna.click("Год рождения")
    await anna.send("1992")
    await anna.click("Всё верно")
    assert "Регистрация закончена" in anna.screen.text
    who = await stage.viewer(anna)
    assert (who.birth_year, who.position, who.subjects) == (1992, "primary", ())


async def test_cancel_at_every_step_keeps_the_answers(stage: Stage) -> None:
    anna = stage.person("Анна", "Рощина")
    await anna.start(await stage.poster("Z1-S12"))
    await anna.send("/cancel")
    assert "Здравствуйте!" in anna.screen.text
    await anna.click("Даю согласие")
    assert "Шаг 3 из 5" in anna.screen.text, "the poster is not forgotten"
    steps = [
        ("Воспитатель", "Шаг 4 из 5. Год рождения"),
        ("1990", "Начало работы"),
        ("09.2015", "Шаг 5 из 5"),
    ]
    await anna.send("/cancel")
    assert "Ответы сохранены, вопрос прежний" in anna.screen.text
    for answer, following in steps:
        await anna.send(answer)
        assert following in anna.screen.text
        await anna.send("/cancel")
        assert "Ответы сохранены, вопрос прежний" in anna.screen.text
        assert following in anna.screen.text
    await anna.click("Всё верно")
    await anna.send("/cancel")
    assert "Остановились" in anna.screen.text
    assert "Анна Р." in anna.screen.text


async def test_an_empty_tree_takes_whoever_names_their_organisation(stage: Stage) -> None:
    await crowd.change(stage, "UPDATE units SET level = 'school' WHERE level = 'municipality'")
    anna = await newcomer(stage)
    assert "Списка организаций пока нет" in anna.screen.text
    await anna.click("Нет моей организации")
    await anna.click("Назад")
    assert "Списка организаций пока нет" in anna.screen.text
    await anna.click("Нет моей организации")
    await anna.send("Школа «Перспектива»")
    assert "Шаг 3 из 5" in anna.screen.text


async def test_the_last_step_pressed_again_after_a_crash_is_not_stuck(stage: Stage) -> None:
    anna = await newcomer(stage)
    await anna.click("Приозёрный район")
    await anna.send("7")
    await anna.click("1. Школа № 7")
    await anna.click("Воспитатель")
    await anna.send("1990")
    await anna.send("2015")
    place = await stage.app.road.places.find(stage.work(), anna.id)
    assert place is not None
    data = anna.screen.button("Всё верно")["callback_data"]
    await anna.click("Всё верно")
    await stage.app.road.places.save(stage.work(), anna.id, place)
    shown = stage.simulator.state.chat(anna.id).messages[anna.screen.message_id]
    shown.body["reply_markup"] = {"inline_keyboard": [[{"text": "Всё верно", "callback_data": data}]]}
    await anna.click("Всё верно")
    assert "Регистрация закончена" in anna.screen.text
    assert len(await crowd.rows(stage, "SELECT id FROM memberships")) == 1


@pytest.mark.parametrize(
    ("profile", "shown"),
    [
        ("Елена Власова", "Елена В."),
        ("Власова Елена", "Елена В."),
        ("Власова Елена Викторовна", "Елена В."),
        ("Елена Викторовна Власова", "Елена В."),
        ("Елена Викторовна", "Елена В."),
        ("Елена", "Елена"),
        ("Лев Яковлев", "Лев Я."),
        ("Ева", "Ева"),
        ("Власова", "Педагог"),
        ("Анна-Мария К", "Анна-Мария К."),
        ("🌸🌸", "Педагог"),
        ("<b>Елена</b>", "Bеленаb"),
    ],
)
async def test_the_first_name_for_the_chat_holds_no_surname(stage: Stage, profile: str, shown: str) -> None:
    person = await newcomer(stage, profile, "")
    assert (await stage.viewer(person)).chat_name == shown
