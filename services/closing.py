"""The end of an attempt: reminders dropped, open answers sent to the experts, evidence recorded.

Never commits. Evidence is written once, when every answer has its mark.
"""

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Attempt, AttemptItem, OpenAnswer
from db.repositories import delivery
from db.repositories import diagnostics as rows
from db.session import UnitOfWork
from domain.evidence import EvidenceKind
from domain.literacy import COMPONENTS, ComponentScore, Profile, profile_of, value_of
from domain.mastery import CompetencyScore, growth_zones
from services import evidence, reminders
from services.viewer import Viewer

LITERACY_FORM = "literacy:"
PAPER_WINDOW = "paper:"
TIME_IS_SHORT = "time_is_short"


async def _still_open(session: AsyncSession, person_id: int, attempt_id: int) -> dict[str, object] | None:
    """What the reminder about an unfinished diagnostic says; None once it is finished."""
    attempt = await rows.attempt(session, person_id, attempt_id)
    if attempt is None or attempt.finished_at is not None:
        return None
    items = await rows.attempt_items(session, attempt.id)
    answered = sum(item.answered_at is not None for item in items)
    return {"attempt": attempt.id, "answered": answered, "length": attempt.most or attempt.length}


UNFINISHED = reminders.kind("unfinished_diagnostic", _still_open)


def warning_of(attempt: Attempt) -> str:
    """The event of the message that says ten minutes are left."""
    return f"{TIME_IS_SHORT}:{attempt.id}"


async def end(
    session: AsyncSession, work: UnitOfWork, who: Viewer, attempt: Attempt, *, timed_out: bool
) -> None:
    """Ends an open attempt; what an expert has to rate puts its evidence off."""
    attempt.finished_at = min(work.now(), attempt.deadline_at)
    attempt.timed_out = timed_out
    attempt.revision += 1
    await session.flush()
    await reminders.drop(session, work, who.id, UNFINISHED, attempt.id)
    await delivery.cancel_message(session, warning_of(attempt), work.now())
    unrated = [one for one in await rows.attempt_items(session, attempt.id) if is_unrated(one)]
    path = who.unit.path if who.unit else "/"
    session.add_all(
        OpenAnswer(attempt_id=attempt.id, position=one.position, unit_path=path, asked_at=attempt.finished_at)
        for one in unrated
    )
    if not unrated:
        await count(session, work, who, attempt)


async def end_on_paper(session: AsyncSession, work: UnitOfWork, who: Viewer, attempt: Attempt) -> int:
    """Ends an attempt whose letters came from paper; returns its evidence."""
    attempt.finished_at = work.now()
    attempt.revision += 1
    return await count_paper(session, work, who, attempt)


async def count_paper(session: AsyncSession, work: UnitOfWork, who: Viewer, attempt: Attempt) -> int:
    """Records what a finished paper form says of `who`, with «бумага» as its source."""
    attempt.counted_at = work.now()
    await session.flush()
    return await _count_topics(session, work, who, attempt, source="paper")


def is_unrated(item: AttemptItem) -> bool:
    """Answered, and waits for an expert."""
    return item.answered_at is not None and item.points is None


async def count(session: AsyncSession, work: UnitOfWork, who: Viewer, attempt: Attempt) -> None:
    """Records what the finished attempt says, once."""
    if attempt.counted_at is not None or attempt.finished_at is None:
        return
    attempt.counted_at = work.now()
    await session.flush()
    if attempt.form.startswith(LITERACY_FORM):
        await _count_literacy(session, work, who, attempt)
        return
    await _count_topics(session, work, who, attempt)


async def _count_topics(
    session: AsyncSession, work: UnitOfWork, who: Viewer, attempt: Attempt, source: str = "bot"
) -> int:
    assert attempt.finished_at is not None
    scores = scores_of(await rows.attempt_items(session, attempt.id), attempt)
    return await evidence.record(
        session,
        work,
        who,
        EvidenceKind.DIAGNOSTIC,
        who.today(attempt.finished_at),
        competencies=[score.competency for score in growth_zones(scores)],
        mode=attempt.mode,
        source=source,
        details={
            "attempt": attempt.id,
            "answered": sum(score.answered for score in scores),
            "scores": {score.competency: [score.right, score.answered] for score in scores},
        },
    )


def scores_of(items: Iterable[AttemptItem], attempt: Attempt | None = None) -> list[CompetencyScore]:
    """Scores by competency in alphabetical order of codes; skipped questions are not counted as wrong, and
    open ones not before they are rated. An adaptive attempt knows more than the count of right answers.
    """
    measured = attempt.measured if attempt and attempt.most else {}
    answered: dict[str, list[bool]] = {}
    for item in items:
        marks = answered.setdefault(item.competency, [])
        if item.answered_at is not None and item.right is not None:
            marks.append(item.right)
    return [
        CompetencyScore(code, sum(marks), len(marks), measured.get(code))
        for code, marks in sorted(answered.items())
    ]


async def _count_literacy(session: AsyncSession, work: UnitOfWork, who: Viewer, attempt: Attempt) -> None:
    """«Принял участие» = all six components of a window are finished: one fact, on the day of the last."""
    attempts = await rows.literacy_attempts(session, who.id, attempt.window)
    if {one.form for one in attempts if one.counted_at} != {LITERACY_FORM + code for code in COMPONENTS}:
        return
    on = max(who.today(one.finished_at) for one in attempts if one.finished_at)
    profile = await literacy_profile(session, attempts)
    scores = scores_of(await rows.items_of_attempts(session, [one.id for one in attempts]))
    await evidence.record(
        session,
        work,
        who,
        EvidenceKind.FL_DIAGNOSTIC,
        on,
        competencies=[score.competency for score in growth_zones(scores)],
        mode=attempt.mode,
        value=value_of(profile),
        details={
            "points": profile.total.points,
            "most": profile.total.most,
            "components": {one.component: [one.points, one.most] for one in profile.scores},
            "window": attempt.window,
            "position": who.position,
        },
    )


async def literacy_profile(session: AsyncSession, attempts: Iterable[Attempt]) -> Profile:
    """Points of all questions of these attempts: a skipped one earns nothing, one that no expert has rated
    is left out.
    """
    points: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for item in await rows.items_of_attempts(session, [one.id for one in attempts]):
        if is_unrated(item):
            continue
        points[item.competency][0] += item.points or 0
        points[item.competency][1] += item.most
        points[item.competency][2] += 1
    return profile_of([ComponentScore(code, *numbers) for code, numbers in points.items()])
