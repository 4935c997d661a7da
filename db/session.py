"""Engines and the unit of work: one transaction a use case, and an update's effect exactly once.

SQLite: WAL, foreign keys, writes begin with BEGIN IMMEDIATE through one connection (a read transaction
that turns into a write fails at once whatever the timeout); reads have their own connections.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import event
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.pool import AsyncAdaptedQueuePool

from db.models import HandledUpdate


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
            self.writer = _sqlite_engine(url, "BEGIN IMMEDIATE", synchronous, pool_size=1)
            self.reader = _sqlite_engine(url, "BEGIN", synchronous, pool_size=4)
        else:
            self.writer = self.reader = create_async_engine(
                url, pool_size=10, max_overflow=10, pool_pre_ping=True
            )
        self.writing = async_sessionmaker(self.writer, expire_on_commit=False)
        self.reading = async_sessionmaker(self.reader, expire_on_commit=False)

    def _prepare_folder(self) -> None:
        if self.url.database and self.url.database != ":memory:":
            Path(self.url.database).parent.mkdir(parents=True, exist_ok=True)

    async def close(self) -> None:
        await self.writer.dispose()
        if self.reader is not self.writer:
            await self.reader.dispose()


def _sqlite_engine(url: str, begin: str, synchronous: str, pool_size: int) -> AsyncEngine:
    engine = create_async_engine(
        url,
        poolclass=AsyncAdaptedQueuePool,
        pool_size=pool_size,
        max_overflow=0,
        pool_timeout=60,
        hide_parameters=True,
    )

    @event.listens_for(engine.sync_engine, "connect")
    def _on_connect(connection, _record) -> None:  # type: ignore[no-untyped-def]
        connection.isolation_level = None  # SQLAlchemy's BEGIN below is the only one
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute(f"PRAGMA synchronous={synchronous}")
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.execute("PRAGMA busy_timeout=30000")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def _on_begin(connection) -> None:  # type: ignore[no-untyped-def]
        connection.exec_driver_sql(begin)

    return engine


def utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass
class UnitOfWork:
    """What a use case works with: transactions, the business clock, the update it answers.

    `async with work.writing() as session` commits once at its end, together with the update's id; a known
    id raises AlreadyHandled before anything is done. `async with work.reading() as session` only reads.
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

    async def _record(self, session: AsyncSession) -> None:
        if self.receipt is None:
            return
        insert = sqlite_insert if self.database.is_sqlite else postgres_insert
        statement = insert(HandledUpdate).values(
            bot_id=self.receipt.bot_id, update_id=self.receipt.update_id, handled_at=self.now()
        )
        result = await session.execute(statement.on_conflict_do_nothing())
        if result.rowcount == 0:  # type: ignore[attr-defined]
            raise AlreadyHandled
        self.receipt.written = True
