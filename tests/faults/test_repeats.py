"""The same update one to five times: the database is as after a single delivery."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from sqlalchemy import text

from db.models import Base
from db.session import Database
from simulator.client import Person
from tests.conftest import NOW
from tests.stage import Stage

VOLATILE = {"handled_updates", "places"}


@pytest.fixture
async def stage(database: Database) -> AsyncIterator[Stage]:
    opened = await Stage(database, NOW).open()
    yield opened
    await opened.close()


async def contents(stage: Stage) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table that holds truth."""
    found = {}
    async with stage.app.database.reading() as session:
        for table in Base.metadata.sorted_tables:
            if table.name not in VOLATILE:
                rows = await session.execute(text(f"SELECT * FROM {table.name}"))
                found[table.name] = sorted(tuple(map(repr, row)) for row in rows)
    return found


async def repeat_everything(stage: Stage) -> None:
    """From now on each update is handled again, as a process does that was killed before confirming it."""

    async def deliver(update: dict[str, Any]) -> None:
        await stage._deliver(update)
        after_one = await contents(stage)
        for _ in range(update["update_id"] % 4 + 1):
            await stage.again(update)
        assert await contents(stage) == after_one

    stage.simulator.deliver = deliver


async def test_a_registration_delivered_again_and_again_is_one_registration(stage: Stage) -> None:
    await repeat_everything(stage)
    elena = await stage.teacher()
    assert (await stage.viewer(elena)).registered


async def test_a_diagnostic_delivered_again_and_again_counts_once(stage: Stage) -> None:
    elena: Person = await stage.teacher()
    await elena.send("/diagnostics")
    await repeat_everything(stage)
    await elena.click("Начать")
    await elena.click("Начать: вопрос 1")
    await stage.take_diagnostic(elena, weak={"KM2"})
    assert "Ваша зона роста: Формирующее оценивание" in elena.screen.text
    await elena.click("Подобрать курсы")
    await elena.click("1")
    await elena.click("Подать заявку")
    found = await contents(stage)
    assert len(found["evidence"]) == 3
    assert len(found["enrolments"]) == 1
