"""Opening the database: is it ours, is it current, is it filled with what ships."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from bot.config import Settings, SettingsProblem
from db import migrate as migrations
from db.session import Database, UnitOfWork


async def prepare(settings: Settings, *, migrate: bool) -> None:
    """Migrates if asked and brings the shipped content in."""
    async with opened(settings, migrate=migrate):
        return


@asynccontextmanager
async def opened(settings: Settings, *, migrate: bool | None = None) -> AsyncIterator[Database]:
    """An open database of the current version; SettingsProblem with the way out when it can't be had.

    `migrate` None means: on SQLite yes, elsewhere only when asked.
    """
    database = Database(settings.database_url, synchronous=settings.sqlite_synchronous)
    try:
        await _bring_up(database, database.is_sqlite if migrate is None else migrate)
        yield database
    finally:
        await database.close()


async def _bring_up(database: Database, migrate: bool) -> None:
    try:
        current = await migrations.current_revision(database)
        if current != migrations.newest_revision():
            if not migrate:
                raise SettingsProblem("схема базы устарела: выполните python -m bot migrate")
            await migrations.upgrade(database)
        if migrate:
            await _fill(database)
    except (SQLAlchemyError, OSError, sqlite3.DatabaseError) as error:
        raise SettingsProblem(_explain(error)) from error


async def _fill(database: Database) -> None:
    from services import bank, units

    report = await bank.load_banks(UnitOfWork(database))
    if report.problems:
        raise SettingsProblem(f"content/banks: {report.problems[0]}")
    await units.plant_root(UnitOfWork(database))


def _explain(error: Exception) -> str:
    reason = str(error.orig) if isinstance(error, DBAPIError) else str(error)
    if "malformed" in reason or "not a database" in reason:
        return (
            "файл базы повреждён. Не удаляйте его: остановите бота и восстановите копию (docs/operations.md)"
        )
    return f"база недоступна ({reason}). Проверьте DATABASE_URL и права на папку"
