"""What every test may ask for: a migrated database of its own and a unit of work with a stopped clock."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot import logs
from db import migrate
from db.session import Database, UnitOfWork

logs.set_up("WARNING", "text")

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    opened = Database(f"sqlite+aiosqlite:///{tmp_path / 'opora.db'}")
    await migrate.upgrade(opened)
    yield opened
    await opened.close()


@pytest.fixture
def work(database: Database) -> UnitOfWork:
    return UnitOfWork(database, clock=lambda: NOW)
