"""Engines and the unit of work: one transaction a use case, and an update's effect exactly once.

SQLite: WAL, foreign keys, writes begin with BEGIN IMMEDIATE through one connection (a read transaction
that turns into a write fails at once whatever the timeout); reads have their own connections, in threads;
glances, at a few rows by key, are read in the loop itself.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine

from db import sqlite
from db.models import HandledUpdate

_handled_updates = HandledUpdate.metadata.tables[HandledUpdate.__tablename__]
_RECEIPT = sqlite_insert(_handled_updates).on_conflict_do_nothing()
_RECEIPT_ON_POSTGRES = postgres_insert(_handled_updates).on_conflict_do_nothing()


class AlreadyHandled(Exception):
    """The update's effect is committed already: the screen is drawn again, nothing else."""


@dataclass
class Receipt:
    """Names the update a unit of work belongs to; `written` once its id stands in the transaction."""

    bot_id: int
    update_id: int
    written: bool = False


class Database:
    """Connections to one database; `open` makes them, `close` gives them back."""

    def __init__(self, url: str, *, synchronous: str = "NORMAL") -> None:
        self.url = make_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        if self.is_sqlite:
            self._prepare_folder()
            self.writer = sqlite.engine(self.url, "BEGIN IMMEDIATE", synchronous, pool_size=1)
            self.reader = sqlite.engine(self.url, "BEGIN", synchronous, pool_size=4)
            self.glancer = sqlite.engine(self.url, "BEGIN", synchronous, pool_size=4, in_loop=True)
        else:
            self.writer = self.reader = self.glancer = create_async_engine(
                url, pool_size=10, max_overflow=10, pool_pre_ping=True, hide_parameters=True
            )
        self.writing = async_sessionmaker(self.writer, expire_on_commit=False)
        self.reading = async_sessionmaker(self.reader, expire_on_commit=False)
        self.glancing = async_sessionmaker(self.glancer, expire_on_commit=False)

    def _prepare_folder(self) -> None:
        if self.url.database and self.url.database != ":memory:":
            Path(self.url.database).parent.mkdir(parents=True, exist_ok=True)

    async def close(self) -> None:
        for engine in {self.writer, self.reader, self.glancer}:
            await engine.dispose()


def utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass
class UnitOfWork:
    """What a use case works with: transactions, the business clock, the update it answers.

    `async with work.writing() as session` commits once at its end, together with the update's id; a known
    id raises AlreadyHandled before anything is done. `async with work.reading() as session` only reads;
    `glancing` reads a few rows by their keys, as every update does: SQLite then blocks the loop for less
    than a switch to a thread costs.
    """

    database: Database
    clock: Callable[[], datetime] = utc_now
    receipt: Receipt | None = None

    def now(self) -> datetime:
        """Business time, aware, in UTC."""
        return self.clock()

    def today(self, zone: ZoneInfo) -> date:
        return self.now().astimezone(zone).date()

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncSession]:
        if self.receipt is not None and self.receipt.written:
            raise RuntimeError("one update, one transaction: a second use case in the same update")
        async with self.database.writing() as session:
            try:
                await self._record(session)
                yield session
                await asyncio.shield(session.commit())
            except BaseException:
                await asyncio.shield(session.rollback())
                if self.receipt is not None:
                    self.receipt.written = False
                raise

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncSession]:
        async with self.database.reading() as session:
            yield session

    @asynccontextmanager
    async def glancing(self) -> AsyncIterator[AsyncSession]:
        async with self.database.glancing() as session:
            yield session

    async def is_handled(self) -> bool:
        """Whether the effect of the update was committed before, by this process or by a killed one."""
        if self.receipt is None:
            return False
        async with self.glancing() as session:
            key = (self.receipt.bot_id, self.receipt.update_id)
            return await session.get(HandledUpdate, key) is not None

    async def _record(self, session: AsyncSession) -> None:
        if self.receipt is None:
            return
        statement = _RECEIPT if self.database.is_sqlite else _RECEIPT_ON_POSTGRES
        result = await session.execute(
            statement,
            {
                "bot_id": self.receipt.bot_id,
                "update_id": self.receipt.update_id,
                "handled_at": self.now(),
            },
        )
        if result.rowcount == 0:  # type: ignore[attr-defined]
            raise AlreadyHandled
        self.receipt.written = True
