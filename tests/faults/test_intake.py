"""Intake: in order per person, side by side between people, and nothing confirmed before it is safe."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import closing
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from aiogram.types import Update
from sqlalchemy import text
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncSession
from structlog.testing import capture_logs

from bot.intake import AT_ONCE, MOST_WAITING, Intake, address_of
from bot.tasks import Tasks
from conversation.road import TryAgain
from conversation.screen import Screen
from db.session import Database, UnitOfWork
from services import inbox
from simulator.client import Person
from tests.faults.house import House, click, for_a_while, say, until

BOT = 42
DISK_FULL = OperationalError("COMMIT", {}, sqlite3.OperationalError("database or disk is full"))


def update(number: int, person: int = 1) -> Update:
    chat = {"id": person, "type": "private"}
    sender = {"id": person, "is_bot": False, "first_name": "Анна"}
    message = {"message_id": number, "date": 1_700_000_000, "chat": chat, "from": sender, "text": str(number)}
    return Update.model_validate({"update_id": number, "message": message})


@dataclass
class Handler:
    """Stands in for the bot: remembers what it began and ended, waits where it is told to."""

    begun: list[int] = field(default_factory=list)
    ended: list[int] = field(default_factory=list)
    holds: dict[int, asyncio.Event] = field(default_factory=dict)
    troubles: dict[int, int] = field(default_factory=dict)

    async def __call__(self, one: Update) -> None:
        self.begun.append(one.update_id)
        if self.troubles.get(one.update_id, 0) > 0:
            self.troubles[one.update_id] -= 1
            raise TryAgain from OSError()
        if one.update_id in self.holds:
            await self.holds[one.update_id].wait()
        self.ended.append(one.update_id)

    def hold(self, number: int) -> asyncio.Event:
        self.holds[number] = asyncio.Event()
        return self.holds[number]


@dataclass
class Desk:
    """An intake without a bot around it, on a real database."""

    database: Database
    handler: Handler
    tasks: Tasks
    intake: Intake

    @classmethod
    def open(cls, database: Database, slow: float = 60) -> "Desk":
        handler, tasks = Handler(), Tasks()
        intake = Intake(handler, lambda: UnitOfWork(database), BOT, tasks, slow=slow)
        tasks.start(intake.watch(), "watch", vital=True)
        return cls(database, handler, tasks, intake)

    async def rows(self) -> list[int]:
        return [body["update_id"] for body in await inbox.waiting(UnitOfWork(self.database), BOT)]


@pytest.fixture
async def desk(database: Database) -> AsyncIterator[Callable[..., Desk]]:
    opened: list[Desk] = []

    def open_one(slow: float = 60) -> Desk:
        opened.append(Desk.open(database, slow))
        return opened[-1]

    yield open_one
    for one in opened:
        await one.tasks.stop()
        assert not one.tasks.failed.is_set()


async def test_updates_of_one_person_are_handled_in_order(desk: Callable[..., Desk]) -> None:
    one = desk()
    tickets = [one.intake.take(update(number)) for number in range(1, 16)]
    await asyncio.gather(*(ticket.done.wait() for ticket in tickets))
    assert one.handler.ended == list(range(1, 16))


async def test_a_slow_handler_holds_up_nobody_else(desk: Callable[..., Desk]) -> None:
    one = desk()
    release = one.handler.hold(1)
    slow = one.intake.take(update(1, person=1))
    behind = one.intake.take(update(2, person=1))
    others = [one.intake.take(update(100 + number, person=number)) for number in range(2, 40)]
    await asyncio.gather(*(ticket.done.wait() for ticket in others))
    assert not slow.done.is_set()
    assert one.handler.begun.count(2) == 0, "their own next update waits"
    release.set()
    await behind.done.wait()
    assert one.handler.ended[-2:] == [1, 2]


async def test_a_handler_that_is_slow_moves_to_the_inbox_and_leaves_it_when_done(
    desk: Callable[..., Desk],
) -> None:
    one = desk(slow=0.1)
    release = one.handler.hold(1)
    ticket = one.intake.take(update(1))
    await ticket.safe.wait()
    assert not ticket.done.is_set(), "it may be confirmed before its effect, for it is a row now"
    assert await one.rows() == [1]
    release.set()
    await ticket.done.wait()
    assert await one.rows() == []


async def test_a_crowd_of_one_person_moves_to_the_inbox_from_the_oldest_on(desk: Callable[..., Desk]) -> None:
    """The one at work moves too: after a crash the inbox comes first, and it is the oldest."""
    one = desk()
    release = one.handler.hold(1)
    other = one.intake.take(update(900, person=2))
    tickets = [one.intake.take(update(number)) for number in range(1, MOST_WAITING + 6)]
    await asyncio.gather(*(ticket.safe.wait() for ticket in tickets))
    await other.done.wait()
    assert await one.rows() == list(range(1, MOST_WAITING + 6))
    release.set()
    await tickets[-1].done.wait()
    assert one.handler.ended == [900, *range(1, MOST_WAITING + 6)]


async def test_the_inbox_is_worked_off_in_order_after_a_restart(desk: Callable[..., Desk]) -> None:
    before = desk()
    before.handler.hold(1)
    tickets = [before.intake.take(update(number)) for number in range(1, MOST_WAITING + 6)]
    await asyncio.gather(*(ticket.safe.wait() for ticket in tickets))
    await before.tasks.stop()

    after = desk()
    assert await after.intake.restore() == MOST_WAITING + 5
    again = [after.intake.take(update(number)) for number in (1, 2)]
    new = after.intake.take(update(77))
    await new.done.wait()
    assert after.handler.ended == [*range(1, MOST_WAITING + 6), 77]
    assert all(ticket.done.is_set() for ticket in again), "what came again is known"
    await until(lambda: after.intake.size == 0)
    assert await after.rows() == []


async def test_an_update_that_comes_again_is_handled_once(desk: Callable[..., Desk]) -> None:
    one = desk()
    for _ in range(5):
        one.intake.take(update(1))
    await one.intake.take(update(1)).done.wait()
    await one.intake.take(update(1)).done.wait()
    assert one.handler.begun == [1]


async def test_trouble_of_many_people_leaves_room_for_the_others(desk: Callable[..., Desk]) -> None:
    one = desk()
    for number in range(1, AT_ONCE + 10):
        one.handler.troubles[number] = 1000
        one.intake.take(update(number, person=number))
    well = one.intake.take(update(5000, person=5000))
    await asyncio.wait_for(well.done.wait(), 10)


async def test_an_update_is_not_safe_while_the_inbox_can_not_be_written(
    desk: Callable[..., Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    one = desk(slow=0.1)
    one.handler.hold(1)
    add = inbox.add

    async def refuse(*_: object) -> None:
        raise DISK_FULL

    monkeypatch.setattr(inbox, "add", refuse)
    ticket = one.intake.take(update(1))
    await for_a_while(lambda: not ticket.safe.is_set())
    monkeypatch.setattr(inbox, "add", add)
    await ticket.safe.wait()
    assert await one.rows() == [1]


async def test_a_row_that_can_not_be_removed_stops_neither_the_person_nor_the_process(
    desk: Callable[..., Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    one = desk(slow=0.1)
    release = one.handler.hold(1)
    remove, refusals = inbox.remove, [2]

    async def refuse_twice(*arguments: Any) -> None:
        if refusals[0]:
            refusals[0] -= 1
            raise DISK_FULL
        await remove(*arguments)

    monkeypatch.setattr(inbox, "remove", refuse_twice)
    await one.intake.take(update(1)).safe.wait()
    release.set()
    await one.intake.take(update(2)).done.wait()
    assert one.handler.ended == [1, 2]
    await until(lambda: one.intake.size == 0)
    assert await one.rows() == []


async def test_the_inbox_keeps_an_update_as_it_came(house: House) -> None:
    """With all that a pressed button brings along: the message, its markup, aiogram's own placeholders."""
    await house.start()
    person = await house.registered()
    await house.settled()
    await house.crash()
    await person.click("Меню")
    (pending,) = house.simulator.updates.pending.values()
    taken = Update.model_validate(pending.update)
    desk = Desk.open(house.database, slow=0.05)
    desk.handler.hold(taken.update_id)
    await desk.intake.take(taken).safe.wait()
    await desk.tasks.stop()
    (body,) = await inbox.waiting(house.work(), BOT)
    assert Update.model_validate(body) == taken
    assert address_of(Update.model_validate(body)) == person.id


