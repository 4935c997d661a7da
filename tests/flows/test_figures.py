"""Figures of items in the chat: banks, items, one item; few answers show nothing of anybody."""

from domain.access import Role
from simulator.client import Person
from tests.flows import crowd
from tests.stage import Stage


async def the_figures(stage: Stage) -> Person:
    olga = await stage.with_role(Role.METHODIST, "Z1")
    await crowd.work(olga, "Как методист", "Задания из файла")
    await olga.click("Показатели заданий")
    return olga


async def test_few_answers_show_no_figures(stage: Stage) -> None:
    olga = await the_figures(stage)
    assert "Показатели появляются от 30 ответов" in olga.screen.text
    await olga.click(olga.screen.button_texts[0])
    assert "Прохождений: 0" in olga.screen.text
    assert "Ответов мало: 0." in olga.screen.text
    await olga.click("1")
    assert "Ответов мало: 0. Показатели появятся от 30." in olga.screen.text
    await olga.click("Назад")
    assert "Требуют внимания: 0" in olga.screen.text


async def test_a_lost_role_closes_the_figures(stage: Stage) -> None:
    olga = await the_figures(stage)
    await crowd.change(stage, "UPDATE role_grants SET until = '2026-11-01'")
    await olga.click(olga.screen.button_texts[0])
    assert olga.last_alert == "Это действие Вам недоступно."
