"""A result is shown to methodists only while its owner lets it."""

from domain.access import Role
from services import privacy
from simulator.client import Person
from tests.flows import crowd
from tests.flows.test_results import answered
from tests.stage import Stage


async def figures(person: Person, role: str, door: str) -> None:
    await person.send("/menu")
    await person.click(role)
    if "Показатели и сводки" in person.screen.button_texts:
        await person.click("Показатели и сводки")
    await person.click(door)


async def test_sharing_is_off_until_turned_on_and_ends_when_turned_off(stage: Stage) -> None:
    elena = await answered(stage, 0)
    olga = await stage.with_role(Role.METHODIST, "Z1")
    await figures(olga, "Как методист", "Показанные результаты")
    assert "Пока никто не поделился" in olga.screen.text
    await olga.forge("sharing.result:1")
    assert "Оценивание" not in olga.screen.text
    await elena.click("Показать методисту")
    assert "методисты района видят этот результат" in elena.screen.text
    assert "Результат видите Вы и методисты района, пока Вы это разрешаете" in elena.screen.text
    await figures(olga, "Как методист", "Показанные результаты")
    assert "Елена В., Школа № 12" in olga.screen.text
    await olga.click("1")
    assert "0 из 5: Оценивание, зона роста" in olga.screen.text
    assert "аттестации и оплаты" in olga.screen.text
    stale = olga.screen.message_id
    await elena.click("Не показывать методисту")
    await olga.click("Назад")
    assert "Пока никто не поделился" in olga.screen.text
    await olga.forge("sharing.result:1", stale)
    assert "Оценивание" not in olga.screen.text


async def test_another_branch_and_a_deputy_see_nothing(stage: Stage) -> None:
    elena = await answered(stage, 0)
    await elena.click("Показать методисту")
    stranger = await stage.with_role(Role.METHODIST, "Z2", "Пётр")
    await figures(stranger, "Как методист", "Показанные результаты")
    assert "Пока никто не поделился" in stranger.screen.text
    await stranger.forge("sharing.result:1")
    assert "Оценивание" not in stranger.screen.text
    deputy = await stage.with_role(Role.DEPUTY, "Z1-S12", "Вера")
    await deputy.send("/menu")
    await deputy.forge("sharing.listing")
    assert "Елена В., Школа" not in deputy.screen.text


async def test_a_withdrawn_consent_takes_the_results_back(stage: Stage) -> None:
    elena = await answered(stage, 0)
    await elena.click("Показать методисту")
    await privacy.withdraw_consent(stage.work(), await stage.viewer(elena))
    olga = await stage.with_role(Role.METHODIST, "Z1")
    await figures(olga, "Как методист", "Показанные результаты")
    assert "Пока никто не поделился" in olga.screen.text


async def test_nobody_shares_what_is_not_theirs(stage: Stage) -> None:
    await answered(stage, 0)
    vera = await stage.teacher("Вера")
    await vera.forge("sharing.share:1")
    assert await crowd.rows(stage, "SELECT * FROM shared_results") == []


async def taken(stage: Stage, person: Person, weak: set[str]) -> None:
    await person.send("/diagnostics")
    await person.click("Начать")
    await person.click("Начать: вопрос 1")
    await stage.take_diagnostic(person, weak=weak)


async def test_the_result_comes_as_a_picture_and_as_a_page(stage: Stage) -> None:
    elena = await answered(stage, 0)
    await elena.click("Картинкой")
    assert elena.screens[-2].body["photo"]
    await elena.click("PDF")
    assert (await elena.download(elena.screens[-2])).startswith(b"%PDF")
    assert "Ваша зона роста" in elena.screen.text


async def test_a_second_result_is_compared_with_the_first(stage: Stage) -> None:
    elena = await answered(stage, 0)
    assert "Что изменилось" not in elena.screen.button_texts
    stage.clock.forward(days=10)
    await taken(stage, elena, set())
    await elena.click("Что изменилось")
    assert "Оценивание: 0 из 5 (23 ноября), теперь 5 из 5. Рост, разница надёжна." in elena.screen.text
    assert (
        "Мотивация: 5 из 5 (23 ноября), теперь 5 из 5. Разница в пределах погрешности." in elena.screen.text
    )
