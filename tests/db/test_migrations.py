"""The schema: complete, reversible, and evidence that can't be changed."""

from datetime import date

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from db import migrate
from db.models import Evidence
from db.session import Database, UnitOfWork
from tests.conftest import NOW


async def test_the_models_and_the_migrations_say_the_same(database: Database) -> None:
    assert await migrate.differences(database) == []


async def test_up_down_and_up_again(database: Database) -> None:
    await migrate.downgrade(database, "base")
    assert await migrate.current_revision(database) is None
    await migrate.upgrade(database)
    assert await migrate.current_revision(database) == migrate.newest_revision()
    assert await migrate.differences(database) == []


async def test_a_migration_that_fails_leaves_the_old_schema(database: Database, monkeypatch) -> None:
    await migrate.downgrade(database, "base")
    monkeypatch.setattr("db.migrations.immutable.op.execute", _fails)
    with pytest.raises(RuntimeError, match="killed"):
        await migrate.upgrade(database)
    monkeypatch.undo()
    assert await migrate.current_revision(database) is None
    await migrate.upgrade(database)
    assert await migrate.differences(database) == []


def _fails(*_: object) -> None:
    raise RuntimeError("killed in the middle")


@pytest.mark.parametrize("change", ["UPDATE evidence SET kind = 'support'", "DELETE FROM evidence"])
async def test_evidence_is_append_only_in_the_database_itself(work: UnitOfWork, change: str) -> None:
    async with work.writing() as session:
        session.add(
            Evidence(
                subject="s", kind="diagnostic", happened_on=date(2026, 11, 23), unit_path="/RU/",
                source="bot", competencies=[], details={}, recorded_at=NOW,
            )
        )  # fmt: skip
    with pytest.raises(DBAPIError, match="append-only"):
        async with work.writing() as session:
            await session.execute(text(change))
