"""Taking a diagnostic: start, answer, skip, back, pause, resume, finish, result, review.

Everything that matters is in rows: which question is next, the order of options, each answer. A screen is
drawn from them, so a crash or a second phone changes nothing.
"""

import secrets
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Attempt, AttemptItem, Item
from db.repositories import diagnostics as rows
from db.repositories import evidence as evidence_rows
from db.session import UnitOfWork
from domain.errors import NotFound, Refusal, ScreenIsStale
from domain.evidence import EvidenceKind, Mode
from domain.forms import COMPETENCIES_PER_FORM, ITEMS_PER_COMPETENCY, BankItem, assemble
from domain.mastery import CompetencyScore, growth_zones
from services import content, day_codes, evidence, reminders, viewer
from services.viewer import Viewer

SELF_MODE_LASTS = timedelta(days=14)
INDEPENDENT_MODE_LASTS = timedelta(minutes=60)
REMIND_AFTER_DAYS = 2
LETTERS = "АБВГДЕ"


class WindowIsUsed(Refusal):
    """This diagnostic was taken in this window already; `until` says when the next begins."""


class AttemptIsOpen(Refusal):
    """Another diagnostic is not finished: it is offered instead of a second one."""


class AttemptIsOver(Refusal):
    """The time is over or the attempt is finished; its result is shown."""


class ChooseFour(Refusal):
    """A form has four different competencies that the bank covers."""


@dataclass(frozen=True)
class OpenAttempt:
    """An attempt that can be continued."""

    id: int
    answered: int
    length: int
    deadline_at: datetime


@dataclass(frozen=True)
class Offer:
    """What may be started: competencies with enough items, by group, and those suggested by the position."""

    groups: tuple[content.Group, ...]
    suggested: tuple[content.Competency, ...]
    bank_fits_position: bool
    open: OpenAttempt | None
    finished: int


@dataclass(frozen=True)
class Question:
    """One question as shown. `choice` is the letter index given before; `at_end`: it is past the last one."""

    attempt_id: int
    revision: int
    position: int
    length: int
    answered: int
    stem: str
    options: tuple[str, ...]
    choice: int | None
    mode: Mode
    deadline_at: datetime
    at_end: bool
    unanswered: int


@dataclass(frozen=True)
class Result:
    """Scores of a finished attempt in the form's order, with the declared growth zones first."""

    attempt_id: int
    mode: Mode
    finished_on: date
    timed_out: bool
    scores: tuple[CompetencyScore, ...]
    zones: tuple[CompetencyScore, ...]
    answered: int
    length: int


@dataclass(frozen=True)
class ReviewedOption:
    text: str
    note: str
    is_key: bool
    chosen: bool


@dataclass(frozen=True)
class ReviewedItem:
    """An answered question with its key and explanations."""

    attempt_id: int
    position: int
    length: int
    competency: content.Competency
    stem: str
    options: tuple[ReviewedOption, ...]
    right: bool | None
    explanation: str
    source: str


async def offer(work: UnitOfWork, who: Viewer) -> Offer:
    """What the person may take now."""
    async with work.reading() as session:
        counts = await rows.live_counts(session)
        attempt = await rows.open_attempt(session, who.id)
        opened = await _open_attempt(session, attempt) if attempt else None
        finished = len(await rows.finished_attempts(session, who.id))
    ready = {code for code, count in counts.items() if count >= ITEMS_PER_COMPETENCY}
    suggested, fits = _suggested(who, ready)
    return Offer(_covered_groups(ready), suggested, fits, opened, finished)


async def _open_attempt(session: AsyncSession, attempt: Attempt) -> OpenAttempt:
    items = await rows.attempt_items(session, attempt.id)
    answered = sum(item.choice is not None for item in items)
    return OpenAttempt(attempt.id, answered, attempt.length, attempt.deadline_at)


def _covered_groups(ready: set[str]) -> tuple[content.Group, ...]:
    covered = []
    for group in content.groups():
        competencies = tuple(one for one in group.competencies if one.code in ready)
        if competencies:
            covered.append(content.Group(group.code, group.title, group.audience, competencies))
    return tuple(covered)


def _suggested(who: Viewer, ready: set[str]) -> tuple[tuple[content.Competency, ...], bool]:
    """The position's own choice where the bank covers it; else the first competencies it does cover."""
    position = content.positions().get(who.position or "")
    wanted = position.suggests if position else ()
    chosen = [code for code in wanted if code in ready]
    fits = len(chosen) == COMPETENCIES_PER_FORM
    chosen += [code for code in content.competencies() if code in ready and code not in chosen]
    return tuple(content.competencies()[code] for code in chosen[:COMPETENCIES_PER_FORM]), fits


