"""The library of materials: published, found, followed, renewed, withdrawn; a step of a route."""

from domain.access import Role
from simulator.client import Person
from tests.flows import crowd
from tests.flows.test_route import routed
from tests.stage import Stage

TITLE = "Памятка: <b>билет</b> на выход"
SUMMARY = "Как за три минуты узнать, что поняли ученики, и что делать с ответами."
TEXT = "Раздайте карточки за пять минут до звонка. Спросите об одном. " * 12


async def at_the_desk(olga: Person) -> Person:
    await olga.send("/menu")
    await crowd.work(olga, "Как методист", "Материалы: публикация")
    return olga


async def written(olga: Person, source: str = "https://example.org/bilet", title: str = TITLE) -> None:
    """Everything up to the last look."""
    await at_the_desk(olga)
    await olga.click("Добавить материал")
    await olga.click(next(one for one in olga.screen.button_texts if "Приозёрный" in one))
    await olga.send(title)
    await olga.send(SUMMARY)
    await (olga.upload(b"%PDF-1.7", "pamyatka.pdf") if source == "file" else olga.send(source))
    await olga.click("Методические")
    await olga.click("Оценивание")
    await olga.click("Назад")
    await olga.click("Предметы")
    await olga.send("математ")
    await olga.click("Назад")
    await olga.click("Дальше")
    await olga.click("5–9 классы")
    await olga.click("Через год")


async def published(stage: Stage, source: str = "https://example.org/bilet", title: str = TITLE) -> Person:
    olga = await stage.with_role(Role.METHODIST, "Z1")
    await written(olga, source, title)
    await olga.click("Опубликовать")
    return olga


async def opened(reader: Person, word: str = "билеты") -> Person:
    """Found by a word in another form than the title has."""
    await reader.send("/materials")
    await reader.click("Вся библиотека")
    await reader.send(word)
    await reader.click("1")
    return reader


async def test_a_methodist_publishes_and_teachers_find_follow_and_hear(stage: Stage) -> None:
    olga = await stage.with_role(Role.METHODIST, "Z1")
    await at_the_desk(olga)
    await olga.click("Добавить материал")
    assert "Полевой" not in olga.screen.text, "another district"
    await olga.click(next(one for one in olga.screen.button_texts if "Приозёрный" in one))
    await olga.send("мало")
    assert "от 5 до 120 знаков" in olga.screen.text
    await olga.send(TITLE)
    await olga.send("/cancel")
    await olga.send("/menu")
    assert "Ждёт Вас: черновик материала" in olga.screen.text
    await at_the_desk(olga)
    await olga.click("Черновик")
    assert "О чём и для кого" in olga.screen.text, "it goes on where it stopped"
    await olga.send(SUMMARY)
    await olga.send("слишком кратко")
    assert "от 40 до 3000 знаков" in olga.screen.text
    await olga.send(TEXT)
    assert "Дальше" not in olga.screen.button_texts, "nothing is chosen yet"
    await olga.click("Методические")
    await olga.click("Оценивание")
    await olga.click("Назад")
    await olga.click("Дальше")
    await olga.send("9-5")
    assert "например: 7 или 5-9" in olga.screen.text
    await olga.send("5 – 9 класс")
    await olga.send("01.01.2020")
    assert "должен быть впереди" in olga.screen.text
    await olga.click("Через год")
    assert "5–9 классы, Оценивание" in olga.screen.text
    assert "Проверить до 23 ноября 2027" in olga.screen.text
    await olga.click("Опубликовать")
    await olga.forge("mdesk.publish")
    assert len(await crowd.rows(stage, "SELECT id FROM materials")) == 1, "the second tap met no draft"

    elena, vera = await stage.teacher(), await stage.teacher("Вера", "Z2-S12")
    for reader in (elena, vera):
        await opened(reader)
        assert TITLE in reader.screen.text
        assert "Версия 1, 23 ноября 2026" in reader.screen.text
    await elena.click("Читать")
    assert "Страница 1 из 2" in elena.screen.text
    await elena.click("Дальше")
    await elena.click("Назад")
    await elena.click("Полезно")
    assert "Полезно: 1" in elena.screen.text
    await elena.click("Следить за изменениями")
    await elena.click("Назад")
    assert "«билеты»" in elena.screen.text, "back on the very list"
    await vera.send("/materials")
    await vera.click("Вся библиотека")
    for word in ("Условия", "Тема", "Методические", "Оценивание", "Показать", "Следить за этой темой"):
        await vera.click(word)
    assert "Не следить за темой" in vera.screen.button_texts

    await renewed(olga)
    await stage.deliver_messages()
    stage.clock.forward(hours=4)
    await stage.deliver_messages()
    for reader in (elena, vera):
        assert "Что изменилось: добавлены три вопроса для 5 класса" in reader.screens[-1].text
    await vera.click("Больше не писать")
    assert "Пока ни за чем" in vera.screen.text
    await elena.click("Открыть материал")
    assert "Версия 2" in elena.screen.text
    await elena.click("Что менялось")
    assert "первая версия" in elena.screen.text

    await renewed(olga)
    stage.clock.forward(days=1, hours=6)
    told = len(vera.screens)
    await elena.send("/settings")
    await elena.click("О чём писать")
    await elena.click("Новое в материалах: да")
    heard = len(elena.screens)
    await stage.deliver_messages()
    assert (len(vera.screens), len(elena.screens)) == (told, heard), "one unsubscribed, one switched it off"


