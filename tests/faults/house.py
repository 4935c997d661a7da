"""The bot of the `run` command in a test's own loop: over HTTP, on a real database, crashed at will."""

import asyncio
from collections.abc import Callable
from typing import Any

from bot.config import Settings
from bot.running import Running, start
from db.session import Database, UnitOfWork
from services import registration, units
from simulator.client import Person
from simulator.core import Simulator
from tests.faults.processes import PATIENCE

TOKEN = "42:stage"


class House:
    """A simulator that listens, a database with a territory, and one bot at a time."""

    def __init__(self, simulator: Simulator, url: str, database: Database) -> None:
        self.simulator = simulator
        self.url = url
        self.database = database
        self.running: Running | None = None
        self._people = 0

    @property
    def bot(self) -> Running:
        assert self.running is not None
        return self.running

    def work(self) -> UnitOfWork:
        return UnitOfWork(self.database)

    def settings(self, **other: Any) -> Settings:
        given = {"bot_token": TOKEN, "bot_api_url": self.url, "sending_rate": 1000}
        given |= {"sending_rate_per_chat": 1000, **other}
        return Settings(_env_file=None, **given)  # type: ignore[call-arg]

    async def start(self, **settings: Any) -> Running:
        self.running = await start(self.settings(**settings), self.database)
        return self.running

    async def crash(self) -> None:
        """Everything it was doing ends where it is: nothing is drained, nothing confirmed."""
        if self.running is None:
            return
        running, self.running = self.running, None
        running.schedule.stop()
        if running.web is not None:
            await running.web.stop()
        await running.app.close()

    def person(self, first_name: str = "Елена", last_name: str = "Власова") -> Person:
        self._people += 1
        profile = {"id": 7000 + self._people, "first_name": first_name, "last_name": last_name}
        return Person.inside(self.simulator, **profile)

    async def poster(self, code: str = "Z1-S12") -> str:
        unit = await units.by_code(self.work(), code)
        assert unit is not None
        return registration.join_link(await units.join_code(self.work(), unit.id))

    async def registered(self, first_name: str = "Елена") -> Person:
        """A teacher who has come to the end of the registration."""
        person = self.person(first_name)
        await person.start(await self.poster())
        for button, then in (("Даю согласие", "Шаг 3 из 5"), ("Учитель", "Предметы")):
            await click(person, button, then)
        await say(person, "Математика", "Выбрано: Математика")
        await click(person, "Всё верно", "Шаг 4 из 5")
        await say(person, "1996", "Начало работы")
        await say(person, "09.2025", "Шаг 5 из 5")
        await click(person, "Всё верно", "молодой педагог")
        return person

    async def at_a_question(self, first_name: str = "Елена") -> Person:
        """A teacher who looks at the first question of a diagnostic."""
        person = await self.registered(first_name)
        await click(person, "Начать диагностику", "Методическая диагностика")
        await click(person, "Начать", "Перед началом")
        await click(person, "Начать: вопрос 1", "Вопрос 1 из 20")
        return person

    async def settled(self) -> None:
        """Everything that was written to the bot is confirmed."""
        await until(lambda: not self.simulator.updates.pending)

    def refused(self) -> list[dict]:
        """Calls of ours that Telegram refused as wrong."""
        return [call for call in self.simulator.calls.named() if call["status"] == 400]


async def click(person: Person, button: str, then: str) -> None:
    """Presses a button as soon as it is there, and waits for what it leads to."""
    await until(lambda: person.screens and button in person.screen.button_texts)
    await person.click(button)
    await person.wait_for(then, PATIENCE)


async def say(person: Person, text: str, then: str) -> None:
    await person.send(text)
    await person.wait_for(then, PATIENCE)


async def until(true: Callable[[], object]) -> None:
    """Waits until something is so; a test fails that waits too long."""
    async with asyncio.timeout(PATIENCE):
        while not true():
            await asyncio.sleep(0.01)


async def for_a_while(true: Callable[[], object], seconds: float = 1.0) -> None:
    """Something stays so: what would change it has had the time to."""
    end = asyncio.get_running_loop().time() + seconds
    while asyncio.get_running_loop().time() < end:
        assert true(), "it did not stay so"
        await asyncio.sleep(0.02)