async def start(
    work: UnitOfWork, who: Viewer, codes: list[str], mode: Mode = Mode.SELF, day_code: str = ""
) -> None:
    """Begins a form of four competencies, five items each; with a code of the day in the independent mode."""
    if len(set(codes)) != COMPETENCIES_PER_FORM or any(c not in content.competencies() for c in codes):
        raise ChooseFour
    form = "-".join(sorted(codes))
    async with work.writing() as session:
        if await rows.open_attempt(session, who.id):
            raise AttemptIsOpen
        window = await _window(session, work, who, mode, day_code)
        if await rows.attempt_in_window(session, who.id, form, window):
            raise WindowIsUsed(until=next_window(who.today(work.now())), mode=mode.value)
        attempt = _new_attempt(work, who, form, window, mode)
        session.add(attempt)
        await session.flush()
        await _place_items(session, who, attempt, codes)
        due = reminders.in_days(work.now(), REMIND_AFTER_DAYS)
        await reminders.set_for(session, who.id, UNFINISHED, attempt.id, due)


async def _still_open(session: AsyncSession, person_id: int, attempt_id: int) -> dict[str, object] | None:
    """What the reminder about an unfinished diagnostic says; None once it is finished."""
    attempt = await rows.attempt(session, person_id, attempt_id)
    if attempt is None or attempt.finished_at is not None:
        return None
    items = await rows.attempt_items(session, attempt.id)
    answered = sum(item.choice is not None for item in items)
    return {"attempt": attempt.id, "answered": answered, "length": attempt.length}


UNFINISHED = reminders.kind("unfinished_diagnostic", _still_open)


async def _window(session: AsyncSession, work: UnitOfWork, who: Viewer, mode: Mode, day_code: str) -> str:
    today = who.today(work.now())
    if mode is Mode.INDEPENDENT:
        return await day_codes.window_for(session, who, today, day_code)
    return f"self:{today:%Y-%m}"


