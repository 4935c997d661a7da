"""What every test may ask for: a migrated database of its own and a unit of work with a stopped clock.

With TEST_POSTGRES_URL set (as `make check` does) every test that uses `database` runs on both databases.
"""

import asyncio
import os
import shutil
from collections.abc import AsyncIterator, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy import text
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import create_async_engine

from bot import logs
from db import migrate
from db.session import Database, UnitOfWork

logs.set_up("ERROR", "text")

# Tests assert behaviour, never speed: a busy machine fails nothing.
settings.register_profile("opora", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("opora")

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
POSTGRES = os.environ.get("TEST_POSTGRES_URL", "")
BACKENDS = ["sqlite", "postgres"] if POSTGRES else ["sqlite"]


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty SQLite database of the current version, to be copied."""
    path = tmp_path_factory.mktemp("schema") / "opora.db"
    outside_the_loop(_migrate(f"sqlite+aiosqlite:///{path}"))
    return path


@pytest.fixture(scope="session")
def migrated_template() -> Iterator[str]:
    """The name of an empty PostgreSQL database of the current version, to be copied."""
    name = f"template_{uuid4().hex}"
    outside_the_loop(_command(f"CREATE DATABASE {name}"))
    outside_the_loop(_migrate(postgres_url(name)))
    yield name
    outside_the_loop(_command(f"DROP DATABASE {name}"))


def outside_the_loop(work: Coroutine[Any, Any, None]) -> None:
    """Runs set-up in a thread of its own: a test's loop may be running already."""
    with ThreadPoolExecutor(1) as pool:
        pool.submit(asyncio.run, work).result()


async def _migrate(url: str) -> None:
    database = Database(url)
    await migrate.upgrade(database)
    await database.close()


def postgres_url(name: str) -> str:
    return make_url(POSTGRES).set(database=name).render_as_string(hide_password=False)


async def _command(statement: str) -> None:
    engine = create_async_engine(POSTGRES, isolation_level="AUTOCOMMIT")
    async with engine.connect() as connection:
        await connection.execute(text(statement))
    await engine.dispose()


@pytest.fixture(params=BACKENDS)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a fresh, migrated database."""
    if request.param == "sqlite":
        path = tmp_path / "opora.db"
        shutil.copy(request.getfixturevalue("migrated_file"), path)
        yield f"sqlite+aiosqlite:///{path}"
        return
    name = f"test_{uuid4().hex}"
    template = request.getfixturevalue("migrated_template")
    outside_the_loop(_command(f"CREATE DATABASE {name} TEMPLATE {template}"))
    yield postgres_url(name)
    outside_the_loop(_command(f"DROP DATABASE {name} WITH (FORCE)"))


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    opened = Database(database_url)
    yield opened
    await opened.close()


@pytest.fixture
def work(database: Database) -> UnitOfWork:
    return UnitOfWork(database, clock=lambda: NOW)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Says which parts this run left to `make check`."""
    left = []
    if not POSTGRES:
        left.append("PostgreSQL")
    if not os.environ.get("OPORA_REAL_DATA"):
        left.append("real data (OPORA_REAL_DATA is not set)")
    if not os.environ.get("OPORA_CHECK"):
        left.append("Chromium where it is not installed")
    if left:
        terminalreporter.write_line("Left to make check: " + ", ".join(left) + ".")
