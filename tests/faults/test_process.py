"""The real process: two pollers, SIGTERM in the middle of work, a damaged file, what the log may hold."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest

from simulator.client import Person
from tests.faults.house import TOKEN, House, click, say, until
from tests.faults.processes import PATIENCE, BotProcess, Nursery

pytestmark = pytest.mark.faults

SETTLED = 11
"""Seconds after which a poller does not give way to a newcomer."""


class Town:
    """A house whose bots are real processes."""

    def __init__(self, house: House, nursery: Nursery) -> None:
        self.house = house
        self.nursery = nursery
        self.file = Path(str(house.database.url.database))

    async def bot(self, *command: str, **settings: object) -> BotProcess:
        given = {
            "bot_token": TOKEN,
            "bot_api_url": self.house.url,
            "database_url": f"sqlite+aiosqlite:///{self.file}",
            "sending_rate": 1000,
        }
        return await self.nursery.start(*command, **{**given, **settings})

    def rows(self, query: str) -> list[tuple]:
        with closing(sqlite3.connect(self.file)) as direct:
            return direct.execute(query).fetchall()


@pytest.fixture
async def town(sqlite_house: House, tmp_path: Path) -> AsyncIterator[Town]:
    async with Nursery(tmp_path) as nursery:
        yield Town(sqlite_house, nursery)


async def ended(bot: BotProcess) -> int:
    return await asyncio.wait_for(bot.wait(), PATIENCE)


async def test_a_second_poller_says_why_and_leaves_while_the_first_works_on(town: Town) -> None:
    first = await town.bot()
    person = await town.house.registered()
    await asyncio.sleep(SETTLED)
    second = await town.bot()
    assert await ended(second) == 1
    assert "уже работает другой экземпляр бота" in second.errors
    assert "Traceback" not in second.errors
    await click(person, "Меню", "Школа № 12")
    first.terminate()
    assert await ended(first) == 0, first.errors


async def test_sigterm_in_the_middle_of_work_loses_nothing_and_repeats_nothing(town: Town) -> None:
    bot = await town.bot()
    people = [await town.house.at_a_question(name) for name in ("Анна", "Борис", "Вера", "Глеб")]
    tapping = [asyncio.ensure_future(_answer(one, 12)) for one in people]
    for _ in range(3):
        answered = len(town.house.simulator.calls.named("editMessageText"))
        await until(
            lambda before=answered: len(town.house.simulator.calls.named("editMessageText")) > before + 6
        )
        bot.terminate()
        assert await ended(bot) == 0, bot.errors
        bot = await town.bot()
    await asyncio.gather(*tapping)
    assert town.rows(
        "SELECT count(choice), max(a.revision) FROM attempt_items i JOIN attempts a ON a.id = i.attempt_id"
        " GROUP BY a.id"
    ) == [(12, 12)] * len(people)
    bot.terminate()
    assert await ended(bot) == 0, bot.errors


async def _answer(person: Person, count: int) -> None:
    for number in range(1, count + 1):
        await click(person, "АБВ"[number % 3], f"Вопрос {number + 1} из 20")


async def test_a_damaged_file_is_not_opened_and_not_changed(town: Town) -> None:
    await town.house.database.close()
    with closing(sqlite3.connect(town.file)) as direct:
        direct.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        pages, size = (direct.execute(f"PRAGMA {one}").fetchone()[0] for one in ("page_count", "page_size"))
        root = direct.execute("SELECT rootpage FROM sqlite_master WHERE name = 'people'").fetchone()[0]
    assert pages > root
    damaged = bytearray(town.file.read_bytes())
    damaged[(root - 1) * size] ^= 0xFF
    town.file.write_bytes(damaged)
    for command in ("run", "doctor", "migrate"):
        bot = await town.bot(command)
        assert await ended(bot) != 0
        assert "файл базы повреждён" in bot.errors
        assert "восстановите копию" in bot.errors
        assert "Traceback" not in bot.errors
    assert town.file.read_bytes() == damaged


async def test_a_file_that_is_no_database_is_named_so(town: Town, tmp_path: Path) -> None:
    letter = tmp_path / "letter.db"
    letter.write_text("Дорогая редакция! " * 100, encoding="utf-8")
    bot = await town.bot(database_url=f"sqlite+aiosqlite:///{letter}")
    assert await ended(bot) == 2
    assert len(bot.errors.strip().splitlines()) == 1
    assert "файл базы повреждён" in bot.errors


async def test_a_wrong_token_is_one_line_without_the_token(town: Town) -> None:
    bot = await town.bot(bot_token="77:somebodyelses")
    assert await ended(bot) == 2
    assert bot.errors.strip() == "Настройки: BOT_TOKEN не подходит: Telegram его не узнал"


async def test_a_well_set_up_house_is_pronounced_well(town: Town) -> None:
    bot = await town.bot("doctor")
    assert await ended(bot) == 0, bot.errors
    assert "✗" not in bot.errors
    assert "отвечает, бот @" in bot.errors


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({"bot_token": "77:somebodyelses"}, "✗ Telegram: токен не подходит"),
        ({"bot_api_url": "http://127.0.0.1:9"}, "✗ Telegram: http://127.0.0.1:9 не отвечает"),
        ({"database_url": "postgresql+asyncpg://nobody@127.0.0.1:9/none"}, "✗ База: база недоступна"),
        ({"database_url": "sqlite+aiosqlite:////proc/opora.db"}, "✗ База: база недоступна"),
    ],
)
async def test_the_doctor_names_the_illness_and_the_cure(town: Town, settings: dict, says: str) -> None:
    bot = await town.bot("doctor", **settings)
    assert await ended(bot) == 1
    assert says in bot.errors
    assert "Traceback" not in bot.errors


async def test_the_doctor_sees_a_schema_of_the_future(town: Town) -> None:
    await town.house.database.close()
    with closing(sqlite3.connect(town.file)) as direct, direct:
        direct.execute("UPDATE alembic_version SET version_num = '9999'")
    bot = await town.bot("doctor")
    assert await ended(bot) == 1
    assert "✗ База" in bot.errors
    assert "Traceback" not in bot.errors


CANARIES = ("Канарейкина", "Пересмешникова", "79161234567", "Тайныч", "секретное слово", "12.03.1979")


@pytest.mark.parametrize("form", ["text", "json"])
async def test_logs_hold_neither_the_token_nor_what_people_say(town: Town, form: str) -> None:
    """Every path that logs: refusals, broken handlers, a broken database, troubles with Telegram."""
    house = town.house
    bot = await town.bot(log_level="DEBUG", log_format=form)
    person = house.person("Канарейкина", "Пересмешникова")
    await person.start(await house.poster())
    await person.wait_for("Здравствуйте", PATIENCE)
    await say(person, "Тайныч, мой телефон 79161234567", "Нажмите одну из кнопок")
    await click(person, "Даю согласие", "Шаг 3 из 5")
    for kind in ("reset_before", "error", "reset_after"):
        house.simulator.faults.add(kind, method="sendMessage", times=1)
        await person.send("секретное слово")
    with closing(sqlite3.connect(town.file)) as direct, direct:
        direct.execute("ALTER TABLE invitations RENAME TO broken")
    await person.start("inv_" + "секретное слово".encode().hex()[:40])
    await person.send("12.03.1979")
    await until(lambda: "handler_failed" in bot.errors or "update_failed" in bot.errors)
    with closing(sqlite3.connect(town.file)) as direct, direct:
        direct.execute("ALTER TABLE broken RENAME TO invitations")
    bot.terminate()
    assert await ended(bot) == 0
    assert "effect_not_stored" in bot.errors, "the log is not empty: the test is not blind"
    for canary in (TOKEN, TOKEN.partition(":")[2], *CANARIES):
        assert canary not in bot.errors
        assert canary.encode("unicode_escape").decode() not in bot.errors
