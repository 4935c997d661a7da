"""What a kind of reminder may be sure of: told once, at its hour, never when it is of no use any more."""

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import text

from db.session import UnitOfWork
from scheduler.schedule import TIMETABLE
from services import preferences, registration, reminders, viewer
from services.viewer import Viewer
from ui.format import ZONES
from ui.text import texts


async def _true(*_: object) -> dict[str, object]:
    return {}


@pytest.fixture
def meeting(monkeypatch: pytest.MonkeyPatch) -> reminders.Kind:
    monkeypatch.setattr(reminders, "KINDS", {})
    monkeypatch.setattr(reminders.outbox, "TOPIC_OF", {})
    return reminders.kind("meeting", _true, routine=False)


class Wall:
    """A person with a clock: business time goes where the test says."""

    def __init__(self, work: UnitOfWork, zone: str) -> None:
        self._work = work
        self.zone = ZoneInfo(zone)
        self.now = work.now()

    def work(self) -> UnitOfWork:
        return replace(self._work, clock=lambda: self.now)

    async def person(self) -> Viewer:
        await registration.consent(self.work(), 1, "Елена Власова")
        who = await viewer.find(self.work(), 1)
        assert who is not None
        await preferences.set_zone(self.work(), who, self.zone.key)
        return who

    async def set_for(self, who: Viewer, kind: reminders.Kind, due: datetime, expires: datetime) -> None:
        async with self.work().writing() as session:
            await reminders.set_for(session, who.id, kind, 1, due, expires_at=expires)

    async def state(self) -> str:
        async with self.work().reading() as session:
            return (await session.execute(text("SELECT state FROM reminders"))).scalar_one()

    def at(self, day: int, hour: int, minute: int = 0) -> datetime:
        return datetime(2026, 11, day, hour, minute, tzinfo=self.zone)


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize(
    "jump", [timedelta(hours=1), timedelta(hours=-1), timedelta(days=1), timedelta(days=-1)]
)
async def test_whatever_the_clock_does_a_reminder_comes_once_at_its_local_hour(
    work: UnitOfWork, zone: str, jump: timedelta, meeting: reminders.Kind
) -> None:
    wall = Wall(work, zone)
    who, told = await wall.person(), []
    monday = wall.at(30, 10)
    due = reminders.the_day_before(monday, wall.zone)
    assert due.astimezone(wall.zone) == wall.at(29, 15), "a Sunday: a meeting doesn't wait for a working day"
    await wall.set_for(who, meeting, due, monday)
    wall.now = wall.at(28, 12)
    jumps = iter([jump])
    while wall.now < monday:
        if await reminders.tell_due(wall.work()):
            told.append(wall.now.astimezone(wall.zone))
            wall.now += next(jumps, timedelta())
        wall.now += timedelta(minutes=10)
    assert told == [wall.at(29, 15)]


async def test_what_was_due_while_the_process_was_down_is_told_late_or_marked_expired(
    work: UnitOfWork, meeting: reminders.Kind
) -> None:
    wall = Wall(work, "Asia/Omsk")
    who = await wall.person()
    await wall.set_for(who, meeting, wall.at(23, 15), expires=wall.at(24, 10))
    wall.now = wall.at(23, 19, 30)
    assert await reminders.tell_due(wall.work()) == 1, "six hours late, and still of use"
    await wall.set_for(who, meeting, wall.at(24, 15), expires=wall.at(24, 19))
    wall.now = wall.at(24, 19)
    assert await reminders.tell_due(wall.work()) == 0
    assert await wall.state() == "expired"


async def test_what_can_not_come_before_the_morning_is_too_late_already(
    work: UnitOfWork, meeting: reminders.Kind
) -> None:
    wall = Wall(work, "Asia/Omsk")
    who = await wall.person()
    await wall.set_for(who, meeting, wall.at(23, 19), expires=wall.at(24, 7))
    wall.now = wall.at(23, 21)
    assert await reminders.tell_due(wall.work()) == 0, "quiet hours last until eight"
    assert await wall.state() == "expired"


async def test_a_kind_that_nobody_declared_stays_for_the_release_that_knows_it(
    work: UnitOfWork, meeting: reminders.Kind
) -> None:
    wall = Wall(work, "Asia/Omsk")
    who = await wall.person()
    await wall.set_for(who, reminders.Kind("of_tomorrow", _true), wall.at(23, 9), wall.at(30, 9))
    wall.now = wall.at(23, 16)
    assert await reminders.tell_due(wall.work()) == 0
    assert await wall.state() == "waiting"


def test_a_kind_is_declared_once(meeting: reminders.Kind) -> None:
    with pytest.raises(ValueError, match="twice"):
        reminders.kind("meeting", _true)


def test_every_line_of_the_timetable_has_its_words() -> None:
    assert [line.name for line in TIMETABLE if not texts().has(f"tick-{line.name}")] == []


def test_every_kind_has_its_words() -> None:
    from handlers import book

    book()
    for name in reminders.KINDS:
        assert texts().has(f"topic-{name}"), name
        assert texts().has(f"notice-{name.replace('_', '-')}"), name
        assert len(texts().plain(f"topic-{name}")) <= 21, "a switch has 26 characters"
