"""Opening the database: is it ours, is it current, is it filled with what ships."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from bot.config import Settings, SettingsProblem
from db import migrate as migrations
from db.session import Database, UnitOfWork

CHECKED_AT_START = 512 * 2**20
"""A check reads the whole file, about a second a gigabyte; `doctor` checks larger ones too."""

NO_GROUND = (
    'NAMES_IN_CHAT=on: основание не записано. Выполните python -m bot names --ground "документ, номер, дата"'
)

DAMAGED = "файл базы повреждён. Не удаляйте его: остановите бота и восстановите копию (docs/operations.md)"


async def prepare(settings: Settings, *, migrate: bool) -> None:
    """Migrates if asked and brings the shipped content in."""
    async with opened(settings, migrate=migrate):
        return


@asynccontextmanager
async def opened(settings: Settings, *, migrate: bool | None = None) -> AsyncIterator[Database]:
    """An open database of the current version; SettingsProblem with the way out when it can't be had.

    `migrate` None means: on SQLite yes, elsewhere only when asked.
    """
    try:
        database = Database(settings.database_url, synchronous=settings.sqlite_synchronous)
    except (SQLAlchemyError, OSError) as error:
        raise SettingsProblem(_explain(error)) from error
    try:
        await _bring_up(database, settings.timezone, database.is_sqlite if migrate is None else migrate)
        yield database
    finally:
        await database.close()


async def _bring_up(database: Database, timezone: str, migrate: bool) -> None:
    try:
        if database.is_sqlite and _size(database) <= CHECKED_AT_START and not await is_sound(database):
            raise SettingsProblem(DAMAGED)
        current = await migrations.current_revision(database)
        if not migrations.is_known(current):
            raise SettingsProblem("база новее программы: обновите программу или восстановите копию базы")
        if current != migrations.newest_revision():
            if not migrate:
                raise SettingsProblem("схема базы устарела: выполните python -m bot migrate")
            await migrations.upgrade(database)
        if migrate:
            await _fill(database, timezone)
    except (SQLAlchemyError, OSError, sqlite3.DatabaseError) as error:
        raise SettingsProblem(_explain(error)) from error


def _size(database: Database) -> int:
    path = Path(database.url.database or "")
    return path.stat().st_size if path.is_file() else 0


async def is_sound(database: Database) -> bool:
    """Whether a SQLite file can be trusted; a damaged one is never written to."""
    try:
        async with database.reader.connect() as connection:
            return await connection.scalar(text("PRAGMA quick_check(1)")) == "ok"
    except (SQLAlchemyError, sqlite3.DatabaseError) as error:
        if _is_damage(error):
            return False
        raise


async def _fill(database: Database, timezone: str) -> None:
    from services import bank, norm_import, units

    report = await bank.load_banks(UnitOfWork(database))
    if report.problems:
        raise SettingsProblem(f"content/banks: {report.problems[0]}")
    await norm_import.load_shipped(UnitOfWork(database))
    await units.plant_root(UnitOfWork(database), timezone)


async def need_ground_for_names(settings: Settings, database: Database) -> None:
    """Names in the chat without a recorded ground are refused before anything is said to anybody."""
    from services import names

    if settings.names_in_chat and await names.ground(UnitOfWork(database)) is None:
        raise SettingsProblem(NO_GROUND)


def _explain(error: Exception) -> str:
    reason = str(error.orig) if isinstance(error, DBAPIError) else str(error)
    if _is_damage(error):
        return DAMAGED
    return f"база недоступна ({reason}). Проверьте DATABASE_URL и права на папку"


def _is_damage(error: Exception) -> bool:
    return "malformed" in str(error) or "not a database" in str(error)