def next_window(today: date) -> date:
    """Self-diagnostics open anew on the first of a month."""
    return date(today.year + today.month // 12, today.month % 12 + 1, 1)


def _new_attempt(work: UnitOfWork, who: Viewer, form: str, window: str, mode: Mode) -> Attempt:
    lasts = INDEPENDENT_MODE_LASTS if mode is Mode.INDEPENDENT else SELF_MODE_LASTS
    return Attempt(
        person_id=who.id,
        form=form,
        window=window,
        mode=mode,
        seed=secrets.randbelow(2**31),
        length=COMPETENCIES_PER_FORM * ITEMS_PER_COMPETENCY,
        position=1,
        revision=0,
        started_at=work.now(),
        deadline_at=work.now() + lasts,
        timed_out=False,
    )


async def _place_items(session: AsyncSession, who: Viewer, attempt: Attempt, codes: list[str]) -> None:
    bank: dict[str, list[BankItem]] = defaultdict(list)
    for item in await rows.live_items(session, codes):
        bank[item.competency].append(BankItem(item.id, item.competency, len(item.options)))
    seen = await rows.seen_items(session, who.id)
    placed = assemble(bank, codes, attempt.seed, seen)
    await rows.add_items(
        session,
        [
            {
                "attempt_id": attempt.id,
                "position": position,
                "item_id": one.item_id,
                "competency": one.competency,
                "order": list(one.order),
            }
            for position, one in enumerate(placed, start=1)
        ],
    )


async def question(work: UnitOfWork, who: Viewer) -> Question | None:
    """The question to show; None when there is no open attempt or its time is over."""
    async with work.reading(brief=True) as session:
        found = await rows.open_standing(session, who.id)
    if found is None or found.attempt.deadline_at <= work.now():
        return None
    return _question(found)


def _question(found: rows.Standing) -> Question:
    attempt, shown, item = found.attempt, found.placed, found.item
    return Question(
        attempt_id=attempt.id,
        revision=attempt.revision,
        position=shown.position,
        length=attempt.length,
        answered=found.answered,
        stem=item.stem,
        options=tuple(item.options[index]["text"] for index in shown.order),
        choice=None if shown.choice is None else shown.order.index(shown.choice),
        mode=Mode(attempt.mode),
        deadline_at=attempt.deadline_at,
        at_end=attempt.position > attempt.length,
        unanswered=attempt.length - found.answered,
    )


async def answer(work: UnitOfWork, who: Viewer, attempt_id: int, revision: int, letter: int) -> bool:
    """Stores the answer to the question shown and goes to the next one that has none; True at the end.

    `letter` is the index of the option as shown. A button of an earlier step raises ScreenIsStale.
    """
    async with work.writing(brief=True) as session:
        found = await _standing_at(session, work, who, attempt_id, revision)
        attempt, shown = found.attempt, found.placed
        if attempt.position > attempt.length or not 0 <= letter < len(shown.order):
            raise ScreenIsStale
        chosen = shown.order[letter]
        right = bool(found.item.options[chosen].get("key"))
        await rows.store_answer(session, shown, chosen, right, work.now())
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
    """Ends the attempt and records its evidence; ending twice is ending once. Returns the attempt's id."""
    async with work.writing() as session:
        attempt = await rows.attempt(session, who.id, attempt_id, for_update=True)
        if attempt is None:
            raise NotFound
        if attempt.finished_at is None:
            await _finish(session, work, who, attempt, timed_out=attempt.deadline_at <= work.now())
        return attempt.id


async def _finish(
    session: AsyncSession, work: UnitOfWork, who: Viewer, attempt: Attempt, *, timed_out: bool
) -> None:
    ended_at = min(work.now(), attempt.deadline_at)
    attempt.finished_at = ended_at
    attempt.timed_out = timed_out
    attempt.revision += 1
    scores = _scores(await rows.attempt_items(session, attempt.id))
    await reminders.drop(session, work, who.id, UNFINISHED, attempt.id)
    await evidence.record(
        session,
        work,
        who,
        EvidenceKind.DIAGNOSTIC,
        who.today(ended_at),
        competencies=[score.competency for score in growth_zones(scores)],
        mode=attempt.mode,
        details={
            "attempt": attempt.id,
            "answered": sum(score.answered for score in scores),
            "scores": {score.competency: [score.right, score.answered] for score in scores},
        },
    )


def _scores(items: list[AttemptItem]) -> list[CompetencyScore]:
    """Scores by competency in alphabetical order of codes; skipped questions are not counted as wrong."""
    answered: dict[str, list[bool]] = {item.competency: [] for item in items}
    for item in items:
        if item.choice is not None:
            answered[item.competency].append(bool(item.right))
    return [CompetencyScore(code, sum(marks), len(marks)) for code, marks in sorted(answered.items())]


async def result(work: UnitOfWork, who: Viewer, attempt_id: int) -> Result:
    """The result of one's own finished attempt; nobody else can read it."""
    async with work.reading() as session:
        attempt = await rows.attempt(session, who.id, attempt_id)
        if attempt is None or attempt.finished_at is None:
            raise NotFound
        scores = _scores(await rows.attempt_items(session, attempt.id))
    return Result(
        attempt_id=attempt.id,
        mode=Mode(attempt.mode),
        finished_on=who.today(attempt.finished_at),
        timed_out=attempt.timed_out,
        scores=tuple(scores),
        zones=tuple(growth_zones(scores)),
        answered=sum(score.answered for score in scores),
        length=attempt.length,
    )


async def history(work: UnitOfWork, who: Viewer) -> list[tuple[int, date, str]]:
    """Finished attempts, newest first: (attempt, day, titles of the competencies)."""
    async with work.reading() as session:
        attempts = await rows.finished_attempts(session, who.id, limit=6)
    known = content.competencies()
    return [
        (a.id, who.today(a.finished_at), ", ".join(known[code].short for code in a.form.split("-")))
        for a in attempts
        if a.finished_at
    ]


async def review(work: UnitOfWork, who: Viewer, attempt_id: int, position: int) -> ReviewedItem:
    """One question of one's own finished attempt, with key and explanations."""
    async with work.reading() as session:
        attempt = await rows.attempt(session, who.id, attempt_id)
        if attempt is None or attempt.finished_at is None:
            raise NotFound
        row = await rows.attempt_item(session, attempt_id, position)
        if row is None:
            raise NotFound
    shown, item = row
    return ReviewedItem(
        attempt_id=attempt_id,
        position=position,
        length=attempt.length,
        competency=content.competencies()[item.competency],
        stem=item.stem,
        options=tuple(_reviewed(item, shown, index) for index in shown.order),
        right=shown.right if shown.choice is not None else None,
        explanation=item.explanation,
        source=item.source,
    )


def _reviewed(item: Item, shown: AttemptItem, index: int) -> ReviewedOption:
    option = item.options[index]
    return ReviewedOption(
        option["text"], option.get("note", ""), bool(option.get("key")), shown.choice == index
    )


async def latest_zones(session: AsyncSession, who: Viewer) -> tuple[list[str], int | None]:
    """Growth zones of the latest diagnostic that declared any, and the evidence that says so."""
    found = await evidence_rows.of_subject(session, who.subject)
    declared = [row for row in found if row.kind == EvidenceKind.DIAGNOSTIC and row.competencies]
    if not declared:
        return [], None
    return list(declared[-1].competencies), declared[-1].id


async def close_expired(work: UnitOfWork) -> int:
    """Ends attempts whose deadline is over; returns how many."""
    async with work.reading() as session:
        expired = await rows.expired_attempts(session, work.now(), 500)
    for attempt_id, person_id in expired:
        owner = await viewer.by_person(work, person_id)
        if owner is not None:
            await finish(work, owner, attempt_id)
    return len(expired)