# With the whole bot.


async def facts(house: House, people: list[Person]) -> list[dict[str, Any]]:
    """What the database knows of each person, without the numbers and moments that differ from run to run."""
    of_person = " JOIN accounts a ON a.person_id = {}.person_id WHERE a.address = :id"
    queries = {
        "person": "SELECT p.chat_name, p.position, p.birth_year, p.work_start, p.subjects, p.unit_id,"
        " p.registered_at IS NOT NULL FROM people p JOIN accounts a ON a.person_id = p.id"
        " WHERE a.address = :id",
        "consents": "SELECT c.document, c.version FROM consents c" + of_person.format("c"),
        "memberships": "SELECT m.unit_id, m.state FROM memberships m" + of_person.format("m"),
        "attempts": "SELECT t.form, t.length, t.position, t.revision, t.finished_at IS NOT NULL"
        " FROM attempts t" + of_person.format("t"),
        "answers": "SELECT i.position, i.choice IS NOT NULL FROM attempt_items i"
        " JOIN attempts t ON t.id = i.attempt_id" + of_person.format("t") + " ORDER BY 1",
        "reminders": "SELECT r.kind, r.state FROM reminders r" + of_person.format("r"),
        "place": "SELECT screen, arguments FROM places WHERE address = :id",
    }
    found = []
    async with house.database.reading() as session:
        for person in people:
            known = {}
            for name, query in queries.items():
                rows = await session.execute(text(query), {"id": person.id})
                known[name] = [tuple(str(value) for value in row) for row in rows]
            found.append(known)
    return found


