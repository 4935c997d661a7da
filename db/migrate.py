"""Brings the schema up to date, in one transaction: the old schema or the new one, never between."""

from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from db.migrations.search_index import SEARCH_INDEX
from db.models import Base
from db.session import Database

FOLDER = Path(__file__).parent / "migrations"


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.attributes["connection"] = connection
    return config


async def upgrade(database: Database, revision: str = "head") -> None:
    async with database.writer.begin() as connection:
        await connection.run_sync(lambda sync: command.upgrade(_config(sync), revision))


async def downgrade(database: Database, revision: str) -> None:
    async with database.writer.begin() as connection:
        await connection.run_sync(lambda sync: command.downgrade(_config(sync), revision))


async def current_revision(database: Database) -> str | None:
    async with database.reader.connect() as connection:
        return await connection.run_sync(lambda sync: MigrationContext.configure(sync).get_current_revision())


def newest_revision() -> str | None:
    return ScriptDirectory.from_config(_config()).get_current_head()


def is_known(revision: str | None) -> bool:
    """Whether this edition of the program knows the schema; None is an empty database."""
    scripts = ScriptDirectory.from_config(_config())
    return revision is None or any(one.revision == revision for one in scripts.walk_revisions())


async def differences(database: Database) -> list[object]:
    """What the models say and the schema lacks; empty when the migrations are complete."""
    async with database.writer.connect() as connection:
        return await connection.run_sync(lambda sync: list(compare_metadata(_comparing(sync), Base.metadata)))


def _comparing(connection: Connection) -> MigrationContext:
    """Without the search index: it is made by hand and differs between the databases."""
    return MigrationContext.configure(connection, opts={"include_name": _is_modelled})


def _is_modelled(name: str | None, kind: str, parents: object) -> bool:
    return kind != "table" or name is None or not name.startswith(SEARCH_INDEX)
