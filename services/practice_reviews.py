"""Expertise of practices: a methodist assigns experts, experts judge blind, the methodist decides."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Person, Practice, PracticeReview, Unit
from db.repositories import people as people_rows
from db.repositories import practice_reviews as rows
from db.repositories import practices as practice_rows
from db.repositories.practice_reviews import Expert
from db.session import UnitOfWork
from domain.access import RIGHTS, Right, Role
from domain.errors import NotFound, OwnAffair, Refusal, WrongInput
from domain.practice_review import MARKS, REVIEWS, Outcome, Verdict, is_complete, outcome, total
from domain.working_days import after_working_days
from services import content, outbox, practice_drafts, practices, reminders
from services.practice_drafts import PracticeHasChanged
from services.practices import Description
from services.viewer import Viewer, zone_of

PAGE = 6
TOLD = 3
"""How many methodists hear of a practice that waits for them."""
DECIDERS = tuple(role.value for role in Role if Right.MODERATE_PRACTICES in RIGHTS[role])


class ReviewIsOver(Refusal):
    """Finished, declined, passed on, or the author took the practice back."""


class ReviewIsIncomplete(Refusal):
    """A mark or the comment is missing."""


class ReviewHasChanged(Refusal):
    """The button belongs to an earlier state of the review."""


class NoExpertIsFree(Refusal):
    """Nobody in the branch may review this practice: the experts are of the author's school, or have it."""


class VerdictIsAgainst(Refusal):
    """Only what the reviews found fit goes into the bank."""


@dataclass(frozen=True)
class DeskLine:
    """A practice that waits for a methodist."""

    id: int
    title: str
    unit_name: str
    version: int
    verdict: Verdict
    done: int
    asked: int


@dataclass(frozen=True)
class DeskPage:
    items: tuple[DeskLine, ...]
    total: int
    page: int
    pages: int


@dataclass(frozen=True)
class ReviewState:
    """One review as a methodist sees it; `total` once it is done."""

    id: int
    expert: str
    state: str
    due_on: date
    total: int | None
    comment: str
    reason: str


@dataclass(frozen=True)
class DeskView:
    """A practice on a methodist's desk; `needed`: experts still to be asked."""

    description: Description
    author: str
    reviews: tuple[ReviewState, ...]
    outcome: Outcome
    needed: int


@dataclass(frozen=True)
class ReviewLine:
    """A review that waits for its expert."""

    id: int
    title: str
    due_on: date
    marked: int


@dataclass(frozen=True)
class ReviewView:
    """What an expert sees: the practice without its author, their own marks and words."""

    id: int
    revision: int
    description: Description
    marks: dict[str, int]
    comment: str
    due_on: date
    is_late: bool

    @property
    def is_complete(self) -> bool:
        return is_complete(self.marks, content.expertise().rule) and bool(self.comment)


# The methodist.