async def play(house: House) -> list[dict[str, Any]]:
    """Three people side by side: registration, a diagnostic begun, seven questions answered."""

    async def one(name: str) -> Person:
        person = await house.at_a_question(name)
        for number in range(1, 8):
            await click(person, "АБВ"[number % 3], f"Вопрос {number + 1} из 20")
        return person

    people = await asyncio.gather(*(one(name) for name in ("Анна", "Борис", "Вера")))
    await house.settled()
    return await facts(house, people)


async def test_repeated_and_shuffled_updates_leave_the_database_as_single_ones_do(house: House) -> None:
    await house.start()
    once = await play(house)
    house.simulator.faults.add("duplicate")
    house.simulator.faults.add("shuffle")
    assert await play(house) == once
    house.simulator.faults.clear()
    assert house.refused() == []


async def test_a_burst_that_comes_shuffled_is_handled_as_it_was_written(house: House) -> None:
    """Several things written before the bot looks: a batch is put in order before it is worked off."""
    await house.start()
    people = [house.person(name) for name in ("Анна", "Борис", "Вера")]
    for person in people:
        await person.start(await house.poster())
        await click(person, "Даю согласие", "Шаг 3 из 5")
        await click(person, "Учитель", "Предметы")
        await say(person, "Математика", "Выбрано: Математика")
        await click(person, "Всё верно", "Шаг 4 из 5")
    await house.crash()
    house.simulator.faults.add("shuffle")
    house.simulator.faults.add("duplicate")
    for person in people:
        await person.send("1996")
        await person.send("09.2025")
    await house.start()
    for person in people:
        await person.wait_for("Шаг 5 из 5")
    for known in await facts(house, people):
        ((_, _, birth_year, work_start, *_),) = known["person"]
        assert (birth_year, work_start) == ("1996", "2025-09-01")


async def test_every_tap_delivered_up_to_five_times_after_a_restart_counts_once(house: House) -> None:
    """The process remembers nothing: only the database can know that it has had the update."""
    await house.start()
    person = await house.at_a_question()
    await house.settled()
    await house.crash()
    for number in range(1, 4):
        await person.click("А")
        (pending,) = house.simulator.updates.pending.values()
        for _ in range(number):
            house.simulator.updates.pending[pending.update["update_id"]] = pending
            await house.start()
            await person.wait_for(f"Вопрос {number + 1} из 20")
            await house.settled()
            await house.crash()
    (known,) = await facts(house, [person])
    assert known["attempts"][0][2:4] == ("4", "3")


async def test_a_newcomer_goes_on_where_facts_lead_when_the_screen_was_lost(house: House) -> None:
    """The effect is stored, the process dies before the next screen: not the old question again."""
    await house.start()
    person = house.person()
    await person.start(await house.poster())
    for button, then in (("Даю согласие", "Шаг 3 из 5"), ("Учитель", "Предметы")):
        await until(lambda: person.screens and button in person.screen.button_texts)  # noqa: B023
        house.simulator.faults.add("slow", method="editMessageText", seconds=30)
        await person.click(button)
        await until(lambda: house.simulator.faults.active[0].happened)
        await house.crash()
        house.simulator.faults.clear()
        await house.start()
        await person.wait_for(then)


