import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from db.session import Database
from simulator.core import Simulator
from simulator.server import server_url, start_server
from tests import territory
from tests.faults.house import TOKEN, House


@asynccontextmanager
async def opened(database: Database) -> AsyncIterator[House]:
    simulator = Simulator(TOKEN)
    server = await start_server(simulator, port=0)
    house = House(simulator, server_url(server), database)
    await territory.load(house.work)
    yield house
    await house.crash()
    await server.cleanup()
    await simulator.close()


@pytest.fixture
async def house(database: Database) -> AsyncIterator[House]:
    """Nothing runs in it yet: `await house.start()`."""
    async with opened(database) as one:
        yield one


@pytest.fixture
async def sqlite_house(migrated_file: Path, tmp_path: Path) -> AsyncIterator[House]:
    """A house for the faults that only a file has."""
    shutil.copy(migrated_file, tmp_path / "faulty.db")
    database = Database(f"sqlite+aiosqlite:///{tmp_path / 'faulty.db'}")
    async with opened(database) as one:
        yield one
    await database.close()
