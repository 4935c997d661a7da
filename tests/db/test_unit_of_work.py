"""One transaction a use case; an update's effect exactly once."""

import asyncio

import pytest
from sqlalchemy import select

from db.models import HandledUpdate, Setting
from db.session import AlreadyHandled, Database, Receipt, UnitOfWork
from tests.conftest import NOW


def unit(database: Database, update_id: int | None = None) -> UnitOfWork:
    return UnitOfWork(database, lambda: NOW, Receipt(1, update_id) if update_id else None)


async def put(work: UnitOfWork, name: str) -> None:
    async with work.writing() as session:
        session.add(Setting(name=name, value={"n": 1}, changed_at=NOW))


async def names(database: Database) -> list[str]:
    async with database.reading() as session:
        return sorted(await session.scalars(select(Setting.name)))


async def test_the_effect_and_the_update_are_committed_together(database: Database) -> None:
    await put(unit(database, 7), "a")
    async with database.reading() as session:
        assert list(await session.scalars(select(HandledUpdate.update_id))) == [7]
    assert await names(database) == ["a"]


async def test_a_repeated_update_has_no_second_effect(database: Database) -> None:
    await put(unit(database, 7), "a")
    with pytest.raises(AlreadyHandled):
        await put(unit(database, 7), "b")
    assert await names(database) == ["a"]


async def test_a_failed_use_case_leaves_neither_effect_nor_update(database: Database) -> None:
    async def half() -> None:
        async with unit(database, 7).writing() as session:
            session.add(Setting(name="a", value={}, changed_at=NOW))
            await session.flush()
            raise RuntimeError("half way")

    with pytest.raises(RuntimeError, match="half way"):
        await half()
    assert await names(database) == []
    await put(unit(database, 7), "a")
    assert await names(database) == ["a"]


async def test_one_update_has_one_transaction(database: Database) -> None:
    work = unit(database, 7)
    await put(work, "a")
    with pytest.raises(RuntimeError, match="one update, one transaction"):
        await put(work, "b")


async def test_concurrent_read_then_write_loses_nothing(database: Database) -> None:
    await put(unit(database), "counter")

    async def increment() -> None:
        async with unit(database).writing() as session:
            row = await session.get(Setting, "counter", with_for_update=True)
            assert row is not None
            row.value = {"n": row.value["n"] + 1}

    await asyncio.gather(*(increment() for _ in range(40)))
    async with database.reading() as session:
        row = await session.get(Setting, "counter")
    assert row is not None
    assert row.value == {"n": 41}
