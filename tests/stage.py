"""The stage of the flow tests: the real bot, the real database, a fake messenger and a clock.

People act by a user's verbs (`send`, `click`, `screen`); every update goes through intake and dispatcher.
"""

from datetime import datetime, timedelta
from typing import Any

from aiogram.types import Update

from bot import app as wiring
from bot.config import Settings
from bot.sending import sender_of
from db.repositories import diagnostics as diagnostic_rows
from db.session import Database, UnitOfWork
from domain.access import Role
from domain.items import LETTERS
from scheduler.schedule import Schedule
from scheduler.sender import Sender
from services import invitations, names, registration, units, viewer
from simulator.client import Person
from simulator.core import Simulator
from simulator.session import SimulatorSession
from tests import territory

TOKEN = "42:stage"
FAST = {"sending_rate": 1000, "sending_rate_per_chat": 1000}
"""People of a play type faster than a chat may be written to."""


class TestClock:
    """Business time that moves only when a play says so."""

    __test__ = False

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **step: float) -> None:
        self.now += timedelta(**step)


class Stage:
    """One running bot with people around it."""

    def __init__(self, database: Database, now: datetime, **settings: Any) -> None:
        self.clock = TestClock(now)
        self.simulator = Simulator(TOKEN)
        self.app = wiring.build(
            Settings(_env_file=None, bot_token=TOKEN, **FAST, **settings),  # type: ignore[call-arg]
            database,
            username="opora_demo_bot",
            clock=self.clock,
            session=SimulatorSession(self.simulator),
            strict_texts=True,
        )
        self.app.albums.quiet = 0.05
        self.sender = Sender(self.app.work, sender_of(self.app.bot))
        self.schedule = Schedule(self.app.work)
        self.simulator.deliver = self._deliver
        self._next_id = 1000

    async def open(self) -> "Stage":
        await territory.load(self.work)
        if self.app.house.names_in_chat:
            await names.record_ground(self.work(), "Приказ № 7 от 01.09.2026 (учебный пример)", "директор")
        return self

    async def close(self) -> None:
        self.simulator.deliver = None
        await self.app.tasks.stop()
        await self.app.bot.session.close()
        await self.simulator.close()

    def work(self) -> UnitOfWork:
        return self.app.work()

    async def _deliver(self, update: dict[str, Any]) -> None:
        await self.app.intake.take(Update.model_validate(update)).done.wait()

    async def again(self, update: dict[str, Any]) -> None:
        """Delivers an update as if the process had not seen it before: a restart's view."""
        await wiring.handle(self.app.dispatcher, self.app.bot, Update.model_validate(update))

    def person(self, first_name: str, last_name: str = "") -> Person:
        self._next_id += 1
        profile = {"id": self._next_id, "first_name": first_name}
        return Person.inside(self.simulator, **profile, **({"last_name": last_name} if last_name else {}))

    async def teacher(self, first_name: str = "Елена", school: str = "Z1-S12") -> Person:
        """A registered teacher of mathematics, young if nothing else is said."""
        person = self.person(first_name, "Власова")
        await person.start(await self.poster(school))
        await person.click("Даю согласие")
        await person.click("Учитель")
        await person.send("Математика")
        await person.click("Всё верно")
        await person.send("1996")
        await person.send("09.2025")
        await person.click("Всё верно")
        return person

    async def take_diagnostic(self, person: Person, weak: set[str]) -> None:
        """Answers the open diagnostic to its end: wrong on the `weak` competencies, right on the others."""
        who = await self.viewer(person)
        for _ in range(20):
            async with self.work().reading() as session:
                attempt = await diagnostic_rows.open_attempt(session, who.id)
                assert attempt is not None
                row = await diagnostic_rows.attempt_item(session, attempt.id, attempt.position)
                assert row is not None
            shown, item = row
            wanted = item.competency not in weak
            letter = next(
                i for i, at in enumerate(shown.order) if bool(item.options[at].get("key")) == wanted
            )
            await person.click(LETTERS[letter])
        await person.click("Завершить")

    async def poster(self, unit_code: str) -> str:
        """The start payload of an organisation's poster."""
        unit = await units.by_code(self.work(), unit_code)
        assert unit is not None
        return registration.join_link(await units.join_code(self.work(), unit.id))

    async def with_role(self, role: Role, unit_code: str, first_name: str = "Ольга") -> Person:
        """Somebody registered who holds a role for a unit."""
        person = await self.teacher(first_name)
        await self.grant(person, role, unit_code)
        return person

    async def grant(self, person: Person, role: Role, unit_code: str) -> None:
        """One more role, by a link as everybody gets it."""
        link = await invitations.invite_by_operator(self.work(), role, unit_code, timedelta(days=7))
        await person.start(link)

    async def viewer(self, person: Person) -> viewer.Viewer:
        found = await viewer.find(self.work(), person.id)
        assert found is not None
        return found

    async def deliver_messages(self) -> int:
        """Lets the sender work off what is due now."""
        count = 0
        while taken := await self.sender.tick():
            count += taken
        return count
