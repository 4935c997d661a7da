"""Engines and the unit of work: one transaction a use case, and an update's effect exactly once.

SQLite: WAL, foreign keys, writes begin with BEGIN IMMEDIATE (a read transaction that turns into a write
fails at once whatever the timeout), one after another; reads have their own connections.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, text
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine

from db import sqlite
from db.models import HandledUpdate
from db.models.base import UtcDateTime

_RECEIPT = text(
    "INSERT INTO handled_updates (bot_id, update_id, handled_at) VALUES (:bot_id, :update_id, :handled_at)"
    " ON CONFLICT DO NOTHING"
).bindparams(bindparam("handled_at", type_=UtcDateTime))
"""As text, because SQLAlchemy compiles an insert with ON CONFLICT anew each time."""


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
            self.writer, self.brief_writer = (
                sqlite.engine(self.url, "BEGIN IMMEDIATE", synchronous, size=1, brief=brief)
                for brief in (False, True)
            )
            self.reader, self.brief_reader = (
                sqlite.engine(self.url, "BEGIN", synchronous, size=4, brief=brief) for brief in (False, True)
            )
        else:
            self.writer = self.reader = self.brief_writer = self.brief_reader = create_async_engine(
                url, pool_size=10, max_overflow=10, pool_pre_ping=True, hide_parameters=True
            )
        self.writing, self.reading, self.brief_writing, self.brief_reading = (
            async_sessionmaker(engine, expire_on_commit=False)
            for engine in (self.writer, self.reader, self.brief_writer, self.brief_reader)
        )

    def _prepare_folder(self) -> None:
        if self.url.database and self.url.database != ":memory:":
            Path(self.url.database).parent.mkdir(parents=True, exist_ok=True)

    async def close(self) -> None:
        for engine in {self.writer, self.reader, self.brief_writer, self.brief_reader}:
            await engine.dispose()


def utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass
class UnitOfWork:
    """What a use case works with: transactions, the business clock, the update it answers.

    `async with work.writing() as session` commits once at its end, together with the update's id; a known
    id raises AlreadyHandled before anything is done. `async with work.reading() as session` only reads.
    `brief`: a few rows by their keys, as in most taps. SQLite is then used in the loop itself, which it
    blocks for less than switches to a thread would cost.
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
    async def writing(self, *, brief: bool = False) -> AsyncIterator[AsyncSession]:
        if self.receipt is not None and self.receipt.written:
            raise RuntimeError("one update, one transaction: a second use case in the same update")
        async with self.database.brief_writing() if brief else self.database.writing() as session:
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
    async def reading(self, *, brief: bool = False) -> AsyncIterator[AsyncSession]:
        async with self.database.brief_reading() if brief else self.database.reading() as session:
            yield session

    async def is_handled(self) -> bool:
        """Whether the effect of the update was committed before, by this process or by a killed one."""
        if self.receipt is None:
            return False
        async with self.reading(brief=True) as session:
            key = (self.receipt.bot_id, self.receipt.update_id)
            return await session.get(HandledUpdate, key) is not None

    async def _record(self, session: AsyncSession) -> None:
        if self.receipt is None:
            return
        receipt = {"bot_id": self.receipt.bot_id, "update_id": self.receipt.update_id}
        result = await session.execute(_RECEIPT, {**receipt, "handled_at": self.now()})
        if result.rowcount == 0:  # type: ignore[attr-defined]
            raise AlreadyHandled
        self.receipt.written = True
