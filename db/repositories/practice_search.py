"""Search in the bank of practices: FTS5 on SQLite, tsvector on PostgreSQL, one set of functions.

A published practice has one row of words: stems of its text, stems of its title once more (`in_title`) and
marks of what it can be filtered by. A query is a set of words that must all be there.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import String, bindparam, text
from sqlalchemy.ext.asyncio import AsyncSession

from db.migrations.search_index import SEARCH_INDEX
from db.repositories.chunks import chunks

EVERY = "xall"
"""A word of every practice: matches when nothing is asked for."""
MOST = 1000
"""Nobody turns more pages than these fill, so nothing is counted further: a total over MOST means «more»."""


@dataclass(frozen=True)
class Words:
    """What is looked for: stems, and marks of filters. `loosely`: any one of the stems is enough."""

    stems: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    loosely: bool = False


def in_title(stem: str) -> str:
    return f"xt{stem}"


async def put(session: AsyncSession, words: Mapping[int, Iterable[str]]) -> None:
    """Sets the words of these practices anew."""
    await remove(session, list(words))
    if not words:
        return
    rows = [{"id": number, "words": _stored(session, found)} for number, found in words.items()]
    value = ":words" if _is_sqlite(session) else "array_to_tsvector(CAST(:words AS text[]))"
    await session.execute(text(f"INSERT INTO {SEARCH_INDEX} (rowid, words) VALUES (:id, {value})"), rows)


def _stored(session: AsyncSession, words: Iterable[str]) -> str | list[str]:
    found = sorted({EVERY, *words})
    return " ".join(found) if _is_sqlite(session) else found


async def remove(session: AsyncSession, ids: Sequence[int]) -> None:
    for some in chunks(ids):
        numbers = ", ".join(str(int(one)) for one in some)
        await session.execute(text(f"DELETE FROM {SEARCH_INDEX} WHERE rowid IN ({numbers})"))


async def find(session: AsyncSession, wanted: Words, *, limit: int, offset: int) -> tuple[list[int], int]:
    """Ids of a page and how many there are in all: first those that have every word in the title, then the
    others; the newest first among equals.
    """
    query = _Query(session)
    every = query.all_of(wanted)
    total = await query.count(every)
    if total == 0:
        return [], 0
    if not wanted.stems:
        return await query.page(every, limit, offset), total
    titled = query.all_of(Words(tuple(map(in_title, wanted.stems)), wanted.marks))
    first = await query.count(titled)
    ids = await query.page(titled, limit, offset) if offset < first else []
    if len(ids) < limit:
        others = query.without(every, titled)
        ids += await query.page(others, limit - len(ids), max(0, offset - first))
    return ids, total


def _is_sqlite(session: AsyncSession) -> bool:
    return session.get_bind().dialect.name == "sqlite"


_SEEN = bindparam("query", type_=String, literal_execute=True)
"""Written into the statement: to choose its plan, PostgreSQL must see how rare the words are."""


class _Query:
    """Builds and runs queries in the language of the session's database."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session
        sqlite = _is_sqlite(session)
        self._and, self._or, self._not = (" AND ", " OR ", " NOT ") if sqlite else (" & ", " | ", " & !")
        self._quote = '"' if sqlite else "'"
        match = f"{SEARCH_INDEX} MATCH :query" if sqlite else "words @@ CAST(:query AS tsquery)"
        self._count = text(
            f"SELECT count(*) FROM (SELECT 1 FROM {SEARCH_INDEX} WHERE {match} LIMIT {MOST + 1}) AS found"
        ).bindparams(_SEEN)
        self._page = text(
            f"SELECT rowid FROM {SEARCH_INDEX} WHERE {match} ORDER BY rowid DESC LIMIT :limit OFFSET :offset"
        ).bindparams(_SEEN)

    def all_of(self, wanted: Words) -> str:
        between = self._or if wanted.loosely else self._and
        parts = [self._word(mark) for mark in wanted.marks]
        if wanted.stems:
            parts.append(f"({between.join(map(self._word, wanted.stems))})")
        return self._and.join(parts or [self._word(EVERY)])

    def without(self, every: str, some: str) -> str:
        return f"({every}){self._not}({some})"

    def _word(self, word: str) -> str:
        return f"{self._quote}{word}{self._quote}"

    async def count(self, query: str) -> int:
        return await self._session.scalar(self._count, {"query": query}) or 0

    async def page(self, query: str, limit: int, offset: int) -> list[int]:
        values = {"query": query, "limit": limit, "offset": offset}
        return list(await self._session.scalars(self._page, values))
