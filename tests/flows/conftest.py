from collections.abc import AsyncIterator

import pytest

from db.session import Database
from tests.conftest import NOW
from tests.stage import Stage


@pytest.fixture
async def stage(database: Database) -> AsyncIterator[Stage]:
    opened = await Stage(database, NOW).open()
    yield opened
    await opened.close()
