"""Several growth zones at once: the shortest set of programmes, and what the person's limits do to it."""

from simulator.client import Person
from tests.flows import crowd
from tests.stage import Stage


async def with_two_zones(stage: Stage) -> Person:
    """A teacher whose diagnostic has declared two growth zones, at the programmes that fit."""
    await crowd.add_demo_programmes(stage)
    elena = await stage.teacher()
    await elena.click("Начать диагностику")
    await elena.click("Начать")
    await elena.click("Начать: вопрос 1")
    await stage.take_diagnostic(elena, weak={"KM2", "KS1"})
    await elena.click("Подобрать курсы")
    return elena


async def test_the_shortest_set_closes_all_zones_and_obeys_the_limits(stage: Stage) -> None:
    elena = await with_two_zones(stage)
    await elena.click("Самый короткий набор")
    assert "Самый короткий набор:" in elena.screen.text
    assert "Зона: оценивание" in elena.screen.text
    assert "Не закрыто" not in elena.screen.text
    shortest = elena.screen.text
    await elena.click("Бесплатно")
    await elena.click("Дистанционно")
    assert {"✓ Бесплатно", "✓ Дистанционно"} <= set(elena.screen.button_texts)
    assert "очно," not in elena.screen.text.replace("заочно", "")
    await elena.click("✓ Бесплатно")
    await elena.click("✓ Дистанционно")
    assert elena.screen.text == shortest


async def test_a_card_leads_back_to_the_set_with_its_limits(stage: Stage) -> None:
    elena = await with_two_zones(stage)
    await elena.click("Самый короткий набор")
    await elena.click("Бесплатно")
    await elena.click("1")
    assert "Почему подходит Вам" in elena.screen.text
    await elena.click("Назад")
    assert "✓ Бесплатно" in elena.screen.button_texts


async def test_what_no_programme_closes_is_said(stage: Stage) -> None:
    elena = await with_two_zones(stage)
    await crowd.change(stage, "DELETE FROM programme_competencies WHERE competency = 'KS1'")
    await elena.click("Самый короткий набор")
    assert "Не закрыто: «" in elena.screen.text
    await crowd.change(stage, "DELETE FROM programme_competencies")
    await elena.click("Бесплатно")
    assert "Подходящего набора нет" in elena.screen.text


async def test_a_forged_limit_is_refused(stage: Stage) -> None:
    elena = await with_two_zones(stage)
    await elena.click("Самый короткий набор")
    await elena.forge("set.view:zzz")
    assert elena.last_alert == "Эта кнопка устарела. Открываю свежий экран."
