"""Open answers in the queue of experts: rated once, by the rubric, without a name.

An expert sees the question, the criteria and the answer, never whose it is; nobody rates their own.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Attempt, AttemptItem, OpenAnswer
from db.repositories import answers as rows
from db.repositories import diagnostics as attempts
from db.session import UnitOfWork
from domain.access import Right
from domain.errors import NotFound, Refusal, ScreenIsStale
from services import closing, outbox, viewer
from services.item_content import of_item
from services.viewer import Viewer

WAITS_AT_MOST = timedelta(days=14)
"""Then the result is recorded without what nobody has rated."""
READY = "answers_rated"


class AnswerIsRated(Refusal):
    """Somebody else was faster: an answer is rated once."""


@dataclass(frozen=True)
class Waiting:
    """An answer to be rated; `criteria` say what each mark from 0 up stands for."""

    id: int
    stem: str
    answer: str
    criteria: tuple[str, ...]
    explanation: str
    waiting: int


async def queue_length(work: UnitOfWork, who: Viewer) -> int:
    scope = who.need(Right.RATE_ANSWERS, work.now())
    async with work.reading() as session:
        return await rows.count_waiting(session, scope, who.id)


async def next_answer(work: UnitOfWork, who: Viewer, after: int = 0) -> Waiting | None:
    """The answer that has waited longest in the viewer's branch, behind `after`; None when none is left."""
    scope = who.need(Right.RATE_ANSWERS, work.now())
    async with work.reading() as session:
        found = await rows.first_waiting(session, scope, who.id, after)
        if found is None:
            return None
        waiting = await rows.count_waiting(session, scope, who.id)
    answer, placed, item = found
    return Waiting(
        id=answer.id,
        stem=item.stem,
        answer=str(placed.response or ""),
        criteria=of_item(item).rubric,
        explanation=item.explanation,
        waiting=waiting,
    )


async def rate(work: UnitOfWork, who: Viewer, answer_id: int, points: int) -> None:
    """Gives the mark; the last one of an attempt records its result and tells its owner."""
    scope = who.need(Right.RATE_ANSWERS, work.now())
    async with work.writing() as session:
        found = await rows.answer_in_scope(session, scope, who.id, answer_id)
        if found is None:
            raise NotFound
        answer, placed, _ = found
        if answer.rated_at is not None:
            raise AnswerIsRated
        if not 0 <= points <= placed.most:
            raise ScreenIsStale
        _mark(answer, placed, points, who, work.now())
        await session.flush()
        if not await rows.waiting_of_attempt(session, answer.attempt_id):
            await _count(session, work, answer.attempt_id, tell=True)


def _mark(answer: OpenAnswer, placed: AttemptItem, points: int, who: Viewer, now: datetime) -> None:
    answer.points, answer.rated_by, answer.rated_at = points, who.subject, now
    placed.points, placed.right = points, points == placed.most


async def _count(session: AsyncSession, work: UnitOfWork, attempt_id: int, *, tell: bool) -> None:
    """Records the result of an attempt whose owner is still there."""
    attempt = await session.get(Attempt, attempt_id)
    if attempt is None or attempt.person_id is None:
        return
    owner = await viewer.in_session(session, attempt.person_id)
    if owner is None:
        return
    await closing.count(session, work, owner, attempt)
    if tell:
        await outbox.tell(
            session, work, owner.id, READY, f"{READY}:{attempt.id}", parameters={"attempt": attempt.id}
        )


async def count_overdue(work: UnitOfWork) -> int:
    """Records results whose open answers nobody has rated for two weeks; returns how many."""
    async with work.reading() as session:
        overdue = await attempts.uncounted_before(session, work.now() - WAITS_AT_MOST)
    for attempt_id in overdue:
        async with work.writing() as session:
            await _count(session, work, attempt_id, tell=False)
    return len(overdue)