async def test_a_database_locked_by_another_program_confirms_nothing_and_recovers(
    sqlite_house: House,
) -> None:
    house = sqlite_house
    await house.start()
    person = await house.at_a_question()
    with closing(sqlite3.connect(str(house.database.url.database), isolation_level=None)) as foreign:
        foreign.execute("BEGIN IMMEDIATE")
        await person.click("А")
        await for_a_while(lambda: house.simulator.updates.pending and "Вопрос 1" in person.screen.text)
        foreign.execute("ROLLBACK")
    await person.wait_for("Вопрос 2 из 20")
    await house.settled()


async def test_a_full_disk_confirms_nothing_and_recovers(sqlite_house: House) -> None:
    house = sqlite_house
    await house.start()
    person = await house.at_a_question()
    other = await house.registered("Борис")
    await house.settled()
    async with house.database.writer.connect() as connection:
        await _make_every_update_large(connection)
        pages = await connection.scalar(text("PRAGMA page_count"))
    await _limit_file(house.database, pages)
    await person.click("А")
    await other.click("Начать диагностику")
    await for_a_while(lambda: house.simulator.updates.pending and "Вопрос 1" in person.screen.text)
    await _limit_file(house.database, 1_000_000)
    await person.wait_for("Вопрос 2 из 20", 30)
    await other.wait_for("Методическая диагностика", 30)
    await house.settled()
    assert (await facts(house, [person]))[0]["attempts"][0][2:4] == ("2", "1")


async def _limit_file(database: Database, pages: int) -> None:
    for engine in (database.writer, database.brief_writer):
        async with engine.connect() as connection:
            assert await connection.scalar(text(f"PRAGMA max_page_count={pages}")) == pages


async def _make_every_update_large(connection: Any) -> None:
    """Every write takes room on the disk, so that the first one too many fails for certain."""
    for statement in (
        "CREATE TABLE ballast (bytes BLOB)",
        "CREATE TRIGGER heavy AFTER INSERT ON handled_updates BEGIN"
        " INSERT INTO ballast VALUES (zeroblob(100000)); END",
        "CREATE TRIGGER heavy_inbox AFTER INSERT ON inbox_updates BEGIN"
        " INSERT INTO ballast VALUES (zeroblob(100000)); END",
    ):
        await connection.execute(text(statement))
    await connection.commit()


async def test_an_effect_whose_commit_fails_is_tried_again_and_stored_once(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    await house.start()
    person = await house.at_a_question()
    await house.settled()
    commit, failures = AsyncSession.commit, []

    async def fail(session: AsyncSession) -> None:
        if len(failures) < 4:
            failures.append(len(house.simulator.updates.pending))
            raise DISK_FULL
        await commit(session)

    monkeypatch.setattr(AsyncSession, "commit", fail)
    await person.click("А")
    await person.wait_for("Вопрос 2 из 20")
    assert failures == [1, 1, 1, 1], "the tap stayed unconfirmed all the time"
    assert (await facts(house, [person]))[0]["attempts"][0][2:4] == ("2", "1")
    assert len(house.simulator.calls.named("answerCallbackQuery")) == len(_taps(house)), "one answer a tap"


def _taps(house: House) -> set[str]:
    return {
        call["params"]["callback_query_id"] for call in house.simulator.calls.named("answerCallbackQuery")
    }


async def test_an_exception_in_a_handler_is_answered_politely_and_blocks_nobody(house: House) -> None:
    running = await house.start()
    person, other = await house.registered(), await house.registered("Борис")
    await click(person, "Меню", "Елена")
    _break(running, "help.home")
    with capture_logs() as logs:
        await click(person, "Позвать на помощь", "Не получилось")
    (failure,) = [entry for entry in logs if entry["event"] == "handler_failed"]
    assert f"код {failure['code']}" in person.screen.text
    await click(person, "Диагностика", "Методическая диагностика")
    await click(other, "Меню", "Борис")
    assert house.refused() == []


async def test_an_exception_in_the_menu_itself_is_answered_too(house: House) -> None:
    running = await house.start()
    person = await house.registered()
    _break(running, "menu.root")
    await click(person, "Меню", "Не получилось")
    await say(person, "/help", "/menu")
    await house.settled()


def _break(running: Any, name: str) -> None:
    pages = running.app.road.book.pages

    async def broken(*_: object) -> Screen:
        raise ValueError("out of order")

    pages[name] = replace(pages[name], handler=broken)


async def test_numbers_that_begin_anew_after_a_quiet_week_are_not_taken_for_old_ones(
    house: House,
) -> None:
    running = await house.start()
    person = await house.registered()
    await house.settled()
    running.poller._heard_at -= 8 * 24 * 3600
    house.simulator.state.counters["update"] = 5
    await person.send("/menu")
    await person.wait_for("Школа № 12")
