"""SQLite under asyncio: short work in the loop itself, nothing that waits."""

import asyncio
import shutil
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import insert, select, text
from sqlalchemy.exc import IntegrityError, OperationalError

from db import sqlite
from db.models import Setting
from db.session import Database, UnitOfWork
from tests.conftest import NOW


@pytest.fixture
def file(migrated_file: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(migrated_file, tmp_path / "opora.db"))


@pytest.fixture(params=["NORMAL", "FULL"])
async def work(request: pytest.FixtureRequest, file: Path) -> AsyncIterator[UnitOfWork]:
    database = Database(f"sqlite+aiosqlite:///{file}", synchronous=request.param)
    yield UnitOfWork(database, lambda: NOW)
    await database.close()


async def put(work: UnitOfWork, name: str, *, brief: bool = True) -> None:
    async with work.writing(brief=brief) as session:
        session.add(Setting(name=name, value={}, changed_at=NOW))


async def names(work: UnitOfWork, *, brief: bool = True) -> list[str]:
    async with work.reading(brief=brief) as session:
        return sorted(await session.scalars(select(Setting.name)))


@pytest.mark.parametrize("brief", [True, False])
async def test_what_is_written_is_read(work: UnitOfWork, brief: bool) -> None:
    await put(work, "a", brief=brief)
    assert await names(work, brief=True) == await names(work, brief=False) == ["a"]


@pytest.mark.parametrize("brief", [True, False])
async def test_a_refused_statement_leaves_nothing_and_the_connection_goes_on(
    work: UnitOfWork, brief: bool
) -> None:
    await put(work, "a", brief=brief)
    with pytest.raises(IntegrityError):
        await put(work, "a", brief=brief)
    await put(work, "b", brief=brief)
    assert await names(work) == ["a", "b"]


async def test_brief_and_other_writers_take_turns(work: UnitOfWork) -> None:
    await asyncio.gather(*(put(work, f"{number:03}", brief=number % 2 == 0) for number in range(40)))
    assert len(await names(work)) == 40


async def test_a_foreign_lock_stops_the_writer_and_not_the_loop(work: UnitOfWork, file: Path) -> None:
    await put(work, "a")
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        writer = asyncio.create_task(put(work, "b"))
        for _ in range(20):
            assert await names(work) == ["a"]
            await asyncio.sleep(0.005)
        assert not writer.done()
        other.execute("COMMIT")
    await writer
    assert await names(work) == ["a", "b"]


async def test_a_lock_that_stays_is_an_error(
    work: UnitOfWork, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "PATIENCE", 50)
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(OperationalError, match="locked"):
            await put(work, "a")
        other.execute("COMMIT")
    await put(work, "a")


async def test_a_writer_cancelled_at_a_lock_leaves_the_connection_usable(
    work: UnitOfWork, file: Path
) -> None:
    await put(work, "a")
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        writer = asyncio.create_task(put(work, "b"))
        await asyncio.sleep(0.05)
        writer.cancel()
        await asyncio.sleep(0.05)
        assert await names(work) == ["a"]
        other.execute("COMMIT")
    with pytest.raises(asyncio.CancelledError):
        await writer
    await put(work, "c")
    assert await names(work) == ["a", "c"]


async def test_many_rows_go_to_the_thread(work: UnitOfWork) -> None:
    rows = [{"name": f"{number:04}", "value": {}, "changed_at": NOW} for number in range(500)]
    async with work.writing(brief=True) as session:
        await session.execute(insert(Setting), rows)
    assert len(await names(work)) == 500


async def test_the_log_of_brief_writes_does_not_grow_for_ever(
    work: UnitOfWork, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "CHECKPOINT_EVERY", 10)
    sizes = []
    for number in range(90):
        await put(work, f"{number:03}")
        sizes.append(file.with_name("opora.db-wal").stat().st_size)
    assert max(sizes) == max(sizes[:30])


@pytest.mark.parametrize("brief", [True, False])
async def test_a_reading_sees_one_moment(work: UnitOfWork, brief: bool) -> None:
    await put(work, "a")
    async with work.reading(brief=brief) as session:
        before = await session.scalar(text("SELECT count(*) FROM settings"))
        await put(work, "b", brief=not brief)
        assert await session.scalar(text("SELECT count(*) FROM settings")) == before
