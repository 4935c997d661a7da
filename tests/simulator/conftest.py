"""A simulator with a clock that stands still, a person who has started the bot, and the bot's calls."""

import struct
from collections.abc import AsyncIterator
from typing import Any

import pytest

from simulator import Simulator
from simulator.client import Person
from simulator.clock import ManualClock
from simulator.files import Upload
from simulator.server import server_url, start_server

TOKEN = "1:demo"


class Api:
    """Calls of the bot: `await api("getMe")` gives the result, `await api.refusal(...)` the refusal."""

    def __init__(self, simulator: Simulator) -> None:
        self.simulator = simulator

    async def __call__(self, method: str, /, files: dict[str, Upload] | None = None, **params: Any) -> Any:
        status, body = await self.simulator.call(method, params, files)
        assert status == 200, body
        return body["result"]

    async def refusal(self, method: str, /, files: dict[str, Upload] | None = None, **params: Any) -> str:
        status, body = await self.simulator.call(method, params, files)
        assert not body["ok"], body["result"]
        assert body["error_code"] == status
        return f"{status} {body['description']}"

    async def updates(self, offset: int = 0, **params: Any) -> list[dict]:
        return await self("getUpdates", offset=offset, **params)


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture
async def simulator(clock: ManualClock) -> AsyncIterator[Simulator]:
    simulator = Simulator(TOKEN, clock=clock)
    yield simulator
    await simulator.close()


@pytest.fixture
def api(simulator: Simulator) -> Api:
    return Api(simulator)


@pytest.fixture
async def anna(simulator: Simulator, api: Api) -> Person:
    """A person who has started the bot; the update of that is confirmed."""
    person = Person.inside(simulator, id=101, first_name="Анна")
    await person.start()
    simulator.updates.clear()
    return person


@pytest.fixture
async def url(simulator: Simulator) -> AsyncIterator[str]:
    """The address of the simulator over HTTP."""
    runner = await start_server(simulator, port=0)
    yield server_url(runner)
    await runner.cleanup()


@pytest.fixture
def png() -> bytes:
    return b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", 640, 480) + b"\x08\x02\0\0\0" + b"\0" * 40


def button(text: str = "Да", **action: Any) -> dict:
    return {"text": text, **(action or {"callback_data": "yes"})}


@pytest.fixture
def keyboard() -> Any:
    """`keyboard([[button]])` or `keyboard(text="Да", callback_data="yes")` for a single one."""

    def make(rows: list[list[dict]] | None = None, **single: Any) -> dict:
        return {"inline_keyboard": rows if rows is not None else [[button(**single)]]}

    return make
