"""The demo's routes: a draft, one that waits, one that stands still, a template."""

import pytest

from bot.demo_territory import populate
from db.session import Database, UnitOfWork
from domain.route import Light
from services import bank, route_desk, routes, viewer
from services.routes import RouteView
from services.viewer import Viewer
from simulator.core import Simulator
from tests.conftest import NOW


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_the_demo_territory_walks_routes(database: Database) -> None:
    def work() -> UnitOfWork:
        return UnitOfWork(database, lambda: NOW)

    async def person(address: int) -> Viewer:
        who = await viewer.find(work(), address)
        assert who is not None
        return who

    async def route(address: int) -> RouteView:
        found = await routes.current(work(), await person(address))
        assert found is not None
        return found

    await bank.load_banks(work())
    assert await populate(database, Simulator("42:demo"), lambda: NOW, 0)
    draft, asking, stuck = [await route(one) for one in (104, 141, 142)]
    assert [draft.state, asking.state, stuck.state] == ["draft", "asked", "approved"]
    assert any("методическом дне города" in one.title for one in draft.steps), "the city's template"
    assert stuck.done == 1
    assert stuck.stuck
    assert stuck.light is Light.YELLOW
    seen = await route_desk.of_branch(work(), await person(107))
    assert [one.asks for one in seen.items] == [True, False]
    assert (await route_desk.of_tutor(work(), await person(105))).total == 1
