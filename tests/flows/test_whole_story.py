"""The whole story of two people: a teacher from the poster to a confirmed course, and the deputy beside."""

from db.repositories import evidence as evidence_rows
from domain.access import Role
from simulator.client import Person
from tests.flows import crowd
from tests.stage import Stage


async def test_a_teacher_goes_from_a_poster_to_a_confirmed_course(stage: Stage) -> None:
    olga = await stage.with_role(Role.METHODIST, "Z1")
    elena = stage.person("Елена", "Власова")

    await elena.start(await stage.poster("Z1-S12"))
    assert "5 шагов" in elena.screen.text
    await elena.click("Даю согласие")
    assert "Шаг 3 из 5" in elena.screen.text, "the poster has chosen the organisation"
    await elena.click("Учитель")
    await elena.send("Математика")
    await elena.click("Всё верно")
    await elena.send("1996")
    await elena.send("09.2025")
    assert "Елена В." in elena.screen.text
    assert "Власова" not in elena.screen.text
    await elena.click("Всё верно")
    assert "Вы молодой педагог" in elena.screen.text

    await olga.send("/menu")
    await crowd.work(olga, "Как методист", "Новые у нас")
    assert "Елена В." in olga.screen.text
    await olga.click("Подтвердить всех: 1")
    assert "Подтверждено: 1" in olga.screen.text

    await elena.click("Начать диагностику")
    await elena.click("Начать")
    assert "Результат видите только Вы" in elena.screen.text
    await elena.click("Начать: вопрос 1")
    assert "Вопрос 1 из 20" in elena.screen.text
    await stage.take_diagnostic(elena, weak={"KM2"})
    assert "Ваша зона роста: Формирующее оценивание" in elena.screen.text
    assert "□□□□□□□□□□ 0 из 5: Оценивание, зона роста" in elena.screen.text
    assert "Результат видите только Вы" in elena.screen.text

    await elena.click("Подобрать курсы")
    assert "Подошло программ: 2" in elena.screen.text
    await elena.click("1")
    assert "Почему подходит Вам: зона роста «Оценивание»" in elena.screen.text
    await elena.click("Подать заявку")
    assert "Заявка записана у методиста. На сайте организатора запишитесь сами" in elena.screen.text

    await elena.click("Внести удостоверение")
    await elena.send("0123-45")
    await elena.click("Сегодня")
    await elena.click("36 ч")
    await elena.click("Отправить на проверку")
    await olga.send("/moderation")
    assert "Елена В." in olga.screen.text
    await olga.click("Подтвердить все: 1")
    assert "Подтверждено: 1" in olga.screen.text

    await stage.deliver_messages()
    assert "подтверждено" in elena.screen.text
    chain = await evidence_of(stage, elena)
    assert [row.kind for row in chain] == ["diagnostic", "recommended", "enrolled", "completed"]
    assert [row.cause_id for row in chain] == [None, chain[0].id, chain[1].id, chain[2].id]
    assert {tuple(row.competencies) for row in chain} == {("KM2",)}


async def evidence_of(stage: Stage, person: Person) -> list:
    who = await stage.viewer(person)
    async with stage.work().reading() as session:
        return await evidence_rows.of_subject(session, who.subject)