async def renewed(olga: Person) -> None:
    """The next version of the only material."""
    await at_the_desk(olga)
    await olga.click("1")
    await olga.click("Обновить")
    await olga.send("добавлены три вопроса для 5 класса")
    await olga.click("Через год")
    await olga.click("Опубликовать")
    assert "Версия" in olga.screen.text


async def test_a_review_comes_due_and_two_methodists_do_not_overwrite_each_other(stage: Stage) -> None:
    olga = await published(stage, "file")
    zoya = await stage.with_role(Role.METHODIST, "Z1", "Зоя")
    far = await stage.with_role(Role.METHODIST, "Z2", "Анна")
    stage.clock.forward(days=365)
    await olga.send("/menu")
    assert "Материалов пора проверить: 1" in olga.screen.text
    await far.send("/menu")
    assert "пора проверить" not in far.screen.text
    for person in (olga, zoya):
        await at_the_desk(person)
        await person.click("Что пора проверить")
        await person.click("1")
    await olga.click("Всё верно, ещё на год")
    await zoya.click("Всё верно, ещё на год")
    assert "материал изменили" in zoya.screen.text
    for person in (olga, zoya):
        await at_the_desk(person)
        await person.click("1")
        await person.click("Обновить")
        await person.send("исправлена опечатка на второй странице")
        await person.click("Через год")
    await olga.click("Опубликовать")
    await zoya.click("Опубликовать")
    assert "материал изменили" in zoya.screen.text
    number = (await crowd.rows(stage, "SELECT id FROM materials"))[0].id
    await at_the_desk(far)
    assert "Пусто" in far.screen.text
    await far.forge(f"mdesk.withdraw:{number}:2")
    assert (await crowd.rows(stage, "SELECT state FROM materials"))[0].state == "published"
    elena = await opened(await stage.teacher())
    await elena.click("Получить файл")
    assert any(one.file_name == "pamyatka.pdf" for one in elena.screens)
    await elena.click("Следить за изменениями")
    await at_the_desk(olga)
    await olga.click("1")
    await olga.click("Снять с публикации")
    await olga.click("Да, снять")
    await elena.click("Полезно")
    assert "Этого здесь нет" in elena.screen.text
    await elena.send("/materials")
    await elena.click("За чем я слежу")
    assert "Пока ни за чем" in elena.screen.text
    stage.clock.forward(days=31)
    await stage.schedule.run_all()
    assert await crowd.rows(stage, "SELECT * FROM material_drafts") == [], "the second one's draft"


async def test_a_guest_reads_and_a_teacher_takes_it_into_the_route_and_their_data_go(stage: Stage) -> None:
    await published(stage)
    guest = stage.person("Вера")
    await guest.start()
    await guest.click("Посмотреть без регистрации")
    await guest.click("Посмотреть материалы")
    await guest.click("1")
    assert TITLE in guest.screen.text
    assert "Полезно" not in guest.screen.button_texts
    await guest.forge("materials.find_useful:1:1")
    assert await crowd.rows(stage, "SELECT * FROM material_uses") == []

    elena = await routed(stage)
    await elena.send("/courses")
    await elena.click("Материалы по теме")
    await elena.click("1")
    await elena.click("Добавить в мой маршрут")
    await elena.forge("materials.into_route:1")
    steps = await crowd.rows(stage, "SELECT title FROM route_steps WHERE activity = 'material'")
    assert [one.title for one in steps] == [f"Изучить материал «{TITLE}»"]
    await opened(elena)
    await elena.click("Шаг моего маршрута")
    await elena.click("Открыть материал")
    await elena.click("Изучил(а)")
    await elena.click("Следить за изменениями")
    await elena.send("/privacy")
    await elena.click("Получить мои данные")
    export = next(one for one in elena.screens if one.file_name == "moi-dannye.json")
    found = (await elena.download(export)).decode()
    assert all(one in found for one in ('"materials_read"', '"materials_followed"', "билет"))
    await elena.click("Удалить мои данные")
    await elena.click("Да, удалить всё")
    for table in ("material_uses", "material_follows"):
        assert await crowd.rows(stage, f"SELECT * FROM {table}") == []
