"""The real process is killed with -9 again and again while it delivers (decisions: ADR 0005).

Every recipient is due one message of each class. Afterwards what the chats hold is compared with the outbox.
OPORA_KILLS and OPORA_RECIPIENTS say how much; `make soak-delivery` asks for 200 and 10,000.
"""

import asyncio
import os
import shutil
import sqlite3
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import pytest

from scheduler.sender import AT_ONCE
from services.outbox import Priority
from simulator.client import Person
from simulator.core import Simulator
from simulator.server import server_url, start_server
from tests.faults.processes import BotProcess, Nursery
from tests.faults.teachers import in_time
from tests.faults.test_kill_nine import SEED, TOKEN, Reaper

KILLS = int(os.environ.get("OPORA_KILLS", "8"))
RECIPIENTS = int(os.environ.get("OPORA_RECIPIENTS", "400"))
RATE = 50
"""As fast as it goes with five calls at once."""
FIRST_ADDRESS = 100_000
PATIENCE = 60 + RECIPIENTS * 2 / RATE * 3

CLASSES = {
    Priority.NEWS: ("newcomer_confirmed", "Организация подтвердила"),
    Priority.RELAY: ("newcomer_refused", "Организация ответила"),
}
"""Of each class a kind of notice, and how its words begin."""

PEOPLE = """
WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < :count)
INSERT INTO people (id, subject, chat_name, subjects, subjects_open, created_at, language, quiet_from,
                    quiet_to, muted_topics)
SELECT n, 'subject-' || n, 'Елена', '[]', 0, :now, 'ru', '00:00:00.000000', '00:00:00.000000', '[]'
FROM numbers
"""
ACCOUNTS = "INSERT INTO accounts (address, person_id) SELECT :first + id, id FROM people"
CONSENTS = """
INSERT INTO consents (person_id, document, version, given_at) SELECT id, 'consent', '1', :now FROM people
"""
MESSAGES = """
INSERT INTO outbox (event, person_id, kind, parameters, priority, state, routine, due_at, attempts, in_doubt,
                    made_at)
SELECT 'kills:' || :kind, id, :kind, '{}', :priority, 'pending', 0, :now, 0, 0, :now FROM people
"""
NOW = "2026-11-23 09:00:00.000000"


@dataclass
class Post:
    """A simulator that listens, an outbox full of messages, and bots that come and go."""

    simulator: Simulator
    url: str
    file: Path
    nursery: Nursery

    async def bot(self) -> BotProcess:
        return await self.nursery.start(
            bot_token=TOKEN,
            bot_api_url=self.url,
            database_url=f"sqlite+aiosqlite:///{self.file}",
            sending_rate=RATE,
            log_level="WARNING",
        )

    def rows(self, query: str, **values: Any) -> list[tuple]:
        with closing(sqlite3.connect(self.file, timeout=30)) as direct, direct:
            return direct.execute(query, values).fetchall()

    def left(self) -> int:
        unsettled = "SELECT count(*) FROM outbox WHERE state IN ('pending', 'leased', 'started')"
        return self.rows(unsettled)[0][0]

    def fill(self) -> None:
        self.rows(PEOPLE, count=RECIPIENTS, now=NOW)
        self.rows(ACCOUNTS, first=FIRST_ADDRESS)
        self.rows(CONSENTS, now=NOW)
        for priority, (kind, _) in CLASSES.items():
            self.rows(MESSAGES, kind=kind, priority=int(priority), now=NOW)


@pytest.fixture
async def post(migrated_file: Path, tmp_path: Path) -> AsyncIterator[Post]:
    file = tmp_path / "opora.db"
    shutil.copy(migrated_file, file)
    simulator = Simulator(TOKEN, seed=SEED)
    server = await start_server(simulator, port=0)
    try:
        async with Nursery(tmp_path) as nursery:
            yield Post(simulator, server_url(server), file, nursery)
    finally:
        await server.cleanup()
        await simulator.close()


@pytest.mark.faults
async def test_nothing_is_lost_and_no_news_come_twice_when_the_process_is_killed(post: Post) -> None:
    people = [
        Person.inside(post.simulator, id=FIRST_ADDRESS + number, first_name="Елена")
        for number in range(1, RECIPIENTS + 1)
    ]
    for person in people:
        await person.start()  # nobody is written to who has not written first
    post.simulator.updates.pending.clear()
    post.fill()
    reaper, kills = Reaper(post.simulator, Random(SEED), most_calls=150), 0
    while kills < KILLS and post.left():
        await reaper.strike(await post.bot())
        kills += 1
    last = await post.bot()
    async with asyncio.timeout(PATIENCE):
        while post.left():
            await asyncio.sleep(0.2)
    last.terminate()
    assert await in_time(last.wait()) == 0, last.errors
    found = {priority: Ledger.of(post, people, priority) for priority in CLASSES}
    print(report(kills, found))
    assert kills == KILLS, "the messages were gone before the kills were"
    for ledger in found.values():
        assert ledger.lost == []
        assert ledger.uncertain <= AT_ONCE * kills
    assert found[Priority.NEWS].extra == 0
    assert found[Priority.RELAY].extra <= AT_ONCE * kills
    assert found[Priority.RELAY].most_copies <= 2


@dataclass
class Ledger:
    """What one class came to: copies in the chats against states in the outbox."""

    copies: Counter[int]
    states: dict[int, str]

    @classmethod
    def of(cls, post: Post, people: list[Person], priority: Priority) -> "Ledger":
        kind, words = CLASSES[priority]
        copies = Counter(
            {one.id: sum(screen.text.startswith(words) for screen in one.screens) for one in people}
        )
        rows = post.rows(
            "SELECT a.address, o.state FROM outbox o JOIN accounts a ON a.person_id = o.person_id"
            " WHERE o.kind = :kind",
            kind=kind,
        )
        return cls(copies, dict(rows))

    @property
    def lost(self) -> list[str]:
        """Not delivered, and in no state that somebody is shown."""
        return [
            f"{address}: {state}"
            for address, state in self.states.items()
            if not self.copies[address] and state not in ("uncertain", "failed")
        ]

    @property
    def extra(self) -> int:
        return sum(count - 1 for count in self.copies.values() if count > 1)

    @property
    def most_copies(self) -> int:
        return max(self.copies.values())

    @property
    def uncertain(self) -> int:
        return sum(state == "uncertain" for state in self.states.values())


def report(kills: int, found: dict[Priority, Ledger]) -> str:
    """The table of the run."""
    lines = [
        f"\nkills -9: {kills}, recipients: {RECIPIENTS}, at once: {AT_ONCE}",
        f"{'':28}{'news':>10}{'relay':>10}",
    ]
    figures = {
        "messages": lambda one: len(one.states),
        "delivered": lambda one: sum(count > 0 for count in one.copies.values()),
        "lost": lambda one: len(one.lost),
        "duplicates": lambda one: one.extra,
        "most copies to one person": lambda one: one.most_copies,
        "uncertain": lambda one: one.uncertain,
        "  of them arrived": lambda one: sum(
            one.copies[address] > 0 for address, state in one.states.items() if state == "uncertain"
        ),
    }
    for name, figure in figures.items():
        lines.append(f"{name:28}{figure(found[Priority.NEWS]):>10}{figure(found[Priority.RELAY]):>10}")
    return "\n".join(lines)
