"""«Новые у нас» and «Сменить место работы»: who works where is said by somebody of the organisation."""

from domain.access import Role
from tests.flows import crowd
from tests.stage import Stage


async def test_a_page_of_newcomers_is_confirmed_at_once_and_just_that_page(stage: Stage) -> None:
    for number in range(8):
        await crowd.somebody(stage, f"Анна {'АБВГДЕЖЗ'[number]}.")
    deputy = await stage.with_role(Role.DEPUTY, "Z1-S12")
    await deputy.send("/menu")
    assert "Новых педагогов на подтверждение: 8" in deputy.screen.text
    await crowd.work(deputy, "Как заместитель", "Новые у нас")
    assert "Новые у нас: 8" in deputy.screen.text
    assert "Анна А." in deputy.screen.text
    await deputy.click("Подтвердить всех: 6")
    assert "Подтверждено: 6" in deputy.screen.text
    assert "Новые у нас: 2" in deputy.screen.text
    assert "Анна Ж." in deputy.screen.text
    states = await crowd.rows(stage, "SELECT state, count(*) FROM memberships GROUP BY state ORDER BY state")
    assert [tuple(row) for row in states] == [("confirmed", 6), ("waiting", 3)]


async def test_nobody_confirms_themselves_or_people_of_another_school(stage: Stage) -> None:
    deputy = await stage.with_role(Role.DEPUTY, "Z1-S12")
    await crowd.somebody(stage, "Вера К.", "Z1-S7")
    await deputy.send("/menu")
    await crowd.work(deputy, "Как заместитель", "Новые у нас")
    assert "Никто не ждёт подтверждения" in deputy.screen.text
    assert (await stage.viewer(deputy)).membership == "waiting"


async def test_somebody_unknown_is_refused_after_a_question_and_told_politely(stage: Stage) -> None:
    elena = await stage.teacher()
    deputy = await stage.with_role(Role.DEPUTY, "Z1-S12")
    await deputy.send("/school")
    await crowd.enter(deputy, "Новые у нас")
    await deputy.click("1")
    await deputy.click("Не наш педагог")
    assert "Елена В. у Вас не работает?" in deputy.screen.text
    await deputy.click("Назад")
    await deputy.click("Не наш педагог")
    await deputy.click("Да, не наш педагог")
    assert "Бот попросит проверить место работы" in deputy.screen.text
    assert "Никто не ждёт подтверждения" in deputy.screen.text

    await stage.deliver_messages()
    assert "Организация ответила, что Вы в ней не работаете" in elena.screen.text
    await elena.send("/menu")
    assert "Проверьте место работы в настройках" in elena.screen.text
    await elena.click("Все разделы")
    await elena.click("Настройки")
    await elena.click("Сменить место работы")
    await elena.click("Приозёрный район")
    await elena.send("7")
    await elena.click("1. Школа № 7")
    await elena.click("Да, сменить")
    assert "Школа № 7" in elena.screen.text
    history = await crowd.rows(stage, "SELECT state FROM memberships ORDER BY id")
    assert [row.state for row in history][:1] == ["refused"], "what was refused is not made a place of work"


async def test_a_decision_made_meanwhile_is_not_made_twice(stage: Stage) -> None:
    await stage.teacher()
    first = await stage.with_role(Role.DEPUTY, "Z1-S12", "Ольга")
    second = await stage.with_role(Role.METHODIST, "Z1", "Вера")
    for somebody in (first, second):
        await somebody.send("/school")
        await crowd.enter(somebody, "Новые у нас")
    await second.click("1")
    shown = await crowd.rows(stage, "SELECT id FROM memberships ORDER BY id")
    await first.click(next(one for one in first.screen.button_texts if one.startswith("Подтвердить всех")))
    await second.click("Подтвердить")
    assert "Подтверждено: 0" in second.screen.text
    told = await crowd.rows(stage, "SELECT event FROM outbox ORDER BY id")
    assert [row.event for row in told] == sorted({row.event for row in told})
    assert shown[0].id == 1


async def test_changing_the_place_of_work_keeps_what_was_before(stage: Stage) -> None:
    elena = await stage.teacher()
    await crowd.confirm_everybody(stage, await crowd.boss(stage))
    await stage.deliver_messages()
    assert "Организация подтвердила, что Вы в ней работаете" in elena.screen.text
    stage.clock.forward(days=30)
    await elena.send("/settings")
    await elena.click("Сменить место работы")
    assert "Шаг" not in elena.screen.text
    await elena.click("Полевой район")
    await elena.send("12")
    await elena.click("1. Школа № 12")
    assert "Было: Школа № 12" in elena.screen.text
    assert "Пройденное останется за прежним местом" in elena.screen.text
    await elena.click("Назад")
    assert (await stage.viewer(elena)).membership == "confirmed", "nothing is changed by looking"
    await elena.start(await stage.poster("Z2-S12"))
    await elena.click("Да, сменить")
    assert "Новая организация подтвердит Вас" in elena.screen.text
    places = await crowd.rows(
        stage, "SELECT state, since, until FROM memberships WHERE person_id = 1 ORDER BY id"
    )
    assert [row.state for row in places] == ["ended", "waiting"]
    assert str(places[0].until) == str(places[1].since) == "2026-12-23"


async def test_a_poster_of_ones_own_school_changes_nothing(stage: Stage) -> None:
    elena = await stage.teacher()
    await elena.start(await stage.poster("Z1-S12"))
    assert "Вы уже числитесь в этой организации" in elena.screen.text
    assert "Диагностика" in elena.screen.button_texts
    await elena.start("u_d0b0d0b0")
    assert "Этого здесь нет" in elena.screen.text


async def test_a_refusal_by_mistake_is_asked_again_at_the_same_school(stage: Stage) -> None:
    elena = await stage.teacher()
    deputy = await stage.with_role(Role.DEPUTY, "Z1-S12")
    await deputy.send("/school")
    await crowd.enter(deputy, "Новые у нас")
    await deputy.click("1")
    await deputy.click("Не наш педагог")
    await deputy.click("Да, не наш педагог")
    await elena.start(await stage.poster("Z1-S12"))
    await elena.click("Да, сменить")
    assert (await stage.viewer(elena)).membership == "waiting"
    await elena.send("/settings")
    await elena.click("Сменить место работы")
    await elena.send(await crowd.join_code(stage, "Z1-S12"))
    assert "Вы уже числитесь в этой организации" in elena.screen.text
    await deputy.send("/school")
    await crowd.enter(deputy, "Новые у нас")
    await deputy.click("Подтвердить всех: 1")
    assert (await stage.viewer(elena)).membership == "confirmed"


async def test_an_unlisted_organisation_can_be_moved_to(stage: Stage) -> None:
    elena = await stage.teacher()
    await elena.send("/settings")
    await elena.click("Сменить место работы")
    await elena.click("Полевой район")
    await elena.click("Нет моей организации")
    await elena.send("Школа «Перспектива»")
    assert "Станет: Школа «Перспектива»" in elena.screen.text
    await elena.click("Да, сменить")
    assert "Школа «Перспектива» (не в списке), Полевой район" in elena.screen.text
