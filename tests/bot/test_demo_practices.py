"""The demo's practices: every character has something to do, and every step of a practice is there to see."""

import pytest

from bot.demo_territory import populate
from db.session import Database, UnitOfWork
from services import bank, practice_drafts, practice_reviews, practices, viewer
from simulator.core import Simulator
from tests.conftest import NOW


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_the_demo_territory_shares_practices(database: Database) -> None:
    def work() -> UnitOfWork:
        return UnitOfWork(database, lambda: NOW)

    await bank.load_banks(work())
    assert await populate(database, Simulator("42:demo"), lambda: NOW, 0)
    assert (await practices.find(work(), {}, 1)).total == 40
    states = {}
    for address in (102, 103, 104, 105):
        who = await viewer.find(work(), address)
        assert who is not None
        states[address] = [one.state for one in await practice_drafts.mine(work(), who)]
    assert states == {102: ["returned"], 103: ["draft"], 104: ["review"], 105: ["submitted"]}
    for address in (121, 122):
        expert = await viewer.find(work(), address)
        assert expert is not None
        assert len(await practice_reviews.mine(work(), expert)) == 1
    methodist = await viewer.find(work(), 107)
    assert methodist is not None
    assert await practice_reviews.count_waiting(work(), methodist) == 2
    lines = await practices.for_competencies(work(), ["KM2", "KS5"])
    assert len(lines) == 3
