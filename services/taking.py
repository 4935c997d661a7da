"""Taking a diagnostic: the question that is next, answers of every kind, skip, back, the end.

Everything that matters is in rows: which question is next, the order of options, each answer and each answer
being put together. A screen is drawn from them, so a crash or a second phone changes nothing.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Attempt, AttemptItem
from db.repositories import diagnostics as rows
from db.session import UnitOfWork
from domain.errors import NotFound, Refusal, ScreenIsStale, WrongInput
from domain.evidence import Mode
from domain.items import TYPED, Content, Kind, Stimulus
from domain.scoring import mark, parse_number
from services import closing, viewer
from services.item_content import of_item, stimulus_of
from services.viewer import Viewer

LONGEST = {Kind.NUMBER: 40, Kind.SHORT: 100, Kind.OPEN: 1500}
"""Characters of a typed answer."""


Given = list[int | None] | str
"""A response by the bank's indexes, or typed."""


class AttemptIsOver(Refusal):
    """The time is over or the attempt is finished; its result is shown."""


class PressALetter(Refusal):
    """A typed letter can't be an answer: it carries no step, and might meet the next question."""


@dataclass(frozen=True)
class Question:
    """One question as shown; indexes are places of letters.

    `picked`: letters chosen; for matching one for each left side (None: still open), for ordering in the
    order given. `typed`: the text written. `is_draft`: what is picked or typed is not recorded yet, and
    `is_whole`: it can be. `at_end`: the person is past the last question.
    """

    attempt_id: int
    revision: int
    position: int
    length: int
    answered: int
    kind: Kind
    stem: str
    parts: tuple[str, ...]
    lefts: tuple[str, ...]
    unit: str
    picked: tuple[int | None, ...]
    typed: str
    measure: str
    points: int
    is_answered: bool
    is_draft: bool
    is_whole: bool
    mode: Mode
    deadline_at: datetime
    at_end: bool
    unanswered: int
    is_literacy: bool

    @property
    def next_left(self) -> int | None:
        """The left side that the next letter goes to."""
        return self.picked.index(None) if None in self.picked else None


@dataclass(frozen=True)
class Material:
    """The stimulus of the question shown, and the unit it belongs to."""

    unit: str
    stimulus: Stimulus
    revision: int
    mode: Mode


async def question(work: UnitOfWork, who: Viewer) -> Question | None:
    """The question to show; None when there is no open attempt or its time is over."""
    async with work.reading(brief=True) as session:
        found = await rows.open_standing(session, who.id)
    if found is None or found.attempt.deadline_at <= work.now():
        return None
    return _question(found)


def _question(found: rows.Standing) -> Question:
    attempt, shown, item = found.attempt, found.placed, found.item
    content = of_item(item)
    given = _given(content, shown)
    typed = given if isinstance(given, str) else ""
    picked = () if isinstance(given, str) else tuple(_letter(shown, at) for at in given)
    return Question(
        attempt_id=attempt.id,
        revision=attempt.revision,
        position=shown.position,
        length=attempt.length,
        answered=found.answered,
        kind=content.kind,
        stem=item.stem,
        parts=tuple(content.parts[index] for index in shown.order),
        lefts=content.lefts,
        unit=item.unit if item.stimulus else "",
        picked=picked,
        typed=typed,
        measure=content.unit,
        points=item.points,
        is_answered=shown.answered_at is not None,
        is_draft=shown.draft is not None,
        is_whole=_is_whole(content, given),
        mode=Mode(attempt.mode),
        deadline_at=attempt.deadline_at,
        at_end=attempt.position > attempt.length,
        unanswered=attempt.length - found.answered,
        is_literacy=attempt.form.startswith(closing.LITERACY_FORM),
    )


def _letter(shown: AttemptItem, index: int | None) -> int | None:
    return None if index is None else shown.order.index(index)


def _given(content: Content, shown: AttemptItem) -> Given:
    """The response as it stands: what is being put together, else what was recorded, else nothing."""
    if content.kind is Kind.SINGLE:
        return [] if shown.choice is None else [shown.choice]
    given = shown.response if shown.draft is None else shown.draft
    return _nothing(content) if given is None else given


