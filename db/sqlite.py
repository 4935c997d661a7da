"""SQLite under asyncio with few switches between threads: they cost a bot more than its statements.

SQLAlchemy's dialect visits the connection's thread four times for a statement and three for a BEGIN. Here a
statement is one visit, with BEGIN before the first of a transaction. On a brief connection it is none: a few
rows by their keys are read and written in the loop itself; only what has to wait is done in the thread.
"""

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from typing import Any, Self

import aiosqlite
from sqlalchemy.engine import URL
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import AsyncAdaptedQueuePool

PATIENCE = 30_000
"""Milliseconds a statement waits for a lock, in its thread."""

CHECKPOINT_EVERY = 200
"""Commits of a brief connection: moving pages from the log to the file waits for the disk."""


def engine(url: URL, begin: str, synchronous: str, *, size: int, brief: bool = False) -> AsyncEngine:
    """Connections to the file of `url`; their transactions start with `begin`."""
    kind = BriefConnection if brief else Connection
    return create_async_engine(
        url,
        async_creator=lambda: kind(url.database or "", begin, synchronous),
        poolclass=AsyncAdaptedQueuePool,
        pool_size=size,
        max_overflow=0,
        pool_timeout=60,
        hide_parameters=True,
    )


class Cursor:
    """What SQLAlchemy's dialect asks of a cursor; only the execution visits the connection."""

    def __init__(self, connection: "Connection") -> None:
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


class Connection(aiosqlite.Connection):
    """A connection that begins its transactions itself, with the first statement."""

    def __init__(self, path: str, begin: str, synchronous: str) -> None:
        super().__init__(self._opened, iter_chunk_size=64)
        self._thread.daemon = True
        self._path = path
        self._begin = begin
        self._synchronous = synchronous
        self._used = False

    def _opened(self) -> sqlite3.Connection:
        connection = sqlite3.connect(
            self._path, timeout=PATIENCE / 1000, isolation_level=None, check_same_thread=False
        )
        for pragma in ("journal_mode=WAL", f"synchronous={self._synchronous}", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {pragma}").close()
        return connection

    async def cursor(self) -> Cursor:  # type: ignore[override]
        return Cursor(self)

    async def run(self, cursor: Cursor, sql: str, parameters: Sequence[Any], *, many: bool) -> None:
        """Executes and leaves the rows in `cursor`."""
        self._used = True
        await self._execute(self._run, cursor, sql, parameters, many)

    def _run(self, cursor: Cursor, sql: str, parameters: Sequence[Any], many: bool) -> None:
        if not self._conn.in_transaction and not sql.startswith("PRAGMA"):
            self._conn.execute(self._begin).close()
        with closing(self._conn.cursor()) as found:
            (found.executemany if many else found.execute)(sql, parameters)
            cursor.rows = found.fetchall()
            cursor.description = found.description
            cursor.rowcount, cursor.lastrowid = found.rowcount, found.lastrowid

    async def commit(self) -> None:
        if self._used:
            await self._commit()
            self._used = False

    async def _commit(self) -> None:
        await self._execute(self._conn.commit)

    async def rollback(self) -> None:
        if self._used:
            await self._rollback()
            self._used = False

    async def _rollback(self) -> None:
        await self._execute(self._conn.rollback)


class BriefConnection(Connection):
    """Used in the loop itself, where nothing waits: a lock, a sync and many rows go to the thread."""

    def __init__(self, path: str, begin: str, synchronous: str) -> None:
        super().__init__(path, begin, synchronous)
        self._commits = 0
        self._in_thread = False

    def _opened(self) -> sqlite3.Connection:
        connection = super()._opened()
        connection.execute("PRAGMA busy_timeout=0").close()
        connection.execute("PRAGMA wal_autocheckpoint=0").close()
        return connection

    async def run(self, cursor: Cursor, sql: str, parameters: Sequence[Any], *, many: bool) -> None:
        self._used = True
        if not many:
            try:
                self._run(cursor, sql, parameters, many)
                return
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                    raise
        await self._visit(self._run_patiently, cursor, sql, parameters, many)

    def _run_patiently(self, cursor: Cursor, sql: str, parameters: Sequence[Any], many: bool) -> None:
        self._conn.execute(f"PRAGMA busy_timeout={PATIENCE}").close()
        try:
            self._run(cursor, sql, parameters, many)
        finally:
            self._conn.execute("PRAGMA busy_timeout=0").close()

    async def _visit(self, work: Callable[..., None], *arguments: Any) -> None:
        """Somebody cancelled leaves the thread at work: what follows must then queue behind it."""
        self._in_thread = True
        await self._execute(work, *arguments)
        self._in_thread = False

    async def _commit(self) -> None:
        if self._synchronous == "FULL":
            await self._visit(self._conn.commit)
        else:
            self._conn.commit()
        self._commits += 1
        if self._commits % CHECKPOINT_EVERY == 0:
            await self._visit(self._checkpoint)

    def _checkpoint(self) -> None:
        with suppress(sqlite3.OperationalError):  # as SQLite itself does: the commit is durable without it
            self._conn.execute("PRAGMA wal_checkpoint(PASSIVE)").close()

    async def _rollback(self) -> None:
        if self._in_thread:
            await self._visit(self._conn.rollback)
        else:
            self._conn.rollback()
