"""Growth zones of a territory without names, down to a school; what could tell of a person is hidden."""

from datetime import UTC, datetime

from domain.access import Role
from services import units, zones
from simulator.client import Person
from tests.flows import crowd
from tests.flows.test_sharing import taken
from tests.stage import Stage


async def the_zones(stage: Stage, unit: str = "Z1", name: str = "Ольга") -> Person:
    olga = await stage.with_role(Role.METHODIST, unit, name)
    await olga.send("/menu")
    await crowd.work(olga, "Как методист", "Зоны роста территории")
    return olga


async def took(stage: Stage, school: str, people: int, weak: set[str]) -> None:
    for _ in range(people):
        await taken(stage, await stage.teacher(school=school), weak)


async def december(stage: Stage) -> None:
    """The month is over and counted, as the timetable does it."""
    await crowd.confirm_everybody(stage, await crowd.boss(stage))
    stage.clock.now = datetime(2026, 12, 1, 9, tzinfo=UTC)
    counted = await zones.keep_up(stage.work())
    assert [str(one) for one in counted] == ["2026-11-30", "2026-12-01"]
    assert await zones.keep_up(stage.work()) == [], "what is counted stays as it is"


async def test_zones_are_seen_down_to_a_school_where_nobody_can_be_found(stage: Stage) -> None:
    await took(stage, "Z1-S12", 5, {"KM2"})
    await took(stage, "Z1-S12", 5, set())
    olga = await the_zones(stage)
    assert "Сводка ещё не посчитана, она появится 1 декабря" in olga.screen.text
    await december(stage)
    await olga.send("/menu")
    await crowd.work(olga, "Как методист", "Зоны роста территории")
    assert "по 30 ноября диагностику прошли: 10" in olga.screen.text
    assert "1. Оценивание: 5 из 10" in olga.screen.text
    assert "Мотивация" not in olga.screen.text, "nobody has it: everybody's result would be known"
    await olga.click("1")
    assert "Школа № 12: 5 из 10" in olga.screen.text
    assert "Школа № 7: скрыто" in olga.screen.text
    number = next(line[0] for line in olga.screen.text.splitlines() if "Школа № 12" in line)
    await olga.click(number)
    assert olga.screen.text.startswith("Школа № 12: зоны роста")
    await olga.click("На уровень выше")
    assert "1. Оценивание: 5 из 10" in olga.screen.text
    assert "На уровень выше" not in olga.screen.button_texts, "the region is not hers"


async def test_a_school_is_hidden_where_its_neighbour_could_be_subtracted(stage: Stage) -> None:
    await took(stage, "Z1-S12", 5, {"KM2"})
    await took(stage, "Z1-S12", 5, set())
    await took(stage, "Z1-S7", 3, {"KM2"})
    await december(stage)
    olga = await the_zones(stage)
    assert "1. Оценивание: 8 из 13" in olga.screen.text
    await olga.click("1")
    assert "Школа № 12: скрыто" in olga.screen.text
    assert "Школа № 7: скрыто" in olga.screen.text


async def test_another_branch_is_as_unknown_as_none_and_a_lost_role_closes_all(stage: Stage) -> None:
    await took(stage, "Z1-S12", 5, {"KM2"})
    await took(stage, "Z1-S12", 5, set())
    await december(stage)
    town = await units.by_code(stage.work(), "Z1")
    assert town is not None
    stranger = await the_zones(stage, "Z2", "Пётр")
    for data in (f"zones.board:{town.id}:1", f"zones.parts:{town.id}:KM2:1", "zones.board:99999:1"):
        await stranger.forge(data)
        assert "Оценивание" not in stranger.screen.text
    olga = await the_zones(stage)
    await olga.forge(f"zones.parts:{town.id}:XX:1")
    assert "устарела" in olga.last_alert
    await crowd.change(stage, "UPDATE role_grants SET until = '2026-11-01'")
    await olga.click("1")
    assert olga.last_alert == "Это действие Вам недоступно."
    assert "Оценивание" not in olga.screen.text