def _nothing(content: Content) -> Given:
    if content.kind in TYPED:
        return ""
    empty: list[int | None] = [None] * len(content.pairs)
    return empty


def _is_whole(content: Content, given: Given) -> bool:
    """Whether it can be recorded."""
    if content.kind is Kind.ORDERING:
        return len(given) == len(content.order)
    return bool(given) and (isinstance(given, str) or None not in given)


async def material(work: UnitOfWork, who: Viewer) -> Material | None:
    """What the question shown is about."""
    async with work.reading() as session:
        found = await rows.open_standing(session, who.id)
        if found is None or found.item.stimulus is None or found.attempt.deadline_at <= work.now():
            return None
        stored = await rows.stimulus(session, found.item.stimulus)
    if stored is None:
        return None
    attempt = found.attempt
    return Material(
        found.item.unit, stimulus_of(stored.title, stored.parts), attempt.revision, Mode(attempt.mode)
    )


async def answer(work: UnitOfWork, who: Viewer, attempt_id: int, revision: int, letter: int) -> bool:
    """Stores the answer to a question with one right option and goes to the next one that has none; True at
    the end.

    `letter` is the index of the option as shown. A button of an earlier step raises ScreenIsStale.
    """
    async with work.writing(brief=True) as session:
        found = await _standing_at(session, work, who, attempt_id, revision)
        attempt, shown, item = found.attempt, found.placed, found.item
        if (
            attempt.position > attempt.length
            or item.kind != Kind.SINGLE
            or not 0 <= letter < len(shown.order)
        ):
            raise ScreenIsStale
        chosen = shown.order[letter]
        right = bool(item.options[chosen].get("key"))
        stored = {"choice": chosen, "is_right": right, "points": item.points if right else 0}
        await rows.store_answer(session, shown, work.now(), stored)
        return await _move_to(session, attempt, found.next_open)


async def pick(work: UnitOfWork, who: Viewer, attempt_id: int, revision: int, letter: int) -> None:
    """Adds a letter to the answer being put together: switches an option, pairs the next left side, puts the
    next element in its place.
    """
    async with work.writing(brief=True) as session:
        found = await _standing_at(session, work, who, attempt_id, revision)
        attempt, shown = found.attempt, found.placed
        content = of_item(found.item)
        if attempt.position > attempt.length or not 0 <= letter < len(shown.order):
            raise ScreenIsStale
        draft = _picked(content, _given(content, shown), shown.order[letter])
        await rows.store_draft(session, shown, draft)
        await rows.move_to(session, attempt, attempt.position)


def _picked(content: Content, given: Given, index: int) -> list[int | None]:
    if isinstance(given, str) or content.kind is Kind.SINGLE:
        raise ScreenIsStale
    if content.kind is Kind.MULTIPLE:
        others = [one for one in given if one != index]
        return others if index in given else [*others, index]
    if content.kind is Kind.MATCHING:
        if None not in given:
            raise ScreenIsStale
        at = given.index(None)
        return [*given[:at], index, *given[at + 1 :]]
    if index in given:
        raise ScreenIsStale
    return [*given, index]


async def clear(work: UnitOfWork, who: Viewer, attempt_id: int, revision: int) -> None:
    """«Заново»: the answer being put together begins anew; a recorded one stays until another is recorded."""
    async with work.writing(brief=True) as session:
        found = await _standing_at(session, work, who, attempt_id, revision)
        await rows.store_draft(session, found.placed, _nothing(of_item(found.item)))
        await rows.move_to(session, found.attempt, found.attempt.position)


async def write(work: UnitOfWork, who: Viewer, text: str) -> None:
    """Keeps what was typed for the question shown; a button with its step then records it."""
    async with work.writing(brief=True) as session:
        found = await rows.open_standing(session, who.id)
        if found is None or found.attempt.deadline_at <= work.now():
            raise AttemptIsOver
        content = of_item(found.item)
        if content.kind not in TYPED or found.attempt.position > found.attempt.length:
            raise PressALetter
        await rows.store_draft(session, found.placed, _checked(content.kind, text))
        await rows.move_to(session, found.attempt, found.attempt.position)


