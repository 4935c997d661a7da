"""The real process is killed with -9 again and again while people register and take diagnostics: questions of
every kind, with pauses.

Afterwards the database is compared with what people did: nothing lost, nothing twice.
OPORA_KILLS says how often; `make check` takes the default.
"""

import asyncio
import os
import shutil
import signal
import socket
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

import pytest

from db.session import Database, UnitOfWork
from services import registration, units
from simulator.client import Person
from simulator.core import Simulator
from simulator.server import server_url, start_server
from tests import banks, territory
from tests.faults.processes import BotProcess, Nursery
from tests.faults.teachers import Given, Teacher, crowd, in_time

KILLS = int(os.environ.get("OPORA_KILLS", "50"))
BY_WEBHOOK = max(3, KILLS // 10)
PEOPLE = 8
TOKEN = "42:stage"
SEED = 20261123

AUDIT = """
CREATE TABLE audit (attempt_id INTEGER, position INTEGER, choice INTEGER);
CREATE TRIGGER audit_answers AFTER UPDATE OF answered_at ON attempt_items WHEN NEW.answered_at IS NOT NULL
BEGIN INSERT INTO audit VALUES (NEW.attempt_id, NEW.position, NEW.choice); END;
"""
"""Every time an answer is written, by the database itself: an answer stored twice leaves two rows."""


class Reaper:
    """Kills the bot at a random moment: around one of its calls, or when a random time is over."""

    def __init__(self, simulator: Simulator, random: Random, most_calls: int = 120) -> None:
        self._random = random
        self._most_calls = most_calls
        self._call = simulator.call
        self._victim: BotProcess | None = None
        self._left = 0
        self._after = False
        simulator.call = self._watch  # type: ignore[method-assign]

    async def strike(self, victim: BotProcess) -> None:
        """Returns when the victim is dead."""
        self._victim, self._after = victim, self._random.random() < 0.5
        if self._random.random() < 0.2:
            await asyncio.sleep(self._random.uniform(0, 1.5))
            self._kill()
        else:
            self._left = self._random.randint(5, self._most_calls)
        assert await in_time(victim.wait()) == -signal.SIGKILL, victim.errors

    async def _watch(self, method: str, params: dict, files: Any = None) -> Any:
        self._left -= 1
        now = self._left == 0
        if now and not self._after:
            self._kill()
        answer = await self._call(method, params, files)
        if now and self._after:
            self._kill()
        return answer

    def _kill(self) -> None:
        if self._victim is not None:
            self._victim.kill()
        self._victim = None


@dataclass
class World:
    """A simulator that listens, a database, and bots that come and go."""

    simulator: Simulator
    url: str
    file: Path
    poster: str
    nursery: Nursery
    web_port: int
    random: Random = field(default_factory=lambda: Random(SEED))
    people: int = 0
    kills: int = 0

    async def bot(self, *, webhook: bool = False) -> BotProcess:
        settings: dict[str, Any] = {
            "bot_token": TOKEN,
            "bot_api_url": self.url,
            "database_url": f"sqlite+aiosqlite:///{self.file}",
            "sending_rate": 1000,
            "sending_rate_per_chat": 1000,
            "log_level": "WARNING",
            "webhook_url": "",
        }
        if webhook:
            settings |= {
                "webhook_url": f"http://127.0.0.1:{self.web_port}/hook",
                "webhook_secret": "only-telegram-knows",
                "web_port": self.web_port,
            }
        return await self.nursery.start(**settings)

    def teacher(self) -> Teacher:
        self.people += 1
        person = Person.inside(self.simulator, id=5000 + self.people, first_name="Елена")
        return Teacher(person, Random(SEED + self.people), self.poster)

    async def kill_again_and_again(self) -> BotProcess:
        """Returns the last bot, which lives."""
        reaper = Reaper(self.simulator, self.random)
        while self.kills < KILLS:
            webhook = self.kills >= KILLS - BY_WEBHOOK
            await reaper.strike(await self.bot(webhook=webhook))
            self.kills += 1
        return await self.bot()


@pytest.fixture
async def world(migrated_file: Path, tmp_path: Path, unused_tcp_port: int) -> AsyncIterator[World]:
    file = tmp_path / "opora.db"
    shutil.copy(migrated_file, file)
    poster = await _fill(file)
    simulator = Simulator(TOKEN, seed=SEED)
    _hurry(simulator)
    server = await start_server(simulator, port=0)
    try:
        async with Nursery(tmp_path) as nursery:
            yield World(simulator, server_url(server), file, poster, nursery, unused_tcp_port)
    finally:
        await server.cleanup()
        await simulator.close()


@pytest.fixture
def unused_tcp_port() -> int:
    with closing(socket.create_server(("127.0.0.1", 0))) as found:
        return found.getsockname()[1]


async def _fill(file: Path) -> str:
    """The territory and the audit; returns the start payload of a school's poster."""
    database = Database(f"sqlite+aiosqlite:///{file}")
    work = UnitOfWork(database)
    await territory.load(lambda: work)
    await banks.load(work, banks.written(file.parent, "KD1"))
    school = await units.by_code(work, "Z1-S12")
    assert school is not None
    poster = registration.join_link(await units.join_code(work, school.id))
    await database.close()
    with closing(sqlite3.connect(file)) as direct:
        direct.executescript(AUDIT)
    return poster


def _hurry(simulator: Simulator) -> None:
    """Telegram waits for minutes after a failed webhook; here fractions of a second must do."""
    sleep = asyncio.sleep
    simulator.webhooks.sleep = lambda pause: sleep(min(pause, 0.1))


@pytest.mark.faults
async def test_no_answer_is_lost_or_counted_twice_when_the_process_is_killed(world: World) -> None:
    world.simulator.faults.add("duplicate", share=0.1)
    killing = asyncio.ensure_future(world.kill_again_and_again())
    teachers = await crowd(world.teacher, PEOPLE, killing)
    last = await killing
    last.terminate()
    assert await in_time(last.wait()) == 0, last.errors
    found = Ledger(world.file)
    print(report(world, teachers, found))
    assert found.lost(teachers) == []
    assert found.twice(teachers) == []
    assert [place for one in teachers for place in one.wrong_places] == []
    for teacher in teachers:
        found.check(teacher)


@dataclass
class Ledger:
    """What the database holds, read directly."""

    file: Path

    def _rows(self, query: str, *values: object) -> list[tuple]:
        with closing(sqlite3.connect(self.file)) as direct:
            return direct.execute(query, values).fetchall()

    def _attempt(self, teacher: Teacher) -> tuple:
        rows = self._rows(
            "SELECT a.id, a.revision, a.finished_at, p.subject FROM attempts a"
            " JOIN accounts c ON c.person_id = a.person_id JOIN people p ON p.id = a.person_id"
            " WHERE c.address = ?",
            teacher.person.id,
        )
        assert len(rows) == 1, f"{len(rows)} attempts of one person"
        return rows[0]

    def stored(self, teacher: Teacher) -> dict[int, Given]:
        """The letters or the words stored at each position."""
        rows = self._rows(
            "SELECT position, choice, response, option_order, kind FROM attempt_items"
            " JOIN items ON items.id = item_id WHERE attempt_id = ? AND answered_at IS NOT NULL",
            self._attempt(teacher)[0],
        )
        return {position: _as_seen(*answer) for position, *answer in rows}

    def lost(self, teachers: list[Teacher]) -> list[str]:
        """Answers that were given and are not stored, or not as they were given."""
        return [
            f"{teacher.person.id} question {position}: {given} given, stored {stored.get(position)}"
            for teacher in teachers
            for stored in [self.stored(teacher)]
            for position, given in teacher.answers.items()
            if stored.get(position) != given
        ]

    def twice(self, teachers: list[Teacher]) -> list[str]:
        """Answers that were written more than once, or that nobody gave."""
        found = []
        for teacher in teachers:
            attempt = self._attempt(teacher)[0]
            again = self._rows(
                "SELECT position FROM audit WHERE attempt_id = ? GROUP BY position HAVING count(*) > 1",
                attempt,
            )
            invented = self.stored(teacher).keys() - teacher.answers.keys()
            found += [
                f"{teacher.person.id} question {one}" for one in [*(row[0] for row in again), *invented]
            ]
        return found

    def check(self, teacher: Teacher) -> None:
        """One finished attempt, one piece of evidence that agrees with the answers; the draft as typed."""
        attempt, revision, finished_at, subject = self._attempt(teacher)
        assert finished_at is not None
        asked = self._rows("SELECT count(*) FROM attempt_items WHERE attempt_id = ?", attempt)[0][0]
        assert len(self.stored(teacher)) == asked
        assert revision > asked, "each answer, each part of one and the end moved the attempt on"
        evidence = self._rows(
            "SELECT details FROM evidence WHERE subject = ? AND kind = 'diagnostic'", subject
        )
        assert len(evidence) == 1
        scores = _json(evidence[0][0])["scores"]
        counted = self._rows(
            "SELECT competency, sum(is_right), count(*) FROM attempt_items WHERE attempt_id = ? GROUP BY 1",
            attempt,
        )
        assert scores == {competency: [right, count] for competency, right, count in counted}
        self._check_registration(teacher)

    def _check_registration(self, teacher: Teacher) -> None:
        rows = self._rows(
            "SELECT p.birth_year, p.work_start, p.registered_at IS NOT NULL, count(m.id) FROM people p"
            " JOIN accounts a ON a.person_id = p.id JOIN memberships m ON m.person_id = p.id"
            " WHERE a.address = ? GROUP BY p.id",
            teacher.person.id,
        )
        month, year = teacher.work_start.split(".")
        assert rows == [(teacher.birth_year, f"{year}-{month}-01", 1, 1)]


def report(world: World, teachers: list[Teacher], found: Ledger) -> str:
    """The table of the run."""
    figures = {
        "kills -9": world.kills,
        "  of them by webhook": BY_WEBHOOK,
        "people": len(teachers),
        "taps on questions": sum(len(one.taps) for one in teachers),
        "pauses": sum(one.pauses for one in teachers),
        "answers given": sum(len(one.answers) for one in teachers),
        "  of them of other kinds": sum(
            not isinstance(given, int) for one in teachers for given in one.answers.values()
        ),
        "answers stored": sum(len(found.stored(one)) for one in teachers),
        "lost": len(found.lost(teachers)),
        "twice": len(found.twice(teachers)),
        "shown at a wrong question": sum(len(one.wrong_places) for one in teachers),
        "acts repeated after 6 s of silence": sum(one.repeated for one in teachers),
    }
    return "\n" + "\n".join(f"{name:<36}{value:>8}" for name, value in figures.items())


def _as_seen(choice: int | None, response: str | None, order: str, kind: str) -> Given:
    """A stored answer by the letters that the person saw."""
    places: list[int] = _json(order)
    if choice is not None:
        return places.index(choice)
    given = _json(response or "null")
    if isinstance(given, str):
        return given
    letters = [places.index(one) for one in given]
    return tuple(sorted(letters) if kind == "multiple" else letters)


def _json(text: str) -> Any:
    import json

    return json.loads(text)
