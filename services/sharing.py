"""What a person lets the methodists of their branch see.

Sharing is off until the person turns it on for one result, and ends when they turn it off.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Attempt, Person, SharedResult, Unit
from db.repositories import diagnostics as rows
from db.repositories import sharing as shared_rows
from db.session import UnitOfWork
from domain.access import Right
from domain.errors import NotFound
from domain.literacy import COMPONENTS, Profile
from domain.mastery import CompetencyScore
from services.closing import LITERACY_FORM, literacy_profile, scores_of
from services.results import title_of
from services.viewer import Viewer

PAGE = 6


@dataclass(frozen=True)
class Shared:
    """A result that its owner shares."""

    attempt_id: int
    chat_name: str
    unit_name: str
    title: str
    finished_on: date
    is_literacy: bool


@dataclass(frozen=True)
class SharedPage:
    results: tuple[Shared, ...]
    total: int
    page: int
    pages: int


async def share(work: UnitOfWork, who: Viewer, attempt_id: int) -> None:
    """Lets the methodists of one's branch see this result; twice is once.

    Parts of functional literacy are shared all six together, under the last of them.
    """
    async with work.writing() as session:
        attempts = await _shown_together(session, who, attempt_id)
        if await rows.shared_among(session, [one.id for one in attempts]):
            return
        last = max(one.id for one in attempts)
        session.add(SharedResult(attempt_id=last, person_id=who.id, shared_at=work.now()))


async def take_back(work: UnitOfWork, who: Viewer, attempt_id: int) -> None:
    async with work.writing() as session:
        for one in await _shown_together(session, who, attempt_id):
            found = await rows.shared_result(session, one.id)
            if found is not None:
                await session.delete(found)


async def _shown_together(session: AsyncSession, who: Viewer, attempt_id: int) -> list[Attempt]:
    """One's own finished attempt, or the six of functional literacy it belongs to."""
    attempt = await rows.attempt(session, who.id, attempt_id)
    if attempt is None or attempt.finished_at is None:
        raise NotFound
    if not attempt.form.startswith(LITERACY_FORM):
        return [attempt]
    parts = [one for one in await rows.literacy_attempts(session, who.id, attempt.window) if one.finished_at]
    if len(parts) < len(COMPONENTS):
        raise NotFound
    return parts


async def listing(work: UnitOfWork, who: Viewer, page: int = 1) -> SharedPage:
    """Results shared by people of the viewer's branch, the latest first."""
    scope = who.need(Right.SEE_SHARED_RESULTS, work.now())
    async with work.reading() as session:
        total = await shared_rows.count(session, scope)
        found = await shared_rows.page(session, scope, PAGE, (page - 1) * PAGE)
    return SharedPage(tuple(_shared(who, *row) for row in found), total, page, max(1, -(-total // PAGE)))


def _shared(who: Viewer, attempt: Attempt, person: Person, unit: Unit) -> Shared:
    assert attempt.finished_at is not None
    is_literacy = attempt.form.startswith(LITERACY_FORM)
    return Shared(
        attempt_id=attempt.id,
        chat_name=person.chat_name,
        unit_name=unit.name,
        title="" if is_literacy else title_of(attempt.form),
        finished_on=who.today(attempt.finished_at),
        is_literacy=is_literacy,
    )


async def one(
    work: UnitOfWork, who: Viewer, attempt_id: int
) -> tuple[Shared, list[CompetencyScore], Profile | None]:
    """A shared result with its scores: points of the six parts of functional literacy, else right answers."""
    scope = who.need(Right.SEE_SHARED_RESULTS, work.now())
    async with work.reading() as session:
        found = await shared_rows.one(session, scope, attempt_id)
        if found is None:
            raise NotFound
        attempt = found[0]
        items = await rows.attempt_items(session, attempt_id)
        is_literacy = attempt.form.startswith(LITERACY_FORM)
        profile = None
        if is_literacy and attempt.person_id:
            parts = await rows.literacy_attempts(session, attempt.person_id, attempt.window)
            profile = await literacy_profile(session, parts)
    return _shared(who, *found), scores_of(items, attempt), profile
