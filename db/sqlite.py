"""SQLite under asyncio with few switches between threads: they cost a bot more than its statements.

SQLAlchemy's dialect visits the connection's thread four times a statement and three times for a BEGIN. Here
a statement is one visit, with BEGIN before the first of a transaction; or none, on a connection used in the
loop.
"""

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from functools import partial
from typing import Any, Self

import aiosqlite
from sqlalchemy.engine import URL
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import AsyncAdaptedQueuePool

PATIENCE = 30.0
"""Seconds a statement waits for a lock, in its thread; in the loop nothing waits."""


def engine(url: URL, begin: str, synchronous: str, *, pool_size: int, in_loop: bool = False) -> AsyncEngine:
    """Connections to the file of `url` whose transactions start with `begin`."""
    path = url.database or ""

    def connect() -> Connection:
        return Connection(partial(_opened, path, synchronous, 0 if in_loop else PATIENCE), begin, in_loop)

    return create_async_engine(
        url,
        async_creator=connect,
        poolclass=AsyncAdaptedQueuePool,
        pool_size=pool_size,
        max_overflow=0,
        pool_timeout=60,
        hide_parameters=True,
    )


def _opened(path: str, synchronous: str, patience: float) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None, check_same_thread=False)
    for pragma in ("journal_mode=WAL", f"synchronous={synchronous}", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}").close()
    connection.execute(f"PRAGMA busy_timeout={patience * 1000:.0f}").close()
    return connection


class Connection(aiosqlite.Connection):
    """A connection that begins its transactions itself, with the first statement."""

    def __init__(self, connector: Callable[[], sqlite3.Connection], begin: str, in_loop: bool) -> None:
        super().__init__(connector, iter_chunk_size=64)
        self._thread.daemon = True
        self._begin = begin
        self._in_loop = in_loop
        self._used = False

    async def _execute(self, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        if self._in_loop:
            return fn(*args, **kwargs)
        return await super()._execute(fn, *args, **kwargs)

    async def cursor(self) -> "Cursor":  # type: ignore[override]
        return Cursor(self)

    async def run(self, cursor: "Cursor", sql: str, parameters: Sequence[Any], *, many: bool) -> None:
        """One visit: begins if need be, executes, brings the rows back in `cursor`."""
        self._used = True
        await self._execute(self._run, cursor, sql, parameters, many)

    def _run(self, cursor: "Cursor", sql: str, parameters: Sequence[Any], many: bool) -> None:
        if not self._conn.in_transaction and not sql.startswith("PRAGMA"):
            self._conn.execute(self._begin).close()
        with closing(self._conn.cursor()) as found:
            (found.executemany if many else found.execute)(sql, parameters)
            cursor.description, cursor.rowcount, cursor.lastrowid = (
                found.description,
                found.rowcount,
                found.lastrowid,
            )
            cursor.rows = found.fetchall()

    async def commit(self) -> None:
        if self._used:
            await super().commit()
            self._used = False

    async def rollback(self) -> None:
        if self._used:
            await super().rollback()
            self._used = False


class Cursor:
    """What SQLAlchemy's dialect asks of a cursor; only the execution visits the connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.rows: list[Any] = []
        self.description: Any = None
        self.rowcount = -1
        self.lastrowid: int | None = None

    async def execute(self, sql: str, parameters: Sequence[Any] = ()) -> Self:
        await self._connection.run(self, sql, parameters, many=False)
        return self

    async def executemany(self, sql: str, parameters: Sequence[Any]) -> Self:
        await self._connection.run(self, sql, parameters, many=True)
        return self

    async def fetchall(self) -> list[Any]:
        return self.rows

    async def close(self) -> None:
        return
