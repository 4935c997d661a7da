"""What survives a killed process: records in one SQLite file, written before each answer."""

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_SCHEMA = """
create table if not exists records (
    kind text not null, key text not null, body text not null, primary key (kind, key)
) without rowid
"""


class Journal:
    """Collects changes and commits them together; without a folder it remembers nothing."""

    def __init__(self, folder: Path | None = None) -> None:
        self._changes: dict[tuple[str, str], Any] = {}
        self._base: sqlite3.Connection | None = None
        if folder is not None:
            folder.mkdir(parents=True, exist_ok=True)
            self._base = sqlite3.connect(
                folder / "simulator.db", isolation_level=None, check_same_thread=False
            )
            # The write-ahead log survives a killed process without waiting for the disk.
            self._base.execute("pragma journal_mode = wal")
            self._base.execute("pragma synchronous = off")
            self._base.execute(_SCHEMA)

    def put(self, kind: str, key: int | str, body: Any) -> None:
        """Remembers a record; `body` is read at the commit."""
        if self._base is not None:
            self._changes[kind, str(key)] = body

    def drop(self, kind: str, key: int | str) -> None:
        """Forgets a record."""
        if self._base is not None:
            self._changes[kind, str(key)] = None

    def commit(self) -> None:
        """Makes all changes since the last commit durable."""
        if not self._changes or self._base is None:
            return
        changes, self._changes = self._changes, {}
        written = [(*key, _dump(body)) for key, body in changes.items() if body is not None]
        dropped = [key for key, body in changes.items() if body is None]
        self._base.execute("begin immediate")
        self._base.executemany("insert or replace into records values (?, ?, ?)", written)
        self._base.executemany("delete from records where kind = ? and key = ?", dropped)
        self._base.execute("commit")

    def load(self, kind: str) -> Iterator[tuple[str, Any]]:
        """The saved records of a kind."""
        if self._base is not None:
            rows = self._base.execute("select key, body from records where kind = ?", (kind,))
            yield from ((key, json.loads(body)) for key, body in rows.fetchall())

    def close(self) -> None:
        """Commits and closes the file."""
        self.commit()
        if self._base is not None:
            self._base.close()
            self._base = None


def _dump(body: Any) -> str:
    record = body.record() if hasattr(body, "record") else body
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"))