def _checked(kind: Kind, text: str) -> str:
    text = text.strip() if kind is Kind.OPEN else " ".join(text.split())
    if len(text) > LONGEST[kind]:
        raise WrongInput(why=f"Получилось длиннее {LONGEST[kind]} знаков. Напишите короче.")
    if kind is Kind.NUMBER and parse_number(text) is None:
        raise WrongInput(why="Напишите число цифрами, например 12 или 3,5.")
    return text


async def record(work: UnitOfWork, who: Viewer, attempt_id: int, revision: int) -> bool:
    """Records the answer that was put together or typed and goes on; True at the end."""
    async with work.writing(brief=True) as session:
        found = await _standing_at(session, work, who, attempt_id, revision)
        attempt, shown, item = found.attempt, found.placed, found.item
        content = of_item(item)
        given = _given(content, shown)
        if attempt.position > attempt.length or content.kind is Kind.SINGLE or not _is_whole(content, given):
            raise ScreenIsStale
        found_mark = mark(content, given, item.points)
        stored = {
            "response": given,
            "draft": None,
            "points": found_mark.points if found_mark else None,
            "is_right": found_mark.right if found_mark else None,
        }
        await rows.store_answer(session, shown, work.now(), stored)
        return await _move_to(session, attempt, found.next_open)


async def skip(work: UnitOfWork, who: Viewer, attempt_id: int, revision: int) -> bool:
    """Leaves the question as it is and shows the next one; True after the last."""
    async with work.writing(brief=True) as session:
        attempt = (await _standing_at(session, work, who, attempt_id, revision)).attempt
        return await _move_to(session, attempt, attempt.position + 1)


async def back(work: UnitOfWork, who: Viewer, attempt_id: int, revision: int) -> None:
    """Shows the question before; its answer stays until it is changed."""
    async with work.writing(brief=True) as session:
        attempt = (await _standing_at(session, work, who, attempt_id, revision)).attempt
        await _move_to(session, attempt, max(1, attempt.position - 1))


async def go_to_unanswered(work: UnitOfWork, who: Viewer, attempt_id: int, revision: int) -> None:
    """Shows the first question without an answer."""
    async with work.writing(brief=True) as session:
        found = await _standing_at(session, work, who, attempt_id, revision)
        await _move_to(session, found.attempt, found.first_open)


async def _standing_at(
    session: AsyncSession, work: UnitOfWork, who: Viewer, attempt_id: int, revision: int
) -> rows.Standing:
    found = await rows.standing_for_update(session, who.id, attempt_id)
    if found is None:
        raise NotFound
    if found.attempt.finished_at is not None or found.attempt.deadline_at <= work.now():
        raise AttemptIsOver
    if found.attempt.revision != revision:
        raise ScreenIsStale
    return found


async def _move_to(session: AsyncSession, attempt: Attempt, position: int | None) -> bool:
    """Shows another question; none, or one past the last, means the summary, and is True."""
    end = attempt.length + 1
    reached = min(position or end, end)
    await rows.move_to(session, attempt, reached)
    return reached == end


async def finish(work: UnitOfWork, who: Viewer, attempt_id: int) -> int:
    """Ends the attempt; ending twice is ending once. Returns the attempt's id."""
    async with work.writing() as session:
        attempt = await rows.attempt(session, who.id, attempt_id, for_update=True)
        if attempt is None:
            raise NotFound
        if attempt.finished_at is None:
            await closing.end(session, work, who, attempt, timed_out=attempt.deadline_at <= work.now())
        return attempt.id


async def close_expired(work: UnitOfWork) -> int:
    """Ends attempts whose deadline is over; returns how many."""
    async with work.reading() as session:
        expired = await rows.expired_attempts(session, work.now(), 500)
    for attempt_id, person_id in expired:
        owner = await viewer.by_person(work, person_id)
        if owner is not None:
            await finish(work, owner, attempt_id)
    return len(expired)
