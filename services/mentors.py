"""A mentor's own side: the consent, the profile, the pause."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.ext.asyncio import AsyncSession

from db.models import MentorProfile
from db.repositories import mentoring as rows
from db.session import UnitOfWork
from domain.access import Right
from domain.errors import ScreenIsStale
from services import content
from services.viewer import Viewer

CONSENT = "mentor_consent"
CAPACITIES = (1, 2, 3, 4, 5)
FOR_EVER = date.max


@dataclass(frozen=True)
class Profile:
    """A mentor as they see themselves. `agreed`: to the current text; `paused_until` while it lasts."""

    topics: tuple[str, ...]
    subjects: tuple[str, ...]
    capacity: int
    agreed: bool
    paused_until: date | None

    @property
    def works(self) -> bool:
        return self.agreed and self.paused_until is None and bool(self.topics)


def topics() -> dict[str, str]:
    """Titles of the topics a mentor helps with: the groups of competencies of a teacher."""
    return {one.code: one.title for one in content.groups() if one.audience != "head"}


async def get(work: UnitOfWork, who: Viewer) -> Profile:
    who.need(Right.BE_MENTOR, work.now())
    async with work.reading() as session:
        found = await rows.profile(session, who.id)
    today = who.today(work.now())
    if found is None:
        return Profile((), who.subjects, 2, False, None)
    paused = found.paused_until if found.paused_until and found.paused_until >= today else None
    agreed = found.consent_version == content.document(CONSENT).version
    return Profile(tuple(found.topics), tuple(found.subjects), found.capacity, agreed, paused)


async def _own(session: AsyncSession, who: Viewer) -> MentorProfile:
    """The profile, made on the first change with the subjects that the person teaches."""
    found = await rows.profile(session, who.id, for_update=True)
    if found is None:
        found = MentorProfile(person_id=who.id, topics=[], subjects=list(who.subjects), capacity=2)
        session.add(found)
    return found


async def agree(work: UnitOfWork, who: Viewer) -> None:
    """The mentor's consent: its version and time are kept."""
    who.need(Right.BE_MENTOR, work.now())
    async with work.writing() as session:
        found = await _own(session, who)
        found.consent_version, found.consented_at = content.document(CONSENT).version, work.now()


async def withdraw(work: UnitOfWork, who: Viewer) -> None:
    async with work.writing() as session:
        found = await _own(session, who)
        found.consent_version = found.consented_at = None


async def switch_topic(work: UnitOfWork, who: Viewer, topic: str, *, on: bool) -> None:
    if topic not in topics():
        raise ScreenIsStale
    async with work.writing() as session:
        found = await _own(session, who)
        found.topics = _with(found.topics, topic, on=on)


async def switch_subject(work: UnitOfWork, who: Viewer, subject: str, *, on: bool) -> None:
    if subject not in content.subjects():
        raise ScreenIsStale
    async with work.writing() as session:
        found = await _own(session, who)
        found.subjects = _with(found.subjects, subject, on=on)


def _with(codes: list[str], code: str, *, on: bool) -> list[str]:
    others = [one for one in codes if one != code]
    return [*others, code] if on else others


async def set_capacity(work: UnitOfWork, who: Viewer, capacity: int) -> None:
    if capacity not in CAPACITIES:
        raise ScreenIsStale
    async with work.writing() as session:
        (await _own(session, who)).capacity = capacity


async def pause(work: UnitOfWork, who: Viewer, until: date | None) -> None:
    """No new requests up to a day, inclusive; None ends the pause."""
    async with work.writing() as session:
        (await _own(session, who)).paused_until = until
