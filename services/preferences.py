"""What a person sets for themselves: time zone, quiet hours, leave, topics."""

from datetime import date, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Person
from db.repositories import people as people_rows
from db.session import UnitOfWork
from domain.errors import NotFound, WrongInput
from services import news
from services.reminders import KINDS
from services.viewer import Viewer

TOPICS = ("roster_reminder", "news", "materials")
"""What a person switches off besides the kinds of reminders."""

NEWS_TOPICS = tuple(f"news.{one}" for one in news.TOPICS)
"""News by what they are about; «news» is all of them."""

QUIET = {"evening": (time(20), time(8)), "late": (time(22), time(7)), "work": (time(18), time(9))}
LONGEST_LEAVE = timedelta(days=400)


async def set_zone(work: UnitOfWork, who: Viewer, zone: str) -> None:
    if zone not in available_timezones():
        raise WrongInput(why="Такого часового пояса нет.")
    async with work.writing() as session:
        (await _row(session, who)).timezone = str(ZoneInfo(zone))


async def set_quiet(work: UnitOfWork, who: Viewer, name: str) -> None:
    """One of the offered quiet hours: evening 20-8, late 22-7, work 18-9."""
    if name not in QUIET:
        raise NotFound
    async with work.writing() as session:
        row = await _row(session, who)
        row.quiet_from, row.quiet_to = QUIET[name]


async def set_leave(work: UnitOfWork, who: Viewer, until: date | None) -> None:
    """«Я в отпуске до ...» (inclusive); None ends the leave."""
    today = who.today(work.now())
    if until is not None and not today <= until <= today + LONGEST_LEAVE:
        raise WrongInput(why="Дата должна быть не раньше сегодняшнего дня и не позже чем через год.")
    async with work.writing() as session:
        (await _row(session, who)).leave_until = until


async def set_topic(work: UnitOfWork, who: Viewer, topic: str, *, on: bool) -> None:
    if topic not in (*TOPICS, *KINDS, *NEWS_TOPICS):
        raise NotFound
    async with work.writing() as session:
        row = await _row(session, who)
        others = [one for one in row.muted_topics if one != topic]
        row.muted_topics = others if on else [*others, topic]


async def _row(session: AsyncSession, who: Viewer) -> Person:
    row = await people_rows.get(session, who.id, for_update=True)
    if row is None:
        raise NotFound
    return row
