"""Runs of a programme: places, an application, the waiting list that moves up, the three years."""

from datetime import date

from domain.access import Role
from simulator.client import Person
from tests.flows import crowd
from tests.stage import Stage


async def at_the_desk(olga: Person) -> Person:
    await olga.send("/menu")
    await crowd.work(olga, "Как методист", "Заявки в группы")
    return olga


async def opened(stage: Stage, places: str = "1") -> Person:
    """A methodist who opened a run with so many places, from 12 December on."""
    olga = await stage.with_role(Role.METHODIST, "Z1")
    await at_the_desk(olga)
    await olga.click("Группы")
    await olga.click("Открыть группу")
    assert "Полевой" not in olga.screen.text, "another district"
    await olga.click(next(one for one in olga.screen.button_texts if "Приозёрный" in one))
    await olga.send("формирующее оценивание")
    await olga.click("1")
    await olga.send("01.11.2026")
    assert "должен быть впереди" in olga.screen.text
    await olga.send("12.12.2026")
    await olga.send("много")
    assert "от 1 до 500" in olga.screen.text
    await olga.send("/cancel")
    await at_the_desk(olga)
    await olga.click("Группы")
    await olga.click("Черновик")
    await olga.send(places)
    await olga.click("Срок заявок")
    await olga.send("10.12.2026")
    assert "Начало 12 декабря 2026, заявки до 10 декабря 2026" in olga.screen.text
    await olga.click("Открыть приём")
    await olga.forge("rundesk.publish")
    assert len(await crowd.rows(stage, "SELECT id FROM programme_runs")) == 1
    return olga


async def applied(stage: Stage, person: Person) -> Person:
    await person.send("/courses")
    await person.click("Все программы")
    await person.send("формирующее")
    await person.click("1")
    await person.click("Группы, где есть приём: 1")
    await person.click("1")
    await person.click("Подать заявку в группу")
    assert "Заявка у методиста" in person.screen.text
    stage.clock.forward(minutes=1)
    return person


async def states(stage: Stage) -> list[str]:
    return [one.state for one in await crowd.rows(stage, "SELECT state FROM run_applications ORDER BY id")]


async def test_a_place_that_gets_free_goes_to_who_waits_longest(stage: Stage) -> None:
    olga = await opened(stage)
    elena, vera, anna = [await stage.teacher(name) for name in ("Елена", "Вера", "Анна")]
    far = await stage.teacher("Зоя", "Z2-S12")
    for person in (elena, vera, anna):
        await applied(stage, person)
    await elena.forge("runs.apply:1")
    assert await states(stage) == ["asked"] * 3
    await far.send("/courses")
    await far.click("Все программы")
    await far.send("формирующее")
    await far.click("1")
    assert "Группы, где есть приём: 1" not in far.screen.button_texts
    await far.forge("runs.view:1")
    assert "12 декабря 2026" not in far.screen.text

    stage.clock.forward(days=4)
    await olga.send("/menu")
    assert "Заявок в группы: 3, ждут больше трёх дней: 3" in olga.screen.text
    zoya = await stage.with_role(Role.METHODIST, "Z1", "Зоя")
    await at_the_desk(zoya)
    await at_the_desk(olga)
    await olga.click("1")
    await olga.click("Зачислить")
    await zoya.click("Принять всех: 3")
    assert "список изменился" in zoya.screen.text
    await zoya.click("Принять всех: 2")
    assert await states(stage) == ["accepted", "waiting", "waiting"]
    await stage.deliver_messages()
    assert "Вы зачислены" in elena.screens[-1].text
    await anna.click("Открыть заявку")
    assert "2-е место в очереди" in anna.screen.text
    enrolled = await crowd.rows(stage, "SELECT person_id FROM enrolments")
    assert len(enrolled) == 1, "only a place begins the way through the programme"

    await elena.click("Открыть заявку")
    await elena.click("Отозвать заявку")
    await elena.click("Да, отозвать")
    await elena.forge("runs.withdraw:1:2")
    assert await states(stage) == ["withdrawn", "accepted", "waiting"]
    await stage.deliver_messages()
    assert "Вы зачислены" in vera.screens[-1].text
    await vera.send("/privacy")
    await vera.click("Получить мои данные")
    export = next(one for one in vera.screens if one.file_name == "moi-dannye.json")
    assert '"run_applications"' in (await vera.download(export)).decode()
    await vera.click("Удалить мои данные")
    await vera.click("Да, удалить всё")
    await stage.schedule.run_all()
    assert await states(stage) == ["withdrawn", "accepted"], "her place went on by the tick"


async def test_refused_late_and_missed(stage: Stage) -> None:
    olga = await opened(stage)
    elena, vera, anna = [await stage.teacher(name) for name in ("Елена", "Вера", "Анна")]
    for person in (elena, vera, anna):
        await applied(stage, person)
    await at_the_desk(olga)
    await olga.click("1")
    await olga.click("Отказать")
    await olga.send("нет")
    assert "от 5 до 300 знаков" in olga.screen.text
    await olga.click("Лучше позже")
    await olga.click("1")
    await olga.click("Зачислить")
    await olga.click("1")
    assert "В лист ожидания" in olga.screen.button_texts
    await olga.click("В лист ожидания")
    await stage.deliver_messages()
    assert "Предлагаем следующую группу" in elena.screens[-1].text
    stale = await stage.teacher("Раиса")
    await stale.send("/courses")
    await stale.click("Все программы")
    await stale.send("формирующее")
    await stale.click("1")
    await stale.click("Группы, где есть приём: 1")
    await stale.click("1")
    await at_the_desk(olga)
    await olga.click("Группы")
    await olga.click("1")
    await olga.click("Закрыть приём")
    await stale.click("Подать заявку в группу")
    assert "Приём заявок в эту группу закончился" in stale.screen.text
    stage.clock.forward(days=20)
    await stage.schedule.run_all()
    assert await states(stage) == ["refused", "accepted", "missed"]
    await stage.deliver_messages()
    assert "места Вам не хватило" in "".join(one.text for one in anna.screens)


async def test_three_years_after_a_certificate(stage: Stage) -> None:
    olga = await stage.with_role(Role.METHODIST, "Z1")
    elena = await stage.teacher()
    who = await stage.viewer(elena)
    await crowd.certificate(stage, who)
    await crowd.confirm_everybody(stage, await stage.viewer(olga))
    await olga.send("/moderation")
    await olga.click("Подтвердить все: 1")
    await elena.send("/courses")
    await elena.click("Мои программы")
    assert "Последнее обучение 20 ноября 2026, следующее до 20 ноября 2029" in elena.screen.text
    await at_the_desk(olga)
    await olga.click("Три года")
    assert "Таких пока нет" in olga.screen.text
    stage.clock.forward(days=(date(2029, 9, 3) - date(2026, 11, 23)).days)
    for _ in range(3):
        await stage.schedule.run_all()
        await stage.deliver_messages()
        stage.clock.forward(hours=8)
    told = next(one for one in elena.screens if "Три года истекают" in one.text)
    assert "20 ноября 2026" in told.text
    await elena.click("Мои программы")
    assert "три года истекают 20 ноября 2029" in elena.screen.text
    await at_the_desk(olga)
    await olga.click("Три года")
    assert "Елена В., Школа № 12: до 20.11.2029" in olga.screen.text