async def waiting(work: UnitOfWork, who: Viewer, page: int = 1) -> DeskPage:
    """Practices of the viewer's branch that wait, nobody's own, the longest waiting first."""
    scope = who.need(Right.MODERATE_PRACTICES, work.now())
    async with work.reading() as session:
        found = await practice_rows.waiting(session, scope, who.id, limit=PAGE, offset=(page - 1) * PAGE)
        count = await practice_rows.count_waiting(session, scope, who.id)
        items = tuple([await _desk_line(session, practice, unit) for practice, unit in found])
    return DeskPage(items, count, page, max(1, -(-count // PAGE)))


async def count_waiting(work: UnitOfWork, who: Viewer) -> int:
    scope = who.need(Right.MODERATE_PRACTICES, work.now())
    async with work.reading() as session:
        return await practice_rows.count_waiting(session, scope, who.id)


async def _desk_line(session: AsyncSession, practice: Practice, unit: Unit) -> DeskLine:
    reviews = [review for review, _, _ in await rows.of_version(session, practice.id, practice.version)]
    done = [review for review in reviews if review.state == "done"]
    asked = len(done) + sum(review.state == "assigned" for review in reviews)
    return DeskLine(
        practice.id, practice.title, unit.name, practice.version, _outcome(done).verdict, len(done), asked
    )


def _outcome(done: Sequence[PracticeReview]) -> Outcome:
    return outcome([review.marks for review in done], content.expertise().rule)


async def on_desk(work: UnitOfWork, who: Viewer, practice_id: int) -> DeskView:
    async with work.reading() as session:
        practice, unit = await _on_desk(session, work, who, practice_id)
        person, _ = await practice_rows.author_and_unit(session, practice)
        reviews = await rows.of_version(session, practice_id, practice.version)
        return DeskView(
            description=await practices.describe(session, practice),
            author=f"{person.chat_name}, {unit.name}" if person else unit.name,
            reviews=tuple(_state(who, *row) for row in reviews),
            outcome=_outcome([one for one, _, _ in reviews if one.state == "done"]),
            needed=_needed([one for one, _, _ in reviews]),
        )


def _state(who: Viewer, review: PracticeReview, person: Person | None, unit: Unit | None) -> ReviewState:
    name = f"{person.chat_name}, {unit.name}" if person and unit else person.chat_name if person else ""
    return ReviewState(
        review.id,
        name,
        review.state,
        _due_on(review, who),
        total(review.marks) if review.state == "done" else None,
        review.comment if review.state == "done" else "",
        review.reason,
    )


def _due_on(review: PracticeReview, who: Viewer) -> date:
    """The last day of the term: it ends at midnight."""
    return who.today(review.due_at - timedelta(seconds=1))


def _needed(reviews: Sequence[PracticeReview]) -> int:
    """How many experts are still to be asked: two, or a third one when the two are too far apart."""
    done = [one for one in reviews if one.state == "done"]
    wanted = REVIEWS + (_outcome(done).verdict is Verdict.THIRD_NEEDED)
    return max(0, wanted - len(done) - sum(one.state == "assigned" for one in reviews))


async def _on_desk(
    session: AsyncSession, work: UnitOfWork, who: Viewer, practice_id: int, *, for_update: bool = False
) -> tuple[Practice, Unit]:
    scope = who.need(Right.MODERATE_PRACTICES, work.now())
    found = await practice_rows.waiting_one(session, scope, who.id, practice_id, for_update=for_update)
    if found is None:
        raise NotFound
    return found


async def _decidable(
    session: AsyncSession, work: UnitOfWork, who: Viewer, practice_id: int, revision: int
) -> tuple[Practice, Unit]:
    practice, unit = await _on_desk(session, work, who, practice_id, for_update=True)
    if practice.revision != revision:
        raise PracticeHasChanged
    return practice, unit


async def experts(work: UnitOfWork, who: Viewer, practice_id: int) -> list[Expert]:
    """Who may be asked, the least loaded first: the first ones are the proposal."""
    async with work.reading() as session:
        practice, unit = await _on_desk(session, work, who, practice_id)
        return await _candidates(session, work, practice, unit)


async def _candidates(
    session: AsyncSession, work: UnitOfWork, practice: Practice, unit: Unit
) -> list[Expert]:
    before = await rows.of_version(session, practice.id, practice.version)
    asked = [review.expert_id for review, _, _ in before if review.expert_id is not None]
    found = await rows.experts(session, practice, unit.path, asked, work.now().date())
    agreed = await people_rows.with_consent(session, [one.person_id for one in found])
    return [one for one in found if one.person_id in agreed]


async def assign_proposed(work: UnitOfWork, who: Viewer, practice_id: int, revision: int) -> int:
    """Asks the least loaded experts, as many as are needed; returns how many."""
    async with work.writing() as session:
        practice, unit = await _decidable(session, work, who, practice_id, revision)
        needed = _needed([one for one, _, _ in await rows.of_version(session, practice_id, practice.version)])
        chosen = (await _candidates(session, work, practice, unit))[:needed]
        if needed and not chosen:
            raise NoExpertIsFree
        for expert in chosen:
            await _assign(session, work, practice, expert.person_id)
        return len(chosen)


async def assign(work: UnitOfWork, who: Viewer, practice_id: int, revision: int, expert_id: int) -> None:
    """Asks one expert of the methodist's own choice."""
    async with work.writing() as session:
        practice, unit = await _decidable(session, work, who, practice_id, revision)
        if expert_id not in {one.person_id for one in await _candidates(session, work, practice, unit)}:
            raise NotFound
        await _assign(session, work, practice, expert_id)


async def _assign(session: AsyncSession, work: UnitOfWork, practice: Practice, expert_id: int) -> None:
    person = await people_rows.get(session, expert_id)
    assert person is not None
    zone = zone_of(person, await people_rows.unit_of(session, person))
    last = after_working_days(work.today(zone), content.expertise().days)
    due_at = datetime.combine(last + timedelta(days=1), time(), zone)
    review = PracticeReview(
        practice_id=practice.id, version=practice.version, expert_id=expert_id, state="assigned", marks={},
        revision=0, assigned_at=work.now(), due_at=due_at, comment="", reason="",
    )  # fmt: skip
    session.add(review)
    practice.state = "review"
    practice.revision += 1
    await session.flush()
    parameters: dict[str, object] = {"review": review.id, "title": practice.title, "until": last.isoformat()}
    await outbox.tell(
        session, work, expert_id, "review_assigned", f"review_assigned:{review.id}", parameters=parameters
    )
    remind_at = reminders.the_day_before(due_at - timedelta(seconds=1), zone)
    await reminders.set_for(session, expert_id, REVIEW_DUE, review.id, remind_at, expires_at=due_at)


async def dismiss(work: UnitOfWork, who: Viewer, practice_id: int, revision: int, review_id: int) -> None:
    """The methodist takes a review away from an expert, to ask another one."""
    async with work.writing() as session:
        practice, _ = await _decidable(session, work, who, practice_id, revision)
        review = await rows.get(session, review_id, for_update=True)
        if review is None or review.practice_id != practice_id or review.state != "assigned":
            raise NotFound
        await _settle(session, work, review, "dropped")
        practice.revision += 1


async def publish(work: UnitOfWork, who: Viewer, practice_id: int, revision: int) -> None:
    """Into the bank, for two years; only what the reviews found fit."""
    async with work.writing() as session:
        practice, _ = await _decidable(session, work, who, practice_id, revision)
        if _outcome(await rows.done(session, practice_id, practice.version)).verdict is not Verdict.FIT:
            raise VerdictIsAgainst
        await _decide(session, work, who, practice, "published", "")
        practice.review_by = practice_drafts.lives_until(work.now())
        await practices.put_into_bank(session, practice)


async def give_back(work: UnitOfWork, who: Viewer, practice_id: int, revision: int, remarks: str) -> None:
    """Back to the author with remarks: they correct it and send it again."""
    await _refuse(work, who, practice_id, revision, "returned", remarks)


async def reject(work: UnitOfWork, who: Viewer, practice_id: int, revision: int, reason: str) -> None:
    await _refuse(work, who, practice_id, revision, "rejected", reason)


async def _refuse(
    work: UnitOfWork, who: Viewer, practice_id: int, revision: int, state: str, words: str
) -> None:
    words = practice_drafts.tidy(words)
    if not 10 <= len(words) <= 1000:
        raise WrongInput(why="Напишите, что исправить или почему не подходит: от 10 до 1000 знаков.")
    async with work.writing() as session:
        practice, _ = await _decidable(session, work, who, practice_id, revision)
        await _decide(session, work, who, practice, state, words)


async def _decide(
    session: AsyncSession, work: UnitOfWork, who: Viewer, practice: Practice, state: str, words: str
) -> None:
    if practice.person_id == who.id:
        raise OwnAffair
    for review in await rows.open_of(session, practice.id):
        await _settle(session, work, review, "dropped")
        if review.expert_id is not None:
            await outbox.tell(
                session, work, review.expert_id, "review_passed_on", f"review_passed_on:{review.id}",
                parameters={"title": practice.title},
            )  # fmt: skip
    practice.state, practice.decision = state, words
    practice.decided_at, practice.decided_by = work.now(), who.subject
    practice.revision += 1
    if practice.person_id is not None:
        await outbox.tell(
            session, work, practice.person_id, f"practice_{state}",
            f"practice_{state}:{practice.id}:{practice.revision}",
            parameters={"my_practice": practice.id, "title": practice.title, "reason": words[:300]},
        )  # fmt: skip


async def _settle(session: AsyncSession, work: UnitOfWork, review: PracticeReview, state: str) -> None:
    review.state, review.settled_at = state, work.now()
    review.revision += 1
    if review.expert_id is not None:
        await reminders.drop(session, work, review.expert_id, REVIEW_DUE, review.id)


# The expert.


async def mine(work: UnitOfWork, who: Viewer) -> list[ReviewLine]:
    """What waits for this expert, the nearest term first."""
    who.need(Right.REVIEW_PRACTICES, work.now())
    async with work.reading() as session:
        found = await rows.assigned_to(session, who.id)
    return [ReviewLine(one.id, practice.title, _due_on(one, who), len(one.marks)) for one, practice in found]


async def get(work: UnitOfWork, who: Viewer, review_id: int) -> ReviewView:
    """The practice without its author, and what the expert has marked so far."""
    who.need(Right.REVIEW_PRACTICES, work.now())
    async with work.reading() as session:
        review, practice = await _own(session, who, review_id)
        return ReviewView(
            id=review.id,
            revision=review.revision,
            description=await practices.describe(session, practice),
            marks=dict(review.marks),
            comment=review.comment,
            due_on=_due_on(review, who),
            is_late=review.due_at <= work.now(),
        )


async def _own(
    session: AsyncSession, who: Viewer, review_id: int, *, for_update: bool = False
) -> tuple[PracticeReview, Practice]:
    found = await rows.own(session, who.id, review_id, for_update=for_update)
    if found is None:
        raise NotFound
    review, practice = found
    if review.state != "assigned":
        raise ReviewIsOver
    if practice.person_id == who.id:
        raise OwnAffair
    return review, practice


async def mark(work: UnitOfWork, who: Viewer, review_id: int, criterion: str, given: int) -> None:
    """Stores one mark at once; it may be changed until the review is sent."""
    who.need(Right.REVIEW_PRACTICES, work.now())
    if criterion not in content.expertise().rule.criteria or given not in MARKS:
        raise NotFound
    async with work.writing() as session:
        review, _ = await _own(session, who, review_id, for_update=True)
        review.marks = {**review.marks, criterion: given}
        review.revision += 1


async def comment(work: UnitOfWork, who: Viewer, review_id: int, words: str) -> None:
    who.need(Right.REVIEW_PRACTICES, work.now())
    words = practice_drafts.tidy(words)
    if not 20 <= len(words) <= 1000:
        raise WrongInput(why="Напишите автору: что удалось и что поправить. От 20 до 1000 знаков.")
    async with work.writing() as session:
        review, _ = await _own(session, who, review_id, for_update=True)
        review.comment = words
        review.revision += 1


async def finish(work: UnitOfWork, who: Viewer, review_id: int, revision: int) -> None:
    """Sends the review. With the last one the verdict is there, or a third expert is asked."""
    who.need(Right.REVIEW_PRACTICES, work.now())
    async with work.writing() as session:
        review, practice = await _own(session, who, review_id, for_update=True)
        if review.revision != revision:
            raise ReviewHasChanged
        if not is_complete(review.marks, content.expertise().rule) or not review.comment:
            raise ReviewIsIncomplete
        await _settle(session, work, review, "done")
        practice.revision += 1
        await session.flush()
        verdict = _outcome(await rows.done(session, practice.id, practice.version)).verdict
        if verdict is Verdict.THIRD_NEEDED:
            await _ask_another(session, work, practice, f"review_third:{review.id}")
        elif verdict is not Verdict.WAITING:
            event = f"practice_judged:{practice.id}:{practice.version}"
            await _tell_methodists(session, work, practice, "practice_judged", event)


async def decline(work: UnitOfWork, who: Viewer, review_id: int, revision: int, reason: str) -> None:
    """An expert says no, with a reason; the next one is asked at once."""
    who.need(Right.REVIEW_PRACTICES, work.now())
    reason = " ".join(reason.split())
    if not 5 <= len(reason) <= 300:
        raise WrongInput(why="Напишите причину: от 5 до 300 знаков.")
    async with work.writing() as session:
        review, practice = await _own(session, who, review_id, for_update=True)
        if review.revision != revision:
            raise ReviewHasChanged
        review.reason = reason
        await _settle(session, work, review, "declined")
        await _ask_another(session, work, practice, f"review_declined:{review.id}")


async def pass_on_overdue(work: UnitOfWork) -> int:
    """Reviews whose term is over go to the next expert; with nobody to ask they stay where they are, and the
    methodist is told once. Returns how many were passed on.
    """
    async with work.reading() as session:
        ids = await rows.overdue(session, work.now())
    passed = 0
    for review_id in ids:
        async with work.writing() as session:
            passed += await _pass_on(session, work, review_id)
    return passed


async def _pass_on(session: AsyncSession, work: UnitOfWork, review_id: int) -> bool:
    review = await rows.get(session, review_id, for_update=True)
    if review is None or review.state != "assigned":
        return False
    practice = await practice_rows.get(session, review.practice_id)
    assert practice is not None
    if not await _ask_another(session, work, practice, f"review_missed:{review.id}"):
        return False
    await _settle(session, work, review, "missed")
    if review.expert_id is not None:
        await outbox.tell(
            session, work, review.expert_id, "review_passed_on", f"review_passed_on:{review.id}",
            parameters={"title": practice.title},
        )  # fmt: skip
    return True


async def _ask_another(session: AsyncSession, work: UnitOfWork, practice: Practice, event: str) -> bool:
    """Asks the next expert of the proposal; when there is none, the methodist hears of it."""
    _, unit = await practice_rows.author_and_unit(session, practice)
    found = await _candidates(session, work, practice, unit)
    if found:
        await _assign(session, work, practice, found[0].person_id)
        return True
    await _tell_methodists(session, work, practice, "review_nobody", event)
    return False


async def _tell_methodists(
    session: AsyncSession, work: UnitOfWork, practice: Practice, kind: str, event: str
) -> None:
    _, unit = await practice_rows.author_and_unit(session, practice)
    found = await people_rows.granted_above(session, unit.path, DECIDERS, work.now().date())
    for person_id in [one for one in dict.fromkeys(found) if one != practice.person_id][:TOLD]:
        parameters: dict[str, object] = {"practice_to_decide": practice.id, "title": practice.title}
        await outbox.tell(session, work, person_id, kind, event, parameters=parameters)


async def _still_due(session: AsyncSession, person_id: int, review_id: int) -> dict[str, object] | None:
    found = await rows.own(session, person_id, review_id)
    if found is None or found[0].state != "assigned":
        return None
    review, practice = found
    person = await people_rows.get(session, person_id)
    assert person is not None
    zone = zone_of(person, await people_rows.unit_of(session, person))
    last = (review.due_at - timedelta(seconds=1)).astimezone(zone).date()
    return {"review": review_id, "title": practice.title, "until": last.isoformat()}


REVIEW_DUE = reminders.kind("review_due", _still_due)
