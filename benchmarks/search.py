"""Search in the bank of practices, Russian word forms, against LIKE over the same texts in the same run.

`python -m benchmarks.search [--practices 100000] [--quick] [--postgres URL]`. SQLite is a file of its
own; the PostgreSQL database is dropped afterwards.
"""

import argparse
import asyncio
import re
import sys
import tempfile
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from random import Random
from statistics import quantiles
from typing import Any
from uuid import uuid4

from sqlalchemy import insert, text
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import create_async_engine

from bot.demo_practices import FILE
from db import migrate
from db.models import Practice, Unit
from db.repositories import practice_search
from db.session import Database, UnitOfWork, utc_now
from services import content, practices
from services.russian import every_stem, stems

SEED = 2026
CHUNK = 2000
ROUNDS = 20
QUERIES = (
    "карточками", "взаимопроверка", "оценивание на уроке", "работа с родителями", "ошибки в диктантах",
    "читательская грамотность", "детский сад", "проект", "ученики", "опыт с растениями", "синхрофазотрон",
    "как объяснить дроби", "наставник молодого педагога", "травля в классе", "спор о доводах",
)  # fmt: skip


class Library:
    """Practices put together of the demo's own sentences: real words in their real frequency."""

    def __init__(self) -> None:
        self._random = Random(SEED)
        written = content.read_yaml(FILE)["practices"]
        self.titles = [one["title"] for one in written]
        parts = (str(one[name]) for one in written for name in practices.TEXTS if name in one)
        self.sentences = [line for part in parts for line in re.split(r"(?<=[.!?])\s+|\n", part) if line]

    def rows(self, count: int, unit_id: int) -> Iterator[dict[str, Any]]:
        choose, now = self._random.choice, utc_now()
        subjects, levels = list(content.subjects()), list(content.levels())
        for number in range(1, count + 1):
            texts = {name: " ".join(self._random.sample(self.sentences, 2)) for name in practices.TEXTS}
            yield {
                "id": number, "unit_id": unit_id, "state": "published", "title": choose(self.titles),
                "subject": choose(subjects), "level": choose(levels), "begun_at": now, "touched_at": now,
                "version": 1, "revision": 1, "signed": False, "kept_nameless": False, "author_line": "",
                "decision": "", **texts,
            }  # fmt: skip

    def words(self, row: dict[str, Any]) -> set[str]:
        """What `practices.words_of` gives, each sentence stemmed once for all practices."""
        competency = self._random.choice(list(content.competencies()))
        practice = Practice(
            title="", subject=row["subject"], level=row["level"], **dict.fromkeys(practices.TEXTS, "")
        )
        found = practices.words_of(practice, [competency])
        for name in practices.TEXTS:
            found.update(_stems(row[name]))
        found.update(_stems(row["title"]))
        return found | {practice_search.in_title(one) for one in _stems(row["title"])}


@cache
def _sentence(sentence: str) -> tuple[str, ...]:
    return tuple(every_stem(sentence))


def _stems(text: str) -> set[str]:
    return {stem for sentence in re.split(r"(?<=[.!?])\s+", text) for stem in _sentence(sentence)}


async def fill(database: Database, count: int) -> float:
    """Makes the bank; returns the seconds it took."""
    await migrate.upgrade(database)
    work, library, began = UnitOfWork(database), Library(), time.perf_counter()
    async with work.writing() as session:
        unit = Unit(code="Z", level="region", name="Учебный пример", path="/Z/", address="", search="")
        session.add(unit)
        await session.flush()
        some: list[dict[str, Any]] = []
        for row in library.rows(count, unit.id):
            some.append(row)
            if len(some) == CHUNK or row["id"] == count:
                await session.execute(insert(Practice), some)
                await practice_search.put(session, {one["id"]: library.words(one) for one in some})
                some = []
    return time.perf_counter() - began


async def indexed(work: UnitOfWork, query: str, page: int) -> int:
    return (await practices.find(work, {"words": query}, page)).total


async def by_like(work: UnitOfWork, query: str, page: int) -> int:
    """The same words as parts of the text: what a bank without an index would do."""
    whole = " || ' ' || ".join(f"lower({name})" for name in ("title", *practices.TEXTS))
    words = stems(query)
    holds = " AND ".join(f"({whole}) LIKE :w{i}" for i in range(len(words)))
    values: dict[str, object] = {f"w{i}": f"%{word}%" for i, word in enumerate(words)}
    async with work.reading() as session:
        total = await session.scalar(text(f"SELECT count(*) FROM practices WHERE {holds}"), values)
        listed = text(f"SELECT id FROM practices WHERE {holds} ORDER BY id DESC LIMIT 6 OFFSET :offset")
        await session.execute(listed, values | {"offset": 6 * (page - 1)})
    return total or 0


async def timed(search: Any, work: UnitOfWork, rounds: int) -> list[float]:
    delays = []
    for number in range(rounds):
        for query in QUERIES:
            began = time.perf_counter()
            await search(work, query, 1 + number % 3)
            delays.append(1000 * (time.perf_counter() - began))
    return delays


async def measure(url: str, count: int, rounds: int) -> None:
    database = Database(url)
    try:
        took = await fill(database, count)
        if not database.is_sqlite:
            async with database.writer.connect() as connection:
                await connection.execute(text("ANALYZE"))
                await connection.commit()
        work = UnitOfWork(database)
        await timed(indexed, work, 1)
        ours, like = await timed(indexed, work, rounds), await timed(by_like, work, 1)
        filtered = []
        for code in content.competencies():
            began = time.perf_counter()
            await practices.find(work, {"words": "карточки", "competency": code, "level": "basic"}, 1)
            filtered.append(1000 * (time.perf_counter() - began))
        print(f"{make_url(url).get_backend_name()}: {count} practices, made in {took:.0f} s")
        for title, delays in (("search", ours), ("with filters", filtered), ("LIKE", like)):
            cuts = quantiles(delays, n=100)
            print(f"  {title:14} p50 {cuts[49]:8.1f} ms   p95 {cuts[94]:8.1f} ms   {len(delays)} queries")
        print(f"  p95 to the baseline's: {quantiles(ours, n=100)[94] / quantiles(like, n=100)[94]:.3f}")
    finally:
        await database.close()


async def on_postgres(url: str, count: int, rounds: int) -> None:
    name = f"bench_{uuid4().hex}"
    admin = create_async_engine(url, isolation_level="AUTOCOMMIT")
    async with admin.connect() as connection:
        await connection.execute(text(f"CREATE DATABASE {name}"))
    try:
        await measure(make_url(url).set(database=name).render_as_string(hide_password=False), count, rounds)
    finally:
        async with admin.connect() as connection:
            await connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
        await admin.dispose()


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.search", description=__doc__)
    parser.add_argument("--practices", type=int, default=100_000)
    parser.add_argument("--quick", action="store_true", help="10,000 practices, a few seconds")
    parser.add_argument("--postgres", default="", help="address of a server to measure too")
    options = parser.parse_args()
    count, rounds = (10_000, 5) if options.quick else (options.practices, ROUNDS)
    print(f"Python {sys.version.split()[0]}, {len(QUERIES)} queries, {rounds} rounds")
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(measure(f"sqlite+aiosqlite:///{Path(folder) / 'bank.db'}", count, rounds))
    if options.postgres:
        asyncio.run(on_postgres(options.postgres, count, rounds))


if __name__ == "__main__":
    main()
