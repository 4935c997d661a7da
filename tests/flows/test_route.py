"""The individual route: from three deficits to a route that is approved, walked, stuck, measured and printed."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from domain.access import Role
from simulator.client import Person
from tests.flows import crowd
from tests.flows.test_questions import stand_on
from tests.stage import Stage

OMSK = ZoneInfo("Asia/Omsk")


async def diagnosed(stage: Stage, weak: set[str], name: str = "Елена") -> Person:
    """A teacher with a finished diagnostic that is weak in these competencies."""
    person = await stage.teacher(name)
    await take(stage, person, weak)
    return person


async def take(stage: Stage, person: Person, weak: set[str]) -> None:
    await person.send("/diagnostics")
    await person.click("Начать")
    await person.click("Начать: вопрос 1")
    await stage.take_diagnostic(person, weak)


async def routed(stage: Stage, weak: set[str] | None = None) -> Person:
    person = await diagnosed(stage, weak or {"KM2"})
    await person.send("/route")
    await person.click("Составить маршрут")
    return person


async def ticks(stage: Stage) -> None:
    await stage.schedule.run_all()
    await stage.deliver_messages()


async def till(stage: Stage, *when: int) -> None:
    """Goes on by days to a moment in Omsk; everything due happens on the way."""
    end = datetime(*when, tzinfo=OMSK)  # type: ignore[arg-type, misc]
    while stage.clock.now < end:
        stage.clock.now = min(end, stage.clock.now + timedelta(days=1))
        await ticks(stage)


async def test_three_deficits_become_a_route_that_is_approved_walked_and_measured(stage: Stage) -> None:
    olga = await stage.with_role(Role.METHODIST, "Z1")
    elena = await diagnosed(stage, {"KM2", "KP2", "KS1"})
    await elena.send("/menu")
    await elena.click("Мой маршрут")
    assert "Зоны роста: " in elena.screen.text
    await elena.click("Составить маршрут")
    assert "Мой маршрут (ИОМ), 2026/27" in elena.screen.text
    assert "Черновик, работает сразу" in elena.screen.text
    await elena.click("Шаги")
    assert "Программа «" in elena.screen.text
    await elena.click("Назад")

    await elena.click("Согласовать")
    assert "Зоны роста он увидит, если согласовать попросите его" in elena.screen.text
    await elena.click("Попросить методиста")
    assert "На согласовании: методист" in elena.screen.text
    await stage.deliver_messages()
    assert "Вас просят согласовать индивидуальный маршрут" in olga.screen.text
    await olga.click("Открыть маршрут")
    assert "Просит согласовать" in olga.screen.text
    await olga.click("Согласовать")
    assert "Маршрут согласован" in olga.screen.text
    await stage.deliver_messages()
    assert "Ваш маршрут согласован, версия 1" in elena.screen.text
    await elena.click("Открыть маршрут")
    assert "Согласован 23 ноября, версия 1" in elena.screen.text

    await elena.click("Отметить")
    await elena.click("Выполнено")
    assert "Отмечено: выполнено" in elena.screen.text
    await elena.send("Провела два урока, критерии составили вместе: https://example.org/plan")
    assert "Подтверждение приложено" in elena.screen.text
    assert "Отметка: выполнено 23 ноября" in elena.screen.text
